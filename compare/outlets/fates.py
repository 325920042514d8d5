"""What became of each fact of the source in one target version: kept, changed or dropped, and in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from compare.diff.attributions import pairing as speakers
from compare.diff.comparison import of_report
from compare.places import one_line, overlap
from compare.records import Fact, Finding, Report
from compare.report.ledger import ledger
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
    counterparts = _words(report) if words else {}
    return tuple(
        _fate(fact, about.get(fact.kind, ()), report.findings, counterparts)
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
    number = next(iter(_touching(fact, candidates, findings)), None)
    if number is None:
        return Fate(fact, "kept", words.get(_key(fact), ""))
    finding = findings[number]
    told = " … ".join(one_line(place.text) for place in finding.target if place.value is not None)
    if finding.severity == "neutral":
        return Fate(fact, "kept", told or words.get(_key(fact), ""), number)
    kept_place = bool(told) or (bool(finding.target) and not _is_gone(finding))
    return Fate(fact, "changed" if kept_place else "dropped", told or _short(finding), number)


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


def _key(fact: Fact) -> tuple[int, int, str]:
    return fact.start, fact.stop, fact.kind


def _words(report: Report) -> dict[tuple[int, int, str], str]:
    """The counterparts of the source's facts, as far as the comparison pairs them: figures, dates, names, speakers."""
    rows = [(row.source, row.target) for row in ledger(report) if row.source and row.target]
    said = [(pair.source.fact, pair.target.fact) for pair in speakers.pair(of_report(report)).pairs]
    return {_key(source): one_line(target.text) for source, target in (*rows, *said)}
