"""Attributions by a noun: the envoy's claim that ...; заявление посла о том, что ..."""

from __future__ import annotations

from collections.abc import Iterator

from compare.facts.attributions.grammar import NOMINAL, VERBAL, Grammar
from compare.facts.attributions.phrases import to_the_name
from compare.facts.quotes.marks import CLOSERS
from compare.facts.reporting import Reporting
from compare.facts.spelled import spelled
from compare.records import Attribution


def nominal(grammar: Grammar, vocabulary: Reporting) -> Iterator[Attribution]:
    """The envoy's claim that ...; заявление посла о том, что ..."""
    for place in spelled(grammar.tokens).ranks_of(vocabulary.noun_words):
        token = grammar.tokens[place]
        stance = vocabulary.nouns.get(token.lemma)
        if stance is None or token.pos != "NOUN":
            continue
        author = _author(grammar, vocabulary, place)
        if author is None:
            continue
        author = (author[0], to_the_name(grammar, vocabulary, author[1])) if author[0] > place else author
        content = _governed_clause(grammar, vocabulary, place)
        content = content or _governed_topic(grammar, vocabulary, place, author)
        quoted = None if content else _quoted(grammar, max(place, author[1]))
        if content or quoted:
            first, last = content or quoted or (place, place)
            cue = grammar.span(place, place)
            yield Attribution(
                grammar.span(*author), cue, token.lemma, stance, quoted is not None, grammar.span(first, last)
            )


def _governed_topic(
    grammar: Grammar, vocabulary: Reporting, place: int, author: tuple[int, int]
) -> tuple[int, int] | None:
    """What a warning warns of and a demand is for: the union's demand for higher pay; слова мэра о мосте."""
    tokens = grammar.tokens
    start = max(place, author[1]) + 1
    if start + 1 >= len(tokens) or tokens[start].text.lower() not in vocabulary.labels("topics"):
        return None
    heads = [i for i in range(author[0], author[1] + 1) if not author[0] <= tokens[i].head <= author[1]]
    if author[0] > place and not any(vocabulary.is_speaker(tokens[i : i + 1]) for i in heads):
        return None  # the announcement of the list of candidates
    head = tokens[place].head
    family = [i for i in grammar.subtree(place) if i > start and (head <= place or i < head)]
    family = family or [i for i in grammar.subtree(start + 1) if i > start]  # the parse lost the noun
    if tokens[start + 1].lemma in vocabulary.labels("fact_nouns") or not family:
        return None
    return start + 1, max(family)


def _quoted(grammar: Grammar, last: int) -> tuple[int, int] | None:
    """The words of the captain: “...”"""
    tokens = grammar.tokens
    if last + 3 >= len(tokens) or tokens[last + 1].text != ":" or tokens[last + 2].text not in CLOSERS:
        return None
    closing = [i for i in range(last + 3, len(tokens)) if tokens[i].text in CLOSERS[tokens[last + 2].text]]
    return (last + 3, closing[-1] - 1) if closing else (last + 3, len(tokens) - 1)


def _governed_clause(grammar: Grammar, vocabulary: Reporting, place: int) -> tuple[int, int] | None:
    """The that-clause or infinitive that a noun governs: its mark stands within a few words of the noun."""
    tokens, marks = grammar.tokens, vocabulary.labels("marks")
    family = sorted(grammar.subtree(place))
    for i in range(place + 1, min(place + 9, len(tokens) - 1)):
        if tokens[i].text.lower() in marks and (tokens[i].pos == "SCONJ" or tokens[i].relation == "mark"):
            inside = [j for j in family if j > i and tokens[j].pos != "PUNCT"] or _up_to_comma(grammar, i + 1)
            inside = _before_the_verb(grammar, place, inside)
            return (inside[0], inside[-1]) if inside else None
        if tokens[i].pos in VERBAL:
            direct = tokens[i].head == place and "VerbForm=Inf" in tokens[i].features
            inside = [j for j in _up_to_the_verb(grammar, place, i) or family if j >= i]
            return (inside[0], inside[-1]) if direct and inside else None
        if tokens[i].text in ".;:":
            return None
    return None


def _before_the_verb(grammar: Grammar, place: int, inside: list[int]) -> list[int]:
    """A clause about a noun ends with the comma before the verb that the noun is the subject of."""
    tokens = grammar.tokens
    for i in inside[1:]:
        if tokens[i - 1].text == "," and tokens[i].pos in VERBAL and tokens[i].head in (place, i):
            return [j for j in inside if j < i - 1]
    return inside


def _up_to_the_verb(grammar: Grammar, place: int, start: int) -> list[int]:
    """The words of an infinitive between a noun and the verb that the noun is the subject of."""
    head = grammar.tokens[place].head
    return list(range(start, head)) if head > start and grammar.tokens[head].pos in VERBAL else []


def _up_to_comma(grammar: Grammar, start: int) -> list[int]:
    """The words from here to the next comma."""
    tokens = grammar.tokens
    stop = next((i for i in range(start, len(tokens)) if tokens[i].text in ",.;:"), len(tokens))
    return list(range(start, stop))


def _author(grammar: Grammar, vocabulary: Reporting, place: int) -> tuple[int, int] | None:
    """Whose claim it is: a possessive or a genitive."""
    for child in grammar.children(place):
        token = grammar.tokens[child]
        if token.relation == "poss" or token.text.lower() in vocabulary.labels("possessives"):
            return grammar.noun_phrase(child) if token.pos in NOMINAL else (child, child)
        genitive = any(case in token.features for case in vocabulary.labels("genitive"))
        if (
            genitive
            and child > place
            and token.pos in NOMINAL
            and not any(grammar.tokens[i].pos == "ADP" for i in grammar.children(child))
        ):
            return grammar.noun_phrase(child)
        if token.lemma in vocabulary.labels("by") and child > place:
            objects = grammar.children(child, "object")
            if objects:
                return grammar.noun_phrase(objects[0])
    return _origin(grammar, vocabulary, place)


def _origin(grammar: Grammar, vocabulary: Reporting, place: int) -> tuple[int, int] | None:
    """A warning came from the minister; предупреждение прозвучало от министра; a warning was issued by the union."""
    verb = grammar.tokens[place].head
    if verb == place or grammar.tokens[verb].lemma not in vocabulary.labels("coming"):
        return None
    if not (grammar.plays(place, "subject") or grammar.plays(place, "passive_subject")):
        return None
    for child in grammar.children(verb):
        objects = grammar.children(child, "object")
        if grammar.tokens[child].lemma in vocabulary.labels("origins") and objects:
            return grammar.noun_phrase(objects[0])
        if grammar.has_word(child, vocabulary.labels("origins")) and grammar.plays(child, "oblique"):
            return grammar.noun_phrase(child)
    return None
