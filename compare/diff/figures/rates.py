"""Whether a sum may have been converted at any rate there ever was: 1.2 billion roubles are no $38 billion.

``rates.tsv`` holds what a US dollar has cost in each currency, at the least and at the most, on the markets from 2000
to 2025; the slack beyond allows for street rates and for rounding.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from compare.records import Figure

SLACK = 1.6


@cache
def _dollar() -> dict[str, tuple[float, float]]:
    rows = (files("compare.diff.figures") / "rates.tsv").read_text(encoding="utf-8").splitlines()[1:]
    costs = {code: (float(least), float(most)) for code, least, most, *_ in (row.split("\t") for row in rows)}
    return {"USD": (1.0, 1.0), **costs}


def never_was(source: Figure, target: Figure) -> bool:
    """Whether no rate between the two currencies makes these sums equal; ``False`` where a currency is not known.

    >>> roubles = Figure(1.2e9, unit="RUB")
    >>> never_was(roubles, Figure(38e9, unit="USD")), never_was(roubles, Figure(38e6, unit="USD"))
    (True, False)
    """
    costs = _dollar()
    if source.unit not in costs or target.unit not in costs or min(source.number, target.number) <= 0:
        return False
    (low, high), (least, most) = costs[source.unit], costs[target.unit]
    rate = source.number / target.number
    return not low / most / SLACK <= rate <= high / least * SLACK
