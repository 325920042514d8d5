"""The leaderboard: outlets by the fidelity of all their stories, with intervals.

Intervals are those of the Poisson bootstrap (Hanley and MacGibbon 2006; Chamandy et al. 2012): in each of 1,000
samples a story counts as often as a Poisson variable of mean 1 says, drawn by the story's name. So stories stream by
and are not kept, the order of rows does not matter, and every outlet meets the same samples: two outlets are compared
on the same stories.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SAMPLES = 1000

LEVEL = 95
"""Per cent of the samples that an interval holds."""

FEW = 5
"""An interval is not told of fewer stories than these."""

SUMMED = ("fidelity", "coverage", "findings", "critical", "major", "minor", "length_ratio")


@dataclass(frozen=True, slots=True)
class Interval:
    """Where so many of the samples lie."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Line:
    """One outlet: means over its stories. ``fidelity_interval`` is that of the mean, ``rank_interval`` that of its
    place among the outlets; ``None`` where there are too few stories."""

    rank: int
    outlet: str
    stories: int
    means: Mapping[str, float]
    fidelity_interval: Interval | None
    rank_interval: Interval | None

    def cells(self) -> list[object]:
        """As ``Board.COLUMNS`` names them."""
        bounds = [
            bound
            for interval in (self.fidelity_interval, self.rank_interval)
            for bound in ((interval.low, interval.high) if interval else (None, None))
        ]
        return [self.rank, self.outlet, self.stories, *(round(self.means[name], 4) for name in SUMMED), *bounds]


@dataclass(frozen=True, slots=True)
class Board:
    """The outlets, the most faithful first."""

    lines: tuple[Line, ...]

    COLUMNS: ClassVar[tuple[str, ...]] = (
        "rank", "outlet", "stories", *SUMMED, "fidelity_low", "fidelity_high", "rank_low", "rank_high",
    )  # fmt: skip


class Tallies:
    """Takes rows one by one; memory grows with the number of outlets alone."""

    def __init__(self) -> None:
        self._stories: dict[str, int] = {}
        self._sums: dict[str, dict[str, float]] = {}
        self._weights: dict[str, NDArray[np.float64]] = {}
        self._weighted: dict[str, NDArray[np.float64]] = {}

    def add(self, scores: Mapping[str, Any]) -> None:
        outlet = scores["outlet"]
        if outlet not in self._stories:
            self._stories[outlet] = 0
            self._sums[outlet] = dict.fromkeys(SUMMED, 0.0)
            self._weights[outlet], self._weighted[outlet] = np.zeros(SAMPLES), np.zeros(SAMPLES)
        counts = np.random.default_rng(crc32(scores["story"].encode())).poisson(1.0, SAMPLES)
        self._stories[outlet] += 1
        for name in SUMMED:
            self._sums[outlet][name] += scores[name]
        self._weights[outlet] += counts
        self._weighted[outlet] += counts * scores["fidelity"]

    def board(self) -> Board:
        """What the rows so far come to."""
        if not self._stories:
            return Board(())
        outlets = sorted(self._stories, key=lambda outlet: (-self._mean(outlet, "fidelity"), outlet))
        samples = np.array([self._weighted[outlet] / np.maximum(self._weights[outlet], 1) for outlet in outlets])
        ranks = 1 + (samples[None, :, :] > samples[:, None, :]).sum(axis=1)
        return Board(tuple(self._line(rank, outlet, samples[rank], ranks[rank]) for rank, outlet in enumerate(outlets)))

    def _mean(self, outlet: str, name: str) -> float:
        return self._sums[outlet][name] / self._stories[outlet]

    def _line(self, rank: int, outlet: str, samples: NDArray[np.float64], ranks: NDArray[np.intp]) -> Line:
        enough = self._stories[outlet] >= FEW
        return Line(
            rank=rank + 1,
            outlet=outlet,
            stories=self._stories[outlet],
            means={name: self._mean(outlet, name) for name in SUMMED},
            fidelity_interval=interval(samples, 2) if enough else None,
            rank_interval=interval(ranks, 0) if enough else None,
        )


def interval(samples: NDArray[Any], digits: int) -> Interval:
    """The middle LEVEL per cent of the samples."""
    outside = (100 - LEVEL) / 2
    low, high = np.percentile(samples, [outside, 100 - outside], method="nearest")
    return Interval(round(float(low), digits), round(float(high), digits))
