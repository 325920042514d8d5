"""The annotated differences of ``corpora/stories`` against what is found."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.engines import engines
from benchmarks.setup import CORPUS, table
from compare.pipeline import compare_stories
from compare.read import read
from compare.records import FINDING_KINDS, Finding, Place

Entry = dict[str, Any]


def evaluate(folder: Path = CORPUS) -> dict[str, dict[str, int]]:
    """By kind: annotated differences, those found at all, those found under their own kind; findings that are not
    ``neutral``, those that touch no annotated difference, and those of them that touch a harmless rephrasing."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in FINDING_KINDS}
    for path in sorted(folder.glob("*/gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        for version in gold["versions"].values():
            report = compare_stories(read(path.parent / "ru.txt"), read(path.parent / version["file"]), engines())
            _score(version, [f for f in report.findings if f.severity != "neutral"], counts)
    return {kind: dict(count) for kind, count in counts.items()}


def _score(version: Entry, findings: Sequence[Finding], counts: dict[str, Counter[str]]) -> None:
    for entry in version["differences"]:
        hits = [finding for finding in findings if _meets(finding, entry)]
        count = counts[entry["kind"]]
        count["annotated"] += 1
        count["found"] += bool(hits)
        count["found_as_kind"] += any(finding.kind == entry["kind"] for finding in hits)
    for finding in findings:
        count = counts[finding.kind]
        count["findings"] += 1
        if not any(_meets(finding, entry) for entry in version["differences"]):
            count["unexpected"] += 1
            count["unexpected_grave"] += finding.severity in ("major", "critical")
            count["harmless"] += any(
                entry["kind"] == finding.kind and _meets(finding, entry) for entry in version["harmless"]
            )


def _meets(finding: Finding, entry: Entry) -> bool:
    return any(_over(finding.source, entry["ru"])) or any(_over(finding.target, entry["en"]))


def _over(places: Sequence[Place], marked: Sequence[Entry]) -> Iterator[bool]:
    for place in places:
        for mark in marked:
            yield place.start < mark["end"] and mark["start"] < place.stop


COLUMNS = ("annotated", "found", "found_as_kind", "findings", "unexpected", "unexpected_grave", "harmless")


def as_table(result: object) -> str:
    """The result of :func:`evaluate` as a table, with the share found."""
    assert isinstance(result, dict)
    rows: list[list[object]] = [[kind, *[count.get(column, 0) for column in COLUMNS]] for kind, count in result.items()]
    rows.append(["all", *[sum(int(str(row[column])) for row in rows) for column in range(1, len(COLUMNS) + 1)]])
    for row in rows:
        row.append(int(str(row[2])) / int(str(row[1])) if row[1] else None)
    return table(["kind", *COLUMNS, "recall"], rows)
