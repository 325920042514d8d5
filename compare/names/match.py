"""Whether two names, each in its language, mean the same.

Three witnesses, in this order: the gazetteer (ООН, U.N.), the sound of the letters (Жуков, Zhukov), the words that a
translated name is made of (Счетная палата, Accounts Chamber). The answer carries which of them spoke.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from compare.assignment import assign
from compare.names.concepts import Concept
from compare.names.letters import FAR, distance, fold, is_near
from compare.names.reading import Atom, Reading
from compare.names.words import translated

Kind = Literal["alias", "kin", "sound", "words", "part", "conflict", "none"]

SAME_SOUND = 0.95
"""Nats a letter: up to here two words are one name in another transliteration. On held-out pairs it accepts 95% of
1,500 surnames and 96% of 642 one-word places, no random surname, and 6% of the most similar other surnames of the list,
most of which sound the same (Рид: Reed, Reid)."""

NEAR_SOUND = 2.3
"""Nats a letter: up to here they may be one name misspelt (Ременко, Remenyako: 2.0)."""

SAME = 0.6
"""A likeness from here on means one name."""


@dataclass(frozen=True)
class Likeness:
    """How sure it is that two names mean the same (0 to 1), and on whose word. ``near`` is set where a word of one
    is close to a word of the other without being its transliteration."""

    score: float
    kind: Kind
    near: bool = False

    @property
    def same(self) -> bool:
        return self.score >= SAME


@lru_cache(maxsize=200_000)
def likeness(one: Reading, other: Reading, person: bool = False) -> Likeness:
    """Weighs two names. ``person``: the last word is the surname and must agree; without it the share of the words
    that agree decides. Symmetric."""
    if one.concepts and other.concepts:
        return concepts_likeness(one.concepts, other.concepts)
    if not one.atoms or not other.atoms:
        return Likeness(0.0, "none")
    if _joined(one, other) or _acronym(one, other) or _acronym(other, one):
        return Likeness(0.8, "sound")
    table = np.array([[atom_likeness(a, b) for b in other.atoms] for a in one.atoms])
    return _of_persons(one, other, table) if person else _of_words(one, other, table)


def _joined(one: Reading, other: Reading) -> bool:
    """Абдель Вахаб and Abdelwahab: one name, its words divided otherwise."""
    if len(one.atoms) == len(other.atoms) or min(len(one.atoms), len(other.atoms)) > MOST_WORDS:
        return False
    first, second = ("".join(atom.text for atom in reading.atoms) for reading in (one, other))
    return is_near(first, second, SAME_SOUND)


MOST_WORDS = 3
"""Words of a name that may be written as fewer."""


def _acronym(short: Reading, long: Reading) -> bool:
    """NPG and Независимый профсоюз горняков: the initials in the letters of the other script."""
    letters = short.text.replace(".", "")
    if not (letters.isupper() and letters.isalpha() and len(letters) == len(long.atoms) > MIN_ACRONYM):
        return False
    initials = "".join(atom.text[0] for atom in long.atoms)
    return all(is_near(a, b, SAME_SOUND) for a, b in zip(letters, initials, strict=True))


MIN_ACRONYM = 2
"""Letters of an acronym that has too few to be compared with initials."""


def concepts_likeness(one: frozenset[Concept], other: frozenset[Concept]) -> Likeness:
    """Alias, kin or conflict of two names that are both known."""
    if {concept.id for concept in one} & {concept.id for concept in other}:
        return Likeness(1.0, "alias")
    return Likeness(0.5, "kin") if _kin(one, other) else Likeness(0.0, "conflict")


def _kin(one: frozenset[Concept], other: frozenset[Concept]) -> bool:
    """One speaks for the other (Москва, Russia), or both for the same (Кремль, Moscow)."""
    ours = {name for concept in one for name in (concept.id, concept.speaks_for) if name}
    theirs = {name for concept in other for name in (concept.id, concept.speaks_for) if name}
    return bool(ours & theirs)


@lru_cache(maxsize=200_000)
def atom_likeness(one: Atom, other: Atom) -> float:
    """Likeness of two pieces of names, 0 to 1."""
    if one.concepts and other.concepts:
        found = concepts_likeness(one.concepts, other.concepts)
        return 0.0 if found.kind == "conflict" else found.score
    if len(one.words) == len(other.words) == 1 and _initial(one.text, other.text):
        return 0.7
    known = translated(one.stems[0], other.stems[0]) if len(one.words) == len(other.words) == 1 else 0.0
    return max(_sound(distance(one.text, other.text)), 0.9 * known)


@lru_cache(maxsize=200_000)
def is_same(one: Atom, other: Atom) -> bool:
    """Whether their likeness is SAME or more, which is far cheaper to tell than how great it is."""
    if one.concepts and other.concepts:
        return concepts_likeness(one.concepts, other.concepts).score >= SAME
    if len(one.words) == len(other.words) == 1 and (
        _initial(one.text, other.text) or 0.9 * translated(one.stems[0], other.stems[0]) >= SAME
    ):
        return True
    return is_near(one.text, other.text, SAME_SOUND)


def _sound(far: float) -> float:
    """Distance in nats a letter -> likeness: 1 for the usual way, 0.6 at SAME_SOUND, 0 beyond NEAR_SOUND."""
    if far <= SAME_SOUND:
        return 1.0 - 0.4 * far / SAME_SOUND
    return max(0.0, 0.6 * (NEAR_SOUND - far) / (NEAR_SOUND - SAME_SOUND))


def _initial(one: str, other: str) -> bool:
    """А. and Alexander: one of them is a letter that the other begins with."""
    short, long = sorted((fold(one), fold(other)), key=len)
    if len(short) != 1 or len(long) < 2:
        return False
    return any(distance(short, long[:size]) <= 2 * SAME_SOUND for size in (1, 2) if size < len(long))


def _assigned(table: np.ndarray) -> list[tuple[int, int, float]]:
    return [(i, j, float(table[i, j])) for i, j in assign(-table)]


def _of_persons(one: Reading, other: Reading, table: np.ndarray) -> Likeness:
    """The surnames agree, or the shorter name is contained in the longer one; given names must not contradict."""
    pairs = _assigned(table)
    scores = [score for _, _, score in pairs]
    last = float(table[-1, -1])
    good = [score for score in scores if score >= SAME]
    if len(good) == len(scores):
        return Likeness(sum(scores) / len(scores), "sound")
    middle_only = min(len(one.atoms), len(other.atoms)) >= 3 and len(good) >= 2 and last >= SAME
    if middle_only:  # Владимир Владимирович Путин, Vladimir V. Putin with a slip in the patronymic
        return Likeness(0.8 * last, "sound")
    near = max((score for score in scores if score < SAME), default=0.0) > 0 and bool(good or len(scores) == 1)
    if last >= SAME:
        return Likeness(0.5 * last, "part", near)
    return Likeness(0.3 * sum(scores) / len(scores), "part" if good else "none", near)


def _of_words(one: Reading, other: Reading, table: np.ndarray) -> Likeness:
    """The share of the shorter name's weight that finds a partner, less a little for what the longer one adds."""
    pairs = [(i, j, score) for i, j, score in _assigned(table) if score > 0.3]
    ours, theirs = _weights(one.atoms), _weights(other.atoms)
    covered_ours = sum(ours[i] * score for i, _, score in pairs) / sum(ours)
    covered_theirs = sum(theirs[j] * score for _, j, score in pairs) / sum(theirs)
    low, high = sorted((covered_ours, covered_theirs))
    score = 0.75 * high + 0.25 * low
    single = len(one.atoms) == len(other.atoms) == 1
    near = single and 0 < score < SAME
    return Likeness(score, "sound" if single else "words", near)


def _weights(atoms: Sequence[Atom]) -> list[float]:
    return [max(atom.weight, 0.1) for atom in atoms]


def misspelt(one: str, other: str) -> bool:
    """Whether two words are close enough for a slip of the pen, though not one in another's transliteration."""
    return SAME_SOUND < distance(one, other) <= NEAR_SOUND < FAR
