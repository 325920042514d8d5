"""Which words translate which: counts of aligned lemmas, read once.

The counts come with the package (``models/lexicon-<source>_<target>-*``). For a pair of languages without one the
lexicon is empty, and what leans on it keeps still.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
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
        forth, back = defaultdict[str, dict[str, int]](dict), defaultdict[str, dict[str, int]](dict)
        for source, target, count in rows:
            forth[source][target] = count
            back[target][source] = count
        self._forth, self._back = dict(forth), dict(back)
        self._totals: dict[bool, dict[str, int]] = {True: {}, False: {}}
        self._steps: dict[bool, dict[str, Mapping[str, float]]] = {True: {}, False: {}}
        self._usual: dict[tuple[str, float, bool], tuple[str, ...]] = {}
        self._walked = lru_cache(maxsize=KEPT)(self._walk)

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
        totals, counts = self._totals[of_source], (self._forth if of_source else self._back).get(word)
        if counts is None:  # and nothing is kept of it: a corpus has words without end
            return 0
        if word not in totals:
            totals[word] = sum(counts.values())
        return totals[word]

    def kin(self, word: str, *, of_source: bool) -> Mapping[str, float]:
        """The words of the other language that may render this one or a near synonym of it, with weights of 0 to 1:
        a walk there, back and there again over the likeliest translations."""
        if word not in (self._forth if of_source else self._back):
            return {}
        return self._walked(word, of_source=of_source)

    def _walk(self, word: str, *, of_source: bool) -> Mapping[str, float]:
        near = self._on(self._step(word, of_source=of_source), of_source=not of_source)
        return self._on(near, of_source=of_source)

    def _on(self, walk: Mapping[str, float], *, of_source: bool) -> Mapping[str, float]:
        """One step more, from every word that was reached."""
        reached: dict[str, float] = {}
        for word, weight in walk.items():
            for over, share in self._step(word, of_source=of_source).items():
                reached[over] = reached.get(over, 0.0) + weight * share
        return reached

    def _step(self, word: str, *, of_source: bool) -> Mapping[str, float]:
        """The likeliest translations of a word with their shares, worked out once: walks cross the same words."""
        steps = self._steps[of_source]
        if word not in steps:
            counts = (self._forth if of_source else self._back)[word]
            total = self.seen(word, of_source=of_source)
            likeliest = sorted(counts, key=counts.__getitem__, reverse=True)[:WIDTH]  # quicker than a heap in Python
            steps[word] = {to: counts[to] / total for to in likeliest}
        return steps[word]

    def usual(self, word: str, least: float, *, of_source: bool) -> tuple[str, ...]:
        """The translations that make up this share of a word's alignments, and were seen more than once."""
        key = word, least, of_source
        if key not in self._usual:
            counts = (self._forth if of_source else self._back).get(word)
            if counts is None:
                return ()
            needed = max(least * self.seen(word, of_source=of_source), 2)
            self._usual[key] = tuple(other for other, count in counts.items() if count >= needed)
        return self._usual[key]

    def share(self, source: str, target: str) -> float:
        """The share of a source lemma's alignments that this target lemma has, 0 to 1."""
        count = self.translations(source).get(target, 0)
        return count / self.seen(source, of_source=True) if count else 0.0

    def link(self, source: str, target: str) -> float:
        """The likelier of the two directions: the share of a lemma's alignments that join these two, 0 to 1."""
        count = self._forth.get(source, EMPTY).get(target, 0)
        return count / min(self.seen(source, of_source=True), self.seen(target, of_source=False)) if count else 0.0

    def linked(self, word: str, others: Set[str], least: float, *, of_source: bool) -> Iterator[str]:
        """Those of these words of the other language whose :meth:`link` with this one is at least so strong."""
        counts = (self._forth if of_source else self._back).get(word, EMPTY)
        for other in counts.keys() & others:
            seen = min(self.seen(word, of_source=of_source), self.seen(other, of_source=not of_source))
            if counts[other] / seen >= least:
                yield other


KEPT = 4_000
"""Words whose kin are remembered, some 7 kB each: half of those that a story asks for are frequent ones."""

WIDTH = 8
"""How many translations a walk follows at each step."""


@lru_cache(maxsize=4)
def load(source: str, target: str) -> Lexicon:
    """The lexicon of a pair of languages (ISO 639-1), empty where none is shipped.

    Raises ModelError for one that cannot be read.
    """
    folders = sorted(shipped_folder().glob(f"lexicon-{source}_{target}-*"))
    return Lexicon(_rows(folders[-1] / FILE) if folders else iter(()))


def _rows(path: Path) -> Iterator[tuple[str, str, int]]:
    try:
        for line in gzip.decompress(path.read_bytes()).decode("utf-8").replace("ё", "е").splitlines():
            source, target, count = line.split("\t")
            yield source, target, int(count)
    except (OSError, ValueError) as error:
        raise ModelError(f"The lexicon at '{path}' cannot be read. Reinstall compare.") from error
