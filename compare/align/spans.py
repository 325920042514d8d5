"""Runs of neighbouring sentences and how like each other they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from compare.align import evidence
from compare.embed import Embedder, Vectors, unit
from compare.records import Role, Sentence

MAX_RUN = 3
"""Sentences on one side of a bead."""

SIZES = range(1, MAX_RUN + 1)

BLOCK = 256
"""Rows of the grid that are worked out at a time."""

SHARED_FACTS = 0.1
"""What full agreement of figures and names adds to a cosine (tuned, as RIVALS, by ``benchmarks.alignment``)."""

RIVALS = 1.5
"""Of what a pair lacks against the best partners of its two sides, on average, so much is taken off."""

ELSEWHERE = 0.3
"""A sentence that is by so much more like another sentence opposite is no part of a run that stands for this one."""

UNSURE = 0.4
"""A sentence that comes no nearer than this to any opposite may belong to a run whatever the run's own cosine."""

OTHER_ROLE = 0.12
"""Taken off where the two sides play different parts on the page (a headline and the lead that says the same)."""

STRANGE_ROLE = 0.3
"""The same where one of them is boilerplate or a dateline: a menu line has no counterpart in a story."""

Scores = NDArray[np.float32]
Ranks = NDArray[np.intp]


class Grid:
    """The likeness of every run of 1 to 3 source sentences with every run of 1 to 3 target sentences.

    Vectors are those of the joined text, which tell better than a sum of vectors whether two sentences together
    render one. The grid itself is never held whole: rows are worked out as they are asked for.
    """

    def __init__(
        self,
        source: Sequence[Sentence],
        target: Sequence[Sentence],
        embedder: Embedder,
        vectors: tuple[Vectors, Vectors] | None = None,
    ) -> None:
        left, right = _runs(source, target, embedder, vectors)
        facts = evidence.vectors(source, target)
        self._source = [np.hstack([runs, _facts(facts[0], size)]) for size, runs in zip(SIZES, left, strict=True)]
        self._target = [np.hstack([runs, _facts(facts[1], size)]) for size, runs in zip(SIZES, right, strict=True)]
        self._width = left[0].shape[1]
        self._source_valid = [_valid(source, size) for size in SIZES]
        self._target_valid = [_valid(target, size) for size in SIZES]
        self._source_roles, self._target_roles = _roles(source), _roles(target)
        self._source_best, self._target_best = self._best()

    def cosine(self, i: int, a: int, j: int, b: int) -> float:
        """The cosine of the texts of two runs: ``a`` source sentences from ``i``, ``b`` target sentences from ``j``."""
        width = self._width
        return float(self._source[a - 1][i, :width] @ self._target[b - 1][j, :width])

    def nearest(self, i: int | None = None, j: int | None = None) -> float:
        """The best cosine of source sentence ``i``, or of target sentence ``j``, with any sentence opposite."""
        width = self._width
        if i is not None:
            return float((self._target[0][:, :width] @ self._source[0][i, :width]).max())
        return float((self._source[0][:, :width] @ self._target[0][j, :width]).max())

    def scores(self, a: int, b: int, starts: Ranks, columns: Ranks, rivals: bool = True) -> Scores:
        """Corrected cosines of the source runs of length ``a`` at ``starts`` with the target runs of length ``b`` at
        ``columns``: (len(starts), len(columns)), -1 where a run would mix roles or leave the story. With ``rivals``
        a pair loses by as much as either side has better partners elsewhere."""
        scores = self._source[a - 1][starts] @ self._target[b - 1][columns].T
        if rivals:
            scores *= 1 + RIVALS
            scores -= RIVALS / 2 * self._source_best[a - 1][starts][:, None]
            scores -= RIVALS / 2 * self._target_best[b - 1][columns][None, :]
        scores += _AGREEMENT[self._source_roles[starts]][:, self._target_roles[columns]]
        scores[~self._source_valid[a - 1][starts]] = -1
        scores[:, ~self._target_valid[b - 1][columns]] = -1
        return np.asarray(scores, dtype=np.float32)

    def _best(self) -> tuple[list[Scores], list[Scores]]:
        """For each run of either side, its best score with any run opposite."""
        rows = [np.full(len(side), -1, dtype=np.float32) for side in self._source]
        columns = [np.full(len(side), -1, dtype=np.float32) for side in self._target]
        for a, left in enumerate(self._source):
            for start in range(0, len(left), BLOCK):
                block = left[start : start + BLOCK]
                for b, right in enumerate(self._target):
                    scores = block @ right.T
                    np.maximum(rows[a][start : start + BLOCK], scores.max(axis=1), out=rows[a][start : start + BLOCK])
                    np.maximum(columns[b], scores.max(axis=0), out=columns[b])
        return rows, columns


