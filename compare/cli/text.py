"""``compare facts``, ``align`` and ``translate``: what the tool makes of the texts, without comparing them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from compare.cli import options
from compare.cli.ends import reporting_errors
from compare.cli.screen import console, write_out


@reporting_errors
def facts(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A Russian or English story.")],
    json: Annotated[bool, typer.Option("--json", help="Print JSON (schema compare.facts/1).")] = False,
) -> None:
    """Print the facts of one file, as found: figures, dates, names, quotations, attributions, negations, hedges."""
    from compare.pipeline import facts_of
    from compare.read import read

    side = facts_of(read(file))
    if json:
        from compare.report.json import dumps, side_json

        write_out(dumps(side_json(side)))
    else:
        from compare.cli.terminal import facts_lines, facts_listing

        where = console()
        if where.is_terminal:
            where.print(facts_listing(side))
        else:
            write_out("".join(f"{line}\n" for line in facts_lines(side)))


@reporting_errors
def align(
    a: Annotated[Path, typer.Argument(metavar="A", help="A story.")],
    b: Annotated[Path, typer.Argument(metavar="B", help="Another version of it, in any known language.")],
    lines: options.LINES = False,
    format: Annotated[Literal["tsv", "tmx", "json"], typer.Option("--format", help="What to print.")] = "tsv",
    embedder: options.EMBEDDER = "use",
) -> None:
    """Print the sentence alignment of two files, and nothing else."""
    from compare import embed
    from compare.align import align as align_sentences
    from compare.read import read
    from compare.report import bitext
    from compare.split import split, split_lines

    source, target = read(a), read(b)
    cut = split_lines if lines else split
    source_sentences, target_sentences = cut(source), cut(target)
    beads = align_sentences(source_sentences, target_sentences, embed.load(embedder))
    write_out(bitext.FORMATS[format](bitext.Bitext(source, target, source_sentences, target_sentences, beads)))


@reporting_errors
def translate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A Russian or English story.")],
    to: Annotated[Literal["en", "ru"], typer.Option("--to", help="The language to translate to.")],
    lines: options.LINES = False,
    translator: options.TRANSLATOR = None,
) -> None:
    """Print the machine translation of a file: for orientation, not evidence."""
    from compare.pipeline import translate_story
    from compare.read import read

    for paragraph in translate_story(read(file), to, translator, lines):
        typer.echo(paragraph)
