"""``python -m models.recipe prepare|train|package RECIPE ...``; see README.md in this folder."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)

RECIPE = Annotated[Path, typer.Argument(metavar="RECIPE", help="A TOML file, such as models/recipe/en-ru.toml.")]
MODELS = Path("models")
WORK = Annotated[Path, typer.Option("--work", metavar="DIR", help="The working folder.")]


@app.command()
def prepare(
    recipe: RECIPE,
    work: WORK,
    data: Annotated[Path, typer.Option("--data", metavar="DIR", help="The folder of the tables.")],
    parent: Annotated[
        Path | None, typer.Option("--parent", metavar="DIR", help="A working folder whose weights are the start.")
    ] = None,
) -> None:
    """Make the working folder: vocabularies, encoded pairs, first weights."""
    from models.recipe import settings
    from models.recipe.prepare import prepare as make

    make(settings.load(recipe), data, work, parent, typer.echo)


@app.command()
def train(
    recipe: RECIPE,
    work: WORK,
    tokens: Annotated[int | None, typer.Option("--tokens", help="Stop after so many target tokens in all.")] = None,
    cooldown: Annotated[int | None, typer.Option("--cooldown", help="Tokens over which the rate falls to 0.")] = None,
    threads: Annotated[int, typer.Option("--threads", help="Threads on a CPU; 0 for one a core.")] = 0,
) -> None:
    """Train, from the last checkpoint where there is one."""
    import torch

    from models.recipe import settings
    from models.recipe.train import Run

    torch.set_num_threads(threads or os.cpu_count() or 1)
    told = settings.load(recipe)
    changed = {name: value for name, value in (("tokens", tokens), ("cooldown", cooldown)) if value is not None}
    told = dataclasses.replace(told, training=dataclasses.replace(told.training, **changed))
    Run(told, work, typer.echo)()


@app.command()
def package(
    recipe: RECIPE,
    work: WORK,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the package's folder goes.")] = Path(
        "models"
    ),
    pack: Annotated[bool, typer.Option("--pack", help="Write an .argosmodel file beside it, too.")] = False,
    beam: Annotated[int, typer.Option("--beam", help="The beam of the scores on the card.")] = 4,
) -> None:
    """Turn the last checkpoint into an Argos package with its card."""
    from models.recipe import package as packages
    from models.recipe import settings

    command = f"python -m models.recipe package {recipe.as_posix()} --beam {beam}"
    made = packages.build(settings.load(recipe), work, out, command, beam, log=typer.echo)
    typer.echo(f"Made {made}")
    if pack:
        typer.echo(f"Packed {packages.pack(made, out)}")


if __name__ == "__main__":
    app()
