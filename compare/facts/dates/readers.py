"""From the groups of a matched pattern to what the words say: one small reader a kind of pattern."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from compare.facts.dates.lexicon import Lexicon, Rule
from compare.facts.dates.timex import Reading, is_day


@dataclass(frozen=True, slots=True)
class Found:
    """A reading and its place in the sentence."""

    start: int
    stop: int
    reading: Reading


Match = re.Match[str]
Reader = Callable[[Match, Rule, Lexicon], list[Found]]

_ROMAN = {"I": 1, "V": 5, "X": 10}


def _group(match: Match, name: str) -> str | None:
    return match.groupdict().get(name)


def _whole(match: Match, written: str | None, shift: str = "", modifier: str = "") -> list[Found]:
    """One reading at the group ``at`` if the pattern has one, else at the whole match; none for ``None``."""
    if written is None:
        return []
    place = next((name for name in ("at", "at2") if _group(match, name) is not None), 0)
    return [Found(*match.span(place), Reading(written, shift, modifier))]


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _year(match: Match, name: str = "year") -> str:
    """Four digits, or ``XXXX`` where the pattern has no year."""
    text = _group(match, name) or _group(match, name.replace("year", "late"))
    return text or "XXXX"


def _day_number(match: Match, lexicon: Lexicon, suffix: str = "") -> int | None:
    if text := _group(match, f"day{suffix}"):
        return _number(text)
    if text := _group(match, f"ordinal{suffix}"):
        return int(lexicon.value("ordinal", text))
    return None


def _month_number(match: Match, lexicon: Lexicon, suffix: str = "") -> int | None:
    for name in ("month", "monthname", "monthweak"):
        if text := _group(match, f"{name}{suffix}"):
            return int(lexicon.value("month", text))
    return None


def _day_value(year: str, month: int, day: int) -> str | None:
    """A calendar day, or ``None`` for one that does not exist (30 February)."""
    return f"{year}-{month:02}-{day:02}" if is_day(month, day, int(year) if year.isdigit() else 2000) else None


def _shift(match: Match, lexicon: Lexicon, unit: str) -> str:
    """The signed duration that a word like "last" stands for, in this unit."""
    which = _group(match, "which")
    if not which:
        return ""
    count = str(lexicon.value("which", which))
    wave = "~" if count.startswith("~") else ""
    number = int(count.lstrip("~"))
    return f"{wave}{'+' if number > 0 else '-' if number < 0 else ''}P{abs(number)}{unit}"


def _sign(match: Match, lexicon: Lexicon) -> str:
    """``-`` or ``+`` for "last" or "next" before a name of the calendar; ``P0Y`` for "this"."""
    shift = _shift(match, lexicon, "Y")
    return shift if shift in ("", "P0Y") else shift[0]


def read_date(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A day or a month, with or without its year: ``{day} {month} {year}``."""
    month, day = _month_number(match, lexicon), _day_number(match, lexicon)
    year, shift = _year(match), _shift(match, lexicon, "Y")
    if month is None:
        return []
    if day is None:
        return _whole(match, f"{year}-{month:02}", shift)
    return _whole(match, _day_value(year, month, day), shift)


