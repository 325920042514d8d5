"""Omissions and additions: which sentences stand alone, how grave that is, and what is said."""

from __future__ import annotations

import pytest

from compare.diff import omissions
from compare.diff.comparison import Comparison, Side
from compare.facts import extract
from compare.languages import load
from compare.records import Bead, Role
from tests.comparisons import comparison
from tests.documents import document

PORT_RU, PORT_EN = "Порт закрыли в понедельник.", "The port was closed on Monday."
CALM = "Туман рассеялся."
SAID = "Мэр заявил, что помощи из столицы город не получил."
ADDED = "The mayor said the town had received no help from the capital."


def test_an_omission_has_a_place_on_the_source_side_alone() -> None:
    made = comparison([PORT_RU, CALM], [PORT_EN], [Bead((0,), (0,), 0.8), Bead((1,), (), 0.1)])
    (finding,) = omissions.find(made)
    assert (finding.kind, finding.bead, finding.target) == ("omission", 1, ())
    (place,) = finding.source
    assert made.source.document.story.text[place.start : place.stop] == place.text == CALM
    assert finding.message == (
        "The English version has no counterpart of the Russian «Туман рассеялся». "
        "No speaker, figure or name goes with it."
    )


def test_an_addition_has_a_place_on_the_target_side_alone() -> None:
    made = comparison([PORT_RU], [PORT_EN, ADDED], [Bead((0,), (0,), 0.8), Bead((), (1,), 0.1)])
    (finding,) = omissions.find(made)
    assert (finding.kind, finding.bead, finding.source, finding.severity) == ("addition", 1, (), "major")
    assert [place.text for place in finding.target] == [ADDED]
    assert finding.message.startswith('The English version adds "The mayor said')


def test_each_sentence_of_a_run_is_a_finding_of_its_own() -> None:
    beads = [Bead((0,), (0,), 0.8), Bead((1,), (), 0.1), Bead((2,), (), 0.1)]
    assert len(list(omissions.find(comparison([PORT_RU, CALM, SAID], [PORT_EN], beads)))) == 2


def test_matched_sentences_are_not_findings() -> None:
    assert not list(omissions.find(comparison([PORT_RU], [PORT_EN])))


@pytest.mark.parametrize(
    ("text", "similarity", "severity"),
    [
        (SAID, 0.2, "major"),  # somebody's statement
        (CALM, 0.2, "minor"),  # background
        (SAID, 0.7, "minor"),  # said again elsewhere
        ("Волны достигали шести метров.", 0.2, "minor"),  # one detail
    ],
)
def test_severity_follows_from_what_goes_with_it(text: str, similarity: float, severity: str) -> None:
    beads = [Bead((0,), (0,), 0.8), Bead((1,), (), similarity)]
    (finding,) = omissions.find(comparison([PORT_RU, text], [PORT_EN], beads))
    assert finding.severity == severity


@pytest.mark.parametrize(
    ("role", "severity"),
    [("headline", "minor"), ("caption", "minor"), ("dateline", "neutral"), ("boilerplate", "neutral")],
)
def test_severity_follows_from_the_part_on_the_page(role: Role, severity: str) -> None:
    ru, en = load("ru"), load("en")
    source = document("ru", SAID, PORT_RU, roles=(role, "body"))
    target = document("en", PORT_EN)
    made = Comparison(
        Side(source, ru, extract(source, ru)),
        Side(target, en, ()),
        (Bead((0,), ()), Bead((1,), (0,), 0.8)),
        (None, None),
    )
    (finding,) = omissions.find(made)
    assert (finding.severity, finding.rule) == (severity, f"omission-{role}")


def test_confidence_falls_with_the_likeness_of_the_nearest_sentence() -> None:
    found = []
    for similarity in (0.1, 0.35, 0.5, 0.7, 1.0):
        beads = [Bead((0,), (0,), 0.8), Bead((1,), (), similarity)]
        found += [finding.confidence for finding in omissions.find(comparison([PORT_RU, CALM], [PORT_EN], beads))]
    assert found == [0.95, 0.95, 0.77, 0.53, 0.4]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("The port has not yet reopened.", "minor"),  # a bare negation
        ("Two members of the crew have since left Russia.", "major"),  # a figure and a name that nobody told
        ("The storm lasted two hours.", "minor"),  # one detail
        ("The port of Odessa did not reopen in Ukraine on May 5.", "major"),  # a negation among four facts
    ],
)
def test_what_is_added_weighs_by_the_facts_that_come_with_it(text: str, severity: str) -> None:
    beads = [Bead((0,), (0,), 0.8), Bead((), (1,), 0.1)]
    (finding,) = omissions.find(comparison([PORT_RU], [PORT_EN, text], beads))
    assert finding.severity == severity
