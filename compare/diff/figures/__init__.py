"""What became of the figures: kept, converted, rounded, changed, lost, added, or given to something else.

``pairing`` assigns figures one to one by how they relate (``sameness``), ``elsewhere`` clears figures that are told
in another way or place, ``swaps`` looks at what equal figures count, ``messages`` words the findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compare.diff.comparison import Comparison, Side, place
from compare.diff.figures import elsewhere, pairing
from compare.diff.figures.measures import family
from compare.diff.figures.messages import BOUNDS, cited, normal_form, number, quoted
from compare.diff.figures.pairing import Item, Pair, Pairing
from compare.diff.figures.sameness import DIRECTIONS, is_vague, relate, tenfold
from compare.diff.figures.swaps import swapped
from compare.records import Bead, Fact, Figure, Finding, Severity

CONFIDENCE = {
    "figure-changed": 0.9,
    "figure-unit": 0.85,
    "figure-swapped": 0.75,
    "figure-dropped": 0.7,
    "figure-added": 0.7,
    "figure-bound-reversed": 0.85,
    "figure-bound": 0.6,
    "figure-summed": 0.7,
    "figure-currency": 0.6,
    "figure-rounded": 0.9,
    "figure-converted": 0.95,
}
"""How sure each rule is: set by hand after reading what it found in human translations, not yet fitted."""


@dataclass(frozen=True)
class _Matched:
    """A bead with what its target keeps."""

    rank: int
    bead: Bead
    pairing: Pairing


def find(comparison: Comparison) -> Iterator[Finding]:
    """The differences in figures between two versions, bead by bead."""
    source, target = comparison.source, comparison.target
    matched = [
        _Matched(rank, bead, pairing.kept(_items(source, bead.source), _items(target, bead.target)))
        for rank, bead in comparison.pairs()
    ]
    lost = _Lost(comparison, matched)
    for bead in matched:
        yield from _kept(bead, source, target)
        yield from _lost(bead, lost, source, target)


def _items(side: Side, sentences: Sequence[int]) -> list[Item]:
    return pairing.items(side.of("figure", sentences))


def _kept(matched: _Matched, source: Side, target: Side) -> Iterator[Finding]:
    pairs = matched.pairing.pairs
    crossed = [pair for two in swapped(pairs, source, target) for pair in two]
    for one, other in swapped(pairs, source, target):
        yield _swap(matched.rank, one, other, source, target)
    for pair in pairs:
        if pair.relation.kind == "unit":
            yield _changed_unit(matched.rank, pair, source, target)
        elif pair.relation.kind == "rounded":
            yield _rounded(matched.rank, pair, source, target)
        elif pair.relation.kind == "converted":
            yield from _converted(matched.rank, pair, source, target)
        if pair.relation.kind in ("same", "converted") and pair not in crossed:
            yield from _bound(matched.rank, pair, pairs, source, target)


def _finding(
    rule: str, severity: Severity, bead: int, source: Sequence[Fact], target: Sequence[Fact], message: str
) -> Finding:
    places = tuple(place(fact) for fact in source), tuple(place(fact) for fact in target)
    return Finding("figure", severity, CONFIDENCE[rule], bead, *places, message, rule)


def _both(source: Side, target: Side, pair: Pair) -> tuple[str, str]:
    return cited(source, pair.source.fact, pair.source.figure), cited(target, pair.target.fact, pair.target.figure)


def _swap(bead: int, one: Pair, other: Pair, source: Side, target: Side) -> Finding:
    here = f"{quoted(source, one.source.fact.text)} and {quoted(source, other.source.fact.text)}"
    there = f"{quoted(target, one.target.fact.text)} and {quoted(target, other.target.fact.text)}"
    message = f"{here} became {there}: the numbers changed places."
    facts = (one.source.fact, other.source.fact), (one.target.fact, other.target.fact)
    return _finding("figure-swapped", "major", bead, *facts, message)


def _changed_unit(bead: int, pair: Pair, source: Side, target: Side) -> Finding:
    here, there = pair.source, pair.target
    units = {here.figure.unit, there.figure.unit}
    minor = units == {"percent", "percentage point"}
    message = (
        f"{quoted(source, here.fact.text)} became {quoted(target, there.fact.text)}: the same number, "
        f"but {here.figure.unit or 'no unit'} became {there.figure.unit or 'no unit'}."
    )
    return _finding("figure-unit", "minor" if minor else "major", bead, [here.fact], [there.fact], message)


def _rounded(bead: int, pair: Pair, source: Side, target: Side) -> Finding:
    here, there = _both(source, target, pair)
    message = f"{here} became {there}: the same number, rounded."
    return _finding("figure-rounded", "neutral", bead, [pair.source.fact], [pair.target.fact], message)


def _converted(bead: int, pair: Pair, source: Side, target: Side) -> Iterator[Finding]:
    """Nothing to say where 14 days are two weeks."""
    if pair.relation.expected is None or family(pair.source.figure.unit) == "duration":
        return
    here, there = _both(source, target, pair)
    exact = f"{normal_form(pair.source.figure)} = {number(pair.relation.expected)} {pair.target.figure.unit}"
    message = f"{here} became {there}: rightly converted ({exact})."
    yield _finding("figure-converted", "neutral", bead, [pair.source.fact], [pair.target.fact], message)


def _exchanged(bead: int, here: Item, there: Item, source: Side, target: Side) -> Finding:
    """Another currency: the rate that it implies is for the reader to judge."""
    rate = max(here.figure.number, there.figure.number) / min(here.figure.number, there.figure.number)
    message = (
        f"{cited(source, here.fact, here.figure)} is {cited(target, there.fact, there.figure)}: converted into another "
        f"currency, at a rate of {rate:.4g} between {here.figure.unit} and {there.figure.unit}."
    )
    return _finding("figure-currency", "neutral", bead, [here.fact], [there.fact], message)


def _bound(bead: int, pair: Pair, pairs: Sequence[Pair], source: Side, target: Side) -> Iterator[Finding]:
    here, there = pair.source.figure, pair.target.figure
    if pair.source.end or is_vague(here) or is_vague(there) or "ordinal" in (here.unit, there.unit):
        return
    directions = DIRECTIONS[here.bound], DIRECTIONS[there.bound]
    if directions[0] == directions[1] or {here.bound, there.bound} == {"about", "less_than"}:
        return
    weak = _is_weak(pair.source, source) or _is_weak(pair.target, target)
    if "exact" in directions and (weak or pair.relation.kind == "converted"):
        return
    reversed_ = set(directions) == {"up", "down"}
    words = f"{BOUNDS[here.bound]} {normal_form(here)} became {BOUNDS[there.bound]} {normal_form(there)}"
    message = f"{quoted(source, pair.source.fact.text)} became {quoted(target, pair.target.fact.text)}: {words}."
    rule = "figure-bound-reversed" if reversed_ else "figure-bound"
    severity: Severity = "major" if reversed_ else "minor"
    yield _finding(rule, severity, bead, [pair.source.fact], [pair.target.fact], message)


def _is_weak(item: Item, side: Side) -> bool:
    """Whether the bound may be something else: "over 10 months" for «за 10 месяцев»."""
    cues = tuple(side.language.table("bounds")["weak"]["duration"])
    return family(item.figure.unit) == "duration" and bool(cues) and item.fact.text.lower().startswith(cues)


def _figures(side: Side, sentences: Sequence[int]) -> list[Figure]:
    return [fact.value for fact in side.of("figure", sentences) if isinstance(fact.value, Figure)]


class _Lost:
    """Answers whether a figure without a partner is told elsewhere."""

    def __init__(self, comparison: Comparison, matched: Sequence[_Matched]) -> None:
        self._sides = {True: comparison.source, False: comparison.target}
        self._beads = comparison.beads
        self._free = {
            True: {id(item.fact) for bead in matched for item in bead.pairing.source},
            False: {id(item.fact) for bead in matched for item in bead.pairing.target},
        }

    def is_told(self, item: Item, matched: _Matched, of_source: bool) -> bool:
        """Whether the other side says it after all: in words, as a date or name, or in a neighbouring bead."""
        other = self._sides[not of_source]
        here = matched.bead.target if of_source else matched.bead.source
        figure = item.figure
        if elsewhere.is_among(figure, other.of("figure", here)):
            return True
        if elsewhere.is_dated(figure, other, here) or elsewhere.is_written(figure, other, here):
            return True
        if elsewhere.is_implied(figure, other, here):
            return True
        own_side = self._sides[of_source]
        own = _figures(own_side, matched.bead.source if of_source else matched.bead.target)
        others = _figures(other, here)
        if elsewhere.is_ratio(figure, own, others) or elsewhere.is_difference(figure, own, others):
            return True
        return self._in_neighbours(item, matched, not of_source)

    def _in_neighbours(self, item: Item, matched: _Matched, to_source: bool) -> bool:
        side = self._sides[to_source]
        here = matched.bead.source if to_source else matched.bead.target
        near = {index for index in (min(here) - 1, max(here) + 1) if 0 <= index < len(side.sentences)}
        for rank in (matched.rank - 1, matched.rank + 1):
            if 0 <= rank < len(self._beads):
                near |= set(self._beads[rank].source if to_source else self._beads[rank].target)
        own = self._sides[not to_source].sentences[item.fact.sentence]
        if own.role == "headline" or own.index == 0:
            near = set(range(len(side.sentences)))
        facts = side.of("figure", sorted(near - set(here)))
        if not _is_distinctive(item.figure):
            facts = [fact for fact in facts if id(fact) in self._free[to_source]]
        if elsewhere.is_among(item.figure, facts):
            return True
        may_be_date = family(item.figure.unit) in ("count", "duration")
        return may_be_date and elsewhere.is_dated(item.figure, side, sorted(near))


def _is_distinctive(figure: Figure) -> bool:
    """Whether meeting the same number again is hardly chance."""
    return figure.high is not None or figure.number >= 20 or figure.number != int(figure.number)


def _lost(matched: _Matched, lost: _Lost, source: Side, target: Side) -> Iterator[Finding]:
    here = [item for item in matched.pairing.source if not lost.is_told(item, matched, of_source=True)]
    there = [item for item in matched.pairing.target if not lost.is_told(item, matched, of_source=False)]
    summed = [item for item in there if elsewhere.is_sum(item.figure, [other.figure for other in here])]
    if summed:
        yield from (_summed(matched.rank, item, here, source, target) for item in summed)
        return
    remains = pairing.changed(here, there)
    for pair in remains.pairs:
        if pair.relation.kind == "exchanged":
            yield _exchanged(matched.rank, pair.source, pair.target, source, target)
        else:
            yield _changed(matched.rank, pair, source, target)
    for item in remains.source:
        yield from _missing(matched.rank, item, source, target, of_source=True)
    for item in remains.target:
        if (origin := _conversion_of(item, matched)) is not None:
            if family(item.figure.unit) == "money":
                yield _exchanged(matched.rank, origin, item, source, target)
                continue
            yield _added_conversion(matched.rank, origin, item, source, target)
        else:
            yield from _missing(matched.rank, item, target, source, of_source=False)


def _summed(bead: int, item: Item, parts: Sequence[Item], source: Side, target: Side) -> Finding:
    """5 and 7 told as 12: right as a sum, but the parts are gone."""
    listed = " and ".join(cited(source, part.fact, part.figure) for part in parts)
    message = f"{listed} became {cited(target, item.fact, item.figure)}: their sum, and the parts are not told."
    severity: Severity = "major" if len({part.figure.unit for part in parts} - {None}) > 1 else "minor"
    return _finding("figure-summed", severity, bead, [part.fact for part in parts], [item.fact], message)


def _conversion_of(item: Item, matched: _Matched) -> Item | None:
    """The source figure of the bead that this added one converts: "2,000 km (1,240 miles)"."""
    for origin in (*(pair.source for pair in matched.pairing.pairs), *matched.pairing.source):
        relation = relate(origin.figure, item.figure)
        if relation is not None and relation.kind in ("converted", "exchanged"):
            return origin
    return None


def _added_conversion(bead: int, origin: Item, item: Item, source: Side, target: Side) -> Finding:
    here = cited(source, origin.fact, origin.figure)
    there = cited(target, item.fact, item.figure)
    message = f"{there} was added: {here}, rightly converted."
    return _finding("figure-converted", "neutral", bead, [origin.fact], [item.fact], message)


def _changed(bead: int, pair: Pair, source: Side, target: Side) -> Finding:
    here, there = _both(source, target, pair)
    grave = tenfold(pair.source.figure, pair.target.figure, pair.relation.expected) and not is_ordinal(pair.source)
    severity: Severity = "critical" if grave else "major"
    message = f"{here} became {there}."
    if pair.relation.expected is not None:
        exact = f"{normal_form(pair.source.figure)} = {number(pair.relation.expected)} {pair.target.figure.unit}"
        message = f"{here} became {there}; {exact}."
    return _finding("figure-changed", severity, bead, [pair.source.fact], [pair.target.fact], message)


def is_ordinal(item: Item) -> bool:
    """Whether a figure says a rank, not a count."""
    return item.figure.unit == "ordinal"


def _missing(bead: int, item: Item, side: Side, other: Side, *, of_source: bool) -> Iterator[Finding]:
    """A figure that only one side has. Ordinals and single things are reworded too freely to be missed."""
    figure = item.figure
    single = figure.number == 1 and figure.high is None and figure.bound == "exact"
    if is_ordinal(item) or (single and family(figure.unit) not in ("share", "reference")):
        return
    slight = _is_slight(item) or side.sentences[item.fact.sentence].role == "headline"
    severity: Severity = "minor" if slight else "major"
    what = cited(side, item.fact, figure, bound=True)
    message = f"{what} is in the {side.language.name} text and not in the {other.language.name} one."
    rule = "figure-dropped" if of_source else "figure-added"
    facts: tuple[list[Fact], list[Fact]] = ([item.fact], []) if of_source else ([], [item.fact])
    yield _finding(rule, severity, bead, *facts, message)


def _is_slight(item: Item) -> bool:
    """Small counts, fractions and vague sizes: often put in other words."""
    figure = item.figure
    if is_vague(figure) or figure.unit in ("time", "score") or family(figure.unit) == "reference":
        return True
    if figure.unit is None and 0 < figure.number < 1:
        return True
    return (figure.high or figure.number) <= 2 and family(figure.unit) in ("count", "duration")
