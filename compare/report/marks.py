"""Where findings stand in a sentence: the text cut into segments at every boundary of every place.

Places nest and overlap, marks in a page cannot: so each segment knows all the findings that cover it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from compare.places import Locator
from compare.records import FindingKind, Place, Sentence, Severity


@dataclass(frozen=True, slots=True)
class Mark:
    """The part of a finding's place that lies in one sentence: code points of the story, ``stop`` exclusive.

    ``number`` is the finding's rank, from 1; ``first`` marks the beginning of the finding on this side, ``last`` the
    end of a place.
    """

    number: int
    kind: FindingKind
    severity: Severity
    start: int
    stop: int
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a sentence that is marked alike throughout: ``marks`` with the innermost first."""

    text: str
    marks: tuple[Mark, ...]
    opening: tuple[int, ...]
    closing: tuple[Mark, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The findings that cover this segment, the innermost first."""
        return tuple(dict.fromkeys(mark.number for mark in self.marks))


Marked = Mapping[int, Sequence[Mark]]
"""The marks in each sentence, by its rank."""

Numbered = Sequence[tuple[int, FindingKind, Severity, Sequence[Place]]]
"""Findings with their rank and their places on one side."""


def marks(sentences: Sequence[Sentence], findings: Numbered) -> dict[int, list[Mark]]:
    """The marks in each sentence, by its rank. A place that runs over several sentences gives each of them a mark."""
    locator = Locator(sentences)
    found: dict[int, list[Mark]] = {}
    for number, kind, severity, places in findings:
        first = True
        for place in places:
            here = locator.touched(place)
            for sentence in here:
                start, stop = max(place.start, sentence.start), min(place.stop, sentence.stop)
                mark = Mark(number, kind, severity, start, stop, first, last=sentence is here[-1])
                found.setdefault(sentence.index, []).append(mark)
                first = False
    return found


def segments(sentence: Sentence, found: Marked) -> tuple[Segment, ...]:
    """The sentence cut at the boundaries of its marks. The segments' texts together are the sentence's text."""
    here = found.get(sentence.index, ())
    edges = sorted({sentence.start, sentence.stop} | {edge for mark in here for edge in (mark.start, mark.stop)})
    return tuple(_segment(sentence, here, start, stop) for start, stop in pairwise(edges))


def _segment(sentence: Sentence, here: Sequence[Mark], start: int, stop: int) -> Segment:
    covering = sorted(
        (mark for mark in here if mark.start <= start and stop <= mark.stop),
        key=lambda mark: (mark.stop - mark.start, mark.number),
    )
    return Segment(
        text=sentence.text[start - sentence.start : stop - sentence.start],
        marks=tuple(covering),
        opening=tuple(mark.number for mark in covering if mark.first and mark.start == start),
        closing=tuple(mark for mark in covering if mark.last and mark.stop == stop),
    )
