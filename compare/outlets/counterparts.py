"""Which fact of a target version stands for which of the source, as far as the comparison pairs them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from compare.diff import hedges, negations
from compare.diff.attributions import pairing as speakers
from compare.diff.comparison import Comparison, of_report
from compare.facts import polarity
from compare.records import Fact, FactKind, Polarity, Report
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
    for pairs in (rows, said, negations.pairs(comparison), hedged(comparison), _quoted(comparison)):
        found.update((key(source), target) for source, target in pairs)
    return found


def hedged(comparison: Comparison) -> Iterator[tuple[Fact, Fact]]:
    """Hedges that stand for each other, but for a faint one of another class: where a study suggests that vitamins can
    harm, "suggests" is no word for «могут»."""
    cues = [
        polarity.lexicon(side.language, "hedges", "cues").by_name for side in (comparison.source, comparison.target)
    ]
    for pair in hedges.pairs(comparison):
        found = [of.get(cast(Polarity, fact.value).cue) for of, fact in zip(cues, pair, strict=True)]
        known = [cue for cue in found if cue is not None]
        if len({cue.group for cue in known}) < 2 or all(cue.strength > FAINT for cue in known):
            yield pair


FAINT = 1
"""The strength of a hedge that doubts little (suggest, assume)."""


def _quoted(comparison: Comparison) -> Iterator[tuple[Fact, Fact]]:
    for _, bead in comparison.pairs():
        source, target = comparison.source.of("quote", bead.source), comparison.target.of("quote", bead.target)
        if len(source) == len(target):
            yield from zip(source, target, strict=True)
