"""The best chain of matches in the order of both stories, by dynamic programming."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from compare.align.spans import BLOCK, Grid, Ranks, Scores

SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (3, 3))
"""Source sentences x target sentences of a bead."""

JOIN_COST = 0.01
"""Each sentence more than one on a side must raise the score by this."""

LEFT_OUT, SKIPPED = -1, 0
"""What the way back says of a cell beside the rank of a shape (from 1): the source, or the target, sentence is not
in the chain."""


@dataclass(frozen=True, slots=True)
class Link:
    """Source sentences matched with target sentences."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    similarity: float
    moved: bool = False


def best_chain(
    grid: Grid, source: Ranks, target: Ranks, threshold: float, moved: bool = False, rivals: bool = True
) -> list[Link]:
    """The chain of the highest sum over the sentences ``source`` and ``target`` (ascending ranks), in their order.

    A match counts by what its score has above ``threshold``; a sentence left out scores 0. The best score up to a
    column is then a running maximum, so that whole rows are worked out at once. Memory: a byte a cell for the way
    back, and the scores of a block of rows.
    """
    n, m = len(source), len(target)
    if not n or not m:
        return []
    runs = _runs(source), _runs(target)
    best = [np.zeros(m + 1, dtype=np.float32)]
    back = np.full((n + 1, m + 1), LEFT_OUT, dtype=np.int8)
    for start in range(0, n, BLOCK):
        rows = np.arange(max(0, start - 2), min(n, start + BLOCK))
        values = {shape: _values(grid, source, target, rows, runs, shape, threshold, rivals) for shape in SHAPES}
        for i in range(start + 1, min(n, start + BLOCK) + 1):
            total, back[i] = _row(best, values, i, int(rows[0]))
            best = [*best[-2:], total]
    return _walk(back, source, target, grid, moved)


def _row(
    best: list[Scores], values: dict[tuple[int, int], Scores], i: int, first: int
) -> tuple[Scores, NDArray[np.int8]]:
    """The best scores of row ``i`` and how they are reached; ``first`` is the row at which ``values`` begin."""
    row = best[-1].copy()
    m = len(row) - 1
    choice = np.full(m + 1, LEFT_OUT, dtype=np.int8)
    for rank, (a, b) in enumerate(SHAPES, start=1):
        if a <= i and b <= m:
            candidate = best[-a][: m + 1 - b] + values[a, b][i - a - first, : m + 1 - b]
            better = candidate > row[b:] + 1e-6  # a tie goes to the smaller shape
            row[b:][better] = candidate[better]
            choice[b:][better] = rank
    total = np.maximum.accumulate(row)
    choice[total > row] = SKIPPED
    return total, choice


def _values(
    grid: Grid, source: Ranks, target: Ranks, rows: Ranks, runs: tuple[Ranks, Ranks], shape: tuple[int, int],
    threshold: float, rivals: bool,
) -> Scores:  # fmt: skip
    a, b = shape
    scores = grid.scores(a, b, source[rows], target, rivals) - np.float32(threshold + JOIN_COST * (a + b - 2))
    scores[runs[0][rows] < a] = -1
    scores[:, runs[1] < b] = -1
    return scores


def _runs(ranks: Ranks) -> Ranks:
    """How many of the ranks follow each other without a gap from each on."""
    lengths = np.ones(len(ranks), dtype=np.intp)
    for k in range(len(ranks) - 2, -1, -1):
        if ranks[k + 1] == ranks[k] + 1:
            lengths[k] = lengths[k + 1] + 1
    return lengths


def _walk(back: NDArray[np.int8], source: Ranks, target: Ranks, grid: Grid, moved: bool) -> list[Link]:
    links: list[Link] = []
    i, j = len(source), len(target)
    while i and j:
        choice = int(back[i, j])
        if choice == LEFT_OUT:
            i -= 1
        elif choice == SKIPPED:
            j -= 1
        else:
            a, b = SHAPES[choice - 1]
            i, j = i - a, j - b
            left, right = source[i : i + a].tolist(), target[j : j + b].tolist()
            links.append(Link(tuple(left), tuple(right), grid.cosine(left[0], a, right[0], b), moved))
    return links[::-1]
