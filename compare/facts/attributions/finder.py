"""Attributions of a story: who says what, by which expression, with which stance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compare.facts.attributions.grammar import Grammar
from compare.facts.attributions.phrases import asides, headline, nominal, phrasal
from compare.facts.attributions.resolve import resolve
from compare.facts.attributions.verbs import verbal
from compare.facts.quotes import said
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
    quotes = [fact for fact in found if fact.kind == "quote"]
    pieces = said(document, language, quotes)
    made: list[Fact] = []
    for sentence, parse in zip(document.sentences, document.parses, strict=True):
        if not parse.tokens:
            continue
        grammar = Grammar(document.story.text, parse.tokens, vocabulary, [(p.start, p.stop) for p in pieces])
        values = [
            *verbal(grammar, vocabulary, pieces),
            *phrasal(grammar, vocabulary),
            *asides(grammar, vocabulary),
            *nominal(grammar, vocabulary),
        ]
        values = values or list(headline(grammar, vocabulary, parse.entities))
        made.extend(_facts(document, sentence, values, parse.entities, quotes))
    return resolve(document, language, found, made)


def _with_whole_names(text: str, value: Attribution, entities: Sequence[Entity]) -> Attribution:
    """The source without half a name (parsers differ from recognisers in where a name ends), with a name in quotation
    marks behind it (агентство «Луч»), and without a possessive ending."""
    if value.source is None:
        return value
    start, stop = value.source.start, value.source.stop
    for entity in entities:
        if entity.start < stop < entity.stop and not entity.start <= value.cue.start < entity.stop:
            stop = entity.stop
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


def _with_whole_quotation(value: Attribution, quotes: Sequence[Fact]) -> Attribution:
    """Direct speech that an attribution breaks in two is one content."""
    content = value.content
    if not value.direct or content is None:
        return value
    whole = next((quote for quote in quotes if quote.start <= content.start and content.stop <= quote.stop), None)
    return replace(value, content=whole.span) if whole else value


def _facts(
    document: Document,
    sentence: Sentence,
    values: Sequence[Attribution],
    entities: Sequence[Entity],
    quotes: Sequence[Fact],
) -> Iterator[Fact]:
    cues: list[Span] = []
    values = [_with_whole_names(document.story.text, value, entities) for value in values]
    values = [_with_whole_quotation(value, quotes) for value in values]
    for value in sorted(values, key=lambda value: (value.cue.start, -value.cue.stop)):
        if any(value.cue.start < cue.stop and cue.start < value.cue.stop for cue in cues):
            continue
        cues.append(value.cue)
        ends = [value.cue, value.source] if value.source else [value.cue]
        start, stop = min(span.start for span in ends), max(span.stop for span in ends)
        yield Fact("attribution", sentence.index, start, stop, document.story.text[start:stop], value)
