"""The quotations of one side of a bead: where they stand, how long they are, which words were spoken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from compare.diff.comparison import Side
from compare.facts.quotes import said
from compare.facts.quotes.marks import Quotation, quotations
from compare.records import Fact, Place, Story, Token


@dataclass(frozen=True, slots=True)
class Part:
    """A quotation as far as it lies in a bead; ``size`` in letters and digits."""

    fact: Fact
    size: float


@dataclass(frozen=True)
class Quoted:
    """The quotations of one side of a bead. ``size`` is theirs, ``marked`` that of all that stands between marks,
    ``whole`` that of the side; ``words`` are the words of the side without figures and dates, ``inside`` where those
    stand that were spoken."""

    side: Side
    sentences: Sequence[int]
    parts: list[Part]
    size: float
    marked: float
    whole: float
    words: list[Token]
    inside: frozenset[int]


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def quoted(side: Side, sentences: Sequence[int], parts: list[Part]) -> Quoted:
    """What is quoted in these sentences."""
    marks, text = _marks(side, sentences), side.document.story.text
    spoken = [(span.start, span.stop) for span in said(side.document, side.language, [part.fact for part in parts])]
    spoken = spoken or marks
    left_out = [(fact.start, fact.stop) for fact in (*side.of("figure", sentences), *side.of("date", sentences))]
    words = [
        token
        for i in sentences
        for token in side.document.parses[i].tokens
        if not any(start <= token.start < stop for start, stop in left_out)
    ]
    inside = frozenset(token.start for token in words if any(start <= token.start < stop for start, stop in spoken))
    marked = sum(_letters(text[start:stop]) for start, stop in marks) / _scale(side)
    size = sum(part.size for part in parts)
    return Quoted(side, sentences, parts, size, marked, _size(side, sentences), words, inside)


def _marks(side: Side, sentences: Sequence[int]) -> list[tuple[int, int]]:
    """All that stands between marks here, whether it was taken for speech or not."""
    made = []
    for quotation in _quotations(side.document.story):
        for i in sentences:
            start, stop = max(quotation.start, side.sentences[i].start), min(quotation.stop, side.sentences[i].stop)
            if quotation.depth == 0 and start < stop:
                made.append((start, stop))
    return made


@lru_cache(maxsize=8)
def _quotations(story: Story) -> list[Quotation]:
    return quotations(story.text, story.blocks)


def _scale(side: Side) -> float:
    """Letters that the language takes for one of the shortest (``length`` in ``syntax.toml``)."""
    return float(side.language.table("syntax")["length"])


def _size(side: Side, sentences: Sequence[int]) -> float:
    return sum(_letters(side.sentences[i].text) for i in sentences) / _scale(side)


def parts_in(side: Side, sentences: Sequence[int]) -> list[Part]:
    """The quotations that reach into these sentences."""
    made = []
    own = [side.sentences[i] for i in sentences]
    first, last = min((s.start for s in own), default=0), max((s.stop for s in own), default=0)
    for fact in side.all_of("quote"):
        if fact.stop <= first or fact.start >= last:
            continue
        size = 0
        for i in sentences:
            sentence = side.sentences[i]
            start, stop = max(fact.start, sentence.start), min(fact.stop, sentence.stop)
            size += _letters(side.document.story.text[start:stop]) if start < stop else 0
        if size:
            made.append(Part(fact, size / _scale(side)))
    return made


def clipped(quoted: Quoted) -> tuple[Place, ...]:
    """The quotations as far as they lie in these sentences."""
    text, sentences = quoted.side.document.story.text, [quoted.side.sentences[i] for i in quoted.sentences]
    ends = [
        (max(part.fact.start, sentence.start), min(part.fact.stop, sentence.stop))
        for part in quoted.parts
        for sentence in sentences
    ]
    return tuple(Place(start, stop, text[start:stop]) for start, stop in ends if start < stop)
