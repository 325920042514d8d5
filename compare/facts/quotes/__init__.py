"""Quotations: words that a speaker said, told from titles and from words held at arm's length.

One fact a quotation, placed in the sentence where it starts; ``start`` and ``stop`` include the marks and may span
sentences; ``words`` are without the marks and without an attribution that breaks in (``«Мы готовы, — сказал он. —``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from compare.facts.quotes.dialogue import lines
from compare.facts.quotes.marks import Quotation, quotations
from compare.facts.quotes.speech import Reader
from compare.facts.reporting import reporting
from compare.languages import Language
from compare.records import Document, Fact, Quote, Span


def find(document: Document, language: Language, found: Sequence[Fact]) -> list[Fact]:
    """The quotations of a story, in the order of the text. ``speaker`` is filled in by the attributions."""
    reader = Reader(document, reporting(language), [fact for fact in found if fact.kind == "name"])
    return [_fact(document, reader, quotation) for quotation in _spoken(document, language, reader)]


def said(document: Document, language: Language, quotes: Sequence[Fact]) -> list[Span]:
    """The places of the words that were spoken in these quotations, marks included: one a quotation, more where an
    attribution breaks in."""
    reader = Reader(document, reporting(language), ())
    text = document.story.text
    made = []
    for fact in quotes:
        pieces = reader.pieces(_quotation(fact))
        for number, (start, stop) in enumerate(pieces):
            start = fact.start if number == 0 else start
            stop = fact.stop if number == len(pieces) - 1 and fact.stop - stop <= 1 else stop
            made.append(Span(start, stop, text[start:stop]))
    return made


def within(document: Document, pieces: Sequence[Span]) -> list[Span]:
    """The quotations that stand inside these, marks included: «Он сказал мне: „Жди“, и ушел»."""
    story = document.story
    inner = [q for q in quotations(story.text, story.blocks) if q.depth and q.closed]
    return [
        Span(q.start, q.stop, story.text[q.start : q.stop])
        for q in inner
        if any(piece.start < q.start and q.stop <= piece.stop for piece in pieces)
    ]


def _quotation(fact: Fact) -> Quotation:
    """A quotation as it was read, from its fact."""
    marks = re.match(r"[—–-]\s+|.", fact.text)
    opening = len(marks.group()) if marks else 1
    closed = fact.text[-1] in "»”“\"’'›" and len(fact.text) > 1
    return Quotation(fact.start, fact.stop, (fact.start + opening, fact.stop - closed), 0, closed)


def _spoken(document: Document, language: Language, reader: Reader) -> Iterator[Quotation]:
    """The outermost quotations that are speech; a dash dialogue is read where its paragraph has one."""
    story, end = document.story, -1
    marked = quotations(story.text, story.blocks)
    if language.table("syntax")["dash_dialogue"]:
        spoken = lines(story.text, story.blocks)
        marked = sorted([*marked, *(line for line in spoken if reader.is_line(line))], key=lambda q: (q.start, -q.stop))
    for quotation in marked:
        if quotation.start >= end and reader.is_speech(quotation):
            end = quotation.stop
            yield quotation


def _words(text: str, pieces: Sequence[tuple[int, int]]) -> str:
    """The spoken words, without the comma that led to an attribution behind them."""
    return " ".join(text[start:stop].strip(" \n—–-") for start, stop in pieces).rstrip(",")


def _fact(document: Document, reader: Reader, quotation: Quotation) -> Fact:
    text = document.story.text
    starts = [sentence.start for sentence in document.sentences]
    sentence = max(bisect_right(starts, quotation.start) - 1, 0)
    return Fact(
        kind="quote",
        sentence=document.sentences[sentence].index if document.sentences else 0,
        start=quotation.start,
        stop=quotation.stop,
        text=text[quotation.start : quotation.stop],
        value=Quote(_words(text, reader.pieces(quotation))),
    )
