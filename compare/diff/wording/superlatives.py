"""Superlatives that one side shares with others and the other side does not (the largest bank, one of the largest), or
that the other side has as plain adjectives (a serious challenge, for the most serious)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compare.diff.comparison import place
from compare.diff.excerpt import quoted
from compare.diff.wording.bead import Pair
from compare.diff.wording.words import View
from compare.facts.polarity import Match, lexicon, plain
from compare.records import Finding, Place, Token

FORM = "Degree=Sup"

DEGREES = frozenset({"Degree=Sup", "Degree=Cmp"})
"""Forms by which a side may say it after all: no bank is larger."""

BEFORE = 5
"""How many words before a superlative may stand between it and what shares it: one of the country's two largest."""

ENDS = frozenset({"VERB", "AUX", "PUNCT", "SCONJ", "CCONJ"})

CONFIDENCE = 0.7


@dataclass(frozen=True, slots=True)
class Superlative:
    """A superlative: the rank of its adjective, its place with what shares it, and whether anything does."""

    rank: int
    place: Place
    is_shared: bool


def find(pair: Pair) -> Iterator[Finding]:
    """Superlatives that are shared on one side alone, where the two sides have equally many and the thing that each
    is said of is rendered by the other's."""
    sides = superlatives(pair.source), superlatives(pair.target)
    if len(sides[0]) != len(sides[1]):
        yield from _gone(pair, sides[0], sides[1], of_source=True)
        yield from _gone(pair, sides[1], sides[0], of_source=False)
        return
    for one, other in zip(*sides, strict=True):
        if one.is_shared != other.is_shared and _are_of_one(pair, one, other):
            yield _finding(pair, one, other)


def _gone(pair: Pair, own: list[Superlative], others: list[Superlative], *, of_source: bool) -> Iterator[Finding]:
    """Superlatives by words of their own (the most serious) whose plain adjective is all that the other side has."""
    view, other = pair.view(of_source), pair.view(not of_source)
    if others or any(DEGREES & set(token.features.split("|")) for token in other.tokens):
        return
    for one in own:
        plainly = pair.counterpart(one.rank, of_source=of_source)
        is_marked = view.tokens[one.rank].start > one.place.start and not one.is_shared
        if is_marked and plainly is not None and other.tokens[plainly].pos == "ADJ":
            token = other.tokens[plainly]
            if plain(token.lemma) in other.side.language.table("superlatives")["implied"]:
                continue
            yield _lost(pair, one.place, place(token), of_source=of_source)


def _lost(pair: Pair, full: Place, bare: Place, *, of_source: bool) -> Finding:
    views = pair.view(of_source), pair.view(not of_source)
    own, other = views[0].side.language, views[1].side.language
    message = (
        f"The {own.name} has {quoted(own, full.text)}, the {other.name} {quoted(other, bare.text)} and no superlative. "
        "By: table of superlatives."
    )
    return _told(pair, *((full, bare) if of_source else (bare, full)), message)


def superlatives(view: View) -> list[Superlative]:
    """In the order of the text."""
    marks, shared = (lexicon(view.side.language, "superlatives", part) for part in ("marks", "shared"))
    marked = {match.words[-1] + 1: match.first for match in marks.every(view.tokens)}
    sharing = list(shared.every(view.tokens))
    return [
        _superlative(view, rank, marked.get(rank, rank), sharing)
        for rank, token in enumerate(view.tokens)
        if token.pos == "ADJ" and (rank in marked or (_is_superlative(view, token) and rank not in marked.values()))
    ]


def _is_superlative(view: View, token: Token) -> bool:
    """Whether an adjective is one by its form, or by the letters of its word where the parser does not say so."""
    if FORM in token.features:
        return True
    table, word = view.side.language.table("superlatives"), token.text.lower()
    begins = bool(table["stems"]) and word.startswith(tuple(table["stems"]))
    holds = any(letters in word for letters in table["letters"]) and not word.startswith(tuple(table["plain"]))
    return token.pos == "ADJ" and (begins or holds)


def _superlative(view: View, rank: int, first: int, shared: Sequence[Match]) -> Superlative:
    """The superlative whose adjective stands at ``rank`` and which begins at ``first``; ``shared`` are the side's words
    that may make it one of several."""
    before = [match for match in shared if match.words[-1] < rank]
    sharing = [match.first for match in before if _reaches(view.tokens[match.words[-1] + 1 : rank])]
    start, stop = view.tokens[min([first, *sharing])].start, view.tokens[rank].stop
    return Superlative(rank, view.side.place(start, stop), bool(sharing))


def _reaches(between: Sequence[Token]) -> bool:
    """Whether what stands before these words may share the superlative behind them."""
    return len(between) <= BEFORE and not any(token.pos in ENDS for token in between)


def _are_of_one(pair: Pair, one: Superlative, other: Superlative) -> bool:
    """Whether what the first is said of, or the adjective itself, is rendered by that of the second."""
    head = pair.counterpart(pair.source.head(one.rank), of_source=True)
    own = pair.counterpart(one.rank, of_source=True)
    return head == pair.target.head(other.rank) or own == other.rank


def _finding(pair: Pair, one: Superlative, other: Superlative) -> Finding:
    source, target = pair.source.side.language, pair.target.side.language
    told = "one of several" if other.is_shared else "the only one"
    message = (
        f"The {source.name} has {quoted(source, one.place.text)}, the {target.name} "
        f"{quoted(target, other.place.text)}: the {target.name} makes it {told}. By: table of superlatives."
    )
    return _told(pair, one.place, other.place, message)


def _told(pair: Pair, source: Place, target: Place, message: str) -> Finding:
    return Finding("wording", "major", CONFIDENCE, pair.rank, (source,), (target,), message, "wording-superlative")
