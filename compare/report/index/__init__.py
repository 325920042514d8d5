"""The page over all stories of a corpus: the leaderboard and a table of rows, each leading to its report.

Everything that comes from a manifest is escaped; the table can be read without the script, which sorts and filters it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

from compare.records import FINDING_KINDS, SEVERITIES
from compare.report.html.page import environment, policy, shared_script, shared_style

if TYPE_CHECKING:
    from compare.corpus.board import Board


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table; ``kinds`` are the counts of its findings by kind, without those that it has none of."""

    story: str
    outlet: str
    href: str
    story_href: str
    fidelity: float
    coverage: float
    severities: tuple[int, ...]
    kinds: Mapping[str, int]
    findings: int


@dataclass(frozen=True, slots=True)
class Index:
    """The page. ``total`` rows were compared, ``failed`` could not be; ``entries`` may be the gravest of many."""

    board: Board
    entries: tuple[Entry, ...]
    total: int
    failed: int
    stories: int
    kinds: tuple[str, ...]
    severities: tuple[str, ...] = tuple(reversed(SEVERITIES))

    @property
    def has_intervals(self) -> bool:
        """Whether the outlets told stories enough."""
        return any(line.fidelity_interval for line in self.board.lines)

    @property
    def has_story_pages(self) -> bool:
        """Whether some story has a page over its outlets."""
        return any(entry.story_href for entry in self.entries)


def index(
    board: Board, rows: Sequence[Mapping[str, Any]], counts: tuple[int, int, int], file: str, outlets_page: bool
) -> Index:
    """``rows`` as in the summary; ``counts``: rows compared, rows failed, stories; ``file``: what a report is called;
    ``outlets_page``: whether each story has a page over its outlets."""
    per_story = Counter(row["story"] for row in rows)
    entries = tuple(_entry(row, file, outlets_page and per_story[row["story"]] > 1) for row in rows)
    kinds = tuple(kind for kind in FINDING_KINDS if any(kind in entry.kinds for entry in entries))
    return Index(board, entries, *counts, kinds)


def _entry(row: Mapping[str, Any], file: str, outlets_page: bool) -> Entry:
    folder = f"{quote(row['story'])}/{quote(row['outlet'])}"
    return Entry(
        story=row["story"],
        outlet=row["outlet"],
        href=f"{folder}/{file}",
        story_href=f"{quote(row['story'])}/outlets.html" if outlets_page else "",
        fidelity=row["fidelity"],
        coverage=row["coverage"],
        severities=tuple(row[severity] for severity in reversed(SEVERITIES)),
        kinds={kind: row[kind] for kind in FINDING_KINDS if row[kind]},
        findings=row["findings"],
    )


def render(shown: Index) -> str:
    """The page as HTML."""
    style = f"{shared_style('base')}\n{_asset('index.css')}"
    script = f"{shared_script('sort')}\n{_asset('index.js')}"
    return (
        environment("compare.report.index")
        .get_template("index.html.jinja")
        .render(index=shown, style=Markup(style), script=Markup(script), policy=policy(style, script))
    )


@cache
def _asset(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")
