"""slovnet's convolutional encoders with the networks' own weights: word vectors in their sentence.

The three networks read the same word vectors (navec), and two thirds of their sums are those of the first layer. What
a word adds there to itself and to its two neighbours is worked out once for all of them and kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.engines.kept import Floats, KeptRows

KEPT = 4_096
"""Words whose part of the first layer is kept, 9 KB each."""


class Stack:
    """Sentences one after another in one array, an empty row before each and one after the last: an encoder looks one
    word to the left and to the right a layer, and what it makes of an empty row is emptied again."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self.starts = np.cumsum([0, *(length + 1 for length in lengths)])  # the empty rows
        self.size = int(self.starts[-1]) + 1
        self.words = np.delete(np.arange(self.size), self.starts)  # the rows of words

    def sentences(self) -> Iterator[slice]:
        """The rows of each sentence, with the empty one before it."""
        return (slice(first, stop) for first, stop in zip(self.starts[:-1], self.starts[1:], strict=True))


class _Layer:
    """A convolution over three words, cut off at 0, then a norm over the dimensions."""

    def __init__(self, layer: Any) -> None:
        self.weight = layer.conv.weight.array.transpose(2, 1, 0)  # windows x dimensions x filters
        self.bias = layer.conv.bias.array
        self.scale = layer.norm.weight.array / layer.norm.std.array
        self.shift = layer.norm.bias.array - layer.norm.mean.array * self.scale
        self._matrix = np.ascontiguousarray(self.weight.reshape(-1, len(self.bias)))

    def __call__(self, rows: Floats, empty: NDArray[np.intp]) -> Floats:
        windows = np.zeros((len(rows), 3, rows.shape[1]), dtype=rows.dtype)
        windows[1:, 0], windows[:, 1], windows[:-1, 2] = rows[:-1], rows, rows[1:]
        return self.finished(windows.reshape(len(rows), -1) @ self._matrix, empty)

    def finished(self, made: Floats, empty: NDArray[np.intp]) -> Floats:
        """The convolution's sums, cut off and brought to the norm, with empty rows empty."""
        made += self.bias
        np.maximum(made, 0, out=made)
        made *= self.scale
        made += self.shift
        made[empty] = 0
        return made


class Encoders:
    """The encoders of several networks over the same words."""

    def __init__(self, models: Sequence[Any]) -> None:
        layers = [[_Layer(layer) for layer in model.encoder.layers] for model in models]
        self._first, self._others = [first for first, *_ in layers], [others for _, *others in layers]
        self._vectors = models[0].emb.word
        weights = [layer.weight for layer in self._first]  # windows x dimensions of a word and its shape x filters
        words = np.concatenate([weight[:, : self._vectors.dim] for weight in weights], axis=2)
        self._words = np.ascontiguousarray(words.swapaxes(0, 1).reshape(self._vectors.dim, -1))
        shapes = [model.emb.shape.weight.array for model in models]
        parts = [shape @ weight[:, self._vectors.dim :] for shape, weight in zip(shapes, weights, strict=True)]
        self._shapes = np.ascontiguousarray(np.concatenate(parts, axis=2).swapaxes(0, 1))
        self._kept = KeptRows(self._by_itself, KEPT)

    def __call__(self, ids: Sequence[tuple[int, int]], stack: Stack) -> list[Floats]:
        """(rows, dimensions) for each network. ``ids`` are those of each word and of its shape."""
        parts = self._kept(ids, np.array(ids))
        sums = np.zeros((stack.size, parts.shape[2]), dtype=parts.dtype)
        sums[stack.words] = parts[:, 1]
        sums[stack.words + 1] += parts[:, 0]
        sums[stack.words - 1] += parts[:, 2]
        read = []
        for rows, first, others in zip(
            np.split(sums, len(self._first), axis=1), self._first, self._others, strict=True
        ):
            rows = first.finished(rows, stack.starts)
            for layer in others:
                rows = layer(rows, stack.starts)
            read.append(rows)
        return read

    def _by_itself(self, ids: NDArray[np.intp]) -> Floats:
        """(words, windows, filters of all networks): what a word adds to the next one, to itself, to the one before."""
        made: Floats = (self._vectors(ids[:, 0]) @ self._words).reshape(len(ids), 3, -1)
        made += self._shapes[ids[:, 1]]
        return made
