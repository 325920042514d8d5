"""Whether a Latin spelling follows any scheme in use, letter by letter, for names whose spelling is ruled by one.

Russian surnames (Ладынин, Шевченко) are written in Latin letters after a handful of schemes; a spelling that none of
them gives is a slip. Names that Russian itself took over by ear (Шольц) have a spelling of their own and no scheme.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

from compare.languages import Language
from compare.names.letters import fold


def has_scheme(word: str, language: Language) -> bool:
    """Whether the word looks like a surname of the language's own.

    >>> from compare.languages import load
    >>> has_scheme("Ладынин", load("ru")), has_scheme("Шольц", load("ru")), has_scheme("Scholz", load("en"))
    (True, False, False)
    """
    small = fold(word)
    return len(small) >= 5 and any(small.endswith(ending) for ending in language.table("names")["surname_endings"])


@lru_cache(maxsize=20_000)
def follows_scheme(word: str, spelling: str, language: Language) -> bool:
    """Whether some scheme writes the word so; doubled letters count as one.

    >>> from compare.languages import load
    >>> follows_scheme("Жуков", "Joukov", load("ru")), follows_scheme("Ладынин", "Lodynin", load("ru"))
    (True, False)
    """
    schemes: dict[str, list[str]] = language.table("names")["schemes"]
    ours, theirs = _single(fold(word)), _single(fold(spelling))
    reached = {0: {0}}
    for start in range(len(ours)):
        for place in reached.get(start, ()):
            for size in (1, 2):
                for written in schemes.get(ours[start : start + size], ()) if start + size <= len(ours) else ():
                    if theirs.startswith(_single(written), place):
                        reached.setdefault(start + size, set()).add(place + len(_single(written)))
    return len(theirs) in reached.get(len(ours), set())


def _single(word: str) -> str:
    """Without doubled letters."""
    return "".join(letter for number, letter in enumerate(word) if number == 0 or letter != word[number - 1])


def is_slip(word: str, spelling: str) -> bool:
    """Whether a spelling is so close to the word's plain transliteration that it is the same name with a slip: one
    letter off, or two among the vowels (Ременко, Remenyako); Goldman for Гольдин is another name.

    >>> is_slip("Сухотин", "Sukhonin"), is_slip("Ременко", "Remenyako"), is_slip("Гольдин", "Goldman")
    (True, True, False)
    """
    plain, written = anyascii(fold(word)).lower().replace("'", ""), fold(spelling)
    changes = OSA.distance(plain, written)
    return changes <= 1 or (changes <= MOST_CHANGES and _consonants(plain) == _consonants(written))


MOST_CHANGES = 2


def is_swapped(written: str, usual: str) -> bool:
    """Whether two Latin spellings differ only in how the vowels are spread over the same consonants, by two letters.

    >>> is_swapped("Lybia", "Libya"), is_swapped("Sara", "Syria"), is_swapped("Latvia", "Libya")
    (True, False, False)
    """
    one, other = fold(written), fold(usual)
    same_frame = len(one) == len(other) and one[:1] == other[:1] and _consonants(one) == _consonants(other)
    return same_frame and 0 < OSA.distance(one, other) <= MOST_CHANGES


def is_other_surname(word: str, spelling: str) -> bool:
    """Whether a spelling has a syllable and a consonant more or less than the word's plain transliteration, so that it
    is another surname, however alike the two sound.

    >>> is_other_surname("Ковалевская", "Kovalskaya"), is_other_surname("Ковалевская", "Kavaleuskaya")
    (True, False)
    """
    plain, written = anyascii(fold(word)).lower().replace("'", ""), fold(spelling)
    return _syllables(plain) != _syllables(written) and len(_consonants(plain)) != len(_consonants(written))


def _syllables(word: str) -> int:
    return len(_VOWELS.findall(word))


_VOWELS = re.compile(r"[aeiouyj]+")


def _consonants(word: str) -> str:
    return "".join(letter for letter in _single(word) if letter not in "aeiouyj")
