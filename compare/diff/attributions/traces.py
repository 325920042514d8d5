"""Whether a version really tells as plain fact what the other one attributes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, cast

from compare.diff.attributions.pairing import Pairing, Voice
from compare.diff.attributions.renderings import is_rendered, is_told_by_another, renders_other, words
from compare.diff.attributions.speaker import Speaker, same_source
from compare.diff.comparison import Comparison, Side
from compare.facts.reporting import reporting
from compare.records import Fact, Name, Token

FIRM, WEAK = 0.75, 0.5
"""Confidence where the attribution has a named speaker and stands outside quotations, and where it has not."""


def is_told_plainly(
    comparison: Comparison, pairing: Pairing, rank: int, voice: Voice, other: Literal["source", "target"]
) -> float:
    """How sure it is that the other side has no source for this; 0 where it may have one: more words that hint at a
    report than this side has besides, or the same speaker in another attribution of the passage."""
    bead = comparison.beads[rank]
    if other == "target":
        besides = _traces(comparison.source, bead.source, pairing, "source", voice, surely=True)
        hints = _traces(comparison.target, bead.target, pairing, "target", voice, surely=True)
        told = [pair.target.value.lemma for pair in pairing.pairs if pair.bead == rank]
        if not is_mentioned(comparison, rank, voice, other):
            strayed = [hint for hint in hints if renders_other(comparison, bead.source, voice.fact, hint.lemma)]
            hints = [hint for hint in hints if hint not in strayed]
            told += [hint.lemma for hint in strayed]
        besides = [
            one
            for one in besides
            if not is_rendered(comparison, one, told)
            and not (hints and is_told_by_another(comparison, one, bead.target, hints))
        ]
        hinted = len(hints) > len(besides) and _is_nearest(comparison, pairing, rank, voice, hints)
    else:  # an addition is the weaker finding: any hint on the source's side speaks against it
        hinted = bool(_traces(comparison.source, bead.source, pairing, "source", voice, surely=False))
    if hinted or _speaks_elsewhere(comparison, pairing, rank, voice, other):
        return 0.0
    if _is_taken_up(comparison, rank, voice, other):
        return 0.0
    return FIRM if voice.speaker.is_named or voice.speaker.concepts else WEAK


def _is_nearest(comparison: Comparison, pairing: Pairing, rank: int, voice: Voice, hints: Sequence[Token]) -> bool:
    """Whether one of these hints stands nearer to the place of this attribution than to that of another one that has no
    counterpart either."""
    sentences = [comparison.target.sentences[i] for i in comparison.beads[rank].target]
    start, length = sentences[0].start, max(sentences[-1].stop - sentences[0].start, 1)
    others = [other for bead, other in pairing.source if bead == rank and other.fact is not voice.fact]
    for hint in hints:
        place = (hint.start - start) / length
        if all(abs(voice.place - place) <= abs(other.place - place) for other in others):
            return True
    return False


def is_mentioned(comparison: Comparison, rank: int, voice: Voice, other: Literal["source", "target"]) -> bool:
    """Whether the other side of this bead has the speaker's name, that of his country, or the word for what he is."""
    bead = comparison.beads[rank]
    side, sentences = (comparison.target, bead.target) if other == "target" else (comparison.source, bead.source)
    if _is_named(comparison, voice, side, sentences):
        return True
    return bool(voice.speaker.concepts & _concepts(side, sentences))


def _is_taken_up(comparison: Comparison, rank: int, voice: Voice, other: Literal["source", "target"]) -> bool:
    """Whether the other side names the document itself (according to the deal; the deal obliges both sides), or, for a
    demand, still names who made it (Utopia asks the court to rule; Utopia wants a ruling)."""
    bead = comparison.beads[rank]
    side, sentences = (comparison.target, bead.target) if other == "target" else (comparison.source, bead.source)
    if not ("document" in voice.speaker.kinds or voice.value.stance == "demanding"):
        return False
    if _concepts(side, sentences) & voice.speaker.concepts:
        return True
    return voice.value.stance == "demanding" and _is_named(comparison, voice, side, sentences)


