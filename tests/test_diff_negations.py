"""Comparisons of negations: cases in both directions, and what holds of every finding."""

from __future__ import annotations

import pytest

from compare.diff import negations
from tests import polarity_cases as cases

KIND = "negations"


@pytest.mark.parametrize("row", cases.told(KIND), ids=lambda row: f"{row[0]} {row[1]}")
def test_findings(row: list[str]) -> None:
    assert cases.of_row(KIND, negations.find, row) == sorted(row[3:])


@pytest.mark.parametrize("row", cases.known_failures(KIND))
def test_known_failures(row: list[str]) -> None:
    assert cases.of_row(KIND, negations.find, row) == sorted(row[3:])


def test_findings_point_at_their_words() -> None:
    _, comparison = cases.compared(KIND)
    found = cases.findings(KIND, negations.find)
    assert found
    for finding in found:
        for places, side in ((finding.source, comparison.source), (finding.target, comparison.target)):
            for place in places:
                assert side.document.story.text[place.start : place.stop] == place.text
        assert finding.source or finding.target
        assert 0 < finding.confidence <= 1
        assert "the " in finding.message.lower()
