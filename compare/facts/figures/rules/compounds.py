"""One word, or a set phrase, for a number and its unit: «двухлетний», «полгода», "a fortnight"."""

from __future__ import annotations

from collections.abc import Mapping

from compare.facts.figures.line import Line
from compare.facts.figures.rules.hit import Hit, bounded
from compare.facts.figures.units import noun
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
