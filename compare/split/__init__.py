"""A story -> its sentences, each with its place.

The ordered rules in :mod:`compare.split.rules` decide, and where none knows razdel (Russian) or sentencex. A block's
edge always ends a sentence, and an inline dateline («МОСКВА, 5 мая. /Агентство/.») is a sentence of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from compare.languages import Language, load
from compare.read.datelines import inline_dateline
from compare.records import Block, Role, Sentence, Story
from compare.split.gaps import gaps
from compare.split.lexicon import lexicon
from compare.split.rules import ends_sentence
from compare.split.segmenters import proposes

__all__ = ["cut", "split", "split_lines"]

Piece = tuple[int, int, Role]


def split(story: Story) -> tuple[Sentence, ...]:
    """The sentences of a story in order; together they cover all of its text but white space.

    A sentence has the role of its block; only an inline dateline has its own. ``paragraph`` is the rank of the block.
    Raises LanguageError for a language without tables.
    """
    language = load(story.language)
    sentences: list[Sentence] = []
    dispatched = False
    for rank, block in enumerate(story.blocks):
        first = block.role == "body" and not dispatched
        dispatched = dispatched or block.role == "body"
        for start, stop, role in _pieces(story.text, block, language, first):
            sentences.append(Sentence(len(sentences), start, stop, story.text[start:stop], role, rank))
    return tuple(sentences)


def split_lines(story: Story) -> tuple[Sentence, ...]:
    """Each line that is not blank as a sentence and a paragraph of its own, in the role of the block it stands in."""
    sentences: list[Sentence] = []
    blocks = iter(story.blocks)
    block = next(blocks, None)
    for line in re.finditer(r"[^\n]+", story.text):
        trimmed = _trim(story.text, line.start(), line.end())
        if not trimmed:
            continue
        start, stop = trimmed
        while block and block.stop <= start:
            block = next(blocks, None)
        role: Role = block.role if block and block.start <= start else "body"
        rank = len(sentences)
        sentences.append(Sentence(rank, start, stop, story.text[start:stop], role, rank))
    return tuple(sentences)


def cut(text: str, language: Language) -> list[tuple[int, int]]:
    """The places of the sentences of one paragraph, without the space around them.

    >>> text = "Встреча прошла в г. Туле. Итоги объявят в 18.00."
    >>> [text[start:stop] for start, stop in cut(text, load("ru"))]
    ['Встреча прошла в г. Туле.', 'Итоги объявят в 18.00.']
    """
    flat = re.sub(r"\s", " ", text)
    words = lexicon(language)
    edges = [0]
    for gap in gaps(flat):
        here = gap.since(edges[-1])
        ends = ends_sentence(here, words)
        if proposes(here, language.code) if ends is None else ends:
            edges.append(gap.start)
    edges.append(len(text))
    trimmed = (_trim(text, start, stop) for start, stop in pairwise(edges))
    return [place for place in trimmed if place]


def _pieces(text: str, block: Block, language: Language, first: bool) -> Iterator[Piece]:
    start = block.start
    if block.role == "body":
        dateline = inline_dateline(text[start : block.stop], language, bare=first)
        if dateline:
            yield start, start + dateline, "dateline"
            start += dateline
    if block.role in ("body", "headline"):
        for left, right in cut(text[start : block.stop], language):
            yield start + left, start + right, block.role
    else:
        trimmed = _trim(text, start, block.stop)
        if trimmed:
            yield (*trimmed, block.role)


def _trim(text: str, start: int, stop: int) -> tuple[int, int] | None:
    piece = text[start:stop]
    bare = piece.strip()
    if not bare:
        return None
    start += len(piece) - len(piece.lstrip())
    return start, start + len(bare)
