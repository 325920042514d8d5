"""The command line: parse, call, print, exit. The only printing and the only exit codes are in this folder.

Heavy imports stand inside the commands, so that ``compare --help`` answers at once.
"""

from __future__ import annotations

import os
from typing import Annotated

import typer

from compare.cli import packages, stories, story, text
from compare.machine import search_garbage_rarely

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="How a news story changed on its way from one language to another: what was left out, added, renumbered, "
    "renamed, re-attributed, softened or sharpened. Works offline.",
)
app.command(context_settings={"allow_extra_args": True})(story.run)
app.command()(story.outlets)
app.command()(stories.corpus)
app.command()(text.facts)
app.command()(text.align)
app.command()(text.translate)

models = typer.Typer(no_args_is_help=True, help="The translation packages: which there are, and are they whole.")
models.command("list")(packages.list_packages)
models.command("install")(packages.install)
models.command("remove")(packages.remove)
models.command("verify")(packages.verify)
app.add_typer(models, name="models")


def main() -> None:
    """The entry point of the installed command."""
    # numpy's threads wait for each other by spinning: on a busy machine one does the same work in a fifth of the time
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    search_garbage_rarely()
    app()


def _version(wanted: bool) -> None:
    if wanted:
        from compare import __version__

        typer.echo(f"compare {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass


if __name__ == "__main__":
    main()
