"""Stories to damage: sentence lists, damaged by a seeded chance, written as the text of a page."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.engines import engines
from benchmarks.planted.operators import OPERATORS, USUAL, Damage, Sample
from benchmarks.setup import CORPUS
from compare.records import Entity, Sentence

DAMAGED_SHARE = 3
"""One sentence in three is damaged; the others tell how often an untouched sentence is flagged."""

SENTENCES_IN_A_PARAGRAPH = 2

FINAL_MARKS = (".", "!", "?", "…", '"', "»", "”", ")")


@dataclass(frozen=True)
class Bitext:
    """A story whose sentences correspond one to one."""

    name: str
    source: tuple[str, ...]
    target: tuple[str, ...]


@dataclass(frozen=True)
class Planted:
    """A damaged version: the source and target sentences as they stand now, and what was done to which.

    ``damage`` maps ranks in ``target`` to an operator's name and its damage; ``origin[i]`` is the rank in the source
    of what stands at ``i`` in the target (``None``: put in); ``dropped`` are ranks in the source.
    """

    name: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    origin: tuple[int | None, ...]
    damage: dict[int, tuple[str, Damage]] = field(default_factory=dict)
    dropped: frozenset[int] = frozenset()


def from_folder(folder: Path, version: str) -> list[Bitext]:
    """The stories of a folder of JSON files ``{"id", "ru": [...], "en": {version: [...]}}``."""
    stories = []
    for path in sorted(folder.glob("*.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        if version in story["en"]:
            stories.append(Bitext(story["id"], tuple(story["ru"]), tuple(story["en"][version])))
    return stories


def from_corpus(folder: Path = CORPUS) -> list[Bitext]:
    """Our own story sets: the one-to-one pairs of each version that carry no difference."""
    return [bitext for path in sorted(folder.glob("*/gold.json")) for bitext in _clean(path)]


def _clean(path: Path) -> Iterator[Bitext]:
    gold = json.loads(path.read_text(encoding="utf-8"))
    source = (path.parent / "ru.txt").read_text(encoding="utf-8")
    for name, version in gold["versions"].items():
        target = (path.parent / version["file"]).read_text(encoding="utf-8")
        marked = [place["start"] for entry in version["differences"] for place in entry["en"]]
        marked_source = [place["start"] for entry in version["differences"] for place in entry["ru"]]
        rows = []
        for left, right in version["beads"]:
            if len(left) == len(right) == 1:
                a, b = gold["sentences"]["ru.txt"][left[0]], gold["sentences"][version["file"]][right[0]]
                touched = any(a[0] <= start < a[1] for start in marked_source)
                if not touched and not any(b[0] <= start < b[1] for start in marked):
                    rows.append((source[a[0] : a[1]], target[b[0] : b[1]]))
        yield Bitext(f"{path.parent.name}/{name}", tuple(r[0] for r in rows), tuple(r[1] for r in rows))


def entities(sentences: Sequence[str], language: str = "en") -> list[list[Entity]]:
    """The named entities of sentences of one language, offsets in the sentence."""
    records = [Sentence(index, 0, len(text), text) for index, text in enumerate(sentences)]
    return [list(found.entities) for found in engines().parsers[language].parse(records)]


def with_people(sentences: Sequence[str]) -> list[bool]:
    """Which of these Russian sentences name a person."""
    return [any(entity.type == "PERSON" for entity in found) for found in entities(sentences, "ru")]


def strangers(stories: Sequence[Bitext], found: dict[str, list[list[Entity]]]) -> dict[str, list[str]]:
    """Names to put in, by type, from all stories, each once."""
    names: dict[str, dict[str, None]] = {}
    for story in stories:
        for entity in (entity for row in found[story.name] for entity in row):
            text = entity.text.removeprefix("the ").removesuffix("'s").removesuffix("’s")
            if text[0].isupper() and not any(character.isdigit() for character in text):
                names.setdefault(entity.type, {})[text] = None
    return {kind: list(values) for kind, values in names.items()}


def plant(
    story: Bitext,
    found: list[list[Entity]],
    names: dict[str, list[str]],
    others: Sequence[str],
    seed: str,
    operators: Sequence[str] = USUAL,
) -> Planted:
    """A version of a story that was damaged by these operators. Rare ones are tried first, so that each gets its
    share."""
    rng = random.Random(seed)
    ranks = list(range(1, len(story.target)))  # the headline stays, as the page's anchor
    people = with_people(story.source)
    ranks = [rank for rank in ranks if story.target[rank].endswith(FINAL_MARKS)]  # no date lines: each has its own day
    rng.shuffle(ranks)
    wanted = max(1, len(ranks) // DAMAGED_SHARE)
    damage: dict[int, tuple[str, Damage]] = {}
    for rank in ranks:
        if len(damage) == wanted:
            break
        hit = _first_damage(Sample(story.target[rank], found[rank], names, people[rank]), operators, rng)
        if hit is not None:
            damage[rank] = hit
    free = [rank for rank in ranks if rank not in damage]
    dropped = frozenset(free[:1]) if len(free) > 3 else frozenset()
    return _assemble(story, damage, dropped, rng.choice(others) if len(free) > 3 and others else None, rng)


def _first_damage(sample: Sample, operators: Sequence[str], rng: random.Random) -> tuple[str, Damage] | None:
    order = list(operators)
    rng.shuffle(order)
    order.sort(key=lambda name: name in COMMON)
    for name in order:
        hit = OPERATORS[name][0](sample, rng)
        if hit is not None and hit.text != sample.text:
            return name, hit
    return None


COMMON = ("name", "negation added", "number")
"""Operators that apply to most sentences: tried last."""


def _assemble(
    story: Bitext, damage: dict[int, tuple[str, Damage]], dropped: frozenset[int], guest: str | None, rng: random.Random
) -> Planted:
    target: list[str] = []
    origin: list[int | None] = []
    placed: dict[int, tuple[str, Damage]] = {}
    before = rng.randrange(1, len(story.target)) if guest else -1
    for rank, text in enumerate(story.target):
        if rank == before and guest:
            target.append(guest)
            origin.append(None)
        if rank in dropped:
            continue
        if rank in damage:
            placed[len(target)] = damage[rank]
            text = damage[rank][1].text
        target.append(text)
        origin.append(rank)
    return Planted(story.name, story.source, tuple(target), tuple(origin), placed, dropped)


def page(sentences: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text of a page with these sentences, the first as its headline, and the place of each. What ends without a
    mark (a date line, a caption) is a paragraph of its own."""
    text, places = "", []
    for rank, sentence in enumerate(sentences):
        if rank:
            alone = not sentences[rank - 1].endswith(FINAL_MARKS) or not sentence.endswith(FINAL_MARKS)
            text += "\n\n" if alone or (rank - 1) % SENTENCES_IN_A_PARAGRAPH == 0 else " "
        places.append((len(text), len(text) + len(sentence)))
        text += sentence
    return text + "\n", places
