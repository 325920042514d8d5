"""What happens, told otherwise: events, directions, doers, causes, periods, ranks; cases in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from compare import estimate
from compare.diff import wording
from compare.diff.comparison import Comparison
from compare.records import Finding
from tests import polarity_cases as cases

KIND = "events"

RULES = frozenset(
    {
        "wording-event", "wording-direction", "wording-roles", "wording-order", "date-offset", "wording-period",
        "wording-superlative", "wording-joint",
    }
)  # fmt: skip


def find(made: Comparison) -> Iterator[Finding]:
    """The rules with the word estimator at their side, as in a run; findings of other rules are left out."""
    estimator = estimate.load("ru", "en")
    assert estimator is not None
    documents = made.source.document, made.target.document
    readings = [estimate.Reading(document, estimator) for document in documents]
    estimates = estimate.Estimates(readings[0], readings[1], made.beads)
    yield from (one for one in wording.find(replace(made, estimates=estimates)) if one.rule in RULES)


@pytest.mark.parametrize("row", cases.told(KIND), ids=lambda row: f"{row[0]} {row[1]}")
def test_findings(row: list[str]) -> None:
    assert cases.of_row(KIND, find, row) == sorted(row[3:])


@pytest.mark.parametrize("row", cases.known_failures(KIND))
def test_known_failures(row: list[str]) -> None:
    assert cases.of_row(KIND, find, row) == sorted(row[3:])


def test_findings_point_at_their_words() -> None:
    _, comparison = cases.compared(KIND)
    found = cases.findings(KIND, find)
    assert found
    for finding in found:
        for places, side in ((finding.source, comparison.source), (finding.target, comparison.target)):
            assert places
            for place in places:
                assert side.document.story.text[place.start : place.stop] == place.text
        assert finding.message.startswith("The ")
