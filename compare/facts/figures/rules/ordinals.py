"""Ranks: «третий», 21st."""

from __future__ import annotations

from compare.facts.figures import numerals
from compare.facts.figures.line import Line
from compare.facts.figures.rules.hit import Hit
from compare.records import Figure

LARGEST = 1000
"""A larger number with the ending of an ordinal is a year: 2008-й."""


def ordinal(line: Line, index: int) -> Hit | None:
    """«третий», 3-й, "third", 21st, «двадцать первый»."""
    if found := line.lexicon.ordinals.at(line.words, index):
        return Hit(index, index + found[0], Figure(found[1], unit="ordinal"))
    if line.is_digits(index) and line.words[index].text.isdigit():
        return _in_digits(line, index)
    return _in_words(line, index)


def _in_digits(line: Line, index: int) -> Hit | None:
    """3-й, 21st."""
    lexicon = line.lexicon
    hyphen = line.key(index + 1) in ("-", "‑") and line.glued(index + 1)
    suffix = index + 2 if hyphen else index + 1
    if not line.glued(suffix) or (not hyphen and not lexicon.grammar.glued_suffixes):
        return None
    if line.key(suffix) not in lexicon.ordinal_suffixes:
        return None
    number = float(line.words[index].text)
    return Hit(index, suffix + 1, None if number > LARGEST else Figure(number, unit="ordinal"))


def _in_words(line: Line, index: int) -> Hit | None:
    """«двадцать первый», "twenty-first"."""
    amount = numerals.read(line, index)
    if amount is None or not amount.spelled or amount.room <= 0:
        return None
    start = amount.stop + 1 if line.key(amount.stop) == "-" else amount.stop
    last = line.lexicon.ordinals.at(line.words, start)
    if last is None or last[1] >= amount.room:
        return None
    return Hit(index, start + last[0], Figure(amount.number + last[1], unit="ordinal"))
