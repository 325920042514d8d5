"""Reading the grammar of sentences: tokens, lemmas, parts of speech, dependencies and named entities.

A parser is an engine behind one protocol; which one serves a language is said in ``languages/<code>/language.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol, cast

from compare.languages import Language
from compare.records import Parse, Sentence
from compare.registry import resolve

PARSERS = {
    "slovnet": "compare.engines.slovnet:SlovnetParser",
    "spacy": "compare.engines.spacy:SpacyParser",
}


class Parser(Protocol):
    """Reads sentences of one language. ``name`` and ``checksum`` say which engine and model, for the signature."""

    @property
    def name(self) -> str: ...

    @property
    def checksum(self) -> str: ...

    def parse(self, sentences: Sequence[Sentence]) -> list[Parse]:
        """One Parse a sentence, in order, with the story's offsets."""


@cache
def load(language: Language) -> Parser:
    """The parser of a language, loaded once a process."""
    return cast(Parser, resolve(PARSERS[language.table("language")["parser"]])())
