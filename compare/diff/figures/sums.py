"""Totals with their parts: 34 killed, of them 20 men, 12 women and two children. Where the source adds up and the
target does not, the changed number is a slip and no other way of telling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from compare.diff.comparison import Side
from compare.diff.figures.measures import family
from compare.diff.figures.messages import number
from compare.diff.figures.pairing import Pair
from compare.records import Fact, Figure

MOST_PARTS = 6

BY_CHANCE = 10
"""Two parts of a smaller total may add up by chance: 5 = 2 + 3."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and its parts, which stand together in the text."""

    total: Fact
    parts: tuple[Fact, ...]


class Sums:
    """The sums of the source, with what the target makes of their numbers."""

    def __init__(self, source: Side, pairs: Iterable[Pair]) -> None:
        self._by_fact = {id(fact): found for found in sums(source) for fact in (found.total, *found.parts)}
        self._now = {
            id(pair.source.fact): pair.target.figure.number
            for pair in pairs
            if pair.relation.kind in ("same", "changed") and not pair.source.end
        }

    def broken(self, pair: Pair) -> str:
        """What no longer adds up by this change, for a reader: ``20 + 21 + 2 is 43, not 34``; ``""`` for nothing."""
        found = self._by_fact.get(id(pair.source.fact))
        facts = (found.total, *found.parts) if found else ()
        now = [self._now[id(fact)] for fact in facts if id(fact) in self._now]
        if not found or len(now) != len(facts) or abs(sum(now[1:]) - now[0]) < 1e-6:
            return ""
        return f"{' + '.join(map(number, now[1:]))} is {number(sum(now[1:]))}, not {number(now[0])}"


def sums(side: Side) -> Iterator[Sum]:
    """The totals of a story whose parts follow (up to the end of the next sentence) or come before in the sentence."""
    for sentence in side.sentences:
        here = side.of("figure", [sentence.index])
        after = here + (side.of("figure", [sentence.index + 1]) if sentence.index + 1 < len(side.sentences) else [])
        for rank, total in enumerate(here):
            found = _parts(total, after[rank + 1 :]) or _parts(total, here[:rank][::-1])
            if found:
                yield Sum(total, found)


def _parts(total: Fact, others: Sequence[Fact]) -> tuple[Fact, ...]:
    """The first figures of a row that add up to the total."""
    whole = _number(total)
    if whole is None:
        return ()
    added = 0.0
    for count, fact in enumerate(others[:MOST_PARTS], start=1):
        part = _number(fact)
        if part is None or not 0 < part < whole or _measure(fact) != _measure(total):
            return ()
        added += part
        if abs(added - whole) < 1e-6:
            return tuple(others[:count]) if count > 2 or (count == 2 and whole >= BY_CHANCE) else ()
    return ()


def _number(fact: Fact) -> float | None:
    """The number of an exact figure."""
    figure = fact.value
    exact = isinstance(figure, Figure) and figure.high is None and figure.bound == "exact"
    return figure.number if exact and isinstance(figure, Figure) else None


def _measure(fact: Fact) -> str:
    """What may be added up: counts of anything, else one unit."""
    unit = fact.value.unit if isinstance(fact.value, Figure) else None
    return "count" if family(unit) == "count" else unit or "count"
