"""The best chain of matches in the order of both stories, by dynamic programming."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from compare.align.spans import Grid, Scores

SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (3, 3))
"""Source sentences x target sentences of a bead."""

THRESHOLD = 0.40
"""A match counts by what its corrected cosine has above this."""

MOVED_THRESHOLD = 0.55
"""The same for a match out of order, which nothing but its likeness supports."""

JOIN_COST = 0.03
"""Each sentence more than one on a side must raise the cosine by this."""


@dataclass(frozen=True, slots=True)
class Link:
    """Source sentences matched with target sentences."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    similarity: float
    moved: bool


def best_chain(grid: Grid, source: NDArray[np.intp], target: NDArray[np.intp], moved: bool) -> list[Link]:
    """The chain of the highest sum over the sentences ``source`` and ``target`` (ascending ranks), in their order.

    Row by row, each row at once: an empty bead scores 0, so that the best score up to a column is a running
    maximum. Memory: one byte a cell for the way back, and four rows of scores.
    """
    n, m = len(source), len(target)
    if not n or not m:
        return []
    threshold = MOVED_THRESHOLD if moved else THRESHOLD
    runs_s, runs_t = _runs(source), _runs(target)
    best = [np.zeros(m + 1, dtype=np.float32)]
    back = np.zeros((n + 1, m + 1), dtype=np.int8)
    values = {shape: _values(grid, source, target, runs_s, runs_t, shape, threshold) for shape in SHAPES}
    for i in range(1, n + 1):
        row, choice = best[-1].copy(), np.full(m + 1, -1, dtype=np.int8)
        for rank, (a, b) in enumerate(SHAPES, start=1):
            if a > i or b > m:
                continue
            candidate = best[-a][: m + 1 - b] + values[a, b][i - a, : m + 1 - b]
            better = candidate > row[b:] + 1e-6
            row[b:][better] = candidate[better]
            choice[b:][better] = rank
        total = np.maximum.accumulate(row)
        choice[total > row] = 0
        back[i] = choice
        best = [*best[-2:], total]
    return _walk(back, source, target, grid, moved)


def _values(
    grid: Grid, source: NDArray[np.intp], target: NDArray[np.intp],
    runs_s: NDArray[np.intp], runs_t: NDArray[np.intp], shape: tuple[int, int], threshold: float,
) -> Scores:  # fmt: skip
    a, b = shape
    scores = grid.rows(a, b, source)[:, target] - threshold - JOIN_COST * (a + b - 2)
    scores[runs_s < a] = -1
    scores[:, runs_t < b] = -1
    return np.asarray(scores, dtype=np.float32)


def _runs(ranks: NDArray[np.intp]) -> NDArray[np.intp]:
    """How many of the ranks follow each other without a gap from each on."""
    lengths = np.ones(len(ranks), dtype=np.intp)
    for k in range(len(ranks) - 2, -1, -1):
        if ranks[k + 1] == ranks[k] + 1:
            lengths[k] = lengths[k + 1] + 1
    return lengths


def _walk(
    back: NDArray[np.int8], source: NDArray[np.intp], target: NDArray[np.intp], grid: Grid, moved: bool
) -> list[Link]:
    links: list[Link] = []
    i, j = len(source), len(target)
    while i and j:
        choice = int(back[i, j])
        if choice < 0:
            i -= 1
        elif choice == 0:
            j -= 1
        else:
            a, b = SHAPES[choice - 1]
            i, j = i - a, j - b
            left, right = source[i : i + a].tolist(), target[j : j + b].tolist()
            links.append(Link(tuple(left), tuple(right), grid.cosine(left[0], a, right[0], b), moved))
    return links[::-1]
