"""How two figures relate: the same, converted, rounded, of another unit, or changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from compare.diff.figures.measures import DIMENSION_OF, convert, family, grain
from compare.records import Bound, Figure

Kind = Literal["same", "converted", "rounded", "unit", "changed", "exchanged"]

CONVERSION_TOLERANCE = 0.02
"""How far, relatively, a converted number may lie from the exact one, where its last digits do not say that it was
rounded further: 10 km are "six miles" (6.2), but 420 kg are no "950 pounds" (926)."""

SOFT_FAMILIES = (
    {"volume", "flow"}, {"count", "ordinal"}, {"ordinal", "duration"}, {"ordinal", "reference"}, {"count", "reference"},
)  # fmt: skip
"""Families that translators exchange: «70-летие» is "70th anniversary", «три места» may be "third place"."""

Direction = Literal["up", "down", "near", "exact"]
DIRECTIONS: dict[Bound, Direction] = {
    "at_least": "up", "more_than": "up", "at_most": "down", "less_than": "down", "about": "near", "exact": "exact",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """``cost`` orders relations: 0 for equal figures, 1 for what is hardly a pair. ``expected`` is the source's
    number in the target's unit, where it was converted."""

    kind: Kind
    cost: float
    expected: float | None = None


def is_vague(figure: Figure) -> bool:
    """Dozens, hundreds, thousands: a size rather than a number."""
    return figure.bound == "about" and figure.step > figure.number >= 10 and figure.high is None


def shut_out(source: Figure, target: Figure) -> bool:
    """Whether a target's bound excludes the exact number that it rounds.

    >>> shut_out(Figure(312), Figure(300, bound="less_than")), shut_out(Figure(312), Figure(300, bound="more_than"))
    (True, False)
    """
    if source.bound != "exact" or source.high is not None or target.high is not None or source.unit != target.unit:
        return False
    direction = DIRECTIONS[target.bound]
    return (direction == "up" and source.number < target.number) or (
        direction == "down" and source.number > target.number
    )


def relate(source: Figure, target: Figure) -> Relation | None:
    """How the target renders the source; ``None`` where the two have nothing to do with each other."""
    if "score" in (source.unit, target.unit):
        return _scores(source, target)
    if is_vague(source) or is_vague(target):
        return _vague(source, target)
    if (source.high is None) != (target.high is None):
        return _half_ranges(source, target)
    source, target = _weighed(source, target), _weighed(target, source)
    return _by_share(source, target) or _letter_million(source, target) or _by_number(source, target)


def _weighed(figure: Figure, other: Figure) -> Figure:
    """Pounds are a weight where the other side weighs."""
    if figure.unit == "GBP" and family(other.unit) == "mass":
        return replace(figure, unit="lb")
    return figure


def _letter_million(source: Figure, target: Figure) -> Relation | None:
    """A bare "91.8m" is millions where the other side has that number, metres elsewhere."""
    for one, other in ((source, target), (target, source)):
        if one.unit == "m" and other.unit != "m" and _equal(one.number * 1e6, other.number):
            return Relation("same", 0.2)
    return None


def _scores(source: Figure, target: Figure) -> Relation | None:
    if source.high is None or target.high is None:
        return None
    if sorted((source.number, source.high)) == sorted((target.number, target.high)):
        return Relation("same", 0.0)
    return Relation("changed", 0.8) if source.unit == target.unit else None


def _vague(source: Figure, target: Figure) -> Relation | None:
    if family(source.unit) != family(target.unit) and None not in (source.unit, target.unit):
        return None
    low, high = sorted((source.number, target.number))
    if low > 0 and high / low <= 5:
        return Relation("same", 0.2)
    if is_vague(source) and is_vague(target):
        return Relation("changed", 0.85)
    return None


def _half_ranges(source: Figure, target: Figure) -> Relation | None:
    """A range against a number: never the same; changed at best."""
    if family(source.unit) != family(target.unit) or source.unit == "ordinal":
        return None
    whole, single = (source, target) if source.high is not None else (target, source)
    assert whole.high is not None
    inside = whole.number <= single.number <= whole.high
    return Relation("changed", 0.8 if inside else 0.95)


def _by_share(source: Figure, target: Figure) -> Relation | None:
    """A fraction against percent (a fifth is 20%), or against a factor (halved, «вдвое меньше»)."""
    if source.high is not None or target.high is not None:
        return None
    for part, other in ((source, target), (target, source)):
        if not 0 < part.number < 1 or part.unit is not None or part.step != 0.01:
            continue
        if other.unit == "percent" and abs(part.number * 100 - other.number) <= 1.5:
            return Relation("same", 0.1)
        halved, half_again = abs(part.number * other.number - 1), abs(other.number - 1 - part.number)
        if other.unit == "time" and min(halved, half_again) < 0.02:
            return Relation("same", 0.3)
    for factor, other in ((source, target), (target, source)):
        if factor.unit == "time" and other.unit == "percent" and abs((factor.number - 1) * 100 - other.number) < 1:
            return Relation("same", 0.3)
    return None


def _by_number(source: Figure, target: Figure) -> Relation | None:
    families = family(source.unit), family(target.unit)
    convertible = source.unit in DIMENSION_OF and target.unit in DIMENSION_OF and source.unit != target.unit
    if convertible and families[0] == families[1]:
        return _measures(source, target)
    if families == ("money", "money") and source.unit != target.unit and _may_be_exchanged(source, target):
        return Relation("exchanged", 0.92)
    if (expected := _oil(source, target)) is not None:
        return Relation("converted", 0.3, expected)
    soft = _soft(source, target)
    if _equal(source.number, target.number) and _equal(source.high, target.high):
        if source.unit == target.unit:
            return Relation("same", 0.0)
        if families == ("share", "share"):
            return Relation("unit", 0.3)
        if soft:
            return Relation("same", 0.1 if None in (source.unit, target.unit) else 0.15)
        return Relation("unit", 0.6)
    if not soft or _ordinals_differ(source, target) or _factor_and_count(source, target):
        return None
    if _rounded(source, target):
        return Relation("rounded", 0.3 if source.unit == target.unit else 0.35)
    ratio = _ratio(source, target)
    return Relation("changed", (0.75 if source.unit == target.unit else 0.85) + min(0.1, 0.02 * ratio))


