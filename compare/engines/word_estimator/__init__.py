"""Word-level quality estimation on contextual word states: a small cross-lingual encoder in ctranslate2, a small
network for each side in numpy. No torch.

A word is described by its own state, by the state of what it attends to on the other side, and by how well the two
fit; the network was trained on sentence pairs that were damaged on purpose (``models/recipe/words``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path

import numpy as np

from compare import lexicon
from compare.engines.word_estimator.features import Row, describe, similarities
from compare.engines.word_estimator.network import Network
from compare.engines.word_estimator.states import Encoder
from compare.errors import ModelError
from compare.estimate import State, States
from compare.models import fingerprint
from compare.records import Bead, Document, Estimate

HEAD = "head.npz"

TOGETHER = 16
"""Pairs that are weighed at once: a word takes 6 kB on the way."""


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

    def read(self, document: Document, sentences: Iterable[int] | None = None) -> list[State]:
        """See :meth:`compare.estimate.Estimator.read`: (words, 384)."""
        which = range(len(document.sentences)) if sentences is None else sentences
        rows = [(document.sentences[index], document.parses[index].tokens) for index in which]
        return self._encoder.encode(
            [
                (sentence.text, [(token.start - sentence.start, token.stop - sentence.start) for token in tokens])
                for sentence, tokens in rows
            ]
        )

    def estimate(
        self, source: Document, target: Document, states: tuple[States, States], beads: Sequence[Bead]
    ) -> list[Estimate | None]:
        """See :meth:`compare.estimate.Estimator.estimate`."""
        pairs = [
            (_row(source, states[0], bead.source), _row(target, states[1], bead.target))
            for bead in beads
            if bead.source and bead.target
        ]
        made = chain.from_iterable(self._estimates(pairs[at : at + TOGETHER]) for at in range(0, len(pairs), TOGETHER))
        return [next(made) if bead.source and bead.target else None for bead in beads]

    def _estimates(self, pairs: Sequence[tuple[Row, Row]]) -> Iterator[Estimate]:
        fits = [similarities(*pair, self._head.means) for pair in pairs]
        described = [
            describe(*pair, fit, self._head.means, self._lexicon) for pair, fit in zip(pairs, fits, strict=True)
        ]
        doubts = []
        for side, network in enumerate(self._head.networks):  # one product for all pairs is half the work
            stops = np.cumsum([len(pair[side].tokens) for pair in pairs])
            doubts.append(np.split(network(np.concatenate([one[side] for one in described])), stops[:-1]))
        for pair, fit, ours, theirs in zip(pairs, fits, *doubts, strict=True):
            starts = [[token.start for token in row.tokens] for row in pair]
            best, back = fit.argmax(1).tolist(), fit.argmax(0).tolist()
            yield Estimate(
                dict(zip(starts[0], ours.tolist(), strict=True)),
                dict(zip(starts[1], theirs.tolist(), strict=True)),
                {starts[0][i]: starts[1][j] for i, j in enumerate(best) if back[j] == i},
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


def _row(document: Document, states: States, sentences: Sequence[int]) -> Row:
    return Row.joined([Row(document.parses[index].tokens, states[index]) for index in sentences])


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
