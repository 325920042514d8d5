"""Hedges that one side has and the other does not: a suspicion told as a fact, or a fact as a suspicion.

The hedges of a bead are paired by class and by what they govern. What is left over may be answered by a word that
hedges by its meaning (claimed, risk, бы), or by the machine translation, which shows how this is usually said.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from compare import lexicon as lexicons
from compare.diff import counterparts
from compare.diff.comparison import Comparison, Side, place
from compare.diff.counterparts import Item, Words
from compare.diff.excerpt import quoted
from compare.facts import hedges, polarity
from compare.facts.polarity import Cue
from compare.lexicon import Lexicon
from compare.records import Fact, Finding, Place, Severity, Token

LIKE: dict[str, dict[str, float]] = {
    "evidential": {"evidential": 0.6, "epistemic": 0.2, "scare": 0.4},
    "epistemic": {"epistemic": 0.6, "modal": 0.4, "evidential": 0.2},
    "modal": {"modal": 0.6, "epistemic": 0.5},
    "scare": {"scare": 0.6, "evidential": 0.4},
    "duty": {"duty": 0.6},
}
"""How alike two classes of hedges are; those not named here do not answer each other."""

ANSWERED_BY: dict[str, frozenset[str]] = {
    "evidential": frozenset({"report", "seeming", "epistemic"}),
    "epistemic": frozenset({"report", "seeming", "epistemic", "ability"}),
    "modal": frozenset({"ability", "epistemic", "seeming"}),
    "scare": frozenset({"report", "seeming"}),
    "duty": frozenset({"duty"}),
}
"""Which classes of other words can stand for a hedge."""

CLIMB = 3
"""How many verbs joined by "and" may stand between a verb and the first of them."""

FAR = 0.5
"""How far from a hedge, as a share of the bead, a word that hedges by its meaning still answers it."""

BASE, LEAST = 0.6, 0.55
AGREES, DISAGREES = 0.2, -0.3
ANSWERED = 0.4
"""Weights of what speaks for and against a difference; chosen on human translations of news and damaged copies."""

BORNE_OUT = 0.75
"""The confidence that a difference has only if the machine translation bears it out."""

SURE = 2
"""The strength from which on a hedge is missed."""


@dataclass(frozen=True)
class _View:
    """One side of a bead with its hedges."""

    side: Side
    words: Words
    hedges: list[Item]

    @cached_property
    def backshifted(self) -> frozenset[int]:
        """The ranks of the words that say that it will be so, put into the past behind a verb of saying: he said that
        prices would fall."""
        marks = self.side.language.table("hedges")["backshifted"]
        return frozenset(
            rank
            for rank, token in enumerate(self.words.tokens)
            if token.text.lower() in marks and _is_reported(self.words, self.words.head(rank))
        )


def find(comparison: Comparison) -> Iterator[Finding]:
    """The hedges lost, added and changed between two versions, bead by bead."""
    lexicon = lexicons.load(comparison.source.language.code, comparison.target.language.code)
    for rank, bead in comparison.pairs():
        source = _view(comparison.source, bead.source)
        target = _view(comparison.target, bead.target)
        beaded = _Beaded(rank, source, target, lexicon, comparison.translations[rank])
        if source.hedges or target.hedges:
            yield from beaded.findings()
        if not source.hedges:
            yield from beaded.certain()


def pairs(comparison: Comparison) -> Iterator[tuple[Fact, Fact]]:
    """The hedges that stand for each other, bead by bead."""
    lexicon = lexicons.load(comparison.source.language.code, comparison.target.language.code)
    for _, bead in comparison.pairs():
        source, target = _view(comparison.source, bead.source), _view(comparison.target, bead.target)
        made, _, _ = counterparts.paired(source.hedges, target.hedges, lexicon, _fit)
        yield from ((one.fact, other.fact) for one, other in made)


def _is_reported(words: Words, verb: int) -> bool:
    """Whether a verb stands in what somebody said, told in the past, under no condition and as nothing unreal."""
    tokens = words.tokens
    unreal = any(
        words.head(rank) == verb and (token.relation == "advcl" or polarity.plain(token.lemma) == "have")
        for rank, token in enumerate(tokens)
        if rank != verb
    )
    clause = verb
    for _ in range(CLIMB):
        if tokens[clause].relation != "conj":
            break
        clause = words.head(clause)
    above = tokens[words.head(clause)]
    return not unreal and tokens[clause].relation == "ccomp" and "Tense=Past" in above.features


def _view(side: Side, sentences: Sequence[int]) -> _View:
    cues = polarity.lexicon(side.language, "hedges", "cues")
    idioms = polarity.lexicon(side.language, "hedges", "idioms")
    found = counterparts.items(side, sentences, "hedge", lambda tokens: hedges.matches(tokens, cues, idioms))
    return _View(side, counterparts.words(side, sentences), found)


class _Beaded:
    """The hedges of one bead, matched."""

    def __init__(self, rank: int, source: _View, target: _View, lexicon: Lexicon, translation: str | None) -> None:
        self._rank = rank
        self._views = {True: source, False: target}
        self._lexicon = lexicon
        self._expected = None if translation is None else _hedges_of(counterparts.bare(translation), target.side)
        self._shown = _hedges_of(target.words.tokens, target.side, target.backshifted)

    def findings(self) -> Iterator[Finding]:
        """The hedges without a counterpart, and those that became another class."""
        source, target = self._views[True].hedges, self._views[False].hedges
        made, lost, added = counterparts.paired(source, target, self._lexicon, _fit)
        turned = list(self._turned(lost, added))
        yield from (self._modality(one, other) for one, other in turned)
        for of_source, left in ((True, lost), (False, added)):
            for item in left:
                leave = self._leave(item, of_source=of_source)
                if leave is not None and all(item not in pair for pair in turned):
                    turned.append((item, item))
                    yield self._freed(item, leave, of_source=of_source)
        lost = [item for item in lost if all(item is not one for one, _ in turned)]
        added = [item for item in added if all(item is not other for _, other in turned)]
        for one, other in made:
            if _differs(one.cue, other.cue):
                yield self._changed(one, other)
        for of_source, left in ((True, lost), (False, added)):
            for item in left:
                confidence = self._weigh(item, of_source=of_source)
                if confidence >= LEAST:
                    yield self._finding(item, confidence, of_source=of_source)

    def _turned(self, lost: Sequence[Item], added: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
        """A duty that became a possibility, or the reverse, over the same words (должен, may)."""
        for one, other in product(lost, added):
            groups = {one.cue.group, other.cue.group}
            if "duty" in groups and groups & {"modal", "epistemic"}:
                governs = counterparts.linked(self._lexicon, one.anchors[:2], other.anchors[:2])
                if governs >= counterparts.LINKED:
                    yield one, other

    def _leave(self, item: Item, *, of_source: bool) -> Place | None:
        """Where the other side says of the words of a duty that they can or may be done (должен, can), and knows no
        duty."""
        own, other = self._views[of_source], self._views[not of_source]
        if item.cue.group != "duty" or self._is_answered(item, of_source=of_source):
            return None
        leave = other.side.language.table("hedges")["leave"]
        for rank, lemma in enumerate(other.words.lemmas):
            if lemma in leave and not self._is_taken(lemma, own.words.lemmas, of_source=of_source):
                about = (other.words.above(rank), *other.words.below(rank))
                one, two = (item.anchors[:2], about) if of_source else (about, item.anchors[:2])
                if counterparts.linked(self._lexicon, one, two) >= counterparts.LINKED:
                    token = other.words.tokens[rank]
                    return Place(token.start, token.stop, token.text)
        return None

    def _freed(self, item: Item, leave: Place, *, of_source: bool) -> Finding:
        own, other = self._views[of_source].side, self._views[not of_source].side
        mine, theirs = SAYS[item.cue.group], SAYS["modal"]
        message = (
            f"The {own.language.name} {mine} ({quoted(own.language, item.fact.text)}), the {other.language.name} "
            f"{theirs} ({quoted(other.language, leave.text)})."
        )
        places = ((place(item.fact),), (leave,)) if of_source else ((leave,), (place(item.fact),))
        return Finding("hedge", "major", 0.7, self._rank, *places, message, "hedge-modality")

    def certain(self) -> Iterator[Finding]:
        """What can be done («можно назвать») told as what will be, where the machine translation has "can" or "may"."""
        source, target = self._views[True], self._views[False]
        leave, will = (side.language.table("hedges") for side in (source.side, target.side))
        can = {"modal", "epistemic", "ability"}
        if self._expected is None or any(cue.group in can for cue in self._shown):
            return
        if not any(cue.group in can for cue in self._expected) or not set(will["certain"]) & set(target.words.lemmas):
            return
        for token, lemma in zip(source.words.tokens, source.words.lemmas, strict=True):
            if lemma in leave["leave"]:
                where = Place(token.start, token.stop, token.text)
                message = (
                    f"Only the {source.side.language.name} {SAYS['modal']}: {quoted(source.side.language, where.text)}."
                )
                yield Finding("hedge", "minor", BASE, self._rank, (where,), (), message, "hedge-lost")
                return

    def _modality(self, one: Item, other: Item) -> Finding:
        source, target = self._views[True].side, self._views[False].side
        same = self._expected is not None and any(cue.group == other.cue.group for cue in self._expected)
        severity: Severity = "minor" if same else "major"
        message = (
            f"The {source.language.name} {SAYS[one.cue.group]} ({quoted(source.language, one.fact.text)}), the "
            f"{target.language.name} {SAYS[other.cue.group]} ({quoted(target.language, other.fact.text)})."
        )
        places = (place(one.fact),), (place(other.fact),)
        return Finding("hedge", severity, 0.4 if same else 0.7, self._rank, *places, message, "hedge-modality")

    def _weigh(self, item: Item, *, of_source: bool) -> float:
        total = BASE + self._by_translation(item, of_source=of_source)
        if self._is_certain(item, of_source=of_source):
            total = max(total, BASE)
        return min(0.95, total - (ANSWERED if self._is_answered(item, of_source=of_source) else 0.0))

    def _is_certain(self, item: Item, *, of_source: bool) -> bool:
        """Whether the target says that it will be so (will) where the source has it that it may, and says so nowhere
        else."""
        target = self._views[False]
        certain = target.side.language.table("hedges")["certain"]
        could = item.cue.group in ("modal", "epistemic") and not _count(item.cue, self._shown)
        return (
            of_source and could and (any(word in certain for word in target.words.lemmas) or bool(target.backshifted))
        )

    def _by_translation(self, item: Item, *, of_source: bool) -> float:
        """Whether the machine translation has a hedge of this kind where the source has one, or none where only the
        target has one."""
        if self._expected is None:
            return 0.0
        expected = _count(item.cue, self._expected)
        there = _count(item.cue, self._shown)
        return AGREES if (expected > there if of_source else expected < there) else DISAGREES

    def _is_answered(self, item: Item, *, of_source: bool) -> bool:
        """Whether the other side has a word that may stand for the hedge and stands for nothing else."""
        other = self._views[not of_source]
        rows = polarity.lexicon(other.side.language, "hedges", "answers")
        own = [
            lemma
            for lemma, token in zip(
                self._views[of_source].words.lemmas, self._views[of_source].words.tokens, strict=True
            )
            if token.pos in counterparts.CONTENT and not item.fact.start <= token.start < item.fact.stop
        ]
        for match in rows.matches(other.words.tokens):
            if match.cue.group not in ANSWERED_BY[item.cue.group] or match.first in other.backshifted:
                continue
            word = other.words.lemmas[match.words[-1]]
            if self._is_taken(word, item.words, of_source=of_source):
                return True
            if abs(other.words.positions[match.first] - item.position) > FAR:
                continue
            if not self._is_taken(word, own, of_source=of_source):
                return True
        return False

    def _is_taken(self, word: str, own: Sequence[str], *, of_source: bool) -> bool:
        one, other = (own, (word,)) if of_source else ((word,), own)
        return counterparts.linked(self._lexicon, one, other) >= TAKEN

    def _finding(self, item: Item, confidence: float, *, of_source: bool) -> Finding:
        own = self._views[of_source].side
        mine, none = (place(item.fact),), ()
        return Finding(
            kind="hedge",
            severity=self._severity(item, confidence, of_source=of_source),
            confidence=round(confidence, 2),
            bead=self._rank,
            source=mine if of_source else none,
            target=none if of_source else mine,
            message=_message(item, own),
            rule="hedge-lost" if of_source else "hedge-added",
        )

    def _severity(self, item: Item, confidence: float, *, of_source: bool) -> Severity:
        """A lost hedge is grave, and so is an added claim of others; a shade is not, nor a modal verb that the target
        adds or that the machine translation leaves out too."""
        if item.cue.strength < SURE or item.cue.group == "duty" or self._is_hedged(item, of_source=of_source):
            return "minor"
        if item.cue.group == "evidential":
            return "major"
        if item.cue.group == "modal":
            return "major" if of_source and confidence >= BORNE_OUT else "minor"
        return "major" if of_source or item.cue.strength > SURE else "minor"

    def _is_hedged(self, item: Item, *, of_source: bool) -> bool:
        """Whether the other side hedges the same sentence in another place: a shade, no more."""
        return any(other.cue.group in LIKE[item.cue.group] for other in self._views[not of_source].hedges)

    def _changed(self, one: Item, other: Item) -> Finding:
        source, target = self._views[True].side, self._views[False].side
        message = (
            f"The {source.language.name} has {quoted(source.language, one.fact.text)} ({NAMES[one.cue.group]}), the "
            f"{target.language.name} {quoted(target.language, other.fact.text)} ({NAMES[other.cue.group]})."
        )
        places = (place(one.fact),), (place(other.fact),)
        return Finding("hedge", "minor", 0.6, self._rank, *places, message, "hedge-changed")


TAKEN = 0.05
"""The least share of alignments that gives an answering word to another word of its own side."""

NAMES = {
    "evidential": "others say so",
    "epistemic": "it may be so",
    "modal": "it can be so",
    "scare": "so called",
    "duty": "it must be so",
}
"""Classes in a reader's words."""


