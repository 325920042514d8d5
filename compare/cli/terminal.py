"""What a run says on the terminal: pure functions from records to rich renderables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from compare.diff.comparison import Side
from compare.models import Check, TranslationPackage, card, reason
from compare.records import Finding, Report, Severity
from compare.report.characters import xml_text
from compare.report.json import sentence_id
from compare.report.values import in_words
from compare.report.words import headline, judged, plural, summary
from compare.scores import different_stories

if TYPE_CHECKING:
    from compare.corpus import Outcome
    from compare.corpus.board import Board
    from compare.outlets import Outlets

STYLES: dict[Severity, str] = {"critical": "bold red", "major": "red", "minor": "yellow", "neutral": "dim"}

SHOWN = 12
"""Findings listed on the terminal, more where more are major or critical; the report has all of them."""

EXCERPT = 60
"""Characters of a place shown on the terminal."""


def excerpt(text: str, length: int = EXCERPT) -> str:
    """One line of at most ``length`` characters.

    >>> excerpt("one  two three", 9)
    'one two …'
    """
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + " …"


def report_summary(report: Report) -> RenderableType:
    """The titles, the counts and the gravest findings; that these are two stories is said on standard error."""
    warned = different_stories(report)
    lines: list[RenderableType] = [
        Text(headline(report.source), style="bold"),
        Text(headline(report.target), style="bold"),
        Text(summary(report)),
        *(Text(note, style="yellow") for note in report.notes if note != warned),
        *(Text(said) for said in (judged(report),) if said),
    ]
    shown = _gravest(report.findings)
    if shown:
        lines.extend((Text(), _findings(shown), Text()))
    if len(shown) < len(report.findings):
        left = plural(len(report.findings) - len(shown), "more finding")
        lines.append(Text(f"{left} in the report, none of them grave", style="dim"))
    return Group(*lines)


def _gravest(findings: Sequence[Finding]) -> list[Finding]:
    """Every critical and major one, and minor ones up to SHOWN in all."""
    grave = [finding for finding in findings if finding.severity in ("critical", "major")]
    minor = [finding for finding in findings if finding.severity == "minor"]
    return grave + minor[: max(0, SHOWN - len(grave))]


def _findings(findings: Sequence[Finding]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    for finding in findings:
        severity = Text(finding.severity, style=STYLES[finding.severity])
        table.add_row(severity, finding.kind, Text(" ".join(finding.message.split())))
    return table


def outlets_summary(found: Outlets) -> RenderableType:
    """The scorecards, what tells two outlets apart, and who shares text."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in (
        "outlet", "fidelity", "95 of 100\nsamples", "coverage", "critical", "major", "minor",
        "figures\nright", "names\nright", "speakers\nright",
    ):  # fmt: skip
        table.add_column(column, justify="left" if column == "outlet" else "right")
    for name, scores, spread in zip(found.names, found.cards, found.spreads, strict=True):
        table.add_row(
            escape(name),
            f"{scores.fidelity:.1f}",
            f"{spread.fidelity.low:.1f}–{spread.fidelity.high:.1f}" if spread.fidelity.low < 100 else "",
            f"{scores.coverage:.0%}",
            *(str(scores.severities[severity]) for severity in ("critical", "major", "minor")),
            *(f"{scores.facts[kind].right}/{scores.facts[kind].total}" for kind in ("figure", "name", "attribution")),
        )
    lines: list[RenderableType] = [Text(headline(found.reports[0].source), style="bold"), table]
    for one in found.differences:
        if one.is_sure and one.measure == "fidelity":
            ahead, behind = found.names[one.one], found.names[one.other]
            lines.append(Text(f"{ahead} is ahead of {behind} in fidelity beyond chance ({one.chance:.3f})."))
    for kin in found.stemma.kinships:
        if kin.is_sure:
            pair = f"{found.names[kin.one]} and {found.names[kin.other]}"
            lines.append(Text(f"{pair} share text beyond chance ({kin.chance:.3f}).", style="yellow"))
    return Group(*lines)


