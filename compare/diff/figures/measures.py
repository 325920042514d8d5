"""Units that can be converted into each other. Symbols are those of the tables ``units.toml``.

Factors to the base unit of a dimension are exact by definition (international yard and pound, 1959; US barrel of
158.987 l), but for months and years, which stand for their mean length in the Gregorian calendar.
"""

from __future__ import annotations

from compare.records import Figure

DIMENSIONS: dict[str, dict[str, float]] = {
    "length": {"mm": 0.001, "cm": 0.01, "m": 1.0, "km": 1000.0, "in": 0.0254, "ft": 0.3048, "yd": 0.9144,
               "mi": 1609.344, "nmi": 1852.0, "ly": 9.4607304725808e15},
    "area": {"m2": 1.0, "ha": 10_000.0, "km2": 1_000_000.0, "ft2": 0.09290304, "acre": 4046.8564224,
             "mi2": 2_589_988.110336},
    "volume": {"l": 0.001, "m3": 1.0, "km3": 1e9, "ft3": 0.028316846592, "gal": 0.003785411784, "bbl": 0.158987294928},
    "flow": {"bpd": 1.0},
    "mass": {"mg": 1e-6, "g": 0.001, "kg": 1.0, "t": 1000.0, "lb": 0.45359237, "oz": 0.028349523125,
             "quintal": 100.0, "carat": 0.0002},
    "speed": {"m/s": 3.6, "km/h": 1.0, "mph": 1.609344, "kn": 1.852},
    "power": {"W": 1.0, "kW": 1e3, "MW": 1e6, "GW": 1e9, "hp": 735.49875},
    "energy": {"kWh": 1.0},
    "storage": {"MB": 1.0, "GB": 1e3, "TB": 1e6},
    "duration": {"ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0, "day": 86_400.0, "week": 604_800.0,
                 "month": 2_629_746.0, "quarter": 7_889_238.0, "year": 31_556_952.0, "decade": 315_569_520.0,
                 "century": 3_155_695_200.0},
    "temperature": {"degC": 1.0, "degF": 5 / 9},
    "pressure": {"mmHg": 1.0},
    "share": {"percentage point": 1.0, "basis point": 0.01},
}  # fmt: skip

DIMENSION_OF = {symbol: dimension for dimension, units in DIMENSIONS.items() for symbol in units}
REFERENCES = frozenset({"article", "part", "paragraph", "chapter", "resolution", "number"})
SHARES = frozenset({"percent", "percentage point", "basis point"})


def is_currency(unit: str | None) -> bool:
    """Whether a unit is an ISO 4217 code (or bitcoin).

    >>> is_currency("RUB"), is_currency("km"), is_currency("person")
    (True, False, False)
    """
    return unit is not None and len(unit) == 3 and unit.isalpha() and unit.isupper()


def family(unit: str | None) -> str:
    """What a unit measures: a dimension, ``money``, ``share``, ``reference``, ``ordinal``, ``score``, or ``count``
    for counted nouns and bare numbers.

    >>> family("km"), family("EUR"), family("percent"), family("person")
    ('length', 'money', 'share', 'count')
    """
    if unit is None:
        return "count"
    if unit in DIMENSION_OF:
        return DIMENSION_OF[unit]
    if is_currency(unit) or unit in ("kopeck", "cent"):
        return "money"
    if unit in SHARES:
        return "share"
    if unit in REFERENCES:
        return "reference"
    return unit if unit in ("ordinal", "score") else "count"


def convert(number: float, unit: str, other: str) -> float | None:
    """A number of one unit in another of the same dimension, ``None`` where there is no such conversion.

    >>> round(convert(10, "km", "mi"), 1)
    6.2
    """
    dimension = DIMENSION_OF.get(unit)
    if dimension is None or DIMENSION_OF.get(other) != dimension:
        return None
    if dimension == "temperature" and unit != other:
        return number * 9 / 5 + 32 if other == "degF" else (number - 32) * 5 / 9
    return number * DIMENSIONS[dimension][unit] / DIMENSIONS[dimension][other]


def grain(figure: Figure) -> float:
    """How coarsely a number is written: its step, or the zeros that end a number of 1,000 or more in full.

    >>> grain(Figure(112_000)), grain(Figure(2_480_000, step=10_000)), grain(Figure(350))
    (1000.0, 10000, 1.0)
    """
    step = figure.step
    number = abs(figure.number)
    if step == 1 and number >= 1000 and number == int(number):
        zeros = 1.0
        while number % (zeros * 10) == 0:
            zeros *= 10
        step = max(step, zeros)
    return step
