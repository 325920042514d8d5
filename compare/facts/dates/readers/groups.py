"""What the groups of a matched pattern hold: numbers of days, months and years, shifts, ordinals."""

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


def group(match: Match, name: str) -> str | None:
    return match.groupdict().get(name)


def whole(match: Match, written: str | None, shift: str = "", modifier: str = "") -> list[Found]:
    """One reading at the group ``at`` if the pattern has one, else at the whole match; none for ``None``."""
    if written is None:
        return []
    place = next((name for name in ("at", "at2") if group(match, name) is not None), 0)
    return [Found(*match.span(place), Reading(written, shift, modifier))]


def digits_of(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def year_of(match: Match, name: str = "year") -> str:
    """Four digits, or ``XXXX`` where the pattern has no year."""
    text = group(match, name) or group(match, name.replace("year", "late"))
    return text or "XXXX"


def day_of(match: Match, lexicon: Lexicon, suffix: str = "") -> int | None:
    if text := group(match, f"day{suffix}"):
        return digits_of(text)
    if text := group(match, f"ordinal{suffix}"):
        return int(lexicon.value("ordinal", text))
    return None


def month_of(match: Match, lexicon: Lexicon, suffix: str = "") -> int | None:
    for name in ("month", "monthname", "monthweak"):
        if text := group(match, f"{name}{suffix}"):
            return int(lexicon.value("month", text))
    return None


def day_value(year: str, month: int, day: int) -> str | None:
    """A calendar day, or ``None`` for one that does not exist (30 February)."""
    return f"{year}-{month:02}-{day:02}" if is_day(month, day, int(year) if year.isdigit() else 2000) else None


def shift_of(match: Match, lexicon: Lexicon, unit: str) -> str:
    """The signed duration that a word like "last" stands for, in this unit."""
    which = group(match, "which")
    if not which:
        return ""
    count = str(lexicon.value("which", which))
    wave = "~" if count.startswith("~") else ""
    number = int(count.lstrip("~"))
    return f"{wave}{'+' if number > 0 else '-' if number < 0 else ''}P{abs(number)}{unit}"


def sign_of(match: Match, lexicon: Lexicon) -> str:
    """``-`` or ``+`` for "last" or "next" before a name of the calendar; ``P0Y`` for "this"."""
    shift = shift_of(match, lexicon, "Y")
    return shift if shift in ("", "P0Y") else shift[0]


def ordinal_of(match: Match, lexicon: Lexicon) -> int | None:
    if text := group(match, "ord") or group(match, "digit"):
        return digits_of(text)
    if text := group(match, "ordinal"):
        return int(lexicon.value("ordinal", text))
    if text := group(match, "roman"):
        values = [_ROMAN[letter] for letter in text.upper()]
        return sum(-v if v < max(values[i:], default=0) else v for i, v in enumerate(values)) or None
    return None


def count_of(match: Match, lexicon: Lexicon) -> int | None:
    if text := group(match, "digits"):
        return int(text)
    if text := group(match, "count"):
        return int(lexicon.value("count", text))
    return 1 if "count" in match.re.groupindex else None
