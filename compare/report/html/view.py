"""What the page shows, ready to be laid out: a Report in the order and the words of the page.

Pure: no markup, no clock, no files. Ids are those of the JSON report: ``p7`` is a pair, ``f3`` a finding; ``f3-ru``
is where the finding stands in the Russian text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from compare.languages import load
from compare.records import (
    FINDING_KINDS,
    SEVERITIES,
    Bead,
    Document,
    Finding,
    FindingKind,
    Place,
    Report,
    Role,
    Sentence,
    Severity,
)
from compare.report.html.ledger import Account, ledger
from compare.report.marks import Marked, Segment, marks, segments
from compare.report.words import headline, plural, summary

Shape = Literal["pair", "missing", "added", "moved", "aside"]
"""A pair on the strip; ``aside`` is what does not belong to the story (boilerplate)."""

CHECKSUM_LENGTH = 12
"""Digits of a checksum that are shown: enough to tell two files apart."""


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two versions, as the head of the page tells it."""

    code: str
    language: str
    headline: str
    file: str
    sentences: str
    encoding: str
    checksum: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings there are of one severity or kind."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A finding's words on one side; ``href`` leads to them, or to the pair where they are missing."""

    code: str
    language: str
    texts: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Card:
    """A finding in the list. ``confidence`` is in whole percent."""

    number: int
    kind: FindingKind
    severity: Severity
    confidence: int
    message: str
    rule: str
    pair: int | None
    excerpts: tuple[Excerpt, Excerpt]


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
    shape: Shape
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
        parts = [f"Pair {self.number}", SHAPES[self.shape], self.severity or "no findings"]
        if self.findings:
            listed = ", ".join(map(str, self.findings))
            parts.append(f"finding{'s' if len(self.findings) > 1 else ''} {listed}")
        return ": ".join([parts[0], ", ".join(part for part in parts[1:] if part)])


SHAPES: Mapping[Shape, str] = {
    "pair": "",
    "missing": "left out",
    "added": "added",
    "moved": "moved",
    "aside": "not part of the story",
}


@dataclass(frozen=True, slots=True)
class Pointer:
    """Stands where moved sentences stand in the target, and leads to the pairs that show them."""

    first: int
    last: int
    sentences: str

    @property
    def pairs(self) -> str:
        """``pair 7`` or ``pairs 7–9``."""
        return _span("pair", self.first, self.last)


