"""How two dates stand to each other."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from enum import Enum

from compare.diff.dates.moments import NO_YEAR, Interval, Moment

HALF_DAY = 720
"""Minutes between 4:20 a.m. and 4:20 p.m.: a slip far more often than zones so far apart."""


class Relation(Enum):
    """From agreement to contradiction; ``UNKNOWN`` where the words do not allow a judgement."""

    SAME = "same"
    LOOSER = "looser"
    UNKNOWN = "unknown"
    DIFFERENT = "different"


def relate(source: Moment, target: Moment) -> Relation:
    """How the date of the source version stands to that of the target version: the first rule that can tell."""
    for rule in _RULES:
        found = rule(source, target)
        if found:
            return found
    return Relation.UNKNOWN


def _same_words(source: Moment, target: Moment) -> Relation | None:
    a, b = source.reading, target.reading
    if (a.written, a.shift.lstrip("~"), a.modifier) != (b.written, b.shift.lstrip("~"), b.modifier):
        return None
    return Relation.SAME


def _times(source: Moment, target: Moment) -> Relation | None:
    """Clock times. A source without a zone tells the time of its own readers, so a zone in the target may move it by
    whole hours; a target without one tells the source's. Zones an hour apart agree: clocks are put forward."""
    if source.clock is None or target.clock is None:
        return None if source.clock is target.clock else Relation.UNKNOWN
    apart = (source.clock - target.clock) % 1440
    if source.zone is not None and target.zone is not None:
        apart = (apart - source.zone + target.zone) % 1440
        slack = (0, 60, 1380) if source.zone != target.zone else (0,)
        return Relation.SAME if apart in slack else Relation.DIFFERENT
    if apart == 0:
        return Relation.SAME
    both = source.reading.shift == target.reading.shift == "~"  # each tells the time of the one place
    if both or (source.zone is target.zone is None and apart == HALF_DAY):
        return Relation.DIFFERENT
    elsewhere = "~" in (source.reading.shift, target.reading.shift) or (source.zone is None and target.zone is not None)
    return Relation.UNKNOWN if elsewhere and apart % 60 == 0 else Relation.DIFFERENT


def _lengths(source: Moment, target: Moment) -> Relation | None:
    """Periods up to or from the story, in whatever units; a twentieth apart is the same."""
    if source.length is None or target.length is None:
        return None if source.length is target.length else Relation.UNKNOWN
    if abs(source.length - target.length) > 0.05 * max(source.length, target.length):
        return Relation.DIFFERENT
    return Relation.SAME if source.reading.shift == target.reading.shift else Relation.DIFFERENT


def _vague(source: Moment, target: Moment) -> Relation | None:
    """«Сегодня» and "today" are often no more than "now"; a period counted from another date is any period."""
    for moment in (source, target):
        if moment.reading.shift == "P0D" or moment.reading.shift.startswith("~"):
            return Relation.UNKNOWN
    return None


def _weekdays(source: Moment, target: Moment) -> Relation | None:
    """Two weekdays are compared by name, a weekday and a day by the calendar."""
    if source.weekday and target.weekday:
        return Relation.SAME if source.weekday == target.weekday else Relation.DIFFERENT
    named, other = (source, target) if source.weekday else (target, source)
    if not named.weekday or other.interval is None:
        return None
    if not other.interval.dated:
        return Relation.UNKNOWN
    if other.interval.grain == "D":
        return Relation.SAME if other.interval.start.isoweekday() == named.weekday else Relation.DIFFERENT
    return None if named.interval else Relation.UNKNOWN


def _intervals(source: Moment, target: Moment) -> Relation | None:
    if source.interval is None or target.interval is None:
        return None
    a, b = _in_one_year(source.interval, target.interval)
    if a is None or b is None:
        return Relation.UNKNOWN
    modified = source.reading.modifier or target.reading.modifier
    if (a.start, a.stop) == (b.start, b.stop):
        return Relation.SAME
    if a.stop < b.start or b.stop < a.start:
        return Relation.UNKNOWN if source.guessed or target.guessed else Relation.DIFFERENT
    if a.grain == b.grain == "R" and _is_plain(source) and _is_plain(target):
        return Relation.DIFFERENT
    if _holds(a, b) or _holds(b, a):
        return Relation.LOOSER
    return Relation.DIFFERENT if a.grain == b.grain and not modified else Relation.LOOSER


def _is_plain(moment: Moment) -> bool:
    return not moment.reading.modifier


def _holds(outer: Interval, inner: Interval) -> bool:
    return outer.start <= inner.start and inner.stop <= outer.stop


def _in_one_year(a: Interval, b: Interval) -> tuple[Interval | None, Interval | None]:
    """Both as they are if both years are known, else both without their years if they are parts of a year."""
    if a.dated and b.dated:
        return a, b
    return _without_year(a), _without_year(b)


def _without_year(span: Interval) -> Interval | None:
    if not span.dated:
        return span
    if span.grain in ("Y", "DE", "CE") or (span.stop - span.start).days > 366:
        return None
    later = span.stop.year - span.start.year
    return Interval(_in_year(span.start, NO_YEAR), _in_year(span.stop, NO_YEAR + later), False, span.grain)


def _in_year(day: datetime.date, year: int) -> datetime.date:
    leap = (day.month, day.day) == (2, 29)
    return datetime.date(year, day.month, 28 if leap and year != NO_YEAR else day.day)


def _shifts(source: Moment, target: Moment) -> Relation | None:
    """Words relative to stories whose dates are not known: yesterday is not tomorrow, last year not this one."""
    a, b = source.reading, target.reading
    if a.written != b.written:
        return None
    if a.shift == b.shift:
        return Relation.DIFFERENT if a.modifier and b.modifier else Relation.LOOSER
    return Relation.DIFFERENT if re.search(r"\d", a.shift) and re.search(r"\d", b.shift) else None


_RULES: tuple[Callable[[Moment, Moment], Relation | None], ...] = (
    _same_words,
    _times,
    _lengths,
    _vague,
    _weekdays,
    _intervals,
    _shifts,
)
