"""The report as Markdown: for an issue, a wiki or a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compare.diff.excerpt import excerpt
from compare.languages import Language, load
from compare.records import Finding, Place, Report
from compare.report.words import headline, plural, summary
from compare.voices import Statement, voices

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
    """The report as Markdown text: summary, findings by gravity, who says what, then the two texts side by side."""
    return "\n".join([*_head(report), *_findings(report), *_voices(report), *_texts(report)]) + "\n"


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


def _voices(report: Report) -> Iterator[str]:
    """The voice table: a row a speaker, with the words of reporting and what each version has him say."""
    rows = voices(report)
    if not rows:
        return
    source, target = load(report.source.story.language), load(report.target.story.language)
    yield "## Who says what"
    yield ""
    yield f"| speaker | {source.name} | {target.name} |"
    yield "|---|---|---|"
    for row in rows:
        names = [escape(name or ABSENT) for name in (row.source_name, row.target_name)] if row.is_named else [UNNAMED]
        left, right = _statements(row.source, source), _statements(row.target, target)
        yield f"| {' / '.join(names)} | {left} | {right} |"
    yield ""


ABSENT, UNNAMED = "–", "nobody in particular"


def _statements(statements: Sequence[Statement], language: Language) -> str:
    return "<br>".join(_statement(statement, language) for statement in statements) or ABSENT


def _statement(statement: Statement, language: Language) -> str:
    marked = "" if statement.stance == "neutral" else f" ({statement.stance})"
    said = f" {escape(excerpt(language, statement.content.text))}" if statement.content else ""
    kind = " (direct)" if statement.direct else ""
    return f"**{escape(statement.cue.text)}**{marked}{said}{kind}"


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
