"""Two speakers of one passage who changed places: each says on the other side what the other one said here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import cast

from compare import lexicon as lexicons
from compare.diff.attributions.pairing import Pair, Pairing, Voice
from compare.diff.attributions.speaker import same_source
from compare.diff.comparison import Comparison, Side
from compare.diff.crossing import is_clear, weights
from compare.diff.row import CONTENT
from compare.facts.polarity import plain
from compare.records import Figure

LEAST = 0.1
"""The least weight of links that ties what one speaker says here to what the other says there, either way."""


def swapped(comparison: Comparison, pairing: Pairing) -> Iterator[tuple[Pair, Pair]]:
    """The pairs of attributions of one bead whose speakers have each other's words; one of them at least is known to
    be the same on both sides (police), and nothing speaks against the other (the organisers)."""
    languages = comparison.languages
    by_bead: dict[int, list[Pair]] = {}
    for pair in pairing.pairs:
        if pair.match in ("same", "unknown") and not pair.near:
            by_bead.setdefault(pair.bead, []).append(pair)
    for one, other in (two for pairs in by_bead.values() for two in combinations(pairs, 2)):
        if "same" not in (one.match, other.match):
            continue
        crossed = (one.source, other.target), (other.source, one.target)
        if any(same_source(mine.speaker, theirs.speaker, languages) == "same" for mine, theirs in crossed):
            continue
        if _is_crossed(comparison, one, other):
            yield one, other


def _is_crossed(comparison: Comparison, one: Pair, other: Pair) -> bool:
    lexicon = lexicons.load(comparison.source.language.code, comparison.target.language.code)
    source, target = comparison.source, comparison.target
    here = _said(source, one.source, other.source), _said(source, other.source, one.source)
    there = _said(target, one.target, other.target), _said(target, other.target, one.target)
    return is_clear(*weights(lexicon, here, there), LEAST)


def _said(side: Side, voice: Voice, rival: Voice) -> frozenset[str]:
    """The content words and the numbers that a speaker says, without those of another attribution that follows
    within."""
    content = voice.value.content
    if content is None:
        return frozenset()
    stop = content.stop
    if content.start < rival.fact.start < stop:
        stop = rival.fact.start
    numbers = {
        str(cast(Figure, fact.value).number)
        for fact in side.of("figure", (voice.fact.sentence,))
        if content.start <= fact.start < stop
    }
    return frozenset(numbers) | frozenset(
        plain(token.lemma)
        for token in side.document.parses[voice.fact.sentence].tokens
        if token.pos in CONTENT and content.start <= token.start < stop
    )