def _fit(one: Item, other: Item) -> float:
    return LIKE[one.cue.group].get(other.cue.group, -1.0)


def _differs(one: Cue, other: Cue) -> bool:
    """Whether another's claim became the writer's guess, or the reverse."""
    return {one.group, other.group} == {"evidential", "epistemic"} and one.strength >= 3 and other.strength >= 3


SAYS = {
    "evidential": "says that this comes from others",
    "epistemic": "says that this may be so",
    "modal": "says that this can or may be",
    "scare": "keeps its distance from this word",
    "duty": "says that this must be",
}
"""What a hedge tells the reader."""


def _message(item: Item, own: Side) -> str:
    shown = quoted(own.language, counterparts.context(own, item.fact))
    return f"Only the {own.language.name} {SAYS[item.cue.group]}: {shown}."


def _count(cue: Cue, cues: Sequence[Cue]) -> int:
    """How many of these could stand for a hedge: those like it, and for a modal verb also "can" and its kin."""
    like = {*LIKE[cue.group], "ability"} if cue.group == "modal" else set(LIKE[cue.group])
    return sum(other.group in like for other in cues)


def _hedges_of(tokens: Sequence[Token], side: Side, backshifted: Container[int] = ()) -> list[Cue]:
    """The hedges of a text, and "can" and its kin, but those that say that it will be."""
    cues, idioms, answers = (polarity.lexicon(side.language, "hedges", part) for part in ("cues", "idioms", "answers"))
    able = [
        match.cue
        for match in answers.matches(tokens)
        if match.cue.group == "ability" and match.first not in backshifted
    ]
    return [match.cue for match in hedges.matches(tokens, cues, idioms)] + able
