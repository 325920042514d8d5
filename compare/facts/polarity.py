"""Cues of negation and hedging: patterns from a language's tables, and what a cue governs by the parse.

A pattern is words parted by spaces. Each stands for a word of the text in this form or with this lemma;
``may|might`` are alternatives, ``no/DET`` asks for a part of speech, ``*/Degree=Cmp`` for any word of this form,
``*er`` for any of this ending, ``…`` skips up to three words. Between the words of a pattern commas and quotation marks
are passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from compare.facts.spelled import Spelled, spelled
from compare.facts.spelled import plain as plain
from compare.languages import Language
from compare.records import Document, Fact, Polarity, Sentence, Span, Token

Reach = Literal["head", "self", "clause"]
"""What a cue governs: the word that it depends on (not *left*), what depends on it (fail *to agree*), or the clause
that its noun stands in (no *ship left*)."""

MAX_GAP = 3
"""How many words ``…`` may skip."""

CLIMB = 6
"""How many words up the head of a clause is looked for."""

PASSED_OVER = frozenset({",", "«", "»", '"', "“", "”", "„"})


@dataclass(frozen=True, slots=True)
class Slot:
    """One word of a pattern: its forms or lemmas or, with a star, its ending, and the part of speech, or the feature,
    that it must have (``""`` for any)."""

    words: frozenset[str]
    pos: str = ""
    endings: tuple[str, ...] = ()

    def fits(self, row: Spelled, tokens: Sequence[Token], rank: int) -> bool:
        """Whether this word of the text stands here. A token without a part of speech (of a text that was not parsed)
        fits any, but for a capital where a verb is meant (the month of May) and what is no digit where a number is."""
        if not (row.has(rank, self.words) or (self.endings and row.forms[rank].endswith(self.endings))):
            return False
        token = tokens[rank]
        if not token.pos and self.pos == "NUM":
            return token.text[:1].isdigit()
        if not token.pos:
            return not (self.pos == "AUX" and token.text[:1].isupper())
        return not self.pos or token.pos == self.pos or self.pos in token.features


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of a table. ``slots`` holds ``None`` for a gap; ``group`` is the row's class, ``example`` shows it."""

    name: str
    slots: tuple[Slot | None, ...]
    group: str
    reach: Reach
    concord: bool
    folds: bool
    hedged: bool
    strength: int
    example: str

    @property
    def others(self) -> tuple[frozenset[str], ...]:
        """The words behind its first one of which a row must have one, each."""
        return tuple(slot.words for slot in self.slots[1:] if slot and not slot.endings)


@dataclass(frozen=True, slots=True)
class Match:
    """A cue in a sentence: the ranks of its words."""

    cue: Cue
    words: tuple[int, ...]

    @property
    def first(self) -> int:
        return self.words[0]


class Lexicon:
    """The cues of one table, found by their first word; where two overlap, the one that begins first stands, or
    the longer of two that begin together. ``concord`` are the first words of cues that deny together with others."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self.by_name = {cue.name: cue for cue in cues}
        self.concord = frozenset(
            word for cue in cues if cue.concord for slot in cue.slots[:1] if slot for word in slot.words
        )
        self._by_first: dict[str, list[tuple[Cue, tuple[frozenset[str], ...]]]] = {}
        for cue in sorted(cues, key=lambda cue: -len(cue.slots)):
            first = cue.slots[0]
            for word in first.words if first else ():
                self._by_first.setdefault(word, []).append((cue, cue.others))

    def matches(self, tokens: Sequence[Token]) -> Iterator[Match]:
        """The cues of a sentence in order, none inside another."""
        row, free = spelled(tokens), 0
        for place in row.ranks_of(self._by_first.keys()):
            if place >= free and (match := self._longest(row, tokens, place)) is not None:
                free = match.words[-1] + 1 if None not in match.cue.slots else place + 1
                yield match

    def every(self, tokens: Sequence[Token]) -> Iterator[Match]:
        """All cues that begin at any place, overlapping ones among them."""
        row = spelled(tokens)
        for place in row.ranks_of(self._by_first.keys()):
            for cue in self._candidates(row, place):
                if (words := _matched(cue.slots, row, tokens, place)) is not None:
                    yield Match(cue, words)

    def _longest(self, row: Spelled, tokens: Sequence[Token], place: int) -> Match | None:
        for cue in sorted(self._candidates(row, place), key=lambda cue: -len(cue.slots)):
            if (words := _matched(cue.slots, row, tokens, place)) is not None:
                return Match(cue, words)
        return None

    def _candidates(self, row: Spelled, place: int) -> Iterator[Cue]:
        """The cues that may begin with this word, and whose other words the row has."""
        for word in dict.fromkeys((row.forms[place], row.lemmas[place])):
            for cue, others in self._by_first.get(word, ()):
                if not any(map(row.lacks, others)):
                    yield cue


def _matched(slots: Sequence[Slot | None], row: Spelled, tokens: Sequence[Token], place: int) -> tuple[int, ...] | None:
    """The ranks of the pattern's words from this place on."""
    ranks: list[int] = []
    gap = False
    for slot in slots:
        if slot is None:
            gap = True
            continue
        if ranks:
            while place < len(tokens) and tokens[place].text in PASSED_OVER:
                place += 1
        for rank in range(place, min(len(tokens), place + (MAX_GAP + 1 if gap else 1))):
            if slot.fits(row, tokens, rank):
                ranks.append(rank)
                place, gap = rank + 1, False
                break
        else:
            return None
    return tuple(ranks)


