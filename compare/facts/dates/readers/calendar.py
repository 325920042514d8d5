"""Single days and months of the calendar."""

from __future__ import annotations

from compare.facts.dates.lexicon import Lexicon, Rule
from compare.facts.dates.readers.groups import (
    Found,
    Match,
    day_of,
    day_value,
    group,
    month_of,
    shift_of,
    sign_of,
    whole,
    year_of,
)


def read_date(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A day or a month, with or without its year: ``{day} {month} {year}``."""
    month, day = month_of(match, lexicon), day_of(match, lexicon)
    year, shift = year_of(match), shift_of(match, lexicon, "Y")
    if month is None:
        return []
    if day is None:
        return whole(match, f"{year}-{month:02}", shift)
    return whole(match, day_value(year, month, day), shift)


def read_named_month(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A month by its place before or after the story: "last March"."""
    return whole(match, f"XXXX-{month_of(match, lexicon):02}", sign_of(match, lexicon))


def read_numeric(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """Day and month in figures, in the order of the language unless only the other one gives a date."""
    first, second, year = int(match["a"]), int(match["b"]), year_of(match)
    order = [(second, first), (first, second)]
    if lexicon.table["numeric_order"] == "mdy" and match["mark"] == "/" and year != "XXXX":
        order.reverse()
    return next((whole(match, value) for month, day in order if (value := day_value(year, month, day))), [])


def read_iso(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """``2012-03-12``."""
    return whole(match, day_value(match["year"], int(match["mm"]), int(match["dd"])))


def read_weekday(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A day of the week: the story's nearest, the last, or the next one."""
    text = group(match, "weekday") or group(match, "weekdayname") or group(match, "weekdayweak")
    value = f"XXXX-WXX-{lexicon.value('weekday', text or '')}"
    if rule.row.get("every"):
        return whole(match, value, "~")
    shift = shift_of(match, lexicon, "W")
    return whole(match, value, shift if shift in ("", "P0W") else shift[0])


def read_fixed(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A turn of speech whose reading stands in the table."""
    return whole(match, rule.row["written"], rule.row.get("shift", ""), rule.row.get("modifier", ""))
