"""What became of the figures: kept, converted, rounded, changed, lost, added, or given to something else.

``pairing`` assigns figures one to one by how they relate (``sameness``), ``told`` clears figures that are told in
another way or place (``elsewhere`` knows the ways), ``swaps`` looks at what equal figures count, ``findings`` and
``messages`` weigh and word the differences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.diff.comparison import Comparison, Side
from compare.diff.figures import elsewhere, findings, pairing
from compare.diff.figures.measures import family
from compare.diff.figures.pairing import Item
from compare.diff.figures.sameness import relate
from compare.diff.figures.swaps import swapped
from compare.diff.figures.told import Matched, Told
from compare.records import Finding


def find(comparison: Comparison) -> Iterator[Finding]:
    """The differences in figures between two versions, bead by bead."""
    source, target = comparison.source, comparison.target
    matched = [
        Matched(rank, bead, pairing.kept(_items(source, bead.source), _items(target, bead.target)))
        for rank, bead in comparison.pairs()
    ]
    told = Told(comparison, matched)
    for bead in matched:
        yield from _kept(bead, source, target)
        yield from _lost(bead, told, source, target)


def _items(side: Side, sentences: Sequence[int]) -> list[Item]:
    return pairing.items(side.of("figure", sentences))


def _kept(matched: Matched, source: Side, target: Side) -> Iterator[Finding]:
    pairs = matched.pairing.pairs
    swaps = list(swapped(pairs, source, target))
    crossed = [pair for swap in swaps for pair in swap]
    for one, other in swaps:
        yield findings.swap(matched.rank, one, other, source, target)
    for pair in pairs:
        if pair.relation.kind == "unit":
            yield findings.changed_unit(matched.rank, pair, source, target)
        elif pair.relation.kind == "rounded":
            yield findings.rounded(matched.rank, pair, source, target)
        elif pair.relation.kind == "converted":
            yield from findings.converted(matched.rank, pair, source, target)
        if pair.relation.kind in ("same", "converted") and pair not in crossed:
            yield from findings.bound(matched.rank, pair, source, target)


def _lost(matched: Matched, told: Told, source: Side, target: Side) -> Iterator[Finding]:
    here = [item for item in matched.pairing.source if not told.is_told(item, matched, of_source=True)]
    there = [item for item in matched.pairing.target if not told.is_told(item, matched, of_source=False)]
    summed = [item for item in there if elsewhere.is_sum(item.figure, [other.figure for other in here])]
    if summed:
        yield from (findings.summed(matched.rank, item, here, source, target) for item in summed)
        return
    remains = pairing.changed(here, there)
    for pair in remains.pairs:
        if pair.relation.kind == "exchanged":
            yield findings.exchanged(matched.rank, pair.source, pair.target, source, target)
        else:
            yield findings.changed(matched.rank, pair, source, target)
    for item in remains.source:
        yield from findings.missing(matched.rank, item, source, target, of_source=True)
    for item in remains.target:
        yield from _added(matched, item, source, target)


def _added(matched: Matched, item: Item, source: Side, target: Side) -> Iterator[Finding]:
    """A figure of the target alone: new, or a conversion told beside what it converts."""
    origin = _conversion_of(item, matched)
    if origin is None:
        yield from findings.missing(matched.rank, item, target, source, of_source=False)
    elif family(item.figure.unit) == "money":
        yield findings.exchanged(matched.rank, origin, item, source, target)
    else:
        yield findings.added_conversion(matched.rank, origin, item, source, target)


def _conversion_of(item: Item, matched: Matched) -> Item | None:
    """The source figure of the bead that this added one converts: "2,000 km (1,240 miles)"."""
    for origin in (*(pair.source for pair in matched.pairing.pairs), *matched.pairing.source):
        relation = relate(origin.figure, item.figure)
        if relation is not None and relation.kind in ("converted", "exchanged"):
            return origin
    return None
