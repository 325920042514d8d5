"""Both sides of a bead with their hedges, and what the rules ask of them."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from compare.diff import counterparts
from compare.diff.comparison import Side
from compare.diff.counterparts import Item
from compare.diff.row import Words
from compare.facts import hedges, polarity
from compare.facts.polarity import Cue
from compare.lexicon import Lexicon
from compare.records import Token

TAKEN = 0.05
"""The least share of alignments that gives an answering word to another word of its own side."""


CLIMB = 3
"""How many verbs joined by "and" may stand between a verb and the first of them."""


@dataclass(frozen=True)
class View:
    """One side of a bead with its hedges."""

    side: Side
    words: Words
    hedges: list[Item]

    def table(self, part: str) -> Sequence[str]:
        """A list of words of this language's table of hedges."""
        found: Sequence[str] = self.side.language.table("hedges")[part]
        return found

    @cached_property
    def backshifted(self) -> frozenset[int]:
        """The ranks of the words that say that it will be so, put into the past behind a verb of saying: he said that
        prices would fall."""
        marks = self.table("backshifted")
        return frozenset(
            rank
            for rank, token in enumerate(self.words.tokens)
            if token.text.lower() in marks and _is_reported(self.words, self.words.heads[rank])
        )


@dataclass(frozen=True)
class Sides:
    """The bead ``rank``; ``views`` by whether they are the source's. ``expected`` are the hedges of the machine
    translation (``None`` without one), "can" and its kin among them."""

    rank: int
    views: Mapping[bool, View]
    lexicon: Lexicon
    expected: Sequence[Cue] | None

    @cached_property
    def shown(self) -> Sequence[Cue]:
        """The hedges of the target, "can" and its kin among them."""
        target = self.views[False]
        return _hedges_of(target.words.tokens, target.side, target.backshifted)

    def linked(self, own: Sequence[str], other: Sequence[str], *, of_source: bool) -> float:
        """The strongest link between lemmas of this side and of the other."""
        return counterparts.linked(self.lexicon, *((own, other) if of_source else (other, own)))

    def is_taken(self, word: str, own: Sequence[str], *, of_source: bool) -> bool:
        """Whether a word of the other side renders one of these of this side."""
        return self.linked(own, (word,), of_source=of_source) >= TAKEN


def view(side: Side, sentences: Sequence[int]) -> View:
    """The hedges of these sentences."""
    cues = polarity.lexicon(side.language, "hedges", "cues")
    idioms = polarity.lexicon(side.language, "hedges", "idioms")
    found = counterparts.items(side, sentences, "hedge", lambda tokens: hedges.matches(tokens, cues, idioms))
    return View(side, side.words(sentences), found)


def sides_of(rank: int, source: View, target: View, lexicon: Lexicon, translation: str | None) -> Sides:
    """Reads what the translation hedges."""
    expected = None if translation is None else _hedges_of(counterparts.bare(translation), target.side)
    return Sides(rank, {True: source, False: target}, lexicon, expected)


def _is_reported(words: Words, verb: int) -> bool:
    """Whether a verb stands in what somebody said, told in the past, under no condition and as nothing unreal."""
    tokens = words.tokens
    unreal = any(tokens[rank].relation == "advcl" or words.lemmas[rank] == "have" for rank in words.dependants(verb))
    clause = verb
    for _ in range(CLIMB):
        if tokens[clause].relation != "conj":
            break
        clause = words.heads[clause]
    above = tokens[words.heads[clause]]
    return not unreal and tokens[clause].relation == "ccomp" and "Tense=Past" in above.features


def _hedges_of(tokens: Sequence[Token], side: Side, backshifted: Container[int] = ()) -> list[Cue]:
    """The hedges of a text, and "can" and its kin, but those that say that it will be."""
    cues, idioms, answers = (polarity.lexicon(side.language, "hedges", part) for part in ("cues", "idioms", "answers"))
    able = [
        match.cue
        for match in answers.matches(tokens)
        if match.cue.group == "ability" and match.first not in backshifted
    ]
    return [match.cue for match in hedges.matches(tokens, cues, idioms)] + able
