"""The segmenters that propose boundaries: razdel for Russian, sentencex for every other language."""

from __future__ import annotations

from collections.abc import Callable


def boundaries(text: str, code: str) -> frozenset[int]:
    """Where the sentences of this paragraph stop, in code points, as the language's segmenter sees it."""
    return frozenset(_SEGMENTERS.get(code, _sentencex)(text, code))


def _razdel(text: str, code: str) -> list[int]:
    from razdel import sentenize

    return [sentence.stop for sentence in sentenize(text)]


def _sentencex(text: str, code: str) -> list[int]:
    from sentencex import get_sentence_boundaries

    stops = (int(sentence["end_index"]) for sentence in get_sentence_boundaries(code, text))
    return [len(text[:stop].rstrip()) for stop in stops]


_SEGMENTERS: dict[str, Callable[[str, str], list[int]]] = {"ru": _razdel}
