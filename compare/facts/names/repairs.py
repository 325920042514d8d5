"""Names as the recogniser saw them, cut to what is the name: one small rule a kind of repair."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from compare.facts.names.mention import Mention, has_letter
from compare.facts.names.nominative import joined
from compare.languages import Language
from compare.records import Entity, NameType, Parse, Sentence, Token

Rule = Callable[[Mention, Language], Iterator[Mention]]


def _kept(mention: Mention, start: int, stop: int) -> Iterator[Mention]:
    if start == 0 and stop == len(mention.tokens) and mention.tokens:
        yield mention
    elif start < stop:
        yield replace(mention, tokens=mention.tokens[start:stop])


def bare_of_marks(mention: Mention, language: Language) -> Iterator[Mention]:
    """«Газпром», -> Газпром; Britain's -> Britain; the Kremlin -> Kremlin"""
    tokens = mention.tokens
    start, stop = 0, len(tokens)
    while start < stop and (not has_letter(tokens[start]) or tokens[start].text.lower() in OUTER):
        start += 1
    while stop > start and (not _belongs(tokens[stop - 1]) or tokens[stop - 1].text.lower() in OUTER):
        stop -= 1
    yield from _kept(mention, start, stop)


OUTER = frozenset({"'s", "’s", "'", "’", "the", "a", "an"})
"""Small words and endings at the ends of a name that are no part of it."""


def _belongs(token: Token) -> bool:
    return has_letter(token) or token.text == "+"


def split_at_brackets(mention: Mention, language: Language) -> Iterator[Mention]:
    """Всемирная организация здравоохранения (ВОЗ) -> the name and its acronym"""
    start = 0
    for number, token in enumerate((*mention.tokens, None)):
        if token is None or token.text in "()[]/":
            yield from _kept(mention, start, number)
            start = number + 1


def split_at_stray_mark(mention: Mention, language: Language) -> Iterator[Mention]:
    """New Newspaper" Dmitry Muratov -> the paper and the man; МИА "Казинформ -> Казинформ: a mark whose other half was
    cut off with the end of the name"""
    tokens = mention.tokens
    marks = [number for number, token in enumerate(tokens) if token.text in MARKS]
    if len(marks) != 1 or not marks[0]:
        yield mention
        return
    if tokens[marks[0]].start > tokens[marks[0] - 1].stop:
        yield from _kept(mention, marks[0] + 1 if marks[0] == 1 and _is_acronym(tokens[0]) else 0, len(tokens))
        return
    yield from _kept(mention, 0, marks[0])
    for rest in _kept(mention, marks[0] + 1, len(tokens)):
        is_person = len(rest.tokens) > 1 and all(is_plain(token) for token in rest.tokens)
        yield replace(rest, type="PERSON") if is_person else rest


MARKS = frozenset('"«»“”„')
"""Quotation marks that are no apostrophes."""


def bare_of_small_words(mention: Mention, language: Language) -> Iterator[Mention]:
    """anti-Russian -> Russian; РНИМУ им. -> РНИМУ: small words at either end are left out, but for those in quotes"""
    tokens, particles = mention.tokens, language.words("names", "particles")
    start, stop = 0, len(tokens)
    prefixes = language.table("names")["prefixes"]
    while start + 1 < stop and tokens[start + 1].text in "-‐" and _is_prefix(tokens[start].text, prefixes):
        start += 2
    while stop > start and tokens[stop - 1].text in particles and tokens[stop - 1].text.islower():
        stop -= 1
    yield from _kept(mention, start, stop)


def _is_prefix(text: str, prefixes: list[str]) -> bool:
    return text.islower() or f"{text.lower()}-" in prefixes


def bare_of_titles(mention: Mention, language: Language) -> Iterator[Mention]:
    """президент Обама -> Обама; Mr. Obama -> Obama; доктор Павлова -> Павлова"""
    titles = language.words("names", "titles")
    tokens, start = mention.tokens, 0
    while start < len(tokens) - 1 and _is_title(tokens[start], titles, mention.type):
        start += 1
    while 0 < start < len(tokens) and not has_letter(tokens[start]):
        start += 1
    yield from _kept(mention, start, len(tokens))


def _is_title(token: Token, titles: frozenset[str], type_: NameType) -> bool:
    known = {token.lemma.lower().strip("."), token.text.lower().strip(".")} & titles
    return bool(known) and (type_ == "PERSON" or token.text[0].islower())


def bare_of_phrases(mention: Mention, language: Language) -> Iterator[Mention]:
    """дел России -> России: no name begins inside «министр иностранных дел»"""
    ends, start = language.words("names", "phrase_ends"), 0
    while start < len(mention.tokens) and mention.tokens[start].text in ends:
        start += 1
    yield from _kept(mention, start, len(mention.tokens))


def split_from_office(mention: Mention, language: Language) -> Iterator[Mention]:
    """NAPI Tatyana Arabadzhi -> NAPI + Tatyana Arabadzhi: an acronym before two words that are none"""
    tokens = mention.tokens
    if mention.type != "PLACE" and len(tokens) == 3 and _is_acronym(tokens[0]) and all(is_plain(t) for t in tokens[1:]):
        yield replace(mention, tokens=tokens[:1], type="ORG")
        yield replace(mention, tokens=tokens[1:], type="PERSON")
    else:
        yield mention


def _is_acronym(token: Token) -> bool:
    return token.text.isupper() and len(token.text) > 2


def is_plain(token: Token) -> bool:
    """Whether a token may be a given name or a surname: Tatyana, no acronym."""
    return token.pos == "PROPN" and token.text.istitle() and token.text.isalpha()


def only_names(mention: Mention, language: Language) -> Iterator[Mention]:
    """No days, diseases or common nouns: Monday, COVID-19, «СМИ»; nothing without a capital letter"""
    none = language.words("names", "not_names")
    text = joined(mention.tokens, [token.text for token in mention.tokens])
    if text.lower() in none or " ".join(token.lemma.lower() for token in mention.tokens) in none:
        return
    if text == text.lower() or not any(letter.isalpha() for letter in text):
        return
    roles = language.words("names", "titles", "stand_ins")
    role = mention.tokens[0].lemma.lower()
    if len(mention.tokens) == 1 and {role, role.removesuffix("s")} & roles and not _is_acronym(mention.tokens[0]):
        return
    yield mention


RULES: tuple[Rule, ...] = (
    split_at_brackets,
    bare_of_marks,
    split_at_stray_mark,
    bare_of_marks,
    bare_of_small_words,
    bare_of_titles,
    bare_of_phrases,
    bare_of_marks,
    split_from_office,
    only_names,
)
"""In this order; each takes a mention and gives what is left of it."""


def repaired(entity: Entity, sentence: Sentence, parse: Parse, language: Language) -> list[Mention]:
    """What the rules leave of an entity."""
    inside = tuple(token for token in parse.tokens if token.start < entity.stop and token.stop > entity.start)
    found = [Mention(sentence.index, inside, entity.type)] if inside else []
    for rule in RULES:
        found = [result for mention in found for result in rule(mention, language)]
    return found
