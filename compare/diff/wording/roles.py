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

from compare.diff.excerpt import quoted
from compare.diff.wording.bead import Pair
from compare.diff.wording.tables import are_opposite
from compare.diff.wording.words import View
from compare.facts.polarity import plain
from compare.records import Finding, Place, Token

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
    for one in _deeds(pair.source):
        for other in theirs:
            if (places := _crossed(pair, one, other)) and _is_one(pair, one, other):
                yield _finding(pair, *places)
                break


def _is_one(pair: Pair, one: Deed, other: Deed) -> bool:
    """Whether two verbs tell the same deed from the same side."""
    verbs = pair.source.tokens[one.verb], pair.target.tokens[other.verb]
    lemmas = plain(verbs[0].lemma), plain(verbs[1].lemma)
    if pair.lexicon.link(*lemmas) < ONE and pair.counterpart(one.verb, of_source=True) != other.verb:
        return False
    usual = pair.lexicon.usual(lemmas[0], ONE, of_source=True)
    return not are_opposite(dict.fromkeys(usual, 1.0), lemmas[1], pair.target.side.language)


def _crossed(pair: Pair, one: Deed, other: Deed) -> tuple[int, int, int, int] | None:
    """The ranks of the source's doer and object and of the target's, if each is rendered by the other's."""
    for doer, object_, new_doer, new_object in product(one.doers, one.others, other.doers, other.others):
        straight = max(_link(pair, doer, new_doer), _link(pair, object_, new_object))
        if straight < OTHER and min(_link(pair, doer, new_object), _link(pair, object_, new_doer)) >= ONE:
            return doer, object_, new_doer, new_object
    return None


def _link(pair: Pair, one: int, other: int) -> float:
    return pair.lexicon.link(plain(pair.source.tokens[one].lemma), plain(pair.target.tokens[other].lemma))


def _deeds(view: View) -> Iterator[Deed]:
    """The verbs of a side that have both a doer and an object."""
    table = view.side.language.table("roles")
    doers: dict[int, list[int]] = {}
    others: dict[int, list[int]] = {}
    for rank, token in enumerate(view.tokens):
        head = view.head(rank)
        if token.pos not in NOUNS or token.start in view.denied:
            continue
        if token.relation in table["agent"]:
            doers.setdefault(head, []).append(rank)
        elif token.relation in table["patient"] or _is_towards(view, rank):
            others.setdefault(head, []).append(rank)
        elif (verb := _verb_done_by(view, rank)) is not None:
            doers.setdefault(verb, []).append(rank)
    for verb in doers.keys() & others.keys():
        token = view.tokens[verb]
        if token.pos == "VERB" and plain(token.lemma) not in table["symmetric"]:
            yield Deed(verb, tuple(doers[verb]), tuple(others[verb]))


def _is_towards(view: View, rank: int) -> bool:
    """Whether a noun stands behind a preposition that marks to whom it is done."""
    token, towards = view.tokens[rank], view.side.language.table("roles")["towards"]
    return any(towards.get(mark.text.lower(), "none") in token.features for mark in _prepositions(view, rank))


def _prepositions(view: View, rank: int) -> Iterator[Token]:
    """Those of a noun; one that governs itself is nobody's."""
    return (view.tokens[other] for other in view.row.dependants(rank) if view.tokens[other].pos == "ADP")


def _verb_done_by(view: View, rank: int) -> int | None:
    """The verb that a noun does in a passive."""
    table, token, head = view.side.language.table("roles"), view.tokens[rank], view.head(rank)
    if table["by_case"]:
        is_done = token.relation in table["by"] and table["by_case"] in token.features
        is_bare = is_done and not any(True for _ in _prepositions(view, rank))
        return head if is_bare and "Voice=Pass" in view.tokens[head].features else None
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
    return tuple(Place(token.start, token.stop, token.text) for token in map(view.tokens.__getitem__, ranks))
