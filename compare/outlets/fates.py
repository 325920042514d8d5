"""What became of each fact of the source in one target version: kept, changed or dropped, and in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from compare.outlets.bearing import bearing
from compare.outlets.counterparts import Key, counterparts, key
from compare.places import one_line, overlap
from compare.records import Attribution, Fact, Finding, Name, Report
from compare.scores import STORY

Status = Literal["kept", "changed", "dropped"]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a source fact. ``words`` are those that the target uses in its place (``""``: none, or none that
    can be named); ``finding`` is the rank of the finding that says so, ``None`` where nothing was found."""

    fact: Fact
    status: Status
    words: str = ""
    finding: int | None = None


def fates(report: Report, *, words: bool = True) -> tuple[Fate, ...]:
    """The fates of the facts in the sentences that tell the story, in the order of the source. Without ``words`` the
    counterparts of what was kept are not looked for."""
    rendered = {index for bead in report.beads if bead.target for index in bead.source}
    omissions = {rank: number for number, rank in _omissions(report)}
    rank_of = {index: rank for rank, bead in enumerate(report.beads) for index in bead.source}
    about = _about(report.findings)
    near = _near(report.findings)
    known = counterparts(report) if words else {}
    names = _names(report, known)
    return tuple(
        fate_of(
            fact,
            about,
            near.get(rank_of[fact.sentence], ()),
            report.findings,
            known.get(key(fact)),
            names.get(fact.sentence, ()),
        )
        if fact.sentence in rendered
        else Fate(fact, "dropped", finding=omissions.get(rank_of.get(fact.sentence, -1)))
        for fact in report.source_facts
        if report.source.sentences[fact.sentence].role in STORY
    )


def _names(report: Report, known: Mapping[Key, Fact]) -> Mapping[int, list[tuple[Fact, Fact]]]:
    """The names that the target has too, by the sentence of the source, each with its counterpart; none of which a
    finding says that it became another."""
    changed = [place for finding in report.findings if finding.kind == "name" for place in finding.source]
    found: dict[int, list[tuple[Fact, Fact]]] = defaultdict(list)
    for fact in report.source_facts:
        if fact.kind == "name" and key(fact) in known and not any(overlap(place, fact) for place in changed):
            found[fact.sentence].append((fact, known[key(fact)]))
    return found


def _omissions(report: Report) -> Iterator[tuple[int, int]]:
    for number, finding in enumerate(report.findings):
        if finding.kind == "omission" and finding.bead is not None:
            yield number, finding.bead


def _about(findings: Sequence[Finding]) -> Mapping[str, list[int]]:
    """The findings that touch a place of the source, by kind."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, finding in enumerate(findings):
        if finding.source:
            found[finding.kind].append(number)
    return found


def _near(findings: Sequence[Finding]) -> Mapping[int, list[tuple[int, Finding]]]:
    """The findings with their ranks, by bead."""
    found: dict[int, list[tuple[int, Finding]]] = defaultdict(list)
    for number, finding in enumerate(findings):
        if finding.bead is not None:
            found[finding.bead].append((number, finding))
    return found


def fate_of(
    fact: Fact,
    about: Mapping[str, Sequence[int]],
    near: Sequence[tuple[int, Finding]],
    findings: Sequence[Finding],
    counterpart: Fact | None,
    names: Sequence[tuple[Fact, Fact]],
) -> Fate:
    """What became of one fact, of the findings ``about`` its kind and ``near`` it (their ranks, and those of its pair);
    ``names`` are those of its sentence that the target has too."""
    kept = one_line(counterpart.text) if counterpart else ""
    number = next(iter(_touching(fact, about.get(fact.kind, ()), findings)), None)
    borne = None
    if number is None or _is_harmless(findings[number]):  # what bears on a fact may be graver than what is said of it
        borne = bearing(fact, near, counterpart)
    number = number if borne is None else borne
    if number is None:
        return Fate(fact, "kept", kept)
    finding = findings[number]
    told = " … ".join(one_line(place.text) for place in finding.target if place.value is not None)
    if _is_harmless(finding):
        return Fate(fact, "kept", told or _short(finding) or kept, number)
    is_there = not _is_gone(finding) and (bool(finding.target) or borne is not None)
    words = told or _short(finding) or (kept if borne is not None and not _is_gone(finding) else "")
    words = words or _speaker_named(fact, finding, names)
    return Fate(fact, "changed" if words or is_there else "dropped", words, number)


def _speaker_named(fact: Fact, finding: Finding, names: Sequence[tuple[Fact, Fact]]) -> str:
    """The name of the speaker in a target that has no word of reporting for an attribution (Scholz expressed his wish):
    it is told otherwise, and not dropped."""
    if finding.rule != "attribution-dropped" or not isinstance(fact.value, Attribution) or fact.value.source is None:
        return ""
    source = fact.value.source
    called = [(cast(Name, name.value).type == "PERSON", there) for name, there in names if overlap(name, source)]
    return one_line(max(called, key=lambda one: one[0])[1].text) if called else ""


def _is_harmless(finding: Finding) -> bool:
    """Whether a finding changes nothing, or names the word that may stand for a negation it misses."""
    return finding.severity == "neutral" or (finding.rule == "negation-lost" and bool(finding.target))


def _touching(fact: Fact, candidates: Sequence[int], findings: Sequence[Finding]) -> list[int]:
    """The findings about a fact, those about its very place first: a wider one may be about another fact (МИД РФ, where
    this one is РФ). None that tells what the target adds beside it."""
    about = [n for n in candidates if any(overlap(place, fact) for place in findings[n].source)]
    about = [n for n in about if not findings[n].rule.endswith("-added")]
    return sorted(about, key=lambda n: all((p.start, p.stop) != (fact.start, fact.stop) for p in findings[n].source))


def _is_gone(finding: Finding) -> bool:
    """Whether the target has nothing of a fact. A quotation that lost its marks is there, as reported speech."""
    return "dropped" in finding.rule and finding.kind != "quote"


LONGEST = 80
"""Characters of a place of plain words that may stand for a fact's own."""


def _short(finding: Finding) -> str:
    text = " … ".join(one_line(place.text) for place in finding.target)
    return text if len(text) <= LONGEST and not _is_gone(finding) else ""
