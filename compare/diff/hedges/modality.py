"""Duties that became possibilities, or the reverse, and what can be done told as what will be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from compare.diff import counterparts
from compare.diff.comparison import place
from compare.diff.counterparts import Item
from compare.diff.excerpt import quoted
from compare.diff.hedges.answers import is_answered
from compare.diff.hedges.classes import SAYS
from compare.diff.hedges.sides import Sides
from compare.records import Finding, Place, Severity

RULE = "hedge-modality"

SURE, UNSURE, CERTAIN = 0.7, 0.4, 0.6
"""How sure a turned duty is, one that the machine translation turns too, and a possibility told as what will be."""


def turned(sides: Sides, lost: Sequence[Item], added: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """A duty that became a possibility, or the reverse, over the same words (должен, may)."""
    for one, other in product(lost, added):
        groups = {one.cue.group, other.cue.group}
        if "duty" in groups and groups & {"modal", "epistemic"}:
            governs = counterparts.linked(sides.lexicon, one.anchors[:2], other.anchors[:2])
            if governs >= counterparts.LINKED:
                yield one, other


def turn(sides: Sides, one: Item, other: Item) -> Finding:
    """The finding of such a pair."""
    source, target = sides.views[True].side, sides.views[False].side
    same = sides.expected is not None and any(cue.group == other.cue.group for cue in sides.expected)
    severity: Severity = "minor" if same else "major"
    message = (
        f"The {source.language.name} {SAYS[one.cue.group]} ({quoted(source.language, one.fact.text)}), the "
        f"{target.language.name} {SAYS[other.cue.group]} ({quoted(target.language, other.fact.text)})."
    )
    places = (place(one.fact),), (place(other.fact),)
    return Finding("hedge", severity, UNSURE if same else SURE, sides.rank, *places, message, RULE)


def freed(sides: Sides, item: Item, *, of_source: bool) -> Finding | None:
    """A duty of whose words the other side says that they can or may be done (должен, can), and knows no duty."""
    leave = _leave(sides, item, of_source=of_source)
    if leave is None:
        return None
    own, other = sides.views[of_source].side, sides.views[not of_source].side
    message = (
        f"The {own.language.name} {SAYS[item.cue.group]} ({quoted(own.language, item.fact.text)}), the "
        f"{other.language.name} {SAYS['modal']} ({quoted(other.language, leave.text)})."
    )
    places = ((place(item.fact),), (leave,)) if of_source else ((leave,), (place(item.fact),))
    return Finding("hedge", "major", SURE, sides.rank, *places, message, RULE)


def _leave(sides: Sides, item: Item, *, of_source: bool) -> Place | None:
    own, other = sides.views[of_source], sides.views[not of_source]
    if item.cue.group != "duty" or is_answered(sides, item, of_source=of_source):
        return None
    leave = other.table("leave")
    for rank, lemma in enumerate(other.words.lemmas):
        if lemma in leave and not sides.is_taken(lemma, own.words.lemmas, of_source=of_source):
            about = (other.words.above(rank), *other.words.below(rank))
            if sides.linked(item.anchors[:2], about, of_source=of_source) >= counterparts.LINKED:
                return place(other.words.tokens[rank])
    return None


def certain(sides: Sides) -> Iterator[Finding]:
    """What can be done («можно назвать») told as what will be, where the machine translation has "can" or "may"."""
    source, target = sides.views[True], sides.views[False]
    can = {"modal", "epistemic", "ability"}
    if sides.expected is None or any(cue.group in can for cue in sides.shown):
        return
    if not any(cue.group in can for cue in sides.expected):
        return
    if not set(target.table("certain")) & set(target.words.lemmas) or set(target.table("once")) & set(
        target.words.lemmas
    ):
        return
    language = source.side.language
    for token, lemma in zip(source.words.tokens, source.words.lemmas, strict=True):
        if lemma in source.table("leave"):
            message = f"Only the {language.name} {SAYS['modal']}: {quoted(language, token.text)}."
            yield Finding("hedge", "minor", CERTAIN, sides.rank, (place(token),), (), message, "hedge-lost")
            return
