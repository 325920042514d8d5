"""Hedges: words that make a statement less than sure (возможно, may), lay it at another's door (якобы, reportedly),
or say what must be (class ``duty``)."""

from __future__ import annotations

from collections.abc import Sequence

from compare.facts import polarity
from compare.facts.polarity import Lexicon, Match
from compare.languages import Language
from compare.records import Document, Fact, Token


def find(document: Document, language: Language, found: Sequence[Fact]) -> list[Fact]:
    """The hedges of a story with the words that they weaken."""
    cues = polarity.lexicon(language, "hedges", "cues")
    idioms = polarity.lexicon(language, "hedges", "idioms")
    return [
        polarity.fact("hedge", sentence, tokens, match)
        for sentence, tokens in polarity.pairs(document)
        for match in matches(tokens, cues, idioms)
    ]


def matches(tokens: Sequence[Token], cues: Lexicon, idioms: Lexicon) -> list[Match]:
    """The hedges of a sentence, none inside a set phrase («не может не») or that opens a condition."""
    free = polarity.outside(idioms, tokens, cues.matches(tokens))
    return [match for match in free if not _is_condition(tokens, match)]


def _is_condition(tokens: Sequence[Token], match: Match) -> bool:
    """Whether a duty's word opens its clause and so means "if": should it rain, there is no match."""
    opens = match.first == 0 or tokens[match.first - 1].pos == "PUNCT"
    return match.cue.group == "duty" and tokens[match.first].pos == "AUX" and opens and tokens[-1].text[:1] != "?"
