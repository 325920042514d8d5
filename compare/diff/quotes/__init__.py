"""Quotations that were cut, extended or reworded, turned into reported speech or the reverse.

A quotation is held against its counterpart word by word (:mod:`compare.diff.rendering`). Words that stand outside the
marks on the other side were told, not lost; words that stand nowhere were cut.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from compare import lexicon as lexicons
from compare.diff.comparison import Comparison, Side, place
from compare.diff.excerpt import excerpt
from compare.diff.quotes.change import Change, changes
from compare.diff.quotes.parts import Quoted, clipped, parts_in, quoted
from compare.diff.rendering import Word
from compare.lexicon import Lexicon
from compare.records import Finding, Place, Severity


def find(comparison: Comparison) -> Iterator[Finding]:
    """Differences of quotation, bead by bead. Rules: ``quote-cut``, ``quote-extended``, ``quote-reworded``,
    ``quote-dropped``, ``quote-added``, ``quote-partly-reported``, ``quote-partly-quoted``."""
    lexicon = lexicons.load(comparison.source.language.code, comparison.target.language.code)
    told: set[tuple[str, int]] = set()
    for rank, bead in comparison.pairs():
        parts = parts_in(comparison.source, bead.source), parts_in(comparison.target, bead.target)
        if any(parts):
            source = quoted(comparison.source, bead.source, parts[0])
            target = quoted(comparison.target, bead.target, parts[1])
            for finding in _Beaded(rank, source, target, lexicon, comparison.translations[rank]).findings():
                whole = OF_WHOLE.get(finding.rule)
                key = finding.rule, parts[whole][0].fact.start if whole is not None else -rank
                if key not in told:
                    yield finding
                told.add(key)


OF_WHOLE = {"quote-dropped": 0, "quote-added": 1}
"""Rules that speak of a quotation as a whole, said once, however many passages it runs through; and the side (source,
target) that has it."""

SURE, DOUBTFUL = 1.0, 0.0
"""The log odds from which on a cut is major, and from which on it is told at all."""

CUT = math.log(0.67)
"""A third of the words lost. Calibrated on professional translations of news: quotations that are rendered in full
keep between 0.85 and 1.25 of their length (after the languages' own lengths) in nine cases of ten."""

SHORT = 30.0
"""Letters of a quotation whose length is no evidence."""

RETOLD = 0.5
"""Share of the missing words that must be found outside the marks for them to count as retold, not lost."""

ENOUGH = {True: 0.9, False: 0.75}
"""The share of its length that a quotation keeps which is hardly cut (True), and that of an extended one which its
origin has (False): translators explain more often than they cut."""

FULL = 2.0
"""The log odds that it then takes."""

FEWEST_LOST = 3
"""Telling words in a row without a counterpart that make a cut major, whatever its length: neither names nor figures,
which have findings of their own, nor words that say little (``light`` in ``wording.toml``)."""

UNSURE = 0.5
"""The highest confidence of a cut that is not major: of those on news that nobody touched half were true."""


class _Beaded:
    """The quotations of one bead. Sides are kept by whether they are the source's."""

    def __init__(self, rank: int, source: Quoted, target: Quoted, lexicon: Lexicon, translation: str | None) -> None:
        self._rank = rank
        self._sides = {True: source, False: target}
        self._lexicon = lexicon
        self._translation = translation

    def findings(self) -> Iterator[Finding]:
        """What the words say; where they say nothing, what the lengths say."""
        if max(side.size for side in self._sides.values()) < SHORT / 2:
            return
        found = changes(self._sides[True], self._sides[False], self._lexicon, self._translation)
        lost = found.get(True)
        if lost is not None and lost.odds >= DOUBTFUL and lost.is_reworded:
            yield self._reworded(lost)
            return
        for of_source, change in found.items():
            if change.odds >= (DOUBTFUL if change.kept < ENOUGH[of_source] else FULL):
                yield self._cut(change, of_source=of_source)
                return
        yield from self._by_length(found)

    def _by_length(self, measured: Collection[bool]) -> Iterator[Finding]:
        """What the lengths say. Where the words of a side were ``measured`` and are all there, nothing was cut."""
        source, target = self._sides[True], self._sides[False]
        quoted, kept = source.size, target.size
        quoted = max(quoted, source.marked if quoted < kept else 0)
        kept = max(kept, target.marked if kept < quoted else 0)
        if min(quoted, kept) > 0 and abs(quoted - kept) < SHORT:
            return
        grown = (target.whole - kept) - (source.whole - quoted)
        lost = quoted - kept
        if lost > 0 and (not kept or math.log(kept / quoted) < CUT):
            retold = quoted < SHORT or grown >= RETOLD * lost
            if retold or True not in measured:
                yield self._uneven(lost / quoted, longer=True, retold=retold)
        elif lost < 0 and (not quoted or math.log(quoted / kept) < CUT):
            retold = kept < SHORT or -grown >= RETOLD * -lost
            if retold or False not in measured:
                yield self._uneven(-lost / kept, longer=False, retold=retold)

    def _places(self, of_source: bool) -> tuple[Place, ...]:
        """The quotations, or the sentences where there is none."""
        own = self._sides[of_source]
        return clipped(own) or tuple(place(own.side.sentences[i]) for i in own.sentences)

    def _cut(self, change: Change, *, of_source: bool) -> Finding:
        own, other = self._sides[of_source].side, self._sides[not of_source].side
        words = _listed(own, change.lost)
        message = (
            f"The quotation was cut: nothing in the {other.language.name} stands for {words}."
            if of_source
            else f"The quotation was extended: nothing in the {other.language.name} stands for {words}."
        )
        marked = bool(self._sides[not of_source].parts)
        is_shorter = change.kept < math.exp(CUT) and change.words >= FEWEST_LOST
        sure = marked and change.odds >= SURE and (is_shorter or _telling(self._sides[of_source], change))
        severity: Severity = "major" if sure else "minor"
        places = _spans(own, change.lost), self._places(not of_source)
        rule = "quote-cut" if of_source else "quote-extended"
        confidence = min(_confidence(change.odds), 1.0 if sure else UNSURE)
        return self._finding(severity, confidence, places, message, rule, of_source=of_source)

    def _reworded(self, change: Change) -> Finding:
        own, other = self._sides[True].side, self._sides[False].side
        message = (
            f"The quotation was reworded inside its marks: {_listed(other, change.new)} in place of "
            f"{_listed(own, change.lost)}."
        )
        places = _spans(own, change.lost), _spans(other, change.new)
        return Finding("quote", "minor", 0.5, self._rank, *places, message, "quote-reworded")

    def _finding(
        self,
        severity: Severity,
        confidence: float,
        places: tuple[tuple[Place, ...], tuple[Place, ...]],
        message: str,
        rule: str,
        *,
        of_source: bool,
    ) -> Finding:
        source, target = places if of_source else places[::-1]
        return Finding("quote", severity, confidence, self._rank, source, target, message, rule)

    def _uneven(self, share: float, *, longer: bool, retold: bool) -> Finding:
        """One quotation is much longer than the other: ``longer`` says whether the source's is."""
        told = LENGTHS[longer]
        if not retold:
            rule, confidence, message = told.lost, 0.5, told.loss.format(share=round(100 * share))
        elif not self._sides[not longer].parts:
            rule, confidence, message = told.unmarked, 0.5, told.no_marks
        else:
            rule, confidence, message = told.partly, 0.4, told.fewer_marks
        return Finding("quote", "minor", confidence, self._rank, self._places(True), self._places(False), message, rule)


@dataclass(frozen=True)
class _Length:
    """The rules and messages for a quotation that is longer on one side: its words are ``lost`` on the other, or stand
    there ``unmarked``, all or ``partly``."""

    lost: str
    loss: str
    unmarked: str
    no_marks: str
    partly: str
    fewer_marks: str


LENGTHS = {
    True: _Length(
        "quote-cut", "The quotation was cut: about {share}% of its words are missing.",
        "quote-dropped", "The quotation lost its marks: its words are told without them.",
        "quote-partly-reported", "Part of the quotation is told without marks.",
    ),
    False: _Length(
        "quote-extended", "The quotation was extended: about {share}% of its words have no counterpart.",
        "quote-added", "The quotation gained its marks: the source version tells the words without them.",
        "quote-partly-quoted", "Words that the source version tells without marks are quoted here.",
    ),
}  # fmt: skip
"""By whether the source's quotation is the longer one."""


def _telling(quoted: Quoted, change: Change) -> bool:
    """Whether a run of lost words has enough of those whose loss tells."""
    light = frozenset(quoted.side.language.table("wording")["light"])
    names = [(fact.start, fact.stop) for fact in quoted.side.of("name", quoted.sentences)]

    def tells(word: Word) -> bool:
        named = any(start <= word.token.start < stop for start, stop in names)
        return not named and word.token.pos != "PROPN" and word.lemma not in light

    return any(sum(map(tells, run)) >= FEWEST_LOST for run in change.lost)


def _confidence(odds: float) -> float:
    return round(min(1 / (1 + math.exp(-odds)), 0.95), 2)


def _spans(side: Side, rows: Sequence[Sequence[Word]]) -> tuple[Place, ...]:
    """A place for each run of words."""
    text = side.document.story.text
    ends = [(row[0].token.start, row[-1].token.stop) for row in rows]
    return tuple(Place(start, stop, text[start:stop]) for start, stop in ends)


MOST = 3
"""Runs of words that a message names."""


def _listed(side: Side, rows: Sequence[Sequence[Word]]) -> str:
    """The longest runs of words in the order of the text."""
    kept = sorted(sorted(rows, key=len, reverse=True)[:MOST], key=lambda row: row[0].rank)
    return ", ".join(excerpt(side.language, place.text) for place in _spans(side, kept))
