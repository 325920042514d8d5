"""The story sets under corpora/stories keep the promises of corpora/README.md.

Every rule is a small function over one gold file; each runs on every set found, so that a new set is checked
by being there. The figures (6 to 12 differences a version and so on) are those of the annotation guide.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

CORPORA = Path(__file__).parents[1] / "corpora"
STORIES = CORPORA / "stories"
GOLD_FILES = sorted(STORIES.glob("*/gold.json"))

KINDS = {
    "omission", "addition", "figure", "date", "name", "attribution", "quote", "negation", "hedge", "wording", "order",
}  # fmt: skip
SEVERITIES = {"critical", "major", "minor", "neutral"}

# What became of a fact on the way into English: lost (only Russian has it), gained (only English), changed (both).
DIRECTIONS = {
    "omission": {"lost"},
    "addition": {"gained"},
    "figure": {"lost", "gained", "changed"},
    "date": {"lost", "gained", "changed"},
    "name": {"lost", "gained", "changed"},
    "attribution": {"lost", "gained", "changed"},
    "quote": {"lost", "gained", "changed"},
    "negation": {"lost", "gained"},
    "hedge": {"lost", "gained"},
    "wording": {"changed"},
    "order": {"changed"},
}

# A note that says so lets two differences stand in one sentence pair.
SHARING = "shares a sentence"


@dataclass(frozen=True)
class Version:
    """One target version of a story with its annotation."""

    story_set: StorySet
    name: str
    gold: dict[str, Any]

    @property
    def file(self) -> str:
        return str(self.gold["file"])

    @property
    def beads(self) -> list[tuple[list[int], list[int]]]:
        return [(source, target) for source, target in self.gold["beads"]]

    @property
    def differences(self) -> list[dict[str, Any]]:
        return list(self.gold["differences"])

    @property
    def entries(self) -> list[dict[str, Any]]:
        return self.differences + list(self.gold["harmless"])

    def places(self, entry: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        """(file name, place) of both sides of an entry."""
        for side, file in (("ru", "ru.txt"), ("en", self.file)):
            for place in entry[side]:
                yield file, place

    def touched(self, entry: dict[str, Any]) -> set[int]:
        """The indexes of the beads that an entry's places lie in."""
        return {
            index
            for index, bead in enumerate(self.beads)
            for file, place in self.places(entry)
            for sentence in bead[0 if file == "ru.txt" else 1]
            if overlap(self.story_set.sentences[file][sentence], place)
        }


@dataclass(frozen=True)
class StorySet:
    """One folder under corpora/stories."""

    folder: Path

    @cached_property
    def gold(self) -> dict[str, Any]:
        return dict(json.loads((self.folder / "gold.json").read_text(encoding="utf-8")))

    @cached_property
    def texts(self) -> dict[str, str]:
        # newline="" keeps a stray \r visible: offsets are counted with \n alone
        return {path.name: path.open(encoding="utf-8", newline="").read() for path in self.folder.glob("*.txt")}

    @property
    def sentences(self) -> dict[str, list[list[int]]]:
        return dict(self.gold["sentences"])

    @property
    def versions(self) -> list[Version]:
        return [Version(self, name, gold) for name, gold in self.gold["versions"].items()]


def overlap(span: list[int], place: dict[str, Any]) -> bool:
    return bool(span[0] < place["end"] and place["start"] < span[1])


SETS = [StorySet(path.parent) for path in GOLD_FILES]
VERSIONS = [version for story_set in SETS for version in story_set.versions]

each_set = pytest.mark.parametrize("story_set", SETS, ids=lambda s: s.folder.name)
each_version = pytest.mark.parametrize("version", VERSIONS, ids=lambda v: f"{v.story_set.folder.name}-{v.name}")


def test_there_are_story_sets() -> None:
    assert SETS


def test_every_folder_is_annotated() -> None:
    assert {path.name for path in STORIES.iterdir() if path.is_dir()} == {s.folder.name for s in SETS}


@each_set
def test_header(story_set: StorySet) -> None:
    gold = story_set.gold
    assert gold["schema"] == "compare.gold/1"
    assert gold["story"] == story_set.folder.name
    assert gold["subject"].strip()
    assert len(story_set.versions) >= 2


@each_set
def test_files_are_those_annotated(story_set: StorySet) -> None:
    files = {"ru.txt"} | {f"en-{version.name}.txt" for version in story_set.versions}
    assert set(story_set.texts) == files
    assert set(story_set.sentences) == files
    assert {version.file for version in story_set.versions} == files - {"ru.txt"}


@each_set
def test_texts_are_plain(story_set: StorySet) -> None:
    for name, text in story_set.texts.items():
        assert "\r" not in text, name
        assert not text.startswith("\ufeff"), name
        assert text.endswith("\n"), name


@each_set
def test_sentences_cover_the_text_in_order(story_set: StorySet) -> None:
    for name, spans in story_set.sentences.items():
        text = story_set.texts[name]
        reached = 0
        for start, end in spans:
            assert reached <= start < end <= len(text), (name, start, end)
            assert not text[reached:start].strip(), (name, text[reached:start])
            assert text[start:end] == text[start:end].strip(), (name, text[start:end])
            reached = end
        assert not text[reached:].strip(), (name, text[reached:])


