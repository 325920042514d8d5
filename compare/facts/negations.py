"""Negations: which words deny, and what. A weak cue (class ``lexical``: refused, failed to) is a fact as well; it can
answer a negation of the other side, and does not speak for itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.facts import polarity
from compare.facts.polarity import Lexicon, Match
from compare.languages import Language
from compare.records import Document, Fact, Token


def find(document: Document, language: Language, found: Sequence[Fact]) -> list[Fact]:
    """The negations of a story, one a clause where several words deny together («никто никогда не»)."""
    cues = polarity.lexicon(language, "negation", "cues")
    idioms = polarity.lexicon(language, "negation", "idioms")
    return [
        polarity.fact("negation", sentence, tokens, match)
        for sentence, tokens in polarity.pairs(document)
        for match in matches(tokens, cues, idioms)
    ]


def matches(tokens: Sequence[Token], cues: Lexicon, idioms: Lexicon) -> list[Match]:
    """The negations of a sentence: no cue of a set phrase («не только»), one of those that deny together."""
    return list(_single(tokens, polarity.outside(idioms, tokens, cues.matches(tokens))))


def _single(tokens: Sequence[Token], found: Sequence[Match]) -> Iterator[Match]:
    """A word of concord («никто», "nor") is part of the negation of its clause, if there is another; "no food and no
    water" is one negation."""
    heads = [polarity.clause_head(tokens, polarity.governed(tokens, match)) for match in found]
    denied = {head for match, head in zip(found, heads, strict=True) if not match.cue.concord}
    folded: set[tuple[str, int]] = set()
    for match, head in zip(found, heads, strict=True):
        if (match.cue.name, head) in folded or (match.cue.concord and head in denied):
            continue
        denied.add(head)
        if match.cue.folds:
            folded.add((match.cue.name, head))
        yield match
