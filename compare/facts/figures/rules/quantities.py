"""Any number with what it counts or measures, and the words that bound it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from compare.facts.figures import numerals
from compare.facts.figures.bounds import bound_after, bound_before
from compare.facts.figures.line import Amount, Line
from compare.facts.figures.rules.doubts import counts_nothing
from compare.facts.figures.rules.hit import Hit, bounded
from compare.facts.figures.rules.money import sign
from compare.facts.figures.rules.temperatures import below_zero, signed
from compare.facts.figures.units import symbol_at, unit_after
from compare.records import Bound, Figure


def quantity(line: Line, index: int) -> Hit | None:
    """Any other number with its unit, its counted noun and its bound."""
    if found := below_zero(line, index):
        return found
    currency = sign(line, index)
    start = index + currency[0] if currency else index
    amount = numerals.read(line, start, money=currency is not None)
    if amount is None:
        return None
    amount = _without_suffix(line, amount)
    figure = Figure(amount.number, step=amount.step, unit=currency[1] if currency else None)
    if amount.about or amount.vague:
        figure = Figure(amount.number, step=amount.step, bound="about")
    return counted(line, index, amount.stop, figure, amount)


def _without_suffix(line: Line, amount: Amount) -> Amount:
    """5-ти, 2-х: the letters of a case, not of a word."""
    if amount.spelled or not line.hyphen(amount.stop):
        return amount
    if line.key(amount.stop + 1) not in line.lexicon.cardinal_suffixes:
        return amount
    return Amount(amount.stop + 2, amount.number, amount.step, amount.scale)


@dataclass(frozen=True, slots=True)
class _Counted:
    """Words ``first`` to ``stop`` of a figure with what they count. ``known``: that is said beside the number."""

    first: int
    stop: int
    symbol: str | None
    bound: Bound
    factor: float = 1.0
    known: bool = True


def counted(line: Line, index: int, stop: int, figure: Figure, amount: Amount) -> Hit | None:
    """The figure with the unit and bounds around it, or no figure where the number proves to count nothing."""
    bound = figure.bound
    if after := bound_after(line, stop):
        stop, bound = after
    found = _Counted(index, stop, figure.unit, bound)
    if figure.unit is None:
        found = _with_unit(line, found, amount)
    before = bound_before(line, found.first)
    if counts_nothing(line, found.first, found.stop, amount, found.symbol, found.known or before is not None):
        return Hit(found.first, found.stop, None)
    factor = found.factor
    high = figure.high * factor if figure.high is not None else None
    made = Figure(figure.number * factor, high, found.symbol, found.bound, figure.step * abs(factor))
    return bounded(line, found.first, found.stop, made)


def _with_unit(line: Line, found: _Counted, amount: Amount) -> _Counted:
    """What a number counts: said after it, by the word of an age before it, or before an approximate number."""
    unit = unit_after(line, found.stop, amount.spelled)
    if unit is not None:
        first, unit = signed(line, found.first, unit)
        return replace(found, first=first, stop=unit.stop, symbol=unit.symbol, factor=unit.factor)
    if line.key(found.first - 1) in line.lexicon.age_before:
        return replace(found, first=found.first - 1, symbol="year", known=False)
    inverted = _inverted(line, found.first) if amount.spelled and found.bound == "exact" else None
    if inverted is None:
        return replace(found, known=False)
    symbol, first = inverted
    return replace(found, first=first, symbol=symbol, bound="about")


def _inverted(line: Line, index: int) -> tuple[str, int] | None:
    """«человек сорок», «минут через двадцать»: after what it counts, a number word is an approximate one.

    Gives the unit and the rank of the word that says it.
    """
    lexicon = line.lexicon
    rank = index - 2 if line.key(index - 1) in lexicon.bound_gap else index - 1
    if not lexicon.grammar.inversion or rank < 0 or line.key(rank - 1) in lexicon.cardinals or line.is_digits(rank - 1):
        return None
    token = line.tokens[rank]
    plural = token is not None and "Case=Gen" in token.features and "Number=Plur" in token.features
    if not plural and line.key(rank) not in lexicon.inverted:
        return None
    symbol = symbol_at(line, rank)
    return (symbol, rank) if symbol else None
