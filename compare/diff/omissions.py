"""Sentences that only one version has.

An omission or an addition is a sentence that the alignment left alone. How grave it is follows from the part that it
plays on the page and from what goes with it: somebody's statement or a quotation weighs more than background.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from compare.diff.comparison import Comparison, Side, place
from compare.diff.excerpt import excerpt
from compare.records import Bead, Fact, FactKind, Finding, Sentence, Severity

CLAIMS: tuple[FactKind, ...] = ("attribution", "quote")
"""Facts that are somebody's say: a reader without them gets one side of the story."""

DETAILS: tuple[FactKind, ...] = ("negation", "hedge", "figure", "date", "name")

DENSE = {"omission": 4, "addition": 2}
"""So many facts of any kind make a sentence more than background. What is left out was told to somebody, what is added
has no source in the story: it takes fewer to mislead."""

REPEATED = 0.6
"""A sentence this close to one opposite says again what is told there: of 1,000 true pairs of real news 95% were
closer, of the best wrong ones 5%."""

SURE, UNSURE = 0.95, 0.4
DOUBT_FROM, DOUBT = 0.35, 1.2
"""Confidence is 0.95 up to a likeness of 0.35 with the nearest sentence opposite and falls from there on by 1.2 for
each point, down to 0.4."""

NOUNS = {
    "attribution": "attribution", "quote": "quotation", "negation": "negation", "hedge": "hedge", "figure": "figure",
    "date": "date", "name": "name",
}  # fmt: skip

Direction = Literal["omission", "addition"]


@dataclass(frozen=True)
class _Alone:
    """A sentence without a counterpart, the side that has it and the side that does not."""

    direction: Direction
    rank: int
    similarity: float
    sentence: Sentence
    having: Side
    lacking: Side


def find(comparison: Comparison) -> Iterator[Finding]:
    """One omission or addition for each sentence that stands alone."""
    for rank, bead in enumerate(comparison.beads):
        if not bead.source or not bead.target:
            for alone in _sentences(comparison, rank, bead):
                yield _finding(alone)


def _sentences(comparison: Comparison, rank: int, bead: Bead) -> Iterator[_Alone]:
    source, target = comparison.source, comparison.target
    for index in bead.source:
        yield _Alone("omission", rank, bead.similarity, source.sentences[index], source, target)
    for index in bead.target:
        yield _Alone("addition", rank, bead.similarity, target.sentences[index], target, source)


def _finding(alone: _Alone) -> Finding:
    facts = [fact for kind in (*CLAIMS, *DETAILS) for fact in alone.having.of(kind, [alone.sentence.index])]
    severity, reason = _weigh(alone, facts)
    where = (place(alone.sentence),)
    return Finding(
        kind=alone.direction,
        severity=severity,
        confidence=_confidence(alone.similarity),
        bead=alone.rank,
        source=where if alone.direction == "omission" else (),
        target=where if alone.direction == "addition" else (),
        message=f"{_what(alone)} {reason}",
        rule=f"{alone.direction}-{alone.sentence.role}",
    )


def _weigh(alone: _Alone, facts: list[Fact]) -> tuple[Severity, str]:
    """How grave it is, and why."""
    role = alone.sentence.role
    lacking = alone.lacking.language.name
    if role == "boilerplate":
        return "neutral", "It belongs to the page, not to the story."
    if role == "dateline":
        return "neutral", "Every outlet has its own form of dateline."
    if role != "body":
        return "minor", f"It is a {role}, not a sentence of the story itself."
    if alone.similarity >= REPEATED:
        return "minor", f"Another sentence of the {lacking} version comes close to it ({alone.similarity:.2f})."
    if any(fact.kind in CLAIMS for fact in facts):
        return "major", _goes_with(alone, facts)
    if len(facts) >= DENSE[alone.direction]:
        return "major", _goes_with(alone, facts)
    return "minor", _goes_with(alone, facts) if facts else "No speaker, figure or name goes with it."


def _what(alone: _Alone) -> str:
    having, lacking = alone.having.language.name, alone.lacking.language.name
    words = excerpt(alone.having.language, alone.sentence.text)
    if alone.direction == "omission":
        return f"The {lacking} version has no counterpart of the {having} {words}."
    return f"The {having} version adds {words}, which the {lacking} one does not have."


def _goes_with(alone: _Alone, facts: list[Fact]) -> str:
    """``With it goes the figure «60», the name «Лавров».`` No more than three are listed."""
    listed = [f"the {NOUNS[fact.kind]} {excerpt(alone.having.language, fact.text, 40)}" for fact in facts[:3]]
    more = f" and {len(facts) - 3} more" if len(facts) > 3 else ""
    verb = "goes" if alone.direction == "omission" else "comes"
    return f"With it {verb} {', '.join(listed)}{more}."


def _confidence(similarity: float) -> float:
    return round(max(UNSURE, SURE - DOUBT * max(0.0, similarity - DOUBT_FROM)), 2)
