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
from compare.records import Fact, Finding, Severity, Token

FAR = 0.2
"""How far from a negation, as a share of the bead, a word that denies by its meaning still answers it."""

BASE, LEAST = 0.6, 0.55
AGREES, DISAGREES = 0.2, -0.35
SAID, UNSAID = 0.15, -0.1
ANSWERED, DENIAL, HINT = 0.6, 0.3, 0.15
"""Weights of what speaks for and against a difference; chosen on human translations of news and damaged copies."""


KNOWN = 5
"""How often the rest of a word must have been aligned to be a word (happy in unhappy, not "der" in under)."""


@dataclass(frozen=True, slots=True)
class _Denying:
    """A word that denies by its meaning, with what it denies if its make tells."""

    lemma: str
    group: str
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
        self._prefixes = tuple(source.side.language.table("negation")["prefixes"]["plain"])
        self._expected = None if translation is None else _denials(translation, target.side)
        self._denying = {
            True: list(_denying(source, lexicon, of_source=True)),
            False: list(_denying(target, lexicon, of_source=False)),
        }

    def findings(self) -> Iterator[Finding]:
        """The negations that have no counterpart, each weighed by all that speaks for and against it."""
        _, lost, added = counterparts.paired(
            self._source.strong, self._target.strong, self._lexicon, lambda one, other: 0.1
        )
        for of_source, left in ((True, lost), (False, added)):
            for item in _uncancelled(left):
                confidence = self._weigh(item, of_source=of_source)
                if confidence >= LEAST:
                    yield self._finding(item, confidence, of_source=of_source)

    def _weigh(self, item: Item, *, of_source: bool) -> float:
        own, other = (self._source, self._target) if of_source else (self._target, self._source)
        if item.cue.hedged and other.side.of("hedge", other.sentences):
            return 0.0
        total = BASE + self._by_translation(of_source=of_source) + self._by_anchor(item, other, of_source=of_source)
        return min(0.95, total - self._answer(item, other, own, of_source=of_source))

    def _by_translation(self, *, of_source: bool) -> float:
        """Whether the machine translation has the negation where the source has it, or has it not where only the
        target does."""
        if self._expected is None:
            return 0.0
        there = len(self._target.strong)
        fewest, most = self._expected
        if of_source:
            return AGREES if fewest > there else 0.0 if most > there else DISAGREES
        return AGREES if most < there else 0.0 if fewest < there else DISAGREES

    def _by_anchor(self, item: Item, other: _View, *, of_source: bool) -> float:
        """Whether the other side has what is denied, and so says it; or says something else."""
        anchors = [anchor for anchor in item.anchors[:1] if anchor not in _light(item, self._sides(of_source).side)]
        if not anchors:
            return 0.0
        one, two = (anchors, other.words.lemmas) if of_source else (other.words.lemmas, anchors)
        return SAID if counterparts.linked(self._lexicon, one, two) >= counterparts.LINKED else UNSAID

    def _sides(self, of_source: bool) -> _View:
        return self._source if of_source else self._target

    def _answer(self, item: Item, other: _View, own: _View, *, of_source: bool) -> float:
        """The weight of the best word of the other side that may stand for the negation."""
        weights = (
            self._answers(word, item, of_source=of_source)
            for word in self._denying[not of_source]
            if not self._is_taken(word, of_source=of_source)
        )
        return max(weights, default=0.0)

    def _answers(self, word: _Denying, item: Item, *, of_source: bool) -> float:
        made = (word.lemma, *word.rests) if word.rests else ()
        denied = (*item.anchors, *(f"{prefix}{item.anchors[0]}" for prefix in self._prefixes if item.anchors))
        one, other = (denied, made) if of_source else (made, item.anchors)
        if made and counterparts.linked(self._lexicon, one, other) >= counterparts.LINKED:
            return ANSWERED
        if abs(word.position - item.position) > FAR:
            return 0.0
        return DENIAL if word.group != "hint" else HINT

    def _is_taken(self, word: _Denying, *, of_source: bool) -> bool:
        """Whether a denying word of the other side stands for one of this side («незаконный» and illegal)."""
        mine = [mine.lemma for mine in self._denying[of_source] if mine.group != "hint"]
        one, other = (mine, (word.lemma,)) if of_source else ((word.lemma,), mine)
        return counterparts.linked(self._lexicon, one, other) >= counterparts.LINKED

    def _finding(self, item: Item, confidence: float, *, of_source: bool) -> Finding:
        own, other = (self._source, self._target) if of_source else (self._target, self._source)
        severity: Severity = "critical" if item.is_main and item.cue.group == "clause" else "major"
        mine, none = (place(item.fact),), ()
        return Finding(
            kind="negation",
            severity=severity,
            confidence=round(confidence, 2),
            bead=self._rank,
            source=mine if of_source else none,
            target=none if of_source else mine,
            message=_message(item.fact, own.side, other.side),
            rule="negation-lost" if of_source else "negation-added",
        )


def _uncancelled(left: Sequence[Item]) -> Iterator[Item]:
    """Two negations of which one governs the other deny nothing together («не страдает без работы»)."""
    for item in left:
        if not any(item is not other and _cancels(item, other) for other in left):
            yield item


def _cancels(one: Item, other: Item) -> bool:
    return (one.fact.sentence == other.fact.sentence and one.anchors[1:2] == other.anchors[:1]) or (
        other.anchors[1:2] == one.anchors[:1] and one.fact.sentence == other.fact.sentence
    )


def _light(item: Item, side: Side) -> frozenset[str]:
    """Verbs that say next to nothing without their objects."""
    return frozenset(side.language.table("negation")["light"])


def _message(fact: Fact, own: Side, other: Side) -> str:
    short = counterparts.scope_of(fact)
    return f'The {own.language.name} has "{fact.text}" over "{short}"; the {other.language.name} does not.'


def _denials(text: str, side: Side) -> tuple[int, int]:
    """How many negations a text has that was not parsed: those that speak for themselves, and all."""
    cues = polarity.lexicon(side.language, "negation", "cues")
    idioms = polarity.lexicon(side.language, "negation", "idioms")
    tokens = counterparts.bare(text)
    spoken = polarity.covered(idioms, tokens)
    found = [match for match in cues.matches(tokens) if not spoken & set(match.words)]
    return sum(match.cue.group != "lexical" for match in found), len(found)


def _denying(view: _View, lexicon: Lexicon, *, of_source: bool) -> Iterator[_Denying]:
    """The words that deny by their meaning, with their places."""
    tokens, positions = view.words.tokens, view.words.positions
    starts = {item.fact.start for item in view.weak}
    answers = polarity.lexicon(view.side.language, "negation", "answers")
    places = {match.first: match.cue.group for match in answers.matches(tokens)}
    for rank, token in enumerate(tokens):
        rests = tuple(_rests(token, view.side, lexicon, of_source))
        if rests or rank in places or token.start in starts:
            group = places.get(rank, "denial")
            yield _Denying(polarity.plain(token.lemma), group, rests, positions[rank])


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
