"""Lone sentences that the bead beside them renders too."""

from __future__ import annotations

import pytest

from compare import lexicon
from compare.align.neighbours import joined
from compare.records import Bead
from tests.documents import document

JOINED = [
    (
        ["Имущество завода арестовано.", "Конфисковано оно не было."],
        ["The plant's assets have been frozen but not confiscated."],
    ),
    (
        ["Банк предложил 85 млн рублей.", "Политических условий он не ставил, уточнил Ветров."],
        ["The bank has offered 85 million roubles, with no political strings attached, Vetrov said."],
    ),
    (
        ["Порт закрыли в понедельник.", "Рыбаков спасли."],
        ["The port was closed on Monday and the fishermen were rescued."],
    ),
]

LONE = [
    (
        ["Имущество завода арестовано.", "Журналистов в зал не пустили."],
        ["The plant's assets have been frozen."],
    ),
    (
        ["Порт закрыли в понедельник.", "Рыбаков спасли."],
        ["The port was closed on Monday because of a violent storm."],
    ),
    (
        ["Банк снизил ставку.", "Рубль упал.", "Цены выросли."],
        ["The bank cut the rate."],
    ),
]


def beads(source: list[str], target: list[str], aligned: list[Bead]) -> tuple[Bead, ...]:
    return joined(aligned, document("ru", *source), document("en", *target), lexicon.load("ru", "en"))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        *JOINED,
        pytest.param(
            ["Свою вину он не признает.", "Ему грозит до семи лет тюрьмы."],
            ["He maintains his innocence, but faces up to seven years in prison."],
            marks=pytest.mark.xfail(strict=True, reason="no word of the one is a known rendering of the other's"),
        ),
    ],
)
def test_a_sentence_that_the_bead_beside_it_renders_joins_it(source: list[str], target: list[str]) -> None:
    lone = 0 if target[0].startswith("He") else 1
    aligned = sorted([Bead((1 - lone,), (0,), 0.8), Bead((lone,), (), 0.3)], key=lambda bead: bead.source)
    assert beads(source, target, aligned) == (Bead((0, 1), (0,), 0.8),)


@pytest.mark.parametrize(("source", "target"), LONE)
def test_a_sentence_of_its_own_stays_alone(source: list[str], target: list[str]) -> None:
    aligned = [Bead((0,), (0,), 0.8), *(Bead((rank,), (), 0.3) for rank in range(1, len(source)))]
    assert beads(source, target, aligned) == tuple(aligned)


def test_an_addition_joins_as_an_omission_does() -> None:
    source = ["Имущество завода арестовано, но не конфисковано."]
    target = ["The assets were frozen.", "They were not confiscated."]
    aligned = [Bead((0,), (0,), 0.8), Bead((), (1,), 0.3)]
    assert beads(source, target, aligned) == (Bead((0,), (0, 1), 0.8),)
