"""What stands around a number: its unit or the noun that it counts, and the words that bound it."""

from __future__ import annotations

from dataclasses import dataclass

from compare.facts.figures.line import Line
from compare.records import Bound, Token

REACH = 5
"""How many words after a number the counted noun may stand: «60 ни в чем не повинных жителей» is too far."""

NEAR = 5
"""How far back the beginning of the change may stand: «с 5 до 7 процентов»."""

CAPITALS = frozenset({"degC", "degF", "W", "V"})
"""Units of one letter that are written large: 25C, but 5G is no weight."""

CLAUSE = 16
"""How far back a verb of change may stand from the end of the change."""

_PASSED = {"ADJ", "DET", "AUX", "PROPN", "ADV", "PART"}
_HYPHENS = ("-", "‑", "–")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, the rank of the word after it, and a factor for tails that are scales («20-тысячный»)."""

    symbol: str | None
    stop: int
    factor: float = 1.0


def unit_after(line: Line, index: int, spelled: bool = False) -> Unit | None:
    """The unit or the counted noun after a number that ends before ``index``."""
    if line.key(index) == "of" and (found := measure(line, index + 1, spelled)):
        return found
    return tail(line, index) or measure(line, index, spelled) or noun(line, index)


def tail(line: Line, index: int) -> Unit | None:
    """The second part of a compound: 24-летний, three-day, 24-year-old."""
    if line.key(index) not in _HYPHENS or not line.glued(index) or not line.glued(index + 1):
        return None
    word = line.key(index + 1)
    for stem, symbol in line.lexicon.tails:
        if word.startswith(stem):
            stop = index + 2
            if line.key(stop) in _HYPHENS and line.key(stop + 1) in ("old", "olds"):
                stop += 2
            if symbol.startswith("*"):
                counted = noun(line, stop)
                return Unit(counted.symbol if counted else None, counted.stop if counted else stop, float(symbol[1:]))
            return Unit(symbol, stop)
    return None


def measure(line: Line, index: int, spelled: bool = False) -> Unit | None:
    """A unit of measure or money. A single letter is one only after digits."""
    start = index + 1 if line.key(index) in _HYPHENS and line.glued(index) and line.glued(index + 1) else index
    found = line.lexicon.units.at(line.words, start)
    if found is None:
        return None
    count, symbol = found
    if count == 1 and len(line.key(start)) == 1 and line.key(start).isalpha():
        capital = line.words[start].text.isupper()
        if spelled or (capital and not (line.glued(start) and symbol in CAPITALS)):
            return None
    return Unit(symbol, start + count)


def noun(line: Line, index: int) -> Unit | None:
    """The counted noun: the last known one of the first run of nouns, past adjectives and "of"."""
    if line.key(index) == "of":
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
    return rank == index and token is not None and token.pos == "VERB" and bool(line.lexicon.articles)


def _heads(line: Line, rank: int) -> bool:
    """Whether this noun takes over from the one before it: "police officers", but «доз вакцины» are doses."""
    token = line.tokens[rank]
    return bool(line.lexicon.articles) and token is not None and token.pos == "NOUN"


def _passes(line: Line, rank: int, token: Token) -> bool:
    """Whether the search for a counted noun may go past this word."""
    if not line.words[rank].text[0].isalpha():
        return False
    if token.pos in _PASSED or "VerbForm=Part" in token.features:
        return True
    return token.pos == "NOUN" and bool(line.lexicon.articles)


def bound_before(line: Line, index: int) -> tuple[int, Bound] | None:
    """The bound that ends before ``index``: the rank of its first word and what it says."""
    lexicon = line.lexicon
    if found := lexicon.bounds_before.before(line.words, index):
        start = index - found[0]
        return None if _is_end(line, start, index) else (start, found[1])
    if line.key(index - 1) not in lexicon.bound_gap:
        return None
    found = lexicon.bounds_before.before(line.words, index - 1)
    if found is None or tuple(line.key(rank) for rank in range(index - 1 - found[0], index - 1)) not in lexicon.gapped:
        return None
    return index - 1 - found[0], found[1]


def _is_end(line: Line, start: int, stop: int) -> bool:
    """«вырос до 1,94 млн», "rose up to 1.94 million": where the change ends, not a bound."""
    phrase = " ".join(line.key(rank) for rank in range(start, stop))
    if phrase not in line.lexicon.ends:
        return False
    if line.key(start - 1) in line.lexicon.dashes:
        return True
    near = {line.key(rank) for rank in range(max(0, start - NEAR), start)}
    if near & line.lexicon.ends_near:
        return True
    return any(line.key(rank).startswith(line.lexicon.ends_after) for rank in range(max(0, start - CLAUSE), start))


def bound_after(line: Line, index: int) -> tuple[int, Bound] | None:
    """The bound that begins at ``index``: the rank of the word after it and what it says."""
    found = line.lexicon.bounds_after.at(line.words, index)
    if found is None:
        return None
    stop = index + found[0]
    opens = line.is_digits(stop) or line.key(stop) in line.lexicon.cardinals or line.key(stop) in line.lexicon.scales
    return None if opens else (stop, found[1])  # "60, at least 70": the bound of what follows
