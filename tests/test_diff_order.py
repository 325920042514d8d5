"""Moved passages: one finding each, with its places on both sides and the direction."""

from __future__ import annotations

from compare.diff import order
from compare.records import Bead
from tests.comparisons import comparison

SOURCE = ["Порт закрыт.", "Волны высокие.", "Школы закрыты.", "Цены выросли.", "Биржа закрыта."]
TARGET = ["The port is shut.", "Waves are high.", "Schools are shut.", "Prices rose.", "The exchange is shut."]


def links(*pairs: tuple[int, int], moved: tuple[int, ...] = ()) -> list[Bead]:
    return [Bead((i,), (j,), 0.8, i in moved) for i, j in pairs]


def test_stories_in_one_order_have_no_finding() -> None:
    assert not list(order.find(comparison(SOURCE, TARGET)))


def test_neighbours_that_moved_together_are_one_passage() -> None:
    beads = links((0, 2), (1, 3), (2, 4), (3, 0), (4, 1), moved=(3, 4))
    (finding,) = order.find(comparison(SOURCE, [TARGET[i] for i in (3, 4, 0, 1, 2)], beads))
    assert (finding.kind, finding.severity, finding.bead, finding.confidence) == ("order", "minor", 3, 0.95)
    assert [place.text for place in finding.source] == SOURCE[3:]
    assert [place.text for place in finding.target] == TARGET[3:]
    assert finding.message == (
        "A passage stands further up in the English version: sentences 4-5 of 5 in the Russian «Цены выросли», "
        'sentences 1-2 of 5 in the English "Prices rose".'
    )


def test_passages_that_moved_apart_are_two() -> None:
    beads = links((0, 3), (1, 1), (2, 2), (3, 0), (4, 4), moved=(0, 3))
    findings = list(order.find(comparison(SOURCE, [TARGET[i] for i in (3, 1, 2, 0, 4)], beads)))
    assert [finding.bead for finding in findings] == [0, 3]
    assert ["further down" in finding.message for finding in findings] == [True, False]


def test_an_addition_inside_a_passage_does_not_break_it() -> None:
    beads = [
        Bead((0,), (3,), 0.8), Bead((1,), (4,), 0.8), Bead((2,), (5,), 0.8),
        Bead((3,), (0,), 0.8, moved=True), Bead((), (1,), 0.1), Bead((4,), (2,), 0.8, moved=True),
    ]  # fmt: skip
    target = [TARGET[3], "The violin is old.", TARGET[4], *TARGET[:3]]
    assert len(list(order.find(comparison(SOURCE, target, beads)))) == 1


def test_a_doubtful_likeness_lowers_the_confidence() -> None:
    beads = [Bead((0,), (1,), 0.8), Bead((1,), (0,), 0.55, moved=True)]
    (finding,) = order.find(comparison(SOURCE[:2], [TARGET[1], TARGET[0]], beads))
    assert finding.confidence == 0.65
