"""What a date bounds: up to it (before, until, by) or from it on (after, since), by the words before it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from compare.diff.comparison import Side
from compare.languages import Language
from compare.records import Fact, Place, Polarity

Bound = Literal["up to", "from"]
Extent = Literal["at least", "at most"]

REACH = 40
"""Characters before a date in which the words that make it a bound stand."""


def bound_of(fact: Fact, side: Side) -> tuple[Bound, Place] | None:
    """What a date bounds, and where that is told; ``None`` for a date that bounds nothing, and for one under a
    negation: "not until Monday" is from Monday on."""
    if "/" in getattr(fact.value, "timex", ""):
        return None
    sentence = side.sentences[fact.sentence]
    start = fact.start - sentence.start
    for value, regex in _cues(side.language):
        cue = regex.search(sentence.text, max(0, start - REACH), start)
        if cue and not _is_negated(fact, side, sentence.start + cue.start("cue")):
            if value == "from" and (closed := _closed(fact, side)):
                return closed
            begin = cue.start("cue")
            text = sentence.text[begin : fact.stop - sentence.start]
            return value, Place(sentence.start + begin, fact.stop, text, fact.value)
        if cue:
            return None
    return _closed(fact, side)


def _closed(fact: Fact, side: Side) -> tuple[Bound, Place] | None:
    """What the words behind a date make it: June 1 at the latest, however it begins."""
    sentence = side.sentences[fact.sentence]
    for value, regex in _closing(side.language):
        close = regex.match(sentence.text, fact.stop - sentence.start)
        if close and not _is_negated(fact, side, fact.start):
            text = sentence.text[fact.start - sentence.start : close.end()]
            return value, Place(fact.start, sentence.start + close.end(), text, fact.value)
    return None


def extent_of(fact: Fact, side: Side) -> Extent | None:
    """Whether what ends with a date lasts until then at least or at most; ``None`` where the words do not say."""
    sentence = side.sentences[fact.sentence]
    start, stop = fact.start - sentence.start, fact.stop - sentence.start
    for value, before, behind in _extents(side.language):
        if before.search(sentence.text, max(0, start - REACH), start) or behind.match(sentence.text, stop):
            return value
    return None


def _is_negated(fact: Fact, side: Side, cue: int) -> bool:
    """Whether a negation before the cue may turn it round. One that belongs to the cue («не позднее») does not."""
    return any(
        negation.start < cue and isinstance(negation.value, Polarity)
        for negation in side.of("negation", [fact.sentence])
    )


@cache
def _cues(language: Language) -> tuple[tuple[Bound, re.Pattern[str]], ...]:
    """The words of the table ``bound``, the longest first, so that «не ранее» comes before «ранее»."""
    filler = "|".join(language.table("calendar")["bound_filler"])
    return tuple(
        (value, re.compile(rf"(?<!\w)(?P<cue>{form})\s+(?:(?:{filler})\s+)*$", re.IGNORECASE))
        for form, value in _rows(language, "bound")
    )


@cache
def _extents(language: Language) -> tuple[tuple[Extent, re.Pattern[str], re.Pattern[str]], ...]:
    """The words of the table ``extent``, the longest first, each as it stands before a date and behind one."""
    filler = language.table("calendar")["bound_filler"]
    between = "|".join([*filler, *(form for form, _ in _rows(language, "bound"))])
    return tuple(
        (
            value,
            re.compile(rf"(?<!\w){form}\s+(?:(?:{between})\s+)*$", re.IGNORECASE),
            re.compile(rf",?\s+{form}(?=\s*(?:[^\w\s]|$))", re.IGNORECASE),
        )
        for form, value in _rows(language, "extent")
    )


def _rows(language: Language, part: str) -> list[tuple[str, Any]]:
    rows = [(form, row["value"]) for row in language.table("calendar")[part] for form in row["forms"]]
    return sorted(rows, key=lambda row: -len(row[0]))


@cache
def _closing(language: Language) -> tuple[tuple[Bound, re.Pattern[str]], ...]:
    """The words of the table ``bound_after``: by Friday at the latest, however it begins."""
    rows = language.table("calendar")["bound_after"]
    return tuple((row["value"], re.compile(rf",?\s+(?:{'|'.join(row['forms'])})(?!\w)", re.IGNORECASE)) for row in rows)
