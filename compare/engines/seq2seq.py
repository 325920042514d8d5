"""A translation model in ctranslate2's form with its sentencepiece models, run in whole batches.

What Argos packages and converted Firefox Translations models have in common: they differ in where their files lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from compare.errors import ModelError
from compare.machine import cores
from compare.models import fingerprint

BEAM_SIZE = 4
"""Partial translations that are kept, and proposals made. On newstest2019 (benchmarks.translation, copy check and all)
4 gives BLEU 30.4, 2 gives 29.9 and half as many sentences again a second."""

BATCH_TOKENS = 512
"""Sub-words in a batch, which ctranslate2 fills with sentences of like length: small enough that the sentences of one
story keep two threads busy; larger ones gain nothing."""

LENGTH_PENALTY = 0.2
"""What argostranslate itself uses."""

MAX_PIECES = 240
"""Sub-words of a source sentence that are translated; what is longer is cut, since models of this kind were trained
on single sentences and fall into loops beyond."""

NO_REPEAT = 4
"""Sub-words that may not come twice when a sentence is translated anew because its translation looped."""

LONGEST = 256
"""Sub-words of the longest translation."""

GROWTH, MARGIN = 1.3, 20
"""A translation that is made anew ends at that many times the sub-words of the longest source, and so many more: what
looped often does not end by itself, and would keep the others of its batch waiting."""


@dataclass(frozen=True, eq=False)
class Seq2SeqEngine:
    """Implements :class:`compare.translate.Engine` over the files of a model.

    ``where`` is what error messages call it, ``prefix`` a piece that every translation begins with, as some Argos
    packages for several target languages want it. Without ``target_pieces`` the pieces are joined as they are.
    """

    name: str
    source: str
    target: str
    where: Path
    model_folder: Path
    source_pieces: Path
    target_pieces: Path | None = None
    prefix: str = ""
    threads: int | None = None

    @cached_property
    def checksum(self) -> str:
        """Of the weights."""
        return fingerprint(self.model_folder / "model.bin")

    @property
    def settings(self) -> str:
        """See :class:`compare.translate.Engine`."""
        return f"beam {BEAM_SIZE}; penalty {LENGTH_PENALTY}; cut {MAX_PIECES}; no repeat {NO_REPEAT}, {GROWTH}"

    def candidates(self, sentences: Sequence[str], *, unrepeated: bool = False) -> list[list[str]]:
        """See :meth:`compare.translate.Engine.candidates`: as many as the beam is wide."""
        if not sentences:
            return []
        tokenizer, target = self._tokenizers
        pieces = [row[:MAX_PIECES] for row in tokenizer.encode(list(sentences), out_type=str)]
        longest = int(max(map(len, pieces)) * GROWTH) + MARGIN if unrepeated else LONGEST
        results = self._model.translate_batch(
            pieces,
            target_prefix=[[self.prefix]] * len(pieces) if self.prefix else None,
            beam_size=BEAM_SIZE,
            num_hypotheses=BEAM_SIZE,
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
            length_penalty=LENGTH_PENALTY,
            max_decoding_length=min(longest, LONGEST),
            no_repeat_ngram_size=NO_REPEAT if unrepeated else 0,
            replace_unknowns=True,
        )
        return [[self._text(target, row) for row in result.hypotheses] for result in results]

    def _text(self, tokenizer: Any, pieces: list[str]) -> str:
        kept = pieces[1:] if self.prefix and pieces[:1] == [self.prefix] else pieces
        joined = "".join(kept) if tokenizer is None else str(tokenizer.decode_pieces(kept))
        return joined.replace("▁", " ").strip()

    @cached_property
    def _tokenizers(self) -> tuple[Any, Any]:
        source = self._tokenizer(self.source_pieces)
        if self.target_pieces is None or self.target_pieces == self.source_pieces:
            return source, None if self.target_pieces is None else source
        return source, self._tokenizer(self.target_pieces)

    def _tokenizer(self, path: Path) -> Any:
        import sentencepiece

        if not path.is_file():
            raise ModelError(
                f"The translation package at '{self.where}' has no {path.name}; only packages with a sentencepiece "
                "model are supported. Choose another with --translator, or use --no-translate."
            )
        return sentencepiece.SentencePieceProcessor(model_file=str(path))

    @cached_property
    def _model(self) -> Any:
        import ctranslate2

        try:
            return ctranslate2.Translator(
                str(self.model_folder),
                device="cpu",
                compute_type="int8",
                inter_threads=self.threads or cores(),  # a batch a thread: 1.7 times as quick as one on all
                intra_threads=1,
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(
                f"The model in '{self.where}' cannot be loaded: {error}. Reinstall the package, choose "
                "another with --translator, or use --no-translate."
            ) from error
