"""What a date says, before and after it is counted from the date of the story.

TIMEX3 values (ISO 24617-1) are strings: ``2012-03-12``, ``XXXX-03-12`` (no year said), ``2012-W11``, ``XXXX-WXX-1`` (a
Monday), ``2012-Q1``, ``2012-H1``, ``2012-SP``, ``199`` (the 1990s), ``18`` (the 19th century), ``T14:30``, ``P6M`` and
``2012-05-05/2012-05-07``. ``T14:30+03`` adds the hours that the named zone is ahead of Greenwich.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The first month of each season."""

_SHIFT = re.compile(r"([+-]?)P(\d+)(D|W|M|Q|Y|DE|CE)")
_PAST_MONTHS = 8
"""A month or day without a year is looked for from eight months before the story to four after it: news tells
more of the past than of the future."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words alone say.

    ``written`` is a TIMEX3 value with ``X`` for what is not said. ``shift`` says how the rest is counted from the
    story's date: a signed ISO 8601 duration (``-P1D`` yesterday), a bare ``-`` or ``+`` (the last, the next one of
    that name), or ``""``; a leading ``~`` counts from another date than the story's (the year before), and is left
    unresolved. ``modifier`` is the TIMEX3 ``mod``: ``START``, ``MID``, ``END`` or ``""``.
    """

    written: str
    shift: str = ""
    modifier: str = ""


@dataclass(frozen=True, slots=True)
class StoryDay:
    """The date of a story; ``year`` is ``None`` where its date line does not say it."""

    year: int | None
    month: int
    day: int

    def date(self) -> datetime.date | None:
        """The full date, or ``None`` without a year."""
        return datetime.date(self.year, self.month, self.day) if self.year else None


def is_day(month: int, day: int, year: int = 2000) -> bool:
    """Whether the calendar has this day.

    >>> is_day(2, 30), is_day(2, 29), is_day(2, 29, 2011)
    (False, True, False)
    """
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def resolve(reading: Reading, day: StoryDay | None, *, future: bool = False) -> str:
    """The TIMEX3 value of a reading in a story of this date; with ``future`` a bare weekday is the coming one.

    >>> story = StoryDay(2012, 3, 12)
    >>> resolve(Reading("XXXX-XX-XX", "-P1D"), story), resolve(Reading("XXXX-WXX-5"), story)
    ('2012-03-11', '2012-03-09')
    """
    if day is None or "X" not in reading.written or reading.shift.startswith("~"):
        return reading.written
    if "/" in reading.written:
        return _resolve_range(reading, day)
    story = day.date()
    if story is None:
        return _resolve_without_year(reading, day)
    if reading.written.startswith("XXXX-WXX-"):
        return _resolve_weekday(reading, story, future)
    if shift := _SHIFT.fullmatch(reading.shift):
        return _apply(reading.written, story, int(shift[1] + shift[2]), shift[3])
    return _nearest(reading.written, story, reading.shift)


def _resolve_range(reading: Reading, day: StoryDay) -> str:
    start, stop = (resolve(Reading(end, reading.shift), day) for end in reading.written.split("/"))
    crosses = re.match(r"\d{4}-", start) and re.match(r"\d{4}-", stop) and stop < start
    if crosses:
        start = f"{int(start[:4]) - 1}{start[4:]}"
    return f"{start}/{stop}"


def _resolve_without_year(reading: Reading, day: StoryDay) -> str:
    shift = _SHIFT.fullmatch(reading.shift)
    if shift and shift[3] in "DM" and reading.written in ("XXXX-XX-XX", "XXXX-XX"):
        values = {
            _apply(reading.written, datetime.date(year, day.month, day.day), int(shift[1] + shift[2]), shift[3])[4:]
            for year in ((2000, 2001) if (day.month, day.day) != (2, 29) else (2000,))
        }
        return f"XXXX{values.pop()}" if len(values) == 1 else reading.written
    return reading.written


def _resolve_weekday(reading: Reading, story: datetime.date, future: bool) -> str:
    wanted = reading.written[-1]
    if not wanted.isdigit() or reading.written.endswith("WE"):
        return reading.written
    if reading.shift == "P0W":
        delta = int(wanted) - story.isoweekday()
    elif reading.shift == "+" or (future and not reading.shift):
        delta = (int(wanted) - story.isoweekday() - 1) % 7 + 1
    elif reading.shift == "-":
        delta = (int(wanted) - story.isoweekday()) % 7 - 7
    else:
        delta = -((story.isoweekday() - int(wanted)) % 7)
    return (story + datetime.timedelta(delta)).isoformat()


def _add_months(date: datetime.date, months: int) -> tuple[int, int]:
    whole = date.year * 12 + date.month - 1 + months
    return whole // 12, whole % 12 + 1


def _apply(written: str, story: datetime.date, count: int, unit: str) -> str:
    """``written`` with the story's date, moved by so many units, in place of its X."""
    if unit == "D":
        return (story + datetime.timedelta(count)).isoformat()
    if unit == "W":
        year, week, _ = (story + datetime.timedelta(7 * count)).isocalendar()
        return f"{year:04}-W{week:02}"
    if unit == "M":
        year, month = _add_months(story, count)
        return f"{year:04}-{month:02}{written[7:]}"
    if unit == "Q":
        year, month = _add_months(story, 3 * count)
        return f"{year:04}-Q{(month + 2) // 3}"
    if unit == "Y":
        return f"{story.year + count:04}{written[4:]}"
    if unit == "DE":
        return f"{story.year // 10 + count:03}"
    return f"{story.year // 100 + count:02}"


def _first_month(written: str) -> int | None:
    part = written[5:7]
    if part in SEASON_MONTHS:
        return SEASON_MONTHS[part]
    if part[0] == "Q":
        return int(part[1]) * 3 - 2
    if part[0] == "H":
        return int(part[1]) * 6 - 5
    return int(part) if part.isdigit() else None


def _nearest(written: str, story: datetime.date, sign: str) -> str:
    """``XXXX-03-12`` with the year that puts it closest to the story (see ``_PAST_MONTHS``); a sign asks for the last
    (``-``) or the next (``+``) one."""
    if not written.startswith("XXXX-") or (written[5] == "W" and not written.startswith("XXXX-WI")):
        return written
    month = _first_month(written)
    if month is None:
        return written
    past = {"-": 12, "+": 0}.get(sign, _PAST_MONTHS)
    ahead = (month - story.month) % 12
    if sign == "+" and not ahead:
        ahead = 12
    year = story.year + (story.month + ahead > 12)
    if ahead >= 12 - past:
        year -= 1
    if written[5:].startswith("02-29") and not calendar.isleap(year):
        return written
    return f"{year:04}{written[4:]}"
