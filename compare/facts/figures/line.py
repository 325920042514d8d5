"""A sentence as the rules see it: words with places, their lemmas, and the tables of its language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from compare.facts.figures.lexicon import Lexicon
from compare.facts.figures.patterns import WORD, normal
from compare.records import Parse, Sentence, Token

HYPHENS = ("-", "‑")


class Word(NamedTuple):
    """A number, a word or a mark; offsets are the sentence's. ``glued``: nothing stands before it."""

    start: int
    stop: int
    text: str
    key: str
    digits: bool
    glued: bool


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written. ``stop`` is the rank of the word after it; ``step`` the size of the last digit written;
    ``scale`` the last multiplier (1000 for «5 тыс.»); ``room`` what an ordinal after it may still add."""

    stop: int
    number: float
    step: float = 1.0
    scale: float = 1.0
    room: float = 0.0
    spelled: bool = False
    about: bool = False
    vague: bool = False


@dataclass(frozen=True)
class Line:
    """One sentence ready for the rules."""

    sentence: Sentence
    parse: Parse
    words: tuple[Word, ...]
    lexicon: Lexicon

    @cached_property
    def tokens(self) -> tuple[Token | None, ...]:
        """The parser's token that begins where each word begins, if there is one."""
        at = {token.start - self.sentence.start: token for token in self.parse.tokens}
        return tuple(at.get(word.start) for word in self.words)

    @cached_property
    def lemmas(self) -> tuple[Word, ...]:
        """The words with their lemma as key, where the parser has one."""
        return tuple(
            word if token is None else word._replace(key=normal(token.lemma))
            for word, token in zip(self.words, self.tokens, strict=True)
        )

    @cached_property
    def amounts(self) -> dict[tuple[int, bool], Amount | None]:
        """The numbers that :func:`compare.facts.figures.numerals.read` has read so far, by its arguments."""
        return {}

    def key(self, index: int) -> str:
        """The normal form of a word, ``""`` beyond the ends."""
        return self.words[index].key if 0 <= index < len(self.words) else ""

    def glued(self, index: int) -> bool:
        """Whether this word exists and touches the one before it."""
        return 0 < index < len(self.words) and self.words[index].glued

    def joins(self, index: int) -> bool:
        """Whether this word or mark touches the one before it and the one after it."""
        return self.glued(index) and self.glued(index + 1)

    def hyphen(self, index: int, dash: bool = False) -> bool:
        """Whether a hyphen (``dash``: or an en dash in its stead) joins two words here."""
        key = self.key(index)
        return (key in HYPHENS or (dash and key == "–")) and self.joins(index)

    def is_digits(self, index: int) -> bool:
        """Whether this word exists and is a run of digits."""
        return 0 <= index < len(self.words) and self.words[index].digits


def split(text: str) -> tuple[Word, ...]:
    """The words and marks of a text.

    >>> [word.text for word in split("10 500,5 км²")]
    ['10 500', ',', '5', 'км²']
    """
    found: list[Word] = []
    end = -1
    for match in WORD.finditer(text):
        start, stop = match.span()
        piece = match.group()
        found.append(Word(start, stop, piece, normal(piece), match.lastgroup == "number", start == end))
        end = stop
    return tuple(found)
