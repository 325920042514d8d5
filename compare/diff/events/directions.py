"""From one place to another, told as the way back: «из Европы в Китай», "from China to Europe"; so of numbers, and of
whatever else goes from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from compare.diff.excerpt import quoted
from compare.diff.wording.bead import Pair
from compare.diff.wording.bonds import are_one
from compare.diff.wording.words import View
from compare.facts.polarity import PASSED_OVER
from compare.records import Finding, Place

APART = 9
"""How many words may stand between where something comes from and where it goes."""

GOING = frozenset({"NOUN", "PROPN", "NUM"})

PASSED = (PASSED_OVER - {","}) | {"-"}
"""Marks that part no preposition from its noun."""

SURE = 0.75
"""Confidence by the prepositions of both sides."""

Way = tuple[int, int]


def find(pair: Pair) -> Iterator[Finding]:
    """The ways of the source that the target tells the other way round."""
    theirs = _ways(pair.target)
    ours = _ways(pair.source) if theirs else []
    for one, other in product(ours, theirs):
        if _is_turned(pair, one, other) and not any(_is_kept(pair, one, another) for another in theirs):
            yield _finding(pair, one, other)
            return


def _is_turned(pair: Pair, one: Way, other: Way) -> bool:
    return _is_one(pair, one[0], other[1]) and _is_one(pair, one[1], other[0]) and not _is_kept(pair, one, other)


def _is_kept(pair: Pair, one: Way, other: Way) -> bool:
    return _is_one(pair, one[0], other[0]) or _is_one(pair, one[1], other[1])


def _is_one(pair: Pair, one: int, other: int) -> bool:
    return are_one(pair, one, other, by_states=False)


def _ways(view: View) -> list[Way]:
    """The pairs of words, by rank, that say from where and to where."""
    table = view.side.language.table("directions")
    marks = {mark for part in ("from", "to") for mark in table[part]}
    if sum(token.text.lower() in marks for token in view.tokens) < 2:
        return []
    origins, goals = (list(_behind(view, table[part])) for part in ("from", "to"))
    return [
        (one.noun, other.noun)
        for one, other in product(origins, goals)
        if abs(one.noun - other.noun) <= APART
        and one.is_sure
        and (other.is_sure or other.preposition == one.noun + 1)  # из Орхуса в Тампере: no name for parsers
    ]


@dataclass(frozen=True, slots=True)
class Behind:
    """A word behind a preposition, both by rank; ``is_sure`` if its case is the one that says the way. Of a name that
    has no endings, or that it does not know, a parser guesses the case."""

    noun: int
    preposition: int
    is_sure: bool


def _behind(view: View, prepositions: dict[str, str]) -> Iterator[Behind]:
    """The words that stand behind these prepositions."""
    for rank, token in enumerate(view.tokens[:-1]):
        case = prepositions.get(token.text.lower())
        if case is None:
            continue
        after = rank + 1
        if view.tokens[after].text[:1].isdigit():
            yield Behind(after, rank, True)
            continue
        for one in range(after, min(after + APART, len(view.tokens))):
            noun = view.tokens[one]
            is_behind = noun.pos in GOING and rank in (one - 1, _mark(view, one, rank)) and not view.goes_on(one)
            if is_behind and (case in noun.features or noun.pos == "PROPN"):
                yield Behind(one, rank, case in noun.features)
                break
            if noun.pos in ("VERB", "PUNCT") and noun.text not in PASSED:
                break


def _mark(view: View, noun: int, rank: int) -> int:
    """The rank of the preposition if it governs a noun, or hangs on it, else -1."""
    return rank if rank in (view.head(noun),) or view.head(rank) == noun else -1


def _finding(pair: Pair, one: Way, other: Way) -> Finding:
    languages = pair.source.side.language, pair.target.side.language
    ours, theirs = _place(pair.source, *one), _place(pair.target, *other)
    message = (
        f"The {languages[0].name} has {quoted(languages[0], ours.text)}, the {languages[1].name} "
        f"{quoted(languages[1], theirs.text)}: the way there became the way back. By: prepositions of both sides."
    )
    return Finding("wording", "major", SURE, pair.rank, (ours,), (theirs,), message, "wording-direction")


def _place(view: View, origin: int, goal: int) -> Place:
    first, last = min(origin, goal), max(origin, goal)
    while first and view.tokens[first].pos not in ("ADP", "PART"):
        first -= 1
    start, stop = view.tokens[first].start, view.tokens[last].stop
    return view.side.place(start, stop)
