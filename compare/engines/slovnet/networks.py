"""slovnet's three networks as one reader: the vocabulary, which they share, is read once, and so is every batch.

slovnet loads 250,000 words four times over (with the word vectors, and with each network) and turns every sentence
into numbers three times. Weights, decoding and labels are slovnet's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from navec.meta import Meta
from navec.pq import PQ
from navec.tar import Tar
from navec.vocab import Vocab
from numpy.typing import NDArray
from slovnet.bio import bio_spans
from slovnet.const import REL, SHAPE, TAG
from slovnet.exec.encoders import WordShapeEncoder
from slovnet.exec.infer import MorphInfer, NERInfer, SyntaxDecoder, SyntaxInfer, TagDecoder
from slovnet.exec.model import NER, Morph, Syntax
from slovnet.exec.pack import Pack
from slovnet.shape import word_shape

Floats = NDArray[np.float32]

BATCH = 8
"""Sentences read at once, slovnet's own default."""


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


class _Convolutions:
    """The networks' convolutional encoder with a word a row: the same sums as slovnet's in a third of the time, which
    copies its windows letter by letter and takes a norm in four steps."""

    def __init__(self, encoder: Any) -> None:
        self._layers = []
        for layer in encoder.layers:
            weight = layer.conv.weight.array  # filters x dimensions x window
            matrix = np.ascontiguousarray(weight.transpose(2, 1, 0).reshape(-1, len(weight)))
            scale = layer.norm.weight.array / layer.norm.std.array
            shift = layer.norm.bias.array - layer.norm.mean.array * scale
            self._layers.append((weight.shape[2], layer.conv.padding, matrix, layer.conv.bias.array, scale, shift))

    def __call__(self, rows: Floats, mask: NDArray[np.bool_]) -> Floats:
        """(sentences, words, dimensions) -> the same with other dimensions; zero where ``mask`` has no word."""
        for window, padding, matrix, bias, scale, shift in self._layers:
            count, length, width = rows.shape
            padded = np.zeros((count, length + 2 * padding, width), dtype=rows.dtype)
            padded[:, padding : padding + length] = rows
            windows = np.concatenate([padded[:, first : first + length] for first in range(window)], axis=-1)
            made = windows.reshape(count * length, -1) @ matrix
            made += bias
            np.maximum(made, 0, out=made)
            made *= scale
            made += shift
            rows = made.reshape(count, length, -1)
            rows[mask] = 0
        return rows


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
        self._vectors = _Vectors(meta, codes)
        self._encoder = WordShapeEncoder(words, None, BATCH)
        self._ner = NERInfer(*self._network(ner, NER, TAG, TagDecoder))
        self._morph = MorphInfer(*self._network(morph, Morph, TAG, TagDecoder))
        self._syntax = SyntaxInfer(*self._network(syntax, Syntax, REL, SyntaxDecoder))
        self._ids = lru_cache(maxsize=50_000)(self._ids_of)

    def read(self, sentences: Sequence[Sequence[Any]]) -> list[Reading]:
        """One reading a sentence, in order; a sentence is a row of tokens with ``text``, ``start`` and ``stop``."""
        found: list[Reading] = []
        for first in range(0, len(sentences), BATCH):
            found.extend(self._batch(sentences[first : first + BATCH]))
        return found

    def _batch(self, sentences: Sequence[Sequence[Any]]) -> Iterator[Reading]:
        ids = [tuple(zip(*(self._ids(token.text) for token in row), strict=True)) for row in sentences]
        batch = [self._encoder.input(ids)]
        tags, syntax, entities = (
            infer.decoder(infer.process(batch)) for infer in (self._morph, self._syntax, self._ner)
        )
        for row, morph, (_, heads, relations), marks in zip(sentences, tags, syntax, entities, strict=True):
            yield Reading(morph, [int(head) for head in heads], relations, list(bio_spans(row, marks)))

    def _ids_of(self, word: str) -> tuple[int, int]:
        return self._word_ids.get(word.lower(), self._unknown), self._encoder.shapes_vocab.encode(word_shape(word))

    def _network(self, path: Path, kind: type, labels: str, decoder: type) -> tuple[Any, Any, Any]:
        with Pack(str(path)) as pack:
            pack.load_meta().check_protocol()
            model = pack.load_model(kind)
            model = model.inject_arrays(dict(pack.load_arrays(model.weights))).inject_navec(self._vectors)
            shapes, decoded = pack.load_vocab(SHAPE), pack.load_vocab(labels)
        self._encoder.shapes_vocab = shapes  # the same in all three
        model.encoder = _Convolutions(model.encoder)
        return model, self._encoder, decoder(decoded)
