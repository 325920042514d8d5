"""Hedges that one side has and the other does not: a suspicion told as a fact, or a fact as a suspicion.

The hedges of a bead are paired by class and by what they govern. What is left over may be answered by a word that
hedges by its meaning (claimed, risk, бы), or by the machine translation, which shows how this is usually said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare import lexicon as lexicons
from compare.diff import counterparts
from compare.diff.comparison import Comparison, place
from compare.diff.counterparts import Item
from compare.diff.excerpt import quoted
from compare.diff.hedges import conditions, modality
from compare.diff.hedges.answers import is_answered, is_certain
from compare.diff.hedges.classes import LIKE, NAMES, SAYS, count, differs, fit
from compare.diff.hedges.sides import Sides, sides_of, view
from compare.records import Fact, Finding, Severity

BASE, LEAST = 0.6, 0.55
AGREES, DISAGREES = 0.2, -0.3
ANSWERED = 0.4
"""Weights of what speaks for and against a difference; chosen on human translations of news and damaged copies."""

BORNE_OUT = 0.75
"""The confidence that a difference has only if the machine translation bears it out."""

SURE = 2
"""The strength from which on a hedge is missed."""


def find(comparison: Comparison) -> Iterator[Finding]:
    """The hedges lost, added and changed between two versions, bead by bead."""
    for sides in _sides(comparison):
        if sides.views[True].hedges or sides.views[False].hedges:
            yield from _findings(sides)
        if not sides.views[True].hedges:
            yield from modality.certain(sides)
        yield from conditions.find(sides)


def pairs(comparison: Comparison) -> Iterator[tuple[Fact, Fact]]:
    """The hedges that stand for each other, bead by bead."""
    for sides in _sides(comparison):
        made, _, _ = counterparts.paired(sides.views[True].hedges, sides.views[False].hedges, sides.lexicon, fit)
        yield from ((one.fact, other.fact) for one, other in made)


def _sides(comparison: Comparison) -> Iterator[Sides]:
    lexicon = lexicons.load(comparison.source.language.code, comparison.target.language.code)
    for rank, bead in comparison.pairs():
        source, target = view(comparison.source, bead.source), view(comparison.target, bead.target)
        yield sides_of(rank, source, target, lexicon, comparison.translations[rank])


def _findings(sides: Sides) -> Iterator[Finding]:
    """The hedges without a counterpart, and those that became another class."""
    made, lost, added = counterparts.paired(sides.views[True].hedges, sides.views[False].hedges, sides.lexicon, fit)
    turned = list(modality.turned(sides, lost, added))
    yield from (modality.turn(sides, one, other) for one, other in turned)
    told = {id(item) for pair in turned for item in pair}
    for of_source, left in ((True, lost), (False, added)):
        for item in left:
            freed = None if id(item) in told else modality.freed(sides, item, of_source=of_source)
            if freed is not None:
                told.add(id(item))
                yield freed
    yield from (_changed(sides, one, other) for one, other in made if differs(one.cue, other.cue))
    for of_source, left in ((True, lost), (False, added)):
        kept = [pair[0] if of_source else pair[1] for pair in made]
        for item in left:
            confidence = 0.0 if id(item) in told else _weigh(sides, item, of_source=of_source)
            if confidence >= LEAST and not _is_double(item, kept) and not _is_shaded(item, kept):
                yield _finding(sides, item, confidence, of_source=of_source)


def _is_double(item: Item, kept: Sequence[Item]) -> bool:
    """Whether another hedge of its kind that has a counterpart weakens the same words («предположительно, могла»)."""
    return any(
        other.fact.sentence == item.fact.sentence
        and other.cue.group in LIKE[item.cue.group]
        and set(other.anchors[:2]) & set(item.anchors[:2])
        for other in kept
    )


def _is_shaded(item: Item, kept: Sequence[Item]) -> bool:
    """Whether a shade and what it introduces weaken the sentence once together, and one of the two has a counterpart
    (suggested that it might)."""
    for other in kept:
        first, second = sorted((item, other), key=lambda one: one.fact.start)
        alike = LIKE[item.cue.group].get(other.cue.group, 0.0) >= LIKE["epistemic"]["modal"]
        if alike and first.fact.sentence == second.fact.sentence and first.cue.strength < SURE:
            return True
    return False


def _weigh(sides: Sides, item: Item, *, of_source: bool) -> float:
    total = BASE + _by_translation(sides, item, of_source=of_source)
    if is_certain(sides, item, of_source=of_source):
        total = max(total, BASE)
    return min(0.95, total - (ANSWERED if is_answered(sides, item, of_source=of_source) else 0.0))


def _by_translation(sides: Sides, item: Item, *, of_source: bool) -> float:
    """Whether the machine translation has a hedge of this kind where the source has one, or none where only the
    target has one."""
    if sides.expected is None:
        return 0.0
    expected, there = count(item.cue, sides.expected), count(item.cue, sides.shown)
    return AGREES if (expected > there if of_source else expected < there) else DISAGREES


def _finding(sides: Sides, item: Item, confidence: float, *, of_source: bool) -> Finding:
    own = sides.views[of_source].side
    mine, none = (place(item.fact),), ()
    shown = quoted(own.language, counterparts.context(own, item.fact))
    return Finding(
        kind="hedge",
        severity=_severity(sides, item, confidence, of_source=of_source),
        confidence=round(confidence, 2),
        bead=sides.rank,
        source=mine if of_source else none,
        target=none if of_source else mine,
        message=f"Only the {own.language.name} {SAYS[item.cue.group]}: {shown}.",
        rule="hedge-lost" if of_source else "hedge-added",
    )


def _severity(sides: Sides, item: Item, confidence: float, *, of_source: bool) -> Severity:
    """A lost hedge is grave, and so is an added claim of others; a shade is not, nor a modal verb that the target
    adds or that the machine translation leaves out too."""
    if item.cue.strength < SURE or item.cue.group == "duty" or _is_hedged(sides, item, of_source=of_source):
        return "minor"
    if item.cue.group == "evidential":
        return "major"
    if item.cue.group == "modal":
        return "major" if of_source and confidence >= BORNE_OUT else "minor"
    return "major" if of_source or item.cue.strength > SURE else "minor"


def _is_hedged(sides: Sides, item: Item, *, of_source: bool) -> bool:
    """Whether the other side hedges the same sentence in another place: a shade, no more."""
    return any(other.cue.group in LIKE[item.cue.group] for other in sides.views[not of_source].hedges)


def _changed(sides: Sides, one: Item, other: Item) -> Finding:
    source, target = sides.views[True].side, sides.views[False].side
    message = (
        f"The {source.language.name} has {quoted(source.language, one.fact.text)} ({NAMES[one.cue.group]}), the "
        f"{target.language.name} {quoted(target.language, other.fact.text)} ({NAMES[other.cue.group]})."
    )
    places = (place(one.fact),), (place(other.fact),)
    return Finding("hedge", "minor", 0.6, sides.rank, *places, message, "hedge-changed")
