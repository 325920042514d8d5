"""What comes first and what follows: a cause told as the effect, two events whose order in time was turned round.

A joint (after, because of) or a verb (to cause) parts a sentence into what comes first and what follows from it. Where
the words of the one stand in the other on the other side, they changed places.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from compare.diff.excerpt import quoted
from compare.diff.wording import joints
from compare.diff.wording.bead import Pair
from compare.diff.wording.bonds import bond
from compare.diff.wording.words import View
from compare.facts.polarity import plain
from compare.records import Finding, Place

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "csubj"})
SIDE = frozenset({"conj", "parataxis", "relcl", "acl:relcl", "punct", "cc"})
SETTINGS = frozenset({"obl", "prep", "advmod", "npadvmod", "advcl"})

FIRST = {"after": True, "because": True, "before": False}
"""Whether what stands behind a joint comes first, by what the joint says."""

KINDS = {
    "after": "time",
    "before": "time",
    "because": "cause",
    "causing": "cause",
    "occasion": "cause",
    "following": "time",
}

ENOUGH = 3
"""How many words must have changed places, two for a verb of causing, and of two that are all the two."""

CLEAR = 4
"""How many words must have changed places for each that did not."""

SURE = 0.7
"""Confidence by the words of both halves."""


class Order(NamedTuple):
    """What comes first and what follows (ranks of content words, those of verbs with their subjects and objects), by
    what it is said, and the place of both."""

    first: frozenset[int]
    then: frozenset[int]
    kind: str
    by: str
    place: Place


def find(pair: Pair) -> Iterator[Finding]:
    """The orders of the source that the target turns round."""
    theirs = list(_orders(pair.target))
    ours = list(_orders(pair.source)) if theirs else []
    for one, other in product(ours, theirs):
        if one.kind != other.kind or (one.by == other.by == "occasion") or not _is_turned(pair, one, other):
            continue
        if not any(_is_kept(pair, one, another) for another in theirs):
            yield _finding(pair, one, other)
            return


def _is_turned(pair: Pair, one: Order, other: Order) -> bool:
    """Whether the words of each half stand in the other's other half, and few or none in the same."""
    enough = min(ENOUGH - (bool({"causing", "following"} & {one.by, other.by})), len(one.first) + len(one.then))
    for by_states in (False, True):
        (kept, over), (under, left) = (_shared(pair, half, other, by_states) for half in (one.first, one.then))
        if not over or not under or over + under < CLEAR * (kept + left):
            return False
        if over + under >= enough:
            return True
    return False


def _is_kept(pair: Pair, one: Order, other: Order) -> bool:
    return bool(_shared(pair, one.first, other)[0] and _shared(pair, one.then, other)[1])


def _shared(pair: Pair, half: frozenset[int], other: Order, by_states: bool = False) -> tuple[int, int]:
    """How many of these words have their likeliest counterpart in what comes first there, and in what follows."""
    counts = [0, 0]
    for rank in half:
        weights = [
            max(bond(pair, rank, there, by_states=by_states) for there in words) for words in (other.first, other.then)
        ]
        if max(weights):
            counts[weights[1] > weights[0]] += 1
    return counts[0], counts[1]


def _orders(view: View) -> Iterator[Order]:
    table = view.side.language.table("order")
    for match in view.matches("joints", "joints"):
        after = match.words[-1] + 1
        refers = after < len(view.tokens) and plain(view.tokens[after].lemma) in table["referring"]
        if match.cue.group in FIRST and not refers:
            behind = joints.behind(view, match)
            yield from _parted(view, behind, match.words, match.cue.group, is_first=FIRST[match.cue.group])
    for rank, token in enumerate(view.tokens):
        if token.pos == "VERB" and view.row.lemmas[rank] in table["following"]:
            yield from _followed(view, rank)
        elif token.text.lower() in table["occasions"] and token.pos == "ADP":
            noun = joints.noun_after(view, rank + 1)
            yield from _parted(view, noun, (rank,), "occasion", is_first=True)
        elif token.pos == "VERB" and plain(token.lemma) in table["causing"]:
            yield from _caused(view, rank, table["caused"])


