"""What the page shows, ready to be laid out: a Report in the order and the words of the page.

Pure: no markup, no clock, no files. Ids are those of the JSON report: ``p7`` is a pair, ``f3`` a finding; ``f3-ru``
is where the finding stands in the Russian text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from compare.languages import load
from compare.records import FINDING_KINDS, SEVERITIES, Document, PairState, Report
from compare.report.html.accounts import Account, Frame, Speaker, accounts, frames, speakers
from compare.report.html.cards import Card, cards
from compare.report.html.rows import STATES, Pair, Row, pairs, rows
from compare.report.words import headline, judged, plural, summary

CHECKSUM_LENGTH = 12
"""Digits of a checksum that are shown: enough to tell two files apart."""


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two versions, as the head of the page tells it."""

    code: str
    language: str
    headline: str
    file: str
    sentences: str
    encoding: str
    checksum: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are of one severity, kind or state; ``said`` is its name in words."""

    name: str
    count: int
    said: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """The whole page."""

    created: str
    versions: tuple[Version, Version]
    summary: str
    notes: tuple[str, ...]
    severities: tuple[Tally, ...]
    kinds: tuple[Tally, ...]
    states: tuple[Tally, ...]
    cards: tuple[Card, ...]
    pairs: tuple[Pair, ...]
    rows: tuple[Row, ...]
    ledger: tuple[Account, ...]
    speakers: tuple[Speaker, ...]
    frames: tuple[Frame, ...]
    signature: tuple[tuple[str, str], ...]

    @property
    def same(self) -> int:
        """How many facts of the ledger are the same in both versions."""
        return sum(account.status == "same" for account in self.ledger)


def view(report: Report, created: str) -> View:
    """What the page shows of a report; ``created`` is the time in ISO 8601."""
    found = tuple(cards(report))
    made = tuple(pairs(report, found))
    return View(
        created=created,
        versions=(_version(report.source), _version(report.target)),
        summary=summary(report),
        notes=(*report.notes, *filter(None, [judged(report)])),
        severities=tuple(
            Tally(severity, sum(finding.severity == severity for finding in report.findings))
            for severity in reversed(SEVERITIES)
        ),
        kinds=tuple(
            Tally(kind, count)
            for kind in FINDING_KINDS
            if (count := sum(finding.kind == kind for finding in report.findings))
        ),
        states=tuple(_states(made)),
        cards=found,
        pairs=made,
        rows=tuple(rows(report, made)),
        ledger=tuple(accounts(report)),
        speakers=tuple(speakers(report)),
        frames=tuple(frames(report)),
        signature=tuple(_signature(report)),
    )


def _states(made: Sequence[Pair]) -> Iterator[Tally]:
    """The states that pairs of the story are in."""
    found: list[PairState] = [pair.state for pair in made if pair.state != "aside"]
    yield from (Tally(name, found.count(name), said) for name, said in STATES.items() if name in found)


def _version(document: Document) -> Version:
    story = document.story
    return Version(
        code=story.language,
        language=load(story.language).name,
        headline=headline(document),
        file=re.split(r"[\\/]", story.path)[-1],
        sentences=plural(len(document.sentences), "sentence"),
        encoding=story.encoding,
        checksum=story.sha256[:CHECKSUM_LENGTH],
    )


def _signature(report: Report) -> Iterator[tuple[str, str]]:
    """The signature as names and values, its dictionaries line by line."""
    for name, value in report.signature.items():
        if isinstance(value, Mapping):
            for key, inner in value.items():
                yield f"{name.rstrip('s')} {key}", _shown(inner)
        else:
            yield name, _shown(value)


def _shown(value: object) -> str:
    if value is None:
        return "default"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return text[:CHECKSUM_LENGTH] if re.fullmatch(r"[0-9a-f]{40,}", text) else text
