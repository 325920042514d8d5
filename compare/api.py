"""For scripts and notebooks: ``from compare import compare_stories``.

The one place that brings pandas in, and only when a table is asked for.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from compare import pipeline
from compare.errors import ReadError
from compare.read import from_text, read
from compare.records import Report, Story
from compare.report import formats as known
from compare.report import write
from compare.report.tables import FACTS, FINDINGS, PAIRS, SCORES, Value, fact_rows, finding_rows, pair_rows, score_rows
from compare.report.words import summary
from compare.verdicts import read_verdicts, with_verdicts

if TYPE_CHECKING:
    from pandas import DataFrame

Given = str | Path | Story
"""A story: a path, the text itself, or a story that was read."""


@dataclass(frozen=True)
class Comparison:
    """Two versions compared. In Jupyter it shows the report page; the tables are pandas DataFrames."""

    report: Report

    @property
    def findings(self) -> DataFrame:
        """A row a finding, the gravest first; columns :data:`compare.report.tables.FINDINGS`, ``id`` as the index."""
        return _frame(FINDINGS, finding_rows(self.report), "id")

    @property
    def pairs(self) -> DataFrame:
        """A row a pair; columns :data:`compare.report.tables.PAIRS`, ``id`` as the index."""
        return _frame(PAIRS, pair_rows(self.report), "id")

    @property
    def facts(self) -> DataFrame:
        """A row a figure, date or name, in both versions where both have it; columns
        :data:`compare.report.tables.FACTS`."""
        return _frame(FACTS, fact_rows(self.report))

    @property
    def scores(self) -> DataFrame:
        """A row a number; columns :data:`compare.report.tables.SCORES`, ``score`` as the index."""
        return _frame(SCORES, score_rows(self.report), "score")

    @property
    def summary(self) -> str:
        """What the comparison found, in one or two sentences."""
        return summary(self.report)

    @property
    def html(self) -> str:
        """The report page."""
        from compare.report.html import render

        return render(self.report)

    def write(self, folder: str | Path, formats: Sequence[str] = ("html", "json", "md")) -> list[Path]:
        """Writes the report in these formats, all of them or none. Raises OutputError."""
        return write(self.report, Path(folder), known(",".join(formats)))

    def _repr_html_(self) -> str:
        """The page in a frame of its own, which keeps its style and script to itself."""
        page = html.escape(self.html, quote=True)
        return (
            f'<iframe srcdoc="{page}" title="{html.escape(self.summary)}" sandbox="allow-scripts allow-downloads" '
            'style="width: 100%; height: 44rem; border: 1px solid #ccc"></iframe>'
        )

    def __repr__(self) -> str:
        return f"<Comparison: {self.summary}>"


def compare_stories(
    ru: Given,
    en: Given,
    *,
    translate: bool = True,
    translator: str | Path | None = None,
    embedder: str = "use",
    names: str | Path | None = None,
    framing: str | Path | None = None,
    verdicts: str | Path | None = None,
) -> Comparison:
    """Compares two versions of a story; which is the Russian one is detected. The settings are those of
    ``compare run``. The models are loaded on the first call and kept.

    A ``str`` that names no file is taken for the text itself if it has a line break or is longer than a path can be
    (:data:`LONGEST_PATH`); a ``Path`` is always a file.

    Raises CompareError (see :mod:`compare.errors`) with a message that says what to do.
    """
    source, target, _ = pipeline.in_order(_story(ru), _story(en))
    settings = pipeline.Settings(embedder, _path(translator), translate, _path(names), _path(framing))
    judged = read_verdicts(Path(verdicts)) if verdicts else None
    report = pipeline.compare_stories(source, target, _engines(source.language, target.language, settings))
    return Comparison(report if judged is None else with_verdicts(report, judged))


LONGEST_PATH = 1024
"""Characters: a longer text is no path."""


@lru_cache(maxsize=2)
def _engines(source: str, target: str, settings: pipeline.Settings) -> pipeline.Engines:
    return pipeline.load_engines(source, target, settings)


def _story(given: Given) -> Story:
    if isinstance(given, Story):
        return given
    if not isinstance(given, str | Path):
        raise ReadError(f"A story is a path, a text or a Story, not {type(given).__name__}.")
    if isinstance(given, str) and not given.strip():
        raise ReadError("The text of a story is empty. Give a text, or the path of a file.")
    if isinstance(given, str) and ("\n" in given or len(given) > LONGEST_PATH):
        return from_text(given.replace("\r\n", "\n").replace("\r", "\n"))
    return read(Path(given))


def _path(given: str | Path | None) -> Path | None:
    return None if given is None else Path(given)


def _frame(columns: tuple[str, ...], rows: Iterable[tuple[Value, ...]], index: str | None = None) -> DataFrame:
    from pandas import DataFrame

    made = DataFrame(list(rows), columns=list(columns))
    return made if index is None else made.set_index(index)
