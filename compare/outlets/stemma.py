"""Who shares text with whom: additions, departures from the source and wording that two versions have in common.

Versions that were translated from one source apart from each other agree in what is right, and in much of the wording.
What tells kinship is what they share beyond that (Lachmann's common errors): the same addition, the same change of a
fact, and wording nearer to each other than their nearness to the other versions and to the machine translation
explains.
The texts alone do not say who took from whom.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from math import comb

import numpy as np
from numpy.typing import NDArray

from compare.outlets.additions import Addition
from compare.outlets.differences import holm
from compare.outlets.fates import Fate
from compare.outlets.readings import FactRow, reading
from compare.records import Report
from compare.scores import STORY

SURE = 0.05
"""A kinship is beyond chance where its evidence has this probability or less without one, all pairs of versions
taken into account (Holm 1979)."""

FLIPS = 50_000
"""Samples of the sign-flip test."""

SEED = 7

RUN = 6
"""Words in a row that two versions alone share are shown as evidence from this many on."""

SHOWN = 5
"""Runs that are shown of each pair."""

WORD = re.compile(r"\w+(?:['’-]\w+)*")

Matrix = NDArray[np.float64]
Pair = tuple[int, int]


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
    texts = _texts(reports)
    likeness = _likeness(texts)
    count = len(reports)
    beyond = _excesses(likeness, count)
    found = []
    for one, other in combinations(range(count), 2):
        excess = beyond[one, other]
        shared_errors, error_chance = _errors(facts, reports, one, other)
        shared_additions, addition_chance = _additions(added, one, other)
        chances = [chance for chance in (_flip_test(excess), error_chance, addition_chance) if chance is not None]
        chance = min(1.0, len(chances) * min(chances)) if chances else 1.0
        runs = tuple(_runs(texts, one, other))
        mean = round(float(np.mean(excess)), 3) if len(excess) else 0.0
        found.append(Kinship(one, other, mean, len(excess), shared_additions, shared_errors, runs, chance))
    kinships = tuple(_corrected(found))
    return Stemma(kinships, tuple(_tree(likeness, kinships, count)))


def _texts(reports: Sequence[Report]) -> list[list[tuple[str, ...]]]:
    """For each version the words that stand for each sentence of the source; last, as one more version that knows of
    no other, those of the machine translation. No words where there is nothing, or where a bead joins sentences (the
    words are then those of its first)."""
    story = [sentence.index for sentence in reports[0].source.sentences if sentence.role in STORY]
    columns = []
    for report in reports:
        words = {
            bead.source[0]: _words(*(report.target.sentences[index].text for index in bead.target))
            for bead in report.beads
            if bead.source
        }
        columns.append([words.get(index, ()) for index in story])
    machine = {
        bead.source[0]: _words(translation)
        for report in reports
        for bead, translation in zip(report.beads, report.translations, strict=True)
        if translation and len(bead.source) == 1
    }
    return [*columns, [machine.get(index, ()) for index in story]]


END = "¶"
"""Stands between the sentences of a text: no run of words and no pair crosses it."""


def _words(*sentences: str) -> tuple[str, ...]:
    parts = [[match.group().lower() for match in WORD.finditer(sentence)] for sentence in sentences]
    return tuple(word for rank, part in enumerate(parts) for word in ([END, *part] if rank else part))


def _likeness(texts: Sequence[Sequence[tuple[str, ...]]]) -> NDArray[np.float64]:
    """(versions, versions, sentences): the share of the word pairs that two texts have in common (Dice), not a number
    where one of them has none."""
    bigrams = [[{pair for pair in pairwise(words) if END not in pair} for words in column] for column in texts]
    count, sentences = len(texts), len(texts[0])
    found = np.full((count, count, sentences), np.nan)
    for one, other in combinations(range(count), 2):
        for k in range(sentences):
            left, right = bigrams[one][k], bigrams[other][k]
            if left and right:
                found[one, other, k] = found[other, one, k] = 2 * len(left & right) / (len(left) + len(right))
    return found


def _excesses(likeness: Matrix, count: int) -> dict[Pair, Matrix]:
    """For each two versions, sentence by sentence, by how much they are more alike than the closeness of either to all
    the others lets expect.

    Two close renderings are alike without knowing of each other, so the likeness of two is modelled as the sum of an
    effect of each (versions made apart form a star, whose distances are additive: Buneman 1971), fitted to all pairs
    but this one. A pair that is surely kin would make its counterparts look like kin too: the surest is taken out of
    the fit before the others are judged, as long as there is one.
    """
    pairs = list(combinations(range(count), 2))
    found: dict[Pair, Matrix] = {}
    while len(found) < len(pairs):
        rest = {pair: _excess(likeness, pair, found) for pair in pairs if pair not in found}
        chances = {pair: _flip_test(excess) or 1.0 for pair, excess in rest.items()}
        best = min(rest, key=lambda pair: (chances[pair], -float(np.nanmean(likeness[pair]))))
        if chances[best] * len(rest) > SURE:
            return found | rest
        found[best] = rest[best]
    return found


def _excess(likeness: Matrix, pair: Pair, kin: Collection[Pair]) -> Matrix:
    """What the effects of two versions leave of their likeness, in the sentences where they can be told."""
    versions = len(likeness)
    others = [one for one in combinations(range(versions), 2) if one != pair and one not in kin]
    design = np.zeros((len(others), versions))
    for row, (one, other) in enumerate(others):
        design[row, one] = design[row, other] = 1.0
    wanted = np.zeros(versions)
    wanted[list(pair)] = 1.0
    values = np.array([likeness[one] for one in others])
    left = []
    for known, sentences in _patterns(~np.isnan(values)).items():
        rows = design[np.array(known)]
        weights = np.linalg.pinv(rows.T) @ wanted if len(rows) else wanted
        if len(rows) and np.allclose(rows.T @ weights, wanted):  # the others tell what to expect of these two
            left.append(likeness[pair][sentences] - weights @ values[np.array(known)][:, sentences])
    excess = np.concatenate(left) if left else np.zeros(0)
    return np.asarray(excess[~np.isnan(excess)])


def _patterns(known: NDArray[np.bool_]) -> dict[tuple[bool, ...], list[int]]:
    """The sentences by which of the pairs have them."""
    found: dict[tuple[bool, ...], list[int]] = {}
    for sentence, column in enumerate(known.T.tolist()):
        found.setdefault(tuple(column), []).append(sentence)
    return found


def _flip_test(excess: NDArray[np.float64]) -> float | None:
    """The probability of a mean as high as this one if each sentence were as likely to lean the other way; ``None``
    where there is too little to tell."""
    if len(excess) < 2:
        return None
    sums = _signs(len(excess)) @ excess.astype(np.float32)
    return float((1 + (sums >= excess.sum() - 1e-4).sum()) / (FLIPS + 1))


@lru_cache(maxsize=4)
def _signs(count: int) -> NDArray[np.float32]:
    """(FLIPS, count), 1 and -1 by chance."""
    return np.random.default_rng(SEED).integers(0, 2, (FLIPS, count), dtype=np.int8).astype(np.float32) * 2 - 1


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


def _runs(texts: Sequence[Sequence[tuple[str, ...]]], one: int, other: int) -> Iterator[str]:
    """The longest runs of words that these two share and no other version has in that sentence."""
    found = []
    for k, words in enumerate(texts[one]):
        rest = [f" {' '.join(column[k])} " for rank, column in enumerate(texts) if rank not in (one, other)]
        run = _longest(words, texts[other][k], rest)
        if len(run) >= RUN:
            found.append(run)
    yield from (" ".join(run) for run in sorted(found, key=len, reverse=True)[:SHOWN])


def _longest(left: Sequence[str], right: Sequence[str], rest: Sequence[str]) -> tuple[str, ...]:
    best: tuple[str, ...] = ()
    lengths = [0] * (len(right) + 1)
    for i, word in enumerate(left):
        row = [0] * (len(right) + 1)
        for j, other in enumerate(right):
            if word == other != END:
                row[j + 1] = lengths[j] + 1
                if row[j + 1] > len(best):
                    run = tuple(left[i + 1 - row[j + 1] : i + 1])
                    if not any(f" {' '.join(run)} " in text for text in rest):
                        best = run
        lengths = row
    return best


def _corrected(found: Sequence[Kinship]) -> Iterator[Kinship]:
    """Holm's correction, in the order given."""
    for kinship, chance in zip(found, holm([kinship.chance for kinship in found]), strict=True):
        yield Kinship(
            kinship.one, kinship.other, kinship.wording, kinship.sentences, kinship.additions, kinship.errors,
            kinship.runs, round(chance, 4),
        )  # fmt: skip


def _tree(likeness: NDArray[np.float64], kinships: Sequence[Kinship], count: int) -> Iterator[Branch]:
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


def _distance(likeness: NDArray[np.float64], kinship: Kinship) -> float:
    """1 less the share of wording in common; what they share in additions and errors counts as sentences alike."""
    known = likeness[~np.isnan(likeness)]
    shared = len(kinship.additions) + len(kinship.errors)
    return float(1 - (known.sum() + shared) / (len(known) + shared)) if len(known) + shared else 1.0
