"""Sentences of two versions -> beads: many-to-many, gaps, and passages that moved.

1. Runs of one to three neighbouring sentences are compared by the vectors of their joined text
   (:mod:`compare.align.spans`), with small corrections for the part they play on the page.
2. The best chain in the order of both stories is found by dynamic programming (:mod:`compare.align.chain`);
   what it leaves empty costs nothing, so that a sentence matched against the odds never pays.
3. What is left on both sides is chained again, and again, as long as something fits: those are the passages that
   moved, two exchanged halves included.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from compare.align.chain import Link, best_chain
from compare.align.spans import Grid
from compare.embed import Embedder
from compare.records import Bead, Sentence

MAX_ROUNDS = 12
"""Passages moved to different places are found one chain a round."""


def align(source: Sequence[Sentence], target: Sequence[Sentence], embedder: Embedder) -> tuple[Bead, ...]:
    """The beads of two versions: every sentence in exactly one, in the order of the source, additions after the
    bead of the target sentence before them.

    ``similarity`` is the cosine of the joined texts of both sides; for an omission or addition it is the best cosine
    of the sentence with any sentence of the other side, which tells how sure it is that nothing renders it.
    """
    if not source or not target:
        return tuple([Bead((i,), ()) for i in range(len(source))] + [Bead((), (j,)) for j in range(len(target))])
    grid = Grid(source, target, embedder)
    links = _links(grid, len(source), len(target))
    return _in_order(links, grid, len(source), len(target))


def _links(grid: Grid, n: int, m: int) -> list[Link]:
    free_source, free_target = np.ones(n, dtype=bool), np.ones(m, dtype=bool)
    links: list[Link] = []
    for turn in range(MAX_ROUNDS):
        found = best_chain(grid, np.flatnonzero(free_source), np.flatnonzero(free_target), moved=turn > 0)
        if not found:
            break
        links += found
        for link in found:
            free_source[list(link.source)] = False
            free_target[list(link.target)] = False
    return links


def _in_order(links: Sequence[Link], grid: Grid, n: int, m: int) -> tuple[Bead, ...]:
    beads = [Bead(link.source, link.target, round(link.similarity, 4), link.moved) for link in links]
    matched_source = {i for bead in beads for i in bead.source}
    matched_target = {j for bead in beads for j in bead.target}
    beads += [Bead((i,), (), grid.best_of_source(i)) for i in range(n) if i not in matched_source]
    beads.sort(key=lambda bead: bead.source)
    after = {j: rank for rank, bead in enumerate(beads) for j in bead.target if not bead.moved}
    places: list[tuple[int, int, Bead]] = [(rank, -1, bead) for rank, bead in enumerate(beads)]
    rank = -1
    for j in range(m):
        rank = after.get(j, rank)
        if j not in matched_target:
            places.append((rank, j, Bead((), (j,), grid.best_of_target(j))))
    return tuple(bead for _, _, bead in sorted(places, key=lambda place: place[:2]))
