"""Several versions of one story: fates, majorities, scorecards, kinship, and the report over all of them."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from lxml import html

from compare.errors import LanguageError, OutputError, ReadError
from compare.outlets import Outlets, files, outlets
from compare.outlets.additions import additions
from compare.outlets.bearing import bearing
from compare.outlets.counterparts import hedged
from compare.outlets.fates import Fate, fate_of, fates
from compare.outlets.likeness import END, chance_of, excesses, longest, texts_of
from compare.outlets.readings import passage_rows, vote
from compare.outlets.scorecard import scorecard
from compare.outlets.stemma import error
from compare.read import read
from compare.records import (
    Attribution,
    Bead,
    Date,
    Fact,
    FactKind,
    Figure,
    Finding,
    FindingKind,
    Name,
    NameType,
    Place,
    Polarity,
    Quote,
    Report,
    Severity,
    Span,
    Value,
)
from compare.report import earlier_outlets
from compare.report.json import schema
from compare.report.outlets import contents
from compare.report.outlets.json import outlets_json
from compare.report.outlets.view import view
from compare.report.values import for_reader
from compare.scores import LOSS, fidelity, units, weighted_coverage
from tests.comparisons import comparison
from tests.documents import document
from tests.reports import report

CORPUS = Path(__file__).parent.parent / "corpora" / "stories" / "bank-court"

SOURCE = (
    "Порт закрыли на два дня.", "Паром вышел в море утром.", "Капитан отказался говорить.", "Туман держался до вечера.",
    "Пассажиров разместили в школе.", "Билеты обещали вернуть.", "Грузовики ждали на берегу.", "Мост починят весной.",
)  # fmt: skip
FREE = (
    "Authorities shut the harbour for two days.", "That morning a ferry put to sea.", "Its captain would not talk.",
    "Fog hung around until evening.", "Travellers spent the night in a school.", "Refunds were promised.",
    "On the shore, lorries queued.", "Repairs to the bridge come in spring.",
)  # fmt: skip
OTHER = (
    "The port was closed for 48 hours.", "In the morning the ferry left port.", "The skipper declined to speak.",
    "The fog lasted till nightfall.", "Passengers were put up at a school.",
    "They were told tickets would be refunded.", "Trucks were waiting on the bank.",
    "The bridge is to be mended in spring.",
)  # fmt: skip
THIRD = (
    "For two days the seaport did not work.", "A ferry sailed at dawn.", "No comment came from the captain.",
    "Until evening, it stayed foggy.", "A local school took the passengers in.", "Money for tickets will be returned.",
    "Lorries stood along the shore.", "They will fix the bridge when spring comes.",
)  # fmt: skip
COPY = tuple(sentence.replace("evening", "the evening").replace("lorries", "trucks") for sentence in FREE)


def told(target: Sequence[str], findings: Sequence[Finding] = (), beads: Sequence[Bead] | None = None) -> Report:
    """A version of SOURCE, sentence by sentence."""
    beads = beads or [Bead((i,), (i,), 0.8) for i in range(len(SOURCE))]
    return Report(
        source=document("ru", *SOURCE),
        target=document("en", *target),
        source_facts=(),
        target_facts=(),
        beads=tuple(beads),
        translations=(None,) * len(beads),
        findings=tuple(findings),
        scores={"coverage": 1.0, "addition": 0.0},
        signature={"tool": "compare", "engines": {}, "settings": {}},
    )


def flaw(severity: Severity, sentence: int, confidence: float = 1.0, kind: FindingKind = "name") -> Finding:
    place = document("ru", *SOURCE).sentences[sentence]
    where = (Place(place.start, place.stop, place.text),)
    return Finding(kind, severity, confidence, sentence, where, (), "A test.", "test")


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([], 100.0),
        ([("neutral", 0, 1.0)], 100.0),
        ([("minor", 0, 1.0)], 100 * (1 - 0.1 / 8)),
        ([("major", 0, 0.5)], 100 * (1 - 0.25 / 8)),
        ([("critical", 0, 1.0), ("critical", 0, 1.0)], 100 * (1 - 1 / 8)),  # a sentence is spoilt once
        ([("critical", 0, 1.0), ("critical", 1, 1.0)], 100 * (1 - 2 / 8)),
    ],
)
def test_fidelity_is_what_findings_leave_of_each_sentence(
    findings: list[tuple[Severity, int, float]], expected: float
) -> None:
    made = told(FREE, [flaw(*finding) for finding in findings])
    assert fidelity(units(made)) == pytest.approx(expected)


def test_a_free_rendering_takes_off_half_of_a_minor_finding() -> None:
    assert fidelity(units(told(FREE, [flaw("minor", 0, kind="wording")]))) == pytest.approx(100 * (1 - 0.05 / 8))
    assert fidelity(units(told(FREE, [flaw("major", 0, kind="wording")]))) == pytest.approx(100 * (1 - 0.5 / 8))


def test_the_documented_weights_are_those_of_the_code() -> None:
    page = (Path(__file__).parent.parent / "docs" / "corpus.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| ([\d.]+) \|$", page, flags=re.MULTILINE)
    assert {name: float(loss) for name, loss in rows} == LOSS


def test_what_is_left_out_at_the_head_weighs_more_in_coverage() -> None:
    without_first = [Bead((0,), ()), *(Bead((i,), (i - 1,), 0.8) for i in range(1, 8))]
    without_last = [*(Bead((i,), (i,), 0.8) for i in range(7)), Bead((7,), ())]
    first, last = (
        weighted_coverage(units(told(text, beads=beads)))
        for text, beads in ((FREE[1:], without_first), (FREE[:7], without_last))
    )
    assert first < last < 1


def test_facts_of_the_source_are_kept_changed_or_dropped() -> None:
    made = report()
    found = {(fate.fact.kind, fate.fact.text): (fate.status, fate.words) for fate in fates(made)}
    statuses = {status for status, _ in found.values()}
    assert statuses == {"kept", "changed", "dropped"}
    omitted = {index for bead in made.beads if not bead.target for index in bead.source}
    assert all(fate.status == "dropped" for fate in fates(made) if fate.fact.sentence in omitted)
    card = scorecard(made)
    assert all(tally.right <= tally.total for tally in card.facts.values())
    assert sum(card.severities.values()) == sum(card.kinds.values()) == len(made.findings)


@pytest.mark.parametrize(
    ("readings", "majority", "departs"),
    [
        (["kept", "kept", "kept"], "kept", ()),
        (["kept", "dropped", "kept"], "kept", (1,)),
        (["kept", "dropped"], None, ()),
        (["changed: 16", "changed: 16", "kept"], "changed: 16", (2,)),
        (["changed: 16", "changed: 17", "kept"], None, ()),
    ],
)
def test_the_majority_is_more_than_half(readings: list[str], majority: str | None, departs: tuple[int, ...]) -> None:
    assert vote(readings) == (majority, departs)


def test_a_copy_is_told_from_renderings_made_apart() -> None:
    found = outlets(["a", "b", "c", "copy"], [told(text) for text in (FREE, OTHER, THIRD, COPY)])
    sure = {(found.names[kin.one], found.names[kin.other]) for kin in found.stemma.kinships if kin.is_sure}
    assert sure == {("a", "copy")}
    kin = next(kin for kin in found.stemma.kinships if kin.is_sure)
    assert any("that morning a ferry put to sea" in run for run in kin.runs)
    first = found.stemma.branches[0]
    assert ({first.left, first.right}, first.is_sure) == ({0, 3}, True)


@pytest.mark.parametrize(
    ("keeps", "copied", "expected"),
    [
        ([0.9, 0.85, 0.9, 0.5, 0.4, 0.8], 0.0, set()),  # two free ones are far from all, and from each other
        ([0.9, 0.85, 0.9, 0.4, 0.4, 0.8], 0.0, set()),
        ([0.5, 0.5, 0.5, 0.5], 0.0, set()),
        ([0.9, 0.85, 0.9, 0.5, 0.4, 0.8], 0.4, {(3, 4)}),
        ([0.9, 0.85, 0.9, 0.5, 0.4, 0.8], 0.1, {(3, 4)}),
        ([0.5, 0.5, 0.5], 0.4, set()),  # three are too few to tell
    ],
)
def test_what_two_keep_of_a_common_wording_is_no_kinship(
    keeps: list[float], copied: float, expected: set[tuple[int, int]]
) -> None:
    """``keeps``: what each version keeps of a common wording; the fourth and fifth share ``copied`` beyond that."""
    draw = np.random.default_rng(1)
    likeness = np.multiply.outer(np.array(keeps), np.array(keeps))[:, :, None] * draw.uniform(0.7, 1.3, 14)
    noise = draw.normal(0, 0.03, likeness.shape)
    likeness = likeness + noise + noise.transpose(1, 0, 2)
    if len(keeps) > 4:
        likeness[3, 4] += copied
        likeness[4, 3] += copied
    found = {pair: chance_of(excess) for pair, excess in excesses(np.clip(likeness, 0, 1), len(keeps) - 1).items()}
    assert {pair for pair, chance in found.items() if chance is not None and chance * len(found) < 0.01} == expected


@pytest.mark.parametrize(
    ("excess", "low", "high"),
    [
        ([0.1, 0.2], None, None),  # too few
        ([0.0, 0.0, 0.0], 1.0, 1.0),
        ([0.2, 0.2, 0.2], 0.0, 0.0),
        ([0.1, -0.1, 0.1, -0.1], 0.4, 0.6),
        ([0.2, 0.3, 0.25, 0.2], 0.0, 0.01),
        ([-0.2, -0.3, -0.25, -0.2], 0.99, 1.0),
    ],
)
def test_the_chance_of_an_excess(excess: list[float], low: float | None, high: float | None) -> None:
    chance = chance_of(np.array(excess))
    assert chance is None if low is None or high is None else chance is not None and low <= chance <= high


def test_the_benchmark_of_kinship_counts_what_is_surely_kin() -> None:
    from benchmarks.kinship import copy, measure

    draw = random.Random(3)
    assert copy([("a", "b")], 0.0, draw) == [("a", "b")]
    letters = [f"w{k}" for k in range(300)]
    story = {name: [tuple(draw.sample(letters, 30)) for _ in range(12)] for name in "abcde"}
    counts = measure([story], ["a", "b"], 4, seed=1)
    assert (counts["apart of"], counts["apart, sure"]) == (5, 0)
    assert counts["copy of the first, 20% changed, sure"] == 1


def test_of_many_versions_of_few_sentences_a_copy_is_still_seen() -> None:
    """Eleven versions make 55 pairs: what twelve sentences can show must outweigh that."""
    draw = np.random.default_rng(2)
    keeps = np.full(12, 0.8)
    likeness = np.multiply.outer(keeps, keeps)[:, :, None] + draw.normal(0, 0.1, (12, 12, 12))
    likeness = (likeness + likeness.transpose(1, 0, 2)) / 2
    likeness[0, 1] = likeness[1, 0] = 0.97
    found = {pair: chance_of(excess) for pair, excess in excesses(np.clip(likeness, 0, 1), 11).items()}
    chance = found[0, 1]
    assert chance is not None
    assert chance * len(found) < 0.01


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("400", Figure(400), ""),
        ("1240 человек", Figure(1240, unit="person"), ""),
        ("более тысячи человек", Figure(1000, unit="person", bound="more_than"), "more than 1,000"),
        ("свыше 88 тыс. пациентов", Figure(88_000, unit="patient", bound="more_than"), "more than 88,000"),
        ("38 км", Figure(38, unit="km"), "38 kilometres"),
        ("первую", Figure(1, unit="ordinal"), ""),
        ("12 августа", Date("2016-08-12", written="XXXX-08-12"), "August 12, 2016"),
        ("Денис Кольцов", Name("PERSON", "Денис Кольцов"), ""),
        ("Кольцова", Name("PERSON", "Денис Кольцов"), "Денис Кольцов"),
        ("не", Polarity("не", Span(0, 1, "")), ""),
    ],
)
def test_the_normal_form_says_more_than_the_words_do(text: str, value: Value, said: str) -> None:
    assert for_reader(Fact("figure", 0, 0, len(text), text, value)) == said


def test_a_run_of_words_ends_with_its_sentence() -> None:
    """Two versions end and begin alike, with the end of a sentence between: that is no run of eight words."""
    parts = ("The port is shut. A ferry sailed anyway at dawn.", "For now the port is shut. A ferry sailed anyway.")
    beads = [Bead((0,), (0, 1), 0.8), *(Bead((i,), (i + 1,), 0.8) for i in range(1, 8))]
    versions = [told((*part.split(". "), *FREE[1:]), beads=beads) for part in parts]
    texts = texts_of([*versions, told(OTHER)])
    assert longest(texts[0][0], texts[1][0], []) == ("the", "port", "is", "shut")
    assert texts[0][0][4] == END


@pytest.mark.parametrize(
    ("severity", "confidence", "words", "expected"),
    [
        ("major", 0.9, "16 people", "changed: 16 people"),
        ("minor", 0.9, "16 people", ""),  # what raises a false alarm in one version is apt to raise it in the next
        ("major", 0.4, "16 people", ""),
        ("critical", 0.9, "", ""),  # changed to what?
    ],
)
def test_only_sure_errors_are_evidence_of_kinship(
    severity: Severity, confidence: float, words: str, expected: str
) -> None:
    fact = Fact("figure", 0, 0, 4, "Порт", Figure(60))
    made = told(FREE, [flaw(severity, 0, confidence, "figure")])
    assert error(Fate(fact, "changed", words, 0), made) == expected


def test_a_sentence_that_two_leave_out_is_one_error() -> None:
    facts = tuple(Fact("name", 0, at, at + 4, "Порт", Name("ORG", "Порт")) for at in range(4))
    beads = [Bead((0,), ()), *(Bead((i,), (i - 1,), 0.8) for i in range(1, 8))]
    place = (Place(0, 4, "Порт"),)
    gone = Finding("omission", "major", 0.9, 0, place, (), "A test.", "omission-sentence")
    short = [replace(told(text[1:], [gone], beads), source_facts=facts) for text in (FREE, OTHER)]
    whole = [replace(told(text), source_facts=facts) for text in (THIRD, COPY)]
    kin = outlets(["a", "b", "c", "d"], [*short, *whole]).stemma.kinships[0]
    assert (kin.one, kin.other, len(kin.errors)) == (0, 1, 1)


def test_a_quotation_told_as_reported_speech_is_changed_and_not_dropped() -> None:
    fact = Fact("quote", 2, 50, 58, "отказался", Quote("отказался"))
    where, told_as = (Place(50, 58, "отказался"),), (Place(0, 11, "declined to"),)
    finding = Finding("quote", "minor", 0.7, 2, where, told_as, "A test.", "quote-dropped")
    made = replace(told(FREE, [finding]), source_facts=(fact,))
    assert [(fate.status, fate.words) for fate in fates(made)] == [("changed", "declined to")]


def test_a_finding_about_the_very_place_goes_before_a_wider_one() -> None:
    fact = Fact("figure", 0, 17, 20, "два", Figure(2))
    wide = Finding(
        "figure", "critical", 0.9, 0, (Place(15, 23, "на два дня"),), (Place(0, 3, "All", Figure(9)),), "", "x"
    )
    own = Finding("figure", "major", 0.9, 0, (Place(17, 20, "два"),), (Place(31, 34, "ten", Figure(10)),), "", "x")
    made = replace(told(FREE, [wide, own]), source_facts=(fact,))
    assert [(fate.words, fate.finding) for fate in fates(made)] == [("ten", 1)]


def words(text: str) -> Span:
    """Where these words of SOURCE stand."""
    start = document("ru", *SOURCE).story.text.index(text)
    return Span(start, start + len(text), text)


def said_at(span: Span) -> Place:
    return Place(span.start, span.stop, span.text)


SPOKEN = Attribution(words("Капитан"), words("отказался"), "отказаться", "denying", False, words("говорить"))
"""Stands for every kind of value that the cases below need."""


@pytest.mark.parametrize(
    ("kind", "place", "rule", "severity", "expected"),
    [
        ("quote", "отказался", "negation-lost", "critical", "changed"),  # a "not" lost between the marks
        ("quote", "отказался", "wording-dropped", "minor", "kept"),
        ("quote", "Туман", "negation-lost", "critical", "kept"),  # elsewhere
        ("quote", "Капитан отказался говорить", "omission-body", "major", "kept"),
        ("attribution", "отказался", "wording-opposite", "major", "changed"),  # criticised, welcomed
        ("attribution", "говорить", "wording-opposite", "major", "kept"),  # what is said, not that it is
        ("attribution", "отказался", "negation-lost", "critical", "changed"),  # did not rule out
        ("attribution", "Капитан", "name-changed", "critical", "changed"),
        ("attribution", "Капитан", "name-misspelt", "minor", "kept"),
        ("attribution", "отказался", "hedge-lost", "major", "kept"),  # a fact of its own
        ("negation", "отказался", "attribution-stance", "critical", "changed"),  # denied, confirmed
        ("negation", "Капитан", "attribution-role", "major", "kept"),
        ("negation", "отказался", "figure-bound-reversed", "major", "changed"),  # will not exceed, will exceed
        ("negation", "отказался", "figure-changed", "critical", "kept"),  # not more than 12, not more than 120
        ("negation", "Капитан отказался говорить", "attribution-dropped", "minor", "dropped"),
        ("hedge", "Капитан отказался говорить", "attribution-dropped", "minor", "dropped"),  # by early estimates
        ("hedge", "отказался", "negation-lost", "critical", "changed"),
        ("hedge", "отказался", "attribution-stance", "major", "kept"),
        ("date", "отказался", "attribution-stance", "major", "kept"),
    ],
)
def test_a_fact_is_changed_by_what_another_kind_of_finding_says_of_it(
    kind: FactKind, place: str, rule: str, severity: Severity, expected: str
) -> None:
    cue = words("отказался")
    fact = Fact(kind, 2, cue.start, cue.stop, cue.text, SPOKEN)
    at = words(place)
    finding = Finding(rule.split("-")[0], severity, 0.8, 2, (Place(at.start, at.stop, at.text),), (), "", rule)  # type: ignore[arg-type]
    made = replace(told(FREE, [finding]), source_facts=(fact,))
    assert [fate.status for fate in fates(made)] == [expected]


@pytest.mark.parametrize(("answer", "expected"), [((Place(0, 3, "not"),), ("kept", "not")), ((), ("dropped", ""))])
def test_a_word_that_may_stand_for_a_negation_keeps_it(answer: tuple[Place, ...], expected: tuple[str, str]) -> None:
    at = words("отказался")
    fact = Fact("negation", 2, at.start, at.stop, at.text, Polarity("не", at))
    finding = Finding(
        "negation", "minor", 0.5, 2, (Place(at.start, at.stop, at.text),), answer, "A test.", "negation-lost"
    )
    made = replace(told(FREE, [finding]), source_facts=(fact,))
    assert [(fate.status, fate.words) for fate in fates(made)] == [expected]


@pytest.mark.parametrize(
    ("severity", "expected"),
    [("major", ("changed", "exceed 12")), ("neutral", ("kept", "lost")), (None, ("kept", "lost"))],
)
def test_what_bears_on_a_fact_goes_before_a_word_that_may_stand_for_it(
    severity: Severity | None, expected: tuple[str, str]
) -> None:
    """«Не превысят 12» told as "will exceed 12" is reversed, whatever other word may deny there."""
    at = words("отказался")
    here, lost = (Place(at.start, at.stop, at.text),), Place(0, 4, "lost")
    exceeds = Place(8, 17, "exceed 12", Figure(12, bound="more_than"))
    found = [Finding("negation", "minor", 0.5, 2, here, (lost,), "A test.", "negation-lost")]
    if severity:
        found.append(Finding("figure", severity, 0.8, 2, here, (exceeds,), "A test.", "figure-bound-reversed"))
    fact = Fact("negation", 2, at.start, at.stop, at.text, Polarity("не", at))
    made = replace(told(FREE, found), source_facts=(fact,))
    assert [(fate.status, fate.words) for fate in fates(made)] == [expected]


@pytest.mark.parametrize(
    ("place", "severity", "expected"), [(0, "critical", 0), (0, "minor", None), (20, "critical", None)]
)
def test_a_doubt_that_was_reversed_is_changed(place: int, severity: Severity, expected: int | None) -> None:
    """«Вероятно», "unlikely"."""
    at = words("отказался")
    fact = Fact("hedge", 2, at.start, at.stop, at.text, Polarity("вероятно", at))
    counterpart = Fact("hedge", 2, 0, 8, "unlikely", Polarity("unlikely", Span(9, 20, "")))
    added = Place(place, place + 8, "unlikely", Polarity("unlikely", Span(9, 20, "")))
    finding = Finding("negation", severity, 0.8, 2, (), (added,), "A test.", "negation-added")
    assert bearing(fact, [(0, finding)], counterpart) == expected


@pytest.mark.parametrize(
    ("rule", "name", "expected"),
    [
        ("attribution-dropped", "Капитан", ("changed", "Scholz")),  # Scholz expressed his wish
        ("attribution-dropped", "говорить", ("dropped", "")),  # another name than the speaker's
        ("attribution-moved", "Капитан", ("dropped", "")),
    ],
)
def test_a_speaker_who_is_named_without_a_word_of_reporting_is_not_dropped(
    rule: str, name: str, expected: tuple[str, str]
) -> None:
    said, at = words("Капитан отказался"), words(name)
    fact = Fact("attribution", 2, said.start, said.stop, said.text, SPOKEN)
    named = Fact("name", 2, at.start, at.stop, at.text, Name("PERSON", at.text))
    finding = Finding("attribution", "minor", 0.7, 2, (Place(said.start, said.stop, said.text),), (), "A test.", rule)
    there = replace(named, text="Scholz")
    fate = fate_of(fact, {"attribution": [0]}, [(0, finding)], [finding], None, [(named, there)])
    assert (fate.status, fate.words) == expected


def test_of_the_names_of_a_speaker_the_person_is_told() -> None:
    """«Посол Норвегии Линд заявлял»: Lind, not Norwegian."""
    said, place, person = words("Капитан отказался"), words("Кап"), words("итан")
    fact = Fact("attribution", 2, said.start, said.stop, said.text, SPOKEN)
    finding = Finding("attribution", "minor", 0.7, 2, (said_at(said),), (), "A test.", "attribution-dropped")
    names = [
        (
            Fact("name", 2, at.start, at.stop, at.text, Name(type_, at.text)),
            Fact("name", 2, 0, 1, there, Name(type_, there)),
        )
        for at, type_, there in ((place, "PLACE", "Norwegian"), (person, "PERSON", "Lind"))
    ]
    assert fate_of(fact, {"attribution": [0]}, [(0, finding)], [finding], None, names).words == "Lind"


@pytest.mark.parametrize(("rule", "expected"), [("name-changed", "dropped"), ("wording-dropped", "changed")])
def test_a_speaker_whose_name_became_another_is_not_named(rule: str, expected: str) -> None:
    """«Джуба насчитала 52 нарушения» is dropped where Sudan is what is named."""
    made = comparison(["Сторонам напомнил Линд о долге."], ["Lind has a debt to the parties."])
    name = next(fact for fact in made.source.all_of("name"))
    at = Place(name.start, name.stop, name.text)
    said = Span(name.start - 9, name.stop, "напомнил Линд")
    value = Attribution(
        name.span, Span(name.start - 9, name.start - 1, "напомнил"), "напомнить", "neutral", False, None
    )
    fact = Fact("attribution", 0, said.start, said.stop, said.text, value)
    findings = (
        Finding("attribution", "minor", 0.7, 0, (said_at(said),), (), "A test.", "attribution-dropped"),
        Finding(rule.split("-")[0], "major", 0.7, 0, (at,), (), "A test.", rule),  # type: ignore[arg-type]
    )
    report_ = Report(
        source=made.source.document, target=made.target.document, source_facts=(*made.source.facts, fact),
        target_facts=made.target.facts, beads=made.beads, translations=(None,), findings=findings,
        scores={"coverage": 1.0, "addition": 0.0}, signature={"tool": "compare", "engines": {}, "settings": {}},
    )  # fmt: skip
    assert [one.status for one in fates(report_) if one.fact is fact] == [expected]


@pytest.mark.parametrize(
    ("type_", "rule", "expected"),
    [("PERSON", "attribution-speaker", 0), ("ORG", "attribution-speaker", None), ("PERSON", "attribution-role", None)],
)
def test_the_name_of_a_speaker_who_became_another_is_changed(type_: NameType, rule: str, expected: int | None) -> None:
    at = words("Капитан")
    fact = Fact("name", 2, at.start, at.stop, at.text, Name(type_, at.text))
    finding = Finding("attribution", "critical", 0.85, 2, (Place(at.start, at.stop, at.text),), (), "A test.", rule)
    assert bearing(fact, [(0, finding)], None) == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Опыты показали, что избыток йода может навредить.", "Trials suggest that too much iodine can do harm.", []),
        (
            "Опыты показали, что избыток йода может навредить.",
            "Trials showed that too much iodine may do harm.",
            ["may"],
        ),
        ("Паром, вероятно, опоздает.", "The ferry is likely to be late.", ["likely"]),
        ("Врачи предполагают, что это отравление.", "Doctors suggest that it was poison.", ["suggest that"]),
    ],
)
def test_a_faint_hedge_of_another_class_is_no_counterpart(source: str, target: str, expected: list[str]) -> None:
    assert [there.text for _, there in hedged(comparison([source], [target]))] == expected


def test_a_denial_that_is_itself_denied_is_changed() -> None:
    """«Отрицает вину», "does not deny his guilt"."""
    at, denies = words("отказался"), Span(8, 12, "deny")
    fact = Fact("negation", 2, at.start, at.stop, at.text, Polarity("отказаться", at))
    counterpart = Fact("negation", 2, 8, 12, "deny", Polarity("deny", denies))
    added = Place(4, 7, "not", Polarity("not", denies))
    elsewhere = replace(added, value=Polarity("not", Span(20, 30, "")))
    for place, expected in ((added, 0), (elsewhere, None)):
        finding = Finding("negation", "critical", 0.9, 2, (), (place,), "A test.", "negation-added")
        assert bearing(fact, [(0, finding)], counterpart) == expected


@pytest.mark.parametrize(
    ("gravely", "majority", "departs"),
    [
        (("one", "other", ""), None, ()),  # two that change it each in its own way do not agree
        (("one", "one", ""), "changed", (2,)),
        (("one", "", ""), "kept", (0,)),
    ],
)
def test_versions_that_change_a_passage_otherwise_are_no_majority(
    gravely: tuple[str, ...], majority: str | None, departs: tuple[int, ...]
) -> None:
    def version(became: str) -> Report:
        found = [replace(flaw("major", 0), target=(Place(0, len(became), became),))] if became else []
        return told(FREE, found)

    row = next(iter(passage_rows([version(became) for became in gravely])))
    assert (row.majority, row.departs) == (majority, departs)


def test_renderings_made_apart_are_no_kin() -> None:
    found = outlets(["a", "b", "c"], [told(text) for text in (FREE, OTHER, THIRD)])
    assert not any(kin.is_sure for kin in found.stemma.kinships)


def test_the_same_added_by_two_is_one_addition() -> None:
    beads = [*(Bead((i,), (i,), 0.8) for i in range(8)), Bead((), (8,))]
    texts = ("Nobody was hurt, the mayor's office said later.", "Nobody was hurt, the mayor's office later said.",
             "The bridge opened in 1961.")  # fmt: skip
    made = list(additions([told((*FREE, text), beads=beads) for text in texts]))
    assert [addition.outlets for addition in made] == [(0, 1), (2,)]


def test_what_stands_out_among_two_may_be_chance_among_many() -> None:
    """Four spoilt sentences of eight tell two versions apart, but not the best and the worst of eight."""
    spoilt = told(OTHER, [flaw("critical", k) for k in range(4)])
    pair = outlets(["a", "spoilt"], [told(FREE), spoilt])
    many = outlets([*"abcdefg", "spoilt"], [*[told(FREE)] * 7, spoilt])
    assert [one.is_sure for one in pair.differences if one.measure == "fidelity"] == [True]
    assert not any(one.is_sure for one in many.differences)


def test_equal_versions_are_not_told_apart_and_a_spoilt_one_is() -> None:
    spoilt = told(OTHER, [flaw("critical", k) for k in range(6)])
    found = outlets(["a", "b", "spoilt"], [told(FREE), told(THIRD), spoilt])
    sure = {(found.names[one.one], found.names[one.other]) for one in found.differences if one.is_sure}
    assert sure == {("a", "spoilt"), ("b", "spoilt")}


@pytest.fixture(scope="module")
def two() -> Outlets:
    """The handmade report, with words that would be markup, as two outlets."""
    return outlets(["first", "<second> & co"], [report(), report()])


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ((0, 1, 1), "a has the highest fidelity, 100.0 of 100, but by no more than chance may explain."),
        ((0, 0, 1), "a and b have the highest fidelity, 100.0 of 100, but by no more than chance may explain."),
        ((0, 0, 0), "All have the same fidelity, 100.0 of 100."),
        ((0, 6, 6), "a has the highest fidelity, 100.0 of 100, beyond chance."),
        ((0, 1, 6), "a has the highest fidelity, 100.0 of 100, beyond chance only ahead of c."),
        ((0, 0, 6), "a and b have the highest fidelity, 100.0 of 100, beyond chance."),
        ((1,), "Its fidelity is 87.5 of 100."),
    ],
)
def test_the_summary_says_who_is_most_faithful_and_whether_that_means_anything(
    spoilt: tuple[int, ...], said: str
) -> None:
    reports = [told(FREE, [flaw("critical", k) for k in range(count)]) for count in spoilt]
    assert view(outlets("abc"[: len(spoilt)], reports), "2026-11-28T22:56:36+00:00").summary.endswith(f". {said}")


@pytest.mark.parametrize(
    ("versions", "listed", "said"),
    [
        ([FREE, OTHER], 0, "1 more pair of versions is not listed: nothing there is beyond chance."),
        ([FREE, COPY], 1, ""),
        ([FREE, OTHER, THIRD, COPY], 1, "5 more pairs of versions are not listed: nothing there is beyond chance."),
    ],
)
def test_pairs_of_which_nothing_is_to_be_said_are_counted(
    versions: list[tuple[str, ...]], listed: int, said: str
) -> None:
    names = "abcd"[: len(versions)]
    shown = view(outlets(names, [told(text) for text in versions]), "2026-11-28T22:56:36+00:00")
    assert (len(shown.kin), shown.rest_of_kin) == (listed, said)


def test_the_json_fits_its_schema(two: Outlets) -> None:
    jsonschema.validate(json.loads(json.dumps(outlets_json(two))), schema("outlets-1"))


def test_every_link_of_the_page_has_its_place(two: Outlets) -> None:
    page = html.fromstring(contents(two)["outlets.html"])
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    assert set(links) <= set(ids)
    assert len(page.xpath("//input[@name='version']")) == 2


def test_text_never_becomes_markup(two: Outlets) -> None:
    text = contents(two)["outlets.html"]
    assert "<script>alert" not in text
    page = html.fromstring(text)
    assert not page.xpath("//*[@style or @onclick]")
    assert "<second> & co" in page.xpath("//fieldset[@class='choice']/label")[1].text_content()


def test_one_outlet_alone_makes_a_report() -> None:
    made = contents(outlets(["only"], [report()]))
    jsonschema.validate(json.loads(made["outlets.json"]), schema("outlets-1"))
    assert "Who shares text" not in made["outlets.html"]


@pytest.mark.parametrize(
    ("languages", "message"),
    [
        (("en", "en"), "None of the files is in Russian"),
        (("ru", "en", "ru"), "More than one of the files is in Russian"),
    ],
)
def test_exactly_one_file_is_the_source(languages: tuple[str, ...], message: str) -> None:
    stories = [replace(document(code, "Дождь.").story, path=f"{code}.txt") for code in languages]
    with pytest.raises(LanguageError, match=message):
        files.in_order(stories)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("a", "--names gives 1 of the 2 names that are needed"),
        ("a,A", "Two outlets have one name: a, A"),
        ("a,../b", "The outlet '../b' cannot name a folder"),
        ("names.csv", "give the table with --names-table."),
    ],
)
def test_names_that_will_not_do_are_refused(given: str, message: str) -> None:
    versions = [replace(document("en", "Rain.").story, path=f"{name}.txt") for name in "xy"]
    with pytest.raises(OutputError, match=re.escape(message)):
        files.names(versions, given)


def test_the_command_writes_a_report_over_all_and_one_each(tmp_path: Path) -> None:
    versions = sorted(CORPUS.glob("en-*.txt"))
    done = subprocess.run(
        [sys.executable, "-m", "compare", "outlets", CORPUS / "ru.txt", *versions, "--names", "Daily,Wire",
         "--no-translate", "--out", "out"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert found == ["Daily/report.html", "Daily/report.json", "Wire/report.html", "Wire/report.json",
                     "outlets.html", "outlets.json"]  # fmt: skip
    made = json.loads((tmp_path / "out" / "outlets.json").read_text(encoding="utf-8"))
    jsonschema.validate(made, schema("outlets-1"))
    assert "Daily" in done.stdout
    assert "Kept from" not in done.stdout
    page = html.parse(tmp_path / "out" / "outlets.html")
    assert all((tmp_path / "out" / href).is_file() for href in page.xpath("//p[@class='files']/a/@href"))


@pytest.mark.parametrize(
    ("before", "outlets_now", "formats", "kept"),
    [
        ([], ["a"], ["json"], []),
        (["a/report.json"], ["a"], ["json"], []),
        (["a/report.json", "a/report.html"], ["a"], ["json"], ["a/report.html"]),
        (["a/report.json", "b/report.json"], ["a"], ["json"], ["b/report.json"]),  # an outlet that is no longer there
        (["b/notes.txt", "report.json"], ["a"], ["json"], []),
    ],
)
def test_what_an_earlier_run_left_beside_the_outlets(
    tmp_path: Path, before: list[str], outlets_now: list[str], formats: list[str], kept: list[str]
) -> None:
    for name in before:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert earlier_outlets(tmp_path, outlets_now, formats) == [tmp_path / name for name in kept]


def test_one_version_is_for_another_command() -> None:
    stories = [read(CORPUS / "ru.txt"), read(CORPUS / "en-wire.txt")]
    with pytest.raises(ReadError, match="one English version alone: "):
        files.in_order(stories)
    with pytest.raises(ReadError, match="There is no English version"):
        files.in_order(stories[:1])
