"""Sentences about a report that several formats share."""

from __future__ import annotations

from collections.abc import Sequence

from compare.languages import load
from compare.records import SEVERITIES, Document, Report
from compare.verdicts import judged_counts


def plural(count: int, noun: str) -> str:
    """A count with its noun.

    >>> plural(1, "finding"), plural(0, "omission")
    ('1 finding', '0 omissions')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def listed(names: Sequence[str]) -> str:
    """Names in a row.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def moment(created: str) -> str:
    """A time in ISO 8601 for a reader.

    >>> moment("2026-11-28T22:56:36+00:00")
    '2026-11-28 22:56 UTC'
    """
    return f"{created[:10]} {created[11:16]} UTC" if created.endswith("+00:00") else created


def headline(document: Document) -> str:
    """The story's headline, or its first sentence."""
    story = [sentence for sentence in document.sentences if sentence.role != "boilerplate"]
    first = next((sentence for sentence in story if sentence.role == "headline"), story[0] if story else None)
    return " ".join(first.text.split()) if first else document.story.path


def counts(report: Report) -> str:
    """How many findings of each severity, the gravest first.

    ``"1 critical, 3 major, 2 minor and 4 neutral differences"``; ``"no differences"`` where there are none.
    """
    found = [(severity, sum(f.severity == severity for f in report.findings)) for severity in reversed(SEVERITIES)]
    parts = [f"{count} {severity}" for severity, count in found if count]
    if not parts:
        return "no differences"
    return f"{listed(parts)} difference{'' if len(report.findings) == 1 else 's'}"


def summary(report: Report) -> str:
    """What the comparison found, in one or two sentences."""
    source, target = load(report.source.story.language).name, load(report.target.story.language).name
    coverage = report.scores["coverage"]
    return (
        f"The {target} version has a counterpart for {coverage:.0%} of the {source} story's sentences; "
        f"the comparison found {counts(report)}."
    )


def judged(report: Report) -> str:
    """How many findings a reader judged, and how; ``""`` where none was judged.

    ``"A reader judged 3 of the findings: 1 real, 2 harmless."``
    """
    found = {name: count for name, count in judged_counts(report.findings).items() if count}
    if not found:
        return ""
    by_judgement = ", ".join(f"{count} {name}" for name, count in found.items())
    return f"A reader judged {sum(found.values())} of the findings: {by_judgement}."
