"""One word, or a set phrase, for a number and its unit: «двухлетний», «полгода», "a fortnight", "a mile and a half"."""

from __future__ import annotations

from collections.abc import Mapping

from compare.facts.figures import numerals
from compare.facts.figures.line import Line
from compare.facts.figures.rules.hit import Hit, bounded
from compare.facts.figures.units import measure, noun
from compare.records import Figure


def compound(line: Line, index: int) -> Hit | None:
    """«двухлетний», «двадцатипятилетие»: one word for a number and its unit."""
    key = line.key(index)
    match = line.lexicon.compound.match(key)
    if match is None or key.startswith(line.lexicon.not_compounds):
        return None
    number = _sum_of_prefixes(match["head"], line.lexicon.prefixes)
    symbol: str | None = dict(line.lexicon.tails)[match["tail"]]
    if symbol == "ordinal":
        return None
    stop = index + 1
    if symbol is not None and symbol.startswith("*"):
        number *= float(symbol[1:])
        counted = noun(line, stop)
        symbol, stop = (counted.symbol, counted.stop) if counted else (None, stop)
    return bounded(line, index, stop, Figure(number, unit=symbol))


def _sum_of_prefixes(head: str, prefixes: Mapping[str, float]) -> float:
    """«двадцатипяти» is 25; the longest prefix is taken first."""
    total = 0.0
    while head:
        prefix = max((p for p in prefixes if head.startswith(p)), key=len)
        total, head = total + prefixes[prefix], head[len(prefix) :]
    return total


def named_quantity(line: Line, index: int) -> Hit | None:
    """«полгода», "a fortnight"."""
    found = line.lexicon.quantities.at(line.words, index)
    if found is None:
        return None
    number, symbol = found[1].split(" ", 1)
    return bounded(line, index, index + found[0], Figure(float(number), unit=symbol))


def with_part(line: Line, index: int) -> Hit | None:
    """ "two years and a half": a number and its unit, and a part of one more unit."""
    amount = numerals.read(line, index)
    unit = measure(line, amount.stop, amount.spelled) if amount and not amount.vague else None
    part = line.lexicon.plus.at(line.words, unit.stop) if unit else None
    if amount is None or unit is None or part is None or _is_share(line, unit.stop + part[0]):
        return None
    return bounded(line, index, unit.stop + part[0], Figure(amount.number + part[1], unit=unit.symbol, step=0.1))


def one_with_part(line: Line, index: int) -> Hit | None:
    """ "another metre and a half": one unit without a number, and a part of it. Asked at the part, it looks back."""
    lexicon = line.lexicon
    part, unit = lexicon.plus.at(line.words, index), lexicon.units.before(line.words, index)
    if part is None or unit is None:
        return None
    first, stop = index - unit[0], index + part[0]
    token = line.tokens[index - 1]
    if token is not None and "Number=Plur" in token.features:
        return None
    if line.key(first - 1) in lexicon.articles:
        first -= 1
    elif line.is_digits(first - 1) or numerals.ends_at(line, first) or _is_share(line, stop):
        return None
    return bounded(line, first, stop, Figure(1.0 + part[1], unit=unit[1], step=0.1))


def _is_share(line: Line, stop: int) -> bool:
    """Whether the part is one of something else: "for two years and a third of the price"."""
    return line.key(stop) in line.lexicon.partitive
