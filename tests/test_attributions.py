"""Attributions: who says what, by which expression, with which stance."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.facts import attributions, extract, names, quotes
from compare.languages import load
from compare.records import Attribution, Document, Fact, Quote
from tests.documents import document

CASES = Path(__file__).parent / "cases" / "attributions"
LANGUAGES = ("en", "ru")


def cases(code: str) -> list[Any]:
    rows = json.loads((CASES / f"{code}.json").read_text(encoding="utf-8"))
    return [
        pytest.param(
            code, row["text"], row["attributions"], id=row["text"][-1],
            marks=[pytest.mark.xfail(strict=True, reason=row["xfail"])] if "xfail" in row else [],
        )
        for row in rows
    ]  # fmt: skip


def found(code: str, *sentences: str) -> tuple[Document, list[Fact]]:
    language, made = load(code), document(code, *sentences)
    facts = list(names.find(made, language, ()))
    facts += quotes.find(made, language, tuple(facts))
    facts += attributions.find(made, language, tuple(facts))
    return made, facts


def seen(fact: Fact) -> dict[str, Any]:
    value = cast(Attribution, fact.value)
    return {
        "source": value.source.text if value.source else None,
        "cue": value.cue.text,
        "lemma": value.lemma,
        "stance": value.stance,
        "direct": value.direct,
        "content": value.content.text if value.content else None,
        "resolved": value.resolved,
    }


@pytest.mark.parametrize(("code", "text", "expected"), [case for code in LANGUAGES for case in cases(code)])
def test_sentences(code: str, text: list[str], expected: list[dict[str, Any]]) -> None:
    _, facts = found(code, *text)
    got = [seen(fact) for fact in facts if fact.kind == "attribution"]
    assert len(got) == len(expected)
    for have, want in zip(got, expected, strict=True):
        assert {key: have[key] for key in want} == want


def rows(code: str) -> list[Any]:
    language = load(code)
    reporting, sources = language.table("reporting"), language.table("sources")
    wanted = [(row["example"], _lemma(code, row), row["stance"]) for row in reporting["verbs"]]
    wanted += [(row["example"], row["lemma"], row["stance"]) for row in reporting["nouns"]]
    wanted += [(row["example"], row["pattern"].replace("* ", "").replace(" *", ""), row["stance"])
               for row in sources["phrases"]]  # fmt: skip
    wanted += [(row["example"], row["lemma"], row["stance"]) for row in sources["asides"]]
    return [pytest.param(code, *row, id=f"{row[1]}: {row[0]}") for row in wanted]


def _lemma(code: str, row: dict[str, Any]) -> str:
    negation = str(load(code).table("syntax")["not"])
    return f"{negation} {row['lemma']}" if row.get("negated") else str(row["lemma"])


@pytest.mark.parametrize(("code", "example", "lemma", "stance"), [row for code in LANGUAGES for row in rows(code)])
def test_every_row_is_at_work_in_its_example(code: str, example: str, lemma: str, stance: str) -> None:
    _, facts = found(code, example)
    assert (lemma, stance) in {(seen(f)["lemma"], seen(f)["stance"]) for f in facts if f.kind == "attribution"}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("table", ["speakers", "pronouns"])
def test_every_speaker_speaks_in_its_example(code: str, table: str) -> None:
    examples = [row["example"] for row in load(code).table("sources")[table]]
    made = document(code, *examples)
    facts = attributions.find(made, load(code), quotes.find(made, load(code), ()))
    heard = {fact.sentence for fact in facts if cast(Attribution, fact.value).source is not None}
    assert [example for number, example in enumerate(examples) if number not in heard] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_tables_have_no_double_rows(code: str) -> None:
    verbs = load(code).table("reporting")["verbs"]
    keys = [(row["lemma"], row.get("frame"), row.get("negated")) for row in verbs]
    assert len(keys) == len(set(keys))
    assert {row["stance"] for row in verbs} == {
        "neutral", "assertive", "distancing", "conceding", "denying", "warning", "demanding",
    }  # fmt: skip


def test_the_languages_share_their_concepts() -> None:
    concepts = {code: {row["concept"] for row in load(code).table("sources")["speakers"]} for code in LANGUAGES}
    assert len(concepts["en"] & concepts["ru"]) >= 50


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        ("ru", ["«Мост готов», — сказал Лапин."], "Лапин"),
        ("ru", ["«Мост готов, — сказал Лапин. — Ждите поездов»."], "Лапин"),
        ("en", ["“The bridge is ready,” Lapin said."], "Lapin"),
        ("en", ["“The bridge is ready,” Lapin said. “Wait for the trains.”"], "Lapin"),
        ("en", ["Lapin stressed that “the bridge is ready for trains”."], "Lapin"),
        ("en", ["“The bridge is ready.”"], None),
    ],
)
def test_quotations_get_their_speakers(code: str, text: list[str], speaker: str | None) -> None:
    made = document(code, *text)
    spoken = [cast(Quote, fact.value) for fact in extract(made, load(code)) if fact.kind == "quote"]
    assert spoken
    assert {quote.speaker.text if quote.speaker else None for quote in spoken} == {speaker}


PIECES = {
    "ru": ["«Мы уходим», ", "— сказал он. ", "По словам ", "Лапина, ", "что ", '"', "— ", "министр ", "заявил: ", "и "],
    "en": ["“We are leaving,” ", "he said. ", "According to ", "Lapin, ", "that ", '"', "- ", "the envoy ", "said: "],
}


@settings(max_examples=60, deadline=None)
@given(data=st.data(), code=st.sampled_from(LANGUAGES))
def test_places_hold_their_text(data: st.DataObject, code: str) -> None:
    sentences = data.draw(
        st.lists(st.lists(st.sampled_from(PIECES[code]), min_size=1, max_size=7).map("".join), min_size=1, max_size=3)
    )
    made, facts = found(code, *sentences)
    for fact in facts:
        value = fact.value
        spans = [fact.span]
        if isinstance(value, Attribution):
            spans += [span for span in (value.source, value.cue, value.content) if span]
        for span in spans:
            assert made.story.text[span.start : span.stop] == span.text
            assert span.text
