"""A speaker who is told by his office or by whom he speaks for, where the other version's speaker is another's man:
the interior minister and the minister of justice, the head of the mission and a spokesman for the commission.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import cast

from compare.diff.attributions.pairing import Pair, Voice
from compare.diff.attributions.renderings import lexicon
from compare.diff.attributions.speaker import AKIN, GENERAL, speaker
from compare.diff.comparison import Comparison, Side
from compare.facts.attributions.hidden import description
from compare.facts.polarity import plain
from compare.facts.reporting import reporting
from compare.languages import Language
from compare.records import Name, Token

TITLE = 70
"""Characters before and behind a name in which it is told who that is."""

LINKED = 0.02
"""The least share of alignments that makes a word the rendering of another."""

KNOWN = 0.1
"""The least share that makes a word of the source the one that a word of the target is about."""


def is_other_role(comparison: Comparison, pair: Pair) -> bool:
    """Whether the two speakers of a pair are two by what they head or by whom they speak for."""
    if pair.match not in ("unknown", "same") or pair.source.value.source is None or pair.target.value.source is None:
        return False
    return (
        _are_two_departments(comparison, pair)
        or _is_anothers_man(comparison, pair)
        or _is_another_speaker(comparison, pair)
    )


def _is_another_speaker(comparison: Comparison, pair: Pair) -> bool:
    """Whether the target's unnamed speaker is one of what the source never calls its own, and of what another speaker
    of the source is (the mayor, Ann Lee, said; "the contractor said", where the contractor speaks too)."""
    mine, theirs = pair.source.speaker, pair.target.speaker
    if pair.match != "unknown" or not mine.is_named or mine.resolved or mine.pronoun or theirs.is_named:
        return False
    told = theirs.concepts - GENERAL
    if not told or theirs.pronoun or len(theirs.concepts) > 1:
        return False
    vocabulary = reporting(comparison.source.language)
    own = {row.concept for token in _who_it_is(comparison, pair.source) if (row := vocabulary.speaker_word(token))}
    if not own - GENERAL or own & told or any(own & group and told & group for group in AKIN):
        return False
    others = (speaker(comparison.source, fact) for fact in comparison.source.all_of("attribution"))
    return any(
        told & other.concepts
        and (other.person, other.body) != (mine.person, mine.body)
        and not (other.resolved and other.person is None)
        for other in others
    )


def _are_two_departments(comparison: Comparison, pair: Pair) -> bool:
    """Whether both are ministers, neither of whom is named, of two departments."""
    sides = (comparison.source, pair.source), (comparison.target, pair.target)
    if any("minister" not in voice.speaker.concepts or _is_named(voice) for _, voice in sides):
        return False
    mine, theirs = (_departments(side.language, _words(side, voice)) for side, voice in sides)
    return bool(mine and theirs) and not mine & theirs


def _is_named(voice: Voice) -> bool:
    return voice.speaker.person is not None and not voice.speaker.resolved


def _departments(language: Language, words: Sequence[Token]) -> frozenset[str]:
    """The departments that these words tell."""
    text = " " + " ".join(plain(word.lemma.lower()) for word in words) + " "
    found = [(name, phrase) for phrase, name in _table(language) if f" {phrase} " in text]
    longest = [
        (name, phrase)
        for name, phrase in found
        if not any(phrase != other and f" {phrase} " in f" {other} " for _, other in found)
    ]
    return frozenset(name for name, _ in longest)


@lru_cache(maxsize=8)
def _table(language: Language) -> tuple[tuple[str, str], ...]:
    rows = language.table("departments")["departments"]
    return tuple((phrase, name) for name, phrases in rows.items() for phrase in phrases)


def _is_anothers_man(comparison: Comparison, pair: Pair) -> bool:
    """Whether the target has an unnamed spokesman or official of somebody whom nothing joins to the source's speaker,
    and whom the source tells of elsewhere; the source names its speaker, or says whose he is."""
    voice, told = pair.target, pair.source
    if voice.speaker.is_named or not voice.speaker.concepts & SPEAKING or told.speaker.resolved or told.speaker.pronoun:
        return False
    owners = list(_owners(comparison.target, voice))
    if not owners or not (told.speaker.is_named or told.speaker.concepts):
        return False
    known = lexicon(comparison)
    about = _who_it_is(comparison, told)
    concepts = {row.concept for token in about if (row := reporting(comparison.source.language).speaker_word(token))}
    own = {plain(token.lemma) for token in about}
    for owner in owners:
        lemma = plain(owner.lemma)
        row = reporting(comparison.target.language).speaker_word(owner)
        if (row is not None and row.concept in concepts) or any(known.link(word, lemma) >= LINKED for word in own):
            return False
    return any(_is_told_of(comparison, owner, own) for owner in owners)


SPEAKING = frozenset({"spokesperson", "official", "employee", "adviser", "lawyer", "head"})
"""Concepts of those who are somebody's."""


def _owners(side: Side, voice: Voice) -> Iterator[Token]:
    """The words of a speaker for whom he speaks, other than the word for what he is."""
    vocabulary = reporting(side.language)
    for token in _words(side, voice):
        row = vocabulary.speaker_word(token)
        if row is not None and row.kind in ("person", "body") and row.concept not in SPEAKING | SERVICES:
            yield token


SERVICES = frozenset({"service", "department", "agency", "document"})
"""Concepts of bodies that are parts of others."""


def _who_it_is(comparison: Comparison, voice: Voice) -> list[Token]:
    """The words of a speaker of the source, and those beside his name wherever it stands."""
    side = comparison.source
    words = description(voice.value, side.document.parses[voice.fact.sentence].tokens)
    for fact in side.all_of("name") if voice.speaker.is_named else ():
        if cast(Name, fact.value).canonical in (voice.speaker.person, voice.speaker.body):
            start, stop = fact.start - TITLE, fact.stop + TITLE
            words += [t for t in side.document.parses[fact.sentence].tokens if start <= t.start < stop]
    return words


def _is_told_of(comparison: Comparison, owner: Token, own: set[str]) -> bool:
    """Whether the source version has a word for this one that is not among those of its speaker."""
    known, lemma = lexicon(comparison), plain(owner.lemma)
    parses = comparison.source.document.parses
    others = {plain(token.lemma) for parse in parses for token in parse.tokens if token.pos in ("NOUN", "PROPN")}
    return any(known.link(word, lemma) >= KNOWN for word in others - own)


def _words(side: Side, voice: Voice) -> list[Token]:
    source = voice.value.source
    tokens = side.document.parses[voice.fact.sentence].tokens
    return [token for token in tokens if source is not None and source.start <= token.start < source.stop]
