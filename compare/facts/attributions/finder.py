"""Attributions of a story: who says what, by which expression, with which stance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compare.facts.attributions.contents import group, settled
from compare.facts.attributions.gapped import with_gapped
from compare.facts.attributions.grammar import Grammar
from compare.facts.attributions.headlines import asides, headline
from compare.facts.attributions.nouns import nominal
from compare.facts.attributions.phrases import phrasal
from compare.facts.attributions.resolve import resolve
from compare.facts.attributions.verbs import Quotes, verbal
from compare.facts.quotes import said, within
from compare.facts.reporting import reporting
from compare.languages import Language
from compare.records import Attribution, Document, Entity, Fact, Sentence, Span

TITLE = re.compile(r"\s[«“\"](?=[A-ZА-ЯЁ0-9])[^«»“”\"\n]{1,40}[»”\"](?!\s?[—–-])")
"""A name in quotation marks."""


def find(document: Document, language: Language, found: Sequence[Fact]) -> list[Fact]:
    """The attributions of a story, in the order of the text; pronouns and roles are resolved within the story.

    A fact's place reaches from its source to its cue, whichever comes first.
    """
    vocabulary = reporting(language)
    facts = [fact for fact in found if fact.kind == "quote"]
    pieces = said(document, language, facts)
    quotes = Quotes(pieces, within(document, pieces))
    whole = list(_by_quotation(facts, pieces))
    made: list[Fact] = []
    for sentence, parse in zip(document.sentences, document.parses, strict=True):
        if not parse.tokens:
            continue
        masked = [(p.start, p.stop) for p in pieces if p.start < sentence.stop and sentence.start < p.stop]
        grammar = Grammar(document.story.text, parse.tokens, vocabulary, masked)
        phrases = list(phrasal(grammar, vocabulary))
        cited = frozenset(i for phrase in phrases if phrase.shared for i in range(phrase.first, phrase.last + 1))
        values = [
            *verbal(grammar, vocabulary, quotes, cited),
            *asides(grammar, vocabulary),
            *nominal(grammar, vocabulary),
        ]
        if not values and not phrases:
            values = list(headline(grammar, vocabulary, parse.entities))
            if not values:
                continue
        values = with_gapped(sentence, values, vocabulary, quotes.outer)
        values = settled(document.story.text, values, phrases, whole)
        made.extend(_facts(document, sentence, values, parse.entities))
    return resolve(document, language, found, made)


def _by_quotation(quotes: Sequence[Fact], pieces: Sequence[Span]) -> Iterator[list[Span]]:
    """The pieces of each quotation; each for itself in a line of dialogue in which every piece has its own speaker
    (— Вы готовы? — спросил он. — Да, — ответила она.)."""
    for quote in quotes:
        own = [piece for piece in pieces if quote.start <= piece.start and piece.stop <= quote.stop]
        attributed = own and any(map(str.isalnum, quote.text[own[-1].stop - quote.start :]))
        if len(own) > 1 and attributed:
            yield from ([piece] for piece in own)
        elif own:
            yield own


def _with_whole_names(text: str, value: Attribution, entities: Sequence[Entity]) -> Attribution:
    """The source without half a name (parsers differ from recognisers in where a name ends), with a name in quotation
    marks behind it (агентство «Луч»), and without a possessive ending."""
    if value.source is None:
        return value
    start, stop = value.source.start, value.source.stop
    for entity in entities:
        if entity.start < stop < entity.stop and not entity.start <= value.cue.start < entity.stop:
            stop = entity.stop
    while text[start:stop].endswith((" ", "«", "“", "„")):  # the group «Luch»: the parse cut the name off
        stop -= 1
    titled = TITLE.match(text, stop)
    if titled and titled.end() <= (value.cue.start if value.cue.start >= stop else len(text)):
        stop = titled.end()
    while text[start:stop].endswith(("'s", "’s")):
        stop -= 2
    if stop == value.source.stop:
        return value
    content = value.content
    if content and value.source.stop <= content.start < stop < content.stop:
        begin = stop + len(text[stop : content.stop]) - len(text[stop : content.stop].lstrip(" ,"))
        content = Span(begin, content.stop, text[begin : content.stop])
    return replace(value, source=Span(start, stop, text[start:stop]), content=content)


def _same_cue(value: Attribution, other: Attribution) -> bool:
    """Whether two attributions rest on the same words; "quoted" may have two speakers (the Herald quoted him as
    saying)."""
    if value.cue.start >= other.cue.stop or other.cue.start >= value.cue.stop:
        return False
    return value.cue.stop == other.cue.stop or value.source is None or other.source is None


def _facts(
    document: Document,
    sentence: Sentence,
    values: Sequence[Attribution],
    entities: Sequence[Entity],
) -> Iterator[Fact]:
    kept: list[Attribution] = []
    values = [_with_whole_names(document.story.text, value, entities) for value in values]
    for value in sorted(values, key=lambda value: (value.cue.start, -value.cue.stop)):
        if any(_same_cue(value, other) for other in kept):
            continue
        kept.append(value)
        start, stop = group(value)
        yield Fact("attribution", sentence.index, start, stop, document.story.text[start:stop], value)
