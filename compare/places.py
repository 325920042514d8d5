"""Which sentences a place lies in, and texts on one line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from compare.records import Place, Sentence


@dataclass(frozen=True)
class Locator:
    """Finds the sentences of a text by their places."""

    sentences: Sequence[Sentence]
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [sentence.start for sentence in self.sentences])

    def touched(self, place: Place) -> list[Sentence]:
        """The sentences that share at least one code point with this place."""
        found = []
        for sentence in self.sentences[max(bisect_right(self._starts, place.start) - 1, 0) :]:
            if sentence.start >= place.stop:
                break
            if max(sentence.start, place.start) < min(sentence.stop, place.stop):
                found.append(sentence)
        return found


class Spanned(Protocol):
    """What has a place in a text: ``stop`` is exclusive."""

    @property
    def start(self) -> int: ...

    @property
    def stop(self) -> int: ...


def overlap(one: Spanned, other: Spanned) -> bool:
    """Whether two places share at least one code point.

    >>> from compare.records import Span
    >>> overlap(Span(0, 3, "one"), Span(2, 4, "e t")), overlap(Span(0, 3, "one"), Span(3, 4, " "))
    (True, False)
    """
    return one.start < other.stop and other.start < one.stop


def one_line(text: str) -> str:
    """A text with every run of white space as one space.

    >>> one_line("one\\n  two ")
    'one two'
    """
    return " ".join(text.split())
