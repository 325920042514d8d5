"""Numbers that are limits: what is allowed or required beside what there is, and words that bound a number as its own
bound would (a minimum of 600 for «минимально допустимые 600»)."""

from __future__ import annotations

from compare.diff.comparison import Side
from compare.diff.figures.measures import family
from compare.diff.figures.pairing import Item, Pair
from compare.facts.polarity import plain
from compare.records import Fact, Token

NEAR = 6
"""How far from a number, in words, one may stand that makes it a limit."""

PARTING = frozenset(",;:()")

STEP = 5
"""How many words a mark between them is worth."""

SIZES = frozenset({"length", "area"})
"""Families of units of what something may spread over."""

Facts = tuple[tuple[Fact, Fact], tuple[Fact, Fact]]


def crossed(facts: Facts, source: Side, target: Side) -> bool:
    """Whether the one of two numbers that is a limit here is the one that is none there."""
    here, there = (
        tuple(bool(_limiting(fact, side)) for fact in row) for row, side in zip(facts, (source, target), strict=True)
    )
    return here[0] != here[1] and there == (here[1], here[0])


def is_bound_by_words(pair: Pair, source: Side, target: Side) -> bool:
    """Whether the side without a bound says it by other words than a bound's, or the other's bound is none."""
    for item, side, other, there in (
        (pair.source, source, pair.target, target),
        (pair.target, target, pair.source, source),
    ):
        if item.figure.bound != "exact":
            continue
        table, bound = side.language.table("ways"), other.figure.bound
        if bound in ("at_least", "at_most") and _limiting(item.fact, side) & set(table[bound]):
            return True
        if bound == "about" and _has_before(item, side, table["estimating"]):
            return True
        if bound in ("less_than", "at_most") and _is_denied(item, side) and _is_full(item, side):
            return True
        if bound == "more_than" and _spreads(other, there):
            return True
    return False


def _limiting(fact: Fact, side: Side) -> frozenset[str]:
    """The words that make this number a limit: those of the table to which it is the nearest of its sentence
    (of two as near, the one behind the word)."""
    words = side.language.table("ways")["limits"]
    tokens = side.document.parses[fact.sentence].tokens
    figures = side.of("figure", [fact.sentence])
    found = set()
    for rank, token in enumerate(tokens):
        lemma = plain(token.lemma)
        if lemma not in words:
            continue
        apart = {id(one): (_distance(tokens, rank, one), one.start < token.start) for one in figures}
        if id(fact) in apart and apart[id(fact)][0] <= NEAR and apart[id(fact)] == min(apart.values()):
            found.add(lemma)
    return frozenset(found)


def _distance(tokens: tuple[Token, ...], rank: int, fact: Fact) -> int:
    inside = [one for one, token in enumerate(tokens) if fact.start <= token.start < fact.stop]
    if not inside or inside[0] <= rank <= inside[-1]:
        return 0 if inside else NEAR + 1
    between = tokens[inside[-1] + 1 : rank] if rank > inside[-1] else tokens[rank + 1 : inside[0]]
    return 1 + sum(STEP if token.text in PARTING or token.pos == "CCONJ" else 1 for token in between)


def _before(item: Item, side: Side) -> list[Token]:
    tokens = side.document.parses[item.fact.sentence].tokens
    return [token for token in tokens if token.start < item.fact.start][-3:]


def _has_before(item: Item, side: Side, words: list[str]) -> bool:
    return any(plain(token.lemma) in words for token in _before(item, side))


def _is_denied(item: Item, side: Side) -> bool:
    """Whether a negation stands but a few words before a number."""
    negation = side.language.table("syntax")["negation"]
    return any(token.text.lower() in negation for token in _before(item, side))


def _is_full(item: Item, side: Side) -> bool:
    """Whether a number is told to be a full one: not two full days."""
    tokens = side.document.parses[item.fact.sentence].tokens
    near = [token for token in tokens if item.fact.start - 10 < token.start < item.fact.stop + 10]
    return any(plain(token.lemma) in side.language.table("ways")["full"] for token in near)


def _spreads(item: Item, side: Side) -> bool:
    """Whether a bound is none: a fire that spread over 200 hectares."""
    table = side.language.table("ways")
    is_size = family(item.figure.unit) in SIZES
    begins = item.fact.text.lower().startswith(tuple(table["over"])) if table["over"] else False
    return is_size and begins and _has_before(item, side, table["spreading"])