@dataclass(frozen=True, slots=True)
class View:
    """The whole page."""

    created: str
    versions: tuple[Version, Version]
    summary: str
    notes: tuple[str, ...]
    severities: tuple[Tally, ...]
    kinds: tuple[Tally, ...]
    cards: tuple[Card, ...]
    rows: tuple[Pair | Pointer, ...]
    ledger: tuple[Account, ...]
    signature: tuple[tuple[str, str], ...]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The rows that are pairs."""
        return tuple(row for row in self.rows if isinstance(row, Pair))


def view(report: Report, created: str) -> View:
    """What the page shows of a report; ``created`` is the time in ISO 8601."""
    versions = (_version(report.source), _version(report.target))
    cards = tuple(_card(report, rank, finding) for rank, finding in enumerate(report.findings))
    sides = (_marks(report, "source"), _marks(report, "target"))
    pairs = tuple(_pairs(report, cards, *sides))
    return View(
        created=created,
        versions=versions,
        summary=summary(report),
        notes=report.notes,
        severities=tuple(
            Tally(severity, sum(finding.severity == severity for finding in report.findings))
            for severity in reversed(SEVERITIES)
        ),
        kinds=tuple(
            Tally(kind, count)
            for kind in FINDING_KINDS
            if (count := sum(finding.kind == kind for finding in report.findings))
        ),
        cards=cards,
        rows=tuple(_with_pointers(report, pairs)),
        ledger=tuple(ledger(report, *sides)),
        signature=tuple(_signature(report)),
    )


def _version(document: Document) -> Version:
    story = document.story
    return Version(
        code=story.language,
        language=load(story.language).name,
        headline=headline(document),
        file=re.split(r"[\\/]", story.path)[-1],
        sentences=plural(len(document.sentences), "sentence"),
        encoding=story.encoding,
        checksum=story.sha256[:CHECKSUM_LENGTH],
    )


def _card(report: Report, rank: int, finding: Finding) -> Card:
    pair = None if finding.bead is None else finding.bead + 1
    return Card(
        number=rank + 1,
        kind=finding.kind,
        severity=finding.severity,
        confidence=round(finding.confidence * 100),
        message=finding.message,
        rule=finding.rule,
        pair=pair,
        excerpts=(
            _excerpt(rank + 1, report.source, finding.source, pair),
            _excerpt(rank + 1, report.target, finding.target, pair),
        ),
    )


def _excerpt(number: int, document: Document, places: Sequence[Place], pair: int | None) -> Excerpt:
    code = document.story.language
    missing = f"#p{pair}" if pair else ""
    return Excerpt(
        code=code,
        language=load(code).name,
        texts=tuple(" ".join(place.text.split()) for place in places),
        href=f"#f{number}-{code}" if places else missing,
    )


def _marks(report: Report, side: Literal["source", "target"]) -> Marked:
    document = report.source if side == "source" else report.target
    numbered = [
        (rank + 1, finding.kind, finding.severity, finding.source if side == "source" else finding.target)
        for rank, finding in enumerate(report.findings)
    ]
    return marks(document.sentences, numbered)


def _pairs(report: Report, cards: Sequence[Card], in_source: Marked, in_target: Marked) -> Iterator[Pair]:
    by_pair: dict[int, list[int]] = {}
    for card in cards:
        if card.pair:
            by_pair.setdefault(card.pair, []).append(card.number)
    for rank, (bead, translation) in enumerate(zip(report.beads, report.translations, strict=True)):
        numbers = set(by_pair.get(rank + 1, ()))
        numbers |= {mark.number for index in bead.source for mark in in_source.get(index, ())}
        numbers |= {mark.number for index in bead.target for mark in in_target.get(index, ())}
        found = tuple(sorted(numbers))
        about = [cards[number - 1] for number in found]
        yield Pair(
            number=rank + 1,
            shape=_shape(report, bead),
            source=_cell(report.source, bead.source, in_source, about),
            target=_cell(report.target, bead.target, in_target, about),
            severity=max((card.severity for card in about), key=SEVERITIES.index, default=None),
            findings=found,
            similarity=f"{bead.similarity:.2f}" if bead.source and bead.target else "",
            translation=translation,
            where=_span("sentence", bead.target[0] + 1, bead.target[-1] + 1) if bead.moved and bead.target else "",
        )


def _shape(report: Report, bead: Bead) -> Shape:
    sentences = [report.source.sentences[i] for i in bead.source] + [report.target.sentences[i] for i in bead.target]
    if all(sentence.role == "boilerplate" for sentence in sentences):
        return "aside"
    if not bead.target:
        return "missing"
    if not bead.source:
        return "added"
    return "moved" if bead.moved else "pair"


def _cell(document: Document, indexes: Sequence[int], found: Marked, about: Sequence[Card]) -> Cell:
    code = document.story.language
    lines = tuple(_line(document.sentences[index], found) for index in indexes)
    gaps = () if lines else tuple(card for card in about if card.kind in ("omission", "addition"))
    return Cell(code, load(code).name, lines, gaps)


def _line(sentence: Sentence, found: Marked) -> Line:
    return Line(sentence.role, segments(sentence, found))


def _with_pointers(report: Report, pairs: Sequence[Pair]) -> Iterator[Pair | Pointer]:
    """The pairs in the source's order, with a pointer at each place of the target that moved sentences come from."""
    after = _pointers(report)
    yield from after.get(-1, ())
    for rank, pair in enumerate(pairs):
        yield pair
        yield from after.get(rank, ())


def _pointers(report: Report) -> dict[int, list[Pointer]]:
    """Pointers by the rank of the pair that they follow: the last unmoved one before them in the target."""
    still = sorted((bead.target[-1], rank) for rank, bead in enumerate(report.beads) if bead.target and not bead.moved)
    after: dict[int, list[Pointer]] = {}
    for run in _moved_runs(report.beads):
        first, last = report.beads[run[0]].target[0], report.beads[run[-1]].target[-1]
        before = [rank for index, rank in still if index < first]
        pointer = Pointer(run[0] + 1, run[-1] + 1, _span("sentence", first + 1, last + 1))
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


def _signature(report: Report) -> Iterator[tuple[str, str]]:
    """The signature as names and values, its dictionaries line by line."""
    for name, value in report.signature.items():
        if isinstance(value, Mapping):
            for key, inner in value.items():
                yield f"{name.rstrip('s')} {key}", _shown(inner)
        else:
            yield name, _shown(value)


def _shown(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return text[:CHECKSUM_LENGTH] if re.fullmatch(r"[0-9a-f]{40,}", text) else text


def _span(noun: str, first: int, last: int) -> str:
    return f"{noun} {first}" if first == last else f"{noun}s {first}–{last}"
