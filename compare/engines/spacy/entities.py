"""spaCy's recogniser of names: a word at a time where a name is open, all words at once everywhere else.

The recogniser says of each word whether a name begins (B), goes on (I) or ends (L) there, whether the word is one by
itself (U) or none (O). What it says outside a name hangs on this word alone, inside on this word, the first one of the
name and the one before. Which move is allowed where is spaCy's rule (``spacy/pipeline/_parser_internals/ner.pyx``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.engines.kept import Floats
from compare.engines.spacy.transitions import Scorer

Name = tuple[int, int, str]
"""The first word of a name, the one after its last, its label."""


class Recogniser:
    """Reads names off the vectors of words. ``pipe`` is spaCy's ``ner``."""

    def __init__(self, pipe: Any) -> None:
        self._scorer = Scorer(pipe.model)
        names = [pipe.moves.get_class_name(number) for number in range(pipe.moves.n_moves)]
        self._moves = [(move, label) for move, _, label in (name.partition("-") for name in names)]
        self._number = {move: number for number, move in enumerate(self._moves)}
        self._begins = np.array([move == "B" for move, _ in self._moves])
        self._one_word = np.array([move == "O" or (move == "U" and label != "") for move, label in self._moves])

    def __call__(self, docs: Sequence[Any], vectors: Floats) -> list[list[Name]]:
        """The names of each doc. ``vectors`` has a row for each word of all docs together."""
        parts = self._scorer.parts(vectors)
        missing, parts = parts[0], parts[1:]
        spaces, starts = np.concatenate([doc.to_array(("IS_SPACE", "SENT_START")) for doc in docs]).T == 1
        stops = list(accumulate(len(doc) for doc in docs))
        ends = np.append(starts[1:], True)  # no name goes on from one sentence into another
        ends[np.array(stops) - 1] = True
        outside = self._outside(parts[:, 0] + missing[1] + missing[2], spaces, ends)
        rows = [slice(stop - len(doc), stop) for doc, stop in zip(docs, stops, strict=True)]
        return [list(self._names(parts[one], outside[one], ends[one])) for one in rows]

    def _outside(self, sums: Floats, spaces: NDArray[np.bool_], ends: NDArray[np.bool_]) -> list[int]:
        """The move at each word if no name is open."""
        scores = self._scorer.scores(sums)
        scores[~(self._one_word | (self._begins & ~ends[:, np.newaxis]))] = -np.inf
        best = scores.argmax(axis=1)
        best[spaces] = self._number["O", ""]
        moves: list[int] = best.tolist()
        return moves

    def _names(self, parts: Floats, outside: Sequence[int], ends: NDArray[np.bool_]) -> Iterator[Name]:
        here = 0
        while here < len(outside):
            first, (move, label) = here, self._moves[outside[here]]
            here = self._stop(first, label, parts, ends) if move == "B" else here + 1
            if move != "O":
                yield first, here, label

    def _stop(self, first: int, label: str, parts: Floats, ends: NDArray[np.bool_]) -> int:
        """The word after the last one of a name that begins at ``first``."""
        goes_on, is_last = self._number["I", label], self._number["L", label]
        here = first + 1
        while not ends[here]:
            scores = self._scorer.scores((parts[here, 0] + parts[first, 1] + parts[here - 1, 2])[np.newaxis])[0]
            if scores[is_last] > scores[goes_on]:
                break
            here += 1
        return here + 1
