"""Which words hedge, and what: cases in both languages, and every example of the tables."""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from compare.facts import hedges, polarity
from compare.languages import load
from compare.records import Fact, Polarity
from tests.documents import document

CASES = Path(__file__).parent / "cases" / "hedges"
CODES = ("ru", "en")


@cache
def rows(code: str) -> dict[str, list[dict[str, object]]]:
    return tomllib.loads((CASES / f"{code}.toml").read_text(encoding="utf-8"))


@cache
def texts(code: str) -> tuple[str, ...]:
    language = load(code)
    table = language.table("hedges")
    told = [str(case[0]) for group in rows(code)["group"] for case in group["cases"]]  # type: ignore[attr-defined]
    told += [str(case["text"]) for case in rows(code).get("failure", [])]
    told += [row["example"] for part in ("cues", "idioms", "answers") for row in table[part]]
    return tuple(dict.fromkeys(told))


@cache
def found(code: str) -> dict[str, list[Fact]]:
    """All sentences parsed at once: the facts of each."""
    made = document(code, *texts(code))
    facts = hedges.find(made, load(code), ())
    return {text: [fact for fact in facts if fact.sentence == rank] for rank, text in enumerate(texts(code))}


def cues(facts: list[Fact]) -> list[str]:
    return [fact.value.cue for fact in facts if isinstance(fact.value, Polarity)]


@pytest.mark.parametrize(
    ("code", "case"),
    [(code, case) for code in CODES for group in rows(code)["group"] for case in group["cases"]],  # type: ignore[attr-defined]
    ids=lambda value: value[0] if isinstance(value, list) else value,
)
def test_cues(code: str, case: list[str]) -> None:
    assert cues(found(code)[case[0]]) == case[1:]


@pytest.mark.parametrize(
    ("code", "case"),
    [
        pytest.param(code, case, marks=pytest.mark.xfail(strict=True, reason=str(case["comment"])))
        for code in CODES
        for case in rows(code).get("failure", [])
    ],
)
def test_known_failures(code: str, case: dict[str, object]) -> None:
    assert cues(found(code)[str(case["text"])]) == case["cues"]


@pytest.mark.parametrize(
    ("code", "name", "example"),
    [
        (code, row.get("cue", row["words"]), row["example"])
        for code in CODES
        for row in load(code).table("hedges")["cues"]
    ],
)
def test_every_cue_is_found_in_its_example(code: str, name: str, example: str) -> None:
    said = polarity.lexicon(load(code), "hedges", "cues")
    inside = [match.cue.name for match in said.matches(document(code, example).parses[0].tokens)]
    assert name in inside


@pytest.mark.parametrize(
    ("code", "example"), [(code, row["example"]) for code in CODES for row in load(code).table("hedges")["idioms"]]
)
def test_no_set_phrase_hedges(code: str, example: str) -> None:
    assert cues(found(code)[example]) == []


PARTS = ("answers", "conditions", "unconditional", "conditional")


@pytest.mark.parametrize(
    ("code", "part", "example"),
    [(code, part, row["example"]) for code in CODES for part in PARTS for row in load(code).table("hedges")[part]],
)
def test_every_other_row_is_found_in_its_example(code: str, part: str, example: str) -> None:
    cues = polarity.lexicon(load(code), "hedges", part)
    tokens = document(code, example).parses[0].tokens
    assert any(row.example == example for row in (match.cue for match in cues.matches(tokens)))


SCOPES = [
    ("ru", "Чиновник якобы вывез деньги.", "вывез деньги"),
    ("ru", "Закон могут принять в мае.", "принять в мае"),
    ("ru", "Возможно, матч перенесут.", "матч перенесут"),
    ("en", "The official allegedly took the money.", "took the money"),
    ("en", "The match may be moved.", "be moved"),
    ("en", "The rain seems to be over.", "to be over"),
]


@pytest.mark.parametrize(("code", "text", "scope"), SCOPES)
def test_scope(code: str, text: str, scope: str) -> None:
    (fact,) = hedges.find(document(code, text), load(code), ())
    assert isinstance(fact.value, Polarity)
    assert fact.value.scope.text == scope


@pytest.mark.parametrize("code", CODES)
def test_places_hold_their_text(code: str) -> None:
    made = document(code, *texts(code))
    facts = hedges.find(made, load(code), ())
    assert facts
    for fact in facts:
        assert made.story.text[fact.start : fact.stop] == fact.text
        assert isinstance(fact.value, Polarity)
        scope = fact.value.scope
        assert made.story.text[scope.start : scope.stop] == scope.text != ""
    assert all(one.start < other.start for one, other in pairwise(facts))
