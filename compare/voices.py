"""The voice table: each speaker of a story, and what either version gives him.

A pure reading of a finished :class:`~compare.records.Report`; every format may show it. A speaker of one version is
one with a speaker of the other if their names match, or if most of what they say stands in the same passages and
nothing in their names speaks against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from compare.assignment import assign
from compare.diff.attributions.pairing import pair
from compare.diff.attributions.speaker import Speaker, same_source, speaker
from compare.diff.comparison import Comparison, Languages, Side, of_report
from compare.names.match import likeness
from compare.names.reading import read
from compare.records import Attribution, Fact, Name, Report, Span, Stance

NAMED = 100.0
"""What matching names weigh against one shared passage."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a version has a speaker say. ``source`` is how the text calls him here (``None``: not at all),
    ``content`` what he says, ``bead`` the pair of passages that it stands in (``None``: one version alone has it)."""

    bead: int | None
    source: Span | None
    cue: Span
    stance: Stance
    direct: bool
    content: Span | None


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with what each version gives him. The names are those of the two versions: ``None`` in the one that
    does not have him, ``""`` for all that is said by nobody in particular."""

    source_name: str | None
    target_name: str | None
    source: tuple[Statement, ...]
    target: tuple[Statement, ...]

    @property
    def is_in_both(self) -> bool:
        """Whether both versions have this speaker."""
        return self.source_name is not None and self.target_name is not None

    @property
    def is_named(self) -> bool:
        """Whether anybody is named as the speaker."""
        return bool(self.source_name or self.target_name)


def cues(statements: Sequence[Statement]) -> list[tuple[str, Stance, int]]:
    """The reporting words of these statements as they stand in the text, with their stances and counts, the most
    frequent first."""
    counts = Counter((statement.cue.text.lower(), statement.stance) for statement in statements)
    return [(cue, stance, count) for (cue, stance), count in counts.most_common()]


def voices(report: Report) -> tuple[Voice, ...]:
    """The speakers of a report: those of the source version in the order of their first words, then those that the
    target alone has, last what nobody in particular says."""
    comparison = of_report(report)
    source = _cast(comparison.source, _beads(report, of_source=True))
    target = _cast(comparison.target, _beads(report, of_source=False))
    rows = _joined(_paired(comparison, source, target), comparison.languages)
    return tuple(_voice(*row) for row in sorted(rows, key=_rank))


