"""Sentences of two versions -> beads: many-to-many, gaps, and passages that moved.

1. Runs of one to three neighbouring sentences are compared by the vectors of their joined text, with small
   corrections for shared figures and names and for the part they play on the page (:mod:`compare.align.spans`).
2. The best chain in the order of both stories is found by dynamic programming (:mod:`compare.align.chain`); what it
   leaves empty costs nothing, so that nothing is matched only to fill a place.
3. What is left on both sides is chained again, and again, as long as something fits: those are the passages that
   moved, two exchanged halves included.
4. Where a gap between two matches holds as many sentences on either side, they are taken for free renderings of each
   other at a likeness that would not do elsewhere; a caption printed twice joins its double.

``benchmarks.alignment`` compares this with vecalign's programme (sentweave 0.3.3), a plain monotone one and mutual
nearest neighbours, and set the thresholds. On our stories its F1 is .997 against .922 for the next best (the
thresholds were tuned on them); vecalign joins sentences almost as well, but merges what was left out into its
neighbours. Where an omission stands beside an addition on the same subject the plain programme, which never fills a
gap, is ahead by half a point: a reader of news meets free renderings far more often than that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from compare.align.chain import Link, best_chain
from compare.align.spans import Grid
from compare.embed import Embedder, Vectors
from compare.records import Bead, Role, Sentence

THRESHOLD = 0.40
"""A match in order must be more alike than this."""

MOVED_THRESHOLD = 0.50
"""The same for a match out of order, which nothing but its likeness supports."""

GAP_THRESHOLD = 0.25
"""The same between two matches where both sides have as many sentences left: on our stories all true pairs there
were above it, and all false ones below."""

GAP_THRESHOLDS: dict[Role, float] = {"headline": 0.15, "dateline": 0.15}
"""Headlines are the freest sentences of a story, and «МОСКВА, 17 октября. /Агентство/.» and "MOSCOW —" share little."""

MUTUAL_THRESHOLD = 0.35
"""The same for two lone sentences beside one match that are each other's nearest."""

TIE = 1e-4
"""How far two likenesses of the same pair may differ."""

MAX_ROUNDS = 12
"""Passages that moved to different places are found one chain a round."""


def align(
    source: Sequence[Sentence],
    target: Sequence[Sentence],
    embedder: Embedder,
    vectors: tuple[Vectors, Vectors] | None = None,
) -> tuple[Bead, ...]:
    """The beads of two versions: every sentence in exactly one, in the order of the source, an addition after the
    bead of the target sentence before it. ``vectors`` are those of the sentences of both sides, a row each, where
    they are known already.

    ``similarity`` is the cosine of the joined texts of both sides; for an omission or addition it is the best cosine
    of the sentence with any sentence opposite: the lower, the surer that nothing renders it.
    """
    if not source or not target:
        return tuple([Bead((i,), ()) for i in range(len(source))] + [Bead((), (j,)) for j in range(len(target))])
    grid = Grid(source, target, embedder, vectors)
    links = _chains(grid, len(source), len(target))
    links += [link for gap in _gaps(links, len(source), len(target)) for link in _fill(grid, *gap, source, target)]
    links += _mutual(grid, links, source, target)
    links = _with_doubles(_with_doubles(links, source, 0), target, 1)
    return _in_order(links, grid, len(source), len(target))


def _chains(grid: Grid, n: int, m: int) -> list[Link]:
    """The chain in order, then what fits out of order, one chain after the other."""
    links: list[Link] = []
    for turn in range(MAX_ROUNDS):
        left, right = _free(links, 0, n), _free(links, 1, m)
        found = best_chain(grid, left, right, MOVED_THRESHOLD if turn else THRESHOLD, moved=turn > 0)
        if not found:
            break
        links += found
    return links


Gap = tuple[list[int], list[int]]


def _sides(link: Link) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return link.source, link.target


def _free(links: Sequence[Link], side: int, count: int) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    taken = {rank for link in links for rank in _sides(link)[side]}
    return np.array([rank for rank in range(count) if rank not in taken], dtype=np.intp)


