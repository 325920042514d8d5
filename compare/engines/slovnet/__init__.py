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

from compare.engines.pymorphy import analyzer
from compare.engines.slovnet.networks import Networks, Reading
from compare.engines.slovnet.tokenizer import tokenize
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
        self.checksum = fingerprint(*sorted((folder / "model").glob("*.tar")))
        named = (folder / "model" / f"slovnet_{kind}_news_v1.tar" for kind in ("ner", "morph", "syntax"))
        self._networks = Networks(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar", *named)
        self._analyzer = analyzer()
        self._lemma = lru_cache(maxsize=50_000)(self._lemmatise)

    def parse(self, sentences: Sequence[Sentence]) -> list[Parse]:
        """See :meth:`compare.parse.Parser.parse`."""
        rows = [tokenize(sentence.text) for sentence in sentences]
        readings = self._networks.read(rows)
        return [
            Parse(tuple(self._tokens(sentence, row, reading)), tuple(_entities(sentence, reading)))
            for sentence, row, reading in zip(sentences, rows, readings, strict=True)
        ]

    def _tokens(self, sentence: Sentence, row: list[Any], reading: Reading) -> Iterator[Token]:
        for number, (piece, tag, head) in enumerate(zip(row, reading.tags, reading.heads, strict=True)):
            pos, _, features = tag.partition("|")
            yield Token(
                start=sentence.start + piece.start,
                stop=sentence.start + piece.stop,
                text=piece.text,
                lemma=self._lemma(piece.text.lower(), pos, "Number=Plur" in features),
                pos=pos,
                features=features,
                head=head - 1 if head else number,
                relation=reading.relations[number],
            )

    def _lemmatise(self, word: str, pos: str, plural: bool) -> str:
        """pymorphy3's lemma among the readings that fit the part of speech, and the number where it decides."""
        readings = self._analyzer.parse(word)
        wanted = UD_TO_OPENCORPORA.get(pos, set())
        fitting = [reading for reading in readings if not wanted.isdisjoint(reading.tag.grammemes)] or readings
        if plural:
            fitting = [reading for reading in fitting if "plur" in reading.tag.grammemes] or fitting
        return str(fitting[0].normal_form) if fitting else word


def _entities(sentence: Sentence, reading: Reading) -> Iterator[Entity]:
    for span in reading.entities:
        start, stop = sentence.start + span.start, sentence.start + span.stop
        yield Entity(start, stop, sentence.text[span.start : span.stop], ENTITY_TYPES[span.type])
