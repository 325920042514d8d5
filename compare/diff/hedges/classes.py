"""Classes of hedges: which are alike, which other words stand for them, what they tell a reader."""

from __future__ import annotations

from collections.abc import Sequence

from compare.diff.counterparts import Item
from compare.facts.polarity import Cue

LIKE: dict[str, dict[str, float]] = {
    "evidential": {"evidential": 0.6, "epistemic": 0.2, "scare": 0.4},
    "epistemic": {"epistemic": 0.6, "modal": 0.4, "evidential": 0.2},
    "modal": {"modal": 0.6, "epistemic": 0.5},
    "scare": {"scare": 0.6, "evidential": 0.4},
    "duty": {"duty": 0.6},
}
"""How alike two classes of hedges are; those not named here do not answer each other."""

ANSWERED_BY: dict[str, frozenset[str]] = {
    "evidential": frozenset({"report", "seeming", "epistemic"}),
    "epistemic": frozenset({"report", "seeming", "epistemic", "ability"}),
    "modal": frozenset({"ability", "epistemic", "seeming"}),
    "scare": frozenset({"report", "seeming"}),
    "duty": frozenset({"duty"}),
}
"""Which classes of other words can stand for a hedge."""

NAMES = {
    "evidential": "others say so",
    "epistemic": "it may be so",
    "modal": "it can be so",
    "scare": "so called",
    "duty": "it must be so",
}
"""Classes in a reader's words."""

SAYS = {
    "evidential": "says that this comes from others",
    "epistemic": "says that this may be so",
    "modal": "says that this can or may be",
    "scare": "keeps its distance from this word",
    "duty": "says that this must be",
}
"""What a hedge tells the reader."""


def fit(one: Item, other: Item) -> float:
    """How well two hedges stand for each other by their classes; negative: not at all."""
    return LIKE[one.cue.group].get(other.cue.group, -1.0)


def differs(one: Cue, other: Cue) -> bool:
    """Whether another's claim became the writer's guess, or the reverse."""
    return {one.group, other.group} == {"evidential", "epistemic"} and one.strength >= 3 and other.strength >= 3


def count(cue: Cue, cues: Sequence[Cue]) -> int:
    """How many of these could stand for a hedge: those like it, and for a modal verb also "can" and its kin."""
    like = {*LIKE[cue.group], "ability"} if cue.group == "modal" else set(LIKE[cue.group])
    return sum(other.group in like for other in cues)
