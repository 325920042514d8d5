"""Sentence pairs -> features of damaged and untouched pairs, in shards.

python -m models.recipe.words.prepare --help
"""

from __future__ import annotations

import argparse
import lzma
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from compare import lexicon as lexicons
from compare import parse
from compare.engines.word_estimator import features
from compare.engines.word_estimator.features import CONTENT, Floats, Row
from compare.engines.word_estimator.states import Encoder
from compare.languages import load
from compare.models import shipped_folder
from compare.records import Sentence
from models.recipe.words.damage import Damager
from models.recipe.words.edits import Edit, Read, apply
from models.recipe.words.wordnet import WordNet

SOURCES = ("wmt_refs", "wmt_sys_ruen", "moz_ruen", "flores", "pud", "tico19")
WORDS = range(5, 46)
CHUNK = 240
"""Pairs encoded and written together."""

KEPT = 0.3
"""The share of the unlabelled words that are kept."""

LINKED = 0.45
"""The least sum of cosine and lexical link that aligns two words."""

HELD_OUT = 20
"""One pair in so many is held out."""

STATE = 384


class Pair(NamedTuple):
    """A Russian and an English sentence."""

    source: Read
    target: Read


class Sample(NamedTuple):
    """A pair as the network sees it: ``lost`` and ``new`` are the ranks without a counterpart."""

    name: str
    pair: Pair
    lost: frozenset[int]
    new: frozenset[int]


