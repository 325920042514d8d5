"""Whether a figure without a partner is told all the same: as a word, a date, a name, or in a neighbouring bead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from compare.diff.comparison import Side
from compare.diff.dates.bounds import bound_of
from compare.diff.figures.measures import family
from compare.diff.figures.sameness import is_vague, relate
from compare.facts.figures import in_sentence
from compare.facts.figures.lexicon import lexicon
from compare.facts.figures.line import split
from compare.facts.figures.patterns import Phrases, expand, words
from compare.languages import Language
from compare.records import Date, Fact, Figure, Parse, Sentence

DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Implied:
    """Words that carry a number: the figures that they may stand for, and words for "many"."""

    figures: Phrases[tuple[Figure, ...]]
    many: frozenset[str]


@lru_cache(maxsize=8)
def implied(language: Language) -> Implied:
    """The compiled table ``implied`` of a language."""
    table = language.table("implied")
    readings: dict[str, list[Figure]] = {}
    for quantity, patterns in table["implied"].items():
        span, _, unit = quantity.partition(" ")
        number, _, high = span.partition("-")
        step = 0.01 if float(number) < 1 else 1.0
        figure = Figure(float(number), float(high) if high else None, unit or None, step=step)
        for pattern in patterns:
            for phrase in expand(pattern, table["endings"]):
                readings.setdefault(phrase, []).append(figure)
    return Implied(
        Phrases((phrase, tuple(figures)) for phrase, figures in readings.items()),
        words(table["many"]["words"], table["endings"]),
    )


def is_implied(figure: Figure, side: Side, sentences: Iterable[int]) -> bool:
    """Whether a word of these sentences carries this number without stating it: «сутки» for 24 hours."""
    known = implied(side.language)
    for index in sentences:
        line = split(side.sentences[index].text)
        if is_vague(figure) and any(word.key in known.many for word in line):
            return True
        for rank in range(len(line)):
            found = known.figures.at(line, rank)
            if found and any(_renders(figure, reading) for reading in found[1]):
                return True
    return False


def _renders(figure: Figure, reading: Figure) -> bool:
    if reading.high is not None:
        return reading.unit == figure.unit and reading.number <= figure.number <= reading.high
    if reading.unit is None and abs(reading.number - figure.number) < 0.01:
        return True
    relation = relate(figure, reading)
    return relation is not None and relation.kind in ("same", "converted") and \
        (figure.unit is not None or reading.unit is None)  # fmt: skip


def is_dated(figure: Figure, side: Side, sentences: Iterable[int]) -> bool:
    """Whether a date of these sentences says this number: «за шесть месяцев» as a period of six months, July to
    September as three months, since 2011 as so many years."""
    for fact in side.of("date", sentences):
        if _lasts(figure, fact, side):
            return True
        if _counts_things(figure):
            continue
        timex = fact.value.timex if isinstance(fact.value, Date) else ""
        numbers = {float(text) for text in DIGITS.findall(f"{fact.text} {timex if timex.startswith('P') else ''}")}
        if figure.number in numbers and (figure.high is None or figure.high in numbers):
            return True
        spelled = in_sentence(Sentence(0, 0, len(fact.text), fact.text), Parse(()), lexicon(side.language))
        if is_among(figure, list(spelled)):
            return True
    return False


OF_DATES = frozenset({None, "ordinal", "year", "month", "week", "day", "h", "min", "s", "quarter", "decade", "century"})
"""Units of what a date counts: ten countries are not the tenth of December."""


def _counts_things(figure: Figure) -> bool:
    """Whether a figure surely counts what no date does; an agreement of 1998 may be read as so many agreements."""
    return figure.unit not in OF_DATES and not YEARS[0] <= figure.number <= YEARS[1]


YEARS = (1000, 2100)
"""Numbers that may be years."""


def _lasts(figure: Figure, fact: Fact, side: Side) -> bool:
    """Whether a date is a period of this length, or the year in which one began that goes on."""
    value = fact.value.timex if isinstance(fact.value, Date) else ""
    if figure.unit == "month":
        months = re.fullmatch(r"(?:\d{4}|XXXX)-(\d\d)/(?:\d{4}|XXXX)-(\d\d)", value)
        part = re.fullmatch(r"(?:\d{4}|XXXX)-([QH])\d", value)
        length = (int(months[2]) - int(months[1])) % 12 + 1 if months else {"Q": 3, "H": 6}[part[1]] if part else 0
        return figure.number == length
    bound = bound_of(fact, side) if figure.unit == "year" and re.fullmatch(r"\d{4}", value) else None
    return bound is not None and bound[0] == "from" and figure.number >= 2


def is_written(figure: Figure, side: Side, sentences: Iterable[int]) -> bool:
    """Whether the same digits stand in these sentences outside any figure, and of a count of things outside any date:
    Channel 1, COVID-19."""
    if figure.number != int(figure.number):
        return False
    for index in sentences:
        sentence = side.sentences[index]
        facts = side.of("figure", [index]) + (side.of("date", [index]) if _counts_things(figure) else [])
        spans = [(fact.start - sentence.start, fact.stop - sentence.start) for fact in facts]
        for match in DIGITS.finditer(sentence.text):
            outside = not any(start <= match.start() < stop for start, stop in spans)
            if outside and float(match.group()) == figure.number:
                return True
    return False


def is_among(figure: Figure, facts: Sequence[Fact]) -> bool:
    """Whether one of these facts says the same."""
    for fact in facts:
        if isinstance(fact.value, Figure) and is_vague(figure) == is_vague(fact.value):
            relation = relate(figure, fact.value)
            if relation is not None and relation.kind in ("same", "converted") and _one_family(figure, fact.value):
                return True
    return False


def _one_family(one: Figure, other: Figure) -> bool:
    """Whether the same number is likely to be the same thing: 20 hours are not 20 people."""
    return one.unit is None or other.unit is None or family(one.unit) == family(other.unit) or one.number < 1


def is_ratio(figure: Figure, own: Sequence[Figure], others: Sequence[Figure]) -> bool:
    """Whether a fraction or a multiple is told by its two numbers, or a number by one of them: two of four are a half,
    one in five a fifth, "twice as much" as 640 are 1,280."""
    if _is_factor(figure):
        pairs = ((a, b) for a in others for b in others if a.unit == b.unit or None in (a.unit, b.unit))
        return any(a.number != b.number and _near(a.number, figure.number * b.number) for a, b in pairs)
    factors = [other.number for other in others if _is_factor(other)]
    return any(
        _near(figure.number, factor * whole.number) or _near(figure.number * factor, whole.number)
        for factor in factors
        for whole in own
    )


def _is_factor(figure: Figure) -> bool:
    return figure.high is None and (0 < figure.number < 1 or (figure.unit == "time" and figure.number > 1))


def is_difference(figure: Figure, own: Sequence[Figure], others: Sequence[Figure]) -> bool:
    """Whether a change is told by its size: from 17 to 22 per cent, by five points to 22 per cent."""
    if figure.high is not None:
        numbers = {other.number for other in others if other.high is None}
        return figure.high - figure.number in numbers and bool({figure.number, figure.high} & numbers)
    numbers = {other.number for other in own if other.high is None}
    return any(
        other.high - other.number in numbers and figure.number in (other.number, other.high, other.high - other.number)
        for other in others
        if other.high is not None and other.unit != "score"
    )


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= 0.02 * max(abs(one), abs(other))


def is_sum(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether two or three of the other side's lost figures add up to this one: 5 and 7 told as 12."""
    numbers = [other.number for other in others if other.high is None]
    if figure.number < 3 or len(numbers) < 2:
        return False
    pairs = {a + b for i, a in enumerate(numbers) for b in numbers[i + 1 :]}
    return figure.number in pairs or (len(numbers) == 3 and sum(numbers) == figure.number)
