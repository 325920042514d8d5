"""The report as Markdown: for an issue, a wiki or a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compare.diff.excerpt import excerpt
from compare.framing import shifts
from compare.languages import Language, load
from compare.records import Finding, Place, Report
from compare.report.ledger import ledger
from compare.report.states import pair_findings
from compare.report.words import headline, judged, plural, summary
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
    """The report as Markdown text: summary, findings, facts that are not the same, words that take sides, who says
    what, both texts."""
    return (
        "\n".join(
            [*_head(report), *_findings(report), *_facts(report), *_frames(report), *_voices(report), *_texts(report)]
        )
        + "\n"
    )


def _head(report: Report) -> Iterator[str]:
    yield f"# {escape(headline(report.source))} / {escape(headline(report.target))}"
    yield ""
    yield escape(summary(report))
    for note in (*report.notes, *filter(None, [judged(report)])):
        yield f"\n> {escape(note)}"
    yield ""


def _findings(report: Report) -> Iterator[str]:
    source = load(report.source.story.language).name
    target = load(report.target.story.language).name
    yield f"## {plural(len(report.findings), 'finding')}"
    yield ""
    yield f"| | pair | severity | kind | {source} | {target} | reason | confidence |"
    yield "|---|---|---|---|---|---|---|---|"
    pairs = pair_findings(report)
    for rank, finding in enumerate(report.findings):
        yield _row(rank, finding, [pair for pair, found in enumerate(pairs) if rank in found])
    yield ""


def _counted(ranks: Sequence[int]) -> str:
    """Ranks as a reader counts them."""
    return ", ".join(str(rank + 1) for rank in ranks)


def _row(rank: int, finding: Finding, pairs: Sequence[int]) -> str:
    cells = [
        str(rank + 1),
        _counted(pairs),
        finding.severity,
        finding.kind,
        _places(finding.source),
        _places(finding.target),
        escape(finding.message) + _verdict(finding),
        f"{finding.confidence:.0%}",
    ]
    return "| " + " | ".join(cells) + " |"


def _verdict(finding: Finding) -> str:
    """What a reader made of it, after the reason."""
    if finding.verdict is None:
        return ""
    note = f": {escape(finding.verdict.note)}" if finding.verdict.note else ""
    return f" *Judged {finding.verdict.judgement}{note}*"


def _facts(report: Report) -> Iterator[str]:
    """The facts that differ or stand on one side only."""
    rows = [row for row in ledger(report) if row.status != "same"]
    if not rows:
        return
    yield "## Figures, dates and names that are not the same"
    yield ""
    yield "One that stands alone without a finding is told in other words or at another place, or is a small thing."
    yield ""
    source, target = load(report.source.story.language).name, load(report.target.story.language).name
    yield f"| pair | kind | {source} | normal form | {target} | normal form | findings |"
    yield "|---|---|---|---|---|---|---|"
    for row in rows:
        cells = [row.words("source"), row.normal("source"), row.words("target"), row.normal("target")]
        yield f"| {row.bead + 1} | {row.kind} | {' | '.join(map(escape, cells))} | {_counted(row.findings)} |"
    yield ""


def _frames(report: Report) -> Iterator[str]:
    """The shifts of stance, the most frequent first."""
    rows = shifts(report)
    if not rows:
        return
    source, target = load(report.source.story.language).name, load(report.target.story.language).name
    yield "## Words that take sides"
    yield ""
    yield f"| concept | {source} | stance | {target} | stance | findings |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        cells = [row.concept, ", ".join(row.source_terms), row.source, ", ".join(row.target_terms), row.target]
        yield f"| {' | '.join(map(escape, cells))} | {_counted(row.findings)} |"
    yield ""


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
        yield f"| {' / '.join(names)}{PRESUMED if row.presumed else ''} | {left} | {right} |"
    yield ""


ABSENT, UNNAMED = "–", "nobody in particular"
PRESUMED = " (presumably)"
"""Behind two names that may be one speaker's, and behind words whose speaker is told by a pronoun or a role alone."""


def _statements(statements: Sequence[Statement], language: Language) -> str:
    return "<br>".join(_statement(statement, language) for statement in statements) or ABSENT


def _statement(statement: Statement, language: Language) -> str:
    marked = "" if statement.stance == "neutral" else f" ({statement.stance})"
    said = f" {escape(excerpt(language, statement.content.text))}" if statement.content else ""
    kind = " (direct)" if statement.direct else ""
    return f"**{escape(statement.cue.text)}**{marked}{said}{kind}{PRESUMED if statement.presumed else ''}"


def _texts(report: Report) -> Iterator[str]:
    source = load(report.source.story.language).name
    target = load(report.target.story.language).name
    yield "## Side by side"
    yield ""
    yield "The third column is a machine translation of the first: for orientation, not evidence."
    yield ""
    yield f"| pair | {source} | {target} | machine translation | findings |"
    yield "|---|---|---|---|---|"
    rows = zip(report.beads, report.translations, pair_findings(report), strict=True)
    for number, (bead, translation, found) in enumerate(rows, start=1):
        left = " ".join(report.source.sentences[i].text for i in bead.source)
        right = " ".join(report.target.sentences[i].text for i in bead.target)
        moved = "(moved) " if bead.moved else ""
        texts = [escape(left), moved + escape(right), escape(translation or "")]
        yield f"| {number} | {' | '.join(texts)} | {_counted(found)} |"
