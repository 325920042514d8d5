"""Sentences as rows of words that can be cut and added to, without losing their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from compare.records import Token


@dataclass(frozen=True)
class Read:
    """A sentence with its words; offsets are the sentence's own."""

    text: str
    tokens: tuple[Token, ...]

    def subtree(self, rank: int) -> list[int]:
        """The ranks of a word and all that depends on it."""
        found, before = {rank}, 0
        while len(found) > before:
            before = len(found)
            found |= {i for i, token in enumerate(self.tokens) if token.head in found}
        return sorted(found)


@dataclass(frozen=True)
class New:
    """A word to put in."""

    text: str
    lemma: str
    pos: str


@dataclass(frozen=True)
class Edit:
    """Words ``cut`` (ranks, one run) give way to ``put`` (before word ``at`` where nothing is cut). ``faithful`` says
    that the change keeps the sense: nothing is labelled."""

    name: str
    cut: tuple[int, ...]
    put: tuple[New, ...] = ()
    at: int = 0
    faithful: bool = False


@dataclass(frozen=True)
class Edited:
    """The sentence after an edit and the ranks of its new words."""

    sentence: Read
    new: frozenset[int] = field(default_factory=frozenset)


def apply(edit: Edit, sentence: Read) -> Edited:
    """Carries an edit out: spaces, a capital at the beginning and doubled commas are put right."""
    at = edit.cut[0] if edit.cut else edit.at
    put = _cased(edit.put, sentence.tokens[at]) if edit.cut else edit.put
    items = [
        *(_item(sentence, rank) for rank in range(at)),
        *((word.text, " ", Token(0, 0, word.text, word.lemma, word.pos), True) for word in put),
        *(_item(sentence, rank) for rank in range(at + len(edit.cut), len(sentence.tokens))),
    ]
    if not put:
        items = _without_doubled_comma(items, at)
    return _joined(items)


Item = tuple[str, str, Token, bool]
"""Text, the space before it, the reading, whether it is new."""


def _item(sentence: Read, rank: int) -> Item:
    token = sentence.tokens[rank]
    before = sentence.text[sentence.tokens[rank - 1].stop : token.start] if rank else ""
    return token.text, before, token, False


def _cased(put: Sequence[New], was: Token) -> tuple[New, ...]:
    if put and was.text[:1].isupper() and was.pos != "PROPN":
        return (replace(put[0], text=put[0].text[:1].upper() + put[0].text[1:]), *put[1:])
    return tuple(put)


def _without_doubled_comma(items: list[Item], at: int) -> list[Item]:
    if 0 < at < len(items) and items[at][0] in ",.;" and items[at - 1][0] == ",":
        return items[: at - 1] + items[at:]
    return items[1:] if at == 0 and items and items[0][0] == "," else items


def _joined(items: Iterable[Item]) -> Edited:
    text, tokens, new = "", [], set()
    for rank, (word, before, token, is_new) in enumerate(items):
        if rank == 0:
            word, before = word[:1].upper() + word[1:], ""
        text += before + word
        tokens.append(replace(token, start=len(text) - len(word), stop=len(text), text=word))
        new |= {rank} if is_new else set()
    return Edited(Read(text, tuple(tokens)), frozenset(new))
