"""Sentences -> a contextual state for each word: multilingual-e5-small's first seven layers, in int8 on ctranslate2."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.errors import ModelError

Vectors = NDArray[np.float32]
Place = tuple[int, int]

LONGEST = 254
"""Sub-words of a sentence that are read; the encoder was trained on 512 at most and news sentences have fewer."""

THREADS = 1
"""Of the encoder: the parsers have the other core while it runs."""


class Encoder:
    """Gives each word the mean of the states of its sub-words."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def encode(self, sentences: Sequence[tuple[str, Sequence[Place]]]) -> list[Vectors]:
        """For each sentence (its text and the places of its words) an array of shape (words, 384)."""
        return [self._states(text, words) for text, words in sentences]

    def _states(self, text: str, words: Sequence[Place]) -> Vectors:
        """Of one sentence alone: in a batch of sentences the longest tells how they are padded, and padding moves the
        states of 8-bit weights a little, by up to 0.1. So what a sentence is read with changes nothing of a report. It
        costs a fifth more."""
        ids, places = self._pieces(text)
        return pooled(np.array(self._model.forward_batch([ids]).last_hidden_state)[0], places, words)

    def _pieces(self, text: str) -> tuple[list[int], list[Place]]:
        """Sub-word ids with the marks of beginning and end, and the place of each sub-word in code points."""
        lengths = list(accumulate((len(letter.encode()) for letter in text), initial=0))
        pieces = self._tokenizer.encode(text, return_type="proto").pieces[:LONGEST]
        places = [(bisect_left(lengths, piece.begin), bisect_left(lengths, piece.end)) for piece in pieces]
        return [self._tokenizer.bos_id(), *(piece.id for piece in pieces), self._tokenizer.eos_id()], places

    @cached_property
    def _tokenizer(self) -> Any:
        import sentencepiece

        try:
            return sentencepiece.SentencePieceProcessor(model_file=str(self._folder / "sentencepiece.model"))
        except OSError as error:
            raise ModelError(f"The word encoder at '{self._folder}' cannot be read. Reinstall compare.") from error

    @cached_property
    def _model(self) -> Any:
        import ctranslate2

        try:
            return ctranslate2.Encoder(
                str(self._folder), device="cpu", compute_type="int8", inter_threads=1, intra_threads=THREADS
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(
                f"The word encoder at '{self._folder}' cannot be loaded: {error}. Reinstall compare."
            ) from error

    def warm(self) -> None:
        """Loads both models now."""
        _ = self._tokenizer, self._model


def pooled(states: Vectors, pieces: Sequence[Place], words: Sequence[Place]) -> Vectors:
    """The mean state of each word's sub-words; ``states`` has a row more at both ends. A word that no sub-word covers
    (of a sentence that was cut) gets the mean of the sentence."""
    bounds = np.zeros((len(words), 2), np.intp)
    first = 0
    for rank, (start, stop) in enumerate(words):
        while first < len(pieces) and pieces[first][1] <= start:
            first += 1
        last = first
        while last < len(pieces) and pieces[last][0] < stop:
            last += 1
        bounds[rank] = first + 1, last + 1
    sizes = (bounds[:, 1] - bounds[:, 0])[:, None]
    rows = np.add.reduceat(states, bounds.ravel(), axis=0)[::2] if len(words) else states[:0]
    means = rows / np.maximum(sizes, 1).astype(np.float32)
    return np.asarray(np.where(sizes > 0, means, states.mean(0)), dtype=np.float32)
