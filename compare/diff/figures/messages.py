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
UNITS = {
    "percentage point": "percentage points", "basis point": "basis points", "time": "times",
    "mm": "millimetres", "cm": "centimetres", "m": "metres", "km": "kilometres", "in": "inches", "ft": "feet",
    "yd": "yards", "mi": "miles", "nmi": "nautical miles", "m2": "square metres", "ha": "hectares",
    "km2": "square kilometres", "ft2": "square feet", "acre": "acres", "mi2": "square miles", "l": "litres",
    "m3": "cubic metres", "km3": "cubic kilometres",
    "ly": "light years", "ft3": "cubic feet", "gal": "gallons", "bbl": "barrels", "bpd": "barrels a day",
    "mg": "milligrams", "g": "grams", "kg": "kilograms", "t": "tonnes", "lb": "pounds", "oz": "ounces",
    "quintal": "quintals", "carat": "carats", "m/s": "metres a second", "km/h": "kilometres an hour",
    "mph": "miles an hour", "kn": "knots", "ms": "milliseconds", "s": "seconds", "min": "minutes", "h": "hours",
    "day": "days", "week": "weeks", "month": "months", "quarter": "quarters", "year": "years", "decade": "decades",
    "century": "centuries", "degC": "degrees Celsius", "degF": "degrees Fahrenheit", "RUB": "rubles",
    "USD": "US dollars", "EUR": "euros", "GBP": "pounds", "UAH": "hryvnias", "KZT": "tenge", "CNY": "yuan",
    "JPY": "yen", "CHF": "Swiss francs", "TRY": "liras", "INR": "rupees", "PLN": "zlotys", "CZK": "Czech crowns",
    "SEK": "Swedish crowns", "NOK": "Norwegian crowns", "DKK": "Danish crowns", "kopeck": "kopecks", "cent": "cents",
}  # fmt: skip
"""Units as a reader says them; another currency keeps its ISO 4217 code, another symbol stays."""
UNCOUNTED = frozenset({"article", "part", "paragraph", "chapter", "resolution", "number", "ordinal", "score"})
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


def unit_words(unit: str | None, number: float = 2) -> str:
    """A unit as a reader says it; ``""`` for what is counted or numbered, which the text names.

    >>> unit_words("km2"), unit_words("year", 1), unit_words("century", 1), unit_words("person")
    ('square kilometres', 'year', 'century', '')
    """
    if unit is None or unit in UNCOUNTED or (family(unit) == "count" and unit not in UNITS):
        return ""
    words = UNITS.get(unit, unit)
    single = {"inches": "inch", "feet": "foot", "centuries": "century"}
    return single.get(words, words.removesuffix("s")) if number == 1 and " " not in words else words


def normal_form(figure: Figure, bound: bool = False) -> str:
    """The figure as it was read: ``2.5 million rubles``, ``5-7 kilometres``.

    >>> normal_form(Figure(5, 7, "km")), normal_form(Figure(60, unit="person", bound="at_least"), bound=True)
    ('5-7 kilometres', 'at least 60')
    """
    text = number(figure.number)
    if figure.high is not None:
        text = f"{text}:{number(figure.high)}" if figure.unit == "score" else f"{text}-{number(figure.high)}"
    if figure.unit == "percent":
        text += "%"
    elif words := unit_words(figure.unit, figure.number if figure.high is None else 2):
        text += f" {words}"
    if bound and figure.bound != "exact":
        text = f"{BOUNDS[figure.bound]} {text}"
    return text


def cited(side: Side, fact: Fact, figure: Figure, bound: bool = False) -> str:
    """A figure as written and as read: «60 гражданских лиц» (60); once where it is written so ("16 civilians")."""
    read, said = normal_form(figure, bound), quoted(side.language, fact.text)
    return said if fact.text.lower().startswith(read) else f"{said} ({read})"
