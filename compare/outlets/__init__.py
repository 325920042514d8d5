"""One source version against several target versions: how did each outlet tell the same story?

    reports of one source -> fates of its facts -> readings side by side -> scorecards, differences, kinship

Pure, as the single comparison is: from finished reports to frozen records, which every format may show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compare.outlets.additions import Addition, additions
from compare.outlets.differences import Difference, Spread, differences, spread
from compare.outlets.fates import Fate, fates
from compare.outlets.readings import FactRow, PassageRow, fact_rows, passage_rows
from compare.outlets.scorecard import Scorecard, scorecard
from compare.outlets.stemma import Stemma, stemma
from compare.records import Report


@dataclass(frozen=True)
class Outlets:
    """Several versions of one story. Everything that is told by outlet has the order of ``names`` and ``reports``,
    whose ``source`` is one and the same."""

    names: tuple[str, ...]
    reports: tuple[Report, ...]
    cards: tuple[Scorecard, ...]
    spreads: tuple[Spread, ...]
    differences: tuple[Difference, ...]
    facts: tuple[FactRow, ...]
    passages: tuple[PassageRow, ...]
    additions: tuple[Addition, ...]
    stemma: Stemma


def outlets(names: Sequence[str], reports: Sequence[Report]) -> Outlets:
    """The versions of one story held against each other, from the comparison of each with the source."""
    told = [fates(report) for report in reports]
    cards = tuple(scorecard(report, found) for report, found in zip(reports, told, strict=True))
    facts = tuple(fact_rows(told))
    added = tuple(additions(reports))
    return Outlets(
        names=tuple(names),
        reports=tuple(reports),
        cards=cards,
        spreads=spread(cards),
        differences=tuple(differences(cards)),
        facts=facts,
        passages=tuple(passage_rows(reports)),
        additions=added,
        stemma=stemma(reports, facts, added),
    )


__all__ = ["Addition", "Difference", "FactRow", "Fate", "Outlets", "PassageRow", "Scorecard", "Stemma", "outlets"]
