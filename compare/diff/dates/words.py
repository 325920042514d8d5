"""A date for a reader: TIMEX3 values in English words."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable

SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
UNITS = {
    "D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "DE": "decade", "CE": "century", "TH": "hour",
    "TM": "minute", "H": "hour", "S": "second",
}  # fmt: skip
EDGES = {"START": "beginning", "MID": "middle", "END": "end"}
ORDINALS = ("first", "second", "third", "fourth")


def in_words(value: str) -> str:
    """A TIMEX3 value, or a signed duration from the story's date, as a reader says it; what has no such words stays.

    >>> in_words("XXXX-04-30"), in_words("2012-04"), in_words("XXXX-WXX-1"), in_words("2012-Q1"), in_words("199")
    ('April 30', 'April 2012', 'Monday', 'the first quarter of 2012', 'the 1990s')
    >>> in_words("T14:30+03"), in_words("P6M"), in_words("-P1D"), in_words("2012-05-05/2012-05-07")
    ('14:30 UTC+3', '6 months', '1 day before', 'May 5, 2012 to May 7, 2012')
    """
    if "/" in value:
        return " to ".join(in_words(end) for end in value.split("/"))
    for pattern, words in _FORMS:
        if found := pattern.fullmatch(value):
            return words(found)
    return value


def part_in_words(value: str, modifier: str) -> str:
    """The beginning, middle or end (a TIMEX3 ``mod``) of what a value says; the whole for another modifier.

    >>> part_in_words("P0Y", "END"), part_in_words("2012-05", "START"), part_in_words("2012", "")
    ('the end of the same year', 'the beginning of May 2012', '2012')
    """
    words = in_words(value)
    return f"the {EDGES[modifier]} of {words}" if modifier in EDGES else words


def _year(text: str, join: str = " ") -> str:
    return "" if text.startswith("XX") else f"{join}{text}"


def _month(found: re.Match[str]) -> str:
    return f"{calendar.month_name[int(found[2])]}{_year(found[1])}"


def _day(found: re.Match[str]) -> str:
    return f"{calendar.month_name[int(found[2])]} {int(found[3])}{_year(found[1], ', ')}"


def _part(found: re.Match[str]) -> str:
    name = "quarter" if found[2] == "Q" else "half"
    return f"the {ORDINALS[int(found[3]) - 1]} {name}{_year(found[1], ' of ')}"


def _century(found: re.Match[str]) -> str:
    number = int(found[1]) + 1
    last = number % 10 if not 10 < number < 20 else 0
    return f"the {number}{('th', 'st', 'nd', 'rd')[last] if last < 4 else 'th'} century"


def _clock(found: re.Match[str]) -> str:
    zone = " UTC" if found[2] == "Z" else f" UTC{found[2][0]}{int(found[2][1:])}" if found[2] else ""
    return f"{found[1]}{zone}"


def _length(found: re.Match[str]) -> str:
    count, unit = int(found[3]), UNITS[found[2] + found[4] if found[2] and found[4] == "M" else found[4]]
    plural = unit if count == 1 else "centuries" if unit == "century" else f"{unit}s"
    if not count:
        return f"the same {unit}"
    return f"{count} {plural}" + {"-": " before", "+": " after", "": ""}[found[1]]


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)"), _day),
    (re.compile(r"(\d{4}|XXXX)-(\d\d)"), _month),
    (re.compile(r"XXXX-WXX-([1-7])"), lambda found: calendar.day_name[int(found[1]) - 1]),
    (re.compile(r"(\d{4})-W(\d\d)"), lambda found: f"week {int(found[2])} of {found[1]}"),
    (re.compile(r"(\d{4}|XXXX)-([QH])([1-4])"), _part),
    (re.compile(r"(\d{4}|XXXX)-(SP|SU|FA|WI)"), lambda found: f"{SEASONS[found[2]]}{_year(found[1])}"),
    (re.compile(r"(\d{3})"), lambda found: f"the {found[1]}0s"),
    (re.compile(r"(\d\d)"), _century),
    (re.compile(r"T(\d\d:\d\d)(Z|[+-]\d\d)?"), _clock),
    (re.compile(r"([-+]?)P(T?)(\d+)(DE|CE|[DWMQYHS])"), _length),
)
