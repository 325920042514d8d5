"""Pairs that are told more freely than the rest of their story, by the similarity of whole sentences."""

from __future__ import annotations

from statistics import mean, pstdev

from compare.diff.comparison import Comparison
from compare.records import Bead, Finding, Place

FREE, FREELY = 0.45, 2.0
"""A pair is told freely below this similarity and this many standard deviations below the story's mean."""

FEWEST_WORDS = 5
"""Words and marks that a sentence must have to be called freely told: of a headline the likeness says little."""

FEWEST_PAIRS = 5
"""Pairs that a story must have for its similarities to be compared."""


def is_one_to_one(bead: Bead) -> bool:
    """Whether one sentence stands for one."""
    return len(bead.source) == len(bead.target) == 1


def is_long_enough(bead: Bead, comparison: Comparison) -> bool:
    """Whether both sentences are more than a phrase."""
    rows = (comparison.source.document.parses[bead.source[0]], comparison.target.document.parses[bead.target[0]])
    return all(len(row.tokens) >= FEWEST_WORDS for row in rows)


def threshold(comparison: Comparison) -> float:
    """The similarity below which a pair of this story is told freely."""
    similarities = [bead.similarity for _, bead in comparison.pairs() if is_one_to_one(bead)]
    if len(similarities) < FEWEST_PAIRS:
        return 0.0
    return min(FREE, mean(similarities) - FREELY * pstdev(similarities))


def told_freely(rank: int, bead: Bead, comparison: Comparison) -> Finding:
    """The finding on a pair of single sentences."""
    source, target = comparison.source.sentences[bead.source[0]], comparison.target.sentences[bead.target[0]]
    message = (
        f"The {comparison.target.language.name} words this sentence more freely than the rest of the story "
        f"(similarity {bead.similarity:.2f})."
    )
    places = Place(source.start, source.stop, source.text), Place(target.start, target.stop, target.text)
    return Finding("wording", "minor", 0.5, rank, (places[0],), (places[1],), message, "wording-free")
