"""Attributions that were dropped, added, given to another speaker or told with another stance."""

from __future__ import annotations

from collections.abc import Iterator

from compare.diff.attributions import gaps
from compare.diff.attributions.denials import says_as_much
from compare.diff.attributions.others import is_other_role
from compare.diff.attributions.pairing import Pair, Voice, is_surely_other, pair
from compare.diff.attributions.pronouns import is_other
from compare.diff.attributions.speaker import answers_for_it, same_source, speaker
from compare.diff.attributions.stances import CALLED, change
from compare.diff.attributions.swapped import swapped
from compare.diff.attributions.traces import is_mentioned, is_passive
from compare.diff.attributions.unmasked import unmasked
from compare.diff.comparison import Comparison, Side, place
from compare.diff.excerpt import quoted
from compare.records import Attribution, Finding, Severity, Span

SPEAKERS: dict[str, tuple[Severity, float, str]] = {
    "other": ("critical", 0.85, "attribution-speaker"),
    "other_role": ("major", 0.55, "attribution-role"),
}


def find(comparison: Comparison) -> Iterator[Finding]:
    """Differences of attribution, bead by bead. Rules: ``attribution-speaker``, ``attribution-moved``,
    ``attribution-pronoun``, ``attribution-role``, ``attribution-swapped``, ``attribution-unnamed``,
    ``attribution-stance``, ``attribution-direct``, ``attribution-dropped``, ``attribution-added``,
    ``attribution-charged``."""
    pairing = pair(comparison)
    exchanged = list(swapped(comparison, pairing))
    for match in pairing.pairs:
        if not match.near and not any(match in pairs for pairs in exchanged):
            yield from _changed(comparison, match)
    yield from (_exchange(comparison, one, other) for one, other in exchanged)
    yield from gaps.lost(comparison, pairing)
    yield from gaps.charged(comparison, pairing)


def _changed(comparison: Comparison, pair: Pair) -> Iterator[Finding]:
    yield from _speaker(comparison, pair)
    yield from _unnamed(comparison, pair)
    source, target = pair.source.value, pair.target.value
    stance = change(source.stance, target.stance)
    negated = _is_negated(comparison.source, source) or _is_negated(comparison.target, target)
    if stance and not negated and not says_as_much(comparison, pair):
        cues = _cue(comparison.source, source), _cue(comparison.target, target)
        message = f"{cues[0]} ({CALLED[source.stance]}) became {cues[1]} ({CALLED[target.stance]})."
        yield _finding(stance, 0.7, pair, source.cue, target.cue, message, "attribution-stance")
    told = source.direct != target.direct and not (source.resolved and target.resolved)
    if told and not _is_quoted(comparison, pair):
        before, after = ("direct", "reported") if source.direct else ("reported", "direct")
        cues = _cue(comparison.source, source), _cue(comparison.target, target)
        message = f"{before.capitalize()} speech ({cues[0]}) became {after} speech ({cues[1]})."
        yield _finding("minor", 0.5, pair, source.cue, target.cue, message, "attribution-direct")


def _is_quoted(comparison: Comparison, pair: Pair) -> bool:
    """Whether most of what the side reports that has no direct speech stands between marks (stressed that “...”)."""
    of_source = not pair.source.value.direct
    side, voice = (comparison.source, pair.source) if of_source else (comparison.target, pair.target)
    content = voice.value.content
    if content is None:
        return False
    quotes = [fact for fact in side.of("quote", (voice.fact.sentence,)) if fact.start < content.stop]
    inside = sum(max(min(fact.stop, content.stop) - max(fact.start, content.start), 0) for fact in quotes)
    text = side.document.story.text
    if any(text[: fact.start].rstrip().endswith(":") and fact.start > content.start for fact in quotes):
        return True  # считает, что шансы невелики: «Воздуха мало»
    return inside >= MARKED * (content.stop - content.start)


MARKED = 0.6
"""The least share of what is reported that stands between marks for it to be given in the speaker's words."""


