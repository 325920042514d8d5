"""Encoders of the sentence-transformers library: LaBSE, or any model in a folder. Runs on torch, so only when named."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from compare.embed import Vectors, distinct, unit
from compare.errors import ModelError
from compare.models import fingerprint

BATCH = 32

WEIGHTS = ("*.safetensors", "pytorch_model*.bin")


class SentenceTransformersEncoder:
    """Implements :class:`compare.embed.Embedder` over a model on this machine: a folder, or a name such as
    ``sentence-transformers/LaBSE`` that an earlier download left in the Hugging Face cache. Code that a model brings
    along is not run."""

    def __init__(self, model: str) -> None:
        folder = _folder(model)
        self.name = f"sentence-transformers/{folder.name if Path(model).is_dir() else model}"
        self._weights = tuple(sorted(path for pattern in WEIGHTS for path in folder.rglob(pattern)))
        self._model = _load(model, folder)

    @cached_property
    def checksum(self) -> str:
        """Of the weights; read when asked for."""
        return fingerprint(*self._weights)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See :meth:`compare.embed.Embedder.encode`. A text longer than the model reads is cut by its tokenizer."""
        if not texts:
            return np.zeros((0, self._dimensions), dtype=np.float32)
        once, ranks = distinct(texts)
        vectors = self._model.encode(once, batch_size=BATCH, show_progress_bar=False, convert_to_numpy=True)
        return unit(np.asarray(vectors, dtype=np.float32))[ranks]

    @cached_property
    def _dimensions(self) -> int:
        return int(self.encode(["."]).shape[1])


def _folder(model: str) -> Path:
    """Where the model lies. Raises ModelError where it is not on this machine."""
    if Path(model).is_dir():
        return Path(model)
    os.environ["HF_HUB_OFFLINE"] = "1"  # read when huggingface_hub is imported: nothing is fetched
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(model, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError, OSError) as error:
        raise ModelError(
            f"The encoder '{model}' is neither a folder nor a model on this machine, and nothing is fetched while "
            f"comparing. Fetch it once where there is a network ('hf download {model}'), or copy its folder here and "
            "give the folder; 'use' is the bundled encoder."
        ) from error


def _load(model: str, folder: Path) -> Any:
    if not (folder / "modules.json").is_file():
        raise ModelError(
            f"'{model}' is not a sentence-transformers model: '{folder}' has no modules.json. Give the folder that "
            "SentenceTransformer.save() wrote, or use 'use', the bundled encoder."
        )
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(str(folder), device="cpu", local_files_only=True, trust_remote_code=False)
    except Exception as error:  # the library lets through whatever its parts raise: ValueError, OSError, KeyError, ...
        raise ModelError(
            f"The encoder in '{folder}' cannot be loaded: {error}. Fetch it again, or use 'use', the bundled encoder."
        ) from error
