"""A date as something that can be laid beside another: an interval of days, a weekday, a time or a length.

Dates without a year are laid into one leap year, in which only months and days count.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from compare.facts.dates import Reading, StoryDay, reading_of, resolve
from compare.facts.dates.timex import SEASON_MONTHS
from compare.records import Date

NO_YEAR = 2000
"""The leap year for dates without one."""

_DAYS = {"D": 1.0, "W": 7.0, "M": 30.4, "Q": 91.3, "Y": 365.25}
_PART = {"START": (0.0, 0.45), "MID": (0.2, 0.8), "END": (0.55, 1.0)}
"""Where in a period its beginning, middle and end lie, generously."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``start`` to ``stop``, both included. ``dated`` says whether the year is known, ``grain`` how finely
    the words tell: ``D W M Q H S Y DE CE``, or ``R`` for a range."""

    start: datetime.date
    stop: datetime.date
    dated: bool
    grain: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One date of a comparison: only what its words allow is filled in.

    ``weekday`` is an ISO weekday that the words name; ``clock`` minutes after midnight; ``zone`` minutes ahead of
    Greenwich; ``length`` days of a period; ``guessed`` marks an interval that rests on the nearest such weekday.
    """

    reading: Reading
    interval: Interval | None = None
    weekday: int | None = None
    clock: int | None = None
    zone: int | None = None
    length: float | None = None
    guessed: bool = False


def moment(date: Date, day: StoryDay | None) -> Moment:
    """The moment of a date in a story of this day (which may be the other version's)."""
    reading = reading_of(date)
    value = date.timex if "X" not in date.timex else resolve(reading, day)
    if value.startswith("T"):
        return _time(reading, value)
    if value.startswith("P"):
        return Moment(reading, length=_length(value))
    weekday = _weekday(reading.written)
    span = interval(value)
    if span and reading.modifier in _PART:
        span = _part(span, *_PART[reading.modifier])
    return Moment(reading, span, weekday, guessed=weekday is not None)


def _weekday(written: str) -> int | None:
    named = re.fullmatch(r"XXXX-WXX-(\d)", written)
    return int(named[1]) if named else None


def _time(reading: Reading, value: str) -> Moment:
    parts = re.fullmatch(r"T(\d\d):(\d\d)(?:(Z)|([+-]\d\d))?", value)
    if not parts:
        return Moment(reading)
    zone = 0 if parts[3] else int(parts[4]) * 60 if parts[4] else None
    return Moment(reading, clock=(int(parts[1]) * 60 + int(parts[2])) % 1440, zone=zone)


def _length(value: str) -> float | None:
    parts = re.fullmatch(r"P(T?)(\d+)([A-Z]+)", value)
    if not parts:
        return None
    if parts[1]:
        return int(parts[2]) / (24 if parts[3] == "H" else 1440)
    return int(parts[2]) * _DAYS.get(parts[3], 365.25)


def interval(value: str) -> Interval | None:
    """The days of a TIMEX3 value; ``None`` for one that is not of the calendar.

    >>> interval("2012-Q1").stop.isoformat(), interval("XXXX-03-12").dated
    ('2012-03-31', False)
    """
    if "/" in value:
        first, last = (interval(end) for end in value.split("/"))
        return Interval(first.start, last.stop, first.dated, "R") if first and last else None
    dated = not value.startswith("XXXX")
    return _parts_of_year(value.replace("XXXX", str(NO_YEAR), 1), dated) if dated or len(value) > 4 else None


def _parts_of_year(value: str, dated: bool) -> Interval | None:
    if "X" in value:
        return None
    if re.fullmatch(r"\d\d", value):
        return _years(int(value) * 100, 100, "CE")
    if re.fullmatch(r"\d{3}", value):
        return _years(int(value) * 10, 10, "DE")
    if re.fullmatch(r"\d{4}", value):
        return _years(int(value), 1, "Y") if dated else None
    year, rest = int(value[:4]), value[5:]
    if re.fullmatch(r"\d\d-\d\d", rest):
        day = datetime.date(year, int(rest[:2]), int(rest[3:]))
        return Interval(day, day, dated, "D")
    if re.fullmatch(r"W\d\d", rest):
        start = datetime.date.fromisocalendar(year, int(rest[1:]), 1)
        return Interval(start, start + datetime.timedelta(6), dated, "W")
    if re.fullmatch(r"\d\d", rest):
        return _months(year, int(rest), 1, dated, "M")
    if rest in SEASON_MONTHS:
        return _season(year, rest, dated)
    if re.fullmatch(r"[QH]\d", rest):
        length = 3 if rest[0] == "Q" else 6
        return _months(year, (int(rest[1]) - 1) * length + 1, length, dated, rest[0])
    return None


def _years(first: int, count: int, grain: str) -> Interval:
    return Interval(datetime.date(max(first, 1), 1, 1), datetime.date(first + count - 1, 12, 31), True, grain)


def _months(year: int, month: int, count: int, dated: bool, grain: str) -> Interval:
    last = month + count - 1
    end = datetime.date(year, last, calendar.monthrange(year, last)[1])
    return Interval(datetime.date(year, month, 1), end, dated, grain)


def _season(year: int, code: str, dated: bool) -> Interval:
    """Three months; a winter is told by the year of its beginning or of its end."""
    if code == "WI":
        start = datetime.date(year - 1 if dated else year, 12, 1)
        return Interval(start, datetime.date(year + 1, 3, 1) - datetime.timedelta(1), dated, "S")
    return _months(year, SEASON_MONTHS[code], 3, dated, "S")


def _part(span: Interval, low: float, high: float) -> Interval:
    days = (span.stop - span.start).days
    first = span.start + datetime.timedelta(int(days * low))
    return Interval(first, span.start + datetime.timedelta(round(days * high)), span.dated, span.grain)
