"""The tree of versions set out for drawing: names on the left, branches that join to the right, at their distance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compare.outlets.stemma import Branch

ROW, MARGIN, WIDTH = 26, 14, 360
"""Pixels: the height of a version, the space around, the width of distance 1."""

LETTER, WIDEST = 8, 240
"""Pixels: the width of a letter of a name, roughly, and the most that names take."""


@dataclass(frozen=True, slots=True)
class Line:
    """A stroke of the tree; ``sure`` ones join versions whose kinship is beyond chance."""

    x1: float
    y1: float
    x2: float
    y2: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A version's name."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the scale."""

    x: float
    said: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A tree of ``width`` by ``height`` pixels; ``base`` is where the scale stands."""

    width: float
    height: float
    base: float
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    ticks: tuple[Tick, ...]


def drawing(names: Sequence[str], branches: Sequence[Branch]) -> Drawing | None:
    """The tree of two versions or more."""
    if not branches:
        return None
    count = len(names)
    most = max(branch.distance for branch in branches) or 1.0
    label = min(WIDEST, LETTER * max(map(len, names)) + MARGIN)
    height = {rank: MARGIN + ROW * (row + 0.5) for row, rank in enumerate(_leaves(branches, count))}
    across: dict[int, float] = dict.fromkeys(range(count), float(label))
    lines: list[Line] = []
    for k, branch in enumerate(branches):
        x = label + WIDTH * branch.distance / most
        y1, y2 = height[branch.left], height[branch.right]
        lines.append(_line(across[branch.left], y1, x, y1, branch.is_sure))
        lines.append(_line(across[branch.right], y2, x, y2, branch.is_sure))
        lines.append(_line(x, y1, x, y2, branch.is_sure))
        height[count + k], across[count + k] = (y1 + y2) / 2, x
    base = MARGIN + ROW * count + 6
    ticks = tuple(Tick(label + WIDTH * share, f"{share * most:.0%}") for share in (0.0, 0.5, 1.0))
    labels = tuple(Label(names[rank], label - 8, height[rank]) for rank in range(count))
    return Drawing(label + WIDTH + 3 * MARGIN, base + 26, base, tuple(lines), labels, ticks)


def _line(x1: float, y1: float, x2: float, y2: float, sure: bool) -> Line:
    return Line(round(x1, 1), round(y1, 1), round(x2, 1), round(y2, 1), sure)


def _leaves(branches: Sequence[Branch], count: int) -> list[int]:
    """The versions in an order in which no branches cross."""
    below: dict[int, list[int]] = {rank: [rank] for rank in range(count)}
    for k, branch in enumerate(branches):
        below[count + k] = below[branch.left] + below[branch.right]
    return below[count + len(branches) - 1]