def _may_be_exchanged(source: Figure, target: Figure) -> bool:
    """Another currency and another number: a rate that nobody can check here. Equal digits are no rate."""
    if source.number <= 0 or target.number <= 0:
        return False
    digits = {f"{figure.number:.6e}".split("e")[0] for figure in (source, target)}
    return len(digits) == 2 and (source.high is None) == (target.high is None)


BARRELS_A_TONNE = 7.33
"""Barrels of crude oil in a tonne, the industry's usual mean; crude oils lie between about 6.5 and 8."""


def _oil(source: Figure, target: Figure) -> float | None:
    """Tonnes and barrels of oil: the source's number in the target's unit, if the target may be that."""
    if source.unit == "t" and target.unit in ("bbl", "bpd"):
        expected = source.number * BARRELS_A_TONNE
    elif source.unit in ("bbl", "bpd") and target.unit == "t":
        expected = source.number / BARRELS_A_TONNE
    else:
        return None
    return expected if abs(expected - target.number) <= 0.1 * expected else None


def _soft(source: Figure, target: Figure) -> bool:
    """Whether the two units may render each other: equal, one unsaid, or both of families that are exchanged."""
    one, two = family(source.unit), family(target.unit)
    if source.unit == target.unit or source.unit is None or target.unit is None:
        return one != "reference" or two != "share"
    if one == two:
        return one in ("count", "share", "reference", "flow", "volume")
    return {one, two} in SOFT_FAMILIES


def _ordinals_differ(source: Figure, target: Figure) -> bool:
    """An ordinal can only change into an ordinal, a reference into a reference."""
    one, two = family(source.unit), family(target.unit)
    return one != two and ("ordinal" in (one, two) or "reference" in (one, two))


def _factor_and_count(source: Figure, target: Figure) -> bool:
    """ "Twice as many" cannot change into 1,920, only into another factor or a part."""
    if (source.unit == "time") == (target.unit == "time"):
        return False
    return not any(0 < figure.number < 1 for figure in (source, target))


def _measures(source: Figure, target: Figure) -> Relation | None:
    """Two units of one dimension: 10 km and six miles, 14 days and two weeks."""
    assert source.unit is not None
    assert target.unit is not None
    expected = convert(source.number, source.unit, target.unit)
    if expected is None:
        return None
    high = convert(source.high, source.unit, target.unit) if source.high is not None else None
    top = high is None or target.high is None or _close(high, target.high, target)
    if top and _close(expected, target.number, target):
        return Relation("converted", 0.1, expected)
    if _equal(source.number, target.number):
        return Relation("unit", 0.6, expected)
    return Relation("changed", 0.85, expected)


def _close(expected: float, number: float, target: Figure) -> bool:
    """Within the tolerance, or what the target's own coarseness allows: the zeros that it ends with."""
    gap = abs(expected - number)
    loose = 0.1 if target.bound != "exact" else CONVERSION_TOLERANCE
    coarse = max(grain(target), 10.0 if number >= 30 and number % 10 == 0 else 1.0)
    return gap <= loose * abs(expected) or (gap <= coarse / 2 and gap <= 0.1 * abs(expected))


def _equal(one: float | None, two: float | None) -> bool:
    if one is None or two is None:
        return one is two
    return abs(one - two) <= 1e-9 * max(abs(one), abs(two), 1.0)


WHOLE_STEPS = (1.0, 1e3, 1e6, 1e9, 1e12)
"""Steps of numbers without decimals: 230 thousand may stand for 231.5, 1.90 million may not stand for 1.94."""


def _rounded(source: Figure, target: Figure) -> bool:
    """Whether the target is the source with fewer digits; more digits than the source had were not in it."""
    fine, coarse = source, target
    step = grain(coarse)
    hedged = DIRECTIONS[coarse.bound] != "exact"
    if hedged and coarse.number >= 20 and step in WHOLE_STEPS:
        while coarse.number % (step * 10) == 0:
            step *= 10
    if step <= grain(fine) and not (hedged and step == grain(fine)):
        return False
    return _rounds(fine.number, coarse.number, step, coarse.bound) and (
        fine.high is None or (coarse.high is not None and _rounds(fine.high, coarse.high, step, coarse.bound))
    )


def _rounds(fine: float, coarse: float, step: float, bound: Bound) -> bool:
    gap = fine - coarse
    if abs(gap) > 0.06 * abs(fine):
        return False
    if abs(gap) <= step / 2 * (1 + 1e-9):
        return True
    direction = DIRECTIONS[bound]
    return (direction == "up" and 0 <= gap < step) or (direction in ("down", "near") and -step < gap <= 0)


def _ratio(source: Figure, target: Figure) -> float:
    """How many times the one is the other, at least 1; 10 at most."""
    low, high = sorted((abs(source.number), abs(target.number)))
    return min(10.0, high / low) if low > 0 else 10.0


def tenfold(source: Figure, target: Figure, expected: float | None = None) -> bool:
    """Whether a change is of the order of ten or more."""
    low, high = sorted((abs(expected if expected is not None else source.number), abs(target.number)))
    return low > 0 and high / low >= 9.5
