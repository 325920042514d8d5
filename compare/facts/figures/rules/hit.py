"""What a rule answers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from compare.facts.figures.bounds import bound_after, bound_before, bound_by_verb
from compare.facts.figures.line import Line
from compare.records import Figure


@dataclass(frozen=True, slots=True)
class Hit:
    """Words ``first`` to ``stop`` (exclusive) were read; ``figure`` is ``None`` where they count nothing."""

    first: int
    stop: int
    figure: Figure | None


def bounded(line: Line, index: int, stop: int, figure: Figure) -> Hit:
    """The figure of words ``index`` to ``stop`` with the bounds before and after it, which belong to its place too."""
    bound = figure.bound
    if after := bound_after(line, stop):
        stop, bound = after
    if before := bound_before(line, index):
        index, bound = before
    elif bound == "exact" and (said := bound_by_verb(line, stop)):
        stop, bound = said
    return Hit(index, stop, replace(figure, bound=bound))
