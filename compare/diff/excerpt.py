"""Short quotations for messages."""

from __future__ import annotations

from compare.languages import Language

LENGTH = 80
MARKS = "«»“”„‟\"' .,;"
"""Taken off at both ends, since the excerpt has marks of its own."""


def excerpt(language: Language, text: str, length: int = LENGTH) -> str:
    """The beginning of a text between the quotation marks of its language, cut at a word.

    >>> from compare.languages import load
    >>> excerpt(load("en"), "The talks will go on until Friday evening.", 20)
    '"The talks will go…"'
    """
    words = " ".join(text.split()).strip(MARKS)
    if len(words) > length:
        words = words[:length].rsplit(" ", 1)[0].rstrip(" ,.;:—–-") + "…"
    return quoted(language, words)


def quoted(language: Language, text: str) -> str:
    """A piece of a text between the quotation marks of its language.

    >>> from compare.languages import load
    >>> quoted(load("ru"), "в пятницу")
    '«в пятницу»'
    """
    opening, closing = language.table("numbers")["marks"]
    return f"{opening}{text}{closing}"
