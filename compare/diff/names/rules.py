"""One rule a kind of difference. Each takes a bead with its names and yields findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from compare.diff.comparison import place
from compare.diff.names.beads import Bead, Single
from compare.diff.names.story import Item, Names, match
from compare.names.match import Likeness
from compare.records import Finding, NameType, Severity

Rule = Callable[[Bead, Names], Iterator[Finding]]

NOUNS: dict[NameType, str] = {"PERSON": "person", "PLACE": "place", "ORG": "organisation"}


def changed(bead: Bead, names: Names) -> Iterator[Finding]:
    """Another name in a name's place: both are left over, of one type, and at least one is new to its side."""
    for rival in _rivals(bead):
        one, other = rival.one.item, rival.other.item
        if rival.likeness.near:
            yield _finding(bead, "name_misspelt", "minor", 0.7, one, other, f"{_told(one, other)}: perhaps a slip in the spelling.")  # fmt: skip
            continue
        severity: Severity = "critical" if one.type == other.type == "PERSON" else "major"
        yield _finding(bead, "name_changed", severity, rival.confidence, one, other, f"{_told(one, other)}: another {NOUNS[one.type]}.")  # fmt: skip


def _told(one: Item, other: Item) -> str:
    return f'«{one.fact.text}» became "{other.fact.text}"'


@dataclass(frozen=True)
class Rival:
    """Two names without partners that may stand in each other's place."""

    one: Single
    other: Single
    likeness: Likeness

    @property
    def misfit(self) -> float:
        """0 for names of one type that are both new, IMPOSSIBLE for names that cannot change places."""
        one, other = self.one.item, self.other.item
        if "gone" not in (self.one.grade, self.other.grade) or self.likeness.same or self.likeness.kind == "kin":
            return IMPOSSIBLE
        misfit = 0.5 * (self.one.grade != "gone") + 0.5 * (self.other.grade != "gone") - self.likeness.near
        if one.type == other.type:
            return misfit
        if {one.fact.text[0].islower(), other.fact.text[0].islower()} == {True, False} and "PLACE" in (one.type, other.type):  # fmt: skip
            return IMPOSSIBLE
        return misfit + (0.5 if {one.type, other.type} == {"ORG", "PLACE"} else 1.0)

    @property
    def confidence(self) -> float:
        """Falls with the misfit."""
        return max(0.3, 0.85 - 0.2 * self.misfit)


IMPOSSIBLE = 9.0


def _rivals(bead: Bead) -> list[Rival]:
    """The names left over on both sides, paired so that they fit best."""
    if not bead.dropped or not bead.added:
        return []
    table = [[Rival(one, other, match(one.item, other.item)) for other in bead.added] for one in bead.dropped]
    cost = np.array([[rival.misfit for rival in row] for row in table])
    chosen = [table[int(i)][int(j)] for i, j in zip(*linear_sum_assignment(cost), strict=True)]
    return [rival for rival in chosen if rival.misfit < MOST]


MOST = 1.2
"""Misfit up to which a name counts as put in another one's place."""


def dropped(bead: Bead, names: Names) -> Iterator[Finding]:
    """A name that the target has not."""
    rivals = [rival.one for rival in _rivals(bead)]
    for single in bead.dropped:
        if single.grade == "gone" and single not in rivals:
            item = single.item
            yield _finding(bead, "name_dropped", "minor", 0.5, item, None, f"«{item.fact.text}» is not named.")


def added(bead: Bead, names: Names) -> Iterator[Finding]:
    """A name that the source has not."""
    rivals = [rival.other for rival in _rivals(bead)]
    for single in bead.added:
        if single.grade == "gone" and single not in rivals:
            item = single.item
            yield _finding(bead, "name_added", "minor", 0.5, None, item, f'"{item.fact.text}" is named only here.')


def _finding(
    bead: Bead, rule: str, severity: Severity, confidence: float, one: Item | None, other: Item | None, message: str
) -> Finding:
    return Finding(
        kind="name",
        severity=severity,
        confidence=confidence,
        bead=bead.rank,
        source=(place(one.fact),) if one else (),
        target=(place(other.fact),) if other else (),
        message=message,
        rule=rule,
    )


RULES: tuple[Rule, ...] = (changed, dropped, added)
