"""Findings of another kind that tell what became of a fact: a "not" lost inside a quotation, a denial that became an
admission, a doubt that went with the source it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import cast

from compare.places import Spanned, overlap
from compare.records import SEVERITIES, Attribution, Fact, FactKind, Finding, Name, Polarity, Severity

GRAVE: tuple[Severity, ...] = ("major", "critical")

Rule = Callable[[Fact, Finding, Fact | None], bool]


def bearing(fact: Fact, near: Iterable[tuple[int, Finding]], counterpart: Fact | None) -> int | None:
    """The rank of the gravest finding of another kind that changes a fact, ``None`` where there is none. ``near`` are
    the findings of its pair with their ranks, ``counterpart`` the target's fact that stands for it, if it is known."""
    bears = RULES.get(fact.kind)
    found = [(n, one) for n, one in near if bears and bears(fact, one, counterpart)]
    return max(found, key=lambda pair: (SEVERITIES.index(pair[1].severity), -pair[0]), default=(None, None))[0]


def _on_quote(fact: Fact, finding: Finding, counterpart: Fact | None) -> bool:
    """Whatever changed gravely between the marks."""
    return finding.kind in INSIDE and finding.severity in GRAVE and _touches(finding, fact)


INSIDE = frozenset({"figure", "date", "name", "negation", "hedge", "wording"})


def _on_attribution(fact: Fact, finding: Finding, counterpart: Fact | None) -> bool:
    """Another word of reporting (criticised, welcomed), a denial of it that is gone, another name in the source."""
    value = cast(Attribution, fact.value)
    if finding.severity not in GRAVE:
        return False
    if finding.kind in ("negation", "wording"):
        return _touches(finding, value.cue)
    return finding.kind == "name" and value.source is not None and _touches(finding, value.source)


def _on_negation(fact: Fact, finding: Finding, counterpart: Fact | None) -> bool:
    """A word that denied and says something else now; what became deniable: "does not deny" for «отрицает»; a bound
    that is the other way round: "will exceed" for «не превысит»."""
    if finding.rule == "negation-added":
        scopes = [place.value.scope for place in finding.target if isinstance(place.value, Polarity)]
        return finding.severity in GRAVE and counterpart is not None and any(overlap(s, counterpart) for s in scopes)
    if finding.rule == "attribution-dropped":
        return _covers(finding, fact)
    turned = finding.kind in ("attribution", "wording") or finding.rule == "figure-bound-reversed"
    return turned and finding.severity in GRAVE and _covers(finding, fact)


def _on_hedge(fact: Fact, finding: Finding, counterpart: Fact | None) -> bool:
    """A doubt in the very words that are gone («по предварительным данным»), in a denial that is («не исключил»), or in
    one that has come ("unlikely" for «вероятно»)."""
    if finding.rule == "attribution-dropped":
        return counterpart is None and _covers(finding, fact)
    if finding.kind != "negation" or finding.severity not in GRAVE:
        return False
    denied = counterpart is not None and any(overlap(place, counterpart) for place in finding.target)
    return denied or _covers(finding, fact)


def _on_name(fact: Fact, finding: Finding, counterpart: Fact | None) -> bool:
    """Another person who speaks: told once, of the attribution."""
    return finding.rule == "attribution-speaker" and cast(Name, fact.value).type == "PERSON" and _covers(finding, fact)


RULES: Mapping[FactKind, Rule] = {
    "name": _on_name,
    "quote": _on_quote,
    "attribution": _on_attribution,
    "negation": _on_negation,
    "hedge": _on_hedge,
}


def _touches(finding: Finding, where: Spanned) -> bool:
    return any(overlap(place, where) for place in finding.source)


def _covers(finding: Finding, where: Spanned) -> bool:
    return any(place.start <= where.start and where.stop <= place.stop for place in finding.source)
