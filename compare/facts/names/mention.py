"""A name where it stands in the text."""

from __future__ import annotations

from dataclasses import dataclass

from compare.names.concepts import Concept, Form
from compare.records import NameType, Token


@dataclass(frozen=True)
class Mention:
    """A run of tokens that is a name; ``form`` is how the gazetteer writes it, if it is known."""

    sentence: int
    tokens: tuple[Token, ...]
    type: NameType
    form: Form | None = None

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def stop(self) -> int:
        return self.tokens[-1].stop

    @property
    def concept(self) -> Concept | None:
        return self.form.concept if self.form else None


def has_letter(token: Token) -> bool:
    """Whether a token is a word or a number, not a mark."""
    return token.text.isalpha() or any(letter.isalpha() or letter.isdigit() for letter in token.text)
