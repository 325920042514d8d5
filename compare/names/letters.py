"""How far one word is from being another one's transliteration.

A word is cut into chunks of one to three letters, each chunk of one script standing for up to four letters of the
other («дж» for "j", «щ» for "shch"); ``letters.tsv`` says how often each pair was seen. The cost of a pair of chunks
is how much rarer it is than the commoner partner of either, so that an uncommon scheme (Joukov) costs little and a
correspondence that nobody uses (Lebedev for Лавров) costs much. The distance is the cost of the cheapest cut a letter.

The counts come from a hard expectation-maximisation over 60,512 pairs of Russian and English words, those of names of
persons and of one-word titles whose letters resemble each other, in Wikipedia (titles, CC0) and public registers.
Rows under a later comment in the
table were written by hand. ``SAME_SOUND`` in :mod:`compare.names.match` gives what it accepts on held-out pairs.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby

from anyascii import anyascii
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

FAR = 2.5
"""The ceiling of all distances: beyond it nothing asks how far, and the search for the cheapest cut gives up early."""

STRAY = 7.0
"""The cost, in nats, of a letter with no partner that was ever seen: rarer than 1 in 1,000."""

_PRIOR = 40
"""Added to the counts of a chunk, so that a rare chunk does not vouch for its only partner."""

LONGEST = 7
"""Letters of the longest Latin chunk (schtsch)."""

LONGEST_CYRILLIC = 3
"""Letters of the longest Cyrillic chunk."""

_CYRILLIC = re.compile(r"^[а-яё]+$")
_OTHER_CYRILLIC = str.maketrans({"і": "и", "ї": "и", "є": "е", "ґ": "г", "ў": "у", "ј": "й", "ә": "а", "ө": "о",
                                 "ү": "у", "ұ": "у", "қ": "к", "ғ": "г", "ң": "н", "һ": "х", "җ": "ж"})  # fmt: skip
"""Letters of other Cyrillic alphabets -> the Russian ones that news in Russian writes for them (Зеленський)."""

_NOT_LETTERS = re.compile(r"[\W\d_]+")


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """A word in the letters that are compared: small, Cyrillic kept, everything else in plain Latin letters.

    >>> fold("Erdoğan"), fold("Жуков"), fold("O’Neill")
    ('erdogan', 'жуков', 'oneill')
    """
    small = _NOT_LETTERS.sub("", word.lower().replace("\u0301", "")).translate(_OTHER_CYRILLIC)
    return small if _CYRILLIC.match(small) else _NOT_LETTERS.sub("", anyascii(small).lower())


@lru_cache(maxsize=200_000)
def distance(one: str, other: str) -> float:
    """How unlikely two words are to be one name, a letter: 0 for the usual transliteration, FAR at most.

    Symmetric. Two words of one script are compared letter by letter.

    >>> distance("Жуков", "Joukov") < 0.5 < distance("Лавров", "Lebedev")
    True
    """
    first, second = fold(one), fold(other)
    if not first or not second:
        return FAR
    if _is_cyrillic(first) == _is_cyrillic(second):
        return _within_script(first, second)
    return _across(first, second) if _is_cyrillic(first) else _across(second, first)


def is_near(one: str, other: str, most: float) -> bool:
    """Whether two words are at most so far apart (below STRAY / LONG): far cheaper than asking how far, so that a name
    can be looked for in all the words of a story.

    >>> is_near("Жуков", "Joukov", 0.5), is_near("Лавров", "Lebedev", 0.5)
    (True, False)
    """
    first, second = fold(one), fold(other)
    if not first or not second:
        return False
    if _is_cyrillic(first) == _is_cyrillic(second):
        return _within_script(first, second) <= most
    cyrillic, latin = (first, second) if _is_cyrillic(first) else (second, first)
    letters = min(len(cyrillic), LONG)
    return _may_be_one(cyrillic, latin) and _cheapest_cut(f"^{cyrillic}$", latin, most * letters) < math.inf


def plain(word: str) -> str:
    """A word in plain Latin letters, as the first, coarse look at two words compares them."""
    folded = fold(word)
    return _plainly(folded) if _is_cyrillic(folded) else folded


@lru_cache(maxsize=100_000)
def _is_cyrillic(folded: str) -> bool:
    return bool(_CYRILLIC.match(folded))


def _within_script(first: str, second: str) -> float:
    """Every changed letter costs as much as one without a partner; a doubled letter written once costs nothing."""
    first, second = _undoubled(first), _undoubled(second)
    return min(STRAY * OSA.distance(first, second) / max(len(first), len(second)), FAR)


def _undoubled(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))


def _across(cyrillic: str, latin: str) -> float:
    if not _may_be_one(cyrillic, latin):
        return FAR
    limit = FAR * min(len(cyrillic) + 2, LONG)
    return min(_cheapest_cut(f"^{cyrillic}$", latin, limit) / min(len(cyrillic), LONG), FAR)


def _may_be_one(cyrillic: str, latin: str) -> bool:
    return fuzz.ratio(_plainly(cyrillic), latin) >= (UNLIKE if len(latin) > SHORT else UNLIKE_IN_SHORT)


@lru_cache(maxsize=20_000)
def _plainly(cyrillic: str) -> str:
    return anyascii(cyrillic).lower()


UNLIKE, UNLIKE_IN_SHORT = 33, 25
"""The likeness (0 to 100) of a plain transliteration and the Latin word below which no scheme joins them, and the same
for words of up to SHORT letters (Джо, by the table "dzho", is Joe: 29). Of 6,555 held-out pairs that are one name, 4
fall below 33 and 20 below 40."""

SHORT = 4

LONG = 7
"""Letters beyond which a word forgives no more: one foreign consonant in Порошенко makes it another name."""


def _cheapest_cut(cyrillic: str, latin: str, limit: float) -> float:
    """Dynamic programme over positions in both words. What costs more than ``limit`` is not followed, so that most
    words part at their first letters; infinite where every cut does."""
    table, chunks = _costs(), _chunks(latin)
    rows, columns = len(cyrillic), len(latin)
    levels: list[dict[int, float]] = [{0: 0.0}, *({} for _ in cyrillic)]
    for row, level in enumerate(levels):
        _pass_over(level, columns, limit)
        sizes = range(1, min(LONGEST_CYRILLIC, rows - row) + 1)
        steps = [(levels[row + size], table[chunk]) for size in sizes if (chunk := cyrillic[row : row + size]) in table]
        for column, cost in level.items() if row < rows else ():
            if cost + STRAY <= limit:
                for place in (column, column + 1) if column < columns else (column,):
                    levels[row + 1][place] = min(levels[row + 1].get(place, math.inf), cost + STRAY)
            for target, partners in steps:
                for stop, chunk in chunks[column]:
                    price = cost + partners.get(chunk, math.inf)
                    if price <= limit and price < target.get(stop, math.inf):
                        target[stop] = price
    return levels[rows].get(columns, math.inf)


def _pass_over(level: dict[int, float], columns: int, limit: float) -> None:
    """Lets each place be reached from the one before it at the price of a stray letter."""
    for column in range(columns):
        price = level.get(column, math.inf) + STRAY
        if price <= limit and price < level.get(column + 1, math.inf):
            level[column + 1] = price


@lru_cache(maxsize=20_000)
def _chunks(latin: str) -> list[list[tuple[int, str]]]:
    """The chunks of a Latin word that the table has (the empty one among them) by where they begin, each with where it
    stops."""
    known, end = _known_chunks(), len(latin)
    return [
        [
            (stop, latin[start:stop])
            for stop in range(start, min(start + LONGEST, end) + 1)
            if latin[start:stop] in known
        ]
        for start in range(end + 1)
    ]


@cache
def _known_chunks() -> frozenset[str]:
    return frozenset(chunk for partners in _costs().values() for chunk in partners)


@cache
def _costs() -> dict[str, dict[str, float]]:
    """Cyrillic chunk -> Latin chunk -> cost in nats. ``^`` and ``$`` are the word's ends."""
    text = (files(__package__) / "letters.tsv").read_text(encoding="utf-8")
    cells = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    counts = {(cyrillic, latin): int(count) for cyrillic, latin, count in sorted(cells, key=lambda row: int(row[2]))}
    ceiling: dict[str, int] = defaultdict(int)
    for (cyrillic, latin), count in counts.items():
        for side in ("c" + cyrillic, "l" + latin):
            ceiling[side] = max(ceiling[side], count)
    costs: dict[str, dict[str, float]] = defaultdict(dict)
    for (cyrillic, latin), count in counts.items():
        usual = min(ceiling["c" + cyrillic], ceiling["l" + latin]) + _PRIOR
        costs[cyrillic][latin] = max(-math.log((count + 0.5) / usual), 0.0)
    return dict(costs)
