"""A comparison in a few numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from compare.diff.comparison import Comparison, Side
from compare.places import Locator
from compare.records import FINDING_KINDS, SEVERITIES, Document, Finding, Report, Role, Severity

LOSS: dict[Severity, float] = {"critical": 1.0, "major": 0.5, "minor": 0.1, "neutral": 0.0}
"""What a finding that is sure takes off the sentence that it stands in, which is worth 1: the steps of MQM's usual
weights (minor 1, major 5; <https://themqm.org>), with a critical finding that spoils the sentence."""

FREE = 0.5
"""A minor finding of wording takes off half of that: mostly it shows a free rendering, which is no less faithful. Of
21 such findings on a professional translation of news, read one by one, a third told of something lost or changed, half
of what their confidence says."""

PLACE = 2.0
"""The weight of a headline and of the first paragraph of the story: what most readers see. Other sentences weigh 1."""

FACT, MOST_FACTS = 0.2, 5
"""What each fact in a sentence adds to its weight (as a share of it), and how many are counted: a sentence of five
facts weighs twice as much as one without."""

STORY: tuple[Role, ...] = ("headline", "body", "caption")
"""The roles of the sentences that tell the story; datelines and boilerplate are the outlet's own."""


def score(comparison: Comparison, findings: Sequence[Finding]) -> dict[str, Any]:
    """``coverage``: the share of the source's story sentences (roles in STORY) that the target renders;
    ``addition``: the share of the target's story sentences that the source does not have; ``similarity``: the mean
    cosine of the pairs; ``findings``: how many there are by severity and by kind."""
    pairs = [bead for bead in comparison.beads if bead.source and bead.target]
    rendered = {index for bead in pairs for index in bead.source}
    rendering = {index for bead in pairs for index in bead.target}
    return {
        "coverage": _share(comparison.source, rendered),
        "addition": round(1 - _share(comparison.target, rendering), 4),
        "similarity": round(sum(bead.similarity for bead in pairs) / len(pairs), 4) if pairs else 0.0,
        "findings": finding_counts(findings),
    }


HARDLY = 0.25
"""Two versions of one story share more than this of at least one of them. Of 33 pairs that tell one story (ours, and a
professional translation) the least share was 0.90; of 183 pairs of mostly unlike stories, aligned with the bundled
encoder, 173 stayed below this, 91 of them at nothing. The pairs were close translations: free ones share less, so that
the bound lies low."""

ENOUGH = 3
"""Sentences of either version below which nothing is said: too few to tell."""


def different_stories(report: Report) -> str:
    """A remark for the reader where hardly anything of either version stands in the other, else ``""``."""
    told = [sum(s.role in STORY for s in side.sentences) for side in (report.source, report.target)]
    rendered, shared = report.scores["coverage"], 1 - report.scores["addition"]
    if min(told) < ENOUGH or max(rendered, shared) >= HARDLY:
        return ""
    return (
        f"These look like two different stories: {rendered:.0%} of the first one's sentences "
        "have a counterpart in the second. Check that the right files were given; "
        "the findings mean little if they were not."
    )


def finding_counts(findings: Sequence[Finding]) -> dict[str, dict[str, int]]:
    """How many findings there are by severity, the gravest first, and by kind."""
    by_severity = Counter(finding.severity for finding in findings)
    by_kind = Counter(finding.kind for finding in findings)
    return {
        "by_severity": {severity: by_severity[severity] for severity in reversed(SEVERITIES)},
        "by_kind": {kind: by_kind[kind] for kind in FINDING_KINDS},
    }


def _share(side: Side, indexes: set[int]) -> float:
    story = [sentence.index for sentence in side.sentences if sentence.role in STORY]
    return round(sum(index in indexes for index in story) / len(story), 4) if story else 1.0


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of the story as the scores count it: one of the source, or one that the target adds (``added``).

    ``index`` is its rank in its version, ``weight`` what it weighs by its place and its facts, ``rendered`` whether
    the target has a counterpart, ``loss`` what the findings in it take off its fidelity, from 0 to 1.
    """

    index: int
    added: bool
    weight: float
    rendered: bool
    loss: float


def units(report: Report) -> tuple[Unit, ...]:
    """The sentences that tell the story: those of the source in order, then those that the target adds.

    A finding counts in the source sentence where it begins; one without a place there in the first sentence of its
    pair, or in the sentence that the target adds.
    """
    losses = _losses(report)
    facts = Counter(fact.sentence for fact in report.source_facts)
    rendered = {index for bead in report.beads if bead.target for index in bead.source}
    lead = _lead(report.source)
    told = [
        Unit(
            index=sentence.index,
            added=False,
            weight=(PLACE if sentence.paragraph in lead else 1.0) * (1 + FACT * min(facts[sentence.index], MOST_FACTS)),
            rendered=sentence.index in rendered,
            loss=min(losses["source", sentence.index], 1.0),
        )
        for sentence in report.source.sentences
        if sentence.role in STORY
    ]
    alone = {index for bead in report.beads if not bead.source for index in bead.target}
    added = [
        Unit(sentence.index, True, 1.0, False, min(losses["target", sentence.index], 1.0))
        for sentence in report.target.sentences
        if sentence.index in alone and sentence.role in STORY
    ]
    return (*told, *added)


def fidelity(counted: Sequence[Unit]) -> float:
    """From 0 to 100: the mean over the sentences of what the findings leave of each (see LOSS)."""
    return 100 * (1 - sum(unit.loss for unit in counted) / len(counted)) if counted else 100.0


def weighted_coverage(counted: Sequence[Unit]) -> float:
    """From 0 to 1: the share of the source's story sentences that the target renders, weighted by place and facts."""
    source = [unit for unit in counted if not unit.added]
    total = sum(unit.weight for unit in source)
    return sum(unit.weight for unit in source if unit.rendered) / total if total else 1.0


def _lead(document: Document) -> set[int]:
    """The paragraphs of the headlines and the first one of the body."""
    first = next((sentence.paragraph for sentence in document.sentences if sentence.role == "body"), None)
    heads = {sentence.paragraph for sentence in document.sentences if sentence.role == "headline"}
    return heads if first is None else heads | {first}


def _losses(report: Report) -> dict[tuple[str, int], float]:
    losses: dict[tuple[str, int], float] = defaultdict(float)
    locators = Locator(report.source.sentences), Locator(report.target.sentences)
    for finding in report.findings:
        losses[_where(finding, report, *locators)] += _loss(finding)
    return losses


def _loss(finding: Finding) -> float:
    is_free = finding.kind == "wording" and finding.severity == "minor"
    return LOSS[finding.severity] * finding.confidence * (FREE if is_free else 1.0)


def _where(finding: Finding, report: Report, source: Locator, target: Locator) -> tuple[str, int]:
    for place in finding.source[:1]:
        for sentence in source.touched(place)[:1]:
            return "source", sentence.index
    bead = None if finding.bead is None else report.beads[finding.bead]
    if bead is not None and bead.source:
        return "source", bead.source[0]
    touched = target.touched(finding.target[0]) if finding.target else []
    return "target", touched[0].index if touched else -1
