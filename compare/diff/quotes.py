"""Quotations that were cut, extended, turned into reported speech or the reverse."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compare.diff.comparison import Comparison, Side, place
from compare.records import Fact, Finding

EXPECTED = {"ru": 1.0, "en": 1.05}
"""Characters that a language takes for what takes one in Russian."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A quotation as far as it lies in a bead; ``size`` in letters and digits."""

    fact: Fact
    size: float


def find(comparison: Comparison) -> Iterator[Finding]:
    """Differences of quotation, bead by bead. Rules: ``quote.cut``, ``quote.extended``, ``quote.dropped``,
    ``quote.added``."""
    for rank, bead in comparison.pairs():
        source, target = _parts(comparison.source, bead.source), _parts(comparison.target, bead.target)
        if not source and not target:
            continue
        sizes = _size(comparison.source, bead.source), _size(comparison.target, bead.target)
        yield from _compare(comparison, rank, source, target, *sizes)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _scale(side: Side) -> float:
    return EXPECTED.get(side.language.code, 1.0)


def _size(side: Side, sentences: Sequence[int]) -> float:
    return sum(_letters(side.sentences[i].text) for i in sentences) / _scale(side)


def _parts(side: Side, sentences: Sequence[int]) -> list[_Part]:
    """The quotations that reach into these sentences."""
    made = []
    for fact in side.all_of("quote"):
        size = 0
        for i in sentences:
            sentence = side.sentences[i]
            start, stop = max(fact.start, sentence.start), min(fact.stop, sentence.stop)
            size += _letters(side.document.story.text[start:stop]) if start < stop else 0
        if size:
            made.append(_Part(fact, size / _scale(side)))
    return made


CUT, WHOLE = math.log(0.67), math.log(0.8)


def _compare(
    comparison: Comparison,
    rank: int,
    source: Sequence[_Part],
    target: Sequence[_Part],
    source_size: float,
    target_size: float,
) -> Iterator[Finding]:
    quoted, kept = sum(part.size for part in source), sum(part.size for part in target)
    bead = comparison.beads[rank]
    if not target or not source:
        lost, rule = (source, "quote.dropped") if source else (target, "quote.added")
        if max(quoted, kept) < 12:
            return
        words = "was dropped: the words are told without marks" if source else "was added: the source has no marks here"
        message = f"The quotation {words}."
        facts = tuple(place(part.fact) for part in lost)
        others = tuple(
            place(side.sentences[i])
            for side, ranks in ((comparison.target, bead.target), (comparison.source, bead.source))
            if (side is comparison.target) == bool(source)
            for i in ranks
        )
        yield Finding(
            "quote", "minor", 0.5, rank, facts if source else others, others if source else facts, message, rule
        )
        return
    ratio, whole = math.log(kept / quoted), math.log(target_size / source_size)
    facts, others = tuple(place(part.fact) for part in source), tuple(place(part.fact) for part in target)
    if ratio < CUT and whole < WHOLE:
        message = f"The quotation was cut: about {round(100 * (1 - math.exp(ratio)))}% of its words are missing."
        yield Finding("quote", "major", 0.7, rank, facts, others, message, "quote.cut")
    elif ratio > -CUT and whole > -WHOLE:
        message = f"The quotation was extended: about {round(100 * (math.exp(ratio) - 1))}% more words."
        yield Finding("quote", "major", 0.6, rank, facts, others, message, "quote.extended")
    elif abs(ratio) > -CUT:
        rule = "quote.partly_reported" if ratio < 0 else "quote.partly_quoted"
        message = "Part of the quotation is told without marks." if ratio < 0 else "More words stand between marks."
        yield Finding("quote", "minor", 0.4, rank, facts, others, message, rule)
