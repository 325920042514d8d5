"""Times of day."""

from __future__ import annotations

from compare.facts.dates.lexicon import Lexicon, Rule
from compare.facts.dates.readers.groups import Found, Match, group, whole


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
    zone = group(match, "zone")
    offset = str(lexicon.value("zone", zone)) if zone else ""
    elsewhere = "~" if offset == "?" else ""
    offset = offset.rstrip("?")
    if noon := group(match, "noon"):
        return whole(match, f"T{lexicon.value('noon', noon)}{offset}", elsewhere)
    word, part = group(match, "count"), group(match, "part")
    hour = int(lexicon.value("count", word)) if word else int(match["hour"])
    minute = int(group(match, "minute") or 0)
    full = _hour24(hour, str(lexicon.value("part", part)) if part else None)
    if full is None or hour > 24 or (full == 24 and minute):
        return []
    return whole(match, f"T{full:02}:{minute:02}{offset}", elsewhere)


def read_half_hour(match: Match, rule: Rule, lexicon: Lexicon) -> list[Found]:
    """Half past five; "half of the sixth" in a language that counts the hour that is running."""
    part, zone = group(match, "part"), group(match, "zone")
    offset = str(lexicon.value("zone", zone)) if zone else ""
    if text := group(match, "ordinal"):
        hour = (int(lexicon.value("ordinal", text)) - 1) or 12
    else:
        word = group(match, "count")
        hour = int(lexicon.value("count", word)) if word else int(match["hour"])
    full = _hour24(hour, str(lexicon.value("part", part)) if part else None)
    return [] if full is None or hour > 12 else whole(match, f"T{full:02}:30{offset.rstrip('?')}")
