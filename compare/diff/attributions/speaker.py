"""Who speaks in an attribution, and whether two attributions in two languages have the same speaker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, cast

from compare.diff.comparison import Languages, Side
from compare.facts.attributions.holder import is_holder
from compare.facts.reporting import SpeakerKind, reporting
from compare.names.concepts import UNKNOWN
from compare.names.match import likeness
from compare.names.reading import read
from compare.records import Attribution, Fact, Name, Token

Match = Literal["same", "other", "other_role", "unknown"]
"""What can be said of two speakers. ``unknown``: nothing in the texts contradicts that they are the same."""

DIFFERENT = 0.35
"""A likeness of two personal names below which they are surely two persons."""

GENERAL = frozenset(
    {
        "official", "employee", "person", "source", "document", "spokesperson", "department", "service", "expert",
        "politician", "head", "ministry", "government", "authorities", "agency",
    }
)  # fmt: skip
"""Concepts that can stand for many others (an official for a minister)."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as the text gives him: ``person`` and ``body`` are names, ``concepts`` and ``kinds`` tell the roles in
    the words, ``pronoun`` that a pronoun is all there is; ``feminine`` is the gender as far as the words show it."""

    person: str | None = None
    body: str | None = None
    concepts: frozenset[str] = frozenset()
    resolved: bool = False
    kinds: frozenset[SpeakerKind] = frozenset()
    pronoun: bool = False
    feminine: bool | None = None

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
    kinds = frozenset(vocabulary.speakers[w.lemma].kind for w in words if w.lemma in vocabulary.speakers)
    people = [name for first, last, kind, name in names if kind == "PERSON" and is_holder(first, last, words)]
    bodies = [] if "person" in kinds else [name for _, _, kind, name in names if kind == "PLACE"]
    bodies += [] if "person" in kinds else [name for _, _, kind, name in names if kind == "ORG"]  # МИД, not Польша
    genders = {vocabulary.is_feminine(w) for w in words} if not concepts and not people else {None}
    told = Speaker(
        concepts=concepts,
        kinds=kinds,
        pronoun=bool(genders - {None}) or (len(words) == 1 and vocabulary.pronoun(words[0]) is not None),
        feminine=next(iter(genders - {None}), None),
    )
    if people:
        return replace(told, person=people[-1], feminine=gender(side, people[-1]))
    if value.resolved:
        person = any(name == value.resolved for name in _people(side))
        apposed = person and any(n[3] == value.resolved and n[0] >= stop for n in _names(side, fact.sentence))
        if person:
            return replace(told, person=value.resolved, resolved=not apposed)
        return replace(told, body=value.resolved, resolved=True)
    return replace(told, body=bodies[-1] if bodies else _known_body(side, value.source.text))


def _known_body(side: Side, source: str) -> str | None:
    """A body of the story that is called by these very words, though no recogniser saw a name here (the central
    bank)."""
    words = source.lower().removeprefix("the ")
    names = (cast(Name, fact.value) for fact in side.all_of("name"))
    return next((name.canonical for name in names if name.type == "ORG" and name.canonical.lower() == words), None)


def gender(side: Side, person: str) -> bool | None:
    """Whether the words of a person's name are feminine wherever it stands; ``None`` where the parses disagree."""
    seen: set[str] = set()
    for fact in side.all_of("name"):
        if cast(Name, fact.value).canonical == person:
            inside = (t for t in _tokens(side, fact.sentence) if fact.start <= t.start < fact.stop and t.pos == "PROPN")
            seen |= {part for t in inside for part in t.features.split("|") if part.startswith("Gender=")}
    return seen == {"Gender=Fem"} if len(seen) == 1 else None


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


def same_source(first: Speaker, second: Speaker, languages: Languages) -> Match:
    """Whether two speakers, the first of the source version, can be one.

    Names that stand in the text are weighed by :mod:`compare.names`. A role, a pronoun, or a body beside a person
    contradicts nothing: a minister speaks for his ministry. What a pronoun was resolved to can confirm, but not
    contradict.
    """
    genders = {first.feminine, second.feminine}
    if first.pronoun and second.pronoun and genders == {True, False}:
        return "other"
    if _is_relative(first) != _is_relative(second) and (first.pronoun or second.pronoun):
        return "other_role"
    if first.person and second.person:
        match = _weigh(first.person, second.person, languages, person=True)
        return "unknown" if match == "other" and (first.resolved or second.resolved) else match
    if first.body and second.body:
        if first.concepts & second.concepts:
            return "unknown"
        match = _weigh(first.body, second.body, languages, person=False)
        return "unknown" if match == "other" and (first.resolved or second.resolved) else match
    if first.is_named and second.is_named:
        return "unknown"
    if any("employee" in one.concepts and "person" in other.kinds for one, other in ((first, second), (second, first))):
        return "unknown"
    mine, others = first.concepts - GENERAL, second.concepts - GENERAL
    if mine and others and not (first.is_named or second.is_named):
        if mine & others:
            return "same"
        return "unknown" if any(mine & group and others & group for group in AKIN) else "other_role"
    return "unknown"


AKIN: tuple[frozenset[str], ...] = (
    frozenset({"ambassador", "envoy", "diplomat"}),
    frozenset({"scientist", "doctor", "analyst", "economist", "author"}),
    frozenset({"deputy", "senator"}),
    frozenset({"premier", "chancellor"}),
    frozenset({"director", "chairman", "owner"}),
    frozenset({"resident", "witness", "victim"}),
    frozenset({"officer", "pilot", "army"}),
    frozenset({"committee", "council"}),
    frozenset({"side", "party"}),
    frozenset({"police", "officer"}),
    frozenset({"minister", "diplomat", "secretary"}),
    frozenset({"juror", "court"}),
)
"""Concepts that translators put for each other (посол, "envoy")."""


RELATIVE = frozenset({"spouse", "child", "parent", "sibling", "relative"})
"""Concepts of people who are told of by whose kin they are."""

CARRIERS = frozenset({"journalist", "agency", "newspaper", "broadcaster", "media"})
"""Concepts of those who pass on the news."""

OFFICIAL = frozenset(
    {"spokesperson", "prosecutor", "police", "ministry", "government", "court", "investigator", "head"}
)
"""Concepts of speakers who answer for what they say."""


def answers_for_it(speaker: Speaker) -> bool:
    """Whether this is somebody who can be asked: a name, or the word for a person or a body, no anonymous source."""
    known = speaker.is_named or bool(speaker.kinds & {"person", "body"})
    return known and "anonymous" not in speaker.kinds and "document" not in speaker.kinds


def _is_relative(speaker: Speaker) -> bool:
    return bool(speaker.concepts & RELATIVE)


def _weigh(source: str, target: str, languages: Languages, *, person: bool) -> Match:
    """Two names in two languages: one, surely two, or hard to tell."""
    gazetteer = languages.gazetteer
    known = [(read(source, languages.source, gazetteer), read(target, languages.target, gazetteer))]
    if person and bool(known[0][0].concepts) != bool(known[0][1].concepts):  # known in one spelling: Moravetsky
        known.append((read(source, languages.source, UNKNOWN), read(target, languages.target, UNKNOWN)))
    found = max((likeness(one, other, person) for one, other in known), key=lambda found: (found.score, found.near))
    if found.same:
        return "same"
    surely = found.kind == "conflict" or (person and found.score < DIFFERENT and not found.near)
    return "other" if surely else "unknown"
