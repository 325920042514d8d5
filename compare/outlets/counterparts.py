"""Which fact of a target version stands for which of the source, as far as the comparison pairs them."""

from __future__ import annotations

from collections.abc import Iterator

from compare.diff import hedges, negations
from compare.diff.attributions import pairing as speakers
from compare.diff.comparison import Comparison, of_report
from compare.records import Fact, FactKind, Report
from compare.report.ledger import ledger

Key = tuple[int, int, FactKind]


def key(fact: Fact) -> Key:
    """What tells a fact from the others of its story."""
    return fact.start, fact.stop, fact.kind


def counterparts(report: Report) -> dict[Key, Fact]:
    """The target's facts by the source's: figures, dates and names of one value, the statements of one speaker,
    negations and hedges of the same words, quotations of passages that have as many."""
    comparison = of_report(report)
    rows = ((row.source, row.target) for row in ledger(report) if row.source and row.target)
    said = ((pair.source.fact, pair.target.fact) for pair in speakers.pair(comparison).pairs)
    found: dict[Key, Fact] = {}
    for pairs in (rows, said, negations.pairs(comparison), hedges.pairs(comparison), _quoted(comparison)):
        found.update((key(source), target) for source, target in pairs)
    return found


def _quoted(comparison: Comparison) -> Iterator[tuple[Fact, Fact]]:
    for _, bead in comparison.pairs():
        source, target = comparison.source.of("quote", bead.source), comparison.target.of("quote", bead.target)
        if len(source) == len(target):
            yield from zip(source, target, strict=True)
