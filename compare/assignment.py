"""One-to-one assignment at the least cost."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from lap import lapjv
from numpy.typing import ArrayLike


def assign(costs: ArrayLike) -> Iterator[tuple[int, int]]:
    """Pairs (row, column) of the assignment with the least sum, in the order of the rows; as many as the shorter
    side has. ``costs`` has shape (rows, columns), finite numbers.

    Jonker and Volgenant's algorithm as the lap package has it: scipy's own takes half a second to import.

    >>> list(assign([[1, 2, 3], [0.1, 5, 5]]))
    [(0, 1), (1, 0)]
    >>> list(assign([[4], [1]]))
    [(1, 0)]
    """
    table = np.asarray(costs, dtype=float)
    if not table.size:
        return
    if min(table.shape) == 1:  # most names have one word: the least of a row needs no search, unless it stands twice
        line = table.ravel().tolist()
        place = line.index(min(line))
        if line.count(line[place]) == 1:
            yield (0, place) if table.shape[0] == 1 else (place, 0)
            return
    _, columns, _ = lapjv(table, extend_cost=True)
    yield from ((row, int(column)) for row, column in enumerate(columns) if column >= 0)
