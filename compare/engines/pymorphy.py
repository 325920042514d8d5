"""Russian names in the nominative, by pymorphy3's dictionary and its guesses for unknown words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import product
from typing import Any, NamedTuple

from pymorphy3 import MorphAnalyzer

from compare.facts.names.nominative import joined
from compare.records import NameType, Token

CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
"""Cases of Universal Dependencies -> those of OpenCorpora."""

GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}

NAME_TAGS = ("Name", "Surn", "Patr")


@cache
def analyzer() -> MorphAnalyzer:
    """One dictionary a process (15 MB)."""
    return MorphAnalyzer()


class RussianNominative:
    """Implements :class:`compare.facts.names.nominative.Nominative`."""

    def nominative(self, tokens: Sequence[Token], type_: NameType, told: frozenset[str]) -> str:
        """See the protocol."""
        words = tuple(token.text for token in tokens)
        features = tuple(token.features for token in tokens)
        made = _person(words, features) if type_ == "PERSON" else _phrase(tokens)
        return joined(tokens, [_as_told(word, form, told) for word, form in zip(words, made, strict=True)])

    def is_common(self, word: str) -> bool:
        """See the protocol: no reading is a name of a person, place or organisation."""
        return _is_common(word.lower())


@lru_cache(maxsize=20_000)
def _is_common(word: str) -> bool:
    if not analyzer().word_is_known(word):
        return False
    return not any(tag in reading.tag for reading in analyzer().parse(word) for tag in (*NAME_TAGS, "Geox", "Orgn"))


def _as_told(word: str, form: str, told: frozenset[str]) -> str:
    """Шольцем -> Шольц where the story has Шольц and the dictionary guessed Шолец."""
    if form == word or form in told or not word[:1].isupper():
        return form
    shorter = [
        word[:-size] + end for size in (1, 2, 3) for end in ("", "а", "я", "ь", "й", "ий") if len(word) > size + 2
    ]
    return next((option for option in shorter if option in told and option != word), form)


def _feature(features: str, name: str) -> str:
    return next((part.partition("=")[2] for part in features.split("|") if part.startswith(f"{name}=")), "")


@lru_cache(maxsize=20_000)
def _readings(word: str) -> tuple[Any, ...]:
    return tuple(reading for reading in analyzer().parse(word.lower()) if reading.tag.POS in {"NOUN", "ADJF"})


@lru_cache(maxsize=20_000)
def _person(words: tuple[str, ...], features: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of a full name agree in case and gender: of all such pairs the likeliest is taken."""
    parts = [_Part.of(word, feature) for word, feature in zip(words, features, strict=True)]
    scored = [
        (_fit(parts, case, gender), case == "nomn", case, gender)
        for case, gender in product(CASES.values(), ("masc", "femn"))
    ]
    _, _, case, gender = max(scored)
    return words if case == "nomn" else tuple(_declined(word, case, gender, "sing") for word in words)


class _Part(NamedTuple):
    """A part of a full name: its readings by the dictionary, and the parser's case and gender."""

    readings: tuple[_Weighed, ...]
    case: str | None
    gender: str | None

    @classmethod
    def of(cls, word: str, features: str) -> _Part:
        case, gender = CASES.get(_feature(features, "Case")), GENDERS.get(_feature(features, "Gender"))
        return cls(_weighed(word.split("-")[-1]), case, gender)


def _fit(parts: Sequence[_Part], case: str, gender: str) -> float:
    """The parser's case and gender weigh as much as a word; a part that cannot have this case counts a little."""
    total = 0.0
    for readings, told_case, told_gender in parts:
        total += max((one.weight for one in readings if one.fits(case, gender)), default=0.0 if readings else 0.1)
        total += 0.6 * (told_case == case)
        total += 0.4 * (told_gender == gender)
    return total


class _Weighed(NamedTuple):
    """A reading of a word in the singular: the cases that it may have, its gender (``None`` for any), its weight."""

    cases: frozenset[str]
    gender: str | None
    weight: float

    def fits(self, case: str, gender: str) -> bool:
        return case in self.cases and self.gender in (gender, None)


@lru_cache(maxsize=20_000)
def _weighed(word: str) -> tuple[_Weighed, ...]:
    """The readings of a word; a plural has no case, and what does not change has them all."""
    made = []
    for reading in _readings(word):
        tag = reading.tag
        gender = str(tag.gender) if tag.gender else None
        if tag.number == "plur" and "Pltm" not in tag:
            made.append(_Weighed(frozenset(), gender, 0.0))
        elif "Fixd" in tag:
            made.append(_Weighed(frozenset(CASES.values()), gender, 0.5))
        else:
            weight = 0.3 + 0.4 * any(name in tag for name in NAME_TAGS) + 0.3 * reading.score
            made.append(_Weighed(frozenset([str(tag.case)]), gender, weight))
    return tuple(made)