def _concepts(side: Side, sentences: Iterable[int]) -> frozenset[str]:
    """What the words for speakers in these sentences stand for."""
    found = map(reporting(side.language).speaker_word, words(side, sentences))
    return frozenset(word.concept for word in found if word is not None)


def _is_named(comparison: Comparison, voice: Voice, side: Side, sentences: Iterable[int]) -> bool:
    """Whether the speaker's name, or that of his country, stands in these sentences."""
    of_source = side is comparison.target
    own = comparison.source if of_source else comparison.target
    source = voice.value.source
    facts = own.of("name", (voice.fact.sentence,)) if source else []
    names = [fact for fact in facts if source and fact.start < source.stop and fact.stop > source.start]
    languages = comparison.languages
    for mine in names:
        for theirs in side.of("name", sentences):
            pair = [_as_speaker(fact) for fact in ((mine, theirs) if of_source else (theirs, mine))]
            if same_source(pair[0], pair[1], languages) == "same":
                return True
    return False


def _as_speaker(fact: Fact) -> Speaker:
    name = cast(Name, fact.value)
    return Speaker(person=name.canonical) if name.type == "PERSON" else Speaker(body=name.canonical)


def _speaks_elsewhere(comparison: Comparison, pairing: Pairing, rank: int, voice: Voice, other: str) -> bool:
    languages = comparison.languages
    own_side = comparison.source if other == "target" else comparison.target
    for pair in pairing.pairs:
        if pair.bead == rank:
            candidate = pair.target if other == "target" else pair.source
            mine = pair.source if other == "target" else pair.target
            args = (voice.speaker, candidate.speaker) if other == "target" else (candidate.speaker, voice.speaker)
            own = mine.speaker, voice.speaker
            if voice.speaker.pronoun and _follows(mine, voice):
                return True
            if same_source(*args, languages) == "same" or _is_one(*own) or _is_within(own_side, mine, voice):
                return True
    return False


def _follows(mine: Voice, voice: Voice) -> bool:
    """The union disagrees: by its account ...: a pronoun behind a speaker of the same sentence stands for him."""
    named = mine.value.source
    return named is not None and mine.fact.sentence == voice.fact.sentence and mine.fact.start < voice.fact.start


def _is_one(first: Speaker, second: Speaker) -> bool:
    """Whether two speakers of one passage are one: called the same, resolved to the same, or both anonymous."""
    same_name = first.is_named and (first.person, first.body) == (second.person, second.body)
    return first == second or same_name or ("anonymous" in first.kinds and "anonymous" in second.kinds)


def _is_within(side: Side, inner: Voice, outer: Voice) -> bool:
    """Whether an attribution without a speaker of its own stands in the words of another (noted that they condemn), and
    is not somebody else's by its form (noted that it was said)."""
    content = outer.value.content
    if inner.value.source is not None or content is None or is_passive(side, inner):
        return False
    return content.start <= inner.fact.start < content.stop


def is_passive(side: Side, voice: Voice) -> bool:
    """Whether nobody is the subject of the reporting verb by its form (it was said), and not merely none was found."""
    labels = reporting(side.language).labels("passive_subject")
    tokens = side.document.parses[voice.fact.sentence].tokens
    verbs = [rank for rank, token in enumerate(tokens) if token.start == voice.value.cue.start]
    return any("Variant=Short" in tokens[rank].features for rank in verbs) or any(
        token.head in verbs and token.relation in labels for token in tokens
    )


def _traces(
    side: Side,
    sentences: Iterable[int],
    pairing: Pairing,
    name: Literal["source", "target"],
    voice: Voice,
    *,
    surely: bool,
) -> list[Token]:
    """The reporting words that stand here and that no attribution in question accounts for."""
    vocabulary = reporting(side.language)
    used = [(pair.target if name == "target" else pair.source).fact for pair in pairing.pairs if not pair.near]
    spans = [(fact.start, fact.stop) for fact in (*used, *([voice.fact] if voice.fact in side.facts else []))]
    return [
        token
        for token in words(side, sentences)
        if vocabulary.hints(token, surely=surely) and not any(start <= token.start < stop for start, stop in spans)
    ]