def _parted(view: View, behind: int | None, joint: tuple[int, ...], by: str, *, is_first: bool) -> Iterator[Order]:
    """What stands behind a joint, from its noun or verb on, and what it hangs on."""
    if behind is None:
        return
    besides = _below(view, behind)
    above = _predicate(view, behind)
    if above is None or above in besides:
        return
    main = _below(view, above, without=besides | {behind, *joint}) | {above}
    besides |= {behind}
    first, then = (besides, main - besides) if is_first else (main - besides, besides)
    yield from _order(view, first, then, by)


def _predicate(view: View, rank: int) -> int | None:
    """The verb that the clause or the noun behind a joint hangs on."""
    seen = {rank}
    while (above := view.head(rank)) not in seen:
        if view.tokens[above].pos in ("VERB", "AUX"):
            return above
        seen.add(above)
        rank = above
    return None


def _caused(view: View, verb: int, caused: list[str]) -> Iterator[Order]:
    """What a verb of causing has as its subject, and as its object; a passive has them the other way round."""
    parted = _around(view, verb)
    if parted is None or (parted.is_passive and plain(view.tokens[verb].lemma) not in caused):
        return
    first, then = (parted.rest, parted.subject) if parted.is_passive else (parted.subject, parted.rest)
    yield from _order(view, first, then, "causing")


def _followed(view: View, verb: int) -> Iterator[Order]:
    """What a verb of following has as its object, and as its subject; a passive has them the other way round."""
    parted = _around(view, verb)
    if parted is not None:
        first, then = (parted.subject, parted.rest) if parted.is_passive else (parted.rest, parted.subject)
        yield from _order(view, first, then, "following")


class Parted(NamedTuple):
    """The words of a verb's subject, and those of its objects."""

    subject: frozenset[int]
    rest: frozenset[int]
    is_passive: bool


def _around(view: View, verb: int) -> Parted | None:
    children = view.row.dependants(verb)
    subjects = [rank for rank in children if view.tokens[rank].relation in SUBJECT]
    others = [rank for rank in children if rank not in subjects and view.tokens[rank].relation not in SIDE]
    if len(subjects) != 1:
        return None
    subject = frozenset(subjects) | _below(view, subjects[0])
    rest = frozenset(rank for one in others for rank in _below(view, one) | {one})
    return Parted(subject, rest, "pass" in view.tokens[subjects[0]].relation)


def _order(view: View, first: frozenset[int], then: frozenset[int], by: str) -> Iterator[Order]:
    idle = view.side.language.table("order")["idle"]
    earlier, later = (
        frozenset(rank for rank in half if view.tokens[rank].pos in CONTENT and view.row.lemmas[rank] not in idle)
        for half in (first, then)
    )
    if not earlier or not later:
        return
    ranks = earlier | later
    start, stop = view.tokens[min(ranks)].start, view.tokens[max(ranks)].stop
    yield Order(earlier, later, KINDS[by], by, view.side.place(start, stop))


def _below(view: View, top: int, without: frozenset[int] = frozenset()) -> frozenset[int]:
    """What depends on a word, but for the clauses beside it."""
    found: set[int] = set()
    grown = [*view.row.dependants(top)]
    while grown:
        rank = grown.pop()
        if rank not in found and rank not in without and not _is_beside(view, rank):
            found.add(rank)
            grown += view.row.dependants(rank)
    return frozenset(found)


def _is_beside(view: View, rank: int) -> bool:
    """Whether a word is another clause's verb, or tells only where, when and how its verb is done."""
    token = view.tokens[rank]
    if token.relation in SIDE and token.pos in ("VERB", "AUX"):
        return True
    return (
        token.relation in SETTINGS and view.tokens[view.head(rank)].pos in ("VERB", "AUX") and not _is_led(view, rank)
    )


def _is_led(view: View, rank: int) -> bool:
    """Whether a word is what a verb of causing leads to: led to a blast."""
    order = view.side.language.table("order")
    return plain(view.tokens[view.head(rank)].lemma) in (*order["causing"], *order["caused"], *order["following"])


def _finding(pair: Pair, one: Order, other: Order) -> Finding:
    languages = pair.source.side.language, pair.target.side.language
    what = "what came first and what followed" if one.kind == "time" else "cause and effect"
    message = (
        f"The {languages[0].name} has {quoted(languages[0], one.place.text)}, the {languages[1].name} "
        f"{quoted(languages[1], other.place.text)}: {what} changed places. By: both parses, lexicon."
    )
    return Finding("wording", "major", SURE, pair.rank, (one.place,), (other.place,), message, "wording-order")
