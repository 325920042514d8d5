"""What a sentence encoder overlooks: shared figures and names, as sparse vectors beside the encoder's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log
from zlib import crc32

import numpy as np
from anyascii import anyascii

from compare.embed import Vectors
from compare.records import Sentence

DIMENSIONS = 1024
"""Keys are hashed to so many columns: two keys of a story rarely meet, and the work does not grow with the story."""

NUMBER = re.compile(r"\d+(?:[.,  ]\d+)*")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

SOUNDS = (("shch", "s"), ("sch", "s"), ("kh", "h"), ("zh", "z"), ("sh", "s"), ("ch", "k"), ("ts", "c"), ("ph", "f"),
          ("th", "t"), ("x", "ks"), ("c", "k"), ("q", "k"), ("w", "v"), ("j", ""))  # fmt: skip
"""Spellings of one consonant in both scripts, e.g. «Хеглиг» khgl and "Heglig" hgl."""

SKELETON_LENGTH = 4
"""Consonants kept: enough to tell names in a story, few enough to survive a case ending, e.g. «Лаврову» lvrv."""


def vectors(source: Sequence[Sentence], target: Sequence[Sentence]) -> tuple[Vectors, Vectors]:
    """One row a sentence: the figures and names in it, each weighted by how rare it is in both stories together
    (inverse document frequency). Rows are not of one length; a sentence with neither figures nor names is zero."""
    keys = [[*_keys(side)] for side in (source, target)]
    count = Counter(key for side in keys for row in side for key in row)
    total = len(source) + len(target)
    weight = {key: log((total + 1) / (number + 0.5)) for key, number in count.items()}
    left, right = (_matrix(side, weight) for side in keys)
    return left, right


def _matrix(rows: Sequence[set[str]], weight: dict[str, float]) -> Vectors:
    matrix = np.zeros((len(rows), DIMENSIONS), dtype=np.float32)
    for rank, row in enumerate(rows):
        for key in row:
            matrix[rank, crc32(key.encode()) % DIMENSIONS] = max(weight[key], 0.0)
    return matrix


def _keys(sentences: Sequence[Sentence]) -> Iterator[set[str]]:
    words = [WORD.findall(sentence.text) for sentence in sentences]
    heard = {word: skeleton(word) for word in {word for row in words for word in row if word[0].isupper()}}
    inner = {consonants for row in words for word in row[1:] if (consonants := heard.get(word))}
    for sentence, row in zip(sentences, words, strict=True):
        names = {heard.get(word, "") for word in row[1:]}
        names |= {heard.get(word, "") for word in row[:1] if word.isupper() or heard.get(word) in inner}
        yield names - {""} | {_digits(match.group()) for match in NUMBER.finditer(sentence.text)} - {""}


def skeleton(word: str) -> str:
    """The consonants of a capitalised word as both scripts spell them; ``""`` for any other word.

    >>> skeleton("Лаврову"), skeleton("Lavrov"), skeleton("Москве"), skeleton("Moscow"), skeleton("слово")
    ('lvrv', 'lvrv', 'mskv', 'mskv', '')
    """
    if not word[0].isupper() or len(word) < 3:
        return ""
    letters = anyascii(word).lower()
    for spelling, sound in SOUNDS:
        letters = letters.replace(spelling, sound)
    consonants = re.sub(r"(.)\1+", r"\1", re.sub(r"[^bcdfghklmnprstvz]", "", letters))
    return consonants[:SKELETON_LENGTH] if len(consonants) > 1 else ""


def _digits(number: str) -> str:
    """The significant digits, the same for «2,5 млн» and "2,500,000".

    >>> _digits("2,5"), _digits("2,500,000"), _digits("007")
    ('25', '25', '7')
    """
    return re.sub(r"\D", "", number).strip("0")
