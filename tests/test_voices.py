"""The voice table: who says what in either version."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from compare.diff import diff
from compare.diff.comparison import Comparison, Side
from compare.facts import extract
from compare.languages import load
from compare.names.concepts import Concept, shipped
from compare.records import Bead, Report
from compare.report.markdown import render
from compare.scores import score
from compare.voices import Voice, cues, voices
from tests.comparisons import comparison
from tests.documents import document

RU = (
    "Министр транспорта Игорь Лапин заявил, что мост безопасен.",
    "«Движение начнется утром», — добавил Лапин.",
    "По словам мэра Зои Крамер, дорога закрыта до весны.",
    "Жители утверждают, что мост качается.",
    "Сообщается, что ремонт начнется в мае.",
)
EN = (
    "Transport Minister Igor Lapin claimed the bridge was safe.",
    "“Traffic will start in the morning,” Lapin added.",
    "The road is closed until spring.",
    "Residents say the bridge is swaying.",
    "It is reported that repairs will start in May.",
)


def report(source: Sequence[str] = RU, target: Sequence[str] = EN) -> Report:
    made = comparison(source, target)
    findings = diff(made)
    return Report(
        source=made.source.document, target=made.target.document,
        source_facts=made.source.facts, target_facts=made.target.facts,
        beads=made.beads, translations=made.translations, findings=findings, scores=score(made, findings), signature={},
    )  # fmt: skip


@pytest.fixture(scope="module")
def table() -> dict[str | None, Voice]:
    return {voice.source_name: voice for voice in voices(report())}


def test_the_speakers_come_in_the_order_of_the_source_version(table: dict[str | None, Voice]) -> None:
    names = [(voice.source_name, voice.target_name) for voice in table.values()]
    assert names == [
        ("Игорь Лапин", "Igor Lapin"),
        ("Зоя Крамер", None),
        ("Жители", "Residents"),
        ("", ""),
    ]


def test_a_speaker_has_all_that_each_version_gives_him(table: dict[str | None, Voice]) -> None:
    lapin = table["Игорь Лапин"]
    assert lapin.is_in_both
    assert lapin.is_named
    assert cues(lapin.source) == [("заявил", "neutral", 1), ("добавил", "neutral", 1)]
    assert cues(lapin.target) == [("claimed", "distancing", 1), ("added", "neutral", 1)]
    assert [statement.direct for statement in lapin.target] == [False, True]
    assert [statement.bead for statement in lapin.target] == [0, 1]
    content = lapin.source[0].content
    assert content is not None
    assert content.text == "мост безопасен"


def test_a_speaker_of_one_version_has_nothing_in_the_other(table: dict[str | None, Voice]) -> None:
    kramer = table["Зоя Крамер"]
    assert not kramer.is_in_both
    assert kramer.target == ()
    assert table[""].is_in_both
    assert not table[""].is_named


def test_speakers_of_the_target_alone_follow() -> None:
    made = voices(
        report(
            ["Мост закрыт.", "Лапин сказал, что мост закрыт."],
            ["The bridge is shut, Zoya Kramer said.", "Lapin said the bridge was shut."],
        )
    )
    assert [(voice.source_name, voice.target_name) for voice in made] == [("Лапин", "Lapin"), (None, "Zoya Kramer")]


def test_forms_of_one_name_are_one_speaker() -> None:
    made = voices(
        report(
            ["Лапин сказал, что мост закрыт.", "Лапин добавил, что дорога открыта."],
            ["Transport chief Lapin said the bridge was shut.", "Igor Lapin added that the road was open."],
        )
    )
    assert len(made) == 1
    assert len(made[0].target) == 2


def test_a_story_without_reported_speech_has_no_voices() -> None:
    made = report(["Мост закрыт."], ["The bridge is shut."])
    assert voices(made) == ()
    assert "Who says what" not in render(made)


def test_markdown_shows_both_versions_of_a_speaker() -> None:
    row = next(line for line in render(report()).splitlines() if line.startswith("| Игорь Лапин"))
    assert row == (
        "| Игорь Лапин / Igor Lapin "
        "| **заявил** «мост безопасен»<br>**добавил** «Движение начнется утром» (direct) "
        '| **claimed** (distancing) "the bridge was safe"<br>**added** "Traffic will start in the morning" (direct) |'
    )


def test_two_people_with_one_surname_are_two() -> None:
    source = (
        "Мэр Виктор Сорочан заявил, что мост закрыт.",
        "Учительница Валентина Сорочан сказала, что школа открыта.",
    )
    target = (
        "Mayor Viktor Sorochan said the bridge was closed.",
        "Teacher Valentina Sorochan said the school was open.",
    )
    names = [(voice.source_name, voice.target_name) for voice in voices(report(source, target))]
    assert names == [("Виктор Сорочан", "Viktor Sorochan"), ("Валентина Сорочан", "Valentina Sorochan")]


def test_a_ministry_is_not_its_country() -> None:
    found = voices(
        report(
            ["МИД Польши считает, что граница открыта."], ["The Polish Foreign Ministry believes the border is open."]
        )
    )
    assert [voice.is_in_both for voice in found] == [True]
    assert "МИД" in (found[0].source_name or "")


@pytest.mark.parametrize(("known", "rows"), [(True, 1), (False, 2)])
def test_speakers_are_known_by_the_users_own_names(known: bool, rows: int) -> None:
    own = Concept("Redoubt", "ORG", {"ru": ("Редут",), "en": ("Stonewall",)})
    gazetteer = shipped().extended([own]) if known else shipped()
    sides = []
    for code, sentences in (
        ("ru", ("Компания «Редут» заявила, что мост закрыт.", "Пошел снег.", "В порту ждали паром.")),
        ("en", ("The bridge is shut.", "It snowed.", "In the port they waited for a ferry, Stonewall said.")),
    ):
        made = document(code, *sentences)
        sides.append(Side(made, load(code), extract(made, load(code), gazetteer)))
    beads = tuple(Bead((i,), (i,), 1.0) for i in range(3))
    held = Comparison(sides[0], sides[1], beads, (None,) * 3, gazetteer)
    findings = diff(held)
    made_report = Report(
        source=held.source.document, target=held.target.document,
        source_facts=held.source.facts, target_facts=held.target.facts, beads=beads,
        translations=held.translations, findings=findings, scores=score(held, findings), signature={},
        gazetteer=gazetteer,
    )  # fmt: skip
    assert len([voice for voice in voices(made_report) if voice.is_named]) == rows
