"""Findings about names, with the real parsers."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from compare.diff import names
from compare.names.concepts import Concept, shipped
from compare.records import Bead, Name
from tests.comparisons import comparison

CASES = Path(__file__).parent / "cases" / "names" / "comparison.toml"


def _cases() -> list[Any]:
    return [
        pytest.param(
            case["source"].split(" / "),
            case["target"].split(" / "),
            case["findings"],
            id=f"{case['label']}-{number}",
            marks=[pytest.mark.xfail(strict=True, reason=case["known"])] if "known" in case else [],
        )
        for number, case in enumerate(tomllib.loads(CASES.read_text(encoding="utf-8"))["case"])
    ]


@pytest.mark.parametrize(("source", "target", "expected"), _cases())
def test_findings(source: list[str], target: list[str], expected: list[str]) -> None:
    found = [
        " ".join([f.severity, f.rule, *(place.text for place in f.source), ">", *(place.text for place in f.target)])
        for f in names.find(comparison(source, target))
    ]
    assert found == expected


def test_a_finding_shows_both_places_and_its_reason() -> None:
    made = comparison(["Вчера Лавров посетил Пекин."], ["Lebedev visited Beijing yesterday."])
    (found,) = names.find(made)
    assert found.message == '«Лавров» became "Lebedev": another person.'
    assert found.source[0].value == Name("PERSON", "Лавров")
    assert made.target.document.story.text[found.target[0].start : found.target[0].stop] == "Lebedev"
    assert found.bead == 0
    assert 0 < found.confidence < 1


def test_a_name_next_door_is_not_lost() -> None:
    source = ["Лавров прилетел утром.", "Переговоры прошли в Вене."]
    target = ["The minister arrived in the morning for talks in Vienna.", "Lavrov held them in a hotel."]
    assert [f for f in names.find(comparison(source, target)) if f.severity in {"major", "critical"}] == []


def test_what_shifts_the_places_does_not_change_the_findings() -> None:
    plain = list(names.find(comparison(["Самолет вылетел в Иран."], ["The plane left for Iraq."])))
    shifted = list(
        names.find(
            comparison(
                ["Шел дождь.", "Самолет вылетел в Иран."],
                ["It was raining.", "The plane left for Iraq."],
                [Bead((0,), (0,), 1.0), Bead((1,), (1,), 1.0)],
            )
        )
    )
    assert [(f.rule, f.severity, f.message) for f in plain] == [(f.rule, f.severity, f.message) for f in shifted]


def test_a_users_name_is_known_to_the_rules() -> None:
    made = comparison(["Отчет выпустил Росток."], ["Sprout published the report."])
    known = shipped().extended([Concept("Sprout", "ORG", {"ru": ("Росток",), "en": ("Sprout",)})])
    assert list(names.find(replace(made, gazetteer=known))) == []
