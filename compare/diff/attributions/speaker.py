"""Who speaks in an attribution, and whether two attributions in two languages have the same speaker."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from compare.diff.comparison import Side
from compare.facts.reporting import reporting
from compare.records import Attribution, Fact, Name, Token

Match = Literal["same", "other", "other_role", "unknown"]
"""What can be said of two speakers. ``unknown``: nothing in the texts contradicts that they are the same."""

ALIKE = 0.84
"""Jaro-Winkler similarity of two transliterated family names from which they count as the same."""
UNLIKE = 0.72
"""Similarity below which two personal names are surely different."""

GENERAL = frozenset({"official", "source", "document", "spokesperson", "department", "service", "expert", "politician"})
"""Concepts that can stand for many others (an official for a minister)."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as the text gives him: ``person`` and ``body`` are names, ``concepts`` the roles in the words."""

    person: str | None = None
    body: str | None = None
    concepts: frozenset[str] = frozenset()
    resolved: bool = False

    @property
    def is_named(self) -> bool:
        return self.person is not None or self.body is not None


def speaker(side: Side, fact: Fact) -> Speaker:
    """The speaker of an attribution: names that stand in its source, else the name that it was resolved to."""
    value = cast(Attribution, fact.value)
    if value.source is None:
        return Speaker()
    start, stop = value.source.start, value.source.stop
    names = [name for name in _names(side, fact.sentence) if name[0] < stop and name[1] > start]
    vocabulary = reporting(side.language)
    words = [token for token in _tokens(side, fact.sentence) if start <= token.start < stop]
    concepts = frozenset(vocabulary.speakers[w.lemma].concept for w in words if w.lemma in vocabulary.speakers)
    people = [name for _, _, kind, name in names if kind == "PERSON"]
    bodies = [name for _, _, kind, name in names if kind != "PERSON"]
    if people:
        return Speaker(people[-1], None, concepts)
    if value.resolved:
        person = any(name == value.resolved for name in _people(side))
        return Speaker(value.resolved if person else None, None if person else value.resolved, concepts, True)
    return Speaker(None, bodies[-1] if bodies else None, concepts)


def _tokens(side: Side, sentence: int) -> tuple[Token, ...]:
    return side.document.parses[sentence].tokens


def _names(side: Side, sentence: int) -> list[tuple[int, int, str, str]]:
    facts = side.of("name", (sentence,))
    if facts:
        return [(f.start, f.stop, cast(Name, f.value).type, cast(Name, f.value).canonical) for f in facts]
    return [(e.start, e.stop, e.type, e.text) for e in side.document.parses[sentence].entities]


def _people(side: Side) -> frozenset[str]:
    facts = side.all_of("name")
    if facts:
        return frozenset(cast(Name, f.value).canonical for f in facts if cast(Name, f.value).type == "PERSON")
    return frozenset(e.text for parse in side.document.parses for e in parse.entities if e.type == "PERSON")


def same_source(first: Speaker, second: Speaker) -> Match:
    """Whether two speakers, the first of the source version, can be one.

    Personal names are compared letter by letter. A role, a pronoun, or a body beside a person contradicts nothing:
    a minister speaks for his ministry. Two bodies are compared by their letters only, so that a translated name
    (МИД, "Foreign Ministry") stays unknown.
    """
    if first.person and second.person:
        likeness = alike(first.person, second.person)
        return "same" if likeness >= ALIKE else "other" if likeness < UNLIKE else "unknown"
    if first.body and second.body and alike(first.body, second.body) >= ALIKE:
        return "same"
    if first.is_named and second.is_named:
        return "unknown"
    mine, others = first.concepts - GENERAL, second.concepts - GENERAL
    if mine and others:
        return "same" if mine & others else "other_role"
    return "unknown"


@lru_cache(maxsize=10_000)
def alike(source: str, target: str) -> float:
    """Similarity of two names in two scripts, 0 to 1: that of their best pair of words of four letters or more."""
    pairs = [
        JaroWinkler.similarity(one, other)
        for one in _words(source)
        for other in _words(target)
    ]
    return max(pairs, default=0.0)


def _words(name: str) -> list[str]:
    words = ["".join(filter(str.isalnum, word)) for word in anyascii(name).lower().replace("'", "").split()]
    return [_skeleton(word) for word in words if len(word) > 3] or [_skeleton(word) for word in words]


def _skeleton(word: str) -> str:
    """Spellings of one sound made one: Yeltsin and Eltsin, Zakharova and Zaharova, Alexey and Aleksei."""
    for old, new in (
        ("kh", "h"), ("zh", "j"), ("x", "ks"), ("ye", "e"), ("yo", "e"), ("iy", "i"), ("yi", "i"), ("ii", "i"),
        ("ey", "ei"), ("w", "v"), ("ck", "k"), ("ph", "f"), ("sch", "sh"), ("c", "k"), ("th", "t"), ("gh", "g"),
        ("y", "i"), ("oo", "u"), ("ee", "i"), ("q", "k"),
    ):  # fmt: skip
        word = word.replace(old, new)
    return word
