"""Findings that say again what a graver one says: a lost «не исключила» is a negation and a hedge at once."""

from __future__ import annotations

from collections.abc import Sequence

from compare.places import overlap
from compare.records import Finding, FindingKind, Place

ONE_CAUSE: frozenset[FindingKind] = frozenset({"negation", "hedge", "wording"})
"""Kinds that often see one change each in its own way; figures, names and voices are told apart by their facts."""

OVER_WORDING: frozenset[FindingKind] = frozenset({"figure", "date", "name", "attribution", "omission", "addition"})
"""Kinds that say more of the same words than a finding of wording does."""

OF_SPEAKERS = frozenset(
    {"attribution-speaker", "attribution-moved", "attribution-pronoun", "attribution-swapped", "attribution-role"}
)
"""Rules that tell who else speaks: the name in that place is no finding of its own."""

OF_STANCE, OF_OPPOSITES, OF_BOUND = "attribution-stance", "negation-opposite", "figure-bound-reversed"
"""Rules that tell of one change each in its own way: by the verb, by its meaning, by the figure's bound."""

OF_CONDITION = "hedge-condition"
"""The rule of a condition that is left out: what is denied or doubted in it went with it."""

TURNED = frozenset({"wording-opposite", "wording-sharpened", "wording-softened", "wording-framing"})
"""Rules that name a word and what came in its place."""

GRAVE = ("major", "critical")

OF_EVENTS = "wording-event"
"""The rule of what is planned and done, believed and proved, which says more than the stance of the verb."""

OF_REPORTS = frozenset({"attribution-dropped", "attribution-added", "attribution-charged"})
OF_DENIALS = "negation-unsaid"
"""Rules that miss the verb of a report, or a word that denies by its meaning, on one side; where another word stands
for it, nothing is missing."""

OF_SPEECH = frozenset({"attribution-direct"})
OF_MARKS = frozenset({"quote-dropped", "quote-added", "quote-partly-reported", "quote-partly-quoted"})
"""Rules that tell of direct speech become reported or the reverse: by the attribution, and by the marks."""

CUTS = frozenset({"quote-cut", "quote-extended"})
OF_WORDS = CUTS | {"quote-reworded"}
"""Rules that show the very words of a quotation that changed."""


def without_repeats(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, the gravest first as they came, without those that repeat one before them: another kind of the same
    cause, in the same bead, over the same words. What stands in words that were cut out of a quotation, such as a
    negation, went with them; marks that were lost tell of direct speech become reported. A finding of wording also
    gives way to a lighter one that says more."""
    kept: list[Finding] = []
    surer = [finding for finding in findings if _says_best(finding)]
    cuts = [finding for finding in findings if finding.rule in CUTS]
    marks = [finding for finding in findings if finding.rule in OF_MARKS]
    turned = [finding for finding in findings if finding.rule in TURNED]
    events = [finding for finding in findings if finding.rule == OF_EVENTS]
    for finding in findings:
        lost = finding.kind in ONE_CAUSE and any(_is_cut(finding, cut) for cut in cuts)
        if lost or any(_repeats(finding, other) for other in (*kept, *marks, *surer)):
            continue
        if finding.rule in (*OF_REPORTS, OF_DENIALS) and any(_is_there(finding, other) for other in turned):
            continue
        is_plain = finding.kind == "wording" and finding.rule != OF_EVENTS
        if is_plain and any(_says_more(other, finding) for other in findings):
            continue
        if finding.rule == OF_STANCE and any(_is_of_event(other, finding) for other in events):
            continue
        kept.append(finding)
    return kept


def _repeats(finding: Finding, other: Finding) -> bool:
    """Whether a finding says again what another one says."""
    if finding.bead != other.bead or finding.kind == other.kind or finding.rule == OF_CONDITION:
        return False
    if finding.rule in OF_SPEECH and other.rule in OF_MARKS:
        return True
    same_cause = {finding.kind, other.kind} <= ONE_CAUSE or _is_part(finding, other)
    return same_cause and _inside(finding.source, other.source) and _inside(finding.target, other.target)


def _says_best(finding: Finding) -> bool:
    """Whether this tells a change better than any graver finding of another kind over the same words."""
    denied = finding.kind == "negation" and finding.severity in GRAVE and finding.rule != OF_DENIALS
    return denied or finding.rule in OF_SPEAKERS or finding.rule in (OF_BOUND, OF_STANCE, OF_CONDITION)


def _is_of_event(event: Finding, stance: Finding) -> bool:
    """Whether both tell of the same verbs."""
    return event.bead == stance.bead and _inside(event.source, stance.source) and _inside(event.target, stance.target)


def _is_part(finding: Finding, other: Finding) -> bool:
    """Whether a change in words is part of what another kind of finding tells: words of a quotation, the name of
    another speaker, the "not" of a bound (not more than), an opposite that is a verb of saying."""
    if finding.kind == "wording":
        return other.rule in OF_WORDS
    if finding.kind == "name":
        return other.rule in OF_SPEAKERS
    if finding.kind == "negation":
        return other.rule == OF_BOUND or (finding.rule == OF_OPPOSITES and other.rule == OF_STANCE)
    return False


def _is_cut(finding: Finding, cut: Finding) -> bool:
    """Whether a finding on one side alone lies in words that were cut out of a quotation, or put in."""
    if cut.rule == "quote-cut":
        mine, words, others = finding.source, cut.source, finding.target
    elif finding.kind == "negation":  # a "not" that was put in is no mere extension
        return False
    else:
        mine, words, others = finding.target, cut.target, finding.source
    return bool(mine) and not others and finding.bead == cut.bead and _inside(mine, words)


def _is_there(report: Finding, turned: Finding) -> bool:
    """Whether the verb that a report is said to have lost or gained is a word that another one stands for."""
    mine, places = (report.source, turned.source) if report.source else (report.target, turned.target)
    return report.bead == turned.bead and any(overlap(place, other) for place in places for other in mine)


def _says_more(other: Finding, wording: Finding) -> bool:
    """Whether the other finding is about all the words of this one, and its bead."""
    return (
        other.kind in OVER_WORDING
        and other.severity != "neutral"
        and not (other.rule in OF_REPORTS and wording.rule in TURNED)
        and other.bead == wording.bead
        and _covers(other.source, wording.source)
        and _covers(other.target, wording.target)
    )


def _inside(places: Sequence[Place], others: Sequence[Place]) -> bool:
    """Whether each of these places overlaps one of the others; places on one side alone are compared on that side."""
    return all(any(overlap(place, other) for other in others) for place in places)


def _covers(places: Sequence[Place], others: Sequence[Place]) -> bool:
    return all(any(place.start <= other.start and other.stop <= place.stop for place in places) for other in others)