def _speaker(comparison: Comparison, pair: Pair) -> Iterator[Finding]:
    """Another speaker."""
    source, target = pair.source.value, pair.target.value
    if source.source is None or target.source is None:
        return
    names = comparison.source.language.name, comparison.target.language.name
    said = _who(comparison.source, pair.source), _who(comparison.target, pair.target)
    message = f"The {names[0]} has {said[0]} say this, the {names[1]} {said[1]}."
    lost = unmasked(comparison, pair)
    if lost is not None:
        first, second = ("an anonymous source", "one who answers for it")[:: 1 if lost else -1]
        what = "lost" if lost else "added"
        message = f"The {names[0]} has {first} say this, {said[0]}, the {names[1]} {second}, {said[1]}: "
        message += f"that the source is anonymous was {what}."
        yield _finding("major", ANONYMOUS, pair, source.source, target.source, message, "attribution-role")
    elif is_other(comparison, pair):
        yield _finding("critical", 0.7, pair, source.source, target.source, message, "attribution-pronoun")
    elif is_other_role(comparison, pair):
        yield _finding("major", ROLE, pair, source.source, target.source, message, "attribution-role")
    elif pair.match in SPEAKERS and is_surely_other(comparison, pair):
        severity, confidence, rule = SPEAKERS[pair.match]
        if rule == "attribution-speaker" and _speaks_in_source(comparison, pair):
            confidence, rule = SURELY_MOVED, "attribution-moved"
            message = f"The {names[0]} has {said[0]} say this, the {names[1]} another of its speakers: {said[1]}."
        yield _finding(severity, confidence, pair, source.source, target.source, message, rule)


def _unnamed(comparison: Comparison, pair: Pair) -> Iterator[Finding]:
    """A speaker of the source for whom the target has nobody, though it reports the words (it was said)."""
    source, target = pair.source.value, pair.target.value
    if source.source is None or target.source is not None or not answers_for_it(pair.source.speaker):
        return
    if not is_passive(comparison.target, pair.target) or is_mentioned(comparison, pair.bead, pair.source, "target"):
        return
    told = pair.source.speaker
    named = told.is_named and not told.resolved
    said = _who(comparison.source, pair.source), _cue(comparison.target, target)
    message = f"The {comparison.source.language.name} has {said[0]} say this, the {comparison.target.language.name} "
    message += f"nobody: {said[1]}."
    severity: Severity = "major" if named else "minor"
    yield _finding(severity, 0.7 if named else 0.5, pair, source.source, target.cue, message, "attribution-unnamed")


def _exchange(comparison: Comparison, one: Pair, other: Pair) -> Finding:
    """Two speakers of one passage who say each other's words."""
    sources = [pair.source.value.source for pair in (one, other)]
    targets = [pair.target.value.source for pair in (one, other)]
    here, there = (tuple(place(span) for span in spans if span) for spans in (sources, targets))
    names = " and ".join(_who(comparison.source, pair.source) for pair in (one, other))
    message = f"{names} changed places: the {comparison.target.language.name} has each say what the other says."
    return Finding("attribution", "critical", 0.75, one.bead, here, there, message, "attribution-swapped")


def _is_negated(side: Side, value: Attribution) -> bool:
    """Whether the expression reports by a negation (did not rule out): one that was lost is a finding of its own."""
    return value.lemma.startswith(f"{side.language.table('syntax')['not']} ")


ANONYMOUS = 0.7
"""How sure it is that a source is anonymous on one side alone."""

ROLE = 0.65
"""How sure it is that somebody else's spokesman, or another minister, is another speaker."""

SURELY_MOVED = 0.9
"""How sure it is that words moved to another speaker if the source version has him speak elsewhere."""


def _cue(side: Side, value: Attribution) -> str:
    return quoted(side.language, value.cue.text)


def _who(side: Side, voice: Voice) -> str:
    span = voice.value.source
    named = quoted(side.language, span.text) if span else "nobody"
    return f"{named} ({voice.value.resolved})" if voice.value.resolved else named


def _speaks_in_source(comparison: Comparison, pair: Pair) -> bool:
    """Whether the speaker of the target says something else in the source version."""
    languages = comparison.languages
    return any(
        same_source(speaker(comparison.source, fact), pair.target.speaker, languages) == "same"
        for fact in comparison.source.all_of("attribution")
        if fact is not pair.source.fact
    )


def _finding(
    severity: Severity, confidence: float, pair: Pair, source: Span, target: Span, message: str, rule: str
) -> Finding:
    return Finding("attribution", severity, confidence, pair.bead, (place(source),), (place(target),), message, rule)
