"""spaCy's transition models with their own weights: what each move is worth in a state, from the few words that the
state looks at.

spaCy's loops run without Python's lock and take it for every maximum and every question whether a move is allowed,
hundreds of times a word: half of its parser's time and nine tenths of its recogniser's. Here numpy scores all
sentences' states at once, and the lock stays where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from compare.engines.kept import Floats


class Scorer:
    """The network of a transition model: a linear layer, a maxout over the words of a state, a linear layer."""

    def __init__(self, model: Any) -> None:
        tok2vec, lower, upper = model.layers
        reduce = tok2vec.layers[-1]
        self._reduce = np.ascontiguousarray(reduce.get_param("W").T), reduce.get_param("b")
        weight = lower.get_param("W")  # features x hidden x pieces x inputs
        self.features, self._hidden, self._pieces, inputs = weight.shape
        self._lower = np.ascontiguousarray(weight.swapaxes(1, 2).reshape(-1, inputs).T)
        self._missing = lower.get_param("pad")[0].swapaxes(1, 2).reshape(-1)
        self._bias = np.ascontiguousarray(lower.get_param("b").T).ravel()
        self._upper = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")

    def parts(self, vectors: Floats) -> Floats:
        """(words + 1, features, numbers): what a word adds to a state as its first, second... word. Row 0 stands for a
        word that is missing, so that words count from 1."""
        matrix, bias = self._reduce
        parts = np.empty((len(vectors) + 1, len(self._missing)), dtype=vectors.dtype)
        parts[0] = self._missing
        np.matmul(vectors @ matrix + bias, self._lower, out=parts[1:])
        return parts.reshape(len(parts), self.features, -1)

    def scores(self, sums: Floats) -> Floats:
        """(states, moves) of states (states, numbers), each the sum of its words' parts."""
        matrix, bias = self._upper
        hidden = (sums + self._bias).reshape(len(sums), self._pieces, self._hidden).max(axis=1)
        scores: Floats = hidden @ matrix
        scores += bias
        return scores


class DependencyParser:
    """Sets heads and relations. ``pipe`` is spaCy's ``parser``."""

    def __init__(self, pipe: Any, empty: Any) -> None:
        self._pipe = pipe
        self._scorer = Scorer(pipe.model)
        self._words_of = pipe.model.predict([empty]).get_token_ids  # which words a state looks at, -1 for none

    def __call__(self, docs: Sequence[Any], vectors: Floats) -> None:
        """``vectors`` has a row for each word of all docs together."""
        features = self._scorer.features
        parts = self._scorer.parts(vectors)
        parts = parts.reshape(len(parts) * features, -1)
        states = self._pipe.moves.init_batch(docs)
        open_states = [state for state in states if not state.is_final()]
        while open_states:
            rows = (self._words_of(open_states) + 1) * features + np.arange(features)
            scores = self._scorer.scores(parts.take(rows, axis=0).sum(axis=1))
            open_states = self._pipe.transition_states(open_states, scores)
        self._pipe.set_annotations(docs, states)
