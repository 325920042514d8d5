"""Two numbers as the ends of a range: «от 5 до 7», "between 5 and 7", «2-3 тысячи», «год или два»."""

from __future__ import annotations

from dataclasses import dataclass

from compare.facts.figures import numerals
from compare.facts.figures.line import Amount, Line
from compare.facts.figures.rules.doubts import is_year
from compare.facts.figures.rules.hit import Hit, bounded
from compare.facts.figures.rules.money import sign
from compare.facts.figures.rules.quantities import counted
from compare.facts.figures.units import measure, noun, symbol_at, unit_after
from compare.records import Figure

WIDEST = 5
"""How far apart two numbers with "or" between them may be: "two or three", but "5 or 20" are two numbers."""

WIDEST_CHANGE = 2
"""How often the lower number may go into the upper one after "by": "by 10% to 15%" is a range, but what rises "by 1.5%
to 17.5%" rises to the second."""

FEW = 3
"""The most that may follow one of something: "a year or two", "a year or three"."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of a range: its number, its own unit, the rank after both."""

    amount: Amount
    unit: str | None
    stop: int


def span(line: Line, index: int) -> Hit | None:
    """«от 5 до 7», «2-3 тысячи», "between 5 and 7", "two or three": a range."""
    closers = line.lexicon.range_pairs.get(line.key(index))
    if closers is not None:
        return _between(line, index, closers)
    low = _end(line, index)
    if low is None:
        return None
    joint = line.key(low.stop)
    is_or = joint in line.lexicon.alternatives
    if not is_or and joint not in line.lexicon.dashes:
        return None
    high = _end(line, low.stop + 1)
    if high is None:
        return None
    if is_or and not low.amount.number < high.amount.number <= low.amount.number + WIDEST:
        return None
    if joint.isalpha() and _is_change(line, index, low, high):
        return None
    return _range(line, index, low, high)


def _is_change(line: Line, index: int, low: End, high: End) -> bool:
    """Whether the first number says by how much something changed and the second what became of it."""
    alike = low.unit is not None and low.unit == high.unit
    far = high.amount.number > WIDEST_CHANGE * low.amount.number
    return alike and far and line.key(index - 1) in line.lexicon.changes


def _between(line: Line, index: int, closers: tuple[str, ...]) -> Hit | None:
    low = _end(line, index + 1)
    if low is None:
        return None
    stop = low.stop
    if low.unit is None and (found := noun(line, stop)) and line.key(found.stop) in closers:
        stop = found.stop
    if line.key(stop) not in closers:
        return None
    high = _end(line, stop + 1)
    return _range(line, index, low, high) if high else None


def _end(line: Line, index: int) -> End | None:
    currency = sign(line, index)
    start = index + currency[0] if currency else index
    amount = numerals.read(line, start, money=currency is not None)
    if amount is None or amount.vague:
        return None
    if currency:
        return End(amount, currency[1], amount.stop)
    unit = measure(line, amount.stop, amount.spelled)
    return End(amount, unit.symbol, unit.stop) if unit else End(amount, None, amount.stop)


def _range(line: Line, index: int, low: End, high: End) -> Hit | None:
    if None not in (low.unit, high.unit) and low.unit != high.unit:
        return None
    if is_year(line, low.amount) and is_year(line, high.amount):
        return None
    money = low.unit in line.lexicon.money and sign(line, index) is not None
    first = _scaled(low, high, money)
    last = high.amount.number
    if not first < last:
        return None
    symbol = high.unit or low.unit
    step = min(high.amount.step, low.amount.step if first == low.amount.number else high.amount.step)
    figure = Figure(first, high=last, unit=symbol, step=step)
    if symbol is None or (money and high.unit is None):
        return counted(line, index, high.amount.stop, figure, high.amount)
    return bounded(line, index, high.stop, figure)


def _scaled(low: End, high: End, money: bool) -> float:
    """The lower number, which shares the scale of the upper one: «от 3 до 6 тыс.», "$5-7 million"."""
    first, last = low.amount.number, high.amount
    shares = low.amount.scale == 1 and last.scale > 1 and (low.unit is None or money)
    return first * last.scale if shares and first < last.number / last.scale else first


def one_or_more(line: Line, index: int) -> Hit | None:
    """«год или два», "a year or two": one of something, or a few of it. Asked at the number, it looks back."""
    if line.key(index - 1) not in line.lexicon.alternatives:
        return None
    few = numerals.read(line, index)
    if few is None or few.number not in range(2, FEW + 1) or unit_after(line, few.stop, few.spelled):
        return None
    first = _one(line, index - 2)
    symbol = symbol_at(line, index - 2)
    if first is None or symbol is None:
        return None
    return bounded(line, first, few.stop, Figure(1.0, high=few.number, unit=symbol))


def _one(line: Line, rank: int) -> int | None:
    """The first word of one thing, named at ``rank`` without a number: its article, or in a language that has none
    the word itself."""
    token = line.tokens[rank] if rank >= 0 else None
    if token is None or "Number=Sing" not in token.features:
        return None
    if line.lexicon.articles:
        return rank - 1 if line.key(rank - 1) in line.lexicon.articles else None
    counted_already = line.is_digits(rank - 1) or numerals.ends_at(line, rank)
    return None if counted_already else rank
