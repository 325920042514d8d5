"""The witness of syntax: whether the word that this one leans on stands on the other side without it.

«главная причина» and "the cause", «догнали и обыскали» and "searched": the counterpart of the head has no modifier, the
counterpart of the joined word is joined to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from compare.diff.wording.words import View, Word

OF_NOUN = frozenset({"amod", "acl", "acl:relcl", "relcl", "compound", "nmod", "poss", "appos", "nummod"})
"""Relations by which a word can say more of a noun."""

LEANING = frozenset({"amod", "advmod"})
JOINED = "conj"
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})


class Links(Protocol):
    """What is asked of a bead: its sides, and which word renders which."""

    def view(self, of_source: bool) -> View:
        """One side."""

    def counterpart(self, rank: int, *, of_source: bool) -> int | None:
        """The rank of the word on the other side that surely renders this one."""

    def is_rendered(self, rank: int, *, of_source: bool, without: Word) -> bool:
        """Whether some word of the other side but ``without`` renders this one."""


def may_be_left_out(view: View, word: Word) -> bool:
    """Whether a word leans on another or is joined to one, so that :func:`is_left_out` may be true of it."""
    return view.tokens[word.rank].relation in LEANING or any(True for _ in _mates(view, word.rank))


def is_left_out(pair: Links, word: Word, *, of_source: bool) -> bool:
    """Whether the other side has what this word leans on or is joined to, but nothing in this word's place."""
    view = pair.view(of_source)
    relation = view.tokens[word.rank].relation
    if relation in LEANING:
        head = pair.counterpart(view.head(word.rank), of_source=of_source)
        return head is not None and not any(
            not pair.is_rendered(rank, of_source=not of_source, without=word)
            for rank in _modifiers(pair.view(not of_source), head)
        )
    mates = list(_mates(view, word.rank))
    others = [pair.counterpart(mate, of_source=of_source) for mate in mates]
    return any(
        other is not None
        and not any(
            not pair.is_rendered(rank, of_source=not of_source, without=word)
            for rank in _mates(pair.view(not of_source), other)
        )
        for other in others
    )


def _modifiers(view: View, head: int) -> Iterator[int]:
    """The words that say more of a noun; the adverbs of a verb or adjective."""
    wanted = OF_NOUN if view.tokens[head].pos in ("NOUN", "PROPN", "NUM") else {"advmod", "amod", "npadvmod"}
    for rank in view.row.dependants(head):
        if view.tokens[rank].relation in wanted and view.tokens[rank].pos in CONTENT:
            yield rank


def _mates(view: View, rank: int) -> Iterator[int]:
    """The words that a word is joined to by "and", a comma or another conjunction."""
    if view.tokens[rank].relation == JOINED:
        yield view.head(rank)
    for other in view.row.dependants(rank):
        if view.tokens[other].relation == JOINED:
            yield other
