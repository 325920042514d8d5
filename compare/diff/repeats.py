"""Findings that say again what a graver one says: a lost «не исключила» is a negation and a hedge at once."""

from __future__ import annotations

from collections.abc import Sequence

from compare.records import Finding, FindingKind, Place

ONE_CAUSE: frozenset[FindingKind] = frozenset({"negation", "hedge", "wording"})
"""Kinds that often see one change each in its own way; figures, names and voices are told apart by their facts."""

OVER_WORDING: frozenset[FindingKind] = frozenset({"figure", "date", "name", "attribution", "omission", "addition"})
"""Kinds that say more of the same words than a finding of wording does."""


def without_repeats(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, the gravest first as they came, without those that repeat one before them: another kind of the same
    cause, in the same bead, over the same words. A finding of wording also gives way to a lighter one that
    says more."""
    kept: list[Finding] = []
    for finding in findings:
        if any(_repeats(finding, other) for other in kept):
            continue
        if finding.kind == "wording" and any(_says_more(other, finding) for other in findings):
            continue
        kept.append(finding)
    return kept


def _repeats(finding: Finding, graver: Finding) -> bool:
    kinds = {finding.kind, graver.kind}
    return (
        kinds <= ONE_CAUSE
        and finding.kind != graver.kind
        and finding.bead == graver.bead
        and _inside(finding.source, graver.source)
        and _inside(finding.target, graver.target)
    )


def _says_more(other: Finding, wording: Finding) -> bool:
    """Whether the other finding is about all the words of this one, and its bead."""
    return (
        other.kind in OVER_WORDING
        and other.severity != "neutral"
        and other.bead == wording.bead
        and _covers(other.source, wording.source)
        and _covers(other.target, wording.target)
    )


def _inside(places: Sequence[Place], others: Sequence[Place]) -> bool:
    """Whether each of these places overlaps one of the others; places on one side alone are compared on that side."""
    return all(any(place.start < other.stop and other.start < place.stop for other in others) for place in places)


def _covers(places: Sequence[Place], others: Sequence[Place]) -> bool:
    return all(any(place.start <= other.start and other.stop <= place.stop for place in places) for other in others)
