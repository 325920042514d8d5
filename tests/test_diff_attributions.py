"""Differences of attribution: cases as data, each with the findings that it must give and no others."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from compare.diff import attributions
from tests.comparisons import comparison

CASES = json.loads((Path(__file__).parent / "cases" / "attributions" / "diff.json").read_text(encoding="utf-8"))


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
    got = list(attributions.find(made))
    assert [[finding.severity, finding.rule] for finding in got] == case["findings"]
    for finding in got:
        assert 0 < finding.confidence <= 1
        for side, places in ((made.source, finding.source), (made.target, finding.target)):
            assert places
            assert all(side.document.story.text[place.start : place.stop] == place.text for place in places)


def test_a_changed_stance_is_told_with_both_cues() -> None:
    made = comparison(["Лапин заявил, что мост безопасен."], ["Lapin claimed the bridge was safe."])
    finding = next(attributions.find(made))
    assert finding.message == '«заявил» (neutral) became "claimed" (doubtful).'
    assert [place.text for place in (*finding.source, *finding.target)] == ["заявил", "claimed"]


CHARGED = ["Депутат высказался за перенос выборов."], ["The deputy warned that the election should be moved."]


@pytest.mark.parametrize(
    ("translation", "rules"),
    [
        ("The deputy spoke in favour of moving the election.", ["attribution-charged"]),
        ("The deputy warned about moving the election.", []),
        (None, []),
    ],
)
def test_a_stance_of_the_target_alone(translation: str | None, rules: list[str]) -> None:
    made = replace(comparison(*CHARGED), translations=(translation,))
    assert [finding.rule for finding in attributions.find(made) if finding.rule == "attribution-charged"] == rules


def test_words_that_moved_to_another_speaker() -> None:
    made = comparison(
        ["Игорь Лапин заявил, что мост безопасен.", "Павел Дорн сообщил, что дорога закрыта."],
        ["Pavel Dorn said the bridge was safe.", "Igor Lapin said the road was closed."],
    )
    found = list(attributions.find(made))
    assert [(finding.rule, finding.severity) for finding in found] == [("attribution-moved", "critical")] * 2
    assert found[0].message == (
        'The Russian has «Игорь Лапин» say this, the English another of its speakers: "Pavel Dorn".'
    )


def test_a_report_that_went_with_its_words_is_no_plain_fact() -> None:
    made = comparison(
        ["Мэр открыл новый мост, а губернатор пообещал построить школу и больницу."],
        ["The mayor opened a new bridge."],
    )
    (finding,) = attributions.find(made)
    assert (finding.severity, finding.rule) == ("major", "attribution-dropped")
    assert finding.message == "«губернатор пообещал» was left out, with what is said: «построить школу и больницу»."
