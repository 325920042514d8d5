"""Whether a figure without a partner in its bead is told all the same, there or nearby."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compare.diff.comparison import Comparison, Side
from compare.diff.figures import elsewhere
from compare.diff.figures.measures import family
from compare.diff.figures.pairing import Item, Pairing
from compare.records import Bead, Figure


@dataclass(frozen=True)
class Matched:
    """A bead with what its target keeps."""

    rank: int
    bead: Bead
    pairing: Pairing


class Told:
    """Answers whether a figure without a partner is told elsewhere."""

    def __init__(self, comparison: Comparison, matched: Sequence[Matched]) -> None:
        self._sides = {True: comparison.source, False: comparison.target}
        self._beads = comparison.beads
        self._free = {
            True: {id(item.fact) for bead in matched for item in bead.pairing.source},
            False: {id(item.fact) for bead in matched for item in bead.pairing.target},
        }

    def is_told(self, item: Item, matched: Matched, of_source: bool) -> bool:
        """Whether the other side says it after all: in words, as a date or name, or in a neighbouring bead."""
        other = self._sides[not of_source]
        here = matched.bead.target if of_source else matched.bead.source
        figure = item.figure
        own = _figures(self._sides[of_source], matched.bead.source if of_source else matched.bead.target)
        others = _figures(other, here)
        return (
            elsewhere.is_among(figure, other.of("figure", here))
            or elsewhere.is_dated(figure, other, here)
            or elsewhere.is_written(figure, other, here)
            or elsewhere.is_implied(figure, other, here)
            or elsewhere.is_ratio(figure, own, others)
            or elsewhere.is_difference(figure, own, others)
            or self._in_neighbours(item, matched, not of_source)
        )

    def _in_neighbours(self, item: Item, matched: Matched, to_source: bool) -> bool:
        side = self._sides[to_source]
        near = self._neighbours(item, matched, to_source)
        here = matched.bead.source if to_source else matched.bead.target
        facts = side.of("figure", sorted(near - set(here)))
        if not _is_distinctive(item.figure):
            facts = [fact for fact in facts if id(fact) in self._free[to_source]]
        if elsewhere.is_among(item.figure, facts):
            return True
        may_be_date = family(item.figure.unit) in ("count", "duration")
        return may_be_date and elsewhere.is_dated(item.figure, side, sorted(near))

    def _neighbours(self, item: Item, matched: Matched, to_source: bool) -> set[int]:
        """The other side's sentences around the bead; for a headline or a first sentence, all of them."""
        side = self._sides[to_source]
        own = self._sides[not to_source].sentences[item.fact.sentence]
        if own.role == "headline" or own.index == 0:
            return set(range(len(side.sentences)))
        here = matched.bead.source if to_source else matched.bead.target
        near = {index for index in (min(here) - 1, max(here) + 1) if 0 <= index < len(side.sentences)}
        for rank in (matched.rank - 1, matched.rank + 1):
            if 0 <= rank < len(self._beads):
                near |= set(self._beads[rank].source if to_source else self._beads[rank].target)
        return near


def _figures(side: Side, sentences: Sequence[int]) -> list[Figure]:
    return [fact.value for fact in side.of("figure", sentences) if isinstance(fact.value, Figure)]


def _is_distinctive(figure: Figure) -> bool:
    """Whether meeting the same number again is hardly chance."""
    return figure.high is not None or figure.number >= 20 or figure.number != int(figure.number)
