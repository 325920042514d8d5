"""Parts of a whole and factors: «две трети», "two in three", «вдвое»."""

from __future__ import annotations

from compare.facts.figures import numerals
from compare.facts.figures.line import Line
from compare.facts.figures.rules.hit import Hit, bounded
from compare.facts.figures.units import measure
from compare.records import Figure

STEP = 0.01
"""How exactly a fraction is meant: a third may be told as 33 per cent."""


def fraction(line: Line, index: int) -> Hit | None:
    """«две трети», «пятая часть», "a third of", ½."""
    lexicon = line.lexicon
    if line.key(index - 1) in lexicon.fraction_not_after:
        return None
    found = lexicon.fractions.at(line.words, index)
    if found is None:
        return _parted(line, index)
    stop = index + found[0]
    phrase = tuple(line.key(rank) for rank in range(index, stop))
    if phrase in lexicon.fraction_need and not _is_part(line, index, stop):
        return None
    if measure(line, stop, spelled=True) or lexicon.scales.at(line.words, stop):
        return None
    return bounded(line, index, stop, Figure(found[1], step=STEP))


def _is_part(line: Line, index: int, stop: int) -> bool:
    """Whether "a third" is a part: "a third of", "cut by a third"."""
    if line.key(stop) in line.lexicon.fraction_follow:
        return True
    whole = index != stop - 1 or line.key(index) in line.lexicon.fraction_single
    return whole and line.key(index - 1) in line.lexicon.fraction_before


def _parted(line: Line, index: int) -> Hit | None:
    """«пятая часть», «около пятой ее части», «три пятых»."""
    lexicon = line.lexicon
    if not lexicon.fraction_endings:
        return None
    above, start = 1.0, index
    cardinal = lexicon.cardinals.at(line.words, index)
    if cardinal is not None and cardinal[1] < 10:
        above, start = cardinal[1], index + cardinal[0]
    below = lexicon.ordinals.at(line.words, start)
    if below is None or below[1] < 3 or above >= below[1] or not line.key(start).endswith(lexicon.fraction_endings):
        return None
    stop, figure = start + below[0], Figure(above / below[1], step=STEP)
    for gap in (0, 1):
        if line.key(stop + gap) in lexicon.fraction_parts:
            return bounded(line, index, stop + gap + 1, figure)
    if above > 1 and line.key(start).endswith(lexicon.fraction_alone):
        return bounded(line, index, stop, figure)
    return None


def share(line: Line, index: int) -> Hit | None:
    """«двое из трех», "two in three", «каждый третий»: a part of the whole."""
    lexicon = line.lexicon
    if found := lexicon.every_other.at(line.words, index):
        return bounded(line, index, index + found[0], Figure(0.5, step=STEP))
    if line.key(index) in lexicon.every and (nth := lexicon.ordinals.at(line.words, index + 1)):
        return bounded(line, index, index + 1 + nth[0], Figure(1 / nth[1], step=STEP)) if nth[1] >= 2 else None
    return _some_of(line, index)


def _some_of(line: Line, index: int) -> Hit | None:
    """«двое из трех», "two in three", "nine out of every ten"."""
    lexicon = line.lexicon
    above = numerals.read(line, index)
    if above is None or above.number < 1 or above.scale > 1:
        return None
    between = lexicon.share_words.at(line.words, above.stop)
    if between is None:
        return None
    start = above.stop + between[0]
    if line.key(start) in lexicon.every:
        start += 1
    below = numerals.read(line, start)
    if below is None or not above.number < below.number <= 10 or below.scale > 1 or below.vague:
        return None
    if measure(line, below.stop) is not None or line.glued(below.stop):
        return None
    return bounded(line, index, below.stop, Figure(above.number / below.number, step=STEP))


def multiple(line: Line, index: int) -> Hit | None:
    """«вдвое», "twice", "tripled"."""
    found = line.lexicon.multiples.at(line.words, index)
    if found is None:
        return None
    return bounded(line, index, index + found[0], Figure(found[1], unit="time"))