def slots(pattern: str) -> tuple[Slot | None, ...]:
    """A pattern as slots.

    >>> [sorted(slot.words) if slot else None for slot in slots("neither … nor|or")]
    [['neither'], None, ['nor', 'or']]
    """
    return tuple(_slot(word) for word in pattern.split())


def _slot(word: str) -> Slot | None:
    if word == "…":
        return None
    forms, _, pos = word.partition("/")
    words = frozenset(forms.split("|"))
    return Slot(words, pos, tuple(word[1:] for word in words if word.startswith("*")))


@lru_cache(maxsize=32)
def lexicon(language: Language, table: str, part: str) -> Lexicon:
    """The compiled rows of one part of a language's table."""
    return Lexicon([cue(row) for row in language.table(table)[part]])


def cue(row: Mapping[str, Any]) -> Cue:
    """The cue of a row; all but ``words`` may be left out."""
    return Cue(
        name=row.get("cue", row["words"]),
        slots=slots(row["words"]),
        group=row.get("class", ""),
        reach=row.get("reach", "head"),
        concord=row.get("concord", False),
        folds=row.get("folds", False),
        hedged=row.get("hedged", False),
        strength=row.get("strength", 2),
        example=row.get("example", ""),
    )


def covered(idioms: Lexicon, tokens: Sequence[Token]) -> frozenset[int]:
    """The ranks of the words of set phrases in which a cue means nothing of the kind."""
    return frozenset(rank for match in idioms.matches(tokens) for rank in match.words)


def outside(idioms: Lexicon, tokens: Sequence[Token], found: Iterable[Match]) -> list[Match]:
    """The matches of which no word stands in a set phrase."""
    matches = list(found)
    spoken = covered(idioms, tokens) if matches else frozenset()
    return [match for match in matches if spoken.isdisjoint(match.words)]


def subtree(tokens: Sequence[Token], top: int) -> set[int]:
    """A word and all that depends on it."""
    members, grown = {top}, True
    while grown:
        more = {rank for rank, token in enumerate(tokens) if token.head in members} - members
        members |= more
        grown = bool(more)
    return members


def governed(tokens: Sequence[Token], match: Match) -> int:
    """The rank of the word that the cue is about: *left* in "has not left"."""
    first = match.first
    if match.cue.reach == "self":
        return match.words[-1]
    inside = set(match.words)
    place = first
    while tokens[place].head != place and place in inside:
        place = tokens[place].head
    return match.words[-1] if place in inside else place


def clause_head(tokens: Sequence[Token], place: int) -> int:
    """The predicate of the clause that a word stands in: the nearest verb above it, or the root."""
    for _ in range(CLIMB):
        token = tokens[place]
        if token.head == place or (token.pos == "VERB" and token.relation not in AUXILIARY):
            return place
        if token.relation in CLAUSES and token.pos in ("AUX", "ADJ"):
            return place
        place = token.head
    return place


AUXILIARY = frozenset({"aux", "auxpass", "aux:pass", "cop"})
CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl:relcl", "acl", "conj", "parataxis", "csubj", "pcomp"})
SIDE_CLAUSES = frozenset({"advcl", "parataxis", "conj", "acl:relcl", "relcl", "punct", "cc"})


def scope(tokens: Sequence[Token], match: Match, text: str, offset: int) -> Span:
    """The words that a cue governs: from the first to the last word of what depends on the governed word and follows
    the cue, side clauses left out."""
    head = governed(tokens, match)
    if tokens[head].pos == "PART" or tokens[head].relation == "prt":  # failed to agree, rule out: the verb
        head = tokens[head].head
    if match.cue.reach == "clause":
        head = clause_head(tokens, head)
    members = {head}
    for child, token in enumerate(tokens):
        if token.head == head and child != head and child > match.first and token.relation not in SIDE_CLAUSES:
            members |= subtree(tokens, child)
    members -= set(match.words)
    members = {rank for rank in members if tokens[rank].pos != "PUNCT"} or {match.words[-1]}
    start, stop = tokens[min(members)].start, tokens[max(members)].stop
    return Span(start, stop, text[start - offset : stop - offset])


def fact(kind: Literal["negation", "hedge"], sentence: Sentence, tokens: Sequence[Token], match: Match) -> Fact:
    """The fact of a cue. A pattern with a gap is marked at its first word."""
    last = match.words[-1] if None not in match.cue.slots else match.first
    start, stop = tokens[match.first].start, tokens[last].stop
    text = sentence.text[start - sentence.start : stop - sentence.start]
    value = Polarity(match.cue.name, scope(tokens, match, sentence.text, sentence.start))
    return Fact(kind, sentence.index, start, stop, text, value)


def pairs(document: Document) -> Iterator[tuple[Sentence, tuple[Token, ...]]]:
    """The sentences with their words."""
    for sentence, parse in zip(document.sentences, document.parses, strict=True):
        yield sentence, parse.tokens
