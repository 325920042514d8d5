"""One rule a kind of difference. Each takes a bead with its names and yields findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from compare.diff.comparison import place
from compare.diff.names.beads import Bead, Grade, Single
from compare.diff.names.story import Names, match
from compare.names.match import Likeness
from compare.records import Fact, Finding, NameType, Severity, Span

Rule = Callable[[Bead, Names], Iterator[Finding]]

NOUNS: dict[NameType, str] = {"PERSON": "person", "PLACE": "place", "ORG": "organisation"}


def changed(bead: Bead, names: Names) -> Iterator[Finding]:
    """Another name in a name's place: both are left over, of one type, and at least one is new to its side."""
    slipped = {slip.word.start for slip in bead.slips}
    for rival in _rivals(bead):
        one, other = rival.one.item, rival.other.item
        if rival.likeness.near or any(other.fact.start <= start < other.fact.stop for start in slipped):
            continue
        severity: Severity = "critical" if one.type == other.type == "PERSON" else "major"
        message = f"{_told(one.fact.text, other.fact.text)}: another {NOUNS[one.type]}."
        yield _finding(bead, "name_changed", severity, rival.confidence, one.fact, other.fact, message)


def misspelt(bead: Bead, names: Names) -> Iterator[Finding]:
    """A slip in the spelling: Chelebinsk for Chelyabinsk."""
    for slip in bead.slips:
        instead = f' instead of "{slip.expected}"' if slip.expected else ""
        message = f"{_told(slip.item.fact.text, slip.word.text)}{instead}: a slip in the spelling."
        yield _finding(
            bead, "name_misspelt", "minor", 0.75 if slip.expected else 0.6, slip.item.fact, slip.word, message
        )


def _told(one: str, other: str) -> str:
    return f'«{one}» became "{other}"'


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
        if (
            not {"gone", "scarcer"} & {self.one.grade, self.other.grade}
            or self.likeness.same
            or self.likeness.kind == "kin"
        ):
            return IMPOSSIBLE
        misfit = MISSING[self.one.grade] + MISSING[self.other.grade] - self.likeness.near
        if one.type == other.type:
            return misfit
        if {one.fact.text[0].islower(), other.fact.text[0].islower()} == {True, False} and "PLACE" in (one.type, other.type):  # fmt: skip
            return IMPOSSIBLE
        return misfit + (0.5 if {one.type, other.type} == {"ORG", "PLACE"} else 1.0)

    @property
    def confidence(self) -> float:
        """Falls with the misfit."""
        return max(0.3, 0.85 - 0.2 * self.misfit)


MISSING: dict[Grade, float] = {"gone": 0.0, "scarcer": 0.3, "near": 0.5, "repeated": 0.5}
"""What the doubt that a name is missing at all costs."""

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
            yield _finding(bead, "name_dropped", "minor", 0.5, item.fact, None, f"«{item.fact.text}» is not named.")


def added(bead: Bead, names: Names) -> Iterator[Finding]:
    """A name that the source has not."""
    rivals = [rival.other for rival in _rivals(bead)]
    for single in bead.added:
        if single.grade == "gone" and single not in rivals:
            item = single.item
            yield _finding(bead, "name_added", "minor", 0.5, None, item.fact, f'"{item.fact.text}" is named only here.')


def _finding(
    bead: Bead,
    rule: str,
    severity: Severity,
    confidence: float,
    one: Fact | None,
    other: Fact | Span | None,
    message: str,
) -> Finding:
    return Finding(
        kind="name",
        severity=severity,
        confidence=round(confidence, 2),
        bead=bead.rank,
        source=(place(one),) if one else (),
        target=(place(other),) if other else (),
        message=message,
        rule=rule,
    )


RULES: tuple[Rule, ...] = (changed, misspelt, dropped, added)
