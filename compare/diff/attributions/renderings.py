"""Which words of a passage the reporting words of its other version render."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from compare import lexicon as lexicons
from compare.diff.comparison import Comparison, Side
from compare.diff.row import CONTENT
from compare.facts.polarity import plain
from compare.lexicon import Lexicon
from compare.records import Attribution, Bead, Fact, Span, Token

RENDERED = 0.04
"""The least share of alignments that makes a reporting word the rendering of another word (верят, "believe";
оспорят, "appeal")."""

SURELY = 0.1
"""The least share of alignments that makes a word the rendering of another whatever else stands there."""

RELATED = 0.25
"""The least share of the words of a report that render words of a passage for it to be about that passage."""

LEFT = 0.34
"""The most of the words of a report that may be rendered for it to be left out."""

FEW = 2
"""Content words of a report below which nothing tells whether it is another's."""

FEWEST = 3
"""Content words of a report from which on that is asked."""


def lexicon(comparison: Comparison) -> Lexicon:
    """The lexicon of the comparison's languages."""
    return lexicons.load(comparison.source.language.code, comparison.target.language.code)


def words(side: Side, sentences: Iterable[int]) -> list[Token]:
    """All words of these sentences."""
    return [token for sentence in sentences for token in side.document.parses[sentence].tokens]


def renders_other(
    comparison: Comparison, source: Iterable[int], fact: Fact, lemma: str, besides: Sequence[Fact] = ()
) -> bool:
    """Whether a reporting word of the target stands for a word of the source outside this attribution, and outside
    those ``besides``."""
    known, own, others = lexicon(comparison), 0.0, 0.0
    for token in words(comparison.source, source):
        reported = any(one.start <= token.start < one.stop for one in besides if one is not fact)
        if token.pos in CONTENT and not reported:
            link = known.link(plain(token.lemma), plain(lemma))
            if fact.start <= token.start < fact.stop:
                own = max(own, link)
            else:
                others = max(others, link)
    return others >= RENDERED and others > own


def is_left_out(comparison: Comparison, bead: Bead, fact: Fact, content: Span | None) -> bool:
    """Whether the target has next to nothing of what an attribution of the source reports."""
    if content is None:
        return False
    known, cue = lexicon(comparison), cast(Attribution, fact.value).cue
    there = [plain(token.lemma) for token in words(comparison.target, bead.target) if token.pos in CONTENT]
    said = [
        plain(token.lemma)
        for token in words(comparison.source, [fact.sentence])
        if token.pos in CONTENT
        and content.start <= token.start < content.stop
        and not cue.start <= token.start < cue.stop
    ]
    rendered = sum(any(known.link(one, other) >= RENDERED for other in there) for one in said)
    return len(said) >= FEWEST and rendered <= LEFT * len(said)


def is_rendered(comparison: Comparison, token: Token, told: Iterable[str]) -> bool:
    """Whether one of these reporting expressions of the target renders a word of the source («исключена», "rule
    out")."""
    known = lexicon(comparison)
    return any(known.link(plain(token.lemma), plain(word)) >= RENDERED for lemma in told for word in lemma.split()[:1])


def is_told_by_another(comparison: Comparison, token: Token, target: Iterable[int], hints: Sequence[Token]) -> bool:
    """Whether a word of the source that may speak of a report is rendered by a word of these target sentences that does
    not («признание», "confession")."""
    known, own = lexicon(comparison), {hint.start for hint in hints}
    lemma = plain(token.lemma)
    best = max((known.link(lemma, plain(hint.lemma)) for hint in hints), default=0.0)
    others = (word for word in words(comparison.target, target) if word.pos in CONTENT and word.start not in own)
    return any(known.link(lemma, plain(word.lemma)) >= max(SURELY, best) for word in others)


def said_alike(comparison: Comparison, fact: Fact, other: Fact) -> float:
    """The share of the content words of what the target's attribution ``other`` reports that render words of what the
    source's ``fact`` reports; 0 where either has fewer than two."""
    known = lexicon(comparison)
    here, there = (
        [
            plain(token.lemma)
            for token in words(side, [one.sentence])
            if content is not None and token.pos in CONTENT and content.start <= token.start < content.stop
        ]
        for side, one, content in (
            (comparison.source, fact, cast(Attribution, fact.value).content),
            (comparison.target, other, cast(Attribution, other.value).content),
        )
    )
    if min(len(here), len(there)) < FEW:
        return 0.0
    return sum(any(known.link(one, two) >= RENDERED for one in here) for two in there) / len(there)


def is_about(comparison: Comparison, source: Iterable[int], side: Side, sentence: int, content: Span | None) -> float:
    """The share of the content words of a report of the target that render words of these source sentences; 1 where it
    has too few to tell."""
    if content is None:
        return 1.0
    known = lexicon(comparison)
    mine = [plain(token.lemma) for token in words(comparison.source, source) if token.pos in CONTENT]
    said = [
        plain(token.lemma)
        for token in words(side, [sentence])
        if token.pos in CONTENT and content.start <= token.start < content.stop
    ]
    if len(said) < FEWEST:
        return 1.0
    return sum(any(known.link(one, other) >= RENDERED for one in mine) for other in said) / len(said)
