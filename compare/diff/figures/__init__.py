"""What became of the figures: kept, converted, rounded, changed, lost, added, or given to something else.

``pairing`` assigns figures one to one by how they relate (``sameness``), ``told`` clears figures that are told in
another way or place (``elsewhere`` knows the ways), ``swaps`` looks at what equal figures count, ``ways`` at how they
stand in their sentences, ``findings`` and
``messages`` weigh and word the differences, ``sums`` sees totals that no longer match their parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.diff.comparison import Comparison, Side
from compare.diff.figures import currencies, elsewhere, findings, pairing, ways
from compare.diff.figures.measures import family
from compare.diff.figures.pairing import Item, Pairing
from compare.diff.figures.sameness import relate
from compare.diff.figures.sums import Sums
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
    lost = [_lost(bead, told) for bead in matched]
    sums = Sums(
        source, [pair for bead in matched for pair in bead.pairing.pairs] + [p for one in lost for p in one.pairs]
    )
    for bead, remains in zip(matched, lost, strict=True):
        yield from _kept(bead, source, target)
        if renamed := currencies.replaced(bead.bead, source, target):
            yield findings.renamed_currency(bead.rank, *renamed, source, target)
        yield from _told(bead, remains, sums, source, target)


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
            yield from ways.find(matched.rank, pair, source, target)


def _lost(matched: Matched, told: Told) -> Pairing:
    """The figures that a bead does not keep: pairs of those that changed, and those that only one side has."""
    here = [item for item in matched.pairing.source if not told.is_told(item, matched, of_source=True)]
    there = [item for item in matched.pairing.target if not told.is_told(item, matched, of_source=False)]
    if any(elsewhere.is_sum(item.figure, [other.figure for other in here]) for item in there):
        return Pairing((), tuple(here), tuple(there))
    return pairing.changed(here, there)


def _told(matched: Matched, remains: Pairing, sums: Sums, source: Side, target: Side) -> Iterator[Finding]:
    parts = [item.figure for item in remains.source]
    summed = [item for item in remains.target if not remains.pairs and elsewhere.is_sum(item.figure, parts)]
    if summed:
        yield from (findings.summed(matched.rank, item, remains.source, source, target) for item in summed)
        return
    for pair in remains.pairs:
        if pair.relation.kind == "exchanged":
            yield findings.exchanged(matched.rank, pair.source, pair.target, source, target)
        else:
            yield findings.changed(matched.rank, pair, source, target, sums.broken(pair))
    for item in remains.source:
        yield from findings.missing(matched.rank, item, source, target, of_source=True)
    for item in remains.target:
        yield from _added(matched, item, source, target)


def _added(matched: Matched, item: Item, source: Side, target: Side) -> Iterator[Finding]:
    """A figure of the target alone: new, or a conversion told beside what it converts."""
    origin = _conversion_of(item, matched)
    if origin is None:
        yield from findings.missing(matched.rank, item, target, source, of_source=False)
    elif family(origin.figure.unit) == family(item.figure.unit) == "money":  # not 2.4 tonnes and 5,300 pounds
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
