"""What a language's tables of wording say: light words, opposites, scales of strength."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import product

from compare.languages import Language

NOT = "not"
"""Before a word of a table, in any language: the word where it is denied."""

ON_SCALE = 0.25
"""The share of a word's renderings that must stand on a scale."""

ON_LEVEL = 0.6
"""Of those, the share that one level must have: a word that is rendered by plain and strong words alike is neither."""

OPPOSED = 0.1
"""The share of a word's renderings whose opposite the other word must be."""


@lru_cache(maxsize=8)
def light(language: Language) -> frozenset[str]:
    """Words that say too little to be missed, and those of hedges."""
    answers = language.table("hedges")["answers"]
    hedging = {word.partition("/")[0] for row in answers for word in row["words"].replace("|", " ").split()}
    return frozenset(language.table("wording")["light"]) | hedging


@lru_cache(maxsize=8)
def lessening(language: Language) -> frozenset[str]:
    """Words that turn the word after them: less quickly."""
    return frozenset(language.table("wording")["lessening"])


@lru_cache(maxsize=8)
def charged(language: Language) -> frozenset[str]:
    """All words of the tables of opposites and scales."""
    return frozenset(
        word.removeprefix(f"{NOT} ") for table in (_opposites(language), _levels(language)) for word in table
    )


@lru_cache(maxsize=8)
def phrases(language: Language) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The entries of several words of the tables of opposites and scales (turn away), the longest first, by their
    first word."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for entry in charged(language):
        words = tuple(entry.split())
        if len(words) > 1:
            table.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(rows, key=lambda row: (-len(row), row))) for first, rows in table.items()}


def opposites(language: Language, word: str) -> frozenset[str]:
    """The words that mean the opposite of this one."""
    return _opposites(language).get(word, frozenset())


def are_opposite(meanings: Mapping[str, float], word: str, language: Language) -> bool:
    """Whether a word is the opposite of what another one means; all are words of one language, with their shares."""
    against = opposites(language, word)
    opposed = sum(share for one, share in meanings.items() if one in against or is_negated(one, word, language))
    return opposed > 0 and opposed >= OPPOSED * sum(meanings.values())


def is_negated(one: str, other: str, language: Language) -> bool:
    """Whether one of two words is the other with a negating prefix: legal, illegal."""
    short, long = sorted((one, other), key=len)
    return long.endswith(short) and long.removesuffix(short) in language.table("opposites")["negating"]


def shift(source: Mapping[str, float], target: Mapping[str, float], language: Language) -> int:
    """How many levels the second word is stronger than the first (negative: weaker; 0: as strong, or on no scale with
    it), by their meanings in words of one language with their shares."""
    scales = {scale for word in source for scale, _ in _levels(language).get(word, ())}
    for scale in sorted(scales):
        before, after = _level(source, scale, language), _level(target, scale, language)
        if before is not None and after is not None and before != after:
            return after - before
    return 0


def is_intense(language: Language, word: str) -> bool:
    """Whether this word makes another stronger or weaker."""
    return word in language.table("wording")["intensity"]


def _level(meanings: Mapping[str, float], scale: int, language: Language) -> int | None:
    """The level of a scale where the meanings of a word stand; ``None`` where they do not, or not clearly."""
    shares: dict[int, float] = {}
    for word, share in meanings.items():
        for one, level in _levels(language).get(word, ()):
            if one == scale:
                shares[level] = shares.get(level, 0.0) + share
    total = sum(shares.values())
    if not total or total < ON_SCALE * sum(meanings.values()):
        return None
    best = max(shares, key=lambda level: shares[level])
    return best if shares[best] >= ON_LEVEL * total else None


@lru_cache(maxsize=8)
def _opposites(language: Language) -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for row in language.table("opposites")["opposites"]:
        for one, other in product(row["words"], row["against"]):
            table.setdefault(one, set()).add(other)
            table.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in table.items()}


@lru_cache(maxsize=8)
def _levels(language: Language) -> Mapping[str, tuple[tuple[int, int], ...]]:
    """The scales on which a word stands (their ranks in the table), each with its level."""
    table: dict[str, list[tuple[int, int]]] = {}
    for scale, row in enumerate(language.table("scales")["scales"]):
        for level, words in enumerate(row["levels"]):
            for word in words:
                table.setdefault(word, []).append((scale, level))
    return {word: tuple(places) for word, places in table.items()}
