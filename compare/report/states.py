"""What became of each pair: same, reworded, differs, missing, added or moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.places import Locator
from compare.records import Bead, Document, Finding, PairState, Place, Report

REWORDED = 0.6
"""A pair less similar than this says the same in other words. On 1,000 news sentences and their human translations,
5% of the true pairs lay below."""

STATES: tuple[PairState, ...] = ("same", "reworded", "differs", "missing", "added", "moved", "aside")

OF_FORM = ("wording", "order", "omission", "addition")
"""Kinds of finding that say how or where something is told, not what."""


def pair_findings(report: Report) -> tuple[tuple[int, ...], ...]:
    """For each bead the ranks of the findings that are about it: by their own word, or by their place."""
    found: list[set[int]] = [set() for _ in report.beads]
    in_source = {index: rank for rank, bead in enumerate(report.beads) for index in bead.source}
    in_target = {index: rank for rank, bead in enumerate(report.beads) for index in bead.target}
    for number, finding in enumerate(report.findings):
        if finding.bead is not None:
            found[finding.bead].add(number)
    for number, index in _touched(report.source, [finding.source for finding in report.findings]):
        found[in_source[index]].add(number)
    for number, index in _touched(report.target, [finding.target for finding in report.findings]):
        found[in_target[index]].add(number)
    return tuple(tuple(sorted(numbers)) for numbers in found)


def state(report: Report, bead: Bead, findings: Sequence[Finding]) -> PairState:
    """What became of a bead that these findings are about. ``aside`` is what no story tells: boilerplate."""
    sentences = [report.source.sentences[i] for i in bead.source] + [report.target.sentences[i] for i in bead.target]
    if all(sentence.role == "boilerplate" for sentence in sentences):
        return "aside"
    if not bead.target:
        return "missing"
    if not bead.source:
        return "added"
    if bead.moved:
        return "moved"
    if any(finding.kind not in OF_FORM and finding.severity != "neutral" for finding in findings):
        return "differs"
    return "reworded" if findings or bead.similarity < REWORDED else "same"


def states(report: Report) -> tuple[PairState, ...]:
    """What became of each bead, in their order."""
    return tuple(
        state(report, bead, [report.findings[number] for number in numbers])
        for bead, numbers in zip(report.beads, pair_findings(report), strict=True)
    )


def _touched(document: Document, places: Sequence[Sequence[Place]]) -> Iterator[tuple[int, int]]:
    """The rank of each finding with the rank of each sentence that its places share a code point with."""
    locator = Locator(document.sentences)
    for number, own in enumerate(places):
        for place in own:
            yield from ((number, sentence.index) for sentence in locator.touched(place))
