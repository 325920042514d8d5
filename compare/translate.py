"""Sentences of one language -> sentences of another: the seam for a translation engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Translator(Protocol):
    """Translates sentences from language ``source`` to ``target`` (ISO 639-1). ``name`` says which package."""

    name: str
    source: str
    target: str

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """One translation a sentence, in order."""
