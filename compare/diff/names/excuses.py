"""Names without a partner that are nevertheless no two names in one place."""

from __future__ import annotations

from compare.diff.counterparts import stem
from compare.diff.names.story import Item, Names
from compare.names.keys import words
from compare.names.letters import distance
from compare.names.match import NEAR_SOUND
from compare.records import Token

RENDERED = 0.2
"""The share of alignments from which on a word renders another: «Пушкинская» is Pushkin Street."""

COMMON = 5
"""How often a word must have been aligned for the lexicon to say that it is a common one."""


def no_rivals(one: Item, other: Item, names: Names) -> bool:
    """Whether a target name cannot have been put in a source name's place, whatever else is told of both."""
    return (
        _is_model(one, other)
        or _in_dateline(one, other, names)
        or renders(one, other, names)
        or _is_word(other, names)
        or _is_clipped(one, other, names)
        or _is_called_by_its_kind(one, other, names)
    )


def _is_model(one: Item, other: Item) -> bool:
    """Tupolev Tu-154: a thing, which the recogniser takes for a name of any kind."""
    return not one.type == other.type == "ORG" and any(letter.isdigit() for letter in other.fact.text)


def _in_dateline(one: Item, other: Item, names: Names) -> bool:
    """Each version signs with its own agency, and adds its own country."""
    source, target = names.comparison.source, names.comparison.target
    return "dateline" in (source.sentences[one.fact.sentence].role, target.sentences[other.fact.sentence].role)


def renders(one: Item, other: Item, names: Names) -> bool:
    """Whether the source's name is one word, which a word of the target's name usually renders."""
    tokens = names.comparison.source.document.parses[one.fact.sentence].tokens
    lemmas = [token.lemma for token in tokens if one.fact.start <= token.start < one.fact.stop]
    if len(lemmas) != 1 or one.type == "PERSON":
        return False
    return any(names.lexicon.link(lemmas[0], word.lower()) >= RENDERED for word in words(other.fact.text))


def _is_clipped(one: Item, other: Item, names: Names) -> bool:
    """Госиздат, the State Publishing House: a word that is clipped at the head of a name opens the other name."""
    word, opening = one.fact.text.lower(), words(other.fact.text.lower())
    table = names.comparison.source.language.table("names").get("clipped", {})
    rendered = {full for clipped, full in table.items() if word.startswith(clipped) and len(word) > len(clipped) + 2}
    return not one.concepts and " " not in word and len(opening) > 1 and bool(rendered & {*opening})


def _is_called_by_its_kind(one: Item, other: Item, names: Names) -> bool:
    """Whether the target says "the station" for the International Space Station, outside the other name."""
    code = names.comparison.target.language.code
    forms = [form.split() for concept in one.concepts for form in concept.forms.get(code, ())]
    kinds = {form[-1].lower() for form in forms if len(form) > 1 and form[-1].istitle()}
    tokens = names.comparison.target.document.parses[other.fact.sentence].tokens
    return any(
        token.lemma in kinds and token.text.islower() and not other.fact.start <= token.start < other.fact.stop
        for token in tokens
    )


def _is_word(item: Item, names: Names) -> bool:
    """Whether a name is a common word that has its capital from opening the sentence: "Glitch grounds freighter"."""
    target = names.comparison.target
    tokens = target.document.parses[item.fact.sentence].tokens
    if item.concepts or not tokens or not _opens(item, tokens[0]):
        return False
    word = stem(item.fact.text.lower())
    origins = names.lexicon.origins(word)
    if sum(origins.values()) < COMMON:
        return False
    return distance(max(origins, key=lambda origin: origins[origin]), word) > NEAR_SOUND


def _opens(item: Item, first: Token) -> bool:
    return item.fact.start == first.start and item.fact.stop == first.stop and not first.text.isupper()
