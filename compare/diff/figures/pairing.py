"""One-to-one assignment of the source's figures to the target's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from compare import assignment
from compare.diff.figures.sameness import Kind, Relation, relate
from compare.records import Fact, Figure

ALONE = 0.5
"""The cost of a figure without a partner: a pair that costs more than two of it is not made."""

KEPT: tuple[Kind, ...] = ("same", "converted", "rounded", "unit")


@dataclass(frozen=True, slots=True)
class Item:
    """A figure in a bead. ``figure`` is the fact's value, or one end of its range; ``position`` is where in its side
    of the bead it stands, 0 to 1; ``end`` says that it is an end of a range."""

    fact: Fact
    figure: Figure
    position: float
    end: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A source figure and what became of it."""

    source: Item
    target: Item
    relation: Relation


@dataclass(frozen=True, slots=True)
class Pairing:
    """The pairs of a bead and the figures that found no partner."""

    pairs: tuple[Pair, ...]
    source: tuple[Item, ...]
    target: tuple[Item, ...]


def items(facts: Sequence[Fact]) -> list[Item]:
    """Facts with their relative positions."""
    return [
        Item(fact, fact.value, rank / max(1, len(facts) - 1))
        for rank, fact in enumerate(facts)
        if isinstance(fact.value, Figure)
    ]


def assign(source: Sequence[Item], target: Sequence[Item], kinds: Sequence[Kind]) -> Pairing:
    """The cheapest pairs whose relation is one of ``kinds``."""
    relations = {
        (i, j): relation
        for i, one in enumerate(source)
        for j, other in enumerate(target)
        if (relation := relate(one.figure, other.figure)) is not None and relation.kind in kinds
    }
    if not relations:
        return Pairing((), tuple(source), tuple(target))
    costs = np.full((len(source), len(target)), 2 * ALONE)
    for (i, j), relation in relations.items():
        costs[i, j] = relation.cost + _context(source[i], target[j])
    chosen = [pair for pair in assignment.assign(costs) if pair in relations]
    paired_rows, paired_columns = {i for i, _ in chosen}, {j for _, j in chosen}
    return Pairing(
        tuple(Pair(source[i], target[j], relations[i, j]) for i, j in chosen),
        tuple(item for i, item in enumerate(source) if i not in paired_rows),
        tuple(item for j, item in enumerate(target) if j not in paired_columns),
    )


def _context(source: Item, target: Item) -> float:
    """A little for another bound, and for another place in the bead."""
    return 0.04 * (source.figure.bound != target.figure.bound) + 0.05 * abs(source.position - target.position)


def kept(source: Sequence[Item], target: Sequence[Item]) -> Pairing:
    """What the target keeps: figures that are equal, converted, rounded, or equal with another unit.

    Ranges that find no partner are tried again as two numbers each: «от 5 до 7» may become "5, at most 7".
    """
    first = assign(source, target, KEPT)
    if not any(item.figure.high is not None for item in (*first.source, *first.target)):
        return first
    second = assign(_ends(first.source), _ends(first.target), ("same", "converted"))
    touched = {id(pair.source.fact) for pair in second.pairs} | {id(pair.target.fact) for pair in second.pairs}
    loose = [item for item in (*second.source, *second.target) if item.end and id(item.fact) in touched]
    if loose or not second.pairs:
        return first
    return Pairing(
        (*first.pairs, *second.pairs),
        tuple(item for item in first.source if id(item.fact) not in touched),
        tuple(item for item in first.target if id(item.fact) not in touched),
    )


def _ends(rows: Sequence[Item]) -> list[Item]:
    """Ranges as their two ends."""
    found: list[Item] = []
    for item in rows:
        if item.figure.high is None or item.figure.unit == "score":
            found.append(item)
            continue
        for number in (item.figure.number, item.figure.high):
            found.append(replace(item, figure=replace(item.figure, number=number, high=None), end=True))
    return found


def changed(source: Sequence[Item], target: Sequence[Item]) -> Pairing:
    """What the target changed, or told in another currency, among figures that it does not keep."""
    return assign(source, target, ("changed", "exchanged"))
