"""Which pairs are trained on when: a pure function of the seed and a count, so that a run can stop and go on."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from models.recipe.pieces import BEGIN, END

IGNORED = -1
"""The wanted piece where there is none."""

Row = tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint16]]


@dataclass(frozen=True)
class Pairs:
    """Encoded pairs, end to end with the places where each begins, and for each source its weight and the ranks of
    its pairs."""

    sides: tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint16]]
    starts: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]
    sources: list[tuple[float, npt.NDArray[np.int64]]]

    def row(self, rank: int) -> Row:
        """The pieces of one pair."""
        left, right = (
            side[starts[rank] : starts[rank + 1]] for side, starts in zip(self.sides, self.starts, strict=True)
        )
        return left, right


@dataclass(frozen=True)
class Batch:
    """``source`` and ``target`` are padded with zeros, ``padding`` is true there on the source side; ``wanted`` is
    the target one piece ahead, ``IGNORED`` beyond its end."""

    source: Tensor
    padding: Tensor
    target: Tensor
    wanted: Tensor

    def to(self, device: str) -> Batch:
        """The same batch on a device."""
        return Batch(*(tensor.to(device) for tensor in (self.source, self.padding, self.target, self.wanted)))


def read(work: Path) -> Pairs:
    """The pairs of a working folder."""
    parts = [dict(np.load(path)) for path in sorted(work.glob("pairs-*.npz"))]
    source, target, source_lengths, target_lengths, origin = (
        np.concatenate([part[name] for part in parts])
        for name in ("source", "target", "source_lengths", "target_lengths", "origin")
    )
    weights = json.loads((work / "sources.json").read_text(encoding="utf-8"))
    sources = [(weight, np.flatnonzero(origin == number)) for number, weight in enumerate(weights.values())]
    kept = [(weight, ranks) for weight, ranks in sources if weight and len(ranks)]
    return Pairs((source, target), (_starts(source_lengths), _starts(target_lengths)), kept)


def _starts(lengths: npt.NDArray[np.uint8]) -> npt.NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])


def pool(pairs: Pairs, number: int, size: int, cells: int, seed: int) -> list[list[Row]]:
    """The batches of the ``number``-th pool: about ``size`` pairs drawn by weight, in batches of like length whose
    padded size is at most ``cells``, shuffled.

    Each source is gone through in a new random order each time before any of its pairs comes again.
    """
    total = sum(weight * len(ranks) for weight, ranks in pairs.sources)
    drawn: list[int] = []
    for source, (weight, ranks) in enumerate(pairs.sources):
        share = weight * len(ranks) / total * size
        for position in range(int(number * share), int((number + 1) * share)):
            turn, place = divmod(position, len(ranks))
            drawn.append(int(ranks[_order(len(ranks), seed, source, turn)[place]]))
    shuffled = random.Random(f"{seed} {number}")
    shuffled.shuffle(drawn)
    rows = sorted((pairs.row(rank) for rank in drawn), key=lambda row: (_length(row), len(row[0])))
    batches: list[list[Row]] = [[]]
    for row in rows:  # in order of length: the last is the longest
        if batches[-1] and _length(row) * (len(batches[-1]) + 1) > cells:
            batches.append([])
        batches[-1].append(row)
    shuffled.shuffle(batches)
    return batches


_orders: dict[tuple[int, int, int, int], npt.NDArray[np.int64]] = {}


def _order(count: int, seed: int, source: int, turn: int) -> npt.NDArray[np.int64]:
    key = (count, seed, source, turn)
    if key not in _orders:
        _orders[key] = np.random.default_rng([seed, source, turn]).permutation(count)
    return _orders[key]


def _length(row: Row) -> int:
    return max(len(row[0]) + 2, len(row[1]) + 1)


def collate(rows: Sequence[Row]) -> Batch:
    """Rows -> tensors; the source between ``<s>`` and ``</s>``, the target after ``<s>``."""
    longest = max(len(left) for left, _ in rows) + 2, max(len(right) for _, right in rows) + 1
    source = np.zeros((len(rows), longest[0]), np.int64)
    target = np.zeros((len(rows), longest[1]), np.int64)
    padding = np.ones((len(rows), longest[0]), bool)
    wanted = np.full((len(rows), longest[1]), IGNORED, np.int64)
    for rank, (left, right) in enumerate(rows):
        source[rank, 0], source[rank, 1 : len(left) + 1], source[rank, len(left) + 1] = BEGIN, left, END
        padding[rank, : len(left) + 2] = False
        target[rank, 0], target[rank, 1 : len(right) + 1] = BEGIN, right
        wanted[rank, : len(right)], wanted[rank, len(right)] = right, END
    return Batch(*(torch.from_numpy(array) for array in (source, padding, target, wanted)))
