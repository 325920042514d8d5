"""Numbers that a translation lost: found, set right where the place is plain, and marked where it is not.

Small models misspell long numbers. A number needs no translation, so that it can be checked against the source:
«1 250» must come out as 1,250, as 1.25 thousand, or in words. What is set right is the number alone; which noun it
stands with is the model's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from rapidfuzz.distance import Indel

from compare.assignment import assign
from compare.facts.figures.lexicon import lexicon
from compare.facts.figures.line import Line, split
from compare.facts.figures.numerals import read
from compare.languages import Language
from compare.records import Parse, Sentence

NUMERAL = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)|\d+(?:[.,:/]\d+)*")
"""Digits with what may stand between them: 1 250, 3,5, 21:30, 24.03.2019, 1/2."""

SPACES = re.compile(r"[ \u00a0\u2009\u202f]")
"""What groups thousands in Russian."""

DATE = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})")
TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
ROMAN = re.compile(r"\b(?=[IVXLCM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

LEAST_DIGITS = 2
"""Digits of a number that must be kept; smaller ones are often worded («2-й», "second")."""

LEAST_LIKENESS = 0.34
"""Likeness of the digits from which on a stray number is taken for the lost one where their counts differ."""

MARK = "[? {}]"
"""How a number that the translation lost is shown behind it."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in digits and its place. ``values`` are the numbers that it may mean (1,250 may be 1250 or 1.25);
    each of ``needs`` is a set of values of which one must come back (a date's day and its year)."""

    start: int
    stop: int
    text: str
    values: frozenset[float]
    needs: tuple[frozenset[float], ...]

    @property
    def digits(self) -> str:
        return re.sub(r"\D", "", self.text)


@dataclass(frozen=True)
class Counted:
    """The numbers of a text in one language."""

    text: str
    language: Language

    @cached_property
    def numerals(self) -> list[Numeral]:
        """Those in digits, in the order of the text."""
        return [_numeral(match, self.text) for match in NUMERAL.finditer(self.text)]

    @cached_property
    def worded(self) -> frozenset[float]:
        """The values of all numbers with their scales, in digits or words, and of Roman numerals."""
        found = set(_amounts(self.text, self.language).values())
        return frozenset(found | {_roman(match.group()) for match in ROMAN.finditer(self.text) if match.group()})

    @cached_property
    def scaled(self) -> dict[int, float]:
        """The value with its scale of each number by where it starts."""
        return _amounts(self.text, self.language)


def lost(source: Counted, translation: Counted) -> list[Numeral]:
    """The numbers of the source of two and more digits that the translation does not hold in any form."""
    held = frozenset(value for numeral in translation.numerals for value in numeral.values)
    missing = [
        numeral
        for numeral in source.numerals
        if len(numeral.digits) >= LEAST_DIGITS and not all(need & held for need in numeral.needs)
    ]
    return [numeral for numeral in missing if not _worded(numeral, source, held, translation)]


def _worded(numeral: Numeral, source: Counted, held: frozenset[float], translation: Counted) -> bool:
    """Whether the number comes back with another scale (50 thousand, 50,000) or in words."""
    known = held | translation.worded
    return source.scaled.get(numeral.start) in translation.worded or all(need & known for need in numeral.needs)


def restore(source: Counted, translation: Counted) -> str:
    """The translation with every lost number in the place of the stray one that stands for it, or marked behind."""
    missing = lost(source, translation)
    if not missing:
        return _respelt(source, translation)
    stray = _stray(source, translation, missing)
    pairs = _paired(missing, stray)
    text = translation.text
    for number, place in sorted(pairs, key=lambda pair: -pair[1].start):
        text = text[: place.start] + _written(number, place, source, translation) + text[place.stop :]
    text = _respelt(source, Counted(text, translation.language))
    repaired = {number.start for number, _ in pairs}
    marks = [MARK.format(localised(one.text, source.language, translation.language)) for one in missing
             if one.start not in repaired]  # fmt: skip
    return " ".join([text, *marks])


def localised(text: str, source: Language, target: Language) -> str:
    """A number as the other language writes it; dates and times stay as they are.

    >>> from compare.languages import load
    >>> localised("1 250", load("ru"), load("en")), localised("3,5", load("ru"), load("en"))
    ('1,250', '3.5')
    """
    if DATE.fullmatch(text) or TIME.fullmatch(text):
        return text
    ours, theirs = source.table("numbers"), target.table("numbers")
    if SPACES.search(text):
        return _regrouped(text, target)
    if text.count(ours["decimal"]) == 1:
        return text.replace(ours["decimal"], theirs["decimal"])
    return text


def _respelt(source: Counted, translation: Counted) -> str:
    """The text with the numbers that were copied as they are written as its own language does: 8,3 is 8.3 in English,
    11 189 is 11,189."""
    text, copied = translation.text, {numeral.text for numeral in source.numerals}
    for numeral in reversed(translation.numerals):
        if numeral.text in copied:
            own = localised(numeral.text, source.language, translation.language)
            text = text[: numeral.start] + own + text[numeral.stop :]
    return text


def _regrouped(text: str, language: Language) -> str:
    return SPACES.sub(_grouping(language), text)


def _grouping(language: Language) -> str:
    """The mark between thousands: a comma where the language groups by commas, else a space that does not break."""
    return "," if language.table("numbers")["grouping"] == "," else "\u00a0"


def _written(number: Numeral, place: Numeral, source: Counted, translation: Counted) -> str:
    """The number for the place of a stray one: with its scale worked in where the translation has no scale at all."""
    full = source.scaled.get(number.start)
    scaled = any(translation.scaled.get(one.start) not in one.values for one in translation.numerals)
    if full is not None and full not in number.values and full == int(full) and not scaled:
        return f"{int(full):,}".replace(",", _grouping(translation.language))
    return localised(number.text, source.language, translation.language)


def _stray(source: Counted, translation: Counted, missing: Sequence[Numeral]) -> list[Numeral]:
    """The numbers of the translation that the source does not account for, in the order of the text.

    Of a number that stands once too often («2018–2019» became "2019-2019") the first is stray where the lost one comes
    before it in the source, else the last.
    """
    free = Counter(value for numeral in source.numerals for value in numeral.values)
    parts = {value for numeral in source.numerals for need in numeral.needs for value in need}
    later = {v for numeral in source.numerals if numeral.start > missing[0].start for v in numeral.values}
    ranked = sorted(translation.numerals, key=lambda one: -one.start if one.values & later else one.start)
    found = []
    for numeral in ranked:
        known = {value for value in numeral.values if free[value]}
        compound = len(numeral.needs) > 1
        if known and (not compound or all(need & known for need in numeral.needs)):
            free[min(known)] -= 1
        elif compound or numeral.values & free.keys() or not _accounted(numeral, translation) & (source.worded | parts):
            found.append(numeral)
    return sorted(found, key=lambda numeral: numeral.start)


def _accounted(numeral: Numeral, text: Counted) -> frozenset[float]:
    """What a number may mean, with its scale and without."""
    return numeral.values | {text.scaled.get(numeral.start, -1.0)}


def _paired(missing: Sequence[Numeral], stray: Sequence[Numeral]) -> list[tuple[Numeral, Numeral]]:
    """Which stray number stands for which lost one: the likest digits, then the order."""
    if not missing or not stray:
        return []
    likeness = np.array([[Indel.normalized_similarity(one.digits, other.digits) for other in stray] for one in missing])
    order = np.array([[abs(i - j) for j in range(len(stray))] for i in range(len(missing))])
    plain = len(missing) == len(stray)
    return [
        (missing[i], stray[j]) for i, j in assign(-likeness + 0.05 * order) if plain or likeness[i, j] >= LEAST_LIKENESS
    ]


def _numeral(match: re.Match[str], text: str) -> Numeral:
    start, stop = match.span()
    written = match.group()
    if found := DATE.fullmatch(written):
        day, month, year = (float(part) for part in found.groups())
        needs: tuple[frozenset[float], ...] = (frozenset({day}), frozenset({year, year % 100}))
        return Numeral(start, stop, written, frozenset({day, month, year}), needs)
    if found := TIME.fullmatch(written):
        hour, minute = (float(part) for part in found.groups())
        hours = frozenset({hour, hour % 12, hour + 12})
        return Numeral(
            start, stop, written, frozenset({hour, minute}), (hours, frozenset({minute}))[: 2 if minute else 1]
        )
    values = frozenset(_values(written))
    year = next(iter(values))
    if len(written) == 4 and len(values) == 1 and text[start - 1 : start] in ("-", "–", "/"):  # 2018-2019, 2018-19
        return Numeral(start, stop, written, values, (values | {year % 100},))
    return Numeral(start, stop, written, values, (values,))


def _values(written: str) -> Iterator[float]:
    """The numbers that digits with marks may mean, by the habits of either language."""
    parts = re.split(r"\D", written)
    marks = set(re.sub(r"\d", "", written))
    if len(parts) == 1 or (all(len(part) == 3 for part in parts[1:]) and len(marks) == 1):
        yield float("".join(parts))
    if len(parts) == 2:
        yield float(".".join(parts))
    if len(parts) > 2 or marks & {":", "/"}:
        yield from (float(part) for part in parts)


def _amounts(text: str, language: Language) -> dict[int, float]:
    """Where each number of a text begins and its value with its scale; "1.5 million" and «полтора миллиона» alike."""
    tables = lexicon(language)
    line = Line(Sentence(0, 0, len(text), text), Parse(()), split(text), tables)
    found: dict[int, float] = {}
    index = 0
    while index < len(line.words):
        word = line.words[index]
        known = word.digits or word.key in tables.anchors or tables.compound.match(word.key)
        amount = read(line, index) if known else None
        if amount is None:
            index += 1
            continue
        found[word.start] = amount.number
        index = max(amount.stop, index + 1)
    return found


def _roman(written: str) -> float:
    digits = [_ROMAN_DIGITS[letter] for letter in written]
    return float(sum(-one if one < following else one for one, following in zip(digits, [*digits[1:], 0], strict=True)))
