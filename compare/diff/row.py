"""The words of one side of a bead as one row, with what rules ask of them again and again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from compare.facts.spelled import Spelled, spelled
from compare.records import Parse, Token

CONTENT = frozenset({"VERB", "NOUN", "ADJ", "ADV", "PROPN"})


@dataclass(frozen=True)
class Words:
    """The words of some sentences, with the rank in the row of the word that governs each (its own for a root)."""

    tokens: tuple[Token, ...]
    heads: tuple[int, ...]

    @classmethod
    def of(cls, parses: Sequence[Parse]) -> Words:
        """Those of these sentences, one behind the other; of one alone its own row, :func:`spelled` already."""
        if len(parses) == 1:
            tokens = parses[0].tokens
            return cls(tokens, tuple([token.head for token in tokens]))
        row: list[Token] = []
        heads: list[int] = []
        for parse in parses:
            first = len(row)
            heads += [first + token.head for token in parse.tokens]
            row += parse.tokens
        return cls(tuple(row), tuple(heads))

    @cached_property
    def positions(self) -> tuple[float, ...]:
        """The place of each word in the row, 0 to 1."""
        return tuple((rank + 0.5) / len(self.tokens) for rank in range(len(self.tokens)))

    @cached_property
    def spelled(self) -> Spelled:
        """The forms and lemmas of the words."""
        return spelled(self.tokens)

    @property
    def lemmas(self) -> Sequence[str]:
        return self.spelled.lemmas

    @cached_property
    def content(self) -> tuple[str, ...]:
        """The lemmas of the content words: no "to", no "of"."""
        return tuple(lemma for lemma, token in zip(self.lemmas, self.tokens, strict=True) if token.pos in CONTENT)

    @cached_property
    def _dependants(self) -> Mapping[int, list[int]]:
        made: dict[int, list[int]] = {}
        for rank, head in enumerate(self.heads):
            if head != rank:
                made.setdefault(head, []).append(rank)
        return made

    def dependants(self, rank: int) -> Sequence[int]:
        """The ranks of the words that depend on this one, in order."""
        return self._dependants.get(rank, ())

    def below(self, rank: int) -> tuple[str, ...]:
        """The lemmas of the content words that depend on a word, through a preposition or none."""
        children = [*self.dependants(rank)]
        through = [one for one in children if self.tokens[one].pos in ("ADP", "PART")]
        children += sorted(one for over in through for one in self.dependants(over) if one not in through)
        return tuple(self.lemmas[one] for one in children if self.tokens[one].pos in CONTENT)

    def above(self, rank: int) -> str:
        """The lemma of the word that a word depends on (pay in "can pay"), or its own."""
        return self.lemmas[self.heads[rank]]
