"""Word-level quality estimation on contextual word states: a small cross-lingual encoder in ctranslate2, a small
network for each side in numpy. No torch.

A word is described by its own state, by the state of what it attends to on the other side, and by how well the two
fit; the network was trained on sentence pairs that were damaged on purpose (``models/recipe/words``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from compare import lexicon
from compare.engines.word_estimator.features import Row, describe, similarities
from compare.engines.word_estimator.network import Network
from compare.engines.word_estimator.states import Encoder
from compare.errors import ModelError
from compare.models import fingerprint
from compare.records import Bead, Document, Estimate

HEAD = "head.npz"


class WordEstimator:
    """Implements :class:`compare.estimate.Estimator` over a folder with an encoder and a head. Takes about 5 ms a
    pair."""

    def __init__(self, folder: Path, source: str, target: str) -> None:
        self.name = folder.name
        self.checksum = fingerprint(folder / "encoder" / "model.bin", folder / HEAD)
        self._folder = folder
        self._languages = source, target

    def warm(self) -> None:
        """See :meth:`compare.estimate.Estimator.warm`."""
        self._encoder.warm()
        _ = self._head, self._lexicon

    def estimate(self, source: Document, target: Document, beads: Sequence[Bead]) -> list[Estimate | None]:
        """See :meth:`compare.estimate.Estimator.estimate`."""
        pairs = [bead for bead in beads if bead.source and bead.target]
        rows = (
            self._rows(source, sorted({index for bead in pairs for index in bead.source})),
            self._rows(target, sorted({index for bead in pairs for index in bead.target})),
        )
        return [
            self._estimate(
                Row.joined([rows[0][index] for index in bead.source]),
                Row.joined([rows[1][index] for index in bead.target]),
            )
            if bead.source and bead.target
            else None
            for bead in beads
        ]

    def _rows(self, document: Document, indexes: Sequence[int]) -> dict[int, Row]:
        sentences = [document.sentences[index] for index in indexes]
        tokens = [document.parses[index].tokens for index in indexes]
        states = self._encoder.encode(
            [
                (sentence.text, [(token.start - sentence.start, token.stop - sentence.start) for token in row])
                for sentence, row in zip(sentences, tokens, strict=True)
            ]
        )
        return {index: Row(row, made) for index, row, made in zip(indexes, tokens, states, strict=True)}

    def _estimate(self, source: Row, target: Row) -> Estimate:
        fit = similarities(source, target, self._head.means)
        described = describe(source, target, fit, self._head.means, self._lexicon)
        doubts = [network(rows) for network, rows in zip(self._head.networks, described, strict=True)]
        starts = [[token.start for token in row.tokens] for row in (source, target)]
        best, back = fit.argmax(1), fit.argmax(0)
        partners = {starts[0][i]: starts[1][j] for i, j in enumerate(best) if back[j] == i}
        return Estimate(
            dict(zip(starts[0], doubts[0].tolist(), strict=True)),
            dict(zip(starts[1], doubts[1].tolist(), strict=True)),
            partners,
        )

    @cached_property
    def _encoder(self) -> Encoder:
        return Encoder(self._folder / "encoder")

    @cached_property
    def _lexicon(self) -> lexicon.Lexicon:
        return lexicon.load(*self._languages)

    @cached_property
    def _head(self) -> Head:
        return Head.read(self._folder / HEAD)


class Head:
    """The networks of both sides (source, target) and the mean states of both languages, which are subtracted."""

    def __init__(self, networks: tuple[Network, Network], means: tuple[np.ndarray, np.ndarray]) -> None:
        self.networks = networks
        self.means = means

    @classmethod
    def read(cls, path: Path) -> Head:
        """Raises ModelError for a file that is missing or broken."""
        try:
            with np.load(path) as arrays:
                networks = Network.of(arrays, "source"), Network.of(arrays, "target")
                return cls(networks, (arrays["mean.source"], arrays["mean.target"]))
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"The word estimator at '{path}' cannot be read: {error}. Reinstall compare.") from error
