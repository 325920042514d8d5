"""Both sides of a bead with all that the rules of negation ask of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from compare.diff import counterparts
from compare.diff.comparison import place
from compare.diff.denying import View, denials
from compare.diff.excerpt import quoted
from compare.lexicon import Lexicon
from compare.records import Finding, Place, Severity, Span

ROOT, COMMON = 4, 0.05
"""Letters that make a word's root, and the least share of a word's alignments that makes a translation common."""

SURELY, RATHER = 0.1, 3
"""The least share of alignments that shows a word's rest on the other side, and how many times that of the word."""


@dataclass(frozen=True)
class Sides:
    """The bead ``rank``; ``views`` by whether they are the source's. ``expected`` are the fewest and the most denials
    of the machine translation (``None`` without one), ``translated`` the translation's words, ``stems`` the same with a
    guess at their lemmas, ``used`` the places of the words of either side that deny by their meaning and stand for a
    negation of the other."""

    rank: int
    views: Mapping[bool, View]
    lexicon: Lexicon
    expected: tuple[int, int] | None
    translated: frozenset[str]
    stems: tuple[str, ...]
    used: Mapping[bool, frozenset[int]] = field(default_factory=dict)

    @cached_property
    def shown(self) -> tuple[int, int]:
        """The fewest and the most denials of the target, counted as those of the translation are."""
        target = self.views[False]
        return denials(" ".join(target.side.sentences[i].text for i in target.sentences), target.side)

    def linked(self, own: Sequence[str], other: Sequence[str], *, of_source: bool) -> float:
        """The strongest link between lemmas of this side and of the other."""
        return counterparts.linked(self.lexicon, *((own, other) if of_source else (other, own)))

    def says(self, words: str, *, of_source: bool) -> str:
        own = self.views[of_source].side.language
        return f"Only the {own.name} denies this: {quoted(own, words)}."

    def finding(
        self,
        severity: Severity,
        confidence: float,
        where: Place,
        message: str,
        *,
        of_source: bool,
        answer: Span | None = None,
    ) -> Finding:
        """A negation that one side alone has. ``answer`` is the other side's word that may stand for it."""
        there = (place(answer),) if answer else ()
        return Finding(
            kind="negation",
            severity=severity,
            confidence=round(confidence, 2),
            bead=self.rank,
            source=(where,) if of_source else there,
            target=there if of_source else (where,),
            message=message,
            rule="negation-lost" if of_source else "negation-added",
        )


def sides_of(rank: int, source: View, target: View, lexicon: Lexicon, translation: str | None) -> Sides:
    """Reads what the translation denies."""
    return Sides(
        rank,
        {True: source, False: target},
        lexicon,
        expected=None if translation is None else denials(translation, target.side),
        translated=frozenset(token.text.lower() for token in counterparts.bare(translation or "")),
        stems=tuple(token.lemma for token in counterparts.bare(translation or "")),
    )


def usual(counts: Mapping[str, int]) -> list[str]:
    """The words that render another one in so many cases that it may be said to mean them."""
    total = sum(counts.values())
    return [word for word, count in counts.items() if count >= COMMON * total]


def prefixes(view: View) -> list[str]:
    return list(view.side.language.table("negation")["prefixes"]["plain"])
