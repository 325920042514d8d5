"""The speakers of one version, each with all that is said by him."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from compare.diff.attributions.speaker import Speaker, speaker
from compare.diff.comparison import Side
from compare.facts.attributions.holder import OF
from compare.facts.reporting import reporting
from compare.records import Attribution, Fact, Name, Span, Stance

NEAR = 2
"""How many sentences may lie between an unnamed speaker and the pronoun that stands for him."""

ARTICLES = frozenset({"a", "an", "the"})


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a version has a speaker say. ``source`` is how the text calls him here (``None``: not at all),
    ``content`` what he says, ``bead`` the pair of passages that it stands in (``None``: one version alone has it);
    ``presumed`` if he is called by a pronoun or a role here, so that who it is was worked out."""

    bead: int | None
    source: Span | None
    cue: Span
    stance: Stance
    direct: bool
    content: Span | None
    presumed: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """A speaker of one version: ``key`` tells him from the others (empty: nobody in particular), ``speakers`` are the
    ways in which the text gives him, ``is_new`` that it has him as somebody not named before (a spokesman)."""

    key: tuple[str, ...]
    name: str
    speakers: tuple[Speaker, ...]
    facts: tuple[Fact, ...]
    statements: tuple[Statement, ...]
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Cast:
    """All speakers of one version, and which of them each attribution belongs to (by the place where it starts)."""

    roles: tuple[Role, ...]
    of_fact: Mapping[int, int]


Key = tuple[str, ...]
"""What tells a speaker from the others of his version: a name or the words that he is called by; nobody's is empty."""


def cast_of(side: Side, beads: Mapping[int, int]) -> Cast:
    """The speakers of a version; ``beads`` are the pairs of passages that its sentences belong to."""
    grouped: dict[Key, list[tuple[Fact, Speaker, bool]]] = {}
    people = _people(side)
    unnamed: list[tuple[Key, Fact, Speaker]] = []
    before: Key = ()
    for fact in side.all_of("attribution"):
        who = speaker(side, fact)
        key, presumed = _key(fact, who, people), who.resolved
        stands_for = None
        if not key and who.pronoun and unnamed and unnamed[-1][0] == before:
            stands_for = _unnamed_before(side, fact, unnamed[-1])
        elif key[:1] == ("words",):
            stands_for = _called_again(key, fact, who, unnamed)
        if stands_for is not None:
            key, presumed = stands_for, True
        elif key[:1] == ("words",) and "document" not in who.kinds:
            unnamed.append((key, fact, who))
        before = key
        grouped.setdefault(key, []).append((fact, who, presumed))
    roles = tuple(
        Role(
            key=key,
            name=_name(key, [(fact, who) for fact, who, _ in said]),
            speakers=tuple(dict.fromkeys(who for _, who, _ in said)),
            facts=tuple(fact for fact, _, _ in said),
            statements=tuple(_statement(fact, beads.get(fact.sentence), presumed=guess) for fact, _, guess in said),
            is_new=_is_new(side, said[0][0]),
        )
        for key, said in grouped.items()
    )
    return Cast(roles, {fact.start: rank for rank, role in enumerate(roles) for fact in role.facts})


def _is_new(side: Side, fact: Fact) -> bool:
    source = cast(Attribution, fact.value).source
    first = source.text.lower().split() if source else []
    return bool(first) and first[0] in reporting(side.language).labels("indefinite")


def _unnamed_before(side: Side, fact: Fact, last: tuple[Key, Fact, Speaker]) -> Key | None:
    """The unnamed speaker whose words stand right above a pronoun (a diplomat said ...; he added ...)."""
    key, told, who = last
    source = cast(Attribution, fact.value).source
    if source is None or fact.sentence - told.sentence > NEAR:
        return None
    words = [t for t in side.document.parses[fact.sentence].tokens if source.start <= t.start < source.stop]
    kind = reporting(side.language).pronoun(words[0]) if len(words) == 1 else None
    is_body = "body" in who.kinds and "person" not in who.kinds
    return key if kind in (("body", "group", "person_or_body") if is_body else ("person", "person_or_body")) else None


def _called_again(key: Key, fact: Fact, who: Speaker, unnamed: Sequence[tuple[Key, Fact, Speaker]]) -> Key | None:
    """The unnamed speaker who is spoken of again by fewer words (a source in the port; the source)."""
    source = cast(Attribution, fact.value).source
    words = set(key[1].split())
    if source is None or not who.concepts or source.text.lower().startswith(("a ", "an ")):
        return None
    for other, _, told in reversed(unnamed):
        if told.concepts & who.concepts and words < set(other[1].split()):
            return other
    return None


def _people(side: Side) -> dict[str, str]:
    """The people of a story by the last word of their names, as far as it tells them from each other."""
    names = {
        cast(Name, fact.value).canonical for fact in side.all_of("name") if cast(Name, fact.value).type == "PERSON"
    }
    by_last: dict[str, set[str]] = {}
    for name in names:
        by_last.setdefault(name.split()[-1], set()).add(name)
    return {last: max(found, key=len) for last, found in by_last.items() if _is_one(found)}


def _is_one(names: Iterable[str]) -> bool:
    """Whether names with one surname can be one person's: Sorokin, I. Sorokin and Igor Sorokin, not Olga Sorokin."""
    firsts = [name.split()[0] for name in names if " " in name]
    whole = {first for first in firsts if not first.endswith(".")}
    return len(whole) <= 1 and all(one.startswith(first[:1]) for first in firsts for one in whole)


def _key(fact: Fact, who: Speaker, people: Mapping[str, str]) -> tuple[str, ...]:
    """What tells a speaker from the others of his version: a name, else the words that he is called by."""
    source = cast(Attribution, fact.value).source
    person = who.person or _named(source.text.split(), people) if source else None
    if person:
        return "person", people.get(person.split()[-1], person)
    if who.body:
        return "body", who.body
    if source is None or who.pronoun:
        return ()
    return "words", source.text.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ")


def _named(words: Sequence[str], people: Mapping[str, str]) -> str | None:
    """The person whose surname stands among these words, not behind a preposition (the lawyer of Smith)."""
    found = (w for before, w in zip(("", *words), words, strict=False) if w in people and before not in OF)
    return next((people[w] for w in found), None)


def _name(key: tuple[str, ...], said: Sequence[tuple[Fact, Speaker]]) -> str:
    if not key:
        return ""
    first = cast(Attribution, said[0][0].value).source
    return first.text if key[0] == "words" and first is not None else key[1]


def _statement(fact: Fact, bead: int | None, *, presumed: bool) -> Statement:
    value = cast(Attribution, fact.value)
    return Statement(bead, value.source, value.cue, value.stance, value.direct, value.content, presumed)
