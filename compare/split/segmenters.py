"""The segmenters that decide where no rule does: razdel for Russian, sentencex for every other language."""

from __future__ import annotations

from collections.abc import Callable

from compare.split.gaps import Gap

_LEFT, _RIGHT = 200, 100
"""Code points around a gap that a segmenter is shown: on all of a text razdel's work grows with the square of its
longest sentence."""


def proposes(gap: Gap, code: str) -> bool:
    """Whether the segmenter of this language (ISO 639-1) ends a sentence at the gap."""
    left = max(gap.begin, gap.at - _LEFT)
    stops = _SEGMENTERS.get(code, _sentencex)(gap.text[left : gap.start + _RIGHT], code)
    return any(gap.at < left + stop <= gap.start for stop in stops)


def _razdel(text: str, code: str) -> list[int]:
    from razdel import sentenize

    return [sentence.stop for sentence in sentenize(text)]


def _sentencex(text: str, code: str) -> list[int]:
    from sentencex import get_sentence_boundaries

    stops = (int(sentence["end_index"]) for sentence in get_sentence_boundaries(code, text))
    return [len(text[:stop].rstrip()) for stop in stops]


_SEGMENTERS: dict[str, Callable[[str, str], list[int]]] = {"ru": _razdel}
