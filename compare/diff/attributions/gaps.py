"""Attributions without a counterpart, and stances that the target alone takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from compare import lexicon as lexicons
from compare.diff import counterparts
from compare.diff.attributions.pairing import Pairing, Voice
from compare.diff.attributions.renderings import is_left_out
from compare.diff.attributions.speaker import CARRIERS
from compare.diff.attributions.stances import CALLED
from compare.diff.attributions.traces import is_mentioned, is_told_plainly
from compare.diff.comparison import Comparison, Side, place
from compare.diff.excerpt import excerpt, quoted
from compare.facts import polarity
from compare.facts.reporting import reporting
from compare.records import Attribution, Finding, Place, Polarity, Severity, Stance


def lost(comparison: Comparison, pairing: Pairing) -> Iterator[Finding]:
    """Attributions without a counterpart, where the other version tells the same as plain fact."""
    for rank, voice in pairing.source:
        confidence = is_told_plainly(comparison, pairing, rank, voice, "target")
        if confidence:
            here: tuple[Place, ...] = (place(voice.fact),)
            there = tuple(place(comparison.target.sentences[i]) for i in comparison.beads[rank].target)
            words = _told(comparison.source, voice)
            message = f"{words} was dropped: the {comparison.target.language.name} tells this as plain fact."
            severity, content = _gravity(comparison.source, voice), voice.value.content
            if content and is_left_out(comparison, comparison.beads[rank], voice.fact, content):
                message = (
                    f"{words} was left out, with what is said: {excerpt(comparison.source.language, content.text)}."
                )
            elif is_mentioned(comparison, rank, voice, "target"):
                told = f"the {comparison.target.language.name} names the speaker, but has no word of reporting for this"
                message, severity, confidence = f"{words}: {told}.", "minor", min(confidence, UNSURE)
            yield Finding("attribution", severity, confidence, rank, here, there, message, "attribution-dropped")
    for rank, voice in pairing.target:
        confidence = is_told_plainly(comparison, pairing, rank, voice, "source")
        if voice.value.stance == "demanding" and not voice.speaker.person:  # a court ordered his arrest: an act
            continue
        if confidence:
            here = tuple(place(comparison.source.sentences[i]) for i in comparison.beads[rank].source)
            there = (place(voice.fact),)
            words = _told(comparison.target, voice)
            message = f"{words} was added: the {comparison.source.language.name} tells this as plain fact."
            if voice.speaker.person:
                severity = _gravity(comparison.target, voice)
            else:
                severity, confidence = "minor", min(confidence, UNSURE)
            yield Finding("attribution", severity, confidence, rank, here, there, message, "attribution-added")


def _told(side: Side, voice: Voice) -> str:
    """An attribution as the text has it; its speaker and its reporting word alone where a clause stands between."""
    source, cue, language = voice.value.source, voice.value.cue, side.language
    if source is None or len(voice.fact.text) <= len(source.text) + len(cue.text) + APART:
        return quoted(language, voice.fact.text)
    first, last = sorted((source, cue), key=lambda span: span.start)
    return quoted(language, f"{first.text} … {last.text}")


APART = 40
"""The most letters between a speaker and a reporting word that a message repeats."""


def charged(comparison: Comparison, pairing: Pairing) -> Iterator[Finding]:
    """Reporting words of the target that take a stance, where the source reports by words that are not known as such
    and take none: neither they nor the translation has any word of that stance."""
    lexicon = lexicons.load(comparison.source.language.code, comparison.target.language.code)
    for rank, voice in pairing.target:
        stance, bead = voice.value.stance, comparison.beads[rank]
        translation = comparison.translations[rank]
        if stance not in TAKEN or translation is None or is_told_plainly(comparison, pairing, rank, voice, "source"):
            continue
        attributions = [cast(Attribution, fact.value) for fact in comparison.source.of("attribution", bead.source)]
        words = [polarity.plain(t.lemma) for i in bead.source for t in comparison.source.document.parses[i].tokens]
        shown = [token.lemma for token in counterparts.bare(translation)]
        said = any(value.stance == stance for value in attributions) or _takes(comparison.source, words, stance)
        rendered = counterparts.linked(lexicon, words, voice.value.lemma.split()) >= RENDERED
        said = said or (stance == "distancing" and _is_hearsay(comparison.source, bead.source))
        said = said or (stance == "denying" and bool(comparison.source.of("negation", bead.source)))
        if said or rendered or _takes(comparison.target, shown, stance):
            continue
        language = comparison.target.language
        message = (
            f"The {language.name} has {quoted(language, voice.value.cue.text)} ({CALLED[stance]}); nothing in the "
            f"{comparison.source.language.name} says so."
        )
        yield Finding(
            "attribution", "minor", UNSURE, rank, (), (place(voice.value.cue),), message, "attribution-charged"
        )


UNSURE = 0.5
"""The most that is claimed of a stance, or of a speaker who is no person, that the target alone has: most of those that
were read on untouched sentences of real translations render what was not taken for an attribution in the source."""


RENDERED = 0.02
"""The least share of alignments that makes a reporting word the rendering of a word of the source."""

TAKEN = frozenset({"distancing", "denying", "conceding", "warning"})
"""Stances that tell the reader what to think of what is said."""


def _is_hearsay(side: Side, sentences: Iterable[int]) -> bool:
    """Whether a hedge here lays a claim at another's door (якобы)."""
    cues = polarity.lexicon(side.language, "hedges", "cues").by_name
    found = [cues.get(cast(Polarity, fact.value).cue) for fact in side.of("hedge", sentences)]
    return any(cue is not None and cue.group == "evidential" for cue in found)


def _takes(side: Side, words: Iterable[str], stance: Stance) -> bool:
    """Whether one of these lemmas can report with this stance."""
    vocabulary = reporting(side.language)
    return any(
        vocabulary.nouns.get(word) == stance or any(cue.stance == stance for cue in vocabulary.verbs.get(word, ()))
        for word in words
    )


def _gravity(side: Side, voice: Voice) -> Severity:
    """Major if somebody spoke of a fact; minor if nobody is named, if only a topic is (told about the talks), or if the
    outlet names its own man."""
    content = voice.value.content
    topic = content is not None and content.text.split(" ")[0].lower() in reporting(side.language).labels("about")
    if "journalist" in voice.speaker.concepts and voice.speaker.concepts <= CARRIERS:
        return "minor"
    return "major" if voice.value.source and not topic else "minor"
