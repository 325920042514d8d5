"""Whether a version really tells as plain fact what the other one attributes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from compare.diff.attributions.pairing import Pairing, Voice
from compare.diff.attributions.speaker import same_source
from compare.diff.comparison import Comparison, Side
from compare.facts.reporting import reporting

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
        hinted = _traces(comparison.target, bead.target, pairing, "target", voice, surely=True) > besides
    else:  # an addition is the weaker finding: any hint on the source's side speaks against it
        hinted = _traces(comparison.source, bead.source, pairing, "source", voice, surely=False) > 0
    if hinted or _speaks_elsewhere(comparison, pairing, rank, voice, other):
        return 0.0
    return FIRM if voice.speaker.is_named or voice.speaker.concepts else WEAK


def _speaks_elsewhere(comparison: Comparison, pairing: Pairing, rank: int, voice: Voice, other: str) -> bool:
    languages = comparison.source.language, comparison.target.language
    for pair in pairing.pairs:
        if pair.bead == rank:
            candidate = pair.target if other == "target" else pair.source
            mine = pair.source if other == "target" else pair.target
            args = (voice.speaker, candidate.speaker) if other == "target" else (candidate.speaker, voice.speaker)
            if same_source(*args, languages) == "same" or mine.speaker == voice.speaker:
                return True
    return False


def _traces(
    side: Side,
    sentences: Iterable[int],
    pairing: Pairing,
    name: Literal["source", "target"],
    voice: Voice,
    *,
    surely: bool,
) -> int:
    """How many reporting words stand here that no attribution in question accounts for."""
    vocabulary = reporting(side.language)
    used = [(pair.target if name == "target" else pair.source).fact for pair in pairing.pairs if not pair.near]
    spans = [(fact.start, fact.stop) for fact in (*used, *([voice.fact] if voice.fact in side.facts else []))]
    return sum(
        vocabulary.hints(token, surely=surely)
        and not any(start <= token.start < stop for start, stop in spans)
        for sentence in sentences
        for token in side.document.parses[sentence].tokens
    )
