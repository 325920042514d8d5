"""Lone sentences that were joined to their neighbour: the bead beside them says on its other side what they say.

Vectors of joined texts overlook a sentence of three words that became two («Конфисковано оно не было.», "but not
confiscated"). Here the words tell: of the words of the bead's other side that nothing in the bead renders, some render
most of the lone sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compare.align.evidence import skeleton
from compare.lexicon import Lexicon
from compare.records import Bead, Document, Token

CONTENT = frozenset({"VERB", "NOUN", "ADJ", "ADV", "PROPN"})

LINKED = 0.03
"""The least share of alignments that makes one word the rendering of another."""

LEAST_SHARE = 0.5
"""The least share of a lone sentence's content words that the neighbour must render."""


def joined(beads: Sequence[Bead], source: Document, target: Document, lexicon: Lexicon) -> tuple[Bead, ...]:
    """The beads with each lone sentence in the bead beside it that renders it too, if one does."""
    made = list(beads)
    for of_source in (True, False):
        for lone in [bead for bead in made if not (bead.target if of_source else bead.source)]:
            shares = [(_share(lone, bead, source, target, lexicon, of_source=of_source), bead) for bead in made]
            share, best = max(shares, key=lambda pair: pair[0])
            if share >= LEAST_SHARE:
                made[made.index(best)] = replace(
                    best,
                    source=tuple(sorted((*best.source, *lone.source))),
                    target=tuple(sorted((*best.target, *lone.target))),
                )
                made.remove(lone)
    return tuple(made)


def _share(lone: Bead, bead: Bead, source: Document, target: Document, lexicon: Lexicon, *, of_source: bool) -> float:
    """The share of a lone sentence's content words that words of a neighbouring bead's other side render which render
    nothing there yet."""
    mine, own = (lone.source, bead.source) if of_source else (lone.target, bead.target)
    other = bead.target if of_source else bead.source
    side, opposite = (source, target) if of_source else (target, source)
    beside = bool(own and other) and min(abs(a - b) for a in mine for b in own) == 1
    if not beside or any(side.sentences[rank].role != "body" for rank in (*mine, *own)):
        return 0.0

    def renders(one: Token, there: Token) -> bool:
        words = (one, there) if of_source else (there, one)
        if one.pos == there.pos == "PROPN" and skeleton(one.text) and skeleton(one.text) == skeleton(there.text):
            return True
        return lexicon.link(_lemma(words[0]), _lemma(words[1])) >= LINKED

    told = _content(side, own)
    free = [there for there in _content(opposite, other) if not any(renders(one, there) for one in told)]
    asked = _content(side, mine)
    found = [one for one in asked if any(renders(one, there) for there in free)]
    return len(found) / len(asked) if asked else 0.0


def _content(document: Document, sentences: Sequence[int]) -> list[Token]:
    return [token for rank in sentences for token in document.parses[rank].tokens if token.pos in CONTENT]


def _lemma(token: Token) -> str:
    return token.lemma.replace("ё", "е")
