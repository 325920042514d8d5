"""What a network makes of a word by itself, worked out once and kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_FEWEST = 16
"""Rows of a matrix product, so that what is made of a word is the same to the last digit whatever stands beside it: for
fewer rows BLAS libraries have kernels of their own, which add up in another order."""


class KeptRows:
    """An array of one shape a key. ``make`` makes them of rows of input, one a key; at most ``most`` are kept beside
    those of one call, then all are forgotten."""

    def __init__(self, make: Callable[[NDArray[Any]], Floats], most: int) -> None:
        self._make = make
        self._most = most
        self._known: dict[Hashable, Floats] = {}

    def __call__(self, keys: Sequence[Hashable], inputs: NDArray[Any]) -> Floats:
        """(keys, ...): the arrays of ``keys``, whose input is the row of ``inputs`` at the same place."""
        if len(self._known) > self._most:
            self._known = {}  # another thread may be reading the old one
        known = self._known
        places = {key: number for number, key in enumerate(keys)}
        new = [number for key, number in places.items() if key not in known]
        if new:
            made = self._make(inputs[np.resize(new, max(len(new), _FEWEST))])[:, np.newaxis]
            known.update(zip([keys[number] for number in new], made, strict=False))
        return np.concatenate([known[key] for key in keys])
