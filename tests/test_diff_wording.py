"""Comparisons of wording: cases in both directions, and what holds of every finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from compare import estimate
from compare.diff import wording
from compare.diff.comparison import Comparison
from compare.records import Finding
from tests import polarity_cases as cases
from tests.comparisons import comparison as compared

KIND = "wording"


def find(made: Comparison) -> Iterator[Finding]:
    """The rules with the word estimator at their side, as in a run."""
    estimator = estimate.load("ru", "en")
    assert estimator is not None
    documents = made.source.document, made.target.document
    states = estimator.read(documents[0]), estimator.read(documents[1])
    estimates = estimator.estimate(*documents, states, made.beads)
    return wording.find(replace(made, estimates=tuple(estimates)))


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
            for place in places:
                assert side.document.story.text[place.start : place.stop] == place.text
        assert finding.source or finding.target
        assert 0 < finding.confidence <= 1
        assert finding.message.startswith("The ")


def test_the_estimator_is_asked_about_doubtful_pairs_alone() -> None:
    """A pair whose words all have counterparts in the lexicon brings nothing out, so none of its sentences is read."""
    estimator = estimate.load("ru", "en")
    assert estimator is not None
    made = compared(
        ["Полиция задержала водителя.", "Полиция задержала пьяного водителя."],
        ["Police detained a driver.", "Police detained a driver."],
    )
    readings = [estimate.Reading(side.document, estimator) for side in (made.source, made.target)]
    estimates = estimate.Estimates(readings[0], readings[1], made.beads)
    found = list(wording.find(replace(made, estimates=estimates)))
    assert [finding.bead for finding in found] == [1]
    assert [sorted(reading.states(())) for reading in readings] == [[1], [1]]
