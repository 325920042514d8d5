"""What became of each fact of the source in one target version: kept, changed or dropped, and in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from compare.diff.attributions import pairing as speakers
from compare.diff.comparison import Comparison, Side
from compare.diff.dates.days import days_of
from compare.diff.dates.moments import moment
from compare.diff.dates.relate import Relation, relate
from compare.diff.figures import pairing as figures
from compare.diff.names.beads import beads as name_beads
from compare.diff.names.story import Names
from compare.languages import load
from compare.records import Date, Fact, Finding, Report
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


def fates(report: Report) -> tuple[Fate, ...]:
    """The fates of the facts in the sentences that tell the story, in the order of the source."""
    rendered = {index for bead in report.beads if bead.target for index in bead.source}
    omissions = {rank: number for number, rank in _omissions(report)}
    rank_of = {index: rank for rank, bead in enumerate(report.beads) for index in bead.source}
    about = _about(report.findings)
    words = _words(report)
    return tuple(
        _fate(fact, about.get(fact.kind, ()), report.findings, words)
        if fact.sentence in rendered
        else Fate(fact, "dropped", finding=omissions.get(rank_of.get(fact.sentence, -1)))
        for fact in report.source_facts
        if report.source.sentences[fact.sentence].role in STORY
    )


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


def _fate(
    fact: Fact, candidates: Sequence[int], findings: Sequence[Finding], words: Mapping[tuple[int, int, str], str]
) -> Fate:
    for number in candidates:
        finding = findings[number]
        if any(place.start < fact.stop and fact.start < place.stop for place in finding.source):
            if finding.rule.split(".")[-1] == "added":  # what the target adds beside this passage
                continue
            told = " … ".join(" ".join(place.text.split()) for place in finding.target if place.value is not None)
            if finding.severity == "neutral":
                return Fate(fact, "kept", told or words.get(_key(fact), ""), number)
            kept_place = bool(told) or (bool(finding.target) and "dropped" not in finding.rule)
            return Fate(fact, "changed" if kept_place else "dropped", told or _short(finding), number)
    return Fate(fact, "kept", words.get(_key(fact), ""))


LONGEST = 80
"""Characters of a place of plain words that may stand for a fact's own."""


def _short(finding: Finding) -> str:
    text = " … ".join(" ".join(place.text.split()) for place in finding.target)
    return text if len(text) <= LONGEST and "dropped" not in finding.rule else ""


def _key(fact: Fact) -> tuple[int, int, str]:
    return fact.start, fact.stop, fact.kind


def _words(report: Report) -> dict[tuple[int, int, str], str]:
    """The counterparts of the source's facts, as far as the comparison pairs them: figures, dates, names, speakers."""
    comparison = Comparison(
        Side(report.source, load(report.source.story.language), report.source_facts),
        Side(report.target, load(report.target.story.language), report.target_facts),
        report.beads,
        report.translations,
    )
    return {
        _key(source): " ".join(target.text.split())
        for pairs in (_figures(comparison), _dates(comparison), _names(comparison), _speakers(comparison))
        for source, target in pairs
    }


def _figures(comparison: Comparison) -> Iterator[tuple[Fact, Fact]]:
    for _, bead in comparison.pairs():
        sides = [
            figures.items(side.of("figure", sentences))
            for side, sentences in ((comparison.source, bead.source), (comparison.target, bead.target))
        ]
        for pair in figures.kept(*sides).pairs:
            yield pair.source.fact, pair.target.fact


def _dates(comparison: Comparison) -> Iterator[tuple[Fact, Fact]]:
    days = days_of(comparison)
    for _, bead in comparison.pairs():
        left = list(comparison.target.of("date", bead.target))
        for fact in comparison.source.of("date", bead.source):
            for other in left:
                if (
                    isinstance(fact.value, Date)
                    and isinstance(other.value, Date)
                    and relate(moment(fact.value, days.source), moment(other.value, days.target)) is Relation.SAME
                ):
                    yield fact, other
                    left.remove(other)
                    break


def _names(comparison: Comparison) -> Iterator[tuple[Fact, Fact]]:
    for bead in name_beads(Names(comparison)):
        for pair in bead.pairs:
            yield pair.source.fact, pair.target.fact


def _speakers(comparison: Comparison) -> Iterator[tuple[Fact, Fact]]:
    for pair in speakers.pair(comparison).pairs:
        yield pair.source.fact, pair.target.fact