@dataclass(frozen=True, slots=True)
class _Role:
    """A speaker of one version: ``key`` tells him from the others (empty: nobody in particular), ``speakers`` are the
    ways in which the text gives him."""

    key: tuple[str, ...]
    name: str
    speakers: tuple[Speaker, ...]
    facts: tuple[Fact, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class _Cast:
    """All speakers of one version, and which of them each attribution belongs to (by the place where it starts)."""

    roles: tuple[_Role, ...]
    of_fact: Mapping[int, int]


def _beads(report: Report, *, of_source: bool) -> dict[int, int]:
    """The pair of passages that each sentence of a version belongs to."""
    return {
        sentence: rank
        for rank, bead in enumerate(report.beads)
        if bead.source and bead.target
        for sentence in (bead.source if of_source else bead.target)
    }


def _cast(side: Side, beads: Mapping[int, int]) -> _Cast:
    grouped: dict[tuple[str, ...], list[tuple[Fact, Speaker]]] = {}
    people = _people(side)
    for fact in side.all_of("attribution"):
        who = speaker(side, fact)
        grouped.setdefault(_key(fact, who, people), []).append((fact, who))
    roles = tuple(
        _Role(
            key=key,
            name=_name(key, said),
            speakers=tuple(dict.fromkeys(who for _, who in said)),
            facts=tuple(fact for fact, _ in said),
            statements=tuple(_statement(fact, beads.get(fact.sentence)) for fact, _ in said),
        )
        for key, said in grouped.items()
    )
    return _Cast(roles, {fact.start: rank for rank, role in enumerate(roles) for fact in role.facts})


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
    person = who.person or next((people[w] for w in source.text.split() if w in people), None) if source else None
    if person:
        return "person", people.get(person.split()[-1], person)
    if who.body:
        return "body", who.body
    if source is None or who.pronoun:
        return ()
    return "words", source.text.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ")


def _name(key: tuple[str, ...], said: Sequence[tuple[Fact, Speaker]]) -> str:
    if not key:
        return ""
    first = cast(Attribution, said[0][0].value).source
    return first.text if key[0] == "words" and first is not None else key[1]


def _statement(fact: Fact, bead: int | None) -> Statement:
    value = cast(Attribution, fact.value)
    return Statement(bead, value.source, value.cue, value.stance, value.direct, value.content)


_Row = tuple[list[_Role], list[_Role]]
"""The forms in which one speaker stands in either version."""


def _rank(row: _Row) -> tuple[bool, bool, int]:
    first = (row[0] or row[1])[0]
    return not first.key, not row[0], first.facts[0].start


def _paired(comparison: Comparison, source: _Cast, target: _Cast) -> list[_Row]:
    """The speakers of both versions, one to one, and those that are left over."""
    languages = comparison.languages
    shared = _shared(comparison, source, target)
    weights = [
        [_weight(mine, theirs, shared[one, other], languages) for other, theirs in enumerate(target.roles)]
        for one, mine in enumerate(source.roles)
    ]
    costs = [[-weight for weight in row] for row in weights]
    pairs = {one: other for one, other in assign(costs) if weights[one][other] > 0}
    rows: list[_Row] = [
        ([mine], [target.roles[pairs[one]]] if one in pairs else []) for one, mine in enumerate(source.roles)
    ]
    return rows + [([], [theirs]) for other, theirs in enumerate(target.roles) if other not in pairs.values()]


def _joined(rows: Sequence[_Row], languages: Languages) -> list[_Row]:
    """The rows, with another form of a speaker's name (Scholz, Germany's new chancellor Olaf Scholz) put to the pair
    whose name in the other version it matches."""
    made: list[_Row] = [row for row in rows if row[0] and row[1]]
    for mine, theirs in rows:
        if mine and theirs:
            continue
        home = next((row for row in made if _is_form(mine, theirs, row, languages)), None)
        if home is None:
            made.append((mine, theirs))
        else:
            home[0].extend(mine)
            home[1].extend(theirs)
    return made


def _is_form(mine: list[_Role], theirs: list[_Role], row: _Row, languages: Languages) -> bool:
    if not row[0] or not row[1] or not row[0][0].key or not (mine or theirs)[0].key:
        return False
    pair = (mine[0], row[1][0]) if mine else (row[0][0], theirs[0])
    return _are_called_alike(*pair, languages)


def _weight(source: _Role, target: _Role, shared: int, languages: Languages) -> float:
    """How much speaks for two speakers being one: their names, and the passages in which both say something."""
    if not (source.key and target.key):
        return 0.0 if source.key or target.key else NAMED
    matches = {same_source(one, other, languages) for one in source.speakers for other in target.speakers}
    if "same" in matches or _are_called_alike(source, target, languages):
        return NAMED + shared
    return 0.0 if matches & {"other", "other_role"} else float(shared)


def _are_called_alike(source: _Role, target: _Role, languages: Languages) -> bool:
    """Whether the names, or the words that stand for them, are each other's transliteration or translation."""
    first = read(source.name, languages.source, languages.gazetteer)
    second = read(target.name, languages.target, languages.gazetteer)
    return likeness(first, second, source.key[0] == target.key[0] == "person").same


def _shared(comparison: Comparison, source: _Cast, target: _Cast) -> Counter[tuple[int, int]]:
    """How many attributions of each two speakers stand for each other."""
    counts: Counter[tuple[int, int]] = Counter()
    for match in pair(comparison).pairs:
        counts[source.of_fact[match.source.fact.start], target.of_fact[match.target.fact.start]] += 1
    return counts


def _voice(source: Sequence[_Role], target: Sequence[_Role]) -> Voice:
    said = [
        sorted((one for role in roles for one in role.statements), key=lambda one: one.cue.start)
        for roles in (source, target)
    ]
    return Voice(_called(source), _called(target), tuple(said[0]), tuple(said[1]))


def _called(roles: Sequence[_Role]) -> str | None:
    return roles[0].name if roles else None
