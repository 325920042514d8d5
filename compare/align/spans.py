"""Runs of neighbouring sentences and how like each other they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from compare.embed import Embedder, Vectors
from compare.records import Role, Sentence

MAX_RUN = 3
"""Sentences on one side of a bead."""

Scores = NDArray[np.float32]

OTHER_ROLE = 0.12
"""Taken off the cosine where the two sides play different parts on the page (a headline and the lead that says the
same); matters only between rivals."""

STRANGE_ROLES: frozenset[Role] = frozenset({"boilerplate", "dateline"})
"""Never matched with another role but by near-identity: a menu line has no counterpart in a story."""

STRANGE_ROLE = 0.3


class Grid:
    """The likeness of every run of 1 to 3 source sentences with every run of 1 to 3 target sentences.

    ``scores(a, b)[i, j]`` is the corrected cosine of the source run that begins at ``i`` and is ``a`` long with the
    target run that begins at ``j`` and is ``b`` long, -1 where a run would mix roles or leave the story.
    """

    def __init__(self, source: Sequence[Sentence], target: Sequence[Sentence], embedder: Embedder) -> None:
        self._source = [_vectors(source, size, embedder) for size in range(1, MAX_RUN + 1)]
        self._target = [_vectors(target, size, embedder) for size in range(1, MAX_RUN + 1)]
        self._penalty = _penalties(source, target)
        self._valid_source = [_valid(source, size) for size in range(1, MAX_RUN + 1)]
        self._valid_target = [_valid(target, size) for size in range(1, MAX_RUN + 1)]
        self._cosines = self._source[0] @ self._target[0].T

    def cosine(self, i: int, a: int, j: int, b: int) -> float:
        """The plain cosine of two runs' joined texts."""
        return float(self._source[a - 1][i] @ self._target[b - 1][j])

    def rows(self, a: int, b: int, starts: NDArray[np.intp]) -> Scores:
        """Corrected cosines of the source runs of length ``a`` at ``starts`` with all target runs of length ``b``:
        (len(starts), m)."""
        scores = self._source[a - 1][starts] @ self._target[b - 1].T - self._penalty[starts]
        scores[~self._valid_source[a - 1][starts]] = -1
        scores[:, ~self._valid_target[b - 1]] = -1
        return np.asarray(scores, dtype=np.float32)

    def best_of_source(self, i: int) -> float:
        """The best cosine of a source sentence with any target sentence."""
        return round(float(self._cosines[i].max()), 4)

    def best_of_target(self, j: int) -> float:
        """The best cosine of a target sentence with any source sentence."""
        return round(float(self._cosines[:, j].max()), 4)


def _vectors(sentences: Sequence[Sentence], size: int, embedder: Embedder) -> Vectors:
    return embedder.encode([
        " ".join(sentence.text for sentence in sentences[start : start + size]) for start in range(len(sentences))
    ])  # fmt: skip


def _valid(sentences: Sequence[Sentence], size: int) -> NDArray[np.bool_]:
    """Whether a run of ``size`` sentences of one role begins at each sentence."""
    roles = [sentence.role for sentence in sentences]
    runs = (roles[start : start + size] for start in range(len(roles)))
    return np.array([len(run) == size and len(set(run)) == 1 for run in runs], dtype=bool)


def _penalties(source: Sequence[Sentence], target: Sequence[Sentence]) -> Scores:
    table = np.array([[_penalty(s, t) for t in _ROLES] for s in _ROLES], dtype=np.float32)
    rows = np.array([_ROLES.index(sentence.role) for sentence in source], dtype=np.intp)
    columns = np.array([_ROLES.index(sentence.role) for sentence in target], dtype=np.intp)
    return np.asarray(table[rows][:, columns], dtype=np.float32)


_ROLES: tuple[Role, ...] = ("headline", "dateline", "body", "caption", "boilerplate")


def _penalty(source: Role, target: Role) -> float:
    if source == target:
        return 0.0
    return STRANGE_ROLE if source in STRANGE_ROLES or target in STRANGE_ROLES else OTHER_ROLE
