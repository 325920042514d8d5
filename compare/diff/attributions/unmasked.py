"""An anonymous source of one version that is somebody who answers for it in the other: «источник в банке сообщил»,
"the bank said"; or the reverse.

A source is anonymous by its word (a source, an insider) or by what is said of it (who asked not to be named). Who
answers for it is a body, its spokesman or another office, or whoever is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from compare.diff.attributions.pairing import Pair, Voice, voices
from compare.diff.attributions.renderings import lexicon
from compare.diff.attributions.speaker import CARRIERS, OFFICIAL, Speaker, same_source
from compare.diff.comparison import Comparison, Side
from compare.facts.attributions.hidden import hides, is_hidden
from compare.facts.polarity import plain
from compare.facts.reporting import reporting
from compare.records import Name, Token

OFFICES = OFFICIAL | frozenset({"minister", "president", "premier", "governor", "mayor", "director", "chairman"})
"""Concepts of those who speak for what they head, and of the bodies themselves."""


EMPLOYED = frozenset({"official", "employee"})
"""Concepts of those who work for a body."""

LINKED = 0.02
"""The least share of alignments that makes a word the rendering of another."""


def unmasked(comparison: Comparison, pair: Pair) -> bool | None:
    """Whether the source's speaker is anonymous and the target's answers for it; ``False`` if it is the other way
    round, ``None`` if neither."""
    sides = (comparison.source, pair.source), (comparison.target, pair.target)
    beads = comparison.beads[pair.bead].source, comparison.beads[pair.bead].target
    for rank in (0, 1):
        (side, voice), (other, official) = sides[rank], sides[1 - rank]
        if not _is_hidden(side, voice) or _may_hide(other, beads[1 - rank]):
            continue
        if not _is_official(other, official) and not _is_of_a_body(comparison, sides[rank], sides[1 - rank]):
            continue
        if not _speaks_here(comparison, side, voice, beads[rank], official) and not _is_outlet(
            comparison, side, voice, official
        ):
            return rank == 0
    return None


def _is_hidden(side: Side, voice: Voice) -> bool:
    """Whether a speaker of this side is anonymous, by his word or by the words behind it."""
    if voice.value.source is None or voice.speaker.person or voice.speaker.resolved:
        return False
    return is_hidden(voice.value, _tokens(side, voice), reporting(side.language))


def _is_official(side: Side, voice: Voice) -> bool:
    """Whether a speaker of this side is a body, holds an office or is named, by the noun that the others hang on."""
    source = voice.value.source
    if source is None or voice.speaker.pronoun or "source" in voice.speaker.concepts:
        return False
    tokens = _tokens(side, voice)
    inside = {rank for rank, token in enumerate(tokens) if source.start <= token.start < source.stop}
    heads = [tokens[rank] for rank in sorted(inside) if tokens[rank].head not in inside or tokens[rank].head == rank]
    if voice.speaker.person:
        return True
    vocabulary = reporting(side.language)
    for head in heads:
        word = vocabulary.speaker_word(head)
        if word is not None:
            return word.concept not in CARRIERS and (word.kind == "body" or word.concept in OFFICES)
        if any(fact.start <= head.start < fact.stop for fact in side.of("name", [voice.fact.sentence])):
            return True
    return False


def _is_of_a_body(comparison: Comparison, hidden: tuple[Side, Voice], told: tuple[Side, Voice]) -> bool:
    """Whether the other side's speaker is an official of a body (a court official) of which the sentence with the
    anonymous one has no word."""
    (side, voice), (other, official) = hidden, told
    source, vocabulary = official.value.source, reporting(other.language)
    if source is None or not official.speaker.concepts & EMPLOYED or official.speaker.person:
        return False
    inside = [token for token in _tokens(other, official) if source.start <= token.start < source.stop]
    bodies = [t for t in inside if (word := vocabulary.speaker_word(t)) is not None and word.kind == "body"]
    words = [plain(token.lemma) for token in _tokens(side, voice)]
    concepts = {word.concept for t in _tokens(side, voice) if (word := reporting(side.language).speaker_word(t))}
    known = lexicon(comparison)

    def is_told(body: Token) -> bool:
        word = vocabulary.speaker_word(body)
        lemma = plain(body.lemma)
        links = ((one, lemma) if side is comparison.source else (lemma, one) for one in words)
        return (word is not None and word.concept in concepts) or any(known.link(*pair) >= LINKED for pair in links)

    return bool(bodies) and not any(map(is_told, bodies))


def _may_hide(side: Side, sentences: Sequence[int]) -> bool:
    """Whether anything in these sentences speaks of somebody who is not named."""
    return any(
        hides(side.document.parses[number].tokens, reporting(side.language), "hidden", "hiding") for number in sentences
    )


def _speaks_here(comparison: Comparison, side: Side, voice: Voice, sentences: Sequence[int], official: Voice) -> bool:
    """Whether the other side's speaker says something else in these sentences: which of the two stands for him is then
    unsure."""
    languages = comparison.languages
    is_source = side is comparison.source
    for other in voices(side, sentences):
        if other.fact is voice.fact:
            continue
        one, two = (other.speaker, official.speaker) if is_source else (official.speaker, other.speaker)
        if same_source(one, two, languages) == "same" or other.speaker.concepts & official.speaker.concepts:
            return True
    return False


def _is_outlet(comparison: Comparison, side: Side, voice: Voice, official: Voice) -> bool:
    """Whether the sentence names the official speaker beside the anonymous one, and not as the body that this one comes
    from (a source told TASS; a TASS source): an outlet says what its source said."""
    source = voice.value.source
    if source is None or official.speaker.body is None:
        return False
    languages = comparison.languages
    told, found = Speaker(body=official.speaker.body), []
    for fact in side.of("name", [voice.fact.sentence]):
        mine = Speaker(body=cast(Name, fact.value).canonical)
        pair = (mine, told) if side is comparison.source else (told, mine)
        if same_source(*pair, languages) == "same":
            found.append(fact)
    adpositions = [token.start for token in _tokens(side, voice) if token.pos == "ADP" and token.start >= source.start]
    within = any(fact.start < source.stop and any(at < fact.start for at in adpositions) for fact in found)
    return bool(found) and not within


def _tokens(side: Side, voice: Voice) -> tuple[Token, ...]:
    return side.document.parses[voice.fact.sentence].tokens
