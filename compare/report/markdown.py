"""The report as Markdown: for an issue, a wiki or a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compare.languages import load
from compare.records import Finding, Place, Report
from compare.report.words import headline, plural, summary

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LINE_START = re.compile(r"^(\s*)([-+>]|\d+[.)])(?=\s)")


def escape(text: str) -> str:
    """Text that Markdown shows as it stands, on one line.

    >>> escape("a *b* <i>")
    'a \\\\*b\\\\* \\\\<i\\\\>'
    """
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _LINE_START.sub(r"\1\\\2", line)


def render(report: Report) -> str:
    """The report as Markdown text: summary, findings by gravity, then the two texts side by side."""
    return "\n".join([*_head(report), *_findings(report), *_texts(report)]) + "\n"


def _head(report: Report) -> Iterator[str]:
    yield f"# {escape(headline(report.source))} / {escape(headline(report.target))}"
    yield ""
    yield escape(summary(report))
    for note in report.notes:
        yield f"\n> {escape(note)}"
    yield ""


def _findings(report: Report) -> Iterator[str]:
    source = load(report.source.story.language).name
    target = load(report.target.story.language).name
    yield f"## {plural(len(report.findings), 'finding')}"
    yield ""
    yield f"| | severity | kind | {source} | {target} | reason | confidence |"
    yield "|---|---|---|---|---|---|---|"
    for rank, finding in enumerate(report.findings):
        yield _row(rank, finding)
    yield ""


def _row(rank: int, finding: Finding) -> str:
    cells = [
        str(rank + 1),
        finding.severity,
        finding.kind,
        _places(finding.source),
        _places(finding.target),
        escape(finding.message),
        f"{finding.confidence:.0%}",
    ]
    return "| " + " | ".join(cells) + " |"


def _places(places: Sequence[Place]) -> str:
    return " … ".join(escape(place.text) for place in places)


def _texts(report: Report) -> Iterator[str]:
    source = load(report.source.story.language).name
    target = load(report.target.story.language).name
    yield "## Side by side"
    yield ""
    yield "The third column is a machine translation of the first: for orientation, not evidence."
    yield ""
    yield f"| {source} | {target} | machine translation |"
    yield "|---|---|---|"
    for bead, translation in zip(report.beads, report.translations, strict=True):
        left = " ".join(report.source.sentences[i].text for i in bead.source)
        right = " ".join(report.target.sentences[i].text for i in bead.target)
        moved = "(moved) " if bead.moved else ""
        yield f"| {escape(left)} | {moved}{escape(right)} | {escape(translation or '')} |"
