"""What the network sees of a word: its state, the state that it attends to on the other side, how well they fit, and
what its neighbours look like.

Attention over the other side's words, their product and their difference follow sentence-pair models (Parikh et al.
2016, a decomposable attention model); the scalar features are those of statistical word-level quality estimation
(counterpart in a lexicon, mutual best match, margin).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from compare.facts.spelled import spelled
from compare.lexicon import Lexicon
from compare.records import Token

Floats = NDArray[np.float32]
Ranks = Sequence[int]

TEMPERATURE = 0.1
"""Of the attention: low, so that a word looks at one or two of the other side."""

SEEN = 5
"""Alignments that make a lemma known to the lexicon."""

SHRINK = 4.0
"""Added to a count, so that a pair seen once weighs little."""

SCALARS = 8
"""Features of a word beside its states, without those of its neighbours."""

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "INTJ", "X"})


@dataclass(frozen=True)
class Row:
    """The words of one side of a pair with their states, (words, 384)."""

    tokens: Sequence[Token]
    states: Floats

    @classmethod
    def joined(cls, rows: Sequence[Row]) -> Row:
        """Several sentences as one side."""
        if len(rows) == 1:
            return rows[0]
        return cls([token for row in rows for token in row.tokens], np.concatenate([row.states for row in rows]))


def similarities(source: Row, target: Row, means: tuple[Floats, Floats]) -> Floats:
    """Cosines of all words of one side with all of the other, (source words, target words), each state taken off its
    language's mean."""
    return np.asarray(_unit(source.states - means[0]) @ _unit(target.states - means[1]).T, dtype=np.float32)


@dataclass(frozen=True)
class Described:
    """One side of a pair, of which the features of any words can be made. ``scalars`` has a row a word."""

    row: Row
    other: Row
    fit: Floats
    scalars: Floats
    means: tuple[Floats, Floats]

    def of(self, words: Ranks | slice) -> Floats:
        """The features of these words, by their ranks: (words, 4 * 384 + 13)."""
        interaction = _interaction(self.row.states[words], self.other.states, self.fit[words], self.means)
        return np.concatenate([interaction, self.scalars[words]], axis=1)


def describe(
    source: Row, target: Row, fit: Floats, means: tuple[Floats, Floats], lexicon: Lexicon
) -> tuple[Floats, Floats]:
    """The features of the source's words and of the target's: (words, 4 * 384 + 13) each."""
    ours, theirs = described(source, target, fit, means, lexicon)
    return ours.of(slice(None)), theirs.of(slice(None))


def described(
    source: Row, target: Row, fit: Floats, means: tuple[Floats, Floats], lexicon: Lexicon
) -> tuple[Described, Described]:
    """Both sides of a pair; ``fit`` are their :func:`similarities`."""
    joins = links(source.tokens, target.tokens, lexicon)
    known = [
        np.array([lexicon.seen(lemma, of_source=of_source) >= SEEN for lemma in spelled(row.tokens).lemmas], np.float32)
        for row, of_source in ((source, True), (target, False))
    ]
    back = means[1], means[0]
    return (
        Described(source, target, fit, _with_neighbours(_scalars(source, fit, joins, known[0])), means),
        Described(target, source, fit.T, _with_neighbours(_scalars(target, fit.T, joins.T, known[1])), back),
    )


def links(source: Sequence[Token], target: Sequence[Token], lexicon: Lexicon) -> Floats:
    """How surely the lexicon joins each source word to each target word, 0 to 1; 1 for the same word on both sides."""
    made = [[0.0] * len(target) for _ in source]
    places: dict[str, list[int]] = {}
    for j, lemma in enumerate(spelled(target).lemmas):
        places.setdefault(lemma, []).append(j)
    for row, lemma in zip(made, spelled(source).lemmas, strict=True):
        counts = lexicon.translations(lemma)
        for other in places.keys() & counts.keys():
            count = counts[other]
            shares = count / lexicon.seen(lemma, of_source=True) + count / lexicon.seen(other, of_source=False)
            for j in places[other]:
                row[j] = min(1.0, 2 * count / (count + SHRINK) * shares**0.5)
        for j in places.get(lemma, ()):
            row[j] = 1.0
    return np.array(made, np.float32).reshape(len(source), len(target))


def _interaction(states: Floats, others: Floats, fit: Floats, means: tuple[Floats, Floats]) -> Floats:
    attention = np.exp((fit - fit.max(1, keepdims=True)) / TEMPERATURE)
    attention /= attention.sum(1, keepdims=True)
    own, attended = states - means[0], attention @ (others - means[1])
    return np.concatenate([own, attended, 3 * own * attended, np.abs(own - attended)], axis=1)


def _scalars(row: Row, fit: Floats, joins: Floats, known: Floats) -> Floats:
    """Best similarity, its margin, whether it is mutual, how much better a rival fits; the lexicon's best link, its
    link to the most similar word, whether it knows the word; whether the word carries content."""
    nearest = fit.argmax(1)
    here = np.arange(len(fit))
    best = fit[here, nearest]
    made = np.empty((len(fit), SCALARS), np.float32)
    made[:, 0] = best
    made[:, 1] = best - np.partition(fit, -2, axis=1)[:, -2] if fit.shape[1] > 1 else best
    made[:, 2] = fit.argmax(0)[nearest] == here
    made[:, 3] = fit.max(0)[nearest] - best
    made[:, 4] = joins.max(1)
    made[:, 5] = joins[here, nearest]
    made[:, 6] = known
    made[:, 7] = [token.pos in CONTENT for token in row.tokens]
    return made


def _with_neighbours(scalars: Floats) -> Floats:
    """Adds how well the words before and after are matched, and how this one stands to the mean and the worst of the
    sentence's content words."""
    match = np.maximum(scalars[:, 0], scalars[:, 4])
    content = scalars[:, 7] > 0
    of_content = match[content] if content.any() else match
    mean, worst = of_content.mean(), of_content.min()
    made = np.ones((len(scalars), SCALARS + 5), np.float32)
    made[:, :SCALARS] = scalars
    made[1:, SCALARS] = match[:-1]
    made[:-1, SCALARS + 1] = match[1:]
    made[:, SCALARS + 2] = match - mean
    made[:, SCALARS + 3] = mean
    made[:, SCALARS + 4] = match - worst
    return made


def _unit(rows: Floats) -> Floats:
    return np.asarray(rows / (np.linalg.norm(rows, axis=-1, keepdims=True) + 1e-9), dtype=np.float32)
