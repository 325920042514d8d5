"""Dates that changed, went missing or came in between two versions of a story.

A Monday and the twelfth of March are one date where the calendar says so; what cannot be told is not reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compare.diff.comparison import Comparison, Side, place
from compare.diff.dates.days import Days, days_of
from compare.diff.dates.echo import Neighbourhood, is_echoed
from compare.diff.dates.moments import Moment, moment
from compare.diff.dates.relate import Relation, relate
from compare.diff.excerpt import quoted
from compare.records import Bead, Date, Fact, Finding, Severity

_REACH = 2
"""A date told within two sentences of a bead, or in the headline, is not lost."""
_DATE_LINE = 60
"""A time beside a date in so short a sentence is that of publication («12 марта 2012, 21:47»)."""
_AGREE = (Relation.SAME, Relation.LOOSER)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of one side, ready to be compared."""

    fact: Fact
    date: Date
    moment: Moment


@dataclass(frozen=True)
class Sides:
    """What one bead's dates are looked up in."""

    comparison: Comparison
    days: Days
    rank: int
    bead: Bead


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
        if finding := _coarser(sides, a, b):
            yield finding
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
            yield _change(sides, a, b)
    if not sources and not targets:
        return
    near_source = _near(sides, sides.comparison.source, sides.bead.source, _REACH)
    near_target = _near(sides, sides.comparison.target, sides.bead.target, _REACH)
    there, here = (_neighbourhood(side, ranks) for side, ranks in _ranks(sides))
    for a in sources:
        if not _is_told(a, near_target) and not is_echoed(a.date, there):
            yield from _loss(sides, a, "dropped date")
    for b in targets:
        if not _is_told(b, near_source) and not is_echoed(b.date, here):
            yield from _loss(sides, b, "added date")


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
    """Whether each of two dates stands in the sentence beside the other's: one sentence was cut in another place."""
    sources = _near(sides, sides.comparison.source, sides.bead.source, 1)
    targets = _near(sides, sides.comparison.target, sides.bead.target, 1)
    return any(relate(a.moment, other.moment) is Relation.SAME for other in targets) and any(
        relate(other.moment, b.moment) is Relation.SAME for other in sources
    )


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
    if _shape(a) == _shape(b):
        return 1 - (_words(a) == _words(b))
    if _kind(a) != _kind(b):
        return _FAR
    return 2 + (bool(a.moment.weekday) is not bool(b.moment.weekday))


def _words(one: Dated) -> int:
    return len(one.fact.text.split())


def _shape(one: Dated) -> str:
    """The form of what is written, digits apart: ``####-##-##``."""
    return re.sub(r"\d", "#", one.moment.reading.written) + re.sub(r"[-+\d]", "", one.moment.reading.shift)


def _kind(one: Dated) -> str:
    if one.moment.clock is not None:
        return "time"
    if one.moment.length is not None:
        return "period"
    if one.moment.weekday or one.moment.reading.written == "XXXX-XX-XX":
        return "day"
    return "day" if one.moment.interval and one.moment.interval.grain == "D" else "span"


def _value(one: Dated) -> str:
    """What the words say: the value of the words alone, or the way to it from the story's date."""
    written = one.moment.reading.written
    if one.moment.reading.shift and not re.search(r"\d", written):
        return one.date.timex if "X" not in one.date.timex else one.moment.reading.shift.lstrip("~")
    return written


def _said(one: Dated, side: Side) -> str:
    return f"{quoted(side.language, one.fact.text)} ({_value(one)})"


def _became(sides: Sides, a: Dated, b: Dated, how: str = "") -> str:
    return f"{_said(a, sides.comparison.source)} became {how}{_said(b, sides.comparison.target)}."


