"""Who does which of two things, exchanged: «прокурор просил 15 лет, защита настаивала на оправдании», "the defence
asked for 15 years, the prosecutor insisted on acquittal"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations, product
from typing import NamedTuple

from compare.diff.excerpt import quoted
from compare.diff.wording import roles
from compare.diff.wording.bead import Pair
from compare.diff.wording.bonds import are_one
from compare.diff.wording.words import View
from compare.records import Finding, Place

TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})

SURE = 0.7
"""Confidence by both parses and the words."""

MOST = 6
"""Deeds of a side beyond which a sentence is too long for its parse to be trusted."""


class Deed(NamedTuple):
    """A verb and who does it, by their ranks."""

    verb: int
    doer: int


def find(pair: Pair) -> Iterator[Finding]:
    """Two deeds of the source whose doers changed places in the target."""
    ours = _deeds(pair.source)
    theirs = _deeds(pair.target) if len(ours) > 1 else []
    if len(theirs) < 2 or max(len(ours), len(theirs)) > MOST:
        return
    for here, there in product(combinations(ours, 2), permutations(theirs, 2)):
        if _is_exchanged(pair, here, there):
            yield _finding(pair, here, there)
            return


def _is_exchanged(pair: Pair, here: tuple[Deed, ...], there: tuple[Deed, ...]) -> bool:
    (first, second), (third, fourth) = here, there
    if not (_is_one(pair, first.doer, fourth.doer) and _is_one(pair, second.doer, third.doer)):
        return False
    if _is_one(pair, first.doer, third.doer) or _is_one(pair, second.doer, fourth.doer):
        return False
    ours = [_words(pair.source, deed, here) for deed in here]
    theirs = [_words(pair.target, deed, there) for deed in there]
    straight = _shared(pair, first, third, ours[0], theirs[0]), _shared(pair, second, fourth, ours[1], theirs[1])
    crossed = _shared(pair, first, fourth, ours[0], theirs[1]), _shared(pair, second, third, ours[1], theirs[0])
    return min(straight) > max(crossed)


def _shared(pair: Pair, one: Deed, other: Deed, ours: frozenset[int], theirs: frozenset[int]) -> int:
    """How many words of a deed have one in the other; the verb counts twice."""
    verbs = 2 * _is_one(pair, one.verb, other.verb)
    return verbs + sum(any(_is_one(pair, mine, there) for there in theirs) for mine in ours)


def _is_one(pair: Pair, one: int, other: int) -> bool:
    """Whether two words are one by the lexicon or as names."""
    return are_one(pair, one, other, by_states=False)


def _deeds(view: View) -> list[Deed]:
    """The verbs of a side with a noun that does them, in the order of the text."""
    doers = roles.doers(view)
    found = []
    for verb in sorted(doers):
        if view.tokens[verb].pos != "VERB" or len(doers[verb]) != 1 or view.tokens[verb].start in view.denied:
            continue
        found.append(Deed(verb, doers[verb][0]))
    ends = [sorted(deed) for deed in found]
    is_mixed = any(one[0] < other[1] and other[0] < one[1] for one, other in combinations(ends, 2))
    return [] if is_mixed else found  # a parse that crosses clauses is none to build on


def _words(view: View, deed: Deed, beside: tuple[Deed, ...]) -> frozenset[int]:
    """The words that hang on a verb, but for its doer and what other deeds have."""
    besides = {deed.verb, deed.doer, *(other.verb for other in beside)}
    found: set[int] = set()
    grown = [*view.row.dependants(deed.verb)]
    while grown:
        rank = grown.pop()
        if rank not in besides and rank not in found:
            found.add(rank)
            grown += view.row.dependants(rank)
    return frozenset(rank for rank in found if view.tokens[rank].pos in TELLING)


def _finding(pair: Pair, here: tuple[Deed, ...], there: tuple[Deed, ...]) -> Finding:
    languages = pair.source.side.language, pair.target.side.language
    ours, theirs = _places(pair.source, here), _places(pair.target, there)
    said = [
        f"{quoted(language, places[0].text)} … {quoted(language, places[1].text)}"
        for language, places in zip(languages, (ours, theirs), strict=True)
    ]
    message = (
        f"The {languages[0].name} has {said[0]}, the {languages[1].name} {said[1]}: who does the one and who does the "
        "other changed places. By: both parses, lexicon."
    )
    return Finding("wording", "major", SURE, pair.rank, ours, theirs, message, "wording-roles")


def _places(view: View, deeds: tuple[Deed, ...]) -> tuple[Place, ...]:
    places = []
    for deed in deeds:
        start = view.tokens[min(deed.doer, deed.verb)].start
        stop = view.tokens[max(deed.doer, deed.verb)].stop
        places.append(view.side.place(start, stop))
    return tuple(places)
