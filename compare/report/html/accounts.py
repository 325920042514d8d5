"""The tables under the texts: the facts of both versions row by row, who says what, and words that take sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from compare.framing import shifts
from compare.places import one_line
from compare.records import Date, Fact, FramingStance, Report, Stance
from compare.report.ledger import Row, Status, ledger
from compare.report.values import for_reader
from compare.voices import Statement, cues, voices


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact in its words and, where that says more, in normal form."""

    text: str
    normal: str


@dataclass(frozen=True, slots=True)
class Account:
    """A figure, date or name in both versions, or in one. ``said`` is the status in words."""

    pair: int
    kind: str
    source: Entry | None
    target: Entry | None
    status: Status | Literal["alike"]
    said: str
    findings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A thing that somebody says: the reporting word, what is said, and the pair where it stands; ``called`` is the
    pronoun or the role by which the text gives a speaker who was worked out."""

    cue: str
    stance: Stance
    content: str
    pair: int | None
    called: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker and what either version gives him; the names are ``None`` in a version that does not have him.
    ``presumed``: the names may be one speaker's."""

    source_name: str | None
    target_name: str | None
    source: tuple[Said, ...]
    target: tuple[Said, ...]
    source_cues: str
    target_cues: str
    presumed: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A concept of which one version speaks from another side than the other; ``findings`` are numbers."""

    concept: str
    source_terms: tuple[str, ...]
    target_terms: tuple[str, ...]
    source_stance: FramingStance
    target_stance: FramingStance
    findings: tuple[int, ...]


def accounts(report: Report) -> Iterator[Account]:
    """The ledger of facts, in the order of the pairs."""
    for row in ledger(report):
        yield Account(
            pair=row.bead + 1,
            kind=row.kind,
            source=entry(row, row.source),
            target=entry(row, row.target),
            status="alike" if _is_alike(report, row) else row.status,
            said=_said(report, row),
            findings=tuple(number + 1 for number in row.findings),
        )


def speakers(report: Report) -> Iterator[Speaker]:
    """The voice table: who says what in either version."""
    for voice in voices(report):
        yield Speaker(
            source_name=voice.source_name,
            target_name=voice.target_name,
            source=tuple(map(_statement, voice.source)),
            target=tuple(map(_statement, voice.target)),
            source_cues=_cues(voice.source),
            target_cues=_cues(voice.target),
            presumed=voice.presumed,
        )


def frames(report: Report) -> Iterator[Frame]:
    """The shifts of framing, the most frequent first."""
    for shift in shifts(report):
        yield Frame(
            concept=shift.concept,
            source_terms=shift.source_terms,
            target_terms=shift.target_terms,
            source_stance=shift.source,
            target_stance=shift.target,
            findings=tuple(number + 1 for number in shift.findings),
        )


def entry(row: Row, fact: Fact | None) -> Entry | None:
    """A fact with its normal form. Of two dates that are the same by their words a day that was counted from the
    story's date is not shown where it would contradict the other: until Friday, last Friday."""
    if fact is None:
        return None
    normal = for_reader(fact)
    counted = isinstance(fact.value, Date) and bool(fact.value.written)
    if counted and row.status == "same" and row.source and row.target:
        normal = normal if for_reader(row.source) == for_reader(row.target) else ""
    return Entry(one_line(fact.text), normal)


def _said(report: Report, row: Row) -> str:
    """What became of a fact, in words."""
    if _is_alike(report, row):
        return "put otherwise"
    if row.status in ("same", "differs"):
        return row.status
    bead = report.beads[row.bead]
    if not bead.source or not bead.target:
        return "with its sentence"
    if row.findings:
        return "missing" if row.status == "source only" else "added"
    return "not beside it"


def _is_alike(report: Report, row: Row) -> bool:
    """Whether a fact differs in a way that changes nothing, such as a unit that was converted."""
    return row.status == "differs" and all(report.findings[number].severity == "neutral" for number in row.findings)


def _statement(statement: Statement) -> Said:
    content = one_line(statement.content.text) if statement.content else ""
    called = one_line(statement.source.text) if statement.presumed and statement.source else ""
    pair = None if statement.bead is None else statement.bead + 1
    return Said(one_line(statement.cue.text), statement.stance, content, pair, called)


def _cues(statements: Sequence[Statement]) -> str:
    """``said 3, claimed``: the reporting words with their counts."""
    return ", ".join(f"{cue} {count}" if count > 1 else cue for cue, _, count in cues(statements))