@each_version
def test_every_segment_stands_in_one_bead(version: Version) -> None:
    for side, file in enumerate(("ru.txt", version.file)):
        held = Counter(index for bead in version.beads for index in bead[side])
        assert held == Counter(range(len(version.story_set.sentences[file]))), file


@each_version
def test_beads_are_filled_and_sorted(version: Version) -> None:
    for source, target in version.beads:
        assert source or target
        assert source == sorted(source)
        assert target == sorted(target)


@each_version
def test_kinds_severities_and_ids_are_valid(version: Version) -> None:
    entries = version.entries
    assert {entry["kind"] for entry in entries} <= KINDS
    assert {entry["severity"] for entry in version.differences} <= SEVERITIES
    assert not [entry["id"] for entry in version.gold["harmless"] if "severity" in entry]
    assert all(entry["note"].strip() for entry in entries)
    assert max(Counter(entry["id"] for entry in entries).values()) == 1


@each_version
def test_places_point_at_their_text(version: Version) -> None:
    for entry in version.entries:
        assert entry["ru"] or entry["en"], entry["id"]
        for file, place in version.places(entry):
            found = version.story_set.texts[file][place["start"] : place["end"]]
            assert found == place["text"], entry["id"]
            assert found == found.strip() != "", entry["id"]


@each_version
def test_a_difference_goes_a_way_that_its_kind_can_go(version: Version) -> None:
    for entry in version.differences:
        # a lost or gained negation or hedge may also show the words that stand in its place
        allowed = DIRECTIONS[entry["kind"]] | ({"changed"} if entry["kind"] in {"negation", "hedge"} else set())
        assert direction(entry) in allowed, entry["id"]


@each_version
def test_whole_sentences_are_omitted_added_and_moved(version: Version) -> None:
    for entry in version.differences:
        if entry["kind"] in {"omission", "addition", "order"}:
            for file, place in version.places(entry):
                spans = version.story_set.sentences[file]
                assert place["start"] in {start for start, _ in spans}, entry["id"]
                assert place["end"] in {end for _, end in spans}, entry["id"]


@each_version
def test_an_omitted_sentence_has_no_counterpart(version: Version) -> None:
    for entry in version.differences:
        if entry["kind"] in {"omission", "addition"}:
            empty = 1 if entry["kind"] == "omission" else 0
            assert all(not version.beads[index][empty] for index in version.touched(entry)), entry["id"]


@each_version
def test_a_moved_sentence_crosses_another(version: Version) -> None:
    paired = [
        (source[0], target[0], index) for index, (source, target) in enumerate(version.beads) if source and target
    ]
    crossing = {
        index
        for source, target, index in paired
        for other_source, other_target, _ in paired
        if (source - other_source) * (target - other_target) < 0
    }
    for entry in version.differences:
        if entry["kind"] == "order":
            assert version.touched(entry) <= crossing, entry["id"]


@each_version
def test_differences_stand_apart(version: Version) -> None:
    holders: dict[int, list[dict[str, Any]]] = {}
    for entry in version.differences:
        for index in version.touched(entry):
            holders.setdefault(index, []).append(entry)
    for index, entries in holders.items():
        told = any(SHARING in entry["note"].lower() for entry in entries)
        assert len(entries) == 1 or told, (index, [entry["id"] for entry in entries])


@each_version
def test_a_version_is_mostly_faithful(version: Version) -> None:
    assert 6 <= len(version.differences) <= 12
    assert len(version.gold["harmless"]) >= 8
    touched = {index for entry in version.differences for index in version.touched(entry)}
    pairs = {index for index, (source, target) in enumerate(version.beads) if source and target}
    assert len(pairs - touched) * 2 >= len(pairs)


def direction(entry: dict[str, Any]) -> str:
    """Lost, gained or changed, told by the sides that are filled."""
    if entry["ru"] and entry["en"]:
        return "changed"
    return "lost" if entry["ru"] else "gained"


@pytest.mark.parametrize(("kind", "way"), sorted((kind, way) for kind, ways in DIRECTIONS.items() for way in ways))
def test_every_kind_occurs_in_every_direction(kind: str, way: str) -> None:
    found = [(v.story_set.folder.name, d["id"]) for v in VERSIONS for d in v.differences if d["kind"] == kind]
    ways = {direction(d) for v in VERSIONS for d in v.differences if d["kind"] == kind}
    assert way in ways, found


def test_every_grave_severity_occurs() -> None:
    assert SEVERITIES - {"neutral"} <= {d["severity"] for v in VERSIONS for d in v.differences}


def test_the_guide_explains_every_kind_and_severity() -> None:
    guide = (CORPORA / "README.md").read_text(encoding="utf-8")
    assert {word for word in KINDS | SEVERITIES if f"`{word}`" not in guide} == set()
