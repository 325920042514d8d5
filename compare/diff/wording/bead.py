"""A bead with its two sides and the witnesses that speak about their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from compare.diff import counterparts
from compare.diff.comparison import Comparison
from compare.diff.wording import bare
from compare.diff.wording.evidence import Evidence, Verdict
from compare.diff.wording.words import ROOT, SHORTEST, View, Word, lemmas_of, root
from compare.estimate import Words
from compare.facts.polarity import plain
from compare.facts.spelled import spelled
from compare.lexicon import Lexicon
from compare.records import Bead, Estimate, Token

RARE = 20
"""A lemma that was aligned less often is not known well enough to be missed."""

JOINED, KINDRED = 0.03, 0.05
"""The least share of alignments, and the least weight of kinship, that make two words counterparts; on human
translations of news 4% of the words known have none."""

JOINED_THINGS, KINDRED_THINGS = 0.004, 0.001
"""The same for nouns and verbs, which are reworded more freely."""

APART = 0.03
"""The least share of alignments by which a word renders another, where nothing else is asked."""

AMOUNTING = 0.2
"""The same for words of grammar that tell how many, which the lexicon joins to many."""

WITNESSED = 0.05
"""The least share of alignments that shows a word in the machine translation."""

TRUSTED = 0.5
"""Below this doubt the word that fits best by its state is a counterpart."""

Seen = frozenset[tuple[bool, int]]
"""Whether it is the source's, and the offset: what another rule has named already."""


