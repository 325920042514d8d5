"""One normal form for all mentions of a name in a story: «Лавров» after «Сергей Лавров» is Сергей Лавров."""

from __future__ import annotations

from collections.abc import Sequence

from compare.facts.names.mention import Mention
from compare.facts.names.nominative import load
from compare.languages import Language
from compare.names.keys import stem, words
from compare.names.letters import fold


def canonicals(seen: Sequence[Mention], language: Language) -> list[str]:
    """The normal form of each mention, in the same order."""
    told = frozenset(token.text for mention in seen for token in mention.tokens)
    simple = [normal_form(mention, language, told) for mention in seen]
    return [_full_form(number, seen, simple, language) for number in range(len(seen))]


def normal_form(mention: Mention, language: Language, told: frozenset[str] = frozenset()) -> str:
    """A known name as the gazetteer writes it first, any other in the nominative.

    A first form that says more than the mention does (МИД РФ for «МИД») is not put in its place. ``told``: the words
    of all names of the story, among which the nominative is looked for first.
    """
    if mention.form is None:
        return load(language).nominative(mention.tokens, mention.type, told)
    usual = mention.form.concept.forms[language.code][0]
    qualifiers = language.words("names", "qualifiers")
    if fold(usual).isascii() != fold(mention.form.text).isascii():  # Telegram in a Russian text stays Telegram
        return mention.form.text
    if (
        mention.type == "ORG"
        and len(words(usual)) > 1
        and (set(words(usual)) - set(words(mention.form.text))) & qualifiers
    ):
        return mention.form.text
    return usual


def _full_form(number: int, seen: Sequence[Mention], simple: Sequence[str], language: Language) -> str:
    """The fullest form of a person's name in the story: the last one before the mention, else the first after it."""
    mention, name = seen[number], simple[number]
    if mention.type != "PERSON":
        return name
    stems = {stem(word, language) for word in words(name)}
    longer = [
        rank
        for rank, other in enumerate(simple)
        if seen[rank].type == "PERSON" and _contains(other, name, stems, language)
    ]
    before = [rank for rank in longer if rank < number]
    chosen = before[-1:] or longer[:1]
    return simple[chosen[0]] if chosen else name


def _contains(other: str, name: str, stems: set[str], language: Language) -> bool:
    parts = words(other)
    return len(parts) > len(words(name)) and stems <= {stem(word, language) for word in parts}
