"""Passages that stand elsewhere in the other version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.diff.comparison import Comparison, place
from compare.diff.excerpt import excerpt
from compare.records import Bead, Finding, Sentence

SURE, UNSURE = 0.95, 0.5
SURE_FROM = 0.75
"""The mean likeness of a true pair of real news: a passage whose beads are that alike has surely moved; confidence
falls by 1.5 for each point below."""

Passage = list[tuple[int, Bead]]


def find(comparison: Comparison) -> Iterator[Finding]:
    """One finding for each moved passage: neighbouring sentences that moved together."""
    for passage in _passages(comparison.beads):
        yield _finding(comparison, passage)


def _passages(beads: Sequence[Bead]) -> Iterator[Passage]:
    """Runs of moved beads that follow each other on both sides; what was left out or added between them does not
    break a run."""
    run: Passage = []
    alone = _alone(beads)
    for rank, bead in enumerate(beads):
        if not bead.source or not bead.target:
            continue
        if run and not (bead.moved and _follows(run[-1][1], bead, alone)):
            yield run
            run = []
        if bead.moved:
            run.append((rank, bead))
    if run:
        yield run


def _follows(last: Bead, bead: Bead, alone: set[int]) -> bool:
    return last.target[-1] < bead.target[0] and set(range(last.target[-1] + 1, bead.target[0])) <= alone


def _alone(beads: Sequence[Bead]) -> set[int]:
    return {index for bead in beads if not bead.source for index in bead.target}


def _finding(comparison: Comparison, passage: Passage) -> Finding:
    source = [comparison.source.sentences[i] for _, bead in passage for i in bead.source]
    target = [comparison.target.sentences[j] for _, bead in passage for j in bead.target]
    similarity = sum(bead.similarity for _, bead in passage) / len(passage)
    return Finding(
        kind="order",
        severity="minor",
        confidence=round(max(UNSURE, SURE - 1.5 * max(0.0, SURE_FROM - similarity)), 2),
        bead=passage[0][0],
        source=tuple(place(sentence) for sentence in source),
        target=tuple(place(sentence) for sentence in target),
        message=_message(comparison, passage, source, target),
        rule="order-moved",
    )


def _message(comparison: Comparison, passage: Passage, source: list[Sentence], target: list[Sentence]) -> str:
    left, right = comparison.source, comparison.target
    direction = "further up" if _is_up(comparison.beads, passage) else "further down"
    return (
        f"A passage stands {direction} in the {right.language.name} version: "
        f"{_where(source)} of {len(left.sentences)} in the {left.language.name} "
        f"{excerpt(left.language, source[0].text)}, "
        f"{_where(target)} of {len(right.sentences)} in the {right.language.name} "
        f"{excerpt(right.language, target[0].text)}."
    )


def _where(sentences: list[Sentence]) -> str:
    """``sentence 3`` or ``sentences 3-5``, counted from 1 as they stand on the page."""
    first, last = sentences[0].index + 1, sentences[-1].index + 1
    return f"sentence {first}" if first == last else f"sentences {first}-{last}"


def _is_up(beads: Sequence[Bead], passage: Passage) -> bool:
    """Whether the passage stands before what it follows in the source: more of the unmoved sentences that precede it
    there come after it, than the reverse."""
    rank, first = passage[0]
    still = [(k, bead) for k, bead in enumerate(beads) if bead.source and bead.target and not bead.moved]
    overtaken = sum(k < rank and bead.target > first.target for k, bead in still)
    let_by = sum(k > rank and bead.target < first.target for k, bead in still)
    return overtaken >= let_by
