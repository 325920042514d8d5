"""The findings as the page lists them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compare.languages import load
from compare.places import one_line
from compare.records import Document, Finding, FindingKind, Place, Report, Severity, Verdict
from compare.verdicts import fingerprints


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A finding's words on one side; ``href`` leads to them, or to the pair where they are missing."""

    code: str
    language: str
    texts: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Card:
    """A finding in the list. ``confidence`` is in whole percent; ``fingerprint`` is what the finding is known by."""

    number: int
    kind: FindingKind
    severity: Severity
    confidence: int
    message: str
    rule: str
    pair: int | None
    excerpts: tuple[Excerpt, Excerpt]
    fingerprint: str
    verdict: Verdict | None


def cards(report: Report) -> Iterator[Card]:
    """A card for each finding, in their order."""
    for rank, (finding, fingerprint) in enumerate(zip(report.findings, fingerprints(report), strict=True)):
        yield _card(report, rank, finding, fingerprint)


def _card(report: Report, rank: int, finding: Finding, fingerprint: str) -> Card:
    pair = None if finding.bead is None else finding.bead + 1
    return Card(
        number=rank + 1,
        kind=finding.kind,
        severity=finding.severity,
        confidence=round(finding.confidence * 100),
        message=finding.message,
        rule=finding.rule,
        pair=pair,
        excerpts=(
            _excerpt(rank + 1, report.source, finding.source, pair),
            _excerpt(rank + 1, report.target, finding.target, pair),
        ),
        fingerprint=fingerprint,
        verdict=finding.verdict,
    )


def _excerpt(number: int, document: Document, places: Sequence[Place], pair: int | None) -> Excerpt:
    code = document.story.language
    missing = f"#p{pair}" if pair else ""
    return Excerpt(
        code=code,
        language=load(code).name,
        texts=tuple(one_line(place.text) for place in places),
        href=f"#f{number}-{code}" if places else missing,
    )
