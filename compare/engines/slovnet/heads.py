"""What slovnet's networks read off the vectors of words: tags, heads and relations, names. Weights and labels are
slovnet's own; its decoding, sentence by sentence or all at once, without the padding.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from compare.engines.kept import Floats
from compare.engines.slovnet.encoders import Stack


def _linear(layer: Any, rows: Floats) -> Floats:
    made: Floats = rows @ layer.weight.array
    made += layer.bias.array
    return made


def _cut_off(layer: Any, rows: Floats) -> Floats:
    return np.maximum(_linear(layer.proj, rows), 0)


class Tags:
    """One label a word, the likeliest: part of speech and features."""

    def __init__(self, model: Any, labels: Sequence[str]) -> None:
        self._layer, self._labels = model.head.proj, labels

    def __call__(self, rows: Floats, stack: Stack) -> list[list[str]]:
        """The labels of each sentence's words."""
        best = _linear(self._layer, rows).argmax(axis=1).tolist()
        return [[self._labels[number] for number in best[rows][1:]] for rows in stack.sentences()]


class Heads:
    """Heads and relations. The empty row before a sentence stands for its root."""

    def __init__(self, model: Any, labels: Sequence[str]) -> None:
        self._head, self._relation, self._labels = model.head, model.rel, labels

    def __call__(self, rows: Floats, stack: Stack) -> list[tuple[list[int], list[str]]]:
        """Of each sentence the rank of each word's head (from 1, 0 for the root) and its relation to it."""
        rows[stack.starts] = self._head.root.array
        words = _cut_off(self._head.head, rows) @ self._head.kernel.array
        heads = _cut_off(self._head.tail, rows)
        found = [(words[one][1:] @ heads[one].T).argmax(axis=1) for one in stack.sentences()]
        rows[stack.starts] = self._relation.root.array
        governors = rows[np.concatenate([ranks + first for ranks, first in zip(found, stack.starts[:-1], strict=True)])]
        relations = self._relations(governors, rows[stack.words])
        stops = np.cumsum([len(ranks) for ranks in found])
        return [(ranks.tolist(), relations[stop - len(ranks) : stop]) for ranks, stop in zip(found, stops, strict=True)]

    def _relations(self, governors: Floats, words: Floats) -> list[str]:
        relation = self._relation
        pairs = _cut_off(relation.head, governors) @ relation.kernel.array
        tails = _cut_off(relation.tail, words)
        scores = pairs.reshape(len(words), -1, tails.shape[1]) @ tails[:, :, np.newaxis]
        return [self._labels[number] for number in scores[:, :, 0].argmax(axis=1)]


class Names:
    """Marks of names (``B-PER``, ``I-PER``, ``O``): the likeliest way through the sentence (Viterbi)."""

    def __init__(self, model: Any, labels: Sequence[str]) -> None:
        self._layer, self._labels = model.head.proj, labels
        self._transitions = model.head.crf.transitions.array  # from x to

    def __call__(self, rows: Floats, stack: Stack) -> list[list[str]]:
        """The marks of each sentence's words."""
        emissions = _linear(self._layer, rows)
        lengths = np.diff(stack.starts) - 1
        order = np.argsort(-lengths, kind="stable")  # the sentences that have an n-th word stand first
        firsts = stack.starts[:-1][order] + 1
        scores = emissions[firsts]
        # word by word from the second, sentence by sentence, for each mark: the mark before it on the best way there
        history: list[list[list[int]]] = []
        for word in range(1, int(lengths.max())):
            going = int((lengths > word).sum())
            ways = scores[:going, :, np.newaxis] + self._transitions + emissions[firsts[:going] + word, np.newaxis]
            history.append(ways.argmax(axis=1).tolist())
            scores[:going] = ways.max(axis=1)
        best = scores.argmax(axis=1).tolist()
        marks: list[list[str]] = [[]] * len(order)
        for place, sentence in enumerate(order):
            steps = history[: max(lengths[sentence] - 1, 0)]
            marks[sentence] = self._way_back(best[place], [step[place] for step in steps])[: lengths[sentence]]
        return marks

    def _way_back(self, last: int, steps: Sequence[Sequence[int]]) -> list[str]:
        way = [last]
        for step in reversed(steps):
            way.append(step[way[-1]])
        return [self._labels[number] for number in reversed(way)]
