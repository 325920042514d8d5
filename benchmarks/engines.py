"""The default engines for benchmarks, with what they have encoded and translated remembered within a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from compare.embed import Embedder, Vectors
from compare.pipeline import Engines, Settings, load_engines
from compare.translate import Translator


class RememberedEmbedder:
    """An embedder that encodes each text once a process."""

    def __init__(self, inner: Embedder) -> None:
        self.name, self.checksum, self._inner = inner.name, inner.checksum, inner
        self._known: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See :meth:`compare.embed.Embedder.encode`."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._inner.encode(new), strict=True))
        return np.stack([self._known[text] for text in texts]) if texts else self._inner.encode([])


class RememberedTranslator:
    """A translator that translates each sentence once a process."""

    def __init__(self, inner: Translator) -> None:
        self.name, self.checksum, self.source, self.target = inner.name, inner.checksum, inner.source, inner.target
        self._translate: Callable[[Sequence[str]], list[str]] = inner.translate
        self._known: dict[str, str] = {}

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """See :meth:`compare.translate.Translator.translate`."""
        new = [text for text in dict.fromkeys(sentences) if text not in self._known]
        self._known.update(zip(new, self._translate(new), strict=True))
        return [self._known[text] for text in sentences]


@cache
def engines(translate: bool = True) -> Engines:
    """The engines of a default run from Russian to English."""
    made = load_engines("ru", "en", Settings(translate=translate))
    translator = RememberedTranslator(made.translator) if made.translator else None
    return Engines(RememberedEmbedder(made.embedder), translator, made.parsers, made.settings, made.gazetteer)
