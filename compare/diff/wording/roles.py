"""Who does it to whom: a deed whose doer and whose object changed places («рабочие обвинили завод», "the plant accused
the workers").

Only grammar that leaves no doubt counts: subjects and objects on both sides, a passive with its doer. Verbs that mean
the same either way (meet, replace) are left alone, and so is a verb that stands for its counterpart seen from the other
side (sell, buy).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from compare.diff.comparison import place
from compare.diff.excerpt import quoted
from compare.diff.wording.bead import Pair
from compare.diff.wording.bonds import are_one
from compare.diff.wording.tables import are_opposite
from compare.diff.wording.words import View
from compare.facts.polarity import plain
from compare.records import Finding, Place

NOUNS = frozenset({"NOUN", "PROPN"})

ONE = 0.05
"""The share of alignments from which two verbs are one deed, and two nouns one thing."""

OTHER = 0.03
"""That from which they may be."""

SURE = 0.65
"""Confidence by both parses."""


@dataclass(frozen=True)
class Deed:
    """A verb with the ranks of those who do it and of those to whom it is done."""

    verb: int
    doers: tuple[int, ...]
    others: tuple[int, ...]


def find(pair: Pair) -> Iterator[Finding]:
    """The deeds of the source whose doer is the target's object, and whose object its doer."""
    theirs = list(_deeds(pair.target))
    for one in _deeds(pair.source) if theirs else ():
        for other in theirs:
            is_known = _is_known(pair, one, other)
            places = _crossed(pair, one, other, by_states=is_known)
            if places and (is_known or _is_one(pair, one, other)):
                yield _finding(pair, *places)
                break


def _is_known(pair: Pair, one: Deed, other: Deed) -> bool:
    """Whether the lexicon knows two verbs for one deed from the same side."""
    verbs = pair.source.tokens[one.verb], pair.target.tokens[other.verb]
    return pair.lexicon.link(plain(verbs[0].lemma), plain(verbs[1].lemma)) >= ONE and _is_one(pair, one, other)


def _is_one(pair: Pair, one: Deed, other: Deed) -> bool:
    """Whether two verbs tell the same deed from the same side."""
    verbs = pair.source.tokens[one.verb], pair.target.tokens[other.verb]
    lemmas = plain(verbs[0].lemma), plain(verbs[1].lemma)
    if pair.lexicon.link(*lemmas) < ONE and pair.counterpart(one.verb, of_source=True) != other.verb:
        return False
    usual = pair.lexicon.usual(lemmas[0], ONE, of_source=True)
    return not are_opposite(dict.fromkeys(usual, 1.0), lemmas[1], pair.target.side.language)


def _crossed(pair: Pair, one: Deed, other: Deed, *, by_states: bool) -> tuple[int, int, int, int] | None:
    """The ranks of the source's doer and object and of the target's, if each is rendered by the other's. ``by_states``
    one of the two is enough, if the other two fit each other or are left to each other."""
    for doer, object_, new_doer, new_object in product(one.doers, one.others, other.doers, other.others):
        over, under = _link(pair, doer, new_object), _link(pair, object_, new_doer)
        if max(over, under) < ONE or max(_link(pair, doer, new_doer), _link(pair, object_, new_object)) >= OTHER:
            continue
        others = (object_, new_doer) if over >= ONE else (doer, new_object)
        if min(over, under) >= ONE or (by_states and _are_left(pair, *others)):
            return doer, object_, new_doer, new_object
    return None


def _are_left(pair: Pair, one: int, other: int) -> bool:
    """Whether nothing else of either side stands for these two words, so that each is left to stand for the other."""
    ours, theirs = range(len(pair.source.tokens)), range(len(pair.target.tokens))
    return not any(are_one(pair, one, rank) for rank in theirs if rank != other) and not any(
        are_one(pair, rank, other) for rank in ours if rank != one
    )


def _link(pair: Pair, one: int, other: int) -> float:
    link = pair.lexicon.link(plain(pair.source.tokens[one].lemma), plain(pair.target.tokens[other].lemma))
    return link if link >= ONE or not are_one(pair, one, other, by_states=False) else ONE


def _deeds(view: View) -> Iterator[Deed]:
    """The verbs of a side that have both a doer and an object."""
    table = view.side.language.table("roles")
    doing, others = doers(view), _undergoing(view)
    for verb in doing.keys() & others.keys():
        token = view.tokens[verb]
        if token.pos == "VERB" and plain(token.lemma) not in table["symmetric"]:
            yield Deed(verb, tuple(doing[verb]), tuple(others[verb]))


def doers(view: View) -> dict[int, list[int]]:
    """The verbs of a side with the nouns that do them, by their ranks."""
    agent = view.side.language.table("roles")["agent"]
    found: dict[int, list[int]] = {}
    for rank, token in enumerate(view.tokens):
        if token.pos not in NOUNS or token.start in view.denied:
            continue
        verb = view.head(rank) if token.relation in agent else _verb_done_by(view, rank)
        if verb is not None:
            found.setdefault(verb, []).append(rank)
    return found


def _undergoing(view: View) -> dict[int, list[int]]:
    """The verbs of a side with the nouns to which they are done."""
    table = view.side.language.table("roles")
    found: dict[int, list[int]] = {}
    for rank, token in enumerate(view.tokens):
        if token.pos not in NOUNS or token.start in view.denied or token.relation in table["agent"]:
            continue
        if token.relation in table["patient"] or _is_towards(view, rank):
            found.setdefault(view.head(rank), []).append(rank)
        elif token.relation in table["of"] and view.tokens[view.head(rank)].text.lower() in table["towards"]:
            found.setdefault(view.head(view.head(rank)), []).append(rank)
    return found


def _is_towards(view: View, rank: int) -> bool:
    """Whether a noun stands behind a preposition that marks to whom it is done."""
    table, token = view.side.language.table("roles"), view.tokens[rank]
    towards = table["towards"]
    if not table["by_case"] or not any(case in token.features for case in towards.values()):
        return False
    marks = (view.tokens[other] for other in view.row.dependants(rank))
    return any(mark.pos == "ADP" and towards.get(mark.text.lower(), "none") in token.features for mark in marks)


def _verb_done_by(view: View, rank: int) -> int | None:
    """The verb that a noun does in a passive."""
    table, token, head = view.side.language.table("roles"), view.tokens[rank], view.head(rank)
    if table["by_case"]:
        is_done = token.relation in table["by"] and table["by_case"] in token.features
        if not is_done or "Voice=Pass" not in view.tokens[head].features:
            return None
        is_bare = not any(view.tokens[other].pos == "ADP" for other in view.row.dependants(rank))
        return head if is_bare else None
    return view.head(head) if token.relation in table["of"] and view.tokens[head].relation in table["by"] else None


def _finding(pair: Pair, doer: int, object_: int, new_doer: int, new_object: int) -> Finding:
    languages = pair.source.side.language, pair.target.side.language
    ours, theirs = _places(pair.source, doer, object_), _places(pair.target, new_doer, new_object)
    message = (
        f"The {languages[0].name} has {quoted(languages[0], ours[0].text)} act on "
        f"{quoted(languages[0], ours[1].text)}, the {languages[1].name} {quoted(languages[1], theirs[0].text)} on "
        f"{quoted(languages[1], theirs[1].text)}: doer and object changed places. By: both parses, lexicon."
    )
    return Finding("wording", "major", SURE, pair.rank, ours, theirs, message, "wording-roles")


def _places(view: View, *ranks: int) -> tuple[Place, ...]:
    return tuple(place(view.tokens[rank]) for rank in ranks)
