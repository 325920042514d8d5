"""The matrix: what each outlet made of each fact and passage of the source, what most of them read, who departs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from compare.outlets.fates import Fate
from compare.places import one_line
from compare.records import SEVERITIES, Fact, Finding, Report, Sentence, Severity
from compare.report.states import pair_findings
from compare.scores import STORY

PassageStatus = Literal["kept", "changed", "dropped"]

CHANGING: Severity = "major"
"""A passage is changed where a finding at least this grave is about it."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact of the source with its fate in each outlet. ``majority`` is the reading of more than half of them
    (``None``: there is none), ``departs`` are the ranks of the others."""

    fact: Fact
    fates: tuple[Fate, ...]
    majority: str | None
    departs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PassageCell:
    """What an outlet made of a sentence of the source: ``text`` is its own, ``findings`` are ranks in its report."""

    status: PassageStatus
    bead: int
    text: str
    findings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PassageRow:
    """One sentence of the source in each outlet. ``majority`` is what more than half of them made of it, those that
    change it only as far as they change it alike; ``departs`` are the ranks of the others."""

    sentence: Sentence
    cells: tuple[PassageCell, ...]
    majority: PassageStatus | None
    departs: tuple[int, ...]


def fact_rows(told: Sequence[Sequence[Fate]]) -> Iterator[FactRow]:
    """A row for each fact of the source; ``told`` are the fates outlet by outlet, of the same facts in one order."""
    for row in zip(*told, strict=True):
        majority, departs = vote([reading(fate) for fate in row])
        yield FactRow(row[0].fact, tuple(row), majority, departs)


def reading(fate: Fate) -> str:
    """What an outlet has its readers take from a fact: two that keep it agree, two that change it only if they
    change it alike.

    >>> from compare.records import Fact, Figure
    >>> fact = Fact("figure", 0, 0, 2, "60", Figure(60))
    >>> reading(Fate(fact, "kept", "sixty")), reading(Fate(fact, "changed", "16 People"))
    ('kept', 'changed: 16 people')
    """
    if fate.status != "changed":
        return fate.status
    return f"changed: {fate.words.lower()}" if fate.words else "changed"


def vote(readings: Sequence[str]) -> tuple[str | None, tuple[int, ...]]:
    """The reading of more than half, and the ranks of those that have another one.

    >>> vote(["kept", "kept", "dropped"]), vote(["kept", "dropped"])
    (('kept', (2,)), (None, ()))
    """
    first, count = Counter(readings).most_common(1)[0]
    if 2 * count <= len(readings):
        return None, ()
    return first, tuple(rank for rank, one in enumerate(readings) if one != first)


def passage_rows(reports: Sequence[Report]) -> Iterator[PassageRow]:
    """A row for each sentence of the source that tells the story."""
    columns = [_cells(report) for report in reports]
    for sentence in reports[0].source.sentences:
        if sentence.role in STORY:
            cells = tuple(column[sentence.index] for column in columns)
            readings = [_reading(cell, report) for cell, report in zip(cells, reports, strict=True)]
            majority, departs = vote(readings)
            of = {reading: cell.status for reading, cell in zip(readings, cells, strict=True)}
            yield PassageRow(sentence, cells, None if majority is None else of[majority], departs)


def _reading(cell: PassageCell, report: Report) -> str:
    """What an outlet made of a sentence, so that two that did the same can be told: its grave findings."""
    if cell.status != "changed":
        return cell.status
    grave = [one for one in (report.findings[number] for number in cell.findings) if _is_grave(one)]
    places = [(one.rule, [[p.text.lower() for p in side] for side in (one.source, one.target)]) for one in grave]
    return f"changed: {sorted(places)}"


def _is_grave(finding: Finding) -> bool:
    return SEVERITIES.index(finding.severity) >= SEVERITIES.index(CHANGING)


def _cells(report: Report) -> dict[int, PassageCell]:
    cells = {}
    for rank, (bead, numbers) in enumerate(zip(report.beads, pair_findings(report), strict=True)):
        text = one_line(" ".join(report.target.sentences[index].text for index in bead.target))
        changed = any(_is_grave(report.findings[number]) for number in numbers)
        status: PassageStatus = "dropped" if not bead.target else "changed" if changed else "kept"
        for index in bead.source:
            cells[index] = PassageCell(status, rank, text, numbers)
    return cells
