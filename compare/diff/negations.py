"""Negations that one side has and the other does not.

The negations of a bead are paired by what they govern. What is left over may be answered by a word that denies by its
meaning (refused, unhappy, until), or by the machine translation, which shows how this sentence is usually said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compare import lexicon as lexicons
from compare.diff import counterparts
from compare.diff.comparison import Comparison, Side, place
from compare.diff.counterparts import Item, Words
from compare.facts import negations, polarity
from compare.lexicon import Lexicon
from compare.records import Bead, Fact, Finding, Severity, Token

FAR = 0.35
"""How far from a negation, as a share of the bead, a word that denies by its meaning still answers it."""


KNOWN = 5
"""How often the rest of a word must have been aligned to be a word (happy in unhappy, not "der" in under)."""


@dataclass(frozen=True, slots=True)
class _Denying:
    """A word that denies by its meaning, with what it denies if its make tells."""

    lemma: str
    rests: tuple[str, ...]
    position: float


@dataclass(frozen=True)
class _View:
    """One side of a bead with its negations: those that speak, and those that only answer."""

    side: Side
    sentences: Sequence[int]
    words: Words
    strong: list[Item]
    weak: list[Item]


def find(comparison: Comparison) -> Iterator[Finding]:
    """The negations lost and added between two versions, bead by bead."""
    lexicon = lexicons.load(comparison.source.language.code, comparison.target.language.code)
    for rank, bead in comparison.pairs():
        source = _view(comparison.source, bead.source)
        target = _view(comparison.target, bead.target)
        if source.strong or target.strong:
            yield from _Beaded(rank, source, target, lexicon, comparison.translations[rank]).findings()


def _view(side: Side, sentences: Sequence[int]) -> _View:
    if not side.of("negation", sentences):
        return _View(side, sentences, counterparts.words(side, sentences), [], [])
    cues = polarity.lexicon(side.language, "negation", "cues")
    idioms = polarity.lexicon(side.language, "negation", "idioms")
    found = counterparts.items(side, sentences, "negation", lambda tokens: negations.matches(tokens, cues, idioms))
    return _View(
        side,
        sentences,
        counterparts.words(side, sentences),
        [item for item in found if item.cue.group != "lexical"],
        [item for item in found if item.cue.group == "lexical"],
    )


class _Beaded:
    """The negations of one bead, matched."""

    def __init__(self, rank: int, source: _View, target: _View, lexicon: Lexicon, translation: str | None) -> None:
        self._rank = rank
        self._source = source
        self._target = target
        self._lexicon = lexicon
        self._translation = translation
        self._expected = None if translation is None else _denials(translation, target.side)

    def findings(self) -> Iterator[Finding]:
        _, lost, added = counterparts.paired(
            self._source.strong, self._target.strong, self._lexicon, lambda one, other: 0.1
        )
        for item in lost:
            if not self._is_answered(item, self._target, self._source, of_source=True):
                yield from self._finding(item, of_source=True)
        for item in added:
            if not self._is_answered(item, self._source, self._target, of_source=False):
                yield from self._finding(item, of_source=False)

    def _is_answered(self, item: Item, other: _View, own: _View, *, of_source: bool) -> bool:
        if item.cue.hedged and other.side.of("hedge", other.sentences):
            return True
        return any(
            (abs(word.position - item.position) <= FAR or self._is_about(word, item, of_source=of_source))
            and not self._is_taken(word, own, of_source=of_source)
            for word in _denying(other, self._lexicon, of_source=not of_source)
        )

    def _is_about(self, word: _Denying, item: Item, *, of_source: bool) -> bool:
        """Whether the rest of the word is what the negation governs (неизвестно: not known)."""
        rests = (word.lemma, *word.rests)
        one, other = (item.anchors, rests) if of_source else (rests, item.anchors)
        return counterparts.linked(self._lexicon, one, other) >= counterparts.LINKED

    def _is_taken(self, word: _Denying, own: _View, *, of_source: bool) -> bool:
        """Whether a denying word of the other side stands for one of this side («незаконный» and illegal)."""
        mine = [own.lemma for own in _denying(own, self._lexicon, of_source=of_source)]
        one, other = (mine, (word.lemma,)) if of_source else ((word.lemma,), mine)
        return counterparts.linked(self._lexicon, one, other) >= counterparts.LINKED

    def _finding(self, item: Item, *, of_source: bool) -> Iterator[Finding]:
        own, other = (self._source, self._target) if of_source else (self._target, self._source)
        confidence = 0.7
        if self._expected is not None:
            here = len(self._source.strong) if of_source else len(self._target.strong)
            there = len(self._target.strong) if of_source else len(self._source.strong)
            agrees = self._expected > there if of_source else self._expected < here
            if not agrees:
                return
            confidence = 0.85
        severity: Severity = "critical" if item.is_main and item.cue.group == "clause" else "major"
        places = ((place(item.fact),), ()) if of_source else ((), (place(item.fact),))
        rule = "negation-lost" if of_source else "negation-added"
        yield Finding(
            "negation", severity, confidence, self._rank, *places, _message(item.fact, own.side, other.side), rule
        )


def _message(fact: Fact, own: Side, other: Side) -> str:
    scope = getattr(fact.value, "scope", fact.span).text
    short = scope if len(scope) <= 60 else f"{scope[:57].rsplit(' ', 1)[0]} ..."
    return f'The {own.language.name} has "{fact.text}" over "{short}"; the {other.language.name} does not.'


def _denials(text: str, side: Side) -> int:
    """How many negations a text has that was not parsed."""
    cues = polarity.lexicon(side.language, "negation", "cues")
    idioms = polarity.lexicon(side.language, "negation", "idioms")
    tokens = counterparts.bare(text)
    spoken = polarity.covered(idioms, tokens)
    return sum(match.cue.group != "lexical" and not spoken & set(match.words) for match in cues.matches(tokens))


def _denying(view: _View, lexicon: Lexicon, *, of_source: bool) -> Iterator[_Denying]:
    """The words that deny by their meaning, with their places."""
    tokens, positions = view.words.tokens, view.words.positions
    starts = {item.fact.start for item in view.weak}
    answers = polarity.lexicon(view.side.language, "negation", "answers")
    places = {match.first for match in answers.matches(tokens)}
    for rank, token in enumerate(tokens):
        rests = tuple(_rests(token, view.side, lexicon, of_source))
        if rests or rank in places or token.start in starts:
            yield _Denying(polarity.plain(token.lemma), rests, positions[rank])


def _rests(token: Token, side: Side, lexicon: Lexicon, of_source: bool) -> Iterator[str]:
    """What is left of a word that denies by its make: happy of unhappy, harm of harmless, известный of неизвестный."""
    rules = side.language.table("negation")["prefixes"]
    lemma = polarity.plain(token.lemma)
    if len(lemma) < 5 or token.pos not in ("ADJ", "ADV", "VERB", "NOUN") or lemma in rules["exempt"]:
        return
    describes = token.pos in ("ADJ", "ADV")
    prefixes = [*rules["plain"], *(rules["adjectives"] if describes else ())]
    rests = [lemma[len(prefix) :].lstrip("-") for prefix in prefixes if lemma.startswith(prefix)]
    rests += [lemma[: -len(ending)] for ending in rules["endings"] if lemma.endswith(ending)]
    yield from (rest for rest in rests if len(rest) >= 3 and lexicon.seen(rest, of_source=of_source) >= KNOWN)
    if describes:
        yield from (lemma[len(prefix) :] for prefix in rules["always"] if lemma.startswith(prefix))
