"""Russian grammar: slovnet's news models (entities, morphology, syntax), lemmas by pymorphy3.

The model files lie in the natasha wheel; natasha itself is not imported, since its own lemmatiser (pymorphy2)
does not run on Python 3.11.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from navec import Navec
from razdel import tokenize
from slovnet import NER, Morph, Syntax

from compare.engines.pymorphy import analyzer
from compare.errors import ModelError
from compare.models import fingerprint
from compare.records import Entity, NameType, Parse, Sentence, Token

ENTITY_TYPES: dict[str, NameType] = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}

UD_TO_OPENCORPORA = {
    "NOUN": {"NOUN"}, "PROPN": {"NOUN"}, "VERB": {"VERB", "INFN", "PRTF", "PRTS", "GRND"},
    "AUX": {"VERB", "INFN", "PRTF", "PRTS", "GRND"}, "ADJ": {"ADJF", "ADJS", "COMP", "PRTF", "PRTS"},
    "ADV": {"ADVB", "COMP", "PRED"}, "NUM": {"NUMR", "ADJF"}, "PRON": {"NPRO"}, "DET": {"ADJF", "NPRO"},
    "ADP": {"PREP"}, "CCONJ": {"CONJ"}, "SCONJ": {"CONJ"}, "PART": {"PRCL"}, "INTJ": {"INTJ"},
}  # fmt: skip
"""Parts of speech of Universal Dependencies -> those of OpenCorpora, pymorphy3's tag set (e.g. NUM «два» -> NUMR)."""


def _model_folder() -> Path:
    spec = find_spec("natasha")
    if spec is None or spec.origin is None:
        raise ModelError("The Russian models are missing. Install them: pip install natasha")
    return Path(spec.origin).parent / "data"


class SlovnetParser:
    """Implements :class:`compare.parse.Parser` for Russian."""

    name = "slovnet-0.6/natasha-news-1.6+pymorphy3"

    def __init__(self) -> None:
        folder = _model_folder()
        navec = Navec.load(str(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))
        self.checksum = fingerprint(*sorted((folder / "model").glob("*.tar")))
        self._ner = NER.load(str(folder / "model" / "slovnet_ner_news_v1.tar")).navec(navec)
        self._morph = Morph.load(str(folder / "model" / "slovnet_morph_news_v1.tar")).navec(navec)
        self._syntax = Syntax.load(str(folder / "model" / "slovnet_syntax_news_v1.tar")).navec(navec)
        self._analyzer = analyzer()
        self._lemma = lru_cache(maxsize=50_000)(self._lemmatise)

    def parse(self, sentences: Sequence[Sentence]) -> list[Parse]:
        """See :meth:`compare.parse.Parser.parse`. Sentences of like length are read together: a batch is as long as
        its longest sentence, and what a model says of a sentence does not hang on its neighbours."""
        by_length = sorted(sentences, key=lambda sentence: len(sentence.text))
        done = dict(zip(by_length, self._parse(by_length), strict=True))
        return [done[sentence] for sentence in sentences]

    def _parse(self, sentences: Sequence[Sentence]) -> list[Parse]:
        pieces = [list(tokenize(sentence.text)) for sentence in sentences]
        words = [[piece.text for piece in row] for row in pieces]
        entities = self._ner.map([sentence.text for sentence in sentences])
        rows = zip(sentences, pieces, self._morph.map(words), self._syntax.map(words), entities, strict=True)
        return [
            Parse(tuple(self._tokens(s, row, morph, syntax)), tuple(_entities(s, ner)))
            for s, row, morph, syntax, ner in rows
        ]

    def _tokens(self, sentence: Sentence, pieces: list[Any], morph: Any, syntax: Any) -> Iterator[Token]:
        rank = {token.id: number for number, token in enumerate(syntax.tokens)}
        for number, (piece, form, node) in enumerate(zip(pieces, morph.tokens, syntax.tokens, strict=True)):
            features = "|".join(f"{key}={value}" for key, value in sorted(form.feats.items()))
            yield Token(
                start=sentence.start + piece.start,
                stop=sentence.start + piece.stop,
                text=piece.text,
                lemma=self._lemma(piece.text.lower(), form.pos, features),
                pos=form.pos,
                features=features,
                head=rank.get(node.head_id, number),
                relation=node.rel,
            )

    def _lemmatise(self, word: str, pos: str, features: str) -> str:
        """pymorphy3's lemma among the readings that fit the part of speech, and the case where it decides."""
        readings = self._analyzer.parse(word)
        wanted = UD_TO_OPENCORPORA.get(pos)
        fitting = [reading for reading in readings if wanted and reading.tag.POS in wanted] or readings
        if "Number=Plur" in features:
            fitting = [reading for reading in fitting if reading.tag.number == "plur"] or fitting
        return str(fitting[0].normal_form) if fitting else word


def _entities(sentence: Sentence, markup: Any) -> Iterator[Entity]:
    for span in markup.spans:
        start, stop = sentence.start + span.start, sentence.start + span.stop
        yield Entity(start, stop, sentence.text[span.start : span.stop], ENTITY_TYPES[span.type])
