"""Dates that changed, went missing or came in between two versions of a story.

A Monday and the twelfth of March are one date where the calendar says so; what cannot be told is not reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from compare.diff.comparison import Comparison, Side
from compare.diff.crossing import Crossing
from compare.diff.dates import findings
from compare.diff.dates.bounds import bound_of, extent_of
from compare.diff.dates.days import days_of
from compare.diff.dates.echo import Neighbourhood, is_echoed
from compare.diff.dates.findings import Dated, Sides, shape
from compare.diff.dates.moments import moment
from compare.diff.dates.relate import Relation, relate
from compare.records import Date, Finding

_REACH = 2
"""A date told within two sentences of a bead, or in the headline, is not lost."""
_AGREE = (Relation.SAME, Relation.LOOSER)


def find(comparison: Comparison) -> Iterator[Finding]:
    """The differences of date between two versions, bead by bead."""
    days = days_of(comparison)
    for rank, bead in comparison.pairs():
        yield from _in_bead(Sides(comparison, days, rank, bead))


def _in_bead(sides: Sides) -> Iterator[Finding]:
    source = _dated(sides, sides.comparison.source, sides.bead.source)
    target = _dated(sides, sides.comparison.target, sides.bead.target)
    sources, targets, pairs = _match(source, target)
    for a, b in pairs:
        if finding := findings.coarser(sides, a, b):
            yield finding
    yield from _roles(sides, pairs)
    pairs = _changed(sources, targets, _ALIKE)
    sources = [a for a in _without(sources, [a for a, _ in pairs]) if not _is_told(a, target)]
    targets = [b for b in _without(targets, [b for _, b in pairs]) if not _is_told(b, source)]
    others = _changed(sources, targets, _FAR)
    sources, targets = _without(sources, [a for a, _ in others]), _without(targets, [b for _, b in others])
    pairs += others
    sources = [a for a in sources if not _is_told(a, [changed for changed, _ in pairs])]
    targets = [b for b in targets if not _is_told(b, [changed for _, changed in pairs])]
    for a, b in pairs:
        is_judged = relate(a.moment, b.moment) is Relation.DIFFERENT
        if is_judged and not _is_crossed(sides, a, b):
            yield findings.changed(sides, a, b)
    if not sources and not targets:
        return
    near_source = _near(sides, sides.comparison.source, sides.bead.source, _REACH)
    near_target = _near(sides, sides.comparison.target, sides.bead.target, _REACH)
    there, here = (_neighbourhood(side, ranks) for side, ranks in _ranks(sides))
    for a in sources:
        if not _is_told(a, near_target) and not is_echoed(a.date, there):
            yield from findings.lost(sides, a, "date-dropped")
    for b in targets:
        if not _is_told(b, near_source) and not is_echoed(b.date, here):
            yield from findings.lost(sides, b, "date-added")


def _roles(sides: Sides, pairs: Sequence[tuple[Dated, Dated]]) -> Iterator[Finding]:
    """Dates that both versions have, but for other things: before it for after it, or each with the other's event."""
    source, target = sides.comparison.source, sides.comparison.target
    for a, b in pairs:
        one, other = bound_of(a.fact, source), bound_of(b.fact, target)
        if one and other and one[0] != other[0]:
            yield findings.turned(sides, one, other)
        elif one and other and one[0] == "up to":
            yield from findings.lasting(
                sides, (one[1], extent_of(a.fact, source)), (other[1], extent_of(b.fact, target))
            )
    if len(pairs) < 2:
        return
    crossing = Crossing(source, target)
    for (a, b), (c, d) in combinations(pairs, 2):
        together = a.fact.sentence == c.fact.sentence and b.fact.sentence == d.fact.sentence
        distinct = relate(a.moment, d.moment) is relate(c.moment, b.moment) is Relation.DIFFERENT
        if together and distinct and crossing.crossed((a.fact, c.fact), (b.fact, d.fact)):
            yield findings.swapped(sides, (a, c), (b, d))


def _ranks(sides: Sides) -> tuple[tuple[Side, Sequence[int]], tuple[Side, Sequence[int]]]:
    return (sides.comparison.target, sides.bead.target), (sides.comparison.source, sides.bead.source)


def _dated(sides: Sides, side: Side, ranks: Sequence[int]) -> list[Dated]:
    is_source = side is sides.comparison.source
    day = sides.days.source if is_source else sides.days.target
    lent = sides.days.lent_to_source if is_source else sides.days.lent_to_target
    found = []
    for fact in side.of("date", ranks):
        if isinstance(fact.value, Date):
            counted = bool(re.search(r"P\d+[DW]$", fact.value.shift))
            found.append(Dated(fact, fact.value, moment(fact.value, None if lent and counted else day)))
    return found


