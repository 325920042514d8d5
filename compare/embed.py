"""Sentences -> vectors: the seam for an encoder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Encodes sentences of any known language into one space. ``name`` says which model, for the signature."""

    name: str

    def encode(self, texts: Sequence[str]) -> Vectors:
        """An array of shape (n, dimensions) with rows of length 1."""
