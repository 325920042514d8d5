"""A row of words as the tables spell them: where each form and each lemma stands.

Many rules ask many tables about one sentence, and most tables have none of its words: all begin with this index, which
is made once a sentence.
"""

from __future__ import annotations

from collections.abc import Container, Sequence, Set
from functools import lru_cache

from compare.identity import ByIdentity
from compare.records import Token


@lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """The spelling that the tables use: е for ё, a straight apostrophe."""
    return word.replace("ё", "е").replace("’", "'")


class Spelled:
    """The ``forms`` and ``lemmas`` of a row of words, by rank."""

    __slots__ = ("_words", "forms", "lemmas")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.forms = [plain(token.text.lower()) for token in tokens]
        self.lemmas = [plain(token.lemma) for token in tokens]
        self._words = {*self.forms, *self.lemmas}

    def ranks_of(self, words: Set[str]) -> list[int]:
        """The ranks of the words whose form or lemma is one of these, in order."""
        found = self._words & words
        return [rank for rank in range(len(self.forms)) if self.has(rank, found)] if found else []

    def lacks(self, words: Set[str]) -> bool:
        """Whether none of these is the form or the lemma of a word."""
        return self._words.isdisjoint(words)

    def has(self, rank: int, words: Container[str]) -> bool:
        """Whether the form or the lemma of a word is one of these."""
        return self.forms[rank] in words or self.lemmas[rank] in words


def spelled(tokens: Sequence[Token]) -> Spelled:
    """The index of a row of words. That of a tuple is remembered while it is among the last few hundred."""
    return _remembered(ByIdentity(tokens)) if isinstance(tokens, tuple) else Spelled(tokens)


@lru_cache(maxsize=1024)
def _remembered(tokens: ByIdentity[tuple[Token, ...]]) -> Spelled:
    return Spelled(tokens.of)