def _gaps(links: Sequence[Link], n: int, m: int) -> Iterator[Gap]:
    """The sentences without a match between neighbouring matches in order, where both sides have some."""
    left, right = _free(links, 0, n).tolist(), _free(links, 1, m).tolist()
    stops = [(link.source[0], link.target[0]) for link in links if not link.moved] + [(n, m)]
    i = j = 0
    for source_stop, target_stop in stops:
        first_i, first_j = i, j
        while i < len(left) and left[i] < source_stop:
            i += 1
        while j < len(right) and right[j] < target_stop:
            j += 1
        if i > first_i and j > first_j:
            yield left[first_i:i], right[first_j:j]


def _fill(
    grid: Grid, left: list[int], right: list[int], source: Sequence[Sentence], target: Sequence[Sentence]
) -> Iterator[Link]:
    """The gap's sentences of one role matched with those opposite: where there are as many, or where the role alone
    tells that they belong together."""
    for role in dict.fromkeys(source[i].role for i in left):
        rows = np.array([i for i in left if source[i].role == role], dtype=np.intp)
        columns = np.array([j for j in right if target[j].role == role], dtype=np.intp)
        if len(rows) == len(columns) or role in GAP_THRESHOLDS:
            yield from best_chain(grid, rows, columns, GAP_THRESHOLDS.get(role, GAP_THRESHOLD), rivals=False)


def _mutual(
    grid: Grid, links: Sequence[Link], source: Sequence[Sentence], target: Sequence[Sentence]
) -> Iterator[Link]:
    """Lone sentences of the story itself on both sides of one match, each the nearest to the other: they changed places
    with it."""
    left, right = _free(links, 0, len(source)).tolist(), _free(links, 1, len(target)).tolist()
    for i in left:
        for j in right:
            if source[i].role == target[j].role == "body" and _share_a_neighbour(links, i, j):
                likeness = grid.cosine(i, 1, j, 1)
                nearest = max(grid.nearest(i=i), grid.nearest(j=j))
                if likeness > MUTUAL_THRESHOLD and likeness >= nearest - TIE:
                    yield Link((i,), (j,), likeness, moved=True)


def _share_a_neighbour(links: Sequence[Link], i: int, j: int) -> bool:
    return any(
        min(abs(rank - i) for rank in link.source) == 1 and min(abs(rank - j) for rank in link.target) == 1
        for link in links
    )


def _with_doubles(links: list[Link], sentences: Sequence[Sentence], side: int) -> list[Link]:
    """A sentence without a match joins the match of a neighbour of the same words: captions stand twice on many
    pages."""
    owner = {rank: k for k, link in enumerate(links) for rank in _sides(link)[side]}
    links = list(links)
    for rank, sentence in enumerate(sentences):
        for neighbour in (rank - 1, rank + 1):
            if rank not in owner and neighbour in owner and sentences[neighbour].text == sentence.text:
                link = links[owner[neighbour]]
                ranks = tuple(sorted((*_sides(link)[side], rank)))
                sides = (ranks, link.target) if side == 0 else (link.source, ranks)
                owner[rank] = owner[neighbour]
                links[owner[rank]] = Link(*sides, link.similarity, link.moved)
    return links


def _in_order(links: Sequence[Link], grid: Grid, n: int, m: int) -> tuple[Bead, ...]:
    beads = [Bead(link.source, link.target, round(link.similarity, 4), link.moved) for link in links]
    beads += [Bead((i,), (), round(grid.nearest(i=i), 4)) for i in _free(links, 0, n).tolist()]
    beads.sort(key=lambda bead: bead.source)
    before = {j: rank for rank, bead in enumerate(beads) if not bead.moved for j in bead.target}
    added = {j: Bead((), (j,), round(grid.nearest(j=j), 4)) for j in _free(links, 1, m).tolist()}
    after: dict[int, list[Bead]] = {}
    place = -1
    for j in range(m):
        place = before.get(j, place)
        if j in added:
            after.setdefault(place, []).append(added[j])
    return (*after.get(-1, ()), *(one for k, bead in enumerate(beads) for one in (bead, *after.get(k, ()))))
