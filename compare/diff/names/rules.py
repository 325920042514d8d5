"""One rule a kind of difference. Each takes a bead with its names and yields findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from compare.assignment import assign
from compare.diff.comparison import place
from compare.diff.names.beads import Bead, Grade, Single
from compare.diff.names.excuses import (
    explains,
    has_stand_in,
    is_no_news,
    is_same_model,
    no_rivals,
    renders,
    signs,
)
from compare.diff.names.story import Item, Names, match
from compare.names.match import Likeness
from compare.names.spelling import has_scheme
from compare.records import Attribution, Fact, Finding, NameType, Severity, Span

Rule = Callable[[Bead, Names], Iterator[Finding]]

NOUNS: dict[NameType, str] = {"PERSON": "person", "PLACE": "place", "ORG": "organisation"}


def changed(bead: Bead, names: Names) -> Iterator[Finding]:
    """Another name in a name's place: both are left over, of one type, and at least one is new to its side."""
    slipped = {slip.word.start for slip in bead.slips}
    for rival in _rivals(bead, names):
        one, other = rival.one.item, rival.other.item
        if rival.likeness.near and not _is_ruled(one, names):
            continue  # a foreign name, written by ear
        if any(other.fact.start <= start < other.fact.stop for start in slipped):
            continue
        unsure = other.type == "PERSON" or not other.concepts  # a surname may be taken for anything in English
        grave = one.type == "PERSON" and unsure and not rival.likeness.near
        severity: Severity = "critical" if grave else "minor" if _may_be_translated(one, other) else "major"
        message = f"{_told(one.fact.text, other.fact.text)}: another {NOUNS[one.type]}."
        yield _finding(bead, "name-changed", severity, rival.confidence, one.fact, other.fact, message)


def alike(bead: Bead, names: Names) -> Iterator[Finding]:
    """Another surname that sounds like the one in the source: Kovalskaya for Ковалевская."""
    for slip in bead.slips:
        if slip.another:
            message = f"{_told(slip.item.fact.text, slip.word.text)}: another person, or a slip in the spelling."
            yield _finding(bead, "name-changed", "major", 0.6, slip.item.fact, slip.word, message)


def _may_be_translated(one: Item, other: Item) -> bool:
    """An acronym that the table does not know, and another one or a name of several words: its letters may stand for
    the translated words (ФИАН, Lebedev Physical Institute)."""
    texts = [item.fact.text for item in (one, other)]
    short = [text.isupper() and " " not in text for text in texts]
    written_out = any(" " in text and not is_short for text, is_short in zip(texts, short, strict=True))
    return not one.concepts and (all(short) or (any(short) and written_out and "PERSON" not in (one.type, other.type)))


def _is_ruled(item: Item, names: Names) -> bool:
    """Whether the spelling of the name follows a scheme, so that what is near is not the same."""
    language = names.comparison.source.language
    return any(has_scheme(reading.atoms[-1].text, language) for reading in item.readings if reading.atoms)


def misspelt(bead: Bead, names: Names) -> Iterator[Finding]:
    """A slip in the spelling: Chelebinsk for Chelyabinsk."""
    for slip in bead.slips:
        if slip.another:
            continue
        instead = f' instead of "{slip.expected}"' if slip.expected else ""
        message = f"{_told(slip.item.fact.text, slip.word.text)}{instead}: a slip in the spelling."
        yield _finding(
            bead, "name-misspelt", "minor", 0.75 if slip.expected else 0.6, slip.item.fact, slip.word, message
        )


def _told(one: str, other: str) -> str:
    return f'«{one}» became "{other}"'


@dataclass(frozen=True)
class Rival:
    """Two names without partners that may stand in each other's place."""

    one: Single
    other: Single
    likeness: Likeness

    @property
    def misfit(self) -> float:
        """0 for names of one type that are both new, IMPOSSIBLE for names that cannot change places."""
        one, other = self.one.item, self.other.item
        if (
            not {"gone", "scarcer"} & {self.one.grade, self.other.grade}
            or self.likeness.same
            or self.likeness.kind == "kin"
        ):
            return IMPOSSIBLE
        grades = [self.one.grade, self.other.grade]
        if "implied" in grades and (self.one.elsewhere or self.other.elsewhere or "gone" not in grades):
            return IMPOSSIBLE
        misfit = MISSING[self.one.grade] + MISSING[self.other.grade]
        if not _may_replace(one, other) or (self.other.elsewhere and other.concepts and not one.concepts):
            return IMPOSSIBLE
        return misfit + (0.0 if one.type == other.type else 0.5 if "PERSON" not in (one.type, other.type) else 1.0)

    @property
    def confidence(self) -> float:
        """Falls with the misfit."""
        return max(0.3, 0.85 - 0.2 * self.misfit)


