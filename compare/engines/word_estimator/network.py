"""A small feed-forward network in numpy: rows of features -> the probability that each word has no counterpart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Network:
    """Standardises its input, then linear layers with ReLU between them and a logistic function at the end."""

    def __init__(self, mean: Floats, deviation: Floats, layers: Sequence[tuple[Floats, Floats]]) -> None:
        self._mean, self._deviation = mean, deviation
        self._layers = layers

    @classmethod
    def of(cls, arrays: Mapping[str, Any], side: str) -> Network:
        """From arrays named ``<side>.mean``, ``<side>.sd``, ``<side>.w0``, ``<side>.b0`` and so on; weights have the
        shape (out, in)."""
        layers: list[tuple[Floats, Floats]] = []
        while f"{side}.w{len(layers)}" in arrays:
            layers.append((_float(arrays[f"{side}.w{len(layers)}"]), _float(arrays[f"{side}.b{len(layers)}"])))
        return cls(_float(arrays[f"{side}.mean"]), _float(arrays[f"{side}.sd"]), layers)

    def __call__(self, rows: Floats) -> Floats:
        """(n, features) -> (n,), each between 0 and 1."""
        values = (rows - self._mean) / self._deviation
        for rank, (weights, bias) in enumerate(self._layers):
            values = values @ weights.T + bias
            if rank < len(self._layers) - 1:
                values = np.maximum(values, 0)
        return np.asarray(1 / (1 + np.exp(-values[:, 0])), dtype=np.float32)


def _float(array: Any) -> Floats:
    return np.asarray(array, dtype=np.float32)