def _near(sides: Sides, side: Side, ranks: Sequence[int], reach: int) -> list[Dated]:
    """The dates of the bead's sentences on one side, of those within ``reach``, and of the headline and dateline."""
    near = range(max(0, min(ranks) - reach), min(len(side.sentences), max(ranks) + reach + 1))
    heads = [s.index for s in side.sentences if s.role in ("headline", "dateline") and s.index not in near]
    return _dated(sides, side, [*heads, *near])


def _neighbourhood(side: Side, ranks: Sequence[int]) -> Neighbourhood:
    text = " ".join(side.sentences[rank].text for rank in ranks)
    return Neighbourhood(text, side.language, tuple(side.of("figure", ranks)))


def _match(source: list[Dated], target: list[Dated]) -> tuple[list[Dated], list[Dated], list[tuple[Dated, Dated]]]:
    """One-to-one pairs that agree, the exact ones first, and what is left on either side."""
    left, right, pairs = list(source), list(target), []
    for wanted in _AGREE:
        for a in tuple(left):
            b = next((b for b in right if relate(a.moment, b.moment) is wanted), None)
            if b:
                left.remove(a)
                right.remove(b)
                pairs.append((a, b))
    return left, right, pairs


def _without(some: Sequence[Dated], used: Sequence[Dated]) -> list[Dated]:
    return [one for one in some if all(one is not other for other in used)]


def _is_told(one: Dated, others: Sequence[Dated]) -> bool:
    """Whether a date agrees with one of these, matched already or not."""
    return any(relate(one.moment, other.moment) in _AGREE for other in others)


def _is_crossed(sides: Sides, a: Dated, b: Dated) -> bool:
    """Whether each of two dates stands in the sentence beside the other's: one sentence was cut in another place. A
    date that agrees with both, such as a month without its year, tells nothing."""
    sources = _beside(sides, sides.comparison.source, sides.bead.source)
    targets = _beside(sides, sides.comparison.target, sides.bead.target)
    there = any(_agrees(a, other) and not _agrees(other, b) for other in targets)
    return there and any(_agrees(other, b) and not _agrees(a, other) for other in sources)


def _agrees(one: Dated, other: Dated) -> bool:
    return relate(one.moment, other.moment) is Relation.SAME


def _beside(sides: Sides, side: Side, ranks: Sequence[int]) -> list[Dated]:
    """The dates of the sentence before a bead and of the one after it."""
    return _dated(sides, side, [i for i in (min(ranks) - 1, max(ranks) + 1) if 0 <= i < len(side.sentences)])


def _changed(source: Sequence[Dated], target: Sequence[Dated], limit: int) -> list[tuple[Dated, Dated]]:
    """One-to-one pairs less than ``limit`` apart that contradict each other, the most alike first. A pair that cannot
    be judged uses both up."""
    options = sorted(
        (_distance(a, b, relation), i, j)
        for i, a in enumerate(source)
        for j, b in enumerate(target)
        if (relation := relate(a.moment, b.moment)) in (Relation.DIFFERENT, Relation.UNKNOWN)
    )
    used_source: set[int] = set()
    used_target: set[int] = set()
    pairs = []
    for distance, i, j in options:
        if i in used_source or j in used_target or distance >= limit:
            continue
        used_source.add(i)
        used_target.add(j)
        pairs.append((source[i], target[j]))
    return pairs


_ALIKE = 2
"""Two dates of one form («12 марта», "March 13") stand for each other whatever else is told beside them."""
_FAR = 5
"""Two dates further apart than this in kind are not one date that changed, but one dropped and one added."""


def _distance(a: Dated, b: Dated, relation: Relation) -> int:
    if relation is Relation.UNKNOWN:
        return _FAR - 1
    if shape(a) == shape(b):
        return 1 - (_words(a) == _words(b))
    if _kind(a) != _kind(b):
        return _FAR
    return 2 + (bool(a.moment.weekday) is not bool(b.moment.weekday))


def _words(one: Dated) -> int:
    return len(one.fact.text.split())


def _kind(one: Dated) -> str:
    if one.moment.clock is not None:
        return "time"
    if one.moment.length is not None:
        return "period"
    if one.moment.weekday or one.moment.reading.written == "XXXX-XX-XX":
        return "day"
    return "day" if one.moment.interval and one.moment.interval.grain == "D" else "span"
