"""Dates, times and periods as TIMEX3 values, counted from the story's own date where they are relative to it.

A duration that is a quantity (a sentence of six years) is a figure; "over the past six months" is a date.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from compare.facts.dates.anchor import story_day
from compare.facts.dates.scan import Scanned, scan
from compare.facts.dates.timex import Reading, StoryDay, resolve
from compare.languages import Language
from compare.records import Date, Document, Fact, Parse, Token

__all__ = ["Reading", "StoryDay", "anchor", "day_of", "find", "reading_of", "resolve"]

_DAY = re.compile(r"(?:\d{4}|XXXX)-\d\d-\d\d")
_APPOSITION = re.compile(r"\W{0,3}(?:the\s+)?\W{0,2}")


def anchor(document: Document, language: Language) -> datetime.date | None:
    """The date of the story, from its date line or dateline; ``None`` where it is not said in full."""
    day = day_of(document, find(document, language, ()))
    return day.date() if day else None


def day_of(document: Document, facts: Iterable[Fact]) -> StoryDay | None:
    """The date of the story as far as it is said, by the dates that were found in it: its year may be missing."""
    scanned = [
        Scanned(fact.sentence, fact.start, fact.stop, reading_of(fact.value))
        for fact in facts
        if isinstance(fact.value, Date)
    ]
    return story_day(document, scanned)


def reading_of(date: Date) -> Reading:
    """What the words of a date say, before it was counted from the story's date."""
    return Reading(date.written or date.timex, date.shift, date.modifier)


def find(document: Document, language: Language, found: Sequence[Fact]) -> list[Fact]:
    """The dates of a story in the order of the text."""
    scanned = [item for item in scan(document, language) if not _governs(document, language, item)]
    day = story_day(document, scanned)
    values = {(item.start, item.stop): _date(document, language, item, day) for item in scanned}
    values |= _appositions(document, scanned, values)
    return [_fact(document, item, values[item.start, item.stop]) for item in scanned]


def _fact(document: Document, item: Scanned, date: Date) -> Fact:
    text = document.story.text[item.start : item.stop]
    return Fact("date", item.sentence, item.start, item.stop, text, date)


def _date(document: Document, language: Language, item: Scanned, day: StoryDay | None) -> Date:
    future = bool(_future(language).search(document.sentences[item.sentence].text))
    reading = item.reading
    timex = resolve(reading, day, future=future)
    return Date(timex, "" if timex == reading.written else reading.written, reading.shift, reading.modifier)


@cache
def _future(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(language.table('calendar')['future'])})\b", re.IGNORECASE)


def _appositions(
    document: Document, scanned: Sequence[Scanned], values: dict[tuple[int, int], Date]
) -> dict[tuple[int, int], Date]:
    """Weekdays that stand beside a date take its value: «в понедельник, 20 февраля»."""
    changed = {}
    for first, second in pairwise(scanned):
        gap = document.story.text[first.stop : second.start]
        if first.sentence != second.sentence or not _APPOSITION.fullmatch(gap):
            continue
        for weekday, other in ((first, second), (second, first)):
            if weekday.reading.written.startswith("XXXX-WXX-") and _DAY.fullmatch(other.reading.written):
                date = values[other.start, other.stop].timex
                changed[weekday.start, weekday.stop] = _beside(weekday.reading, date)
    return changed


def _beside(reading: Reading, date: str) -> Date:
    if "X" in date or str(datetime.date.fromisoformat(date).isoweekday()) != reading.written[-1]:
        return Date(reading.written, "", reading.shift, reading.modifier)
    return Date(date, reading.written, reading.shift, reading.modifier)


def _governs(document: Document, language: Language, item: Scanned) -> bool:
    """Whether a word that is an adverb of time elsewhere is a preposition here: «накануне выборов»."""
    text = document.story.text[item.start : item.stop].lower()
    if text not in language.table("calendar")["prepositions"]:
        return False
    tokens = _tokens_after(document.parses[item.sentence], item.stop)
    return bool(tokens) and "Case=Gen" in tokens[0].features and tokens[0].pos in ("NOUN", "PROPN", "ADJ", "NUM", "DET")


def _tokens_after(parse: Parse, stop: int) -> list[Token]:
    return [token for token in parse.tokens if token.start >= stop][:1]