def _may_replace(one: Item, other: Item) -> bool:
    """Whether two names are of kinds that can take each other's place. What the recogniser says of an unknown English
    name is not relied on; what the gazetteer knows is."""
    if one.type == other.type:
        is_adjective = one.fact.text[0].islower()
        return not is_adjective or bool(other.concepts)
    is_full_name = (
        other.type == "PERSON" and " " in other.fact.text
    )  # President Putin's spokesman, for «президента России»
    return not other.concepts and not is_full_name and one.fact.text[0].isupper()


MISSING: dict[Grade, float] = {
    "gone": 0.0,
    "scarcer": 0.3,
    "near": 0.5,
    "repeated": 0.5,
    "implied": 0.7,
    "unrecognised": 0.4,
}
"""What the doubt that a name is missing at all costs."""

IMPOSSIBLE = 9.0


def _rivals(bead: Bead, names: Names) -> list[Rival]:
    """The names left over on both sides, paired so that they fit best."""
    if not bead.dropped or not bead.added:
        return []
    table = [[Rival(one, other, match(one.item, other.item)) for other in bead.added] for one in bead.dropped]
    cost = np.array(
        [
            [
                IMPOSSIBLE
                if no_rivals(rival.one.item, rival.other.item, names) or explains(rival.other, bead, names)
                else rival.misfit
                for rival in row
            ]
            for row in table
        ]
    )
    return [table[i][j] for i, j in assign(cost) if cost[i, j] < MOST]


MOST = 1.6
"""Misfit up to which a name counts as put in another one's place."""

SURE = -1.0
"""The same where a machine translation of the source has the target's name: it is then a rendition, not a change."""


def dropped(bead: Bead, names: Names) -> Iterator[Finding]:
    """A name that the target has not: grave for a person who speaks and is named nowhere else, nothing worth telling
    where a pronoun or a role stands for a person who is named elsewhere."""
    rivals = [rival.one for rival in _rivals(bead, names)]
    for single in bead.dropped:
        if single.grade != "gone" or single in rivals or signs(single.item, names.comparison.source):
            continue
        if is_same_model(single.item, names.comparison.target, bead.sentences.target):
            continue
        if any(renders(single.item, other.item, names) for other in bead.added):
            continue
        item, elsewhere = single.item, single.elsewhere
        target = names.comparison.target
        replaced = item.type == "PERSON" and has_stand_in(item, target, bead.sentences.target)
        if elsewhere and (replaced or has_stand_in(item, target, bead.sentences.target)):
            continue
        severity, confidence, message = _weigh_loss(item, elsewhere, replaced, names)
        rule = "name-replaced-by-role" if replaced else "name-dropped"
        yield _finding(bead, rule, severity, confidence, item.fact, None, message)


def _weigh_loss(item: Item, elsewhere: bool, replaced: bool, names: Names) -> tuple[Severity, float, str]:
    lacking = names.comparison.target.language.name
    if replaced:
        return "neutral", 0.4, f"«{item.fact.text}» is not named here; a role or a pronoun may stand for the name."
    if elsewhere:
        return "minor", 0.35, f"«{item.fact.text}» is not named here, only elsewhere."
    if item.type == "PERSON" and _speaks(item, names):
        return "major", 0.6, f"«{item.fact.text}», who speaks here, is not named in the {lacking} version."
    return "minor", 0.5, f"«{item.fact.text}» is not named in the {lacking} version."


def _speaks(item: Item, names: Names) -> bool:
    """Whether an attribution names this person as its source."""
    said = names.comparison.source.of("attribution", [item.fact.sentence])
    spans = [fact.value.source for fact in said if isinstance(fact.value, Attribution) and fact.value.source]
    return any(span.start <= item.fact.start < span.stop for span in spans)


def added(bead: Bead, names: Names) -> Iterator[Finding]:
    """A name that the source has not."""
    rivals = [rival.other for rival in _rivals(bead, names)]
    lacking = names.comparison.source.language.name
    for single in bead.added:
        rendered = any(renders(one.item, single.item, names) for one in bead.dropped)
        if single.grade == "gone" and single not in rivals and not rendered and not is_no_news(single, bead, names):
            item, elsewhere = single.item, single.elsewhere
            where = "is not named here, only elsewhere" if elsewhere else f"is not named in the {lacking} version"
            message = f'"{item.fact.text}" {where}.'
            yield _finding(bead, "name-added", "minor", 0.35 if elsewhere else 0.5, None, item.fact, message)


def _finding(
    bead: Bead,
    rule: str,
    severity: Severity,
    confidence: float,
    one: Fact | None,
    other: Fact | Span | None,
    message: str,
) -> Finding:
    return Finding(
        kind="name",
        severity=severity,
        confidence=round(confidence, 2),
        bead=bead.rank,
        source=(place(one),) if one else (),
        target=(place(other),) if other else (),
        message=message,
        rule=rule,
    )


RULES: tuple[Rule, ...] = (changed, alike, misspelt, dropped, added)
