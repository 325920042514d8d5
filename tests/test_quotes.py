"""Quotations: marks of all kinds, and speech told from titles."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.facts import names, quotes
from compare.facts.quotes.marks import quotations
from compare.languages import load
from compare.records import Fact, Quote
from tests.documents import document

CASES = json.loads((Path(__file__).parent / "cases" / "quotes" / "quotes.json").read_text(encoding="utf-8"))


def found(code: str, *sentences: str) -> list[Fact]:
    made, language = document(code, *sentences), load(code)
    return quotes.find(made, language, names.find(made, language, ()))


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case, id=case["text"][0],
            marks=[pytest.mark.xfail(strict=True, reason=case["xfail"])] if "xfail" in case else [],
        )
        for case in CASES
    ],
)  # fmt: skip
def test_quotations(case: dict[str, Any]) -> None:
    got = [cast(Quote, fact.value).words for fact in found(case["language"], *case["text"])]
    assert got == case["quotes"]


def test_a_quotation_is_placed_in_the_sentence_where_it_starts() -> None:
    sentences = ["Лапин открыл мост.", "«Мы построили его в срок.", "Теперь пойдут поезда», — сказал он."]
    fact = found("ru", *sentences)[0]
    assert fact.sentence == 1
    assert fact.text == "«Мы построили его в срок.\n\nТеперь пойдут поезда»"


@given(st.text(alphabet="аб c.,!—-\n«»“”„‘’\"'", max_size=60))
def test_quotations_nest_and_hold_their_text(text: str) -> None:
    made = quotations(text, ())
    for quotation in made:
        assert 0 <= quotation.start < quotation.stop <= len(text)
        assert quotation.start < quotation.inside[0] <= quotation.inside[1] <= quotation.stop
    outer = [quotation for quotation in made if quotation.depth == 0]
    assert all(one.stop <= other.start for one, other in pairwise(outer))
