"""Who shares text with whom: additions, departures from the source and wording that two versions have in common.

Versions that were translated from one source apart from each other agree in what is right, and in much of the wording.
What tells kinship is what they share beyond that (Lachmann's common errors): the same addition, the same change of a
fact, and wording nearer to each other than their nearness to the other versions and to the machine translation
explains.
The texts alone do not say who took from whom.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from compare.outlets.additions import Addition
from compare.outlets.differences import holm
from compare.outlets.fates import Fate
from compare.outlets.likeness import SURE, Matrix, chance_of, excesses, likenesses, runs, texts_of
from compare.outlets.readings import FactRow, reading
from compare.records import Report


@dataclass(frozen=True, slots=True)
class Kinship:
    """What two versions share. ``wording`` is by how much the texts of a sentence are more alike than the closeness of
    either to the others lets expect (in shares of their word pairs, over so many ``sentences``); ``additions`` and
    ``errors`` are ranks in the tables of the outlets, ``runs`` words in a row that these two alone have. ``chance`` is
    the probability of as much without kinship, corrected for the number of pairs."""

    one: int
    other: int
    wording: float
    sentences: int
    additions: tuple[int, ...]
    errors: tuple[int, ...]
    runs: tuple[str, ...]
    chance: float

    @property
    def is_sure(self) -> bool:
        return self.chance <= SURE


@dataclass(frozen=True, slots=True)
class Branch:
    """A knot of the tree: the two branches below it (ranks: versions first, then branches in their order), how far
    apart they are (0: one text, 1: nothing in common), and whether some kinship across it is sure."""

    left: int
    right: int
    distance: float
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Stemma:
    """The kinships of each two versions and the tree that joins the nearest first; no tree of a single version."""

    kinships: tuple[Kinship, ...]
    branches: tuple[Branch, ...]


def stemma(reports: Sequence[Report], facts: Sequence[FactRow], added: Sequence[Addition]) -> Stemma:
    """The kinship of the versions. Wording is compared sentence by sentence of the source."""
    texts = texts_of(reports)
    likeness = likenesses(texts)
    count = len(reports)
    beyond = excesses(likeness, count)
    found = []
    for one, other in combinations(range(count), 2):
        excess = beyond[one, other]
        shared_errors, error_chance = _errors(facts, reports, one, other)
        shared_additions, addition_chance = _additions(added, one, other)
        chances = [chance for chance in (chance_of(excess), error_chance, addition_chance) if chance is not None]
        chance = min(1.0, len(chances) * min(chances)) if chances else 1.0
        alone = tuple(runs(texts, one, other))
        mean = round(float(np.mean(excess)), 3) if len(excess) else 0.0
        found.append(Kinship(one, other, mean, len(excess), shared_additions, shared_errors, alone, chance))
    kinships = tuple(_corrected(found))
    return Stemma(kinships, tuple(_tree(likeness, kinships, count)))


CONFIDENT = 0.6
"""A finding counts as evidence from this confidence on."""


def _errors(
    facts: Sequence[FactRow], reports: Sequence[Report], one: int, other: int
) -> tuple[tuple[int, ...], float | None]:
    """The changes and losses that these two share and no more than half of the others do, and the chance of as many.

    What raises a false alarm in one version is apt to raise it in the next: only surely found errors are evidence. A
    sentence left out takes all its facts with it and counts once."""
    mine, theirs, shared = set[int](), set[int](), dict[int, int]()
    for rank, row in enumerate(facts):
        errors = [error(fate, report) for fate, report in zip(row.fates, reports, strict=True)]
        rest = [fate for k, fate in enumerate(row.fates) if k not in (one, other)]
        if rest and 2 * sum(fate.status != "kept" for fate in rest) > len(rest):
            continue
        left_out = all(errors[k] in ("", OMITTED) for k in (one, other))
        unit = -1 - row.fact.sentence if left_out else rank
        mine |= {unit} if errors[one] else set()
        theirs |= {unit} if errors[other] else set()
        if errors[one] and errors[one] == errors[other]:
            shared.setdefault(unit, rank)
    total = len(facts) + len({row.fact.sentence for row in facts})
    return tuple(shared.values()), _overlap_chance(total, len(mine), len(theirs), len(shared))


OMITTED = "omitted"


def error(fate: Fate, report: Report) -> str:
    """What a version surely did to a fact, so that two that did the same can be told; ``""`` for nothing sure: a minor
    or doubtful finding, or a change that no words tell."""
    if fate.status == "kept" or fate.finding is None:
        return ""
    finding = report.findings[fate.finding]
    if finding.kind == "omission":
        return OMITTED
    if finding.confidence < CONFIDENT or finding.severity not in ("major", "critical"):
        return ""
    return "" if fate.status == "changed" and not fate.words else reading(fate)


def _additions(added: Sequence[Addition], one: int, other: int) -> tuple[tuple[int, ...], float | None]:
    """What both add, and the chance of as much."""
    shared = tuple(rank for rank, addition in enumerate(added) if {one, other} <= set(addition.outlets))
    mine = sum(one in addition.outlets for addition in added)
    theirs = sum(other in addition.outlets for addition in added)
    return shared, _overlap_chance(max(len(added), ENDLESS), mine, theirs, len(shared))


ENDLESS = 200
"""Sentences that an outlet might as well have added: few of many, so that two seldom choose the same."""


def _overlap_chance(total: int, mine: int, theirs: int, shared: int) -> float | None:
    """The probability that two choices out of ``total`` share so many or more (hypergeometric); ``None`` where one of
    them chose nothing."""
    if not mine or not theirs:
        return None
    ways = sum(comb(mine, k) * comb(total - mine, theirs - k) for k in range(shared, min(mine, theirs) + 1))
    return ways / comb(total, theirs)


def _corrected(found: Sequence[Kinship]) -> Iterator[Kinship]:
    """Holm's correction, in the order given."""
    for kinship, chance in zip(found, holm([kinship.chance for kinship in found]), strict=True):
        yield Kinship(
            kinship.one, kinship.other, kinship.wording, kinship.sentences, kinship.additions, kinship.errors,
            kinship.runs, round(chance, 4),
        )  # fmt: skip


def _tree(likeness: Matrix, kinships: Sequence[Kinship], count: int) -> Iterator[Branch]:
    """The nearest joined first, by the mean distance of their members (UPGMA, Sokal and Michener 1958)."""
    if count < 2:
        return
    from scipy.cluster.hierarchy import average

    distances = [_distance(likeness[kinship.one, kinship.other], kinship) for kinship in kinships]
    members = [{rank} for rank in range(count)]
    sure = [{kinship.one, kinship.other} for kinship in kinships if kinship.is_sure]
    for left, right, distance, _ in average(np.array(distances)):
        below = members[int(left)], members[int(right)]
        across = any(len(pair & below[0]) == 1 and len(pair & below[1]) == 1 for pair in sure)
        members.append(below[0] | below[1])
        yield Branch(int(left), int(right), round(float(distance), 4), across)


def _distance(likeness: Matrix, kinship: Kinship) -> float:
    """1 less the share of wording in common; what they share in additions and errors counts as sentences alike."""
    known = likeness[~np.isnan(likeness)]
    shared = len(kinship.additions) + len(kinship.errors)
    return float(1 - (known.sum() + shared) / (len(known) + shared)) if len(known) + shared else 1.0
