"""The words of a finding: what stood there, what it became, in numbers that a reader can check."""

from __future__ import annotations

from compare.diff.comparison import Side
from compare.diff.excerpt import quoted
from compare.diff.figures.measures import family
from compare.records import Fact, Figure

BOUNDS = {
    "exact": "exactly", "about": "about", "at_least": "at least", "at_most": "at most", "more_than": "more than",
    "less_than": "less than",
}  # fmt: skip
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def number(value: float) -> str:
    """A number for a reader.

    >>> number(2_480_000), number(60.0), number(112_000), number(0.333333)
    ('2.48 million', '60', '112,000', '0.33')
    """
    for scale, name in SCALES:
        if abs(value) >= scale and len(f"{value / scale:.6g}") <= 6:
            return f"{value / scale:.6g} {name}"
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:.2f}".rstrip("0").rstrip(".")


def normal_form(figure: Figure, bound: bool = False) -> str:
    """The figure as it was read: ``2.5 million RUB``, ``5-7 km``.

    >>> normal_form(Figure(5, 7, "km")), normal_form(Figure(60, unit="person", bound="at_least"), bound=True)
    ('5-7 km', 'at least 60')
    """
    text = number(figure.number)
    if figure.high is not None:
        text = f"{text}:{number(figure.high)}" if figure.unit == "score" else f"{text}-{number(figure.high)}"
    if figure.unit == "percent":
        text += "%"
    elif figure.unit == "time":
        text += " times"
    elif figure.unit is not None and family(figure.unit) not in ("count", "ordinal", "score", "reference"):
        text += f" {figure.unit}"
    if bound and figure.bound != "exact":
        text = f"{BOUNDS[figure.bound]} {text}"
    return text


def cited(side: Side, fact: Fact, figure: Figure, bound: bool = False) -> str:
    """A figure as written and as read: «60 гражданских лиц» (60)."""
    return f"{quoted(side.language, fact.text)} ({normal_form(figure, bound)})"