@lru_cache(maxsize=20_000)
def _declined(word: str, case: str, gender: str | None, number: str) -> str:
    """One word from this case into the nominative, each part of a hyphenated one; as it is where it cannot be."""
    if "-" in word:
        return "-".join(_declined(part, case, gender, number) for part in word.split("-"))
    if not word[:1].isupper() or (word.isupper() and len(word) > 1):
        return word
    genders = {gender, None} if gender else {reading.tag.gender for reading in _readings(word)}
    options = [reading for reading in _readings(word) if reading.tag.case == case and reading.tag.gender in genders]
    options = [reading for reading in options if (reading.tag.number or number) == number] or options
    options.sort(key=lambda r: (any(name in r.tag for name in NAME_TAGS), _fits(word, r), r.score), reverse=True)
    for reading in options:
        wanted = {"nomn", number, *({gender} if gender and number == "sing" and reading.tag.POS == "ADJF" else set())}
        made = reading.inflect(wanted) or reading.inflect({"nomn"})
        if made is not None:
            return _like(word, made.word)
    return word


def _fits(word: str, reading: Any) -> bool:
    """Whether a guess at an unknown word leaves its stem as it is: «Сирта» is of Сирт, not of Сирот."""
    known = analyzer().word_is_known(word.lower())
    return known or word.lower().startswith(reading.normal_form.rstrip("аяоеьй"))


def _like(model: str, word: str) -> str:
    """The word with the model's capitals and its е for ё."""
    word = word if "ё" in model.lower() else word.replace("ё", "е")
    same = next(
        (n for n, (a, b) in enumerate(zip(model.lower(), word, strict=False)) if a != b), min(len(model), len(word))
    )
    return model[:same] + word[same:]


def _phrase(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The head noun and the adjectives before it go into the nominative; what depends on it stays."""
    head = next((n for n, token in enumerate(tokens) if token.pos in {"NOUN", "PROPN"}), 0)
    features = tokens[head].features
    case = CASES.get(_feature(features, "Case"), "nomn")
    number = "plur" if _feature(features, "Number") == "Plur" else "sing"
    gender = GENDERS.get(_feature(features, "Gender")) if number == "sing" else None
    rest = tuple(token.text for token in tokens)
    if case == "nomn":
        told = _case_told(tokens[head].text)
        if told is None:
            return rest
        case, gender, number = told
    made = [_adjective(token.text, case, gender, number) for token in tokens[:head]]
    is_adjective = tokens[head].pos == "ADJ" or all(reading.tag.POS == "ADJF" for reading in _readings(rest[head]))
    last = _adjective if is_adjective else _noun
    return (*made, last(tokens[head].text, case, gender, number), *rest[head + 1 :])


@lru_cache(maxsize=20_000)
def _case_told(word: str) -> tuple[str, str | None, str] | None:
    """Case, gender and number of a word of the dictionary that can be no nominative, though a parser takes it for one:
    на реке Песчаной."""
    readings = analyzer().parse(word.lower()) if analyzer().word_is_known(word.lower()) else []
    if not readings or any(reading.tag.case in ("nomn", None) for reading in readings):
        return None
    tag = readings[0].tag
    return str(tag.case), str(tag.gender) if tag.gender else None, str(tag.number)


def _noun(word: str, case: str, gender: str | None, number: str) -> str:
    made = _declined_any(word, case, gender, number)
    return made if made != word else _declined_any(word, case, None, number)


def _adjective(word: str, case: str, gender: str | None, number: str) -> str:
    for reading in _readings(word):
        if reading.tag.POS == "ADJF" and reading.tag.case == case and (reading.tag.gender in (gender, None)):
            made = reading.inflect({"nomn", number, *({gender} if gender else set())})
            if made is not None:
                return _like(word, made.word) if word[:1].isupper() else made.word
    return word


def _declined_any(word: str, case: str, gender: str | None, number: str) -> str:
    """As :func:`_declined`, small words included (сектора Газа)."""
    if word[:1].islower() and "-" not in word:
        return _declined(word.capitalize(), case, gender, number).lower()
    return _declined(word, case, gender, number)
