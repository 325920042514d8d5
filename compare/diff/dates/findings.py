"""The findings of dates: how grave each difference is, how sure, and in which words it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compare.diff.comparison import Comparison, Side, place
from compare.diff.dates.bounds import Bound, Extent
from compare.diff.dates.days import Days
from compare.diff.dates.moments import Moment
from compare.diff.dates.relate import Relation, relate
from compare.diff.dates.words import part_in_words
from compare.diff.excerpt import quoted
from compare.records import Bead, Date, Fact, Finding, Place, Severity

_DATE_LINE = 60
"""A time beside a date in so short a sentence is that of publication («12 марта 2012, 21:47»)."""


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


def shape(one: Dated) -> str:
    """The form of what is written, digits apart: ``####-##-##``."""
    return re.sub(r"\d", "#", one.moment.reading.written) + re.sub(r"[-+\d]", "", one.moment.reading.shift)


def _value(one: Dated) -> str:
    """What the words say: the value of the words alone, or the way to it from the story's date."""
    written = one.moment.reading.written
    if one.moment.reading.shift and not re.search(r"\d", written):
        return one.date.timex if "X" not in one.date.timex else one.moment.reading.shift.lstrip("~")
    return written


def _said(one: Dated, side: Side) -> str:
    """«30 апреля» (April 30); no words twice where they are a reader's already ("April 13")."""
    words = part_in_words(_value(one), one.moment.reading.modifier)
    said = quoted(side.language, one.fact.text)
    return said if words.casefold() in one.fact.text.casefold() else f"{said} ({words})"


def _became(sides: Sides, a: Dated, b: Dated, how: str = "") -> str:
    return f"{_said(a, sides.comparison.source)} became {how}{_said(b, sides.comparison.target)}."


def changed(sides: Sides, a: Dated, b: Dated) -> Finding:
    """Another date in the place of this one."""
    message = _became(sides, a, b)
    severity: Severity = "major"
    if _is_story_date(sides, a, b) or (_only_edge(a, b) and not _is_long(a)):
        severity = "minor"
    confidence = 0.9 if shape(a) == shape(b) else 0.75
    return _finding(sides, severity, confidence, (a, b), message, _rule_of(a, b))


def _rule_of(a: Dated, b: Dated) -> str:
    if a.moment.clock is not None:
        return "date-time"
    if a.moment.weekday or b.moment.weekday:
        return "date-weekday" if a.moment.weekday and b.moment.weekday else "date-weekday-mismatch"
    return "date-period" if a.moment.length is not None else "date-changed"


def _only_edge(a: Dated, b: Dated) -> bool:
    """Early and late in the same period."""
    return a.moment.reading.written == b.moment.reading.written and a.moment.reading.shift == b.moment.reading.shift


def _is_long(one: Dated) -> bool:
    """Whether a date is a year or more, of which one end is far from the other."""
    value = one.moment.reading.shift or one.moment.reading.written
    return bool(re.search(r"P\d+(?:Y|DE|CE)$", value) or re.fullmatch(r"\d{2,4}", value))


def _is_story_date(sides: Sides, a: Dated, b: Dated) -> bool:
    """Whether both are the dates of the stories themselves: versions may appear on different days."""
    source = sides.comparison.source.sentences[a.fact.sentence].role
    target = sides.comparison.target.sentences[b.fact.sentence].role
    return source == target == "dateline"


_GRAINS = {"D": 0, "W": 1, "M": 1, "R": 1, "S": 2, "Q": 2, "H": 2, "Y": 3, "DE": 4, "CE": 5}


def coarser(sides: Sides, a: Dated, b: Dated) -> Finding | None:
    """A date told much more or less exactly than in the other version: a day for a year."""
    first, second = a.moment.interval, b.moment.interval
    if not first or not second or abs(_GRAINS[first.grain] - _GRAINS[second.grain]) < 2:
        return None
    if a.moment.reading.modifier or b.moment.reading.modifier or relate(a.moment, b.moment) is Relation.SAME:
        return None
    less = _GRAINS[first.grain] < _GRAINS[second.grain]
    message = _became(sides, a, b, "the less exact " if less else "the more exact ")
    return _finding(sides, "neutral", 0.6, (a, b), message, "date-precision")


def lost(sides: Sides, one: Dated, rule: str) -> Iterator[Finding]:
    """A date that only one version has."""
    severity = _weight(sides, one, rule)
    if severity is None:
        return
    dropped = rule == "date-dropped"
    source, target = sides.comparison.source, sides.comparison.target
    here, there = (source, target) if dropped else (target, source)
    message = f"{_said(one, here)} is in the {here.language.name} text and not in the {there.language.name} one."
    pair = (one, None) if dropped else (None, one)
    yield _finding(sides, severity, 0.7 if severity == "major" else 0.5, pair, message, rule)


_HOLDS: dict[Bound, str] = {"up to": "up to the date", "from": "from the date on"}


def turned(sides: Sides, one: tuple[Bound, Place], other: tuple[Bound, Place]) -> Finding:
    """A date up to which something holds became one from which it holds, or the reverse: before it for after it."""
    (before, here), (after, there) = one, other
    source, target = sides.comparison.source.language, sides.comparison.target.language
    message = f"{quoted(source, here.text)} ({_HOLDS[before]}) became {quoted(target, there.text)} ({_HOLDS[after]})."
    return Finding("date", "major", 0.8, sides.rank, (here,), (there,), message, "date-order")


_LASTS: dict[Extent | None, str] = {
    "at least": "until then at least", "at most": "until then at most", None: "until then",
}  # fmt: skip


def lasting(sides: Sides, one: tuple[Place, Extent | None], other: tuple[Place, Extent | None]) -> Iterator[Finding]:
    """Until a date at least that became until then at most, or just until then; "at most" is what "until" says."""
    (here, before), (there, after) = one, other
    if before == after or "at least" not in (before, after):
        return
    source, target = sides.comparison.source.language, sides.comparison.target.language
    message = f"{quoted(source, here.text)} ({_LASTS[before]}) became {quoted(target, there.text)} ({_LASTS[after]})."
    turned = "at most" in (before, after)
    severity: Severity = "major" if turned else "minor"
    yield Finding("date", severity, 0.8 if turned else 0.5, sides.rank, (here,), (there,), message, "date-extent")


def swapped(sides: Sides, here: tuple[Dated, Dated], there: tuple[Dated, Dated]) -> Finding:
    """Two dates that both versions have, each with what the other version says of the other."""
    source, target = sides.comparison.source.language, sides.comparison.target.language
    was = " and ".join(quoted(source, one.fact.text) for one in here)
    now = " and ".join(quoted(target, one.fact.text) for one in there)
    places = tuple(place(one.fact) for one in here), tuple(place(one.fact) for one in there)
    message = f"{was} became {now}: the dates changed places."
    return Finding("date", "major", 0.7, sides.rank, *places, message, "date-swapped")


def _weight(sides: Sides, one: Dated, rule: str) -> Severity | None:
    """How grave it is to drop or add this date; ``None`` for what versions leave out freely."""
    side = sides.comparison.source if rule == "date-dropped" else sides.comparison.target
    day = sides.days.source if rule == "date-dropped" else sides.days.target
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
