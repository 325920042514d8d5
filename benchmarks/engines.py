"""The default engines for benchmarks, with what they have encoded and parsed remembered within a run.

The rules are what a benchmark measures again and again while they are worked on; the models stay as they are. With the
environment variable ``COMPARE_BENCHMARK_MEMORY`` set to a folder, parses and vectors are remembered between runs too,
by the model's checksum and the text. Translations are remembered by the tool itself (:mod:`compare.translate.cache`).
"""

from __future__ import annotations

import os
import pickle
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from compare.embed import Embedder, Vectors
from compare.parse import Parser
from compare.pipeline import Engines, Settings, load_engines
from compare.records import Parse, Sentence

MEMORY = "COMPARE_BENCHMARK_MEMORY"


class Memory:
    """What one engine made of each text: in this process, and in a file of the memory folder if there is one."""

    def __init__(self, name: str, checksum: str) -> None:
        self._known: dict[str, Any] = {}
        folder = os.environ.get(MEMORY)
        self._file: sqlite3.Connection | None = None
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            path = Path(folder) / f"{name.replace('/', '-')}-{checksum[:16]}.sqlite"
            self._file = sqlite3.connect(path, timeout=60, check_same_thread=False)
            self._file.execute("create table if not exists made (text text primary key, value blob)")

    def of(self, texts: Sequence[str], make: Callable[[list[str]], Sequence[Any]]) -> list[Any]:
        """The value of each text; ``make`` is asked for those that are not known yet, each once."""
        unknown = [text for text in dict.fromkeys(texts) if text not in self._known and not self._read(text)]
        for text, value in zip(unknown, make(unknown) if unknown else (), strict=True):
            self._known[text] = value
        self._write(unknown)
        return [self._known[text] for text in texts]

    def _read(self, text: str) -> bool:
        row = self._file and self._file.execute("select value from made where text = ?", (text,)).fetchone()
        if row:
            self._known[text] = pickle.loads(row[0])
        return bool(row)

    def _write(self, texts: Sequence[str]) -> None:
        if self._file and texts:
            rows = [(text, pickle.dumps(self._known[text])) for text in texts]
            with self._file:
                self._file.executemany("insert or ignore into made values (?, ?)", rows)


class RememberedEmbedder:
    """An embedder that encodes each text once."""

    def __init__(self, inner: Embedder) -> None:
        self.name, self.checksum, self._inner = inner.name, inner.checksum, inner
        self._memory = Memory(inner.name, inner.checksum)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See :meth:`compare.embed.Embedder.encode`."""
        return np.stack(self._memory.of(texts, self._inner.encode)) if texts else self._inner.encode([])


class RememberedParser:
    """A parser that reads each sentence once."""

    def __init__(self, inner: Parser) -> None:
        self.name, self.checksum, self._inner = inner.name, inner.checksum, inner
        self._memory = Memory(inner.name, inner.checksum)

    def parse(self, sentences: Sequence[Sentence]) -> list[Parse]:
        """See :meth:`compare.parse.Parser.parse`."""
        texts = [sentence.text for sentence in sentences]
        found = self._memory.of(texts, self._parse)
        return [_moved(parse, sentence.start) for parse, sentence in zip(found, sentences, strict=True)]

    def _parse(self, texts: list[str]) -> list[Parse]:
        return self._inner.parse([Sentence(index, 0, len(text), text) for index, text in enumerate(texts)])


def _moved(parse: Parse, start: int) -> Parse:
    """The reading of a sentence that begins at ``start`` instead of at 0."""
    return Parse(
        tuple(replace(token, start=token.start + start, stop=token.stop + start) for token in parse.tokens),
        tuple(replace(entity, start=entity.start + start, stop=entity.stop + start) for entity in parse.entities),
    )


@cache
def engines(translate: bool = True) -> Engines:
    """The engines of a default run from Russian to English."""
    made = load_engines("ru", "en", Settings(translate=translate))
    parsers = {code: RememberedParser(parser) for code, parser in made.parsers.items()}
    return replace(made, embedder=RememberedEmbedder(made.embedder), parsers=parsers)
