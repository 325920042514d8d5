"""Beads: cases with their gold, and what holds for any two stories."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare import embed
from compare.align import align
from compare.records import Bead, Role, Sentence

CASES = tomllib.loads((Path(__file__).parent / "cases" / "align.toml").read_text(encoding="utf-8"))["case"]
ROLES: dict[str, Role] = {"H": "headline", "D": "dateline", "C": "caption", "B": "boilerplate"}


def sentences(lines: Sequence[str]) -> tuple[Sentence, ...]:
    records, start = [], 0
    for index, line in enumerate(lines):
        mark, _, text = line.partition("|") if line[1:2] == "|" else ("", "", line)
        records.append(Sentence(index, start, start + len(text), text, ROLES.get(mark, "body"), index))
        start += len(text) + 1
    return tuple(records)


def beads_of(source: Sequence[str], target: Sequence[str]) -> tuple[Bead, ...]:
    return align(sentences(source), sentences(target), embed.load())


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    found = [[list(bead.source), list(bead.target), *(["moved"] if bead.moved else [])]
             for bead in beads_of(case["source"], case["target"])]  # fmt: skip
    assert found == case["beads"], case["comment"]


def test_the_similarity_of_an_empty_bead_is_that_of_the_nearest_sentence() -> None:
    source = ["Порт закрыли в понедельник.", "Порт закрыли еще в понедельник утром.", "Двое рыбаков спасены."]
    target = ["The port was closed on Monday.", "The orchestra played Brahms.", "Two fishermen were rescued."]
    alone = {bead.source or bead.target: bead.similarity for bead in beads_of(source, target) if not bead.source}
    assert alone.keys() == {(1,)}
    assert 0 < alone[1,] < 0.3


@pytest.mark.parametrize(("source", "target"), [([], []), (["Порт закрыт."], []), ([], ["The port is closed."])])
def test_an_empty_story_leaves_every_sentence_alone(source: list[str], target: list[str]) -> None:
    assert len(beads_of(source, target)) == len(source) + len(target)


TEXTS = st.sampled_from([
    "Порт закрыт из-за шторма.", "Двое рыбаков спасены.", "Волны до 6 метров.", "Цены выросли на 3%.", "?", "",
    "Storm shuts port.", "Two fishermen rescued.", "Six-metre waves.", "Prices rose by 3%.", "Menu",
])  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, max_size=12), st.lists(TEXTS, max_size=12), st.randoms(use_true_random=False))
def test_every_sentence_is_in_one_bead(source: list[str], target: list[str], chance: Any) -> None:
    marks = ["", "", "", "H|", "C|", "B|", "D|"]
    source, target = ([chance.choice(marks) + text for text in side] for side in (source, target))
    beads = beads_of(source, target)
    assert sorted(i for bead in beads for i in bead.source) == list(range(len(source)))
    assert sorted(j for bead in beads for j in bead.target) == list(range(len(target)))
    assert [bead.source[0] for bead in beads if bead.source] == sorted(bead.source[0] for bead in beads if bead.source)
    for bead in beads:
        for side in (bead.source, bead.target):
            assert list(side) == list(range(side[0], side[0] + len(side))) if side else True
        assert not bead.moved or (bead.source and bead.target)
    still = [bead.target[0] for bead in beads if bead.source and bead.target and not bead.moved]
    assert still == sorted(still)
    assert beads == beads_of(source, target)
