"""How alike the wording of versions is, sentence by sentence, beyond what their closeness to all others explains."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

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

    Two close renderings are alike without knowing of each other, so the likeness of two is modelled as the sum of an
    effect of each (versions made apart form a star, whose distances are additive: Buneman 1971), fitted to all pairs
    but this one. A pair that is surely kin would make its counterparts look like kin too: the surest is taken out of
    the fit before the others are judged, as long as there is one.
    """
    pairs = list(combinations(range(count), 2))
    found: dict[Pair, Matrix] = {}
    while len(found) < len(pairs):
        rest = {pair: _excess(likeness, pair, found) for pair in pairs if pair not in found}
        chances = {pair: flip_test(excess) or 1.0 for pair, excess in rest.items()}
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


def flip_test(excess: NDArray[np.float64]) -> float | None:
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
