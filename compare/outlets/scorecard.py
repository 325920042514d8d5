"""One outlet's version in a few numbers, for the scorecard of an outlet and a row of a corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from compare.outlets.fates import Fate, fates
from compare.records import FINDING_KINDS, SEVERITIES, Document, FactKind, FindingKind, Report, Severity
from compare.scores import STORY, Unit, fidelity, units, weighted_coverage

COUNTED: tuple[FactKind, ...] = ("figure", "date", "name", "attribution", "quote")
"""The facts of which a card says how many are right."""


@dataclass(frozen=True, slots=True)
class Tally:
    """So many right out of so many."""

    right: int
    total: int


@dataclass(frozen=True)
class Scorecard:
    """``coverage`` is weighted by place and facts (:func:`compare.scores.weighted_coverage`), ``plain_coverage`` and
    ``addition`` are those of the single report, ``fidelity`` runs from 0 to 100, ``length_ratio`` is the target's
    letters over the source's, ``stances`` counts attributions that came out with another stance."""

    coverage: float
    plain_coverage: float
    fidelity: float
    addition: float
    additions: int
    length_ratio: float
    stances: int
    facts: dict[FactKind, Tally]
    severities: dict[Severity, int]
    kinds: dict[FindingKind, int]
    units: tuple[Unit, ...] = field(repr=False, default=())


def scorecard(report: Report, known: Sequence[Fate] | None = None) -> Scorecard:
    """The numbers of one comparison; ``known`` are the fates of its facts where they were worked out already."""
    found = fates(report, words=False) if known is None else known
    counted = units(report)
    return Scorecard(
        coverage=round(weighted_coverage(counted), 4),
        plain_coverage=report.scores["coverage"],
        fidelity=round(fidelity(counted), 2),
        addition=report.scores["addition"],
        additions=sum(unit.added for unit in counted),
        length_ratio=round(_length(report.target) / max(_length(report.source), 1), 3),
        stances=sum(finding.rule == "attribution-stance" for finding in report.findings),
        facts={kind: _tally(found, kind) for kind in COUNTED},
        severities={
            severity: sum(finding.severity == severity for finding in report.findings)
            for severity in reversed(SEVERITIES)
        },
        kinds={kind: sum(finding.kind == kind for finding in report.findings) for kind in FINDING_KINDS},
        units=counted,
    )


def _tally(found: Sequence[Fate], kind: FactKind) -> Tally:
    of_kind = [fate for fate in found if fate.fact.kind == kind]
    return Tally(sum(fate.status == "kept" for fate in of_kind), len(of_kind))


def _length(document: Document) -> int:
    return sum(len(sentence.text) for sentence in document.sentences if sentence.role in STORY)
