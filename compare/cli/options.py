"""The arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from compare.report import FORMATS

FIRST = Annotated[Path, typer.Argument(metavar="RU", help="The Russian version: txt, html, docx or pdf.")]
SECOND = Annotated[Path, typer.Argument(metavar="EN", help="The English version. The order does not matter.")]
OUT = Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder that the report is written to.")]
FORMAT = Annotated[str, typer.Option("--format", metavar="LIST", help=f"Of {', '.join(FORMATS)}; with commas.")]
TRANSLATOR = Annotated[
    str | None,
    typer.Option(
        "--translator",
        metavar="DIR|NAME",
        help="A folder of Argos packages to prefer to the installed ones, or another engine: firefox, firefox:DIR.",
    ),
]
EMBEDDER = Annotated[
    str,
    typer.Option(
        "--embedder",
        metavar="NAME",
        help="'use' (bundled), or a sentence-transformers model by name or folder, e.g. sentence-transformers/LaBSE.",
    ),
]
NAMES = Annotated[
    Path | None,
    typer.Option("--names", metavar="FILE", help="Names of your own: a csv, tsv or toml table; see docs/names.md."),
]
FRAMING = Annotated[
    Path | None,
    typer.Option(
        "--framing", metavar="FILE", help="Words that take sides, of your own: a toml table; docs/framing.md."
    ),
]
VERDICTS = Annotated[
    Path | None,
    typer.Option(
        "--verdicts",
        metavar="FILE",
        help="Verdicts exported from a report page, to take into account: docs/verdicts.md.",
    ),
]
NO_TRANSLATE = Annotated[
    bool,
    typer.Option(
        "--no-translate",
        help="Do without machine translation. It is shown, and it helps to weigh wording and negation.",
    ),
]
FAIL_ON = Annotated[
    Literal["minor", "major", "critical"] | None,
    typer.Option("--fail-on", help="Exit with 1 when a finding is at least this grave."),
]
QUIET = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
LINES = Annotated[bool, typer.Option("--lines", help="Each line of the file is a sentence.")]
