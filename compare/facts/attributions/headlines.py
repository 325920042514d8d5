"""Attributions by a mark or a word of hearsay: Lavrov: talks are off; мол, дескать."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.facts.attributions import asides as beside
from compare.facts.attributions.grammar import VERBAL, Grammar
from compare.facts.reporting import Reporting
from compare.facts.spelled import spelled
from compare.records import Attribution, Entity


def asides(grammar: Grammar, vocabulary: Reporting) -> Iterator[Attribution]:
    """Words of hearsay without a speaker: мол, дескать."""
    for place in spelled(grammar.tokens).ranks_of(vocabulary.aside_words):
        token = grammar.tokens[place]
        stance = vocabulary.asides.get(token.lemma) or vocabulary.asides.get(token.text.lower())
        if stance:
            content = beside.around(grammar, vocabulary, place, place)
            source = _before_colon(grammar, vocabulary, place)
            named = grammar.span(*source) if source else None
            yield Attribution(named, grammar.span(place, place), token.lemma, stance, False, content)


def _before_colon(grammar: Grammar, vocabulary: Reporting, place: int) -> tuple[int, int] | None:
    """Who waved the matter aside in the clause before: Продавец отмахнулся: товар, мол, привезут завтра."""
    tokens = grammar.tokens
    colon = next((i for i in range(place, 0, -1) if tokens[i].text == ":"), None)
    if colon is None:
        return None
    for i in range(colon):
        token = tokens[i]
        inside = i and tokens[i - 1].text.lower() in vocabulary.labels("within") and vocabulary.speaker_word(token)
        if (token.pos in ("NOUN", "PROPN", "PRON") and "Case=Nom" in token.features) or inside:
            return grammar.noun_phrase(i)
    return None


def headline(grammar: Grammar, vocabulary: Reporting, entities: Sequence[Entity]) -> Iterator[Attribution]:
    """Lavrov: talks are off; Talks are off - Lavrov."""
    tokens = grammar.tokens
    for place, token in enumerate(tokens[:8]):
        if token.text == ":" and place and place + 3 < len(tokens):
            if _names_speaker(grammar, vocabulary, entities, 0, place - 1) and _is_clause(grammar, place + 1):
                yield _beside_mark(grammar, (0, place - 1), place, (place + 1, len(tokens) - 1))
            return
        if token.pos in VERBAL or token.text in ("«", '"', "“"):
            break
    for place in range(max(len(tokens) - 5, 3), len(tokens) - 1):
        if tokens[place].text in ("—", "–", "-", ":", "|") and tokens[-1].text not in (".", "!", "?", "…"):
            known = _names_speaker(grammar, vocabulary, entities, place + 1, len(tokens) - 1)
            if known and _has_space(grammar, place):
                yield _beside_mark(grammar, (place + 1, len(tokens) - 1), place, (0, place - 1))
            return


def _has_space(grammar: Grammar, place: int) -> bool:
    return grammar.text[grammar.tokens[place].stop : grammar.tokens[place].stop + 1] == " "


def _is_clause(grammar: Grammar, start: int) -> bool:
    tokens = grammar.tokens
    quoted = tokens[start].text in ("«", '"', "“")
    return quoted or any(t.pos in VERBAL or "Variant=Short" in t.features for t in tokens[start:])


def _names_speaker(grammar: Grammar, vocabulary: Reporting, entities: Sequence[Entity], first: int, last: int) -> bool:
    tokens = grammar.tokens[first : last + 1]
    if any(t.pos in VERBAL or t.text in (",", "—") for t in tokens) or len(tokens) > 7:
        return False
    start, stop = tokens[0].start, tokens[-1].stop
    inside = [entity for entity in entities if start <= entity.start and entity.stop <= stop]
    spoken = tokens[-1].lemma in vocabulary.speakers or tokens[0].lemma in vocabulary.speakers
    place = any(entity.type == "PLACE" and entity.stop == stop for entity in inside)
    return spoken or (tokens[-1].pos in ("PROPN", "X") and tokens[-1].text.isalpha() and not place)


def _beside_mark(grammar: Grammar, source: tuple[int, int], mark: int, content: tuple[int, int]) -> Attribution:
    last = content[1]
    while last > content[0] and grammar.tokens[last].pos == "PUNCT" and grammar.tokens[last].text not in '»”"':
        last -= 1
    quoted = grammar.tokens[content[0]].text in ("«", '"', "“") and content[0] > mark
    return Attribution(
        grammar.span(*source), grammar.span(mark, mark), grammar.tokens[mark].text, "neutral", quoted,
        grammar.span(content[0], last),
    )  # fmt: skip
