"""How grave it is when an attribution changes its stance.

The scale: a neutral verb and a stressing one differ little; distance, denial and concession are judgements of the
writer or of the speaker that the reader will take over.
"""

from __future__ import annotations

from compare.records import Severity, Stance

CHANGES: dict[frozenset[Stance], Severity] = {
    frozenset(("neutral", "assertive")): "minor",
    frozenset(("neutral", "distancing")): "major",
    frozenset(("neutral", "conceding")): "major",
    frozenset(("neutral", "denying")): "critical",
    frozenset(("neutral", "warning")): "major",
    frozenset(("neutral", "demanding")): "major",
    frozenset(("assertive", "distancing")): "major",
    frozenset(("assertive", "conceding")): "major",
    frozenset(("assertive", "denying")): "critical",
    frozenset(("assertive", "warning")): "minor",
    frozenset(("assertive", "demanding")): "minor",
    frozenset(("distancing", "conceding")): "major",
    frozenset(("distancing", "denying")): "critical",
    frozenset(("distancing", "warning")): "major",
    frozenset(("distancing", "demanding")): "major",
    frozenset(("conceding", "denying")): "critical",
    frozenset(("conceding", "warning")): "major",
    frozenset(("conceding", "demanding")): "major",
    frozenset(("denying", "warning")): "critical",
    frozenset(("denying", "demanding")): "major",
    frozenset(("warning", "demanding")): "minor",
}
"""Two stances, whichever side each stands on, and the severity of one becoming the other."""


CALLED: dict[Stance, str] = {
    "neutral": "neutral",
    "assertive": "stressed",
    "distancing": "doubtful",
    "conceding": "an admission",
    "denying": "a denial",
    "warning": "a warning",
    "demanding": "a demand",
}
"""Stances in a reader's words."""


def change(source: Stance, target: Stance) -> Severity | None:
    """The severity of a changed stance, ``None`` for the same one.

    >>> change("neutral", "distancing")
    'major'
    """
    if (source, target) == ("distancing", "assertive"):  # утверждать is to insist as well as to claim
        return "minor"
    return None if source == target else CHANGES[frozenset((source, target))]