def pairs_of(table: Path, sources: Sequence[str], without: frozenset[str]) -> list[tuple[str, str]]:
    """Distinct pairs of these sources, of usual length, none of whose Russian sentences is in ``without``."""
    with lzma.open(table, "rt", encoding="utf-8") if table.suffix == ".xz" else table.open(encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    made = {(row[1], row[2]): None for row in rows if len(row) == 3 and row[0] in sources and row[1] not in without}
    return [pair for pair in made if all(len(text.split()) in WORDS for text in pair)]


def read(code: str, texts: Sequence[str]) -> list[Read]:
    """Parses sentences with the parser that a run uses."""
    parses = parse.load(load(code)).parse([Sentence(i, 0, len(text), text) for i, text in enumerate(texts)])
    return [Read(text, made.tokens) for text, made in zip(texts, parses, strict=True)]


class Maker:
    """Damages pairs and describes their words."""

    def __init__(self, damager: Damager, seed: int = 0) -> None:
        folder = sorted(shipped_folder().glob("word-estimator-ru_en-*"))[-1]
        self._encoder = Encoder(folder / "encoder")
        with np.load(folder / "head.npz") as head:
            self.means = head["mean.source"], head["mean.target"]
        self._lexicon = lexicons.load("ru", "en")
        self._damager = damager
        self._random = random.Random(seed)

    def samples(self, pairs: Sequence[Pair]) -> list[tuple[Sample, tuple[Floats, Floats]]]:
        """Each pair untouched, and up to two damaged copies on the target's side and one on the source's."""
        states = self._states({side.text: side for pair in pairs for side in pair})
        made = [sample for pair in pairs for sample in self._damaged(pair, states)]
        states |= self._states({s.text: s for sample in made for s in sample.pair if s.text not in states})
        return [(sample, self._described(sample.pair, states)) for sample in made]

    def _states(self, sentences: dict[str, Read]) -> dict[str, Floats]:
        rows = [(text, [(t.start, t.stop) for t in read.tokens]) for text, read in sentences.items()]
        return dict(zip(sentences, self._encoder.encode(rows), strict=True)) if rows else {}

    def _described(self, pair: Pair, states: dict[str, Floats]) -> tuple[Floats, Floats]:
        rows = [Row(side.tokens, states[side.text]) for side in pair]
        fit = features.similarities(rows[0], rows[1], self.means)
        return features.describe(rows[0], rows[1], fit, self.means, self._lexicon)

    def _damaged(self, pair: Pair, states: dict[str, Floats]) -> Iterator[Sample]:
        yield Sample("untouched", pair, frozenset(), frozenset())
        links = self._links(pair, states)
        for _ in range(2):
            edit = self._damager.target(pair.target)
            if edit and (sample := _of_target(edit, pair, links)):
                yield sample
        if self._random.random() < 0.6 and (edit := self._damager.source(pair.source)):
            yield from _of_source(edit, pair, links)

    def _links(self, pair: Pair, states: dict[str, Floats]) -> dict[int, int]:
        """Source ranks to target ranks, each the other's best by states and lexicon together."""
        rows = [Row(side.tokens, states[side.text]) for side in pair]
        fit = features.similarities(rows[0], rows[1], self.means)
        fit = fit + features.links(rows[0].tokens, rows[1].tokens, self._lexicon)
        best, back = fit.argmax(1), fit.argmax(0)
        return {i: int(j) for i, j in enumerate(best) if back[j] == i and fit[i, j] >= LINKED}


def _of_target(edit: Edit, pair: Pair, links: dict[int, int]) -> Sample | None:
    """``None`` where content is cut of which the alignment does not know what it rendered."""
    edited = apply(edit, pair.target)
    after = Pair(pair.source, edited.sentence)
    if edit.faithful:
        return Sample(edit.name, after, frozenset(), frozenset())
    lost = frozenset(i for i, j in links.items() if j in edit.cut)
    content = [j for j in edit.cut if pair.target.tokens[j].pos in CONTENT]
    if content and not any(links[i] in content for i in lost):
        return None
    return Sample(edit.name, after, lost, edited.new)


def _of_source(edit: Edit, pair: Pair, links: dict[int, int]) -> Iterator[Sample]:
    new = frozenset(links[i] for i in edit.cut if i in links)
    content = [i for i in edit.cut if pair.source.tokens[i].pos in CONTENT]
    if content and all(i in links for i in content):
        yield Sample(edit.name, Pair(apply(edit, pair.source).sentence, pair.target), frozenset(), new)


def write(samples: Sequence[tuple[Sample, tuple[Floats, Floats]]], path: Path, kept: float) -> None:
    """A shard: for each side states (own and attended), scalars, labels, the sample's rank; and the samples' names.
    Words with a label are all kept, of the others the share ``kept``."""
    chance = np.random.default_rng(len(samples))
    arrays: dict[str, object] = {"names": [sample.name for sample, _ in samples]}
    for side, name in enumerate(("source", "target")):
        parts = []
        for rank, (sample, described) in enumerate(samples):
            labels = np.zeros(len(described[side]), np.int8)
            labels[list((sample.lost, sample.new)[side])] = 1
            keep = (labels > 0) | (chance.random(len(labels)) < kept)
            rows = described[side][keep]
            parts.append((rows[:, : 2 * STATE].astype(np.float16), rows[:, 4 * STATE :], labels[keep],
                          np.full(int(keep.sum()), rank, np.int32)))  # fmt: skip
        for key, part in zip(("states", "scalars", "labels", "ranks"), zip(*parts, strict=True), strict=True):
            arrays[f"{name}.{key}"] = np.concatenate(part)
    np.savez(path, **arrays)  # type: ignore[arg-type]


def main() -> None:
    """Prepares the training data."""
    parser = argparse.ArgumentParser(prog="python -m models.recipe.words.prepare", description=__doc__)
    parser.add_argument("table", type=Path, help="source, Russian, English; .tsv or .tsv.xz")
    parser.add_argument("--wordnet", type=Path, required=True, help="the folder of WordNet's database files")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=60_000)
    parser.add_argument("--sources", default=",".join(SOURCES))
    parser.add_argument("--without", type=Path, help="a file of Russian sentences that must not be trained on")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    without = arguments.without.read_text(encoding="utf-8").splitlines() if arguments.without else []
    rows = pairs_of(arguments.table, arguments.sources.split(","), frozenset(without))
    random.Random(1).shuffle(rows)
    rows = rows[: arguments.pairs]
    damager = Damager(WordNet(arguments.wordnet))
    learnt = 0
    maker = Maker(damager)
    start = time.monotonic()
    for first in range(0, len(rows), CHUNK):
        chunk = rows[first : first + CHUNK]
        sides = [read(code, [row[side] for row in chunk]) for side, code in enumerate(("ru", "en"))]
        damager.learn(sides[1])
        learnt += len(chunk)
        if learnt < 5 * CHUNK:  # the first sentences only lend their words
            continue
        number = first // CHUNK
        held_out = number % HELD_OUT == 0
        samples = maker.samples([Pair(*pair) for pair in zip(*sides, strict=True)])
        write(samples, arguments.out / f"{'held' if held_out else 'train'}-{number:04}.npz", 1.0 if held_out else KEPT)
        print(f"{learnt} pairs, {time.monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
