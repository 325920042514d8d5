"""The annotated sentences under corpora/attributions keep the promises of its README."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest

from compare.records import Stance

FOLDER = Path(__file__).parents[1] / "corpora" / "attributions"
LANGUAGES = ("ru", "en")
STANCES = set(get_args(Stance))
SPANS = ("source", "cue", "content")
MARKS = "\"'«»“”‘’„"

Entry = dict[str, Any]


def read(language: str, part: str = "") -> Entry:
    collection: Entry = json.loads((FOLDER / part / f"{language}.json").read_text(encoding="utf-8"))
    return collection


@pytest.fixture(scope="module", params=LANGUAGES)
def main(request: pytest.FixtureRequest) -> Entry:
    return read(request.param)


@pytest.fixture(scope="module", params=[(part, code) for part in ("", "heldout") for code in LANGUAGES])
def collection(request: pytest.FixtureRequest) -> Entry:
    return read(request.param[1], request.param[0])


@pytest.mark.parametrize("code", LANGUAGES)
def test_held_out_sentences_are_no_sentences_of_the_main_part(code: str) -> None:
    texts = {entry["text"] for entry in read(code)["sentences"]}
    held = read(code, "heldout")["sentences"]
    assert len(held) >= 60
    assert [entry["id"] for entry in held if entry["text"] in texts] == []


def attributions(collection: Entry) -> list[tuple[Entry, Entry]]:
    return [(entry, mark) for entry in collection["sentences"] for mark in entry["attributions"]]


def words(entry: Entry, mark: Entry, name: str) -> str:
    start, stop = mark[name]
    text: str = entry["text"][start:stop]
    return text


def test_head(collection: Entry) -> None:
    assert collection["schema"] == "compare.attributions/1"
    assert collection["language"] in LANGUAGES


def test_ids_are_unique_and_name_the_language(collection: Entry) -> None:
    ids = [entry["id"] for entry in collection["sentences"]]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith(f"{collection['language']}-") for name in ids)


def test_texts_are_unique(collection: Entry) -> None:
    texts = [entry["text"] for entry in collection["sentences"]]
    assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_at_least_200_sentences_of_which_30_negatives(main: Entry) -> None:
    negatives = [entry for entry in main["sentences"] if not entry["attributions"]]
    assert len(main["sentences"]) >= 200
    assert len(negatives) >= 30
    assert all(entry["construction"].startswith("negative-") for entry in negatives)


def test_every_construction_at_least_8_times(main: Entry) -> None:
    counts = Counter(entry["construction"] for entry in main["sentences"] if entry["attributions"])
    assert {name: count for name, count in counts.items() if count < 8} == {}


def test_every_stance_at_least_8_times(main: Entry) -> None:
    counts = Counter(mark["stance"] for _, mark in attributions(main))
    assert set(counts) == STANCES
    assert min(counts.values()) >= 8


def test_fields(collection: Entry) -> None:
    for entry, mark in attributions(collection):
        assert set(mark) - {"resolved"} == {*SPANS, "stance", "direct"}, entry["id"]
        assert isinstance(mark["direct"], bool), entry["id"]
        assert mark.get("resolved", "-").strip(), entry["id"]
        assert mark["source"] is not None or "resolved" not in mark, entry["id"]


@pytest.mark.parametrize("name", SPANS)
def test_spans_are_in_the_text_and_trimmed(collection: Entry, name: str) -> None:
    for entry, mark in attributions(collection):
        if name == "source" and mark[name] is None:
            continue
        start, stop = mark[name]
        assert 0 <= start < stop <= len(entry["text"]), entry["id"]
        assert words(entry, mark, name) == words(entry, mark, name).strip(), entry["id"]


def test_content_has_no_marks_at_its_ends(collection: Entry) -> None:
    for entry, mark in attributions(collection):
        content = words(entry, mark, "content")
        assert content[0] not in MARKS, entry["id"]
        assert content[-1] not in MARKS + ".,;:", entry["id"]


def test_no_attribution_twice(collection: Entry) -> None:
    for entry in collection["sentences"]:
        pairs = [(mark["source"], mark["cue"]) for mark in entry["attributions"]]
        assert all(pair not in pairs[:rank] for rank, pair in enumerate(pairs)), entry["id"]


def test_the_readme_gives_the_right_counts() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    rows = {cells[0]: cells[1:] for cells in map(_cells, readme.splitlines()) if len(cells) == 3}
    counts = [_counts(read(language)) for language in LANGUAGES]
    for name in sorted({*counts[0], *counts[1]}):
        assert rows.get(name) == [str(count[name]) if count[name] else "-" for count in counts], name


def _cells(line: str) -> list[str]:
    return [cell.strip(" `") for cell in line.strip("|").split("|")] if line.startswith("|") else []


def _counts(collection: Entry) -> Counter[str]:
    counts = Counter(entry["construction"] for entry in collection["sentences"])
    counts += Counter(mark["stance"] for _, mark in attributions(collection))
    counts["sentences"] = len(collection["sentences"])
    counts["attributions"] = len(attributions(collection))
    counts["direct"] = sum(mark["direct"] for _, mark in attributions(collection))
    return counts
