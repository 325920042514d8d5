"""The table of words that take sides: its shape, its matching by lemma, tables of a user's own, the summary."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from compare.errors import ReadError
from compare.framing import load_framing, shifts, shipped
from compare.languages import known
from compare.records import FRAMING_STANCES, Bead, Document, Finding, Framed, Place, Report, Story
from compare.report import json as report_json
from compare.report import markdown, tables
from tests.documents import document


def test_the_shipped_table_is_large_and_whole() -> None:
    concepts = shipped().concepts
    assert len(concepts) >= 250
    assert len({concept.id for concept in concepts}) == len(concepts)
    for concept in concepts:
        assert set(concept.terms) == set(known()), concept.id
        for code, cells in concept.terms.items():
            assert len(cells) == len(FRAMING_STANCES)
            terms = [term for cell in cells for term in cell]
            assert len(set(terms)) == len(terms) >= 2, (concept.id, code)


@pytest.mark.parametrize(
    ("code", "text", "concept", "expected"),
    [
        ("ru", "Боевиков вытеснили из города.", "armed group", ["Боевиков neutral"]),
        ("ru", "Началась специальная военная операция.", "military campaign", ["специальная военная операция favourable"]),  # noqa: E501
        ("ru", "Полуостров аннексировали.", "change of territory", []),
        ("ru", "После аннексии полуострова.", "change of territory", ["аннексии unfavourable"]),
        ("en", "The freedom fighters left.", "armed group", ["freedom fighters favourable"]),
        ("en", "The fighters and the terrorists left.", "armed group", ["fighters neutral", "terrorists unfavourable"]),
        ("en", "The war ended.", "military campaign", ["war neutral"]),
        ("en", "A warm day.", "military campaign", []),
    ],
)  # fmt: skip
def test_terms_are_found_by_lemma(code: str, text: str, concept: str, expected: list[str]) -> None:
    tokens = document(code, text).parses[0].tokens
    found = [
        f"{text[tokens[hit.first].start : tokens[hit.last].stop]} {framed.stance}"
        for hit in shipped().find(tokens, code)
        for framed in hit.framed
        if framed.concept == concept
    ]
    assert found == expected


def test_a_table_of_ones_own_adds_concepts_and_replaces_those_of_the_same_id(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[[concept]]\nid = "armed group"\nru = ["", "отряд", ""]\nen = ["", "squad", ""]\n'
        '[[concept]]\nid = "dam"\nru = ["", "плотина", ""]\nen = ["", "dam", "wall"]\n',
        encoding="utf-8",
    )
    framing = shipped().extended(load_framing(path))
    assert len(framing.concepts) == len(shipped().concepts) + 1
    own = {concept.id: concept for concept in framing.concepts}
    assert own["armed group"].terms["ru"] == ((), ("отряд",), ())
    assert own["dam"].stances("en", "wall") == {"unfavourable"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", r"it has no \[\[concept\]\]"),
        ("[[concept]]\nru = ['', '', '']\n", "concept 1 has no id"),
        ("[[concept]]\nid = 'dam'\nru = ['плотина']\n", "concept 1: 'ru' needs three cells"),
        ("[[concept]]\nid = 'dam'\nxx = ['', '', '']\n", "concept 1: 'xx' is not a language known here"),
        ("concept = [", "Invalid|Unclosed|Expected"),
    ],
)
def test_a_broken_table_is_named_with_its_fault(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=reason) as caught:
        load_framing(path)
    assert "own.toml" in str(caught.value)


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="No such file"):
        load_framing(tmp_path / "none.toml")


def finding(source: str, target: str, rule: str = "wording-framing") -> Finding:
    places = (
        Place(0, len(source), source, Framed("armed group", "neutral")),
        Place(0, len(target), target, Framed("armed group", "unfavourable")),
    )
    return Finding("wording", "major", 0.8, 0, places[:1], places[1:], "It differs.", rule)


def test_the_summary_counts_shifts_by_concept_and_direction() -> None:
    empty = Document(Story("", "ru", ()), (), ())
    findings = (finding("боевики", "terrorists"), finding("x", "y", "wording-dropped"), finding("Боевики", "thugs"))
    report = Report(empty, empty, (), (), (), (), findings, {}, {})
    (shift,) = shifts(report)
    assert (shift.concept, shift.source, shift.target, shift.count) == ("armed group", "neutral", "unfavourable", 2)
    assert shift.findings == (0, 2)
    assert shift.source_terms == ("боевики",)
    assert shift.target_terms == ("terrorists", "thugs")


def test_the_summary_is_in_the_tables_in_markdown_and_in_json() -> None:
    sides = [document("ru", "Боевики ушли."), document("en", "Terrorists left.")]
    scores = {"coverage": 1.0, "addition": 0.0, "similarity": 1.0, "findings": {"by_severity": {}, "by_kind": {}}}
    told = replace(finding("Боевики", "Terrorists"), bead=0)
    report = Report(sides[0], sides[1], (), (), (Bead((0,), (0,), 1.0),), (None,), (told,), scores, {})
    (row,) = tables.framing_rows(report)
    assert row == ("armed group", "neutral", "боевики", "unfavourable", "terrorists", 1, "f1")
    assert "| armed group | боевики | neutral | terrorists | unfavourable | 1 |" in markdown.render(report)
    assert report_json.report_json(report)["scores"]["framing"] == [
        {
            "concept": "armed group",
            "ru": {"stance": "neutral", "terms": ["боевики"]},
            "en": {"stance": "unfavourable", "terms": ["terrorists"]},
            "findings": ["f1"],
        }
    ]


def test_participles_that_stand_for_a_noun_are_found_in_every_case() -> None:
    (sentence,) = document("ru", "Полиция видела протестующих.").parses
    hits = shipped().find(sentence.tokens, "ru")
    assert any(framed.concept == "protesters" for hit in hits for framed in hit.framed)
