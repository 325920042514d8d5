"""The minimal pairs of wording: offsets hold, and each kind is marked where it should be."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

FILE = Path(__file__).parent.parent / "corpora" / "wording" / "pairs.json"
PAIRS: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["pairs"]

CHANGED = {"antonym", "weight", "framing", "modal", "quantity", "role", "joint"}
LOST = CHANGED | {"modifier dropped", "phrase dropped", "verb dropped", "focus dropped", "title dropped"}
NEW = CHANGED | {"modifier added", "phrase added"}


def test_there_are_enough_of_each_kind_and_split() -> None:
    assert len(PAIRS) >= 300
    assert min(Counter((pair["kind"], pair["split"]) for pair in PAIRS).values()) >= 8
    assert {pair["split"] for pair in PAIRS} == {"dev", "held-out"}


def test_no_sentence_stands_twice() -> None:
    for version in ("id", "ru", "faithful", "free", "damaged"):
        assert len({pair[version] for pair in PAIRS}) == len(PAIRS), version


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["id"])
def test_marks(pair: dict[str, Any]) -> None:
    for side, text in (("ru", pair["ru"]), ("en", pair["damaged"])):
        for mark in pair["gold"][side]:
            assert text[mark["start"] : mark["end"]] == mark["text"] == mark["text"].strip() != ""
    assert bool(pair["gold"]["ru"]) == (pair["kind"] in LOST)
    assert bool(pair["gold"]["en"]) == (pair["kind"] in NEW)
    assert len({pair["faithful"], pair["free"], pair["damaged"]}) == 3
