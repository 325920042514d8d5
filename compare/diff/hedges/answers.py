"""What may stand for a hedge on the other side: a word that hedges by its meaning (claimed, risk, бы)."""

from __future__ import annotations

from collections.abc import Sequence

from compare.diff.counterparts import Item
from compare.diff.hedges.classes import ANSWERED_BY, count
from compare.diff.hedges.sides import Sides
from compare.diff.row import CONTENT
from compare.facts import polarity

FAR = 0.5
"""How far from a hedge, as a share of the bead, a word that hedges by its meaning still answers it."""

CONDITION = "SCONJ"
"""The part of speech of «если», which "if" renders."""


def is_answered(sides: Sides, item: Item, *, of_source: bool) -> bool:
    """Whether the other side has a word that may stand for the hedge and stands for nothing else. Where the target
    says that it will be so, nothing but a word of ability or a condition can."""
    other = sides.views[not of_source]
    groups = ANSWERED_BY[item.cue.group]
    if is_certain(sides, item, of_source=of_source):
        groups &= {"ability", "report"}
    if _is_assured(sides, item, of_source=of_source):
        return False
    own = _others(sides, item, of_source=of_source)
    for match in polarity.lexicon(other.side.language, "hedges", "answers").matches(other.words.tokens):
        if match.cue.group not in groups or match.first in other.backshifted:
            continue
        word = other.words.lemmas[match.words[-1]]
        if sides.is_taken(word, item.words, of_source=of_source):
            return True
        if abs(other.words.positions[match.first] - item.position) > FAR:
            continue
        if not sides.is_taken(word, own, of_source=of_source):
            return True
    return False


def _is_assured(sides: Sides, item: Item, *, of_source: bool) -> bool:
    """Whether the other side says that it cannot be otherwise, and this side does not."""
    if item.cue.group not in ("modal", "epistemic"):
        return False
    other, own = sides.views[not of_source], sides.views[of_source].words.lemmas
    return any(
        lemma in other.table("assured") and not sides.is_taken(lemma, own, of_source=of_source)
        for lemma in other.words.lemmas
    )


def is_certain(sides: Sides, item: Item, *, of_source: bool) -> bool:
    """Whether the target says that it will be so (will) where the source has it that it may, and says so nowhere
    else."""
    target = sides.views[False]
    could = item.cue.group in ("modal", "epistemic") and not count(item.cue, sides.shown)
    will = any(word in target.table("certain") for word in target.words.lemmas)
    return of_source and could and (will or bool(target.backshifted))


def _others(sides: Sides, item: Item, *, of_source: bool) -> Sequence[str]:
    """The words of the hedge's side besides it: content words, and those that begin a condition."""
    words = sides.views[of_source].words
    return [
        lemma
        for lemma, token in zip(words.lemmas, words.tokens, strict=True)
        if (token.pos in CONTENT or token.pos == CONDITION) and not item.fact.start <= token.start < item.fact.stop
    ]
