"""What a date bounds: up to it (before, until, by) or from it on (after, since), by the words before it."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from compare.diff.comparison import Side
from compare.languages import Language
from compare.records import Fact, Place, Polarity

Bound = Literal["up to", "from"]

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
            begin = cue.start("cue")
            text = sentence.text[begin : fact.stop - sentence.start]
            return value, Place(sentence.start + begin, fact.stop, text, fact.value)
        if cue:
            return None
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
    table = language.table("calendar")
    rows = [(form, row["value"]) for row in table["bound"] for form in row["forms"]]
    filler = "|".join(table["bound_filler"])
    return tuple(
        (value, re.compile(rf"(?<!\w)(?P<cue>{form})\s+(?:(?:{filler})\s+)*$", re.IGNORECASE))
        for form, value in sorted(rows, key=lambda row: -len(row[0]))
    )
