"""The least sum over all ways to pair rows with columns."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.assignment import assign


def least(costs: np.ndarray) -> float:
    """Of all ways, tried one by one."""
    rows, columns = costs.shape
    if rows > columns:
        return least(costs.T)
    return min(
        sum(float(costs[row, column]) for row, column in enumerate(chosen))
        for chosen in permutations(range(columns), rows)
    )


@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 10_000))
def test_the_sum_is_the_least_of_all_ways(rows: int, columns: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    costs = draw.choice([-1.0, -0.5, 0.0, 0.25, 3.0], (rows, columns)) + draw.choice([0, 0.01, 0.02], (rows, columns))
    made = list(assign(costs))
    assert len(made) == min(rows, columns)
    assert made == sorted(made)
    assert len({row for row, _ in made}) == len({column for _, column in made}) == len(made)
    assert sum(costs[pair] for pair in made) == pytest.approx(least(costs))


@pytest.mark.parametrize(
    ("costs", "expected"),
    [
        ([[7.0]], [(0, 0)]),
        ([[3.0, -1.0, 2.0]], [(0, 1)]),
        ([[3.0], [2.0], [-1.0]], [(2, 0)]),
        ([[]], []),
        ([], []),
    ],
)
def test_one_row_or_column(costs: list[list[float]], expected: list[tuple[int, int]]) -> None:
    assert list(assign(costs)) == expected


def test_of_two_that_are_least_one_is_taken() -> None:
    assert list(assign([[1.0, 0.5, 0.5]])) in ([(0, 1)], [(0, 2)])