def _change(sides: Sides, a: Dated, b: Dated) -> Finding:
    message = _became(sides, a, b)
    severity: Severity = "major"
    if _is_story_date(sides, a, b) or _only_edge(a, b):
        severity = "minor"
    confidence = 0.9 if _shape(a) == _shape(b) else 0.75
    return _finding(sides, severity, confidence, (a, b), message, _rule_of(a, b))


def _rule_of(a: Dated, b: Dated) -> str:
    if a.moment.clock is not None:
        return "changed time"
    if a.moment.weekday or b.moment.weekday:
        return "changed weekday" if a.moment.weekday and b.moment.weekday else "weekday against date"
    return "changed period" if a.moment.length is not None else "changed date"


def _only_edge(a: Dated, b: Dated) -> bool:
    """Early and late in the same period."""
    return a.moment.reading.written == b.moment.reading.written and a.moment.reading.shift == b.moment.reading.shift


def _is_story_date(sides: Sides, a: Dated, b: Dated) -> bool:
    """Whether both are the dates of the stories themselves: versions may appear on different days."""
    source = sides.comparison.source.sentences[a.fact.sentence].role
    target = sides.comparison.target.sentences[b.fact.sentence].role
    return source == target == "dateline"


_GRAINS = {"D": 0, "W": 1, "M": 1, "R": 1, "S": 2, "Q": 2, "H": 2, "Y": 3, "DE": 4, "CE": 5}


def _coarser(sides: Sides, a: Dated, b: Dated) -> Finding | None:
    """A date told much more or less exactly than in the other version: a day for a year."""
    first, second = a.moment.interval, b.moment.interval
    if not first or not second or abs(_GRAINS[first.grain] - _GRAINS[second.grain]) < 2:
        return None
    if a.moment.reading.modifier or b.moment.reading.modifier or relate(a.moment, b.moment) is Relation.SAME:
        return None
    less = _GRAINS[first.grain] < _GRAINS[second.grain]
    message = _became(sides, a, b, "the less exact " if less else "the more exact ")
    return _finding(sides, "neutral", 0.6, (a, b), message, "precision of a date")


def _loss(sides: Sides, one: Dated, rule: str) -> Iterator[Finding]:
    severity = _weight(sides, one, rule)
    if severity is None:
        return
    dropped = rule == "dropped date"
    message = (
        f"{_said(one, sides.comparison.source)} has no counterpart in the target."
        if dropped
        else f"{_said(one, sides.comparison.target)} has no counterpart in the source."
    )
    pair = (one, None) if dropped else (None, one)
    yield _finding(sides, severity, 0.7 if severity == "major" else 0.5, pair, message, rule)


def _weight(sides: Sides, one: Dated, rule: str) -> Severity | None:
    """How grave it is to drop or add this date; ``None`` for what versions leave out freely."""
    side = sides.comparison.source if rule == "dropped date" else sides.comparison.target
    day = sides.days.source if rule == "dropped date" else sides.days.target
    sentence = side.sentences[one.fact.sentence]
    if sentence.role in ("dateline", "headline") or re.fullmatch(r"~?P0[A-Z]+", one.moment.reading.shift):
        return None
    if one.moment.clock is not None and len(sentence.text) <= _DATE_LINE and len(side.of("date", [sentence.index])) > 1:
        return None
    span = one.moment.interval
    if span and span.grain == "D" and day:
        own = (span.start.month, span.start.day) == (day.month, day.day)
        if own and (not span.dated or not day.year or span.start.year == day.year):
            return None
    if one.moment.reading.shift.startswith("~"):
        return "neutral"
    return "major" if re.fullmatch(r"\d{4}-\d\d-\d\d", one.moment.reading.written) else "minor"


def _finding(
    sides: Sides,
    severity: Severity,
    confidence: float,
    pair: tuple[Dated | None, Dated | None],
    message: str,
    rule: str,
) -> Finding:
    source, target = (() if one is None else (place(one.fact),) for one in pair)
    return Finding("date", severity, confidence, sides.rank, source, target, message, rule)
