"""Degrees above and below zero."""

from __future__ import annotations

from compare.facts.figures import numerals
from compare.facts.figures.line import Line
from compare.facts.figures.rules.hit import Hit, bounded
from compare.facts.figures.units import Unit, measure
from compare.records import Figure

SCALES = ("degC", "degF")


def below_zero(line: Line, index: int) -> Hit | None:
    """«минус 5 градусов»."""
    if line.key(index) not in line.lexicon.minus:
        return None
    amount = numerals.read(line, index + 1)
    unit = measure(line, amount.stop, amount.spelled) if amount else None
    if amount is None or unit is None or unit.symbol not in SCALES:
        return None
    return bounded(line, index, unit.stop, Figure(-amount.number, unit=unit.symbol, step=amount.step))


def signed(line: Line, index: int, unit: Unit) -> tuple[int, Unit]:
    """The first word of a temperature and its unit, with the factor -1 for «5 градусов мороза», "-5C"."""
    if unit.symbol not in SCALES:
        return index, unit
    if below := line.lexicon.below_zero.at(line.words, unit.stop):
        return index, Unit(unit.symbol, unit.stop + below[0], -1.0)
    apart = not line.glued(index - 1) or line.key(index - 2) == "("
    if line.key(index - 1) in ("-", "−", "–") and line.glued(index) and apart:
        return index - 1, Unit(unit.symbol, unit.stop, -1.0)
    return index, unit
