"""Whether a version really tells as plain fact what the other one attributes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from compare.diff.attributions.pairing import Pairing, Voice
from compare.diff.attributions.speaker import same_source
from compare.diff.comparison import Comparison, Side
from compare.facts.reporting import plain, reporting

FIRM, WEAK = 0.75, 0.5
"""Confidence where the attribution has a named speaker and stands outside quotations, and where it has not."""


def is_told_plainly(
    comparison: Comparison, pairing: Pairing, rank: int, voice: Voice, other: Literal["source", "target"]
) -> float:
    """How sure it is that the other side has no source for this; 0 where it may have one: a word that reports or
    hints at a report, or the same speaker in another attribution of the passage."""
    bead = comparison.beads[rank]
    side, sentences = (comparison.target, bead.target) if other == "target" else (comparison.source, bead.source)
    if _speaks_elsewhere(pairing, rank, voice, other) or _has_trace(side, sentences, pairing, rank, other):
        return 0.0
    return FIRM if voice.speaker.is_named or voice.speaker.concepts else WEAK


def _speaks_elsewhere(pairing: Pairing, rank: int, voice: Voice, other: str) -> bool:
    for pair in pairing.pairs:
        if pair.bead == rank:
            candidate = pair.target if other == "target" else pair.source
            mine = pair.source if other == "target" else pair.target
            args = (voice.speaker, candidate.speaker) if other == "target" else (candidate.speaker, voice.speaker)
            if same_source(*args) == "same" or mine.speaker == voice.speaker:
                return True
    return False


def _has_trace(side: Side, sentences: Iterable[int], pairing: Pairing, rank: int, other: str) -> bool:
    """A reporting word that no paired attribution accounts for."""
    vocabulary = reporting(side.language)
    used = [
        (pair.target if other == "target" else pair.source).fact
        for pair in pairing.pairs
    ]
    spans = [(fact.start, fact.stop) for fact in used]
    for sentence in sentences:
        for token in side.document.parses[sentence].tokens:
            lemma = plain(token.lemma)
            if any(start <= token.start < stop for start, stop in spans):
                continue
            if lemma in vocabulary.traces or (lemma in vocabulary.verbs and token.pos in ("VERB", "NOUN", "AUX")):
                return True
    return False
