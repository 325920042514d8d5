"""An ordinary word diff of two texts in one language, such as two English versions of one sentence.

Pure: offsets of the texts in, offsets out. Two versions are compared sentence by sentence; this module does not align.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from compare.records import Span

Operation = Literal["same", "dropped", "added", "replaced"]

WORD = re.compile(r"\w+(?:[-'’.,]\w+)*|[^\w\s]")
"""A word with its hyphens and apostrophes, a number with its points, or a mark."""

OPERATIONS: dict[str, Operation] = {"equal": "same", "delete": "dropped", "insert": "added", "replace": "replaced"}


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words and what became of it: ``one`` and ``other`` are its places, ``None`` on the side that has none.
    Runs follow each other in the order of both texts; only the space between them is left out."""

    operation: Operation
    one: Span | None
    other: Span | None


def changes(one: str, other: str, start_one: int = 0, start_other: int = 0) -> tuple[Change, ...]:
    """The runs of words of two texts, same and changed. Letters' case and space do not count as a change.
    ``start_one`` and ``start_other`` are added to the offsets: where the texts stand in their stories.

    >>> [(c.operation, c.one and c.one.text, c.other and c.other.text) for c in changes("A big fire.", "A fire!")]
    [('same', 'A', 'A'), ('dropped', 'big', None), ('same', 'fire', 'fire'), ('replaced', '.', '!')]
    """
    sides = list(WORD.finditer(one)), list(WORD.finditer(other))
    words = [[word.group().casefold() for word in side] for side in sides]
    matcher = SequenceMatcher(None, words[0], words[1], autojunk=False)
    return tuple(
        Change(
            OPERATIONS[tag],
            _span(one, sides[0][first:last], start_one),
            _span(other, sides[1][other_first:other_last], start_other),
        )
        for tag, first, last, other_first, other_last in matcher.get_opcodes()
    )


def changed(one: str, other: str) -> Iterator[Change]:
    """The changes alone, without the runs that are the same."""
    return (change for change in changes(one, other) if change.operation != "same")


def likeness(one: str, other: str) -> float:
    """The share of words that two texts have in common and in order, 0 to 1 (Ratcliff and Obershelp's ratio).

    >>> likeness("A big fire.", "A big blaze.")
    0.75
    """
    words = [[word.casefold() for word in WORD.findall(text)] for text in (one, other)]
    return SequenceMatcher(None, words[0], words[1], autojunk=False).ratio()


def _span(text: str, words: list[re.Match[str]], start: int) -> Span | None:
    if not words:
        return None
    first, last = words[0].start(), words[-1].end()
    return Span(start + first, start + last, text[first:last])