class Pair:
    """Both sides of a bead. What is asked of a side is asked by ``of_source``."""

    def __init__(self, rank: int, bead: Bead, comparison: Comparison, lexicon: Lexicon) -> None:
        self.rank = rank
        self.lexicon = lexicon
        self.source = View(comparison.source, bead.source)
        self.target = View(comparison.target, bead.target)
        self._estimates = comparison.estimates
        self._verdicts: dict[tuple[bool, int], Verdict] = {}
        self._renderings: dict[tuple[bool, str], frozenset[str]] = {}
        self.translation = translation = comparison.translations[rank]
        self._witness = None if translation is None else _lemmas(counterparts.bare(translation))

    @cached_property
    def _estimate(self) -> Estimate | None:
        return self._estimates[self.rank] if self._estimates else None

    @cached_property
    def _sources(self) -> dict[int, int]:
        return {there: here for here, there in self._estimate.partners.items()} if self._estimate else {}

    def view(self, of_source: bool) -> View:
        """One side."""
        return self.source if of_source else self.target

    @cached_property
    def is_doubtful(self) -> bool:
        """Whether some word may be told as gone, if the estimator doubts it. Where the lexicon knows a counterpart of
        each, none is, whatever the estimator says: of 11,755 words of news with one it doubts none so much."""
        return any(self._may_be_gone(word, of_source=side) for side in (True, False) for word in self.view(side).full)

    @property
    def doubtful_words(self) -> Words:
        """The words of both sides that may be told as gone."""
        return [word.start for word in self.source.full], [word.start for word in self.target.full]

    def _may_be_gone(self, word: Word, *, of_source: bool) -> bool:
        """Whether the lexicon allows for it; a word that is denied is told as gone only where the lexicon says so. One
        that the lexicon does not know must say more of another: of 140 others none was doubted enough."""
        verdict = self._by_lexicon(word, of_source=of_source)
        if word.start in self.view(of_source).denied:
            return of_source and verdict == "for"
        return verdict == "for" or (verdict == "silent" and bare.may_be_left_out(self.view(of_source), word))

    def evidence(self, word: Word, *, of_source: bool) -> Evidence:
        """What the three witnesses say of a word."""
        verdict, rendered = self._by_translation(word, of_source=of_source)
        by_lexicon = self._by_lexicon(word, of_source=of_source)
        return Evidence(
            self.doubt(word, of_source=of_source),
            by_lexicon,
            verdict,
            rendered,
            by_lexicon != "against" and bare.is_left_out(self, word, of_source=of_source),
        )

    def doubt(self, word: Word, *, of_source: bool) -> float | None:
        """The estimator's doubt; ``None`` without one."""
        if self._estimate is None:
            return None
        return (self._estimate.source if of_source else self._estimate.target).get(word.start, 0.0)

    def doubt_at(self, source: int, target: int) -> float | None:
        """The greater doubt about two words, by their places; ``None`` without an estimator."""
        if self._estimate is None:
            return None
        return max(self._estimate.source.get(source, 0.0), self._estimate.target.get(target, 0.0))

    def fitting(self, word: Word, *, of_source: bool) -> int | None:
        """Where the other side's word stands whose state fits this one best, if each is the other's best."""
        return self._partners(of_source=of_source).get(word.start)

    def fits(self, rank: int, other: int, *, of_source: bool) -> bool:
        """Whether the word at ``other`` of the other side fits the one at ``rank`` best by its state, with little
        doubt."""
        start = self.view(of_source).tokens[rank].start
        there = self._partners(of_source=of_source).get(start)
        is_best = there is not None and there == self.view(not of_source).tokens[other].start
        return is_best and self._is_trusted(start, of_source=of_source)

    def counterpart(self, rank: int, *, of_source: bool) -> int | None:
        """The rank of the word on the other side that surely renders this one: by its state, or by the lexicon."""
        tokens, others = self.view(of_source).tokens, self.view(not of_source).tokens
        start = self._partners(of_source=of_source).get(tokens[rank].start)
        lemma = plain(tokens[rank].lemma)
        links = [self.link(lemma, plain(other.lemma), of_source=of_source) for other in others]
        best = max(range(len(others)), key=lambda other: (others[other].start == start, links[other]))
        is_sure = others[best].start == start and self._is_trusted(tokens[rank].start, of_source=of_source)
        return best if is_sure or links[best] >= APART else None

    def _partners(self, *, of_source: bool) -> Mapping[int, int]:
        """The words of one side with those of the other that fit them best, by their places."""
        if self._estimate is None:
            return {}
        return self._estimate.partners if of_source else self._sources

    def _is_trusted(self, start: int, *, of_source: bool) -> bool:
        """Whether the estimator has little doubt about a word."""
        if self._estimate is None:
            return False
        return (self._estimate.source if of_source else self._estimate.target).get(start, 0.0) < TRUSTED

    def is_rendered(self, rank: int, *, of_source: bool, without: Word) -> bool:
        """Whether some word of the other side but ``without`` renders this one, by its state or the lexicon."""
        other = self.counterpart(rank, of_source=of_source)
        return other is not None and other != without.rank

    def is_kin_of_another(self, one: Word, other: Word) -> bool:
        """Whether the target word that fits a source word best is another one than ``other``, and no stranger to it."""
        there = self.fitting(one, of_source=True)
        if there is None or other.start <= there < other.stop:
            return False
        kin = self.lexicon.kin(one.lemma, of_source=True)
        return any(
            kin.get(plain(token.lemma), 0.0) >= KINDRED_THINGS
            for rank, token in enumerate(self.target.tokens)
            if token.start == there and not (token.pos == "AUX" and self.target.head(rank) == other.rank)
        )

    def renderings(self, word: Word, *, of_source: bool) -> frozenset[str]:
        """The words of the other side that render this one by the lexicon alone."""
        key = of_source, word.lemma
        if key not in self._renderings:
            there = self.view(not of_source)
            found = frozenset(self.lexicon.linked(word.lemma, there.lemmas, APART, of_source=of_source))
            more = self.lexicon.linked(word.lemma, there.amounts, AMOUNTING, of_source=of_source)
            self._renderings[key] = found.union(more)
        return self._renderings[key]

    def link(self, word: str, other: str, *, of_source: bool) -> float:
        """The lexicon's link of a word of one side with one of the other."""
        return self.lexicon.link(word, other) if of_source else self.lexicon.link(other, word)

    def meanings(self, word: Word, *, of_source: bool) -> Mapping[str, float]:
        """The words of the other language that make up a fair share of a word's alignments, with their shares."""
        counts = (self.lexicon.translations if of_source else self.lexicon.origins)(word.lemma)
        total = self.lexicon.seen(word.lemma, of_source=of_source)
        usual = self.lexicon.usual(word.lemma, WITNESSED, of_source=of_source)
        return {other: counts[other] / total for other in usual}

    def lacks(self, lemma: str) -> bool | None:
        """Whether the machine translation lacks this target lemma; ``None`` without a translation."""
        return None if self._witness is None else lemma not in self._witness

    def is_known(self, word: Word, *, of_source: bool) -> bool:
        """Whether the lexicon has seen enough of a word to miss it."""
        return self.lexicon.seen(word.lemma, of_source=of_source) >= RARE

    def _by_lexicon(self, word: Word, *, of_source: bool) -> Verdict:
        key = of_source, word.rank
        if key not in self._verdicts:
            self._verdicts[key] = self._looked_up(word, of_source=of_source)
        return self._verdicts[key]

    def _looked_up(self, word: Word, *, of_source: bool) -> Verdict:
        there = self.view(not of_source)
        kindred, joined = (KINDRED, JOINED) if word.is_modifier else (KINDRED_THINGS, JOINED_THINGS)
        if any(True for _ in self.lexicon.linked(word.lemma, there.lemmas, joined, of_source=of_source)):
            return "against"  # as most words: kin, which is dear to find, need not be asked for
        kin = self.lexicon.kin(word.lemma, of_source=of_source)
        if any(kin.get(other, 0.0) >= kindred for other in there.lemmas) or root(word.lemma) in there.roots:
            return "against"
        if not there.roots.isdisjoint(_roots(kin)) or self._is_compounded(kin, kindred, there, of_source=of_source):
            return "against"
        return "for" if self.is_known(word, of_source=of_source) else "silent"

    def _is_compounded(self, kin: Mapping[str, float], kindred: float, there: View, *, of_source: bool) -> bool:
        """Whether a rendering begins a longer word of the other side whose rest is a word too: oilfield."""
        parts = [other for other, share in kin.items() if share >= kindred and len(other) >= SHORTEST]
        return any(
            whole.startswith(part)
            and len(whole) - len(part) >= SHORTEST
            and bool(self.lexicon.kin(whole[len(part) :], of_source=not of_source))
            for part in parts
            for whole in there.lemmas
        )

    def _by_translation(self, word: Word, *, of_source: bool) -> tuple[Verdict, str]:
        if self._witness is None:
            return "silent", ""
        if not of_source:
            return ("for", "") if word.lemma not in self._witness else ("against", "")
        links = {other: self.lexicon.link(word.lemma, other) for other in self._witness}
        rendered = max(sorted(links), key=lambda other: links[other], default="")
        if not rendered or links[rendered] < WITNESSED:
            return "silent", ""
        return ("for", rendered) if rendered not in self.target.lemmas else ("against", "")


def _lemmas(tokens: Sequence[Token]) -> frozenset[str]:
    return lemmas_of(tokens, spelled(tokens))


def are_of_one_root(one: str, other: str) -> bool:
    """Whether two words begin alike in Latin letters, as names that no lexicon knows do (Таласия, Talasia)."""
    return min(len(one), len(other)) >= ROOT and root(one) == root(other)


def _roots(kin: Mapping[str, float]) -> set[str]:
    return {root(kindred) for kindred, weight in kin.items() if weight >= 0.02}
