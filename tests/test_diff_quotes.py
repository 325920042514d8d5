"""Differences of quote: cases as data, each with the findings that it must give and no others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from compare.diff import quotes
from tests.comparisons import comparison

CASES = json.loads((Path(__file__).parent / "cases" / "quotes" / "diff.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case, id=f"{case['label']}: {case['ru'][-1]}",
            marks=[pytest.mark.xfail(strict=True, reason=case["xfail"])] if "xfail" in case else [],
        )
        for case in CASES
    ],
)  # fmt: skip
def test_findings(case: dict[str, Any]) -> None:
    made = comparison(case["ru"], case["en"])
    got = list(quotes.find(made))
    assert [[finding.severity, finding.rule] for finding in got] == case["findings"]
    for finding in got:
        assert 0 < finding.confidence <= 1
        for side, places in ((made.source, finding.source), (made.target, finding.target)):
            assert places
            assert all(side.document.story.text[place.start : place.stop] == place.text for place in places)


def test_a_cut_points_at_the_very_words() -> None:
    made = comparison(
        ["«Завод остановлен, а полиция перекрыла мост через реку», — сообщил мэр."],
        ["“The plant has been stopped,” the mayor reported."],
    )
    finding = next(quotes.find(made))
    assert [place.text for place in finding.source] == ["полиция перекрыла мост через реку"]
    assert [place.text for place in finding.target] == ["“The plant has been stopped,”"]
    assert finding.message == (
        "The quotation was cut: nothing in the English stands for «полиция перекрыла мост через реку»."
    )


def test_lost_marks_are_told_once_for_a_quotation_of_several_sentences() -> None:
    made = comparison(
        ["«Мы ждали помощи три недели.", "Никто из соседей к нам так и не приехал», — рассказала учительница."],
        ["We waited for help for three weeks.", "Not one of the neighbours ever came to us, the teacher said."],
    )
    assert [finding.rule for finding in quotes.find(made)] == ["quote-dropped"]
