"""Quotations that were cut, extended, turned into reported speech or the reverse."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from compare.diff.comparison import Comparison, Side, place
from compare.facts.quotes.marks import Quotation, quotations
from compare.records import Fact, Finding, Place, Story


@dataclass(frozen=True, slots=True)
class _Part:
    """A quotation as far as it lies in a bead; ``size`` in letters and digits."""

    fact: Fact
    size: float


def find(comparison: Comparison) -> Iterator[Finding]:
    """Differences of quotation, bead by bead. Rules: ``quote.cut``, ``quote.extended``, ``quote.dropped``,
    ``quote.added``, ``quote.partly_reported``, ``quote.partly_quoted``."""
    for rank, bead in comparison.pairs():
        source, target = _parts(comparison.source, bead.source), _parts(comparison.target, bead.target)
        if not source and not target:
            continue
        yield from _compare(comparison, rank, source, target)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _marked(side: Side, sentences: Sequence[int]) -> float:
    """The size of all that stands between marks here, whether it was taken for speech or not."""
    story, size = side.document.story, 0
    for quotation in _quotations(story):
        for i in sentences:
            start, stop = max(quotation.start, side.sentences[i].start), min(quotation.stop, side.sentences[i].stop)
            size += _letters(story.text[start:stop]) if quotation.depth == 0 and start < stop else 0
    return size / _scale(side)


@lru_cache(maxsize=8)
def _quotations(story: Story) -> list[Quotation]:
    return quotations(story.text, story.blocks)


def _scale(side: Side) -> float:
    """Letters that the language takes for one of the shortest (``length`` in ``syntax.toml``)."""
    return float(side.language.table("syntax")["length"])


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


CUT = math.log(0.67)
"""A third of the words lost. Calibrated on professional translations of news: quotations that are rendered in full
keep between 0.85 and 1.25 of their length (after the languages' own lengths) in nine cases of ten."""
SHORT = 30.0
"""Letters of a quotation whose length is no evidence."""
RETOLD = 0.5
"""Share of the missing words that must be found outside the marks for them to count as retold, not lost."""


def _compare(
    comparison: Comparison,
    rank: int,
    source: Sequence[_Part],
    target: Sequence[_Part],
) -> Iterator[Finding]:
    bead = comparison.beads[rank]
    source_size, target_size = _size(comparison.source, bead.source), _size(comparison.target, bead.target)
    quoted, kept = sum(part.size for part in source), sum(part.size for part in target)
    quoted = max(quoted, _marked(comparison.source, bead.source) if quoted < kept else 0)
    kept = max(kept, _marked(comparison.target, bead.target) if kept < quoted else 0)
    if max(quoted, kept) < SHORT / 2 or (min(quoted, kept) > 0 and abs(quoted - kept) < SHORT):
        return
    grown = (target_size - kept) - (source_size - quoted)
    lost = quoted - kept
    if lost > 0 and (not kept or math.log(kept / quoted) < CUT):
        retold = quoted < SHORT or grown >= RETOLD * lost
        yield _shortened(comparison, rank, source, target, lost / quoted, retold=retold)
    elif lost < 0 and (not quoted or math.log(quoted / kept) < CUT):
        retold = kept < SHORT or -grown >= RETOLD * -lost
        yield _lengthened(comparison, rank, source, target, -lost / kept, retold=retold)


def _places(side: Side, parts: Sequence[_Part], sentences: Sequence[int]) -> tuple[Place, ...]:
    """The quotations, or the sentences where there is none."""
    return tuple(place(part.fact) for part in parts) or tuple(place(side.sentences[i]) for i in sentences)


def _both(
    comparison: Comparison, rank: int, source: Sequence[_Part], target: Sequence[_Part]
) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    bead = comparison.beads[rank]
    return (
        _places(comparison.source, source, bead.source),
        _places(comparison.target, target, bead.target),
    )


def _shortened(
    comparison: Comparison, rank: int, source: Sequence[_Part], target: Sequence[_Part], share: float, *, retold: bool
) -> Finding:
    places = _both(comparison, rank, source, target)
    if not retold:
        message = f"The quotation was cut: about {round(100 * share)}% of its words are missing."
        return Finding("quote", "major", 0.7, rank, *places, message, "quote.cut")
    if not target:
        message = "The quotation lost its marks: its words are told without them."
        return Finding("quote", "minor", 0.5, rank, *places, message, "quote.dropped")
    message = "Part of the quotation is told without marks."
    return Finding("quote", "minor", 0.4, rank, *places, message, "quote.partly_reported")


def _lengthened(
    comparison: Comparison, rank: int, source: Sequence[_Part], target: Sequence[_Part], share: float, *, retold: bool
) -> Finding:
    places = _both(comparison, rank, source, target)
    if not retold:
        message = f"The quotation was extended: about {round(100 * share)}% of its words have no counterpart."
        return Finding("quote", "major", 0.6, rank, *places, message, "quote.extended")
    if not source:
        message = "The quotation gained its marks: the source version tells the words without them."
        return Finding("quote", "minor", 0.5, rank, *places, message, "quote.added")
    message = "Words that the source version tells without marks are quoted here."
    return Finding("quote", "minor", 0.4, rank, *places, message, "quote.partly_quoted")
