"""spaCy's convolutional encoders (its ``HashEmbedCNN``) with the model's own weights: word vectors in their sentence.

The small English model has two, one that tagger and parser share and one of the recogniser of names. The sums are
those of spaCy's layers in half the time: what a word is by itself is worked out once for all encoders and kept, and
the pieces of a maxout lie side by side, so that numpy takes them by the row.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.engines.kept import Floats, KeptRows

ATTRIBUTES = ("NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE")
"""What the encoders look at in a word."""

KEPT = 16_384
"""Words whose vectors are kept, 0.8 KB each."""


def _layers(model: Any, name: str) -> list[Any]:
    return [layer for layer in model.walk(order="dfs_pre") if layer.name == name]


class _Maxout:
    """The greatest of several linear pieces, brought to mean 0 and variance 1 a row, then scaled and shifted."""

    def __init__(self, maxout: Any, norm: Any) -> None:
        weight = maxout.get_param("W")  # dimensions x pieces x inputs
        self._width, self._pieces, inputs = weight.shape
        self._matrix = np.ascontiguousarray(weight.transpose(1, 0, 2).reshape(-1, inputs).T)
        self._bias = np.ascontiguousarray(maxout.get_param("b").T).ravel()
        self._scale, self._shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, rows: Floats) -> Floats:
        made = rows @ self._matrix
        made += self._bias
        best: Floats = reduce(np.maximum, made.reshape(-1, self._pieces, self._width).swapaxes(0, 1))
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(self._width) + np.float32(1e-8)
        best *= (variance ** np.float32(-0.5))[:, np.newaxis]
        best *= self._scale
        best += self._shift
        return best


class _Embedding:
    """A word by itself: each attribute is hashed to four rows of a table, whose sums go through one maxout."""

    def __init__(self, model: Any) -> None:
        columns = _layers(model, "extract_features")[0].attrs["columns"]
        self._tables = [
            (ATTRIBUTES.index(column), table.attrs["seed"], table.get_param("E"))
            for column, table in zip(columns, _layers(model, "hashembed"), strict=True)
        ]
        self._mix = _Maxout(_layers(model, "maxout")[0], _layers(model, "layernorm")[0])
        self._ops = model.ops

    def __call__(self, attributes: NDArray[np.uint64]) -> Floats:
        parts = []
        for column, seed, table in self._tables:
            rows = self._ops.hash(np.ascontiguousarray(attributes[:, column]), seed) % len(table)
            parts.append(self._ops.gather_add(table, rows))
        return self._mix(np.concatenate(parts, axis=1))


class _Convolutions:
    """Words in their sentence: each layer adds to a word what it makes of it and its two neighbours."""

    def __init__(self, model: Any) -> None:
        self._layers = [
            _Maxout(*both) for both in zip(_layers(model, "maxout"), _layers(model, "layernorm"), strict=True)
        ]

    def __call__(self, words: Floats, lengths: Sequence[int]) -> Floats:
        """(words, dimensions) -> the same. Sentences lie apart by as many empty rows as there are layers, so that none
        sees the other."""
        apart = len(self._layers)
        places = np.arange(len(words)) + np.repeat(np.arange(1, len(lengths) + 1) * apart, lengths)
        rows = np.zeros((len(words) + (len(lengths) + 1) * apart, words.shape[1]), dtype=words.dtype)
        rows[places] = words
        for layer in self._layers[:-1]:
            rows += layer(_with_neighbours(rows))
        return rows[places] + self._layers[-1](_with_neighbours(rows)[places])


def _with_neighbours(rows: Floats) -> Floats:
    """Each row between the one before and the one after it; nothing stands before the first and after the last."""
    nothing = np.zeros_like(rows[:1])
    return np.concatenate((np.concatenate((nothing, rows[:-1])), rows, np.concatenate((rows[1:], nothing))), axis=1)


class Encoders:
    """Several encoders over the same words. ``models`` are thinc models of spaCy's ``Tok2Vec`` kind."""

    def __init__(self, models: Sequence[Any]) -> None:
        self._embeddings = [_Embedding(model.get_ref("embed")) for model in models]
        self._convolutions = [_Convolutions(model.get_ref("encode")) for model in models]
        self._words = KeptRows(self._by_itself, KEPT)

    def __call__(self, docs: Sequence[Any]) -> list[Floats]:
        """One array an encoder, with a row for each word of all docs together: (words, dimensions)."""
        attributes = np.concatenate([doc.to_array(ATTRIBUTES) for doc in docs])
        keys = attributes.view(f"V{attributes.dtype.itemsize * attributes.shape[1]}").ravel().tolist()
        words = self._words(keys, attributes)
        lengths = [len(doc) for doc in docs]
        return [layers(words[:, number], lengths) for number, layers in enumerate(self._convolutions)]

    def _by_itself(self, attributes: NDArray[np.uint64]) -> Floats:
        """(words, encoders, dimensions)"""
        return np.stack([embedding(attributes) for embedding in self._embeddings], axis=1)
