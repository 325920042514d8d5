"""The names of each bead, paired one to one, with what is left over on either side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.optimize import linear_sum_assignment

from compare.diff.comparison import Side
from compare.diff.names.story import Item, Names, match, window
from compare.names.match import Likeness
from compare.records import Bead as Aligned


@dataclass(frozen=True)
class Pair:
    """Two names that stand for one another."""

    source: Item
    target: Item
    likeness: Likeness


Grade = Literal["gone", "near", "repeated"]
"""How far a name without a partner is missing from the other side: everywhere around, in the bead but not beside it,
or only once where its own side has it twice."""


@dataclass(frozen=True)
class Single:
    """A name without a partner in its bead."""

    item: Item
    grade: Grade


@dataclass(frozen=True)
class Bead:
    """A bead's names: pairs, and those left over on the source and on the target side."""

    rank: int
    sentences: Aligned
    pairs: tuple[Pair, ...]
    dropped: tuple[Single, ...]
    added: tuple[Single, ...]


def beads(names: Names) -> Iterator[Bead]:
    """Every bead that has both sides."""
    comparison = names.comparison
    for rank, aligned in comparison.pairs():
        ours = names.items(comparison.source, aligned.source)
        theirs = names.items(comparison.target, aligned.target)
        pairs = tuple(_paired(ours, theirs))
        left = _left(ours, {p.source: p.target for p in pairs}, theirs, names, comparison.target, aligned.target)
        right = _left(theirs, {p.target: p.source for p in pairs}, ours, names, comparison.source, aligned.source)
        yield Bead(rank, aligned, pairs, tuple(left), tuple(right))


def _paired(ours: Sequence[Item], theirs: Sequence[Item]) -> Iterator[Pair]:
    """The assignment of the highest total likeness, of which the pairs that are one name are kept."""
    if not ours or not theirs:
        return
    found = [[match(one, other) for other in theirs] for one in ours]
    scores = np.array([[likeness.score for likeness in row] for row in found])
    for i, j in zip(*linear_sum_assignment(-scores), strict=True):
        likeness = found[int(i)][int(j)]
        if likeness.same or likeness.kind == "kin":
            yield Pair(ours[int(i)], theirs[int(j)], likeness)


def _left(
    items: Sequence[Item],
    paired: Mapping[Item, Item],
    others: Sequence[Item],
    names: Names,
    side: Side,
    there: Sequence[int],
) -> Iterator[Single]:
    """The items without a partner, but for those that the other side's words stand for unrecognised."""
    taken = frozenset(concept.id for item in paired for concept in item.concepts)
    for item in items:
        if item in paired:
            continue
        own = frozenset(concept.id for concept in item.concepts)
        if any(match(item, other).same for other in others):
            yield Single(item, "repeated")
        elif names.is_present(item, side, there, taken - own):
            continue
        else:
            yield Single(item, "near" if names.is_present(item, side, window(there)) else "gone")
