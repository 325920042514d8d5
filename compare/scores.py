"""A comparison in a few numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from compare.diff.comparison import Comparison, Side
from compare.records import FINDING_KINDS, SEVERITIES, Finding, Role

STORY: tuple[Role, ...] = ("headline", "body", "caption")
"""The roles of the sentences that tell the story; datelines and boilerplate are the outlet's own."""


def score(comparison: Comparison, findings: Sequence[Finding]) -> dict[str, Any]:
    """``coverage``: the share of the source's story sentences (roles in STORY) that the target renders;
    ``addition``: the share of the target's story sentences that the source does not have; ``similarity``: the mean
    cosine of the pairs; ``findings``: how many there are by severity and by kind."""
    pairs = [bead for bead in comparison.beads if bead.source and bead.target]
    rendered = {index for bead in pairs for index in bead.source}
    rendering = {index for bead in pairs for index in bead.target}
    return {
        "coverage": _share(comparison.source, rendered),
        "addition": round(1 - _share(comparison.target, rendering), 4),
        "similarity": round(sum(bead.similarity for bead in pairs) / len(pairs), 4) if pairs else 0.0,
        "findings": finding_counts(findings),
    }


def finding_counts(findings: Sequence[Finding]) -> dict[str, dict[str, int]]:
    """How many findings there are by severity, the gravest first, and by kind."""
    by_severity = Counter(finding.severity for finding in findings)
    by_kind = Counter(finding.kind for finding in findings)
    return {
        "by_severity": {severity: by_severity[severity] for severity in reversed(SEVERITIES)},
        "by_kind": {kind: by_kind[kind] for kind in FINDING_KINDS},
    }


def _share(side: Side, indexes: set[int]) -> float:
    story = [sentence.index for sentence in side.sentences if sentence.role in STORY]
    return round(sum(index in indexes for index in story) / len(story), 4) if story else 1.0
