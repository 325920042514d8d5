"""The facts of both versions, row by row: which figure, date or name stands for which, and what became of it.

A row joins the facts of a finding, and else those that the comparison's own measures take for one another. A fact that
stands alone without a finding was told in other words or at another place, or was too small a thing to report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from compare.diff.comparison import Comparison, of_report
from compare.diff.dates.days import Days, days_of
from compare.diff.dates.moments import moment
from compare.diff.dates.relate import Relation
from compare.diff.dates.relate import relate as relate_dates
from compare.diff.figures.pairing import KEPT
from compare.diff.figures.sameness import relate as relate_figures
from compare.diff.names.story import Names, match
from compare.places import one_line, overlap
from compare.records import Bead, Date, Fact, FactKind, Figure, Finding, Name, Place, Report
from compare.report.states import pair_findings
from compare.report.values import normal_form

KINDS: tuple[FactKind, ...] = ("figure", "date", "name")
"""What the ledger lists, in this order."""

Status = Literal["same", "differs", "source only", "target only"]
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Row:
    """One fact in both versions, or in one. ``bead`` is the rank of its pair; ``findings`` are ranks."""

    bead: int
    kind: FactKind
    source: Fact | None
    target: Fact | None
    status: Status
    findings: tuple[int, ...] = ()

    def words(self, side: Literal["source", "target"]) -> str:
        """The words of the fact on one side; ``""`` where there is none."""
        fact: Fact | None = getattr(self, side)
        return one_line(fact.text) if fact else ""

    def normal(self, side: Literal["source", "target"]) -> str:
        """The normal form of the fact on one side."""
        fact: Fact | None = getattr(self, side)
        return normal_form(fact.value) if fact else ""


Alike = Callable[[Fact, Fact], float | None]
"""The cost of taking one fact for the other, ``None`` where they have nothing to do with each other."""


def ledger(report: Report) -> Iterator[Row]:
    """The figures, dates and names of each pair that has any, in the order of the pairs."""
    comparison = of_report(report)
    alike = _measures(comparison)
    for rank, (bead, numbers) in enumerate(zip(report.beads, pair_findings(report), strict=True)):
        for kind in KINDS:
            about = [(number, report.findings[number]) for number in numbers if report.findings[number].kind == kind]
            yield from _rows(rank, bead, kind, comparison, about, alike[kind])


def _rows(
    rank: int, bead: Bead, kind: FactKind, comparison: Comparison, findings: Sequence[tuple[int, Finding]], alike: Alike
) -> Iterator[Row]:
    source, target = comparison.source.of(kind, bead.source), comparison.target.of(kind, bead.target)
    if not source and not target:
        return
    left = [_about(fact, [(number, finding.source) for number, finding in findings]) for fact in source]
    right = [_about(fact, [(number, finding.target) for number, finding in findings]) for fact in target]
    partner = _paired(source, target, left, right, alike)
    for i, fact in enumerate(source):
        j = partner.get(i)
        found = tuple(sorted({*left[i], *(right[j] if j is not None else ())}))
        status: Status = "source only" if j is None else "differs" if found else "same"
        yield Row(rank, kind, fact, None if j is None else target[j], status, found)
    for j, fact in enumerate(target):
        if j not in partner.values():
            yield Row(rank, kind, None, fact, "target only", tuple(sorted(right[j])))


def _paired(
    source: Sequence[Fact], target: Sequence[Fact], left: Sequence[set[int]], right: Sequence[set[int]], alike: Alike
) -> dict[int, int]:
    """One-to-one pairs: those that share a finding first, then the cheapest of those that are alike."""
    costs: list[tuple[float, int, int]] = []
    for i, one in enumerate(source):
        for j, other in enumerate(target):
            if left[i] & right[j]:
                costs.append((-1.0, i, j))
            elif not left[i] and not right[j] and (cost := alike(one, other)) is not None:
                costs.append((cost, i, j))
    partner: dict[int, int] = {}
    for _, i, j in sorted(costs):
        if i not in partner and j not in partner.values():
            partner[i] = j
    return partner


def _about(fact: Fact, places: Sequence[tuple[int, Sequence[Place]]]) -> set[int]:
    """The findings that have a place on this fact."""
    return {number for number, spots in places if any(overlap(spot, fact) for spot in spots)}


def _measures(comparison: Comparison) -> dict[FactKind, Alike]:
    """For each kind the measure by which the comparison itself takes facts for one another."""
    days, names = days_of(comparison), Names(comparison, comparison.gazetteer)
    return {
        "figure": _figures,
        "date": lambda one, other: _dates(one, other, days),
        "name": lambda one, other: _names(one, other, names),
    }


def _figures(one: Fact, other: Fact) -> float | None:
    if not isinstance(one.value, Figure) or not isinstance(other.value, Figure):
        return None
    relation = relate_figures(one.value, other.value)
    return relation.cost if relation and relation.kind in KEPT else None


def _dates(one: Fact, other: Fact, days: Days) -> float | None:
    if not isinstance(one.value, Date) or not isinstance(other.value, Date):
        return None
    relation = relate_dates(moment(one.value, days.source), moment(other.value, days.target))
    return {Relation.SAME: 0.0, Relation.LOOSER: 0.5}.get(relation)


def _names(one: Fact, other: Fact, names: Names) -> float | None:
    if not isinstance(one.value, Name) or not isinstance(other.value, Name):
        return None
    found = match(names.item(one, names.comparison.source), names.item(other, names.comparison.target))
    return 1.0 - found.score if found.same or found.kind == "kin" else None
