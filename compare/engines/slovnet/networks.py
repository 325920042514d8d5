"""slovnet's three networks as one reader: the vocabulary, which they share, is read once, and so is every batch.

slovnet loads 250,000 words four times over (with the word vectors, and with each network) and turns every sentence
into numbers three times. Weights and labels are slovnet's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from navec.meta import Meta
from navec.pq import PQ
from navec.tar import Tar
from navec.vocab import Vocab
from slovnet.bio import bio_spans
from slovnet.const import REL, SHAPE, TAG
from slovnet.exec.model import NER, Morph, Syntax
from slovnet.exec.pack import Pack
from slovnet.shape import word_shape

from compare.engines.slovnet.encoders import Encoders, Stack
from compare.engines.slovnet.heads import Heads, Names, Tags

BATCH = 64
"""Sentences read at once."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the networks say of one sentence: for each word its tag (``NOUN|Case=Nom``), the rank of its head (from 1; 0
    for the root) and its relation to it; the entities."""

    tags: Sequence[str]
    heads: Sequence[int]
    relations: Sequence[str]
    entities: Sequence[Any]


@dataclass(frozen=True)
class _Vectors:
    """What a network takes of the word vectors (navec), without the norms of all words, which only likeness needs."""

    meta: Any
    pq: Any


class _Codes(PQ):  # type: ignore[misc]
    def precompute(self) -> None:
        """Nothing: see :class:`_Vectors`."""


class Networks:
    """The three networks of one folder: entities, morphology, syntax."""

    def __init__(self, vectors: Path, ner: Path, morph: Path, syntax: Path) -> None:
        with Tar(str(vectors)) as tar:
            meta = Meta.from_file(tar.load("meta.json"))
            Meta.check_protocol(meta.protocol)
            words = Vocab.from_file(tar.load("vocab.bin"))
            codes = _Codes.from_file(tar.load("pq.bin"))
        self._word_ids: dict[str, int] = words.word_ids
        self._unknown: int = words.unk_id
        shared = _Vectors(meta, codes)
        tagging, tags = self._network(morph, Morph, TAG, shared)
        parsing, relations = self._network(syntax, Syntax, REL, shared)
        naming, marks = self._network(ner, NER, TAG, shared)
        self._encoders = Encoders([tagging, parsing, naming])
        self._tags, self._heads, self._names = Tags(tagging, tags), Heads(parsing, relations), Names(naming, marks)
        self._ids = lru_cache(maxsize=50_000)(self._ids_of)

    def read(self, sentences: Sequence[Sequence[Any]]) -> list[Reading]:
        """One reading a sentence, in order; a sentence is a row of tokens with ``text``, ``start`` and ``stop``."""
        found: list[Reading] = []
        for first in range(0, len(sentences), BATCH):
            found.extend(self._batch(sentences[first : first + BATCH]))
        return found

    def _batch(self, sentences: Sequence[Sequence[Any]]) -> Iterator[Reading]:
        stack = Stack([len(row) for row in sentences])
        ids = [self._ids(token.text) for row in sentences for token in row]
        if not ids:
            yield from (Reading((), (), (), ()) for _ in sentences)
            return
        for_tags, for_heads, for_names = self._encoders(ids, stack)
        read = self._tags(for_tags, stack), self._heads(for_heads, stack), self._names(for_names, stack)
        for row, tags, (heads, relations), marks in zip(sentences, *read, strict=True):
            yield Reading(tags, heads, relations, list(bio_spans(row, marks)))

    def _ids_of(self, word: str) -> tuple[int, int]:
        return self._word_ids.get(word.lower(), self._unknown), self._shapes.encode(word_shape(word))

    def _network(self, path: Path, kind: type, labels: str, vectors: _Vectors) -> tuple[Any, list[str]]:
        """A network and its labels."""
        with Pack(str(path)) as pack:
            pack.load_meta().check_protocol()
            model = pack.load_model(kind)
            model = model.inject_arrays(dict(pack.load_arrays(model.weights))).inject_navec(vectors)
            self._shapes = pack.load_vocab(SHAPE)  # the same in all three
            return model, pack.load_vocab(labels).items
