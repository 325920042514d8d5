"""What readers made of the findings: verdicts kept in a file and taken into account on the next run.

A finding is known by its texts, not by its number: its kind, its words on both sides and the sentences that they stand
in. As long as these stay, a verdict finds its finding again, whatever comes before it in the list. A sentence that was
rewritten is judged anew.

``real`` leaves a finding as it is; ``harmless`` (true, but it changes nothing) and ``wrong`` (no difference at all)
make it neutral, keep the severity that it had in the verdict, and put the wrong ones last.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from compare.errors import ReadError
from compare.models import checksum
from compare.places import Locator, one_line
from compare.records import SEVERITIES, Finding, Judgement, Place, Report, Sentence, Verdict
from compare.scores import finding_counts

SCHEMA = "compare.verdicts/1"
JUDGEMENTS: tuple[Judgement, ...] = get_args(Judgement)
LENGTH = 16
"""Hexadecimal digits of a fingerprint: two findings of one million share one with a probability of 3e-8."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Verdicts by the fingerprint of their finding; ``checksum`` is that of the file that they come from."""

    by_finding: Mapping[str, Verdict]
    checksum: str = ""


def fingerprint(finding: Finding, source: Locator, target: Locator) -> str:
    """What a finding is known by: 16 digits of a checksum of its kind, its words and the sentences that hold them.

    Runs of white space count as one space, so that a file that was wrapped anew keeps its fingerprints.
    """
    texts = [
        [one_line(place.text) for place in places] + [one_line(sentence.text) for sentence in _around(where, places)]
        for where, places in ((source, finding.source), (target, finding.target))
    ]
    told = json.dumps([finding.kind, *texts], ensure_ascii=False)
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def fingerprints(report: Report) -> tuple[str, ...]:
    """The fingerprint of each finding, in their order. Findings that agree in all their texts are counted in the order
    of the texts."""
    source, target = Locator(report.source.sentences), Locator(report.target.sentences)
    made = [fingerprint(finding, source, target) for finding in report.findings]
    seen: dict[str, int] = {}
    for number in sorted(range(len(made)), key=lambda number: _position(report.findings[number])):
        one = made[number]
        seen[one] = seen.get(one, 0) + 1
        if seen[one] > 1:
            made[number] = f"{one}-{seen[one]}"
    return tuple(made)


def _position(finding: Finding) -> tuple[int, int]:
    """Where a finding stands in both texts."""
    first, second = (min((place.start for place in places), default=-1) for places in (finding.source, finding.target))
    return first, second


def read_verdicts(path: Path) -> Verdicts:
    """The verdicts of a file that a report page exported.

    Raises ReadError for a file that cannot be read or is of another shape.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ReadError(f"The verdicts '{path}' cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise ReadError(f"The verdicts '{path}' are no JSON: {error}. {_HOW}") from error
    if (
        not isinstance(content, dict)
        or content.get("schema") != SCHEMA
        or not isinstance(content.get("verdicts"), list)
    ):
        raise ReadError(f"'{path}' holds no verdicts ({SCHEMA}). {_HOW}")
    found = dict(_verdict(path, number, entry) for number, entry in enumerate(content["verdicts"], start=1))
    return Verdicts(found, checksum(path)[:LENGTH])


_HOW = "Give a file that the report page wrote with 'Export verdicts'."


def with_verdicts(report: Report, verdicts: Verdicts) -> Report:
    """The report with these verdicts, in the order of the new severities; findings that no verdict is about stay as
    they are. The signature's settings then carry the checksum of the file."""
    judged = [
        _judged(finding, verdicts.by_finding.get(one))
        for finding, one in zip(report.findings, fingerprints(report), strict=True)
    ]
    findings = tuple(sorted(judged, key=_gravity))
    settings = {**report.signature.get("settings", {}), "verdicts": verdicts.checksum}
    return replace(
        report,
        findings=findings,
        scores={**report.scores, "findings": finding_counts(findings)},
        signature={**report.signature, "settings": settings},
    )


def judged_counts(findings: Sequence[Finding]) -> dict[Judgement, int]:
    """How many findings were judged how."""
    made = [finding.verdict.judgement for finding in findings if finding.verdict]
    return {judgement: made.count(judgement) for judgement in JUDGEMENTS}


def _judged(finding: Finding, verdict: Verdict | None) -> Finding:
    if verdict is None:
        return finding
    severity = finding.severity if verdict.judgement == "real" else "neutral"
    return replace(finding, severity=severity, verdict=replace(verdict, was=finding.severity))


def _gravity(finding: Finding) -> tuple[bool, int]:
    wrong = finding.verdict is not None and finding.verdict.judgement == "wrong"
    return wrong, -SEVERITIES.index(finding.severity)


def _verdict(path: Path, number: int, entry: Any) -> tuple[str, Verdict]:
    fits = isinstance(entry, dict) and isinstance(entry.get("finding"), str) and isinstance(entry.get("note", ""), str)
    if not fits or entry.get("verdict") not in JUDGEMENTS:
        raise ReadError(
            f"Verdict {number} of '{path}' is not whole. It needs 'finding' (a fingerprint) and 'verdict' "
            f"({', '.join(JUDGEMENTS)}); 'note' is a text."
        )
    return entry["finding"], Verdict(entry["verdict"], entry.get("note", ""))


def _around(locator: Locator, places: Sequence[Place]) -> list[Sentence]:
    """The sentences that these places touch, in their order."""
    found = {sentence.index: sentence for place in places for sentence in locator.touched(place)}
    return [found[index] for index in sorted(found)]
