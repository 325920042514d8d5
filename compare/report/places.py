"""Which sentences a place lies in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from compare.records import Place, Sentence


def touched(sentences: Sequence[Sentence], starts: Sequence[int], place: Place) -> list[Sentence]:
    """The sentences that share at least one code point with this place; ``starts`` are the sentences' starts."""
    found = []
    for sentence in sentences[max(bisect_right(starts, place.start) - 1, 0) :]:
        if sentence.start >= place.stop:
            break
        if max(sentence.start, place.start) < min(sentence.stop, place.stop):
            found.append(sentence)
    return found


def starts(sentences: Sequence[Sentence]) -> list[int]:
    """Where each sentence begins."""
    return [sentence.start for sentence in sentences]


def one_line(text: str) -> str:
    """A text with every run of white space as one space.

    >>> one_line("one\\n  two ")
    'one two'
    """
    return " ".join(text.split())
