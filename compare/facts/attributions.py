from __future__ import annotations

from collections.abc import Sequence

from compare.languages import Language
from compare.records import Document, Fact


def find(document: Document, language: Language, found: Sequence[Fact]) -> list[Fact]:
    return []


def speakers(found: Sequence[Fact]) -> dict[tuple[int, int], Fact]:
    """Quotes (by their places) whose speaker an attribution names, with the speaker filled in."""
    return {}
