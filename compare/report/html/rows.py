"""Both texts as the page sets them level: pairs, pointers to passages that moved, and page furniture folded away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from compare.languages import load
from compare.records import SEVERITIES, Bead, Document, PairState, Report, Role, Sentence, Severity
from compare.report.html.cards import Card
from compare.report.marks import Marked, Segment, marks, segments
from compare.report.states import pair_findings, state
from compare.report.words import plural

STATES: Mapping[PairState, str] = {
    "same": "no finding",
    "reworded": "reworded",
    "differs": "differs",
    "missing": "left out",
    "added": "added",
    "moved": "moved",
    "aside": "not part of the story",
}
"""The states of a pair in the words of the page; that nothing was found does not say that there is nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence in the side-by-side view."""

    role: Role
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a pair: its lines, or nothing. ``gaps`` are the findings that say so."""

    code: str
    language: str
    lines: tuple[Line, ...]
    gaps: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A bead with both its cells. ``severity`` is that of its gravest finding, ``None`` where it has none.
    ``where`` says where a moved passage stands in the target."""

    number: int
    state: PairState
    source: Cell
    target: Cell
    severity: Severity | None
    findings: tuple[int, ...]
    similarity: str
    translation: str | None
    where: str = ""

    @property
    def about(self) -> str:
        """The pair in words, for those who do not see its colour."""
        parts = [STATES[self.state], *([self.severity] if self.severity else [])]
        if self.findings:
            listed = ", ".join(map(str, self.findings))
            parts.append(f"finding{'s' if len(self.findings) > 1 else ''} {listed}")
        return f"Pair {self.number}: {', '.join(parts)}"


@dataclass(frozen=True, slots=True)
class Pointer:
    """Stands where moved sentences stand in the target, and leads to the pairs that show them."""

    first: int
    last: int
    sentences: str

    @property
    def pairs(self) -> str:
        """``pair 7`` or ``pairs 7–9``."""
        return span("pair", self.first, self.last)


@dataclass(frozen=True, slots=True)
class Furniture:
    """Neighbouring pairs that are not part of the story, folded away."""

    pairs: tuple[Pair, ...]

    @property
    def lines(self) -> str:
        """``2 lines``."""
        return plural(len(self.pairs), "line")


Row = Pair | Pointer | Furniture


def pairs(report: Report, cards: Sequence[Card]) -> Iterator[Pair]:
    """The beads with their marks, in the source's order."""
    in_source, in_target = _marks(report, "source"), _marks(report, "target")
    rows = zip(report.beads, report.translations, pair_findings(report), strict=True)
    for rank, (bead, translation, numbers) in enumerate(rows):
        about = [cards[number] for number in numbers]
        yield Pair(
            number=rank + 1,
            state=state(report, bead, [report.findings[number] for number in numbers]),
            source=_cell(report.source, bead.source, in_source, about),
            target=_cell(report.target, bead.target, in_target, about),
            severity=max((card.severity for card in about), key=SEVERITIES.index, default=None),
            findings=tuple(number + 1 for number in numbers),
            similarity=f"{bead.similarity:.2f}" if bead.source and bead.target else "",
            translation=translation,
            where=span("sentence", bead.target[0] + 1, bead.target[-1] + 1) if bead.moved and bead.target else "",
        )


def rows(report: Report, made: Sequence[Pair]) -> Iterator[Row]:
    """The pairs in the source's order, with a pointer at each place of the target that moved sentences come from, and
    with page furniture together."""
    for is_aside, group in groupby(_with_pointers(report, made), key=_is_aside):
        if is_aside:
            yield Furniture(tuple(row for row in group if isinstance(row, Pair)))
        else:
            yield from group


def span(noun: str, first: int, last: int) -> str:
    """One of these things, or several in a row.

    >>> span("pair", 7, 7), span("pair", 7, 9)
    ('pair 7', 'pairs 7–9')
    """
    return f"{noun} {first}" if first == last else f"{noun}s {first}–{last}"


def _is_aside(row: Row) -> bool:
    return isinstance(row, Pair) and row.state == "aside"


def _marks(report: Report, side: Literal["source", "target"]) -> Marked:
    document: Document = getattr(report, side)
    return marks(
        document.sentences,
        [
            (rank + 1, finding.kind, finding.severity, getattr(finding, side))
            for rank, finding in enumerate(report.findings)
        ],
    )


def _cell(document: Document, indexes: Sequence[int], found: Marked, about: Sequence[Card]) -> Cell:
    code = document.story.language
    lines = tuple(_line(document.sentences[index], found) for index in indexes)
    gaps = () if lines else tuple(card for card in about if card.kind in ("omission", "addition"))
    return Cell(code, load(code).name, lines, gaps)


def _line(sentence: Sentence, found: Marked) -> Line:
    return Line(sentence.role, segments(sentence, found))


def _with_pointers(report: Report, made: Sequence[Pair]) -> Iterator[Pair | Pointer]:
    after = _pointers(report)
    yield from after.get(-1, ())
    for rank, pair in enumerate(made):
        yield pair
        yield from after.get(rank, ())


def _pointers(report: Report) -> dict[int, list[Pointer]]:
    """Pointers by the rank of the pair that they follow: the last unmoved one before them in the target."""
    still = sorted((bead.target[-1], rank) for rank, bead in enumerate(report.beads) if bead.target and not bead.moved)
    after: dict[int, list[Pointer]] = {}
    for run in _moved_runs(report.beads):
        first, last = report.beads[run[0]].target[0], report.beads[run[-1]].target[-1]
        before = [rank for index, rank in still if index < first]
        pointer = Pointer(run[0] + 1, run[-1] + 1, span("sentence", first + 1, last + 1))
        after.setdefault(before[-1] if before else -1, []).append(pointer)
    return after


def _moved_runs(beads: Sequence[Bead]) -> list[list[int]]:
    """Ranks of moved beads, grouped where they follow each other on both sides; in the target's order."""
    runs: list[list[int]] = []
    for rank, bead in enumerate(beads):
        if not (bead.moved and bead.target):
            continue
        if runs and runs[-1][-1] == rank - 1 and beads[rank - 1].target[-1] + 1 == bead.target[0]:
            runs[-1].append(rank)
        else:
            runs.append([rank])
    return sorted(runs, key=lambda run: beads[run[0]].target[0])
