"""Several days or months, years, and periods that have a name: seasons, quarters, decades, centuries."""

from __future__ import annotations

import re

from compare.facts.dates.lexicon import Lexicon, Rule
from compare.facts.dates.readers.groups import (
    Found,
    Match,
    day_of,
    day_value,
    group,
    month_of,
    ordinal_of,
    shift_of,
    sign_of,
    whole,
    year_of,
)
from compare.facts.dates.timex import Reading


def read_day_range(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """From one day to another: ``{day}-{day2} {month}``, ``{day} {month} - {day2} {month2}``."""
    month2 = month_of(match, lexicon, "2") or month_of(match, lexicon)
    month, year2 = month_of(match, lexicon) or month2, year_of(match)
    year = year_of(match, "year2") if group(match, "year2") else year2
    day, day2 = day_of(match, lexicon), day_of(match, lexicon, "2")
    if month is None or month2 is None or day is None or day2 is None:
        return []
    if year == year2 != "XXXX" and month > month2:
        year = f"{int(year2) - 1:04}"
    start, stop = day_value(year, month, day), day_value(year2, month2, day2)
    if start is None or stop is None or ((month, day) >= (month2, day2) and month == month2):
        return []
    return whole(match, f"{start}/{stop}", shift_of(match, lexicon, "Y"))


def read_days(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """Several days of one month: "May 5 and 7"."""
    month, year = month_of(match, lexicon), year_of(match)
    found = []
    for suffix in ("", "2", "3"):
        day = day_of(match, lexicon, suffix)
        value = day_value(year, month, day) if month and day else None
        if value:
            found.append(Found(*match.span(f"day{suffix}"), Reading(value, shift_of(match, lexicon, "Y"))))
    return found


def read_month_range(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """From one month to another: "January to November 2021"."""
    month, month2, year = month_of(match, lexicon), month_of(match, lexicon, "2"), year_of(match)
    if month is None or month2 is None or month == month2:
        return []
    year1 = f"{int(year) - 1:04}" if year != "XXXX" and month > month2 else year
    return whole(match, f"{year1}-{month:02}/{year}-{month2:02}", shift_of(match, lexicon, "Y"))


def read_months(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """Two months of one year: "March and April 2011"."""
    year, shift = year_of(match), shift_of(match, lexicon, "Y")
    return [
        Found(*match.span(name), Reading(f"{year}-{lexicon.value('month', match[name]):02}", shift))
        for name in ("month", "month2")
    ]


def read_year_range(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """From one year to another; the second may be cut to two digits: "2015-16"."""
    start = year_of(match)
    cut = group(match, "yy")
    stop = start[:2] + cut if cut else year_of(match, "year2")
    return whole(match, f"{start}/{stop}") if start < stop and int(stop) - int(start) < 1000 else []


def read_years(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """Each year of an enumeration, at its own place."""
    return [
        Found(match.start() + year.start(), match.start() + year.end(), Reading(year[0]))
        for year in re.finditer(r"\b\d{4}\b", match[0])
    ]


def read_year(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A year of its own."""
    return whole(match, year_of(match))


def read_season(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A season, of a year or of the story's: "spring 2011", "last summer"."""
    shift = sign_of(match, lexicon) if rule.row.get("nearest") else shift_of(match, lexicon, "Y")
    return whole(match, f"{year_of(match)}-{lexicon.value('season', match['season'])}", shift)


def _part_of_year(match: Match, lexicon: Lexicon, letter: str, most: int) -> list[Found]:
    number = ordinal_of(match, lexicon)
    if number is None or not 1 <= number <= most:
        return []
    return whole(match, f"{year_of(match)}-{letter}{number}", shift_of(match, lexicon, "Y"))


def read_quarter(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A quarter of a year."""
    return _part_of_year(match, lexicon, "Q", 4)


def read_half(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A half of a year."""
    return _part_of_year(match, lexicon, "H", 2)


def read_decade(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A decade: three digits of its years; two digits in the text are those of the 20th century."""
    if text := group(match, "decade"):
        return whole(match, str(lexicon.value("decade", text)))
    text = match["tens"]
    return whole(match, text[:3] if len(text) == 4 else f"19{text[0]}")


def read_century(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A century: the two digits that its years begin with."""
    number = ordinal_of(match, lexicon)
    return whole(match, f"{number - 1:02}") if number and number <= 22 else []
