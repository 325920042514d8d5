"""The findings of figures: how grave each difference is, how sure, and in which words it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.diff.comparison import Side, place
from compare.diff.excerpt import quoted
from compare.diff.figures.limits import is_bound_by_words
from compare.diff.figures.measures import family
from compare.diff.figures.messages import BOUNDS, cited, normal_form, number, unit_words
from compare.diff.figures.pairing import Item, Pair
from compare.diff.figures.rates import never_was
from compare.diff.figures.sameness import DIRECTIONS, is_vague, shut_out, tenfold
from compare.records import Fact, Finding, Severity, Span

CONFIDENCE = {
    "figure-changed": 0.9,
    "figure-sum": 0.95,
    "figure-unit": 0.85,
    "figure-swapped": 0.75,
    "figure-dropped": 0.7,
    "figure-added": 0.7,
    "figure-bound-reversed": 0.85,
    "figure-bound": 0.6,
    "figure-summed": 0.7,
    "figure-currency": 0.6,
    "figure-rate": 0.8,
    "figure-rounded": 0.9,
    "figure-converted": 0.95,
}
"""How sure each rule is: set by hand after reading what it found in human translations, not yet fitted."""


def _finding(
    rule: str, severity: Severity, bead: int, source: Sequence[Fact], target: Sequence[Fact], message: str
) -> Finding:
    places = tuple(place(fact) for fact in source), tuple(place(fact) for fact in target)
    return Finding("figure", severity, CONFIDENCE[rule], bead, *places, message, rule)


def _both(source: Side, target: Side, pair: Pair) -> tuple[str, str]:
    return cited(source, pair.source.fact, pair.source.figure), cited(target, pair.target.fact, pair.target.figure)


def _became(source: Side, target: Side, here: Sequence[Item], there: Sequence[Item]) -> str:
    """What stood in the source and what stands in the target, each in its own words."""
    before, after = (
        " and ".join(quoted(side.language, item.fact.text) for item in items)
        for side, items in ((source, here), (target, there))
    )
    return f"{before} became {after}"


def swap(bead: int, one: Pair, other: Pair, source: Side, target: Side) -> Finding:
    """Two equal figures that changed what they count."""
    became = _became(source, target, [one.source, other.source], [one.target, other.target])
    message = f"{became}: the numbers changed places."
    facts = (one.source.fact, other.source.fact), (one.target.fact, other.target.fact)
    return _finding("figure-swapped", "major", bead, *facts, message)


def changed_unit(bead: int, pair: Pair, source: Side, target: Side) -> Finding:
    """The same number of something else."""
    here, there = pair.source, pair.target
    message = f"{_became(source, target, [here], [there])}: the same number, but {_of(here)} became {_of(there)}."
    return _finding("figure-unit", "major", bead, [here.fact], [there.fact], message)


def _of(item: Item) -> str:
    """What a number measures or counts, as a reader says it."""
    unit = item.figure.unit
    return "per cent" if unit == "percent" else unit_words(unit) or unit or "a bare number"


def rounded(bead: int, pair: Pair, source: Side, target: Side) -> Finding:
    """A number with fewer digits; one whose bound shuts out what was rounded is another: 312 is not less than 300."""
    here, there = _both(source, target, pair)
    if shut_out(pair.source.figure, pair.target.figure):
        words = f"{normal_form(pair.source.figure)} is not {normal_form(pair.target.figure, bound=True)}"
        message = f"{_became(source, target, [pair.source], [pair.target])}: {words}."
        return _finding("figure-bound-reversed", "major", bead, [pair.source.fact], [pair.target.fact], message)
    message = f"{here} became {there}: the same number, rounded."
    return _finding("figure-rounded", "neutral", bead, [pair.source.fact], [pair.target.fact], message)


def converted(bead: int, pair: Pair, source: Side, target: Side) -> Iterator[Finding]:
    """The same measure in another unit. Nothing to say where 14 days are two weeks."""
    if pair.relation.expected is None or family(pair.source.figure.unit) == "duration":
        return
    here, there = _both(source, target, pair)
    message = f"{here} became {there}: rightly converted ({_exact(pair)})."
    yield _finding("figure-converted", "neutral", bead, [pair.source.fact], [pair.target.fact], message)


def _exact(pair: Pair) -> str:
    """10 kilometres = 6.21 miles."""
    expected = pair.relation.expected or 0.0
    return f"{normal_form(pair.source.figure)} = {number(expected)} {unit_words(pair.target.figure.unit, expected)}"


def exchanged(bead: int, here: Item, there: Item, source: Side, target: Side) -> Finding:
    """Another currency: the rate that it implies is for the reader to judge, unless there never was such a rate."""
    rate = max(here.figure.number, there.figure.number) / min(here.figure.number, there.figure.number)
    message = (
        f"{cited(source, here.fact, here.figure)} is {cited(target, there.fact, there.figure)}: converted into another "
        f"currency, at a rate of {rate:.4g} between {_of(here)} and {_of(there)}."
    )
    if never_was(here.figure, there.figure):
        message = f"{message.rstrip('.')}, which has not been the rate since 2000."
        return _finding("figure-rate", "major", bead, [here.fact], [there.fact], message)
    return _finding("figure-currency", "neutral", bead, [here.fact], [there.fact], message)


def renamed_currency(bead: int, one: tuple[str, Span], other: tuple[str, Span], source: Side, target: Side) -> Finding:
    """A currency that is named without a sum became another."""
    (was, here), (now, there) = one, other
    words = f"{quoted(source.language, here.text)} became {quoted(target.language, there.text)}"
    message = f"{words}: {unit_words(was)} became {unit_words(now)}."
    places = (place(here),), (place(there),)
    return Finding("figure", "major", CONFIDENCE["figure-unit"], bead, *places, message, "figure-unit")


def bound(bead: int, pair: Pair, source: Side, target: Side) -> Iterator[Finding]:
    """A bound that was lost, added or reversed: at least 60 told as at most 60."""
    here, there = pair.source.figure, pair.target.figure
    if pair.source.end or is_vague(here) or is_vague(there) or "ordinal" in (here.unit, there.unit):
        return
    directions = DIRECTIONS[here.bound], DIRECTIONS[there.bound]
    if directions[0] == directions[1] or {here.bound, there.bound} == {"about", "less_than"}:
        return
    weak = _is_weak(pair.source, source) or _is_weak(pair.target, target)
    if "exact" in directions and (weak or pair.relation.kind == "converted"):
        return
    if "exact" in directions and is_bound_by_words(pair, source, target):
        return
    reversed_ = set(directions) == {"up", "down"}
    words = f"{BOUNDS[here.bound]} {normal_form(here)} became {BOUNDS[there.bound]} {normal_form(there)}"
    message = f"{_became(source, target, [pair.source], [pair.target])}: {words}."
    rule = "figure-bound-reversed" if reversed_ else "figure-bound"
    severity: Severity = "major" if reversed_ else "minor"
    yield _finding(rule, severity, bead, [pair.source.fact], [pair.target.fact], message)


def _is_weak(item: Item, side: Side) -> bool:
    """Whether the bound may be something else: "over 10 months" for «за 10 месяцев»."""
    cues = tuple(side.language.table("bounds")["weak"]["duration"])
    return family(item.figure.unit) == "duration" and bool(cues) and item.fact.text.lower().startswith(cues)


def summed(bead: int, item: Item, parts: Sequence[Item], source: Side, target: Side) -> Finding:
    """5 and 7 told as 12: right as a sum, but the parts are gone."""
    listed = " and ".join(cited(source, part.fact, part.figure) for part in parts)
    message = f"{listed} became {cited(target, item.fact, item.figure)}: their sum, and the parts are not told."
    severity: Severity = "major" if len({part.figure.unit for part in parts} - {None}) > 1 else "minor"
    return _finding("figure-summed", severity, bead, [part.fact for part in parts], [item.fact], message)


def added_conversion(bead: int, origin: Item, item: Item, source: Side, target: Side) -> Finding:
    """A conversion told beside what it converts."""
    here = cited(source, origin.fact, origin.figure)
    there = cited(target, item.fact, item.figure)
    message = f"{there} was added: {here}, rightly converted."
    return _finding("figure-converted", "neutral", bead, [origin.fact], [item.fact], message)


def changed(bead: int, pair: Pair, source: Side, target: Side, broken: str = "") -> Finding:
    """Another number; ten times more or less is critical. ``broken`` tells which parts no longer match their total."""
    here, there = _both(source, target, pair)
    grave = tenfold(pair.source.figure, pair.target.figure, pair.relation.expected) and not _is_ordinal(pair.source)
    severity: Severity = "critical" if grave else "major"
    message = f"{here} became {there}."
    if pair.relation.expected is not None:
        message = f"{here} became {there}; {_exact(pair)}."
    rule = "figure-changed"
    if broken:
        rule, message = "figure-sum", f"{message} The parts no longer add up: {broken}."
    return _finding(rule, severity, bead, [pair.source.fact], [pair.target.fact], message)


def missing(bead: int, item: Item, side: Side, other: Side, *, of_source: bool) -> Iterator[Finding]:
    """A figure that only one side has. Ordinals and single things are reworded too freely to be missed."""
    figure = item.figure
    single = figure.number == 1 and figure.high is None and figure.bound == "exact"
    if _is_ordinal(item) or (single and family(figure.unit) not in ("share", "reference")):
        return
    slight = _is_slight(item) or side.sentences[item.fact.sentence].role == "headline"
    severity: Severity = "minor" if slight else "major"
    what = cited(side, item.fact, figure, bound=True)
    message = f"{what} is in the {side.language.name} text and not in the {other.language.name} one."
    rule = "figure-dropped" if of_source else "figure-added"
    facts: tuple[list[Fact], list[Fact]] = ([item.fact], []) if of_source else ([], [item.fact])
    yield _finding(rule, severity, bead, *facts, message)


def _is_ordinal(item: Item) -> bool:
    """Whether a figure says a rank, not a count."""
    return item.figure.unit == "ordinal"


def _is_slight(item: Item) -> bool:
    """Small counts, fractions and vague sizes: often put in other words."""
    figure = item.figure
    if is_vague(figure) or figure.unit in ("time", "score") or family(figure.unit) == "reference":
        return True
    if figure.unit is None and 0 < figure.number < 1:
        return True
    return (figure.high or figure.number) <= 2 and family(figure.unit) in ("count", "duration")
