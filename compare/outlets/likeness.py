"""How alike the wording of versions is, sentence by sentence, beyond what their closeness to all others explains."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from compare.records import Report
from compare.scores import STORY

SURE = 0.01
"""A kinship is beyond chance where its evidence has this probability or less without one, all pairs of versions
taken into account (Holm 1979). To call two outlets kin that are not does more harm than to leave a copy open."""

RUN = 6
"""Words in a row that two versions alone share are shown as evidence from this many on."""

SHOWN = 5
"""Runs that are shown of each pair."""

WORD = re.compile(r"\d+(?:[.,]\d+)+|\w+(?:['’-]\w+)*")

Matrix = NDArray[np.float64]
Pair = tuple[int, int]
Texts = Sequence[Sequence[tuple[str, ...]]]
"""For each version the words of each sentence."""


def texts_of(reports: Sequence[Report]) -> list[list[tuple[str, ...]]]:
    """For each version the words that stand for each sentence of the source; last, as one more version that knows of
    no other, those of the machine translation. No words where there is nothing, or where a bead joins sentences (the
    words are then those of its first)."""
    story = [sentence.index for sentence in reports[0].source.sentences if sentence.role in STORY]
    columns = []
    for report in reports:
        words = {
            bead.source[0]: words_of(*(report.target.sentences[index].text for index in bead.target))
            for bead in report.beads
            if bead.source
        }
        columns.append([words.get(index, ()) for index in story])
    machine = {
        bead.source[0]: words_of(translation)
        for report in reports
        for bead, translation in zip(report.beads, report.translations, strict=True)
        if translation and len(bead.source) == 1
    }
    return [*columns, [machine.get(index, ()) for index in story]]


END = "¶"
"""Stands between the sentences of a text: no run of words and no pair crosses it."""


def words_of(*sentences: str) -> tuple[str, ...]:
    """The words of sentences, in small letters, with END between the sentences."""
    parts = [[match.group().lower() for match in WORD.finditer(sentence)] for sentence in sentences]
    return tuple(word for rank, part in enumerate(parts) for word in ([END, *part] if rank else part))


def likenesses(texts: Texts) -> NDArray[np.float64]:
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


def excesses(likeness: Matrix, count: int) -> dict[Pair, Matrix]:
    """For each two versions, sentence by sentence, by how much they are more alike than the closeness of either to all
    the others lets expect.

    Two close renderings are alike without knowing of each other, so the likeness of two is modelled as the product of
    what each keeps of a common wording (versions made apart form a star, along which the shares that survive multiply:
    the logarithms are additive distances, Buneman 1971), fitted to all pairs but this one. A sum of two effects would
    expect less than nothing of two free versions, and call them kin. A pair that is surely kin would make its
    counterparts look like kin too: the surest is taken out of the fit before the others are judged, as long as there
    is one.
    """
    pairs = list(combinations(range(count), 2))
    found: dict[Pair, Matrix] = {}
    while len(found) < len(pairs):
        rest = {pair: _excess(likeness, pair, found) for pair in pairs if pair not in found}
        told = {pair: chance_of(excess) for pair, excess in rest.items()}
        chances = {pair: 1.0 if chance is None else chance for pair, chance in told.items()}
        best = min(rest, key=lambda pair: (chances[pair], -_mean(likeness[pair])))
        if chances[best] * len(rest) > SURE:
            return found | rest
        found[best] = rest[best]
    return found


def _excess(likeness: Matrix, pair: Pair, kin: Collection[Pair]) -> Matrix:
    """What is left of the likeness of two versions in the sentences where the others tell what to expect: the product
    of the two effects, times how alike all others are in that sentence (a name or a set phrase makes all alike)."""
    others = [one for one in combinations(range(len(likeness)), 2) if one != pair and one not in kin]
    others = [one for one in others if not np.isnan(likeness[one]).all()]
    if not others:
        return np.zeros(0)
    design = np.zeros((len(others), len(likeness)))
    for row, (one, other) in enumerate(others):
        design[row, one] = design[row, other] = 1.0
    wanted = np.zeros(len(likeness))
    wanted[list(pair)] = 1.0
    weights = np.linalg.pinv(design.T) @ wanted
    if not np.allclose(design.T @ weights, wanted):  # the others do not tell
        return np.zeros(0)
    means = np.maximum([_mean(likeness[one]) for one in others], LITTLE)
    values = np.array([likeness[one] for one in others])
    known = ~np.isnan(values)
    here = np.where(known, values, 0).sum(axis=0) + STEADY
    usual = (known * means[:, None]).sum(axis=0) + STEADY
    expected = np.exp(weights @ np.log(means)) * here / usual
    told = known.any(axis=0) & ~np.isnan(likeness[pair])
    return np.asarray((likeness[pair] - np.minimum(expected, 1.0))[told])


def _mean(values: Matrix) -> float:
    """The mean of what is known, 0 where nothing is."""
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else 0.0


LITTLE = 0.05
"""What two versions count as sharing at the least: below it one word pair would change what is expected twofold."""

STEADY = 0.5
"""Added to how alike all others are in a sentence and in all: where they share next to nothing, a sentence that is
twice as alike tells little."""

LEAST = 3
"""Sentences below which nothing is said of the wording of two versions."""


def chance_of(excess: NDArray[np.float64]) -> float | None:
    """The probability of a mean as high as this one without kinship (Student's t, one-sided); ``None`` where there is
    too little to tell. On versions made apart it keeps its level (``python -m benchmarks.kinship``). Flipping signs
    keeps it as well, but of eleven versions of twelve sentences no pair could ever be sure."""
    if len(excess) < LEAST:
        return None
    from scipy.special import stdtr

    spread = float(excess.std(ddof=1))
    mean = float(excess.mean())
    if spread < 1e-9:
        return 1.0 if mean <= 1e-9 else 0.0
    return float(stdtr(len(excess) - 1, -mean * len(excess) ** 0.5 / spread))


def runs(texts: Texts, one: int, other: int) -> Iterator[str]:
    """The longest runs of words that these two share and no other version has in that sentence."""
    found = []
    for k, words in enumerate(texts[one]):
        rest = [f" {' '.join(column[k])} " for rank, column in enumerate(texts) if rank not in (one, other)]
        run = longest(words, texts[other][k], rest)
        if len(run) >= RUN:
            found.append(run)
    yield from (" ".join(run) for run in sorted(found, key=len, reverse=True)[:SHOWN])


def longest(left: Sequence[str], right: Sequence[str], rest: Sequence[str]) -> tuple[str, ...]:
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
