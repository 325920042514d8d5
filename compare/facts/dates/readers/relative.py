"""Days and periods counted from the day of the story."""

from __future__ import annotations

import re

from compare.facts.dates.lexicon import Lexicon, Rule
from compare.facts.dates.readers.groups import Found, Match, count_of, shift_of, whole

_BLANKS = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "DE": "XXX", "CE": "XX"}


def read_relative(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A word of its own for a day or a period counted from the story's: "yesterday"."""
    shift = str(lexicon.value("relative", match["relative"]))
    unit = re.sub(r".*\d", "", shift)
    return whole(match, _BLANKS[unit], shift)


def read_unit(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A period beside the story's: "last week", "next year", "the end of this month"."""
    unit = str(lexicon.value("unit", match["unit"]))
    if unit in _BLANKS:
        return whole(match, _BLANKS[unit], shift_of(match, lexicon, unit) or f"P0{unit}")
    if unit == "Q":
        return whole(match, "XXXX-QX", shift_of(match, lexicon, unit) or "P0Q")
    return []


def read_ago(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """So many units before the story: "ten years ago"; decades and centuries are told in years."""
    unit, count = str(lexicon.value("unit", match["unit"])), count_of(match, lexicon)
    if count is None or unit not in _BLANKS:
        return []
    years = {"DE": 10, "CE": 100}.get(unit)
    if years:
        unit, count = "Y", count * years
    wave = "~" if rule.row.get("elsewhere") else ""
    return whole(match, _BLANKS[unit], f"{wave}-P{count}{unit}")


def read_window(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """A period that ends or begins with the story: "over the past six months"."""
    unit, count = str(lexicon.value("unit", match["unit"])), count_of(match, lexicon)
    if count is None:
        return []
    years = {"DE": 10, "CE": 100}.get(unit)
    if years:
        unit, count = "Y", count * years
    if unit == "Q":
        unit, count = "M", count * 3
    written = f"PT{count}{unit[1]}" if unit.startswith("T") else f"P{count}{unit}"
    return whole(match, written, "-" if int(str(lexicon.value("which", match["which"])).lstrip("~")) < 0 else "+")
