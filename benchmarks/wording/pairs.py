"""The minimal pairs of ``corpora/wording`` as comparisons: one a version, a bead a sentence."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.engines import engines
from compare.diff.comparison import Comparison, Side
from compare.facts import extract
from compare.languages import load
from compare.records import Bead, Block, Document, Estimate, Sentence, Story

FILE = Path(__file__).parent.parent.parent / "corpora" / "wording" / "pairs.json"
VERSIONS = ("faithful", "free", "damaged")

Place = tuple[int, int]


@dataclass(frozen=True)
class Marks:
    """Where the gold has the changed words of a pair, in the offsets of the comparison's stories."""

    source: tuple[Place, ...]
    target: tuple[Place, ...]

    def touched(self, source: Sequence[Place], target: Sequence[Place]) -> bool:
        """Whether any of these places lies over a marked word."""
        return any(
            one[0] < other[1] and other[0] < one[1]
            for places, marks in ((source, self.source), (target, self.target))
            for one in places
            for other in marks
        )


@cache
def pairs(split: str = "") -> tuple[dict[str, Any], ...]:
    """The rows of the corpus, of one split or of both."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))["pairs"]
    return tuple(row for row in rows if split in ("", row["split"]))


@cache
def comparison(version: str, split: str = "") -> Comparison:
    """All pairs of a version."""
    made = engines()
    texts = [row["ru"] for row in pairs(split)], [row[version] for row in pairs(split)]
    source, target = side("ru", texts[0]), side("en", texts[1])
    vectors = [made.embedder.encode(rows) for rows in texts]
    nearness = (vectors[0] * vectors[1]).sum(1)
    beads = tuple(Bead((i,), (i,), float(near)) for i, near in enumerate(nearness))
    translations = tuple(made.translator.translate(texts[0])) if made.translator else (None,) * len(beads)
    estimates: Sequence[Estimate | None] = []
    if made.estimator:
        states = made.estimator.read(source.document), made.estimator.read(target.document)
        estimates = made.estimator.estimate(source.document, target.document, states, beads)
    return Comparison(source, target, beads, translations, estimates=tuple(estimates))


def side(code: str, sentences: Sequence[str]) -> Side:
    """Sentences as a story, one a paragraph."""
    records, start = [], 0
    for index, text in enumerate(sentences):
        records.append(Sentence(index, start, start + len(text), text, "body", index))
        start += len(text) + 2
    blocks = tuple(Block(record.start, record.stop, record.role) for record in records)
    story = Story("\n\n".join(sentences), code, blocks)
    document = Document(story, tuple(records), tuple(engines().parsers[code].parse(records)))
    return Side(document, load(code), extract(document, load(code)))


def marks(rank: int, split: str = "") -> Marks:
    """The changed words of a pair's damaged version."""
    row, made = pairs(split)[rank], comparison("damaged", split)
    places = []
    for key, which in (("ru", made.source), ("en", made.target)):
        start = which.sentences[rank].start
        places.append(tuple((start + mark["start"], start + mark["end"]) for mark in row["gold"][key]))
    return Marks(*places)
