"""Which quotation is whose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from compare.records import Attribution, Fact, Quote, Span

MARKS = 2
"""Characters of a quotation that are its marks: contents are told without those at their ends."""

NEXT = 6
"""How many characters (a stop, a blank, a dash) may part an attribution from a quotation that goes on after it."""


def speakers(found: Sequence[Fact]) -> dict[tuple[int, int], Fact]:
    """Quotes (by their places) whose speaker an attribution names, with the speaker filled in."""
    attributions = [fact for fact in found if fact.kind == "attribution"]
    made: dict[tuple[int, int], Fact] = {}
    for quote in (fact for fact in found if fact.kind == "quote"):
        speaker = _speaker(quote, attributions)
        if speaker is not None:
            made[quote.start, quote.stop] = replace(quote, value=replace(cast(Quote, quote.value), speaker=speaker))
    return made


def _speaker(quote: Fact, attributions: Sequence[Fact]) -> Span | None:
    held = [fact for fact in attributions if _holds(cast(Attribution, fact.value), quote)]
    direct = [fact for fact in held if cast(Attribution, fact.value).direct]
    for fact in sorted(direct, key=_width, reverse=True) or sorted(held, key=_width):
        value = cast(Attribution, fact.value)
        if value.source is not None:
            return value.source
    before = [fact for fact in attributions if 0 <= quote.start - fact.stop <= NEXT]
    for fact in before:
        value = cast(Attribution, fact.value)
        if value.direct and value.source is not None:
            return value.source
    return None


def _width(fact: Fact) -> int:
    content = cast(Attribution, fact.value).content
    return content.stop - content.start if content else 0


def _holds(value: Attribution, quote: Fact) -> bool:
    """Whether the reported words and the quotation overlap, the cue standing outside or breaking in."""
    content = value.content
    if content is None:
        return False
    overlap = min(content.stop, quote.stop) - max(content.start, quote.start)
    words = max(quote.stop - quote.start - MARKS, 1)
    return overlap > 0 and (value.direct or overlap >= 0.9 * words)
