"""The report as tables of plain values: what csv, xlsx and the DataFrames of the Python API have in common.

Columns are constants; ``source`` is the version that the other is measured against. Ids are those of the JSON report:
``f3`` is a finding, ``p7`` a pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compare.framing import shifts
from compare.places import one_line
from compare.records import Document, Place, Report
from compare.report.ledger import Row, ledger
from compare.report.states import pair_findings, state
from compare.verdicts import fingerprints

Value = str | int | float | None

FINDINGS = (
    "id", "severity", "kind", "confidence", "pair", "source", "target", "message", "verdict", "note",
    "source_sentence", "target_sentence", "translation", "rule", "fingerprint",
)  # fmt: skip
"""A row a finding, the gravest first. ``source`` and ``target`` are the words of the finding (several places are joined
by `` … ``), ``source_sentence`` and ``target_sentence`` the pair that it is about, ``confidence`` a share of 1."""

PAIRS = ("id", "state", "similarity", "source", "target", "translation", "findings")
"""A row a pair, in the source's order. ``state`` is one of :data:`compare.report.states.STATES`; ``findings`` are ids
with spaces between."""

FACTS = ("pair", "kind", "source", "source_value", "target", "target_value", "status", "findings")
"""A row a figure, date or name, in both versions where both have it. ``source_value`` is its normal form; ``status`` is
one of :data:`compare.report.ledger.STATUSES`."""

FRAMING = ("concept", "source_stance", "source", "target_stance", "target", "count", "findings")
"""A row a shift of stance: the terms of each side, parted by ``, ``, and how often one took the other's place."""

SCORES = ("score", "value")
"""A row a number: shares of 1, and counts of findings by severity and kind."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain values under named columns."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def tables(report: Report) -> tuple[Table, ...]:
    """Findings, pairs, facts, shifts of framing, scores."""
    return (
        Table("findings", FINDINGS, tuple(finding_rows(report))),
        Table("pairs", PAIRS, tuple(pair_rows(report))),
        Table("facts", FACTS, tuple(fact_rows(report))),
        Table("framing", FRAMING, tuple(framing_rows(report))),
        Table("scores", SCORES, tuple(score_rows(report))),
    )


def finding_rows(report: Report) -> Iterator[tuple[Value, ...]]:
    """The rows of FINDINGS."""
    for number, (finding, fingerprint) in enumerate(zip(report.findings, fingerprints(report), strict=True)):
        bead = None if finding.bead is None else report.beads[finding.bead]
        yield (
            finding_id(number),
            finding.severity,
            finding.kind,
            round(float(finding.confidence), 3),
            None if finding.bead is None else pair_id(finding.bead),
            words(finding.source),
            words(finding.target),
            one_line(finding.message),
            finding.verdict.judgement if finding.verdict else None,
            finding.verdict.note if finding.verdict else None,
            sentences(report.source, bead.source) if bead else None,
            sentences(report.target, bead.target) if bead else None,
            None if finding.bead is None else report.translations[finding.bead],
            finding.rule,
            fingerprint,
        )


def pair_rows(report: Report) -> Iterator[tuple[Value, ...]]:
    """The rows of PAIRS."""
    rows = zip(report.beads, report.translations, pair_findings(report), strict=True)
    for rank, (bead, translation, numbers) in enumerate(rows):
        yield (
            pair_id(rank),
            state(report, bead, [report.findings[number] for number in numbers]),
            round(float(bead.similarity), 4) if bead.source and bead.target else None,
            sentences(report.source, bead.source),
            sentences(report.target, bead.target),
            translation,
            _ids(numbers),
        )


def fact_rows(report: Report) -> Iterator[tuple[Value, ...]]:
    """The rows of FACTS."""
    yield from (_fact(row) for row in ledger(report))


def framing_rows(report: Report) -> Iterator[tuple[Value, ...]]:
    """The rows of FRAMING, the most frequent first."""
    for shift in shifts(report):
        yield (
            shift.concept,
            shift.source,
            one_line(", ".join(shift.source_terms)),
            shift.target,
            one_line(", ".join(shift.target_terms)),
            shift.count,
            _ids(shift.findings),
        )


def score_rows(report: Report) -> Iterator[tuple[Value, ...]]:
    """The rows of SCORES."""
    for name in ("coverage", "addition", "similarity"):
        yield name, report.scores[name]
    counts = report.scores["findings"]
    yield from ((f"findings, {name}", count) for name, count in counts["by_severity"].items())
    yield from ((f"findings, {name}", count) for name, count in counts["by_kind"].items())


def finding_id(number: int) -> str:
    """The id of a finding by its rank.

    >>> finding_id(0)
    'f1'
    """
    return f"f{number + 1}"


def pair_id(rank: int) -> str:
    """The id of a pair by its rank.

    >>> pair_id(6)
    'p7'
    """
    return f"p{rank + 1}"


def words(places: Sequence[Place]) -> str:
    """The words of a finding on one side, on one line."""
    return " … ".join(one_line(place.text) for place in places)


def sentences(document: Document, indexes: Sequence[int]) -> str:
    """The sentences of one side of a pair, on one line."""
    return " ".join(one_line(document.sentences[index].text) for index in indexes)


def _fact(row: Row) -> tuple[Value, ...]:
    return (
        pair_id(row.bead),
        row.kind,
        row.words("source"),
        row.normal("source"),
        row.words("target"),
        row.normal("target"),
        row.status,
        _ids(row.findings),
    )


def _ids(numbers: Sequence[int]) -> str:
    return " ".join(map(finding_id, numbers))
