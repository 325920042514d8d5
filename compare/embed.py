"""Sentences -> vectors: the seam for an encoder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from compare.errors import ModelError
from compare.registry import resolve

Vectors = NDArray[np.float32]

DEFAULT = "use"

ENGINES = {
    "use": "compare.engines.use:UniversalSentenceEncoder",
    "sentence-transformers": "compare.engines.sentence_transformers:SentenceTransformersEncoder",
}


class Embedder(Protocol):
    """Encodes sentences of any known language into one space. ``name`` and ``checksum`` say which model, for the
    signature."""

    name: str
    checksum: str

    def encode(self, texts: Sequence[str]) -> Vectors:
        """An array of shape (n, dimensions) with rows of length 1."""


@cache
def load(spec: str = DEFAULT) -> Embedder:
    """The encoder that ``spec`` names, loaded once a process: ``"use"``, the bundled one, or a sentence-transformers
    model by its name (``"sentence-transformers/LaBSE"``) or its folder.

    Nothing is fetched: raises ModelError for a model that is not on this machine, with the way to get it.
    """
    if not spec.strip():
        raise ModelError(f"No encoder named. Use '{DEFAULT}' (bundled), or the name or folder of a "
                         "sentence-transformers model, such as sentence-transformers/LaBSE.")  # fmt: skip
    if spec == DEFAULT:
        return cast(Embedder, resolve(ENGINES[DEFAULT])())
    return cast(Embedder, resolve(ENGINES["sentence-transformers"])(spec))


def distinct(texts: Sequence[str]) -> tuple[list[str], NDArray[np.intp]]:
    """The texts without repetitions, in order of first appearance, and for each text the rank of its equal.

    >>> once, ranks = distinct(["a", "b", "a"])
    >>> once, ranks.tolist()
    (['a', 'b'], [0, 1, 0])
    """
    rank: dict[str, int] = {}
    ranks = [rank.setdefault(text, len(rank)) for text in texts]
    return list(rank), np.array(ranks, dtype=np.intp)


def unit(vectors: Vectors) -> Vectors:
    """The rows scaled to length 1; a row of zeros stays zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), dtype=np.float32)
