"""The notation of the tables: phrases whose words may carry endings.

``"мил|я,и"`` stands for «миля» and «мили»; ``"кв. мил|@ja"`` takes its endings from a named class of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")

WORD = re.compile(
    r"(?P<number>\d{1,3}(?:[ \u00a0\u2009\u202f']\d{3})+(?!\d)|\d+)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<mark>\S)"
)
"""A run of digits (with grouping spaces), of letters, or a single mark."""


class Keyed(Protocol):
    """Anything with the normal form of a word."""

    @property
    def key(self) -> str: ...


@lru_cache(maxsize=50_000)
def normal(word: str) -> str:
    """The form in which words are looked up.

    >>> normal("Чётырёх")
    'четырех'
    """
    return word.lower().replace("ё", "е").replace("’", "'")


def expand(pattern: str, classes: Mapping[str, str]) -> Iterator[str]:
    """All phrases that a pattern stands for.

    >>> list(expand("кв. мил|@ja", {"ja": "я,и"}))
    ['кв. миля', 'кв. мили']
    """
    choices = []
    for word in pattern.split(" "):
        stem, bar, endings = word.partition("|")
        if not bar:
            choices.append([word])
            continue
        listed = classes[endings[1:]] if endings.startswith("@") else endings
        choices.append([stem + ending for ending in listed.split(",")])
    return (" ".join(words) for words in product(*choices))


def keys(phrase: str) -> tuple[str, ...]:
    """The words and marks of a phrase in their normal form.

    >>> keys("кв. км")
    ('кв', '.', 'км')
    """
    return tuple(normal(match.group()) for match in WORD.finditer(phrase))


class Phrases(Generic[T]):
    """A dictionary of phrases that is asked at a place of a text: the longest phrase wins."""

    def __init__(self, rows: Iterable[tuple[str, T]]) -> None:
        self._forward: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._backward: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in rows:
            self._add(keys(phrase), value)
        for table in (self._forward, self._backward):
            for entries in table.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def _add(self, words: tuple[str, ...], value: T) -> None:
        self._forward.setdefault(words[0], []).append((words, value))
        self._backward.setdefault(words[-1], []).append((words, value))

    def __contains__(self, key: str) -> bool:
        return key in self._forward

    def single(self, key: str) -> T | None:
        """The value of a one-word phrase."""
        return next((value for phrase, value in self._forward.get(key, ()) if len(phrase) == 1), None)

    @property
    def openings(self) -> Iterator[tuple[str, str]]:
        """What a phrase may begin with: its first word and its second, ``""`` for one that has none."""
        for first, entries in self._forward.items():
            for phrase, _ in entries:
                yield first, phrase[1] if len(phrase) > 1 else ""

    def at(self, words: Sequence[Keyed], index: int) -> tuple[int, T] | None:
        """The longest phrase that begins at ``index``: how many words it takes, and its value."""
        if index >= len(words):
            return None
        for phrase, value in self._forward.get(words[index].key, ()):
            stop = index + len(phrase)
            if stop <= len(words) and all(words[index + k].key == phrase[k] for k in range(1, len(phrase))):
                return len(phrase), value
        return None

    def before(self, words: Sequence[Keyed], index: int) -> tuple[int, T] | None:
        """The longest phrase that ends just before ``index``: how many words it takes, and its value."""
        if index <= 0:
            return None
        for phrase, value in self._backward.get(words[index - 1].key, ()):
            start = index - len(phrase)
            if start >= 0 and all(words[start + k].key == phrase[k] for k in range(len(phrase))):
                return len(phrase), value
        return None


def phrases(table: Mapping[str, Sequence[str]], classes: Mapping[str, str]) -> Phrases[str]:
    """The dictionary of a table ``value = [patterns]``."""
    return Phrases((form, value) for value, patterns in table.items() for p in patterns for form in expand(p, classes))


def numbers(table: Mapping[str, Sequence[str]], classes: Mapping[str, str]) -> Phrases[float]:
    """The dictionary of a table ``number = [patterns]``."""
    return Phrases(
        (form, float(value)) for value, patterns in table.items() for p in patterns for form in expand(p, classes)
    )


def words(patterns: Iterable[str], classes: Mapping[str, str]) -> frozenset[str]:
    """The normal forms of a list of one-word patterns."""
    return frozenset(normal(form) for pattern in patterns for form in expand(pattern, classes))
