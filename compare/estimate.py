"""Words without a counterpart: the seam for word-level quality estimation (a doubt for each word of a pair).

An estimator reads both sentences at once and knows no rule; what it doubts is weighed with other evidence by
:mod:`compare.diff.wording`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from compare.models import shipped_folder
from compare.records import Bead, Document, Estimate
from compare.registry import resolve

ENGINES = {
    "word-estimator": "compare.engines.word_estimator:WordEstimator",
}

States = Sequence[NDArray[np.float32]]
"""What an estimator makes of each sentence of a version, a row a word: (words, dimensions)."""


class Estimator(Protocol):
    """Weighs the words of aligned sentences. ``name`` and ``checksum`` say which model, for the signature."""

    name: str
    checksum: str

    def warm(self) -> None:
        """Loads its models, so that a caller can have that done beside other work."""

    def read(self, document: Document) -> States:
        """The states of one version's words, which can be held against any number of others."""

    def estimate(
        self, source: Document, target: Document, states: tuple[States, States], beads: Sequence[Bead]
    ) -> list[Estimate | None]:
        """One estimate a bead, in order, from both versions and their states; ``None`` for a bead with an empty
        side."""


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
