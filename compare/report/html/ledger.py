"""The facts of both versions, pair by pair, in their words and in normal form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compare.records import Fact, FactKind, Report
from compare.report.marks import Marked
from compare.report.values import normal_form

KINDS: tuple[FactKind, ...] = ("figure", "date", "name")
"""What the ledger lists, in this order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact in the ledger; ``findings`` are those about it."""

    text: str
    normal: str
    findings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """The facts of one kind in one pair, side by side."""

    pair: int
    kind: FactKind
    source: tuple[Entry, ...]
    target: tuple[Entry, ...]


def ledger(report: Report, in_source: Marked, in_target: Marked) -> Iterator[Account]:
    """The figures, dates and names of each pair that has any, in the order of the pairs."""
    left, right = _facts(report.source_facts), _facts(report.target_facts)
    for rank, bead in enumerate(report.beads):
        for kind in KINDS:
            source = tuple(_entry(fact, in_source) for index in bead.source for fact in left.get((index, kind), ()))
            target = tuple(_entry(fact, in_target) for index in bead.target for fact in right.get((index, kind), ()))
            if source or target:
                yield Account(rank + 1, kind, source, target)


def _facts(facts: Sequence[Fact]) -> dict[tuple[int, FactKind], list[Fact]]:
    table: dict[tuple[int, FactKind], list[Fact]] = {}
    for fact in facts:
        table.setdefault((fact.sentence, fact.kind), []).append(fact)
    return table


def _entry(fact: Fact, found: Marked) -> Entry:
    about = {
        mark.number
        for mark in found.get(fact.sentence, ())
        if mark.kind == fact.kind and mark.start < fact.stop and fact.start < mark.stop
    }
    return Entry(" ".join(fact.text.split()), normal_form(fact.value), tuple(sorted(about)))
