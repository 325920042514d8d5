"""What a number measures or counts: the unit or the noun after it."""

from __future__ import annotations

from dataclasses import dataclass

from compare.facts.figures.line import Line
from compare.records import Token

REACH = 5
"""How many words after a number the counted noun may stand: «60 ни в чем не повинных жителей» is too far."""

CAPITALS = frozenset({"degC", "degF", "W", "V"})
"""Units of one letter that are written large, against the number or before a bracket that closes: 25C, (77 F), but 5G
is no weight."""

_PASSED = {"ADJ", "DET", "AUX", "PROPN", "ADV", "PART"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, the rank of the word after it, and a factor for tails that are scales («20-тысячный»)."""

    symbol: str | None
    stop: int
    factor: float = 1.0


def unit_after(line: Line, index: int, spelled: bool = False) -> Unit | None:
    """The unit or the counted noun after a number that ends before ``index``."""
    if line.key(index) in line.lexicon.partitive and (found := measure(line, index + 1, spelled)):
        return found
    return tail(line, index) or measure(line, index, spelled) or noun(line, index)


def tail(line: Line, index: int) -> Unit | None:
    """The second part of a compound: 24-летний, three-day, 24-year-old."""
    if not line.hyphen(index, dash=True):
        return None
    word = line.key(index + 1)
    for stem, symbol in line.lexicon.tails:
        if word.startswith(stem):
            stop = index + 2
            if line.hyphen(stop, dash=True) and line.key(stop + 1) in line.lexicon.tail_ends:
                stop += 2
            if symbol.startswith("*"):
                counted = noun(line, stop)
                return Unit(counted.symbol if counted else None, counted.stop if counted else stop, float(symbol[1:]))
            return Unit(symbol, stop)
    return None


def measure(line: Line, index: int, spelled: bool = False) -> Unit | None:
    """A unit of measure or money. A single letter is one only after digits."""
    start = index + 1 if line.hyphen(index, dash=True) else index
    found = line.lexicon.units.at(line.words, start)
    if found is None:
        return None
    count, symbol = found
    if count == 1 and len(line.key(start)) == 1 and line.key(start).isalpha():
        capital = line.words[start].text.isupper()
        closing = line.glued(start) or line.key(start + 1) == ")"
        if spelled or (capital and not (closing and symbol in CAPITALS)):
            return None
    return Unit(symbol, start + count)


def symbol_at(line: Line, rank: int) -> str | None:
    """What a single word names as a counted noun or a unit, read without the number before it."""
    lexicon = line.lexicon
    return lexicon.nouns.single(line.lemmas[rank].key) or lexicon.units.single(line.key(rank))


def noun(line: Line, index: int) -> Unit | None:
    """The counted noun: the last known one of the first run of nouns, past adjectives and "of"."""
    if line.key(index) in line.lexicon.partitive:
        index += 1
    found: Unit | None = None
    nouns = line.lexicon.nouns
    rank = index
    while rank < min(index + REACH, len(line.words)):
        hit = nouns.at(line.lemmas, rank) or nouns.at(line.words, rank)
        token = line.tokens[rank]
        if hit is not None and (found is None or _heads(line, rank)):
            found = Unit(hit[1], rank + hit[0])
            rank += hit[0]
            continue
        if found is not None or token is None or not (_passes(line, rank, token) or _describes(line, rank, index)):
            break
        rank += 1
    return found


def _describes(line: Line, rank: int, index: int) -> bool:
    """Whether a verb right after the number describes what it counts: "1,898 detected cases"."""
    token = line.tokens[rank]
    return rank == index and token is not None and token.pos == "VERB" and line.lexicon.grammar.compound_nouns


def _heads(line: Line, rank: int) -> bool:
    """Whether this noun takes over from the one before it: "police officers", but «доз вакцины» are doses."""
    token = line.tokens[rank]
    return line.lexicon.grammar.compound_nouns and token is not None and token.pos == "NOUN"


def _passes(line: Line, rank: int, token: Token) -> bool:
    """Whether the search for a counted noun may go past this word."""
    if not line.words[rank].text[0].isalpha():
        return False
    if token.pos in _PASSED or "VerbForm=Part" in token.features:
        return True
    return token.pos == "NOUN" and line.lexicon.grammar.compound_nouns
