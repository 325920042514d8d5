"""A name in its normal form, by an engine that the language names in ``names.toml``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol, cast

from compare.languages import Language
from compare.records import NameType, Token
from compare.registry import resolve

ENGINES = {
    "pymorphy": "compare.engines.pymorphy:RussianNominative",
    "plain": "compare.facts.names.nominative:Plain",
}


class Nominative(Protocol):
    """Puts the words of a name into the form in which it is quoted."""

    def nominative(self, tokens: Sequence[Token], type_: NameType, told: frozenset[str]) -> str:
        """The name that these tokens are, in the nominative, words divided as they stand. ``told``: the words of all
        names of the story; a form that stands there is preferred to one that does not."""

    def is_common(self, word: str) -> bool:
        """Whether the dictionary knows the word, and only as a common one."""


class Plain:
    """For languages whose names do not change: the words as they stand."""

    def nominative(self, tokens: Sequence[Token], type_: NameType, told: frozenset[str]) -> str:
        """See the protocol."""
        return joined(tokens, [token.text for token in tokens])

    def is_common(self, word: str) -> bool:
        """There is no dictionary to ask."""
        return False


def joined(tokens: Sequence[Token], texts: Sequence[str]) -> str:
    """These texts in place of the tokens, with a space where there is one."""
    gaps = [number > 0 and token.start > tokens[number - 1].stop for number, token in enumerate(tokens)]
    return "".join((" " if gap else "") + text for gap, text in zip(gaps, texts, strict=True))


@cache
def load(language: Language) -> Nominative:
    """The engine of a language, made once a process."""
    return cast(Nominative, resolve(ENGINES[language.table("names")["nominative"]])())
