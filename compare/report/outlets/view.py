"""What the page over several outlets shows, ready to be laid out. Pure: no markup, no clock, no files.

Ids: ``v2`` is the second version, ``v2-p7`` a pair and ``v2-f3`` a finding of it, numbered as in its own report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from compare.languages import load
from compare.outlets import Outlets
from compare.outlets.differences import Difference, Interval
from compare.outlets.fates import Status
from compare.outlets.likeness import SURE
from compare.outlets.readings import PassageStatus
from compare.outlets.scorecard import COUNTED, Tally
from compare.outlets.stemma import Kinship
from compare.places import one_line
from compare.records import FactKind
from compare.report.html.cards import Card, cards
from compare.report.html.rows import Row, pairs, rows
from compare.report.outlets.drawing import Drawing, drawing
from compare.report.values import for_reader
from compare.report.words import headline, listed, moment, plural

LONGEST = 90
"""Characters of a sentence in a caption."""

MANY = 3
"""Outlets from which on it is worth saying that all of them do the same to a fact."""


@dataclass(frozen=True, slots=True)
class Version:
    """One outlet: its numbers, as shown, and its text beside the source's."""

    number: int
    name: str
    code: str
    language: str
    headline: str
    file: str
    href: str
    fidelity: str
    fidelity_interval: str
    coverage: str
    coverage_interval: str
    severities: tuple[tuple[str, int], ...]
    facts: tuple[tuple[FactKind, Tally], ...]
    stances: int
    additions: int
    length: str
    cards: tuple[Card, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Square:
    """A passage in the map: what an outlet made of a sentence. ``about`` says it in words."""

    status: PassageStatus
    href: str
    about: str
    departs: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """One outlet's row in the map."""

    name: str
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class FactCell:
    """What an outlet made of a fact; ``said`` are its words."""

    status: Status
    said: str
    href: str
    departs: bool


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact of the source in every outlet; ``first`` opens a sentence. ``differs``: not all keep it; ``alike``: all of
    three or more change or drop it in one and the same way."""

    sentence: int
    first: bool
    kind: FactKind
    text: str
    normal: str
    cells: tuple[FactCell, ...]
    differs: bool
    alike: bool


@dataclass(frozen=True, slots=True)
class AdditionLine:
    """What outlets add, with each one's own words."""

    names: tuple[str, ...]
    texts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class KinLine:
    """What two versions share."""

    names: tuple[str, str]
    wording: str
    sentences: int
    additions: tuple[str, ...]
    errors: tuple[str, ...]
    runs: tuple[str, ...]
    chance: str
    sure: bool


@dataclass(frozen=True, slots=True)
class View:
    """The whole page."""

    created: str
    made: str
    code: str
    language: str
    headline: str
    file: str
    summary: str
    notes: tuple[str, ...]
    versions: tuple[Version, ...]
    told_apart: tuple[str, ...]
    strips: tuple[Strip, ...]
    sentences: tuple[int, ...]
    facts: tuple[FactLine, ...]
    any_differs: bool
    any_alike: bool
    additions: tuple[AdditionLine, ...]
    drawing: Drawing | None
    kin: tuple[KinLine, ...]
    rest_of_kin: str
    sure: float


def view(found: Outlets, created: str, links: bool = True) -> View:
    """What the page shows; ``created`` is the time in ISO 8601."""
    source = found.reports[0].source
    told_apart = tuple(_told_apart(found))
    facts = tuple(_facts(found))
    return View(
        created=created,
        made=moment(created),
        code=source.story.language,
        language=load(source.story.language).name,
        headline=headline(source),
        file=_file(source.story.path),
        summary=_summary(found, told_apart),
        notes=tuple(dict.fromkeys(note for report in found.reports for note in report.notes)),
        versions=tuple(_version(found, rank, links) for rank in range(len(found.names))),
        told_apart=told_apart,
        strips=tuple(_strips(found)),
        sentences=tuple(row.sentence.index + 1 for row in found.passages),
        facts=facts,
        any_differs=any(line.differs for line in facts),
        any_alike=any(line.alike for line in facts),
        additions=tuple(_additions(found)),
        drawing=drawing(found.names, found.stemma.branches),
        kin=tuple(_kin(found)),
        rest_of_kin=_rest_of_kin(found),
        sure=SURE,
    )


def _summary(found: Outlets, told_apart: Sequence[str]) -> str:
    changed = sum(any(fate.status != "kept" for fate in row.fates) for row in found.facts)
    were = "was" if changed == 1 else "were"
    of_facts = f"Of its {plural(len(found.facts), 'fact')}, {changed or 'none'} {were} changed or dropped"
    return (
        f"{plural(len(found.names), 'version')} of one story. {of_facts} by at least one of them, as far as was found. "
        f"{_most_faithful(found)}"
    )


def _most_faithful(found: Outlets) -> str:
    """Who has the highest fidelity, as it is shown, and whether that means anything."""
    shown = [f"{card.fidelity:.1f}" for card in found.cards]
    highest = max(shown, key=float)
    first = [rank for rank, fidelity in enumerate(shown) if fidelity == highest]
    behind = [rank for rank in range(len(shown)) if rank not in first]
    if len(shown) == 1:
        return f"Its fidelity is {highest} of 100."
    names = listed([found.names[rank] for rank in first])
    text = f"{names} {'has' if len(first) == 1 else 'have'} the highest fidelity, {highest} of 100"
    if not behind:
        return f"All have the same fidelity, {highest} of 100."
    beaten = [rank for rank in behind if all(_is_ahead(found, one, rank) for one in first)]
    if len(beaten) == len(behind):
        return f"{text}, beyond chance."
    if beaten:
        return f"{text}, beyond chance only ahead of {listed([found.names[rank] for rank in beaten])}."
    return f"{text}, but by no more than chance may explain."


def _is_ahead(found: Outlets, one: int, other: int) -> bool:
    return any(
        difference.is_sure and difference.measure == "fidelity" and (difference.one, difference.other) == (one, other)
        for difference in found.differences
    )


def _version(found: Outlets, rank: int, links: bool) -> Version:
    report, card, spread = found.reports[rank], found.cards[rank], found.spreads[rank]
    listed = tuple(cards(report))
    return Version(
        number=rank + 1,
        name=found.names[rank],
        code=report.target.story.language,
        language=load(report.target.story.language).name,
        headline=headline(report.target),
        file=_file(report.target.story.path),
        href=f"{quote(found.names[rank])}/report.html" if links else "",
        fidelity=f"{card.fidelity:.1f}",
        fidelity_interval=_shown(spread.fidelity, "{:.1f}"),
        coverage=f"{card.coverage:.0%}",
        coverage_interval=_shown(spread.coverage, "{:.0%}"),
        severities=tuple((severity, card.severities[severity]) for severity in ("critical", "major", "minor")),
        facts=tuple((kind, card.facts[kind]) for kind in COUNTED),
        stances=card.stances,
        additions=card.additions,
        length=f"{card.length_ratio:.2f}",
        cards=listed,
        rows=tuple(rows(report, tuple(pairs(report, listed)))),
    )


def _shown(interval: Interval, form: str) -> str:
    """An interval; nothing where all samples are alike: that tells of no difference found, not of certainty."""
    return f"{form.format(interval.low)}–{form.format(interval.high)}" if interval.low < interval.high else ""


def _told_apart(found: Outlets) -> Iterator[str]:
    for one in found.differences:
        if one.is_sure:
            yield _said(found, one)


def _said(found: Outlets, one: Difference) -> str:
    ahead, behind = found.names[one.one], found.names[one.other]
    if one.measure == "fidelity":
        interval = f"{one.interval.low:.1f} to {one.interval.high:.1f}"
        return f"{ahead} is ahead of {behind} in fidelity by {one.amount:.1f} ({interval})."
    interval = f"{100 * one.interval.low:.0f} to {100 * one.interval.high:.0f}"
    return f"{ahead} renders more of the source than {behind} by {100 * one.amount:.0f} points ({interval})."


SAID: Mapping[PassageStatus, str] = {
    "kept": "rendered, no major finding",
    "changed": "changed, a major or critical finding",
    "dropped": "dropped",
}
"""What became of a sentence, in words: no finding is no proof that it was kept."""


def _strips(found: Outlets) -> Iterator[Strip]:
    for rank, name in enumerate(found.names):
        squares = []
        for row in found.passages:
            cell = row.cells[rank]
            about = f"{name}, sentence {row.sentence.index + 1}: {SAID[cell.status]}. {_cut(row.sentence.text)}"
            squares.append(Square(cell.status, f"#v{rank + 1}-p{cell.bead + 1}", about, rank in row.departs))
        yield Strip(name, tuple(squares))


def _facts(found: Outlets) -> Iterator[FactLine]:
    for sentence, group in groupby(found.facts, key=lambda row: row.fact.sentence):
        for place, row in enumerate(group):
            yield FactLine(
                sentence=sentence + 1,
                first=place == 0,
                kind=row.fact.kind,
                text=_cut(row.fact.text),
                normal=for_reader(row.fact),
                cells=tuple(
                    FactCell(
                        fate.status,
                        _cut(fate.words),
                        f"#v{rank + 1}-f{fate.finding + 1}" if fate.finding is not None else "",
                        rank in row.departs,
                    )
                    for rank, fate in enumerate(row.fates)
                ),
                differs=any(fate.status != "kept" for fate in row.fates),
                alike=len(row.fates) >= MANY and row.majority not in (None, "kept") and not row.departs,
            )


def _additions(found: Outlets) -> Iterator[AdditionLine]:
    for addition in found.additions:
        texts = []
        for one in addition.sentences:
            report = found.reports[one.outlet]
            bead = next(k for k, bead in enumerate(report.beads) if one.sentence.index in bead.target)
            texts.append((found.names[one.outlet], one_line(one.sentence.text), f"#v{one.outlet + 1}-p{bead + 1}"))
        yield AdditionLine(tuple(found.names[rank] for rank in addition.outlets), tuple(texts))


SHOWN_KIN = 12
"""Pairs of versions whose evidence is listed, the least likely to be chance first."""


def _kin(found: Outlets) -> Iterator[KinLine]:
    for one in _listed_kin(found):
        yield KinLine(
            names=(found.names[one.one], found.names[one.other]),
            wording=_points(one.wording) if one.sentences else "not known",
            sentences=one.sentences,
            additions=tuple(_cut(found.additions[rank].text) for rank in one.additions),
            errors=tuple(_error(found, rank, one.one) for rank in one.errors),
            runs=one.runs,
            chance="below 0.001" if one.chance < 0.001 else f"{one.chance:.3f}" if one.chance < 1 else "1",
            sure=one.is_sure,
        )


def _listed_kin(found: Outlets) -> list[Kinship]:
    """The pairs of which something is to be said, the least likely to be chance first; all that are sure."""
    told = [one for one in found.stemma.kinships if one.chance < 1 or one.additions or one.errors or one.runs]
    ranked = sorted(told, key=lambda one: (one.chance, -one.wording))
    return [one for rank, one in enumerate(ranked) if rank < SHOWN_KIN or one.is_sure]


def _rest_of_kin(found: Outlets) -> str:
    """What is said of the pairs that are not listed."""
    rest = len(found.stemma.kinships) - len(_listed_kin(found))
    are = "is" if rest == 1 else "are"
    return f"{plural(rest, 'more pair')} of versions {are} not listed: nothing there is beyond chance." if rest else ""


def _points(share: float) -> str:
    """A share with its sign, in per cent.

    >>> _points(0.123), _points(-0.04), _points(-0.001)
    ('+12%', '−4%', '0%')
    """
    rounded = round(100 * share)
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else ''}{abs(rounded)}%"


def _error(found: Outlets, rank: int, outlet: int) -> str:
    row = found.facts[rank]
    fate = row.fates[outlet]
    became = f"became “{_cut(fate.words)}”" if fate.status == "changed" and fate.words else fate.status
    return f"«{_cut(row.fact.text)}» {became}"


def _cut(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0]} …"


def _file(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1]
