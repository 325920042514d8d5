"""How far a superlative reaches: the second largest told as the largest, the first since 2009 as the first ever."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compare.diff.excerpt import quoted
from compare.diff.wording.bead import Pair
from compare.diff.wording.bonds import are_one
from compare.diff.wording.superlatives import FORM, superlatives
from compare.diff.wording.words import View
from compare.facts.polarity import lexicon, plain
from compare.records import Figure, Finding, Place

BEHIND = 8
"""How many words behind a first or a superlative its extent may stand."""

BETWEEN = frozenset({"ADJ", "NOUN", "ADP", "DET", "NUM", "ADV", "PRON"})

SURE = 0.75
"""Confidence by the tables of both sides."""


class Rank(NamedTuple):
    """A rank among the largest: the ordinal's number, the ranks of its word and of what it is said of, the place."""

    number: float
    rank: int
    head: int
    place: Place


def find(pair: Pair) -> Iterator[Finding]:
    """Ranks and extents that became others."""
    for of_source in (True, False):
        own, other = pair.view(of_source), pair.view(not of_source)
        for one in _ranks(own):
            if one.number in _ordinals(other) or any(True for _ in _ranks(other)):
                continue
            top = next((rank for rank in _tops(other) if _are_of_one(pair, one, rank, of_source=of_source)), None)
            if top is not None:
                yield _told(pair, one.place, _place(other, top, top), "a rank", of_source=of_source)
                break
    yield from _extents(pair)


def _are_of_one(pair: Pair, one: Rank, top: int, *, of_source: bool) -> bool:
    return are_one(pair, one.head, pair.view(not of_source).head(top), of_source=of_source)


def _ordinals(view: View) -> set[float]:
    """The ranks and the numbers that a side has."""
    return {fact.value.number for fact in view.side.of("figure", view.sentences) if isinstance(fact.value, Figure)}


def _ranks(view: View) -> Iterator[Rank]:
    """The ranks of a side: second by size, second largest."""
    table = view.side.language.table("superlatives")
    for fact in view.side.of("figure", view.sentences):
        if not isinstance(fact.value, Figure) or fact.value.unit != "ordinal" or fact.value.number < 2:
            continue
        rank = next((one for one, token in enumerate(view.tokens) if fact.start <= token.start < fact.stop), None)
        if rank is None:
            continue
        behind = range(rank + 1, min(rank + 4, len(view.tokens)))
        top = next((one for one in behind if _is_top(view, one)), None)
        if top is not None and all(
            view.tokens[one].pos in BETWEEN or view.tokens[one].text == "-" for one in range(rank + 1, top)
        ):
            yield Rank(fact.value.number, rank, view.head(top), _place(view, rank, top))
        elif len(behind) > 1 and view.tokens[behind[0]].text.lower() in table["measured"]:
            measure = next((one for one in behind[1:] if plain(view.tokens[one].lemma) in table["measures"]), None)
            if measure is not None:
                yield Rank(fact.value.number, rank, view.head(rank), _place(view, rank, measure))


def _is_top(view: View, rank: int) -> bool:
    token = view.tokens[rank]
    return token.pos == "ADJ" and FORM in token.features


def _tops(view: View) -> list[int]:
    return [one.rank for one in superlatives(view)]


def _extents(pair: Pair) -> Iterator[Finding]:
    """The first since a year told as the first ever, or the reverse."""
    if all(
        view.lemmas.isdisjoint(view.side.language.table("superlatives")["gauges"])
        for view in (pair.source, pair.target)
    ):
        return
    one = _extent(pair.source)
    other = _extent(pair.target) if one is not None else None
    if one is not None and other is not None and one[0] != other[0]:
        yield _told(pair, one[1], other[1], "how far back it reaches", of_source=True)


def _extent(view: View) -> tuple[str, Place] | None:
    """How far back the only first of a side reaches, with its place: since some time, or ever."""
    language, tokens = view.side.language, view.tokens
    firsts = [match.words[-1] for match in lexicon(language, "superlatives", "firsts").matches(tokens)]
    firsts += _tops(view)
    if not firsts:
        return None
    found: list[tuple[str, Place]] = []
    for match in lexicon(language, "superlatives", "ever").every(tokens):
        if any(0 <= match.first - one <= BEHIND for one in firsts):
            found.append(("ever", _place(view, match.first, match.words[-1])))
    for rank, token in enumerate(tokens[:-1]):
        is_near = any(0 <= rank - one <= BEHIND for one in firsts)
        if is_near and token.text.lower() in language.table("superlatives")["since"] and _is_time(view, rank + 1):
            found.append(("since", _place(view, rank, rank + 1)))
    return found[0] if len({says for says, _ in found}) == 1 else None


def _is_time(view: View, rank: int) -> bool:
    """Whether a length of time or a date begins here."""
    start = view.tokens[rank].start
    near = view.tokens[rank : rank + 3]
    spans = view.side.language.table("order")["spans"]
    if any(fact.start <= start < fact.stop for fact in view.side.of("date", view.sentences)):
        return True
    return near[0].pos in ("NUM", "DET", "ADV", "NOUN", "ADJ") and any(plain(token.lemma) in spans for token in near)


def _told(pair: Pair, own: Place, other: Place, what: str, *, of_source: bool) -> Finding:
    source, target = pair.source.side.language, pair.target.side.language
    ours, theirs = (own, other) if of_source else (other, own)
    message = (
        f"The {source.name} has {quoted(source, ours.text)}, the {target.name} {quoted(target, theirs.text)}: "
        f"{what} was changed. By: table of superlatives."
    )
    return Finding("wording", "major", SURE, pair.rank, (ours,), (theirs,), message, "wording-superlative")


def _place(view: View, first: int, last: int) -> Place:
    start, stop = view.tokens[first].start, view.tokens[last].stop
    return view.side.place(start, stop)
