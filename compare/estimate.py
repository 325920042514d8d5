"""Words without a counterpart: the seam for word-level quality estimation (a doubt for each word of a pair).

An estimator reads both sentences at once and knows no rule; what it doubts is weighed with other evidence by
:mod:`compare.diff.wording`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol, cast, overload

import numpy as np
from numpy.typing import NDArray

from compare.models import shipped_folder
from compare.records import Bead, Document, Estimate
from compare.registry import resolve

ENGINES = {
    "word-estimator": "compare.engines.word_estimator:WordEstimator",
}

State = NDArray[np.float32]
"""What an estimator makes of a sentence, a row a word: (words, dimensions)."""

States = Sequence[State] | Mapping[int, State]
"""What it makes of sentences of a version, by their ranks."""


Words = tuple[Collection[int], Collection[int]]
"""Words of the source's side of a bead and of the target's, by their offsets."""


class Estimator(Protocol):
    """Weighs the words of aligned sentences. ``name`` and ``checksum`` say which model, for the signature."""

    name: str
    checksum: str

    def warm(self) -> None:
        """Loads its models, so that a caller can have that done beside other work."""

    def read(self, document: Document, sentences: Iterable[int] | None = None) -> list[State]:
        """The states of these sentences of one version (of all), in order, which can be held against any number of
        others. What is read with a sentence changes nothing of its states."""

    def estimate(
        self,
        source: Document,
        target: Document,
        states: tuple[States, States],
        beads: Sequence[Bead],
        words: Sequence[Words | None] | None = None,
    ) -> list[Estimate | None]:
        """One estimate a bead, in order, from both versions and the states of the beads' sentences; ``None`` for a
        bead with an empty side. ``words`` are those of each bead whose doubts are surely asked for (``None``: all of
        them), so that they are weighed together; a doubt about another word is there as well, but dearer."""


class Reading:
    """One version as an estimator reads it: a sentence when it is first asked for, and once, however many versions this
    one is held against."""

    def __init__(self, document: Document, estimator: Estimator) -> None:
        self.document = document
        self.estimator = estimator
        self._states: dict[int, State] = {}

    def states(self, sentences: Iterable[int]) -> Mapping[int, State]:
        """Those of these sentences, at least."""
        unread = [index for index in dict.fromkeys(sentences) if index not in self._states]
        self._states.update(zip(unread, self.estimator.read(self.document, unread), strict=True))
        return self._states


class Estimates(Sequence[Estimate | None]):
    """An estimate a bead, each made when it is first asked for: of most beads other witnesses say enough, and to read a
    sentence for its word states is the dearest step of a comparison."""

    def __init__(self, source: Reading, target: Reading, beads: Sequence[Bead]) -> None:
        self._source, self._target = source, target
        self._beads = beads
        self._made: dict[int, Estimate | None] = {}

    def make(self, words: Mapping[int, Words | None]) -> None:
        """Makes those of these beads, by rank, together, which takes less time than one by one; of each the words whose
        doubts are surely asked for (``None``: all of them)."""
        ranks = [rank for rank in words if rank not in self._made]
        beads = [self._beads[rank] for rank in ranks]
        states = (
            self._source.states(index for bead in beads if bead.target for index in bead.source),
            self._target.states(index for bead in beads if bead.source for index in bead.target),
        )
        made = self._source.estimator.estimate(
            self._source.document, self._target.document, states, beads, [words[rank] for rank in ranks]
        )
        self._made.update(zip(ranks, made, strict=True))

    def __len__(self) -> int:
        return len(self._beads)

    @overload
    def __getitem__(self, rank: int) -> Estimate | None: ...
    @overload
    def __getitem__(self, rank: slice) -> list[Estimate | None]: ...
    def __getitem__(self, rank: int | slice) -> Estimate | list[Estimate | None] | None:
        if isinstance(rank, slice):
            return [self[one] for one in range(*rank.indices(len(self)))]
        if rank not in self._made:
            self.make({range(len(self))[rank]: None})
        return self._made[rank]


def load(source: str, target: str) -> Estimator | None:
    """The estimator of a pair of languages (ISO 639-1), or ``None`` where none is installed.

    Raises ModelError for one that is broken.
    """
    folders = sorted(shipped_folder().glob(f"word-estimator-{source}_{target}-*"))
    if not folders:
        return None
    estimator = cast(Estimator, resolve(ENGINES["word-estimator"])(folders[-1], source, target))
    estimator.warm()
    return estimator
