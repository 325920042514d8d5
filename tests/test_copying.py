"""The copy check: numbers that were lost come back, and what was right is left alone."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.languages import load
from compare.translate.checked import CheckedTranslator
from compare.translate.numbers import Counted, localised, lost, restore

CASES = tomllib.loads((Path(__file__).parent / "cases" / "copying.toml").read_text(encoding="utf-8"))["case"]
RU, EN = load("ru"), load("en")


class Proposing:
    """An engine that proposes what it was given: the copy check is tested on chosen faults."""

    name, checksum, source, target, settings = "given", "0", "ru", "en", ""

    def __init__(self, *proposals: str, unrepeated: str = "") -> None:
        self.proposals, self.unrepeated = list(proposals), unrepeated

    def candidates(self, sentences: Sequence[str], *, unrepeated: bool = False) -> list[list[str]]:
        return [[self.unrepeated] if unrepeated else self.proposals for _ in sentences]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_the_check(case: dict[str, str]) -> None:
    done = CheckedTranslator(Proposing(case["translation"])).translate([case["source"]])
    assert done == [case.get("checked", case["translation"])]


def test_the_first_proposal_that_keeps_the_numbers_is_taken() -> None:
    engine = Proposing("It was 46 years ago.", "That was 64 years ago.", "It is 64 years since.")
    assert CheckedTranslator(engine).translate(["Это было 64 года назад."]) == ["That was 64 years ago."]


def test_a_loop_is_translated_anew_and_cut_if_it_comes_again() -> None:
    looping = "He said that he said that he said that he would come."
    again = "He said he said he said he would come."
    done = CheckedTranslator(Proposing(looping, unrepeated=again)).translate(["Он сказал, что придёт."])
    assert done == ["He said he would come."]


def test_a_proposal_without_a_loop_comes_before_one_with() -> None:
    looping = "He said that he said that he said that he would come."
    done = CheckedTranslator(Proposing(looping, "He said he would come.")).translate(["Он сказал, что придёт."])
    assert done == ["He said he would come."]


def test_an_empty_sentence_stays_empty() -> None:
    assert CheckedTranslator(Proposing("Words.")).translate(["", "  "]) == ["", ""]


@given(st.lists(st.integers(10, 10**7), min_size=1, max_size=4), st.lists(st.integers(0, 10**7), max_size=4))
def test_after_the_check_no_number_is_lost(wanted: list[int], made: list[int]) -> None:
    source = Counted("Всего " + ", затем ".join(map(str, wanted)) + ".", RU)
    text = restore(source, Counted("In all " + ", then ".join(map(str, made)) + ".", EN))
    assert lost(source, Counted(text, EN)) == []


@given(st.integers(1, 10**9))
def test_a_number_is_the_same_in_both_languages(number: int) -> None:
    russian = f"{number:,}".replace(",", "\u00a0")
    assert localised(russian, RU, EN) == f"{number:,}"
    assert localised(f"{number / 100}".replace(".", ","), RU, EN) == f"{number / 100}"
