"""What was only planned, tried, asked for or weighed, told as done; and the reverse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compare.diff import counterparts
from compare.diff.events.status import NOUNS, OBJECTS, WAS, Event, Events
from compare.diff.excerpt import quoted
from compare.diff.row import CONTENT
from compare.diff.wording.bead import Pair
from compare.diff.wording.bonds import are_one, bond
from compare.facts.polarity import lexicon, plain
from compare.records import Finding

RIVAL = 0.5
"""The share of the best word's weight from which another may tell the event as well."""

SIDE = frozenset({"relcl", "acl:relcl", "advcl", "acl"})
"""Clauses that tell in the past what is to come: whoever came first."""

SAID = 0.01
"""That from which a word may stand for what governs an event."""

NEAR = 8
"""How far from an event, in words, one may stand that says that it is not done."""

SURE, BORNE_OUT = 0.65, 0.75
"""Confidence by the grammar of both sides, and with the machine translation."""


class Candidate(NamedTuple):
    """A word of the other side that may tell the event: how surely, whether it is a verb, its rank."""

    weight: float
    is_verb: bool
    rank: int


def find(pair: Pair) -> Iterator[Finding]:
    """The events that one side has as less than done and the other as done."""
    sides = {True: Events(pair.source), False: Events(pair.target)}
    for of_source, own in sides.items():
        other = sides[not of_source]
        told: set[int] = set()
        for event in own.governed:
            if event.governor in told or event.says not in WAS:
                continue
            done = _done(pair, event, own, other, of_source=of_source)
            if done is not None:
                told.add(event.governor)
                yield _finding(pair, event, own, other, done, of_source=of_source)


def _done(pair: Pair, event: Event, own: Events, other: Events, *, of_source: bool) -> int | None:
    """The rank of the verb of the other side by which the event is done there, if nothing says otherwise."""
    if plain(own.view.tokens[event.rank].lemma) in own.table("idle") or not other.has_done:
        return None
    if any(one.says == event.says for one in other.governed):
        return None
    found: list[Candidate] = []
    for by_states in (False, True):
        found = found or list(_candidates(pair, event, own, other, of_source=of_source, by_states=by_states))
    best = max((one.weight for one in found), default=0.0)
    is_noun = own.view.tokens[event.rank].pos in NOUNS
    verbs = {
        _told_as_done(pair, own, other, event, one.rank, of_source=of_source)
        for one in found
        if one.weight >= best * RIVAL and (one.is_verb or is_noun)
    }
    if len(verbs) != 1:
        return None
    (verb,) = verbs
    return None if verb is None or _is_hinted(pair, event, own, other, verb, of_source=of_source) else verb


def _candidates(
    pair: Pair, event: Event, own: Events, other: Events, *, of_source: bool, by_states: bool
) -> Iterator[Candidate]:
    """The words of the other side that may tell the event."""
    for rank, token in enumerate(other.view.tokens):
        is_verb = token.pos == "VERB"
        if is_verb or token.pos in NOUNS:
            weight = bond(pair, event.rank, rank, of_source=of_source, by_states=by_states)
            if weight and not _is_anothers(pair, event, own, rank, weight, of_source=of_source):
                yield Candidate(weight, is_verb, rank)


def _is_anothers(pair: Pair, event: Event, own: Events, rank: int, weight: float, *, of_source: bool) -> bool:
    """Whether another verb of the event's own side is rendered by this word still more surely."""
    return any(
        one != event.rank
        and token.pos == "VERB"
        and bond(pair, one, rank, of_source=of_source, by_states=False) > weight
        for one, token in enumerate(own.view.tokens)
    )


def _told_as_done(pair: Pair, own: Events, other: Events, event: Event, rank: int, *, of_source: bool) -> int | None:
    """The rank of the verb by which a word of the other side is done: itself, or one that brings it about."""
    token = other.view.tokens[rank]
    verb = rank
    if token.pos != "VERB":
        verb = other.view.head(rank)
        is_object = token.relation in OBJECTS and other.view.tokens[verb].pos == "VERB"
        if not is_object or plain(other.view.tokens[verb].lemma) not in other.table("bringing"):
            return None
    if not other.is_done(verb) or (event.says == "future" and other.view.tokens[verb].relation in SIDE):
        return None
    return verb if _share_more(pair, event, own, other, verb, rank, of_source=of_source) else None


def _share_more(pair: Pair, event: Event, own: Events, other: Events, verb: int, rank: int, *, of_source: bool) -> bool:
    """Whether both sides say the same of it: what it is done to, or by whom; a verb alone that says much needs no
    more."""
    mine = own.view.below(event.rank)
    if own.view.tokens[event.rank].pos in NOUNS:
        mine += [one for one in own.view.below(event.governor) if one != event.rank]
    theirs = [one for one in {*other.view.below(rank), *other.view.below(verb)} if one != rank]
    if any(are_one(pair, one, another, of_source=of_source) for one in mine for another in theirs):
        return True
    token = own.view.tokens[event.rank]
    return token.pos == "VERB" and plain(token.lemma) not in own.table("light") and (not mine or not theirs)


def _is_hinted(pair: Pair, event: Event, own: Events, other: Events, verb: int, *, of_source: bool) -> bool:
    """Whether the other side may say all the same that it is not done: by a word that renders what governs the event,
    by one of its class, or by another near the event."""
    view, hints = other.view, set(other.table("hints"))
    governors = {plain(own.view.tokens[rank].lemma) for rank in (event.governor, event.first)}
    for rank, token in enumerate(view.tokens):
        lemma = plain(token.lemma)
        is_near = abs(rank - verb) <= NEAR and token.pos != "PROPN"
        if is_near and (lemma in hints or token.text.lower() in hints or other.says(rank) == event.says):
            return True
        is_content = token.pos in CONTENT and rank != verb
        if is_content and any(pair.link(one, lemma, of_source=of_source) >= SAID for one in governors):
            return True
    return False


def _finding(pair: Pair, event: Event, own: Events, other: Events, done: int, *, of_source: bool) -> Finding:
    languages = own.view.side.language, other.view.side.language
    meant, told = own.place(*own.words_of(event)), other.told(done)
    confidence, witness = _weigh(pair, event, of_source=of_source)
    message = (
        f"The {languages[0].name} has {quoted(languages[0], meant.text)}, the {languages[1].name} "
        f"{quoted(languages[1], told.text)}: {WAS[event.says]} on one side, done on the other. "
        f"By: table of events, both parses{witness}."
    )
    source, target = ((meant,), (told,)) if of_source else ((told,), (meant,))
    return Finding("wording", "major", confidence, pair.rank, source, target, message, "wording-event")


def _weigh(pair: Pair, event: Event, *, of_source: bool) -> tuple[float, str]:
    """The confidence, and the machine translation if it bears the finding out: it has what the source has."""
    if pair.translation is None:
        return SURE, ""
    words, language = counterparts.bare(pair.translation), pair.target.side.language
    groups = {match.cue.group for match in lexicon(language, "events", "governors").matches(words)}
    if {word.text.lower() for word in words} & set(language.table("events")["future"]):
        groups.add("future")
    return (BORNE_OUT, ", machine translation") if (event.says in groups) is of_source else (SURE, "")
