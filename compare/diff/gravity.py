"""How grave it is that something is told as its contrary, whichever rule sees it: by a negation, by a word that denies
by its meaning, by an opposite."""

from __future__ import annotations

from compare.diff import counterparts
from compare.diff.comparison import Side
from compare.records import Severity

SURE = 0.6
"""The confidence from which on a reversal is grave; most of the doubtful ones that were read on untouched sentences
were worded away."""


def of_reversal(confidence: float, *, is_main: bool) -> Severity:
    """Critical where the main statement of a sentence is told as its contrary, major where a lesser one is, minor where
    that is doubtful.

    >>> of_reversal(0.8, is_main=True), of_reversal(0.8, is_main=False), of_reversal(0.5, is_main=True)
    ('critical', 'major', 'minor')
    """
    if confidence < SURE:
        return "minor"
    return "critical" if is_main else "major"


def is_main(side: Side, start: int) -> bool:
    """Whether the word at this offset is the predicate of its sentence, one joined to it, or what somebody says."""
    sentence = next(one for one in side.sentences if one.start <= start < one.stop)
    tokens = side.document.parses[sentence.index].tokens
    rank = next((rank for rank, token in enumerate(tokens) if token.start == start), None)
    return rank is not None and counterparts.is_main(tokens, rank)