def read_named_month(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A month by its place before or after the story: "last March"."""
    return _whole(match, f"XXXX-{_month_number(match, lexicon):02}", _sign(match, lexicon))


def read_numeric(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """Day and month in figures, in the order of the language unless only the other one gives a date."""
    first, second, year = int(match["a"]), int(match["b"]), _year(match)
    order = [(second, first), (first, second)]
    if lexicon.table["numeric_order"] == "mdy" and match["mark"] == "/" and year != "XXXX":
        order.reverse()
    return next((_whole(match, value) for month, day in order if (value := _day_value(year, month, day))), [])


def read_iso(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """``2012-03-12``."""
    return _whole(match, _day_value(match["year"], int(match["mm"]), int(match["dd"])))


def read_day_range(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """From one day to another: ``{day}-{day2} {month}``, ``{day} {month} - {day2} {month2}``."""
    month2 = _month_number(match, lexicon, "2") or _month_number(match, lexicon)
    month, year2 = _month_number(match, lexicon) or month2, _year(match)
    year = _year(match, "year2") if _group(match, "year2") else year2
    day, day2 = _day_number(match, lexicon), _day_number(match, lexicon, "2")
    if month is None or month2 is None or day is None or day2 is None:
        return []
    if year == year2 != "XXXX" and month > month2:
        year = f"{int(year2) - 1:04}"
    start, stop = _day_value(year, month, day), _day_value(year2, month2, day2)
    if start is None or stop is None or ((month, day) >= (month2, day2) and month == month2):
        return []
    return _whole(match, f"{start}/{stop}", _shift(match, lexicon, "Y"))


def read_days(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """Several days of one month: "May 5 and 7"."""
    month, year = _month_number(match, lexicon), _year(match)
    found = []
    for suffix in ("", "2", "3"):
        day = _day_number(match, lexicon, suffix)
        value = _day_value(year, month, day) if month and day else None
        if value:
            found.append(Found(*match.span(f"day{suffix}"), Reading(value, _shift(match, lexicon, "Y"))))
    return found


def read_month_range(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """From one month to another: "January to November 2021"."""
    month, month2, year = _month_number(match, lexicon), _month_number(match, lexicon, "2"), _year(match)
    if month is None or month2 is None or month == month2:
        return []
    year1 = f"{int(year) - 1:04}" if year != "XXXX" and month > month2 else year
    return _whole(match, f"{year1}-{month:02}/{year}-{month2:02}", _shift(match, lexicon, "Y"))


def read_months(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """Two months of one year: "March and April 2011"."""
    year, shift = _year(match), _shift(match, lexicon, "Y")
    return [
        Found(*match.span(name), Reading(f"{year}-{lexicon.value('month', match[name]):02}", shift))
        for name in ("month", "month2")
    ]


def read_year_range(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """From one year to another; the second may be cut to two digits: "2015-16"."""
    start = _year(match)
    cut = _group(match, "yy")
    stop = start[:2] + cut if cut else _year(match, "year2")
    return _whole(match, f"{start}/{stop}") if start < stop and int(stop) - int(start) < 1000 else []


def read_years(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """Each year of an enumeration, at its own place."""
    return [
        Found(match.start() + year.start(), match.start() + year.end(), Reading(year[0]))
        for year in re.finditer(r"\b\d{4}\b", match[0])
    ]


def read_year(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A year of its own."""
    return _whole(match, _year(match))


def read_season(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A season, of a year or of the story's: "spring 2011", "last summer"."""
    shift = _sign(match, lexicon) if rule.row.get("nearest") else _shift(match, lexicon, "Y")
    return _whole(match, f"{_year(match)}-{lexicon.value('season', match['season'])}", shift)


def _ordinal(match: Match, lexicon: Lexicon) -> int | None:
    if text := _group(match, "ord") or _group(match, "digit"):
        return _number(text)
    if text := _group(match, "ordinal"):
        return int(lexicon.value("ordinal", text))
    if text := _group(match, "roman"):
        values = [_ROMAN[letter] for letter in text.upper()]
        return sum(-v if v < max(values[i:], default=0) else v for i, v in enumerate(values)) or None
    return None


def _part_of_year(match: Match, lexicon: Lexicon, letter: str, most: int) -> list[Found]:
    number = _ordinal(match, lexicon)
    if number is None or not 1 <= number <= most:
        return []
    return _whole(match, f"{_year(match)}-{letter}{number}", _shift(match, lexicon, "Y"))


def read_quarter(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A quarter of a year."""
    return _part_of_year(match, lexicon, "Q", 4)


def read_half(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A half of a year."""
    return _part_of_year(match, lexicon, "H", 2)


def read_decade(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A decade: three digits of its years; two digits in the text are those of the 20th century."""
    if text := _group(match, "decade"):
        return _whole(match, str(lexicon.value("decade", text)))
    text = match["tens"]
    return _whole(match, text[:3] if len(text) == 4 else f"19{text[0]}")


def read_century(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A century: the two digits that its years begin with."""
    number = _ordinal(match, lexicon)
    return _whole(match, f"{number - 1:02}") if number and number <= 22 else []


def read_weekday(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A day of the week: the story's nearest, the last, or the next one."""
    text = _group(match, "weekday") or _group(match, "weekdayname") or _group(match, "weekdayweak")
    value = f"XXXX-WXX-{lexicon.value('weekday', text or '')}"
    if rule.row.get("every"):
        return _whole(match, value, "~")
    shift = _shift(match, lexicon, "W")
    return _whole(match, value, shift if shift in ("", "P0W") else shift[0])


_BLANKS = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "DE": "XXX", "CE": "XX"}


def read_relative(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A word of its own for a day or a period counted from the story's: "yesterday"."""
    shift = str(lexicon.value("relative", match["relative"]))
    unit = re.sub(r".*\d", "", shift)
    return _whole(match, _BLANKS[unit], shift)


def read_unit(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A period beside the story's: "last week", "next year", "the end of this month"."""
    unit = str(lexicon.value("unit", match["unit"]))
    if unit in _BLANKS:
        return _whole(match, _BLANKS[unit], _shift(match, lexicon, unit) or f"P0{unit}")
    if unit == "Q":
        return _whole(match, "XXXX-QX", _shift(match, lexicon, unit) or "P0Q")
    return []


def _count(match: Match, lexicon: Lexicon) -> int | None:
    if text := _group(match, "digits"):
        return int(text)
    if text := _group(match, "count"):
        return int(lexicon.value("count", text))
    return 1 if "count" in match.re.groupindex else None


def read_ago(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """So many units before the story: "ten years ago"; decades and centuries are told in years."""
    unit, count = str(lexicon.value("unit", match["unit"])), _count(match, lexicon)
    if count is None or unit not in _BLANKS:
        return []
    years = {"DE": 10, "CE": 100}.get(unit)
    if years:
        unit, count = "Y", count * years
    wave = "~" if rule.row.get("elsewhere") else ""
    return _whole(match, _BLANKS[unit], f"{wave}-P{count}{unit}")


def read_window(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A period that ends or begins with the story: "over the past six months"."""
    unit, count = str(lexicon.value("unit", match["unit"])), _count(match, lexicon)
    if count is None:
        return []
    years = {"DE": 10, "CE": 100}.get(unit)
    if years:
        unit, count = "Y", count * years
    if unit == "Q":
        unit, count = "M", count * 3
    written = f"PT{count}{unit[1]}" if unit.startswith("T") else f"P{count}{unit}"
    return _whole(match, written, "-" if int(str(lexicon.value("which", match["which"])).lstrip("~")) < 0 else "+")


def _hour24(hour: int, part: str | None) -> int | None:
    """The hour of the day: ``part`` is ``am``, ``pm``, ``night`` (till 6 early, else late) or ``None``."""
    if part is None:
        return hour
    if hour > 12:
        return hour
    if part == "pm" or (part == "night" and hour > 6):
        return hour % 12 + (12 if part == "pm" or hour < 12 else 0)
    return hour % 12


def read_clock(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A time of day, with the hours that its zone is ahead of Greenwich if one is named: ``T14:30+03``. Local time, of
    a place that is not told, has the shift ``~``."""
    zone = _group(match, "zone")
    offset = str(lexicon.value("zone", zone)) if zone else ""
    elsewhere = "~" if offset == "?" else ""
    offset = offset.rstrip("?")
    if noon := _group(match, "noon"):
        return _whole(match, f"T{lexicon.value('noon', noon)}{offset}", elsewhere)
    word, part = _group(match, "count"), _group(match, "part")
    hour = int(lexicon.value("count", word)) if word else int(match["hour"])
    minute = int(_group(match, "minute") or 0)
    full = _hour24(hour, str(lexicon.value("part", part)) if part else None)
    if full is None or hour > 24 or (full == 24 and minute):
        return []
    return _whole(match, f"T{full:02}:{minute:02}{offset}", elsewhere)


def read_half_hour(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """Half past five; "half of the sixth" in a language that counts the hour that is running."""
    part, zone = _group(match, "part"), _group(match, "zone")
    offset = str(lexicon.value("zone", zone)) if zone else ""
    if text := _group(match, "ordinal"):
        hour = (int(lexicon.value("ordinal", text)) - 1) or 12
    else:
        word = _group(match, "count")
        hour = int(lexicon.value("count", word)) if word else int(match["hour"])
    full = _hour24(hour, str(lexicon.value("part", part)) if part else None)
    return [] if full is None or hour > 12 else _whole(match, f"T{full:02}:30{offset.rstrip('?')}")


def read_fixed(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A turn of speech whose reading stands in the table."""
    return _whole(match, rule.row["written"], rule.row.get("shift", ""), rule.row.get("modifier", ""))


READERS: dict[str, Reader] = {
    "date": read_date,
    "named month": read_named_month,
    "numeric": read_numeric,
    "iso": read_iso,
    "day range": read_day_range,
    "days": read_days,
    "month range": read_month_range,
    "months": read_months,
    "year range": read_year_range,
    "years": read_years,
    "year": read_year,
    "season": read_season,
    "quarter": read_quarter,
    "half": read_half,
    "decade": read_decade,
    "century": read_century,
    "weekday": read_weekday,
    "relative": read_relative,
    "unit": read_unit,
    "ago": read_ago,
    "window": read_window,
    "clock": read_clock,
    "half hour": read_half_hour,
    "fixed": read_fixed,
}
