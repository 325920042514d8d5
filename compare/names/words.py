"""The words that translated names are made of: палата is a chamber, верховный is supreme, Джордж is George.

``languages/words/names.tsv`` is written by hand; ``words.<code>-<code>.tsv`` was counted over pairs of titles.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import permutations

from compare import languages
from compare.names.keys import stem

CERTAIN = 1.0
"""The strength of a pair that was written by hand."""


def translated(one: str, other: str) -> float:
    """How well one stem translates the other, 0 to 1; symmetric.

    >>> from compare.languages import load
    >>> translated(stem("палаты", load("ru")), stem("Chamber", load("en")))
    1.0
    """
    return _pairs().get((one, other), 0.0)


@cache
def _pairs() -> dict[tuple[str, str], float]:
    made: dict[tuple[str, str], float] = {}
    for one, other, strength in [*_counted(), *_written()]:
        made[one, other] = made[other, one] = max(strength, made.get((one, other), 0.0))
    return made


def _lines(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _written() -> Iterator[tuple[str, str, float]]:
    header, *rows = _lines((files(languages) / "words" / "names.tsv").read_text(encoding="utf-8"))
    known = [languages.load(code) for code in header]
    for row in rows:
        stems = [{stem(form, language) for form in cell.split("|")} for language, cell in zip(known, row, strict=True)]
        for ours, theirs in permutations(stems, 2):
            yield from ((a, b, CERTAIN) for a in ours for b in theirs)


def _counted() -> Iterator[tuple[str, str, float]]:
    """Strengths grow towards 1: a pair of 0.1 is one of several translations, yet hardly chance."""
    for path in files("compare.names").iterdir():
        if path.name.startswith("words.") and path.name.endswith(".tsv"):
            for one, other, strength, _ in _lines(path.read_text(encoding="utf-8")):
                yield one, other, min(1.0, 0.6 + 0.5 * float(strength))
