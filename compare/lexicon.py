"""Which words translate which: counts of aligned lemmas, read once.

The counts come with the package (``models/lexicon-<source>_<target>-*``). For a pair of languages without one the
lexicon is empty, and what leans on it keeps still.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from compare.errors import ModelError
from compare.models import shipped_folder

FILE = "lexicon.tsv.gz"

EMPTY: Mapping[str, int] = MappingProxyType({})


class Lexicon:
    """Translations of lemmas with their counts, both ways. ``rows`` are (source lemma, target lemma, count)."""

    def __init__(self, rows: Iterator[tuple[str, str, int]]) -> None:
        self._forth: dict[str, dict[str, int]] = {}
        self._back: dict[str, dict[str, int]] = {}
        for source, target, count in rows:
            self._forth.setdefault(source, {})[target] = count
            self._back.setdefault(target, {})[source] = count
        self._seen_source = {word: sum(counts.values()) for word, counts in self._forth.items()}
        self._seen_target = {word: sum(counts.values()) for word, counts in self._back.items()}

    def __len__(self) -> int:
        return len(self._forth)

    def translations(self, source: str) -> Mapping[str, int]:
        """How often each target lemma stood for this source lemma."""
        return self._forth.get(source, EMPTY)

    def origins(self, target: str) -> Mapping[str, int]:
        """How often each source lemma was rendered by this target lemma."""
        return self._back.get(target, EMPTY)

    def seen(self, word: str, *, of_source: bool) -> int:
        """How often this lemma was aligned at all."""
        return (self._seen_source if of_source else self._seen_target).get(word, 0)

    def link(self, source: str, target: str) -> float:
        """The likelier of the two directions: the share of a lemma's alignments that join these two, 0 to 1."""
        count = self._forth.get(source, EMPTY).get(target, 0)
        return count / min(self._seen_source[source], self._seen_target[target]) if count else 0.0


@lru_cache(maxsize=4)
def load(source: str, target: str) -> Lexicon:
    """The lexicon of a pair of languages (ISO 639-1), empty where none is shipped.

    Raises ModelError for one that cannot be read.
    """
    folders = sorted(shipped_folder().glob(f"lexicon-{source}_{target}-*"))
    return Lexicon(_rows(folders[-1] / FILE) if folders else iter(()))


def _rows(path: Path) -> Iterator[tuple[str, str, int]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                source, target, count = line.rstrip("\n").split("\t")
                yield source.replace("ё", "е"), target, int(count)
    except (OSError, ValueError) as error:
        raise ModelError(f"The lexicon at '{path}' cannot be read. Reinstall compare.") from error
