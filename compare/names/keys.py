"""The keys under which names are looked up: words without their endings, marks or case."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from compare.languages import Language

_WORD = re.compile(r"[^\W_]+(?:[-‐’'.&][^\W_]+)*(?:(?<=\.\w)\.)?\+?")
_MARKS = re.compile(r"[.’'‐\-]")

MIN_STEM = 3
"""Letters that must be left when an ending is cut."""


def words(text: str) -> list[str]:
    """The words of a name; hyphens and apostrophes hold a word together.

    >>> words("Папуа - Новая Гвинея"), words("the U.N. Children's Fund")
    (['Папуа', 'Новая', 'Гвинея'], ['the', 'U.N.', "Children's", 'Fund'])
    """
    return _WORD.findall(text)


@lru_cache(maxsize=100_000)
def stem(word: str, language: Language) -> str:
    """A word without the ending that case and number give it, in small letters.

    >>> from compare.languages import load
    >>> stem("Российского", load("ru")), stem("Russians", load("en"))
    ('российск', 'russian')
    """
    if "-" in word:
        return "".join(stem(part, language) for part in word.split("-"))
    table, word = language.table("names"), bare_acronym(word, language)
    small = word.lower().replace("ё", "е")
    if word.isupper() and len(_MARKS.sub("", word)) <= 6:  # acronyms have no endings
        return _MARKS.sub("", small)
    while len(shorter := _cut(small, language)) < len(small):  # twice for what looks inflected: Вьетнама, Вьетнам
        small = shorter
    for full, bare in table["fleeting"].items():
        if small.endswith(full) and len(small) - len(full) >= MIN_STEM:
            small = small[: -len(full)] + bare
            break
    return small if small.isalnum() else _MARKS.sub("", small)


def bare_acronym(word: str, language: Language) -> str:
    """An acronym without the ending that the sentence gives it; any other word as it is.

    >>> from compare.languages import load
    >>> bare_acronym("МИДа", load("ru")), bare_acronym("NATO's", load("en")), bare_acronym("АвтоВАЗ", load("ru"))
    ('МИД', 'NATO', 'АвтоВАЗ')
    """
    if word[:1].islower():
        return word
    head = word.rstrip("abcdefghijklmnopqrstuvwxyzабвгдеёжзийклмнопрстуфхцчшщъыьэюя'’")
    tail = word[len(head) :]
    return head if len(head) > 1 and head.isupper() and tail in language.words("names", "endings") else word


def _cut(small: str, language: Language) -> str:
    endings, longest = _endings(language)
    for size in range(min(longest, len(small) - MIN_STEM), 0, -1):
        if small[-size:] in endings:
            return small[:-size]
    return small


@cache
def _endings(language: Language) -> tuple[frozenset[str], int]:
    """The endings of a language, and the letters of the longest."""
    endings = language.words("names", "endings")
    return endings, max(map(len, endings))


@lru_cache(maxsize=100_000)
def key(text: str, language: Language) -> tuple[str, ...]:
    """The key of a name: the stems of its words, articles left out.

    >>> from compare.languages import load
    >>> key("the Gaza Strip", load("en")) == key("Gaza Strip's", load("en"))
    True
    """
    parts = [stem(word, language) for word in words(text)]
    return tuple(part for part in parts if part and part != "the") or tuple(parts)


def places(text: str) -> list[tuple[int, int, str]]:
    """The words of a text with where they start and stop.

    >>> places("В Газе")
    [(0, 1, 'В'), (2, 6, 'Газе')]
    """
    return [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
