"""Results of games."""

from __future__ import annotations

from compare.facts.figures.line import Line
from compare.facts.figures.rules.hit import Hit
from compare.facts.figures.units import unit_after
from compare.records import Figure

REACH = 8
"""How many words on either side of two numbers may say that they are a result: won, beat."""

LARGEST = 30
"""Two falling numbers with a dash are a result up to here, which covers goals, sets and points of a set."""


def score(line: Line, index: int) -> Hit | None:
    """3:1, won 3-1: a result. 14:30 is a time."""
    mark = line.key(index + 1)
    if not _is_pair(line, index) or _goes_on(line, index + 3):
        return None
    left, right = line.words[index].text, line.words[index + 2].text
    near = any(line.key(rank) in line.lexicon.score for rank in range(index - REACH, index + REACH + 1))
    if mark == ":":
        if len(right) == 2 and int(right) < 60 and int(left) < 24 and not near:
            return Hit(index, index + 3, None)
    elif _counts(line, index + 3) or not (near or LARGEST >= int(left) >= int(right)):
        return None
    return Hit(index, index + 3, Figure(float(left), high=float(right), unit="score"))


def _is_pair(line: Line, index: int) -> bool:
    """Whether two numbers of up to three digits stand here, joined by a colon or a dash."""
    if line.key(index + 1) not in (":", "-", "–", "‑") or not line.joins(index + 1):
        return False
    if not (line.is_digits(index) and line.is_digits(index + 2)):
        return False
    texts = line.words[index].text, line.words[index + 2].text
    return all(text.isdigit() and len(text) <= 3 for text in texts)


def _goes_on(line: Line, index: int) -> bool:
    """Whether a third number is joined to the two: a date, a version."""
    return line.key(index) in (":", "-", ".", "/", ",") and line.joins(index) and line.is_digits(index + 1)


def _counts(line: Line, index: int) -> bool:
    """Whether a scale, a unit or a counted noun stands here, no word of games: "10-12 seats", but "a 2-2 draw"."""
    if line.lexicon.scales.at(line.words, index) is not None:
        return True
    return line.key(index) not in line.lexicon.score and unit_after(line, index) is not None
