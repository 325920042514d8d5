"""Bytes -> text: byte-order marks, UTF-8, UTF-16, then a choice among the encodings of Russian and English files.

A general guesser needs more text than a headline has and is misled by a mostly English page; here few encodings are in
question, and Russian words tell them apart.
"""

from __future__ import annotations

import codecs
import re
from itertools import pairwise

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
"""In order of use: the first wins a tie."""
_RARE = {"mac-cyrillic": 1.5}
"""What an encoding must win by: this one shares its small letters with cp1251."""
_SAMPLE = 200_000
"""Bytes that a choice looks at."""
_LEAST_SCORE = 0.0
_BROKEN_SHARE = 0.002
"""Of its characters that may be broken in a text still read as UTF-8: a page cut in the middle of a letter."""

_FREQUENCY = {
    letter: share
    for share, letters in ((1.0, "оеаитнсрв"), (0.8, "лкмдпуя"), (0.5, "ыьгзбчйхж"), (0.2, "шюцщэфъёіїєґў"))
    for letter in letters
}
"""How much a small letter speaks for Russian: coarse ranks of the letter frequencies in running text."""
_PAIR_LIST = """
ст ен ов но ни на ра ко то ро ал по го ос ре пр ли та не во ер ат ло ор ел ес ль де те ка от ол ри ти ла ле ит
ан ва ин об ве ны ск ть да ми ет ки мо ав ам ог ия ие ии ых ый ой ей ся за из ом ед ил до мы му че ше их ем бы
вы жи же ци юр ют ят уд ру ку пу тр др кр гр сл сп св вс пл бл гл чт чи ча чу ща щи эт ую ая ое ые ьн нн зд
"""
_PAIRS = frozenset(_PAIR_LIST.split())
"""The commonest pairs of letters in Russian running text."""
_WORD = re.compile(r"[^\W\d_]+")
_ODD = re.compile(r"[^\w\s.,:;!?()\[\]{}«»“”„‘’\"'`…—–\-+=*/\\|&%$€£§№©®™°·•<>#@~^±­\u00a0]")


class UndecodableError(ValueError):
    """Bytes in none of the encodings."""


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text of these bytes and the encoding that it was read with.

    ``declared`` is what the file says of itself; it is believed if the bytes fit it and no byte-order mark denies it.
    Raises UndecodableError.

    >>> decode("Мост открыт".encode("koi8-r"))
    ('Мост открыт', 'koi8-r')
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, name), name.removesuffix("-sig")
    wide = _wide(data)
    if wide:
        return data.decode(wide), wide
    for claimed in ("utf-8", declared):
        if claimed and (text := _fitting(data, claimed)) is not None:
            return text, codecs.lookup(claimed).name
    return _almost_utf8(data) or _eight_bits(data)


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
        if text.count("\ufffd") > max(1, _BROKEN_SHARE * len(text)):
            raise UndecodableError(name) from None
        return text


def _fitting(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: its high bytes, 0 (Latin) and 4 (Cyrillic), stand in every second place."""
    sample = data[: _SAMPLE // 2 * 2]
    if len(sample) < 4 or len(data) % 2:
        return None
    for name, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if high.count(0) + high.count(4) + high.count(0x20) >= 0.9 * len(high) and high.count(0) + high.count(4):
            text = _fitting(data, name)
            if text is not None and not re.search(r"[\x00-\x08\x0e-\x1f]", text):
                return name
    return None


def _almost_utf8(data: bytes) -> tuple[str, str] | None:
    """UTF-8 with a few broken bytes among many whole letters."""
    text = data.decode("utf-8", "replace")
    broken, whole = text.count("\ufffd"), sum(character > "\x7f" for character in text)
    if 10 * broken <= whole and broken <= max(1, _BROKEN_SHARE * len(text)):
        return text, "utf-8"
    return None


def _eight_bits(data: bytes) -> tuple[str, str]:
    sample = data[:_SAMPLE]
    if _is_western(sample):
        return data.decode("cp1252", "replace"), "cp1252"
    scores = {name: _russian(sample.decode(name, "replace")) - _RARE.get(name, 0.0) for name in CYRILLIC}
    name = max(CYRILLIC, key=lambda candidate: scores[candidate])
    if scores[name] <= _LEAST_SCORE:
        raise UndecodableError
    return data.decode(name, "replace"), name


def _is_western(data: bytes) -> bool:
    """Whether the bytes beyond ASCII are accents and typographic marks among Latin words, and no Russian words."""
    high = re.findall(rb"[\x80-\xff]+", data)
    text = data.decode("cp1252", "replace")
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    mixed = sum(bool(re.search(r"[A-Za-z]", word)) for word in words)
    letters = len(re.findall(rb"[A-Za-z]", data))
    if 2 * mixed > len(words):
        return True
    return letters > 0 and all(len(run) <= 2 for run in high) and len(words) <= len(high) / 2


def _russian(text: str) -> float:
    """How much a text reads as Russian: common letters and pairs for, odd signs and capitals within words against."""
    score = 0.0
    for word in _WORD.findall(text):
        if not word.isascii():
            score += _russian_word(word)
    return score - 3.0 * len(_ODD.findall(text))


def _russian_word(word: str) -> float:
    small = word.lower()
    letters = sum(_FREQUENCY.get(letter, -2.0) for letter in small)
    pairs = sum(1.0 if first + second in _PAIRS else -0.7 for first, second in pairwise(small))
    inner = sum(before.islower() and after.isupper() for before, after in pairwise(word))
    return letters + pairs - 3.0 * inner - (0.2 * len(word) if word.isupper() else 0.0)
