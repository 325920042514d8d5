"""Findings that say again what a graver one says: a lost «не исключила» is a negation and a hedge at once."""

from __future__ import annotations

from collections.abc import Sequence

from compare.records import Finding, FindingKind, Place

ONE_CAUSE: frozenset[FindingKind] = frozenset({"negation", "hedge", "wording"})
"""Kinds that often see one change each in its own way; figures, names and voices are told apart by their facts."""


def without_repeats(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, the gravest first as they came, without those that repeat one before them: another kind of the same
    cause, in the same bead, over the same words."""
    kept: list[Finding] = []
    for finding in findings:
        if not any(_repeats(finding, other) for other in kept):
            kept.append(finding)
    return kept


def _repeats(finding: Finding, graver: Finding) -> bool:
    return (
        {finding.kind, graver.kind} <= ONE_CAUSE
        and finding.kind != graver.kind
        and finding.bead == graver.bead
        and _inside(finding.source, graver.source)
        and _inside(finding.target, graver.target)
    )


def _inside(places: Sequence[Place], others: Sequence[Place]) -> bool:
    """Whether each of these places overlaps one of the others; places on one side alone are compared on that side."""
    return all(any(place.start < other.stop and other.start < place.stop for other in others) for place in places)
