"""What a language's table of wording says: light words, opposites, shades of strength."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product

from compare.languages import Language


@lru_cache(maxsize=8)
def light(language: Language) -> frozenset[str]:
    """Words that say too little to be missed, and those of hedges."""
    answers = language.table("hedges")["answers"]
    hedging = {word.partition("/")[0] for row in answers for word in row["words"].replace("|", " ").split()}
    return frozenset(language.table("wording")["light"]) | hedging


@lru_cache(maxsize=8)
def charged(language: Language) -> frozenset[str]:
    """All words of the tables of opposites and shades."""
    shades = language.table("wording")["shades"]
    return frozenset(_opposite_words(language)) | {word for row in shades for word in (*row["plain"], *row["strong"])}


def opposites(language: Language, word: str) -> frozenset[str]:
    """The words that mean the opposite of this one."""
    return _opposite_words(language).get(word, frozenset())


def shift(source: Sequence[str], target: Sequence[str], language: Language) -> str:
    """How the weight changed between words of one language: ``sharpened``, ``softened``, or ``""``."""
    for plain, strong in _shades(language):
        if not (plain.isdisjoint(source) or strong.isdisjoint(target)) and strong.isdisjoint(source):
            return "sharpened"
        if not (strong.isdisjoint(source) or plain.isdisjoint(target)) and plain.isdisjoint(source):
            return "softened"
    return ""


def is_intense(language: Language, word: str) -> bool:
    """Whether this word makes another stronger or weaker."""
    return word in language.table("wording")["intensity"]


@lru_cache(maxsize=8)
def _shades(language: Language) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple((frozenset(row["plain"]), frozenset(row["strong"])) for row in language.table("wording")["shades"])


@lru_cache(maxsize=8)
def _opposite_words(language: Language) -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for row in language.table("wording")["opposites"]:
        for one, other in product(row["words"], row["against"]):
            table.setdefault(one, set()).add(other)
            table.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in table.items()}
