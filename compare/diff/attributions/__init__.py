"""Attributions that were dropped, added, given to another speaker or told with another stance."""

from __future__ import annotations

from collections.abc import Iterator

from compare.diff.attributions.pairing import Pair, Pairing, Voice, is_surely_other, pair
from compare.diff.attributions.stances import change
from compare.diff.attributions.traces import is_told_plainly
from compare.diff.comparison import Comparison, Side, place
from compare.facts.reporting import reporting
from compare.records import Attribution, Finding, Place, Severity, Span

SPEAKERS: dict[str, tuple[Severity, float, str]] = {
    "other": ("critical", 0.85, "attribution.speaker"),
    "other_role": ("major", 0.55, "attribution.role"),
}


CARRIERS = frozenset({"journalist", "agency", "newspaper", "broadcaster", "media"})
"""Concepts of those who pass on the news."""


def find(comparison: Comparison) -> Iterator[Finding]:
    """Differences of attribution, bead by bead. Rules: ``attribution.speaker``, ``attribution.role``,
    ``attribution.stance``, ``attribution.direct``, ``attribution.dropped``, ``attribution.added``."""
    pairing = pair(comparison)
    for match in pairing.pairs:
        if not match.near:
            yield from _changed(comparison, match)
    yield from _lost(comparison, pairing)


def _changed(comparison: Comparison, pair: Pair) -> Iterator[Finding]:
    source, target = pair.source.value, pair.target.value
    if pair.match in SPEAKERS and source.source and target.source and is_surely_other(comparison, pair):
        severity, confidence, rule = SPEAKERS[pair.match]
        message = f"{_who(pair.source)} became {_who(pair.target, english=True)} as the speaker."
        yield _finding(severity, confidence, pair, source.source, target.source, message, rule)
    stance = change(source.stance, target.stance)
    if stance and not (_is_negated(comparison.source, source) or _is_negated(comparison.target, target)):
        message = f'«{source.cue.text}» ({source.stance}) became "{target.cue.text}" ({target.stance}).'
        yield _finding(stance, 0.7, pair, source.cue, target.cue, message, "attribution.stance")
    if source.direct != target.direct and not (source.resolved and target.resolved):
        before, after = ("direct", "reported") if source.direct else ("reported", "direct")
        message = f'{before.capitalize()} speech («{source.cue.text}») became {after} speech ("{target.cue.text}").'
        yield _finding("minor", 0.5, pair, source.cue, target.cue, message, "attribution.direct")


def _is_negated(side: Side, value: Attribution) -> bool:
    """Whether the expression reports by a negation (did not rule out): one that was lost is a finding of its own."""
    return value.lemma.startswith(f"{side.language.table('syntax')['not']} ")


def _who(voice: Voice, *, english: bool = False) -> str:
    span = voice.value.source
    text = span.text if span else "nobody"
    quoted = f'"{text}"' if english else f"«{text}»"
    return f"{quoted} ({voice.value.resolved})" if voice.value.resolved else quoted


def _finding(
    severity: Severity, confidence: float, pair: Pair, source: Span, target: Span, message: str, rule: str
) -> Finding:
    return Finding("attribution", severity, confidence, pair.bead, (place(source),), (place(target),), message, rule)


def _lost(comparison: Comparison, pairing: Pairing) -> Iterator[Finding]:
    """Attributions without a counterpart, where the other version tells the same as plain fact."""
    for rank, voice in pairing.source:
        confidence = is_told_plainly(comparison, pairing, rank, voice, "target")
        if confidence:
            here: tuple[Place, ...] = (place(voice.fact),)
            there = tuple(place(comparison.target.sentences[i]) for i in comparison.beads[rank].target)
            message = f"«{voice.fact.text}» was dropped: the target version asserts this without a source."
            severity = _gravity(comparison.source, voice, added=False)
            yield Finding("attribution", severity, confidence, rank, here, there, message, "attribution.dropped")
    for rank, voice in pairing.target:
        confidence = is_told_plainly(comparison, pairing, rank, voice, "source")
        if confidence:
            here = tuple(place(comparison.source.sentences[i]) for i in comparison.beads[rank].source)
            there = (place(voice.fact),)
            message = f'"{voice.fact.text}" was added: the source version asserts this without a source.'
            severity = _gravity(comparison.target, voice, added=True)
            yield Finding("attribution", severity, confidence, rank, here, there, message, "attribution.added")


def _gravity(side: Side, voice: Voice, *, added: bool) -> Severity:
    """Major if somebody spoke of a fact; minor if nobody is named, if only a topic is (told about the talks), if the
    outlet names its own man, or if a thing was added as the source (according to the contract)."""
    vocabulary = reporting(side.language)
    source, content = voice.value.source, voice.value.content
    tokens = side.document.parses[voice.fact.sentence].tokens
    words = [token for token in tokens if source and source.start <= token.start < source.stop]
    topic = content is not None and content.text.split(" ")[0].lower() in vocabulary.labels("about")
    if "journalist" in voice.speaker.concepts and voice.speaker.concepts <= CARRIERS:
        return "minor"
    spoken = vocabulary.is_speaker(words) or (voice.speaker.is_named and not voice.speaker.resolved)
    return "major" if (spoken or not added) and source and not topic else "minor"
