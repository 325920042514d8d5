"""Figures: what is counted, measured, paid or numbered in a story, in one normal form for every language.

``lexicon`` compiles the tables, ``line`` cuts a sentence into words, ``numerals`` reads numbers, ``units`` and
``bounds`` what stands around them, and ``rules`` puts it together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compare.facts.figures.lexicon import Lexicon, lexicon
from compare.facts.figures.line import Line, split
from compare.facts.figures.rules import RULES, Hit
from compare.languages import Language
from compare.records import Document, Fact, Figure, Parse, Sentence

WEB = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|[#@]\w+|\b[\w-]+\.(?:ru|com|org|net|info|рф|ua|kz|by|tv)\b\S*", re.IGNORECASE
)
"""Addresses, handles and hashtags: their digits count nothing."""

WEB_MARK = re.compile(r"[@#]|://|\.\S")
"""What any of them has, which few sentences have: looked for first, because to look for an address takes long."""


def find(document: Document, language: Language, found: Sequence[Fact]) -> list[Fact]:
    """The figures of a story, in the order of the text, each a fact with a :class:`Figure`.

    Numbers that a date in ``found`` covers are the date's.
    """
    tables = lexicon(language)
    dates: dict[int, list[tuple[int, int]]] = {}
    for fact in found:
        if fact.kind == "date":
            dates.setdefault(fact.sentence, []).append((fact.start, fact.stop))
    return [
        fact
        for sentence, parse in zip(document.sentences, document.parses, strict=True)
        for fact in in_sentence(sentence, parse, tables, dates.get(sentence.index, ()))
    ]


def in_sentence(
    sentence: Sentence, parse: Parse, tables: Lexicon, taken: Sequence[tuple[int, int]] = ()
) -> Iterator[Fact]:
    """The figures of one sentence outside the places ``taken`` (offsets of the story)."""
    line = Line(sentence, parse, split(sentence.text), tables)
    closed = [(start - sentence.start, stop - sentence.start) for start, stop in taken]
    if WEB_MARK.search(sentence.text):
        closed += [match.span() for match in WEB.finditer(sentence.text)]
    index = floor = 0
    while index < len(line.words):
        word = line.words[index]
        hit = None
        if word.digits or tables.begins(word.key, line.key(index + 1)):
            hit = _read(line, index, closed)
        if hit is None:
            index += 1
            continue
        hit = replace(hit, first=max(hit.first, floor))
        if hit.figure is not None and not _overlaps(line, hit, closed):
            yield _fact(line, hit, hit.figure)
            index = floor = max(hit.stop, index + 1)
        else:
            index = max(hit.stop, index + 1) if hit.figure is None else index + 1


def _read(line: Line, index: int, closed: Sequence[tuple[int, int]]) -> Hit | None:
    if any(start <= line.words[index].start < stop for start, stop in closed):
        return None
    for rule in RULES:
        hit = rule(line, index)
        if hit is not None:
            return hit
    return None


def _overlaps(line: Line, hit: Hit, closed: Sequence[tuple[int, int]]) -> bool:
    start, stop = line.words[hit.first].start, line.words[hit.stop - 1].stop
    return any(start < end and begin < stop for begin, end in closed)


def _fact(line: Line, hit: Hit, figure: Figure) -> Fact:
    sentence, last = line.sentence, hit.stop - 1
    if line.key(last) == "." and (hit.stop == len(line.words) or line.words[hit.stop].text[0].isupper()):
        last -= 1  # the full stop of the sentence, not of an abbreviation
    start, stop = line.words[hit.first].start, line.words[last].stop
    text = sentence.text[start:stop]
    return Fact("figure", sentence.index, sentence.start + start, sentence.start + stop, text, figure)
