"""Whether two facts of a sentence changed places: what the words around the first say now stands around the second."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from compare import lexicon as lexicons
from compare.diff.comparison import Side
from compare.diff.counterparts import CONTENT, LINKED
from compare.facts.polarity import plain
from compare.lexicon import Lexicon
from compare.records import Fact, FactKind, Token

NEAR = 7
"""How many words on either side of a fact may say what it is about."""


OTHER_CLAUSES = frozenset({"conj", "parataxis", "ccomp", "advcl"})
"""Relations of both parsers by which another clause hangs on a predicate."""


class Crossing:
    """Two facts of one sentence of the source with their counterparts, which stand in one sentence of the target."""

    def __init__(self, source: Side, target: Side, kind: FactKind) -> None:
        self._source, self._target, self._kind = source, target, kind

    @cached_property
    def _lexicon(self) -> Lexicon:
        return lexicons.load(self._source.language.code, self._target.language.code)

    def crossed(self, here: tuple[Fact, Fact], there: tuple[Fact, Fact]) -> bool:
        """Whether each of the source's facts has its words around the other's counterpart, and none around its own.

        Both ways of telling what a fact is about are asked: the words that the grammar joins to it, then the words
        that stand near it. Words around both facts tell nothing.
        """
        return any(self._decides(words, here, there) for words in (joined, near))

    def _decides(
        self,
        words: Callable[[Fact, Side, FactKind], frozenset[str]],
        here: tuple[Fact, Fact],
        there: tuple[Fact, Fact],
    ) -> bool:
        a, b = _apart(*(words(fact, self._source, self._kind) for fact in here))
        c, d = _apart(*(words(fact, self._target, self._kind) for fact in there))
        straight = self._shared(a, c) + self._shared(b, d)
        over, under = self._shared(a, d), self._shared(b, c)
        return straight == 0 and min(over, under) > 0

    def _shared(self, source: frozenset[str], target: frozenset[str]) -> int:
        """How many words of the source have a rendering in the target."""
        return sum(any(self._lexicon.link(one, other) >= LINKED for other in target) for one in source)


def _apart(one: frozenset[str], other: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    return one - other, other - one


def joined(fact: Fact, side: Side, kind: FactKind) -> frozenset[str]:
    """The lemmas of the word that a fact depends on, of the predicate above it, and of what depends on either."""
    return _Around(fact, side, kind).joined


def near(fact: Fact, side: Side, kind: FactKind) -> frozenset[str]:
    """The lemmas of the content words nearer to a fact than the facts of its kind before and after it."""
    return _Around(fact, side, kind).near


class _Around:
    def __init__(self, fact: Fact, side: Side, kind: FactKind) -> None:
        self._fact = fact
        self._tokens = side.document.parses[fact.sentence].tokens
        self._facts = side.of(kind, [fact.sentence])

    @cached_property
    def _inside(self) -> list[int]:
        return [i for i, token in enumerate(self._tokens) if self._fact.start <= token.start < self._fact.stop]

    def _tells(self, token: Token) -> bool:
        """A content word that belongs to no fact of the kind."""
        return token.pos in CONTENT and not any(fact.start <= token.start < fact.stop for fact in self._facts)

    def _lemmas(self, ranks: set[int]) -> frozenset[str]:
        return frozenset(plain(self._tokens[i].lemma) for i in ranks if self._tells(self._tokens[i]))

    @cached_property
    def joined(self) -> frozenset[str]:
        above = self._above()
        below = {
            i for i, token in enumerate(self._tokens) if token.head in above[:2] and token.relation not in OTHER_CLAUSES
        }
        return self._lemmas({*above[:2], *below})

    def _above(self) -> list[int]:
        """The content words over the fact, the nearest first, up to a predicate."""
        inside = set(self._inside)
        found: list[int] = []
        rank = next((i for i in self._inside if self._tokens[i].head not in inside), None)
        for _ in range(NEAR):
            if rank is None or self._tokens[rank].head == rank:
                break
            rank = self._tokens[rank].head
            predicate = self._tokens[rank].pos in ("VERB", "AUX")
            if rank not in inside and (predicate or self._tells(self._tokens[rank])):
                found.append(rank)
                if predicate:
                    break
        return found

    @cached_property
    def near(self) -> frozenset[str]:
        if not self._inside:
            return frozenset()
        start = max((fact.stop for fact in self._facts if fact.stop <= self._fact.start), default=0)
        stop = min((fact.start for fact in self._facts if fact.start >= self._fact.stop), default=10**9)
        window = range(max(0, self._inside[0] - NEAR), min(len(self._tokens), self._inside[-1] + 1 + NEAR))
        return self._lemmas({i for i in window if start <= self._tokens[i].start < stop})
