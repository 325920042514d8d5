"""Whether two facts of a sentence changed places: what the words around the first say now stands around the second."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import accumulate

from anyascii import anyascii

from compare import lexicon as lexicons
from compare.diff.comparison import Side
from compare.diff.counterparts import LINKED
from compare.diff.row import CONTENT
from compare.facts.polarity import plain
from compare.lexicon import Lexicon
from compare.records import Date, Fact, FactKind, Figure, Token

NEAR = 9
"""How far from a fact, in words, what it is about may stand."""

STEP = 6
"""How many words a comma or an "and" is worth: it parts what two facts are about."""

PARTS = frozenset({",", ";", "—", "–", "and", "while", "against", "и", "а", "тогда", "против"})

OTHER_CLAUSES = frozenset({"conj", "parataxis", "ccomp", "advcl"})
"""Relations of both parsers by which another clause hangs on a predicate."""

LEAST = 0.05
"""The least weight of links either way that tells a change of places."""

CLEAR = 3
"""How many times the links to the other's words must outweigh those to a fact's own."""

Words = Callable[["Around"], frozenset[str]]
WordPair = tuple[frozenset[str], frozenset[str]]


class Crossing:
    """Two dates, or two figures, of one sentence of the source with their counterparts in one of the target."""

    def __init__(self, source: Side, target: Side) -> None:
        self._source, self._target = source, target
        self._known: dict[int, Around] = {}

    @cached_property
    def _lexicon(self) -> Lexicon:
        return lexicons.load(self._source.language.code, self._target.language.code)

    def crossed(self, here: tuple[Fact, Fact], there: tuple[Fact, Fact]) -> bool:
        """Whether each fact of the source has its words around the other's counterpart and hardly any around its own.

        Both ways of telling what a fact is about are asked: the words to which it is the nearest, then those that the
        grammar joins to it, unless the first speak against. Words around both facts tell nothing.
        """
        sides = [self._around(fact, self._source) for fact in here]
        sides += [self._around(fact, self._target) for fact in there]
        straight, over, under = self._weights(_nearest, sides)
        if is_clear(straight, over, under):
            return True
        return straight <= over + under and is_clear(*self._weights(_joined, sides))

    def _around(self, fact: Fact, side: Side) -> Around:
        return self._known.setdefault(id(fact), Around(fact, side))

    def _weights(self, words: Words, sides: list[Around]) -> tuple[float, float, float]:
        first, second, third, fourth = map(words, sides)
        return weights(self._lexicon, (first, second), (third, fourth))


def weights(lexicon: Lexicon, here: WordPair, there: WordPair) -> tuple[float, float, float]:
    """How strongly the words that the source has of two things link to those that the target has of the same, and of
    the other, both ways. Words that a side has of both tell nothing."""
    (a, b), (c, d) = _apart(*here), _apart(*there)
    return shared(lexicon, a, c) + shared(lexicon, b, d), shared(lexicon, a, d), shared(lexicon, b, c)


def shared(lexicon: Lexicon, source: frozenset[str], target: frozenset[str]) -> float:
    """How many words of the source have a rendering in the target, each by its strongest link; names and numbers must
    be the same."""
    links = (max((lexicon.link(one, other) for other in target), default=0.0) for one in source - target)
    return len(source & target) + sum(link for link in links if link >= LINKED)


def is_clear(straight: float, over: float, under: float, least: float = LEAST) -> bool:
    """Whether these weights tell that two things changed places."""
    return min(over, under) >= least and over + under >= CLEAR * straight


def _apart(one: frozenset[str], other: frozenset[str]) -> WordPair:
    return one - other, other - one


class Around:
    """What stands around a fact of a side."""

    def __init__(self, fact: Fact, side: Side) -> None:
        self._fact, self._side = fact, side
        self._tokens = side.document.parses[fact.sentence].tokens
        facts = side.of(fact.kind, [fact.sentence])
        self._facts = [one for one in facts if one is fact or not _is_ordinal(one)]
        self._ordinals = [one for one in facts if one is not fact and _is_ordinal(one)]

    @cached_property
    def joined(self) -> frozenset[str]:
        """The lemmas of the words that the fact depends on, up to a predicate, and of what depends on these."""
        above = self._above()[:2]
        below = {
            rank
            for rank, token in enumerate(self._tokens)
            if token.head in above and token.relation not in OTHER_CLAUSES
        }
        return frozenset(_word(self._tokens[rank]) for rank in {*above, *below} if self._tells(rank))

    @cached_property
    def nearest(self) -> frozenset[str]:
        """The words, names, and facts of the other kind to which this fact is the nearest of its kind."""
        own = next((rank for rank, fact in enumerate(self._facts) if fact is self._fact), None)
        if own is None:
            return frozenset()
        found = set()
        places = [self._inside(fact) for fact in self._facts]
        for rank, word in self._said():
            apart = [self._distance(rank, place) for place in places]
            if apart[own] <= NEAR and apart.count(min(apart)) == 1 and min(apart) == apart[own]:
                found.add(word)
        return frozenset(found)

    def _said(self) -> Iterator[tuple[int, str]]:
        """What may tell a fact apart, with its rank in the sentence."""
        for rank, token in enumerate(self._tokens):
            if token.pos in CONTENT and token.text[0].isalpha():
                yield rank, _word(token)
        kind: FactKind = "date" if self._fact.kind == "figure" else "figure"
        for fact in (*self._side.of(kind, [self._fact.sentence]), *self._ordinals):
            inside = [rank for rank, token in enumerate(self._tokens) if token.start >= fact.start]
            if inside:
                yield inside[0], _mark(fact)

    def _inside(self, fact: Fact) -> list[int]:
        """The ranks of the words of a fact."""
        return [rank for rank, token in enumerate(self._tokens) if fact.start <= token.start < fact.stop]

    @cached_property
    def _steps(self) -> list[int]:
        """How far it is from the sentence's beginning to each word, and to its end."""
        return [*accumulate((STEP if token.text.lower() in PARTS else 1 for token in self._tokens), initial=0)]

    def _distance(self, rank: int, inside: list[int]) -> int:
        """Words between, and more for what parts a sentence; 0 inside the fact."""
        if not inside:
            return 10 * NEAR
        first, last = inside[0], inside[-1]
        if first <= rank <= last:
            return 0
        start, stop = (last, rank) if rank > last else (rank, first)
        return 1 + self._steps[stop] - self._steps[start + 1]

    def _tells(self, rank: int) -> bool:
        """A content word outside all facts of the kind."""
        token = self._tokens[rank]
        return token.pos in CONTENT and not any(fact.start <= token.start < fact.stop for fact in self._facts)

    def _above(self) -> list[int]:
        """The content words over the fact, the nearest first, up to a predicate."""
        inside = self._inside(self._fact)
        found: list[int] = []
        rank = next((i for i in inside if self._tokens[i].head not in inside), None)
        for _ in range(NEAR):
            if rank is None or self._tokens[rank].head == rank:
                break
            rank = self._tokens[rank].head
            predicate = self._tokens[rank].pos in ("VERB", "AUX")
            if rank not in inside and (predicate or self._tells(rank)):
                found.append(rank)
                if predicate:
                    break
        return found


def _joined(around: Around) -> frozenset[str]:
    return around.joined


def _nearest(around: Around) -> frozenset[str]:
    return around.nearest


def _word(token: Token) -> str:
    """A lemma; a name by the first consonants of its Latin letters, marked: «Хюндай» and "Hyundai" need not match."""
    if token.pos != "PROPN" or not token.text[:1].isupper():
        return plain(token.lemma)
    letters = anyascii(token.text).lower().replace("kh", "h").replace("c", "k").replace("y", "i")
    return "~" + "".join(letter for letter in letters if letter not in "aeiou'")[:4]


def _is_ordinal(fact: Fact) -> bool:
    """A rank tells counted things apart, as a word does: the first dose, the second dose."""
    return isinstance(fact.value, Figure) and fact.value.unit == "ordinal"


def _mark(fact: Fact) -> str:
    value = fact.value
    if isinstance(value, Figure):
        return f"#{value.number:g}"
    return f"@{value.written or value.timex}" if isinstance(value, Date) else ""
