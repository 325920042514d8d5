"""How sure the numbers of an outlet are, and which two outlets they tell apart: a bootstrap over sentences.

In each of 4,000 samples a sentence of the source counts as often as a Poisson variable of mean 1 says, and in the same
way for all outlets, so that two outlets are compared on the same sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from compare.outlets.scorecard import Scorecard

SAMPLES = 4000
SEED = 20
LEVEL = 95
"""Per cent of the samples that an interval holds."""

Measure = Literal["fidelity", "coverage"]

Samples = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """Where LEVEL per cent of the samples lie."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Spread:
    """The intervals of an outlet's fidelity (0 to 100) and coverage (0 to 1)."""

    fidelity: Interval
    coverage: Interval


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much the outlet of rank ``one`` is ahead of ``other``. ``chance`` is the probability of as much where
    neither is, corrected for the number of pairs (Holm 1979): of many pairs, some are always far apart."""

    measure: Measure
    one: int
    other: int
    amount: float
    interval: Interval
    chance: float

    @property
    def is_sure(self) -> bool:
        return self.chance <= 1 - LEVEL / 100


def interval(samples: NDArray[np.floating], digits: int) -> Interval:
    """The middle LEVEL per cent of the samples."""
    outside = (100 - LEVEL) / 2
    low, high = np.percentile(samples, [outside, 100 - outside])
    return Interval(round(float(low), digits), round(float(high), digits))


def spread(cards: Sequence[Scorecard]) -> tuple[Spread, ...]:
    """The intervals of each card."""
    fidelity, coverage = _fidelity(cards), _coverage(cards)
    return tuple(Spread(interval(fidelity[k], 2), interval(coverage[k], 4)) for k in range(len(cards)))


def differences(cards: Sequence[Scorecard]) -> Iterator[Difference]:
    """Each two outlets in fidelity, then in coverage, the one that is ahead first."""
    measures: tuple[tuple[Measure, Samples, int], ...] = (
        ("fidelity", _fidelity(cards), 2),
        ("coverage", _coverage(cards), 4),
    )
    for measure, samples, digits in measures:
        values = [getattr(card, measure) for card in cards]
        pairs = [sorted(pair, key=lambda rank: -values[rank]) for pair in combinations(range(len(cards)), 2)]
        chances = holm([_chance(samples[one] - samples[other]) for one, other in pairs])
        for (one, other), chance in zip(pairs, chances, strict=True):
            amount = round(values[one] - values[other], digits)
            between = interval(samples[one] - samples[other], digits)
            yield Difference(measure, one, other, amount, between, round(chance, 4))


def _chance(samples: NDArray[np.floating]) -> float:
    """Twice the share of the samples in which the one that is ahead is not (a two-sided bootstrap test)."""
    return min(1.0, 2 * (1 + int((samples <= 1e-9).sum())) / (len(samples) + 1))


def holm(chances: Sequence[float]) -> list[float]:
    """Probabilities corrected for their number, in the order given (Holm 1979).

    >>> holm([0.01, 0.5, 0.02])
    [0.03, 0.5, 0.04]
    """
    corrected, least = [1.0] * len(chances), 0.0
    for step, rank in enumerate(sorted(range(len(chances)), key=lambda rank: chances[rank])):
        least = max(least, min(1.0, chances[rank] * (len(chances) - step)))
        corrected[rank] = least
    return corrected


def _weights(count: int, stream: int) -> Samples:
    return np.random.default_rng((SEED, stream)).poisson(1.0, (SAMPLES, count)).astype(np.float64)


def _fidelity(cards: Sequence[Scorecard]) -> Samples:
    """(outlets, SAMPLES); added sentences are each outlet's own."""
    rows = []
    for rank, card in enumerate(cards):
        told = np.array([unit.loss for unit in card.units if not unit.added])
        added = np.array([unit.loss for unit in card.units if unit.added])
        shared, own = _weights(len(told), 0), _weights(len(added), rank + 1)
        total = np.maximum(shared.sum(axis=1) + own.sum(axis=1), 1)
        rows.append(100 * (1 - (shared @ told + own @ added) / total))
    return np.array(rows)


def _coverage(cards: Sequence[Scorecard]) -> Samples:
    rows = []
    for card in cards:
        told = [unit for unit in card.units if not unit.added]
        weights = _weights(len(told), 0) * np.array([unit.weight for unit in told])
        rendered = np.array([float(unit.rendered) for unit in told])
        rows.append(weights @ rendered / np.maximum(weights.sum(axis=1), 1e-9))
    return np.array(rows)
