"""Argos packages, run by ctranslate2 and sentencepiece in whole batches.

argostranslate.package finds and checks the packages; argostranslate.translate is not used, since it imports torch,
splits every text again and translates sentence by sentence (7 sentences a second against 70 and more here).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from compare.errors import ModelError
from compare.models import TranslationPackage, fingerprint

BEAM_SIZE = 4
BATCH_TOKENS = 2048
"""Sub-words in a batch; larger ones gain nothing on two cores."""

LENGTH_PENALTY = 0.2
"""What argostranslate itself uses."""

MAX_PIECES = 240
"""Sub-words of a source sentence that are translated; what is longer is cut, since models of this kind were trained
on single sentences and fall into loops beyond."""


class ArgosTranslator:
    """Implements :class:`compare.translate.Translator` over an Argos package."""

    def __init__(self, package: TranslationPackage, threads: int | None = None) -> None:
        self._threads = threads or _cores()
        self.package = package
        self.source, self.target = package.source, package.target
        self.name = f"argos/{package.name}"
        self.checksum = fingerprint(package.path / "model" / "model.bin")

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """See :meth:`compare.translate.Translator.translate`. Equal sentences are translated once."""
        distinct = list(dict.fromkeys(" ".join(sentence.split()) for sentence in sentences))
        done = dict(zip(distinct, self._translate(distinct), strict=True))
        return [done[" ".join(sentence.split())] for sentence in sentences]

    def _translate(self, sentences: list[str]) -> list[str]:
        pieces = [row[:MAX_PIECES] for row in self._tokenizer.encode(sentences, out_type=str)]
        results = self._model.translate_batch(
            pieces,
            beam_size=BEAM_SIZE,
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
            length_penalty=LENGTH_PENALTY,
            replace_unknowns=True,
        )
        return [self._tokenizer.decode_pieces(result.hypotheses[0]).replace("▁", " ").strip() for result in results]

    @cached_property
    def _tokenizer(self) -> Any:
        import sentencepiece

        path = self.package.path / "sentencepiece.model"
        if not path.is_file():
            raise ModelError(
                f"The translation package at '{self.package.path}' has no sentencepiece.model; only packages with "
                "a sentencepiece model are supported. Choose another with --translator, or use --no-translate."
            )
        return sentencepiece.SentencePieceProcessor(model_file=str(path))

    @cached_property
    def _model(self) -> Any:
        import ctranslate2

        try:
            return ctranslate2.Translator(
                str(self.package.path / "model"), device="cpu", compute_type="int8", intra_threads=self._threads
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(
                f"The model in '{self.package.path}' cannot be loaded: {error}. Reinstall the package, choose "
                "another with --translator, or use --no-translate."
            ) from error


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