def corpus_summary(outcome: Outcome, out: Path) -> RenderableType:
    """The leaderboard, how many rows failed, and where everything lies."""
    lines: list[RenderableType] = [_leaderboard(outcome.board)] if outcome.board.lines else []
    if outcome.failed:
        failed = f"{plural(outcome.failed, 'row')} of {outcome.rows} could not be compared: see failures.csv"
        lines.append(Text(failed, style="yellow"))
    lines.extend(Text(note, style="yellow") for note in outcome.notes)
    lines.append(Text(f"Written to {out}: {', '.join(path.name for path in outcome.written)}"))
    return Group(*lines)


def _leaderboard(board: Board) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("", "outlet", "stories", "fidelity", "95%", "rank 95%", "coverage", "critical", "major", "minor"):
        table.add_column(column, justify="left" if column == "outlet" else "right")
    for line in board.lines:
        table.add_row(
            str(line.rank),
            escape(line.outlet),
            str(line.stories),
            f"{line.means['fidelity']:.1f}",
            f"{line.fidelity_interval.low:.1f}–{line.fidelity_interval.high:.1f}" if line.fidelity_interval else "",
            f"{line.rank_interval.low:.0f}–{line.rank_interval.high:.0f}" if line.rank_interval else "",
            f"{line.means['coverage']:.1%}",
            *(f"{line.means[severity]:.2f}" for severity in ("critical", "major", "minor")),
        )
    return table


def packages_listing(packages: Sequence[TranslationPackage]) -> Group:
    """The translation packages that were found; ``*`` marks the one that a run uses for its pair, and below stands
    why."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("", "package", "from", "to", "version", "size", "where", "licence", "scores"):
        table.add_column(column)
    used: set[tuple[str, str]] = set()
    why: list[Text] = []
    for package in packages:
        pair = (package.source, package.target)
        entry = card(package)
        table.add_row(
            "" if pair in used else "*",
            escape(package.name),
            *pair,
            package.version,
            f"{package.size / 1e6:.0f} MB",
            escape(f"{package.origin}: {package.path}") if package.origin != "shipped" else "shipped",
            escape(str(entry.get("licence", "see its README"))),
            escape("; ".join(f"{name} {value}" for name, value in dict(entry.get("scores", {})).items())),
        )
        if pair not in used:
            name = (
                f"{package.source} to {package.target}: a run uses {package.name}, since {reason(package, packages)}."
            )
            why.append(Text(name))
        used.add(pair)
    return Group(table, Text(), *why)


def check_lines(checks: Sequence[Check]) -> Iterator[str]:
    """One line a file that is not as it should be, or one that says that all are."""
    bad = [check for check in checks if check.state != "good"]
    yield from (f"{check.state}: {check.model}/{check.file}" for check in bad)
    if not bad:
        yield f"{plural(len(checks), 'file')} of {plural(len({c.model for c in checks}), 'model')} as they should be."


def facts_lines(side: Side) -> Iterator[str]:
    """A line a fact for other programs: sentence, kind, words, and what they say, with tabs between."""
    language = side.document.story.language
    for fact in side.facts:
        cells = (sentence_id(language, fact.sentence), fact.kind, fact.text, in_words(fact.value))
        yield "\t".join(" ".join(xml_text(cell).split()) for cell in cells)


def facts_listing(side: Side) -> Text:
    """Each sentence, and under it its facts: kind, words, what they say."""
    lines = Text()
    language = side.document.story.language
    for sentence in side.sentences:
        lines.append(f"{sentence_id(language, sentence.index)} ", style="dim")
        lines.append(" ".join(sentence.text.split()) + "\n", style="bold" if sentence.role == "headline" else "")
        for fact in side.facts:
            if fact.sentence == sentence.index:
                lines.append(f"    {fact.kind:<12}", style="cyan")
                lines.append(f"{excerpt(fact.text)}  ")
                lines.append(" ".join(in_words(fact.value).split()) + "\n", style="dim")
    return lines
