"""How often, and in which direction, a version took other sides than the source: for the head of a report."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from compare.records import Finding, Framed, FramingStance, Report

RULE = "wording-framing"


@dataclass(frozen=True)
class Shift:
    """All shifts of one concept from one stance to another: ``findings`` are their ranks in ``report.findings``;
    ``source_terms`` and ``target_terms`` the words used, each once, in order of appearance."""

    concept: str
    source: FramingStance
    target: FramingStance
    source_terms: tuple[str, ...]
    target_terms: tuple[str, ...]
    findings: tuple[int, ...]

    @property
    def count(self) -> int:
        return len(self.findings)


def shifts(report: Report) -> tuple[Shift, ...]:
    """The shifts of a version, the most frequent first."""
    groups: dict[tuple[str, FramingStance, FramingStance], list[int]] = defaultdict(list)
    for rank, finding in enumerate(report.findings):
        pair = _framed(finding)
        if pair is not None:
            groups[pair[0].concept, pair[0].stance, pair[1].stance].append(rank)
    made = [
        Shift(
            concept, source, target,
            tuple(dict.fromkeys(report.findings[rank].source[0].text.lower() for rank in ranks)),
            tuple(dict.fromkeys(report.findings[rank].target[0].text.lower() for rank in ranks)),
            tuple(ranks),
        )
        for (concept, source, target), ranks in groups.items()
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda shift: (-shift.count, shift.concept)))


def _framed(finding: Finding) -> tuple[Framed, Framed] | None:
    if finding.rule != RULE:
        return None
    source, target = finding.source[0].value, finding.target[0].value
    return (source, target) if isinstance(source, Framed) and isinstance(target, Framed) else None
