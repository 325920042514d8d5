"""Beads + facts -> findings. One module a kind; each rule set is a pure function ``find(comparison)``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from compare.diff import (
    attributions,
    dates,
    figures,
    hedges,
    names,
    negations,
    omissions,
    order,
    quotes,
    wording,
)
from compare.diff.comparison import Comparison
from compare.diff.repeats import without_repeats
from compare.records import SEVERITIES, Finding

RuleSet = Callable[[Comparison], Iterator[Finding]]

RULE_SETS: tuple[RuleSet, ...] = (
    omissions.find,
    order.find,
    figures.find,
    dates.find,
    names.find,
    attributions.find,
    quotes.find,
    negations.find,
    hedges.find,
    wording.find,
)


def _gravity(finding: Finding) -> tuple[int, float, int]:
    first = min((place.start for place in finding.source or finding.target), default=0)
    return -SEVERITIES.index(finding.severity), -finding.confidence, first


def diff(comparison: Comparison) -> tuple[Finding, ...]:
    """All differences between two versions, the gravest and surest first, each said once."""
    findings = sorted((finding for find in RULE_SETS for finding in find(comparison)), key=_gravity)
    return tuple(without_repeats(findings))
