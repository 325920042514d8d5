"""Whether a date that has no counterpart among the other side's dates is told there all the same, in other words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.facts.dates.lexicon import lexicon
from compare.languages import Language
from compare.records import Date, Fact, Figure

_UNIT_YEARS = {"Y": 1, "DE": 10, "CE": 100}


@dataclass(frozen=True)
class Neighbourhood:
    """The other side's text around a bead, with its figures."""

    text: str
    language: Language
    figures: tuple[Fact, ...] = ()

    def has_number(self, number: int) -> bool:
        """Whether a figure says this number, or its digits stand in the text."""
        said = any(isinstance(f.value, Figure) and number in (f.value.number, f.value.high) for f in self.figures)
        return said or re.search(rf"(?<!\d)0?{number}(?!\d)", self.text) is not None

    def names(self, kind: str, value: object) -> bool:
        """Whether some form of this row of the calendar (a month, a weekday) stands in the text."""
        words = lexicon(self.language)
        return any(
            words.value(kind, word) == value for word in re.findall(r"\w+", self.text) if kind in words.kinds(word)
        )


def is_echoed(date: Date, there: Neighbourhood) -> bool:
    """Whether the other side tells this date without our reading it there as one."""
    written = date.written or date.timex
    years = re.findall(r"\b\d{4}\b", written)
    day = re.fullmatch(r"(?:\d{4}|XXXX)-(\d\d)-(\d\d)", written)
    if day:
        return there.has_number(int(day[2])) and there.names("month", int(day[1]))
    month = re.fullmatch(r"(?:\d{4}|XXXX)-(\d\d)", written)
    if month:
        return there.names("month", int(month[1]))
    if weekday := re.fullmatch(r"XXXX-WXX-(\d)", written):
        return there.names("weekday", int(weekday[1]))
    if years:
        return all(there.has_number(int(year)) for year in years)
    if part := re.fullmatch(r"(?:\d{4}|XXXX)-(SP|SU|FA|WI)", written):
        return there.names("season", part[1])
    if clock := re.fullmatch(r"T(\d\d):(\d\d).*", written):
        return there.has_number(int(clock[1])) or there.has_number(int(clock[1]) % 12 or 12)
    return _counts(date, written, there)


def _counts(date: Date, written: str, there: Neighbourhood) -> bool:
    """Decades, centuries, and so many units ago: the number or the unit is told."""
    if re.fullmatch(r"\d\d", written):
        return there.has_number(int(written) + 1) or there.names("unit", "CE")
    if re.fullmatch(r"\d{3}", written):
        return there.has_number(int(written) * 10) or there.names("unit", "DE")
    counted = re.search(r"P(?:T)?(\d+)([A-Z]+)", date.shift or written)
    if not counted:
        return False
    return (int(counted[1]) > 1 and there.has_number(int(counted[1]))) or there.names("unit", counted[2])
