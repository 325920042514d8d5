"""Figures compared: pairs of sentences that say the same and pairs that do not, and what neighbours tell."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.diff.comparison import Comparison, Side
from compare.diff.figures import find
from compare.diff.figures.measures import DIMENSIONS, convert
from compare.diff.figures.sameness import relate
from compare.facts import dates, figures
from compare.languages import load
from compare.records import Bead, Figure, Finding
from tests.documents import document

CASES = Path(__file__).parent / "cases" / "figures"
KNOWN_FAILURES: dict[str, str] = {}


def _side(code: str, *sentences: str) -> Side:
    """These sentences with the facts that matter here: dates and figures."""
    language, made = load(code), document(code, *sentences)
    found = dates.find(made, language, ())
    return Side(made, language, (*found, *figures.find(made, language, found)))


def _findings(source: list[str], target: list[str], beads: list[Bead] | None = None) -> list[Finding]:
    beads = beads or [Bead((i,), (i,), 1.0) for i in range(min(len(source), len(target)))]
    return list(find(Comparison(_side("ru", *source), _side("en", *target), tuple(beads), (None,) * len(beads))))


@cache
def _cases(name: str) -> dict[str, list[list[str]]]:
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))


def _parameters(name: str) -> list[Any]:
    return [
        pytest.param(
            *row, id=f"{construct}: {row[0]} {row[1]}",
            marks=[pytest.mark.xfail(strict=True, reason=KNOWN_FAILURES[row[1]])] if row[1] in KNOWN_FAILURES else [],
        )
        for construct, rows in _cases(name).items()
        for row in rows
    ]  # fmt: skip


@pytest.mark.parametrize(("source", "target"), _parameters("same"))
def test_same(source: str, target: str) -> None:
    assert [finding.message for finding in _findings([source], [target]) if finding.severity != "neutral"] == []


@pytest.mark.parametrize(
    ("source", "target", "rule"),
    [
        (
            "Судно везёт около 3 т муки.",
            "The ship carries about 6,600 pounds (3 metric tons) of flour.",
            "figure-converted",
        ),
        ("Премия составила 3 млн рублей.", "The prize was 3 million rubles (about $100,000).", "figure-currency"),
    ],
)
def test_pounds_of_weight_beside_tonnes_are_no_money(source: str, target: str, rule: str) -> None:
    assert rule in {finding.rule for finding in _findings([source], [target])}
    assert not {"figure-currency", "figure-converted", "figure-rate"} - {rule} & {
        finding.rule for finding in _findings([source], [target])
    }


@pytest.mark.parametrize(("source", "target", "rule", "severity"), _parameters("different"))
def test_different(source: str, target: str, rule: str, severity: str) -> None:
    found = [(finding.rule, finding.severity) for finding in _findings([source], [target])]
    assert (rule, severity) in found
    assert all(grave == "neutral" for _, grave in found if (_, grave) != (rule, severity))


def test_a_multiple_is_held_against_what_it_multiplies() -> None:
    source = "В марте завод выпустил 640 машин, в апреле — вдвое больше."
    told = _findings([source], ["The plant made 640 cars in March and 1,280 in April."])
    wrong = _findings([source], ["The plant made 640 cars in March and 1,920 in April."])
    assert (told, [finding.rule for finding in wrong]) == ([], ["figure-dropped", "figure-added"])


def test_message_shows_both_places_and_readings() -> None:
    (finding,) = _findings(["Убиты 60 гражданских лиц."], ["16 civilians were killed."])
    assert finding.message == '«60 гражданских лиц» became "16 civilians".'
    assert [place.text for place in (*finding.source, *finding.target)] == ["60 гражданских лиц", "16 civilians"]
    assert finding.source[0].value == Figure(60, unit="civilian")


def test_message_names_the_languages_where_one_side_lacks_the_figure() -> None:
    (finding,) = _findings(["Погибли люди."], ["At least 60 civilians were killed."])
    assert finding.message == '"At least 60 civilians" is in the English text and not in the Russian one.'
    assert finding.source == ()


def test_a_total_that_no_longer_matches_its_parts() -> None:
    russian = ["Погибли 34 человека: 20 мужчин, 12 женщин и двое детей."]
    (finding,) = _findings(russian, ["Thirty-four people died: 20 men, 21 women and two children."])
    assert (finding.rule, finding.severity) == ("figure-sum", "major")
    assert finding.message == ('«12 женщин» became "21 women". The parts no longer add up: 20 + 21 + 2 is 43, not 34.')
    (finding,) = _findings(russian, ["Forty-three people died: 20 men, 12 women and two children."])
    assert finding.rule == "figure-sum"


def test_parts_may_stand_in_the_next_sentence() -> None:
    russian = ["За голосовали 90 депутатов из 150.", "Погибли 32 человека.", "Среди них 20 мужчин и 12 женщин."]
    english = [
        "Ninety of 150 deputies were in favor.",
        "Thirty-two people died.",
        "Among them are 20 men and 13 women.",
    ]
    (finding,) = _findings(russian, english)
    assert finding.rule == "figure-sum"


def test_a_change_that_breaks_no_sum() -> None:
    (finding,) = _findings(["Погибли 34 человека, 12 домов сгорели."], ["34 people died and 21 houses burned."])
    assert finding.rule == "figure-changed"


def test_conversion_shows_its_arithmetic() -> None:
    (finding,) = _findings(["Войска отойдут на 10 км."], ["The troops will pull back six miles."])
    assert finding.severity == "neutral"
    assert (
        finding.message
        == '«10 км» (10 kilometres) became "six miles" (6 miles): rightly converted (10 kilometres = 6.21 miles).'
    )


def test_figure_in_the_next_sentence_is_not_lost() -> None:
    source = ["Погибли 34 человека, сообщили власти.", "Город оцеплен."]
    target = ["People were killed, the authorities said.", "The town is cordoned off, and the dead number 34."]
    assert _findings(source, target) == []


def test_figures_of_a_bead_are_pooled() -> None:
    source = ["Погибли 34 человека, 60 ранены."]
    target = ["34 people were killed.", "Another 60 were wounded."]
    assert _findings(source, target, [Bead((0,), (0, 1), 1.0)]) == []


def test_a_side_without_sentences_is_no_business_of_figures() -> None:
    assert _findings(["Погибли 34 человека."], ["It rained."], [Bead((0,), (), 0.0), Bead((), (0,), 0.0)]) == []


UNITS = sorted({unit for units in DIMENSIONS.values() for unit in units} | {"RUB", "USD", "percent", "person"})


@given(st.floats(1, 1e9), st.sampled_from(UNITS))
def test_a_figure_is_the_same_as_itself(number: float, unit: str) -> None:
    relation = relate(Figure(number, unit=unit), Figure(number, unit=unit))
    assert relation is not None
    assert (relation.kind, relation.cost) == ("same", 0.0)


@given(st.sampled_from(sorted(DIMENSIONS)), st.data())
def test_conversion_and_back(dimension: str, data: st.DataObject) -> None:
    unit, other = (data.draw(st.sampled_from(sorted(DIMENSIONS[dimension]))) for _ in range(2))
    number = data.draw(st.floats(0.001, 1e6))
    there = convert(number, unit, other)
    assert there is not None
    assert convert(there, other, unit) == pytest.approx(number, rel=1e-6, abs=1e-9)


@given(st.integers(2, 10**6), st.integers(2, 10**6))
def test_another_whole_number_is_never_the_same(one: int, other: int) -> None:
    relation = relate(Figure(one, unit="person"), Figure(other, unit="person"))
    assert relation is not None
    assert (relation.kind == "same") is (one == other)
