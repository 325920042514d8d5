"""The voice table: each speaker of a story, and what either version gives him.

A pure reading of a finished :class:`~compare.records.Report`; every format may show it. A speaker of one version is
one with a speaker of the other if their names match, or if most of what they say stands in the same passages and
nothing in their names speaks against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from compare.assignment import assign
from compare.diff.attributions.pairing import pair
from compare.diff.attributions.speaker import same_source
from compare.diff.comparison import Comparison, Languages, of_report
from compare.names.match import likeness
from compare.names.reading import read
from compare.records import Report, Stance
from compare.voices.cast import Cast, Role, Statement, cast_of

__all__ = ["Statement", "Voice", "cues", "voices"]

NAMED = 100.0
"""What matching names weigh against one shared passage."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with what each version gives him. The names are those of the two versions: ``None`` in the one that
    does not have him, ``""`` for all that is said by nobody in particular. ``presumed``: nothing but the passages where
    they speak tells that both names are one speaker's."""

    source_name: str | None
    target_name: str | None
    source: tuple[Statement, ...]
    target: tuple[Statement, ...]
    presumed: bool = False

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
    source = cast_of(comparison.source, _beads(report, of_source=True))
    target = cast_of(comparison.target, _beads(report, of_source=False))
    rows = _joined(_paired(comparison, source, target, _told_apart(report)), comparison.languages)
    return tuple(_voice(row, comparison.languages) for row in sorted(rows, key=_rank))


APART = ("attribution-speaker", "attribution-role", "attribution-moved", "attribution-pronoun", "attribution-swapped")
"""Rules whose findings say that two speakers are two."""


def _told_apart(report: Report) -> frozenset[int]:
    """Where the target names a speaker of whom a finding says that he is another than the source's."""
    return frozenset(place.start for f in report.findings if f.rule in APART for place in f.target)


def _beads(report: Report, *, of_source: bool) -> dict[int, int]:
    """The pair of passages that each sentence of a version belongs to."""
    return {
        sentence: rank
        for rank, bead in enumerate(report.beads)
        if bead.source and bead.target
        for sentence in (bead.source if of_source else bead.target)
    }


_Row = tuple[list[Role], list[Role]]
"""The forms in which one speaker stands in either version."""


def _rank(row: _Row) -> tuple[bool, bool, int]:
    first = (row[0] or row[1])[0]
    return not first.key, not row[0], first.facts[0].start


def _paired(comparison: Comparison, source: Cast, target: Cast, apart: Set[int]) -> list[_Row]:
    """The speakers of both versions, one to one, and those that are left over. ``apart`` are the places of speakers
    who are surely others."""
    languages = comparison.languages
    shared, divided = _shared(comparison, source, target, apart)
    weights = [
        [
            0.0 if (one, other) in divided else _weight(mine, theirs, shared[one, other], languages)
            for other, theirs in enumerate(target.roles)
        ]
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


def _is_form(mine: list[Role], theirs: list[Role], row: _Row, languages: Languages) -> bool:
    if not row[0] or not row[1] or not row[0][0].key or not (mine or theirs)[0].key:
        return False
    pair = (mine[0], row[1][0]) if mine else (row[0][0], theirs[0])
    return _are_called_alike(*pair, languages)


def _weight(source: Role, target: Role, shared: int, languages: Languages) -> float:
    """How much speaks for two speakers being one: their names, and the passages in which both say something."""
    if not (source.key and target.key):
        return 0.0 if source.key or target.key else NAMED
    matches = {same_source(one, other, languages) for one in source.speakers for other in target.speakers}
    if "same" in matches or _are_called_alike(source, target, languages):
        return NAMED + shared
    if matches & {"other", "other_role"} or _is_another(source, target) or _is_another(target, source):
        return 0.0
    return float(shared)


def _is_another(one: Role, other: Role) -> bool:
    """Whether one is named and the other is somebody new whom nobody names (a spokesman for the company)."""
    return one.key[0] == "person" and other.key[0] == "words" and other.is_new


def _is_sure(source: Role, target: Role, languages: Languages) -> bool:
    """Whether more than the passages tells that two speakers are one: their names, or what they are."""
    if not (source.key and target.key) or _weight(source, target, 0, languages) >= NAMED:
        return True
    roles = [frozenset().union(*(one.concepts for one in role.speakers)) for role in (source, target)]
    return source.key[0] == target.key[0] == "words" and bool(roles[0] & roles[1])


def _are_called_alike(source: Role, target: Role, languages: Languages) -> bool:
    """Whether the names, or the words that stand for them, are each other's transliteration or translation."""
    first = read(source.name, languages.source, languages.gazetteer)
    second = read(target.name, languages.target, languages.gazetteer)
    return likeness(first, second, source.key[0] == target.key[0] == "person").same


def _shared(
    comparison: Comparison, source: Cast, target: Cast, apart: Set[int]
) -> tuple[Counter[tuple[int, int]], frozenset[tuple[int, int]]]:
    """How many attributions of each two speakers stand for each other, and which two are told to be two."""
    counts: Counter[tuple[int, int]] = Counter()
    divided: set[tuple[int, int]] = set()
    for match in pair(comparison).pairs:
        both = source.of_fact[match.source.fact.start], target.of_fact[match.target.fact.start]
        named = match.target.value.source
        if named is not None and named.start in apart:
            divided.add(both)
        else:
            counts[both] += 1
    return counts, frozenset(both for both in divided if not counts[both])


def _voice(row: _Row, languages: Languages) -> Voice:
    source, target = row
    said = [
        sorted((one for role in roles for one in role.statements), key=lambda one: one.cue.start)
        for roles in (source, target)
    ]
    presumed = bool(source and target) and not _is_sure(source[0], target[0], languages)
    return Voice(_called(source), _called(target), tuple(said[0]), tuple(said[1]), presumed)


def _called(roles: Sequence[Role]) -> str | None:
    return roles[0].name if roles else None