def _runs(
    source: Sequence[Sentence],
    target: Sequence[Sentence],
    embedder: Embedder,
    vectors: tuple[Vectors, Vectors] | None,
) -> tuple[list[Vectors], list[Vectors]]:
    """For both sides the vectors of the runs of each size from each sentence on. A run that could be one side of a bead
    has the vector of its joined text; the others, four in five, make do with the sum of their sentences' vectors."""
    singles = vectors or tuple(embedder.encode([sentence.text for sentence in side]) for side in (source, target))
    sums = [[_summed(vectors, size) for size in SIZES] for vectors in singles]
    for side, own, other in ((source, sums[0], sums[1]), (target, sums[1], sums[0])):
        wanted = [(size, start) for size in SIZES[1:] for start in _promising(own, other[0], size)]
        texts = [" ".join(sentence.text for sentence in side[start : start + size]) for size, start in wanted]
        for (size, start), vector in zip(wanted, embedder.encode(texts), strict=True):
            own[size - 1][start] = vector
    return sums[0], sums[1]


def _summed(vectors: Vectors, size: int) -> Vectors:
    total = vectors.copy()
    for step in range(1, min(size, len(vectors))):
        total[:-step] += vectors[step:]
    return unit(total)


def _promising(own: Sequence[Vectors], other: Vectors, size: int) -> NDArray[np.intp]:
    """Where a run of this size may be one side of a bead: it comes as near to a single sentence opposite as the worst
    of its own sentences does, and none of them has a better counterpart elsewhere. Two that together render one do,
    two that have each their own counterpart do not."""
    alone, _ = _nearest(own[0], other)
    together, opposite = _nearest(own[size - 1], other)
    worst, settled = alone.copy(), np.zeros(len(alone), dtype=bool)
    for step in range(size):
        rest = len(alone) - step
        worst[:rest] = np.minimum(worst[:rest], alone[step:])
        here = np.einsum("ij,ij->i", own[0][step:], other[opposite[:rest]])
        settled[:rest] |= here <= alone[step:] - ELSEWHERE
    return np.flatnonzero(((together > worst) & ~settled) | (worst < UNSURE))


def _nearest(one: Vectors, other: Vectors) -> tuple[Scores, Ranks]:
    """The best cosine of each row with any row opposite, and which that is."""
    best, rank = np.empty(len(one), dtype=np.float32), np.empty(len(one), dtype=np.intp)
    for start in range(0, len(one), BLOCK):
        block = one[start : start + BLOCK] @ other.T
        best[start : start + BLOCK], rank[start : start + BLOCK] = block.max(axis=1), block.argmax(axis=1)
    return best, rank


def _facts(facts: Vectors, size: int) -> Vectors:
    """The facts of the runs of ``size`` sentences, to stand beside their vectors, so that one product gives the cosine
    and the agreement of facts."""
    runs = facts.copy()
    for step in range(1, min(size, len(facts))):
        np.maximum(runs[:-step], facts[step:], out=runs[:-step])
    return unit(runs) * np.float32(SHARED_FACTS**0.5)


def _valid(sentences: Sequence[Sentence], size: int) -> NDArray[np.bool_]:
    """Whether a run of ``size`` sentences of one role begins at each sentence."""
    roles = [sentence.role for sentence in sentences]
    runs = (roles[start : start + size] for start in range(len(roles)))
    return np.array([len(run) == size and len(set(run)) == 1 for run in runs], dtype=bool)


_ROLES: tuple[Role, ...] = ("headline", "dateline", "body", "caption", "boilerplate")


def _roles(sentences: Sequence[Sentence]) -> Ranks:
    return np.array([_ROLES.index(sentence.role) for sentence in sentences], dtype=np.intp)


def _agreement(source: Role, target: Role) -> float:
    if source == target:
        return 0.0
    return -STRANGE_ROLE if {"boilerplate", "dateline"} & {source, target} else -OTHER_ROLE


_AGREEMENT = np.array([[_agreement(source, target) for target in _ROLES] for source in _ROLES], dtype=np.float32)
