"""Word-level quality estimation on contextual word states: a small cross-lingual encoder in ctranslate2, a small
network for each side in numpy. No torch.

A word is described by its own state, by the state of what it attends to on the other side, and by how well the two
fit; the network was trained on sentence pairs that were damaged on purpose (``models/recipe/words``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, repeat
from pathlib import Path

import numpy as np

from compare import lexicon
from compare.engines.word_estimator.features import Described, Floats, Row, described, similarities
from compare.engines.word_estimator.network import Network
from compare.engines.word_estimator.states import Encoder
from compare.errors import ModelError
from compare.estimate import State, States, Words
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
        self,
        source: Document,
        target: Document,
        states: tuple[States, States],
        beads: Sequence[Bead],
        words: Sequence[Words | None] | None = None,
    ) -> list[Estimate | None]:
        """See :meth:`compare.estimate.Estimator.estimate`."""
        pairs = [
            (_row(source, states[0], bead.source), _row(target, states[1], bead.target), asked)
            for bead, asked in zip(beads, words or repeat(None, len(beads)), strict=True)
            if bead.source and bead.target
        ]
        made = chain.from_iterable(self._estimates(pairs[at : at + TOGETHER]) for at in range(0, len(pairs), TOGETHER))
        return [next(made) if bead.source and bead.target else None for bead in beads]

    def _estimates(self, pairs: Sequence[tuple[Row, Row, Words | None]]) -> Iterator[Estimate]:
        made: list[Estimate] = []
        doubts: tuple[list[Doubts], list[Doubts]] = ([], [])
        for source, target, _ in pairs:
            fit = similarities(source, target, self._head.means)
            sides = described(source, target, fit, self._head.means, self._lexicon)
            for of_side, side, network in zip(doubts, sides, self._head.networks, strict=True):
                of_side.append(Doubts(side, network))
            made.append(Estimate(doubts[0][-1], doubts[1][-1], _partners(source, target, fit)))
        for rank, of_side in enumerate(doubts):
            weigh(of_side, [asked and asked[rank] for _, _, asked in pairs])
        yield from made

    @cached_property
    def _encoder(self) -> Encoder:
        return Encoder(self._folder / "encoder")

    @cached_property
    def _lexicon(self) -> lexicon.Lexicon:
        return lexicon.load(*self._languages)

    @cached_property
    def _head(self) -> Head:
        return Head.read(self._folder / HEAD)


class Doubts(Mapping[int, float]):
    """The doubts about the words of one side of a pair, by the places of the words. To weigh a word is dear, and few
    are asked for: :func:`weigh` does those of which that is known, any other is weighed when it is asked for."""

    def __init__(self, side: Described, network: Network) -> None:
        self.side = side
        self.network = network
        self.made: dict[int, float] = {}
        self.ranks = {token.start: rank for rank, token in enumerate(side.row.tokens)}

    def __getitem__(self, start: int) -> float:
        if start not in self.made:
            self.made[start] = self.network(self.side.of([self.ranks[start]])).item()
        return self.made[start]

    def __iter__(self) -> Iterator[int]:
        return iter(self.ranks)

    def __len__(self) -> int:
        return len(self.ranks)


def weigh(sides: Sequence[Doubts], words: Sequence[Collection[int] | None]) -> None:
    """Weighs these words of sides of one language (all words for ``None``): one product for all is half the work."""
    starts = [[*one.ranks] if asked is None else sorted(asked) for one, asked in zip(sides, words, strict=True)]
    rows = [one.side.of([one.ranks[start] for start in asked]) for one, asked in zip(sides, starts, strict=True)]
    made = iter(sides[0].network(np.concatenate(rows)).tolist())
    for one, asked in zip(sides, starts, strict=True):
        one.made.update(zip(asked, made, strict=False))


def _partners(source: Row, target: Row, fit: Floats) -> dict[int, int]:
    """The places of words that are each other's best fit."""
    best, back = fit.argmax(1).tolist(), fit.argmax(0).tolist()
    return {source.tokens[i].start: target.tokens[j].start for i, j in enumerate(best) if back[j] == i}


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
