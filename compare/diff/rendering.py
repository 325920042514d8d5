"""Which words of one text render which of another: word against word, one to one.

A word has a counterpart if the lexicon joins it, or a near synonym of it, to a word of the other side, or if both begin
alike in Latin letters (омикрон, omicron). Of the words left over, those are *missing* that the lexicon knows well, that
nothing on the other side resembles at all, and that the machine translation does not show there either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from anyascii import anyascii

from compare.assignment import assign
from compare.diff import counterparts
from compare.facts import polarity
from compare.lexicon import Lexicon
from compare.records import Token

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN", "X"})
"""Parts of speech that a rendering must account for; figures have rules of their own."""

RARE = 20
"""A lemma that was aligned less often is not known well enough to be missed."""

JOINED, KINDRED = 0.004, 0.001
"""The least share of alignments, and the least weight of kinship, that make two words counterparts."""

WITNESSED = 0.05
"""The least share of alignments that shows a word in the machine translation."""

ROOT = 4
"""Letters that two words of one root share."""

IN_PLACE = 0.3
"""What the same place in both texts is worth beside a likeness of 0.5 to 2."""


@dataclass(frozen=True, slots=True)
class Word:
    """A content word of one side; ``rank`` counts the content words of its side, ``is_missing`` is set where it
    surely has no counterpart."""

    token: Token
    lemma: str
    rank: int
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Rendering:
    """Two texts word by word: pairs of counterparts, the words of each side that were left over, and how many content
    words each side has."""

    pairs: tuple[tuple[Word, Word], ...]
    source: tuple[Word, ...]
    target: tuple[Word, ...]
    source_size: int
    target_size: int


def render(
    source: Iterable[Token], target: Iterable[Token], lexicon: Lexicon, translation: str | None = None
) -> Rendering:
    """Compares two texts word by word. ``translation`` is a machine translation of the source, if there is one."""
    mine, theirs = _content(source), _content(target)
    ours = [_Known.of(word, lexicon, of_source=True) for word in mine]
    others = [_Known.of(word, lexicon, of_source=False) for word in theirs]
    alike = [[_likeness(one, other, lexicon) for other in others] for one in ours]
    weights = [
        [
            like and like + IN_PLACE * _nearness(one, mine, other, theirs)
            for like, other in zip(row, theirs, strict=True)
        ]
        for row, one in zip(alike, mine, strict=True)
    ]
    costs = [[-weight for weight in row] for row in weights]
    pairs = [(mine[one], theirs[other]) for one, other in assign(costs) if alike[one][other]]
    joined, met = {one.rank for one, _ in pairs}, {other.rank for _, other in pairs}
    witness = _stems(translation) if translation else frozenset()
    shown = witness & {_stem(other) for other in theirs}
    return Rendering(
        pairs=tuple(pairs),
        source=tuple(
            replace(one, is_missing=not any(row) and _is_missed(one, shown, lexicon))
            for one, row in zip(mine, alike, strict=True)
            if one.rank not in joined
        ),
        target=tuple(
            replace(other, is_missing=not any(row[other.rank] for row in alike) and _is_new(other, witness, lexicon))
            for other in theirs
            if other.rank not in met
        ),
        source_size=len(mine),
        target_size=len(theirs),
    )


def runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words left over that stand side by side, as far as one of them is surely missing."""
    row: list[Word] = []
    for word in words:
        if row and word.rank - row[-1].rank > 1:
            if any(one.is_missing for one in row):
                yield row
            row = []
        row.append(word)
    if any(one.is_missing for one in row):
        yield row


def _content(tokens: Iterable[Token]) -> list[Word]:
    kept = [token for token in tokens if token.pos in CONTENT and not any(map(str.isdigit, token.text))]
    return [Word(token, polarity.plain(token.lemma), rank) for rank, token in enumerate(kept)]


def _nearness(one: Word, mine: Sequence[Word], other: Word, theirs: Sequence[Word]) -> float:
    return 1 - abs((one.rank + 0.5) / len(mine) - (other.rank + 0.5) / len(theirs))


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a word before it is held against each of the others: its kin on the other side, and how
    it begins (``""``: too short to tell)."""

    lemma: str
    kin: Mapping[str, float]
    root: str

    @classmethod
    def of(cls, word: Word, lexicon: Lexicon, *, of_source: bool) -> _Known:
        root = _root(word.lemma) if len(word.lemma) >= ROOT else ""
        return cls(word.lemma, lexicon.kin(word.lemma, of_source=of_source), root)


def _likeness(one: _Known, other: _Known, lexicon: Lexicon) -> float:
    """How well a target word renders a source word, up to 2; 0 if nothing joins them."""
    link = lexicon.link(one.lemma, other.lemma)
    if link >= JOINED or one.lemma == other.lemma:
        return 1.0 + link
    kin = max(one.kin.get(other.lemma, 0.0), other.kin.get(one.lemma, 0.0))
    if kin >= KINDRED:
        return 0.5 + kin
    return 0.5 if one.root and one.root == other.root else 0.0


def _is_missed(one: Word, shown: Collection[str], lexicon: Lexicon) -> bool:
    """Whether a source word is known, and none of its usual renderings is a word that target and translation share."""
    seen = lexicon.seen(one.lemma, of_source=True)
    renderings = lexicon.translations(one.lemma).items()
    usual = (other for other, count in renderings if count >= WITNESSED * seen)
    return seen >= RARE and not any(counterparts.stem(other) in shown for other in usual)


def _is_new(other: Word, witness: Collection[str], lexicon: Lexicon) -> bool:
    """Whether a target word is known, and the machine translation does not have it."""
    return lexicon.seen(other.lemma, of_source=False) >= RARE and _stem(other) not in witness


def _stems(text: str) -> frozenset[str]:
    return frozenset(token.lemma for token in counterparts.bare(text))


def _stem(word: Word) -> str:
    return counterparts.stem(word.token.text.lower())


@lru_cache(maxsize=50_000)
def _root(word: str) -> str:
    """The beginning of a word in Latin letters: омикрон and omicron share it."""
    return anyascii(word).lower().replace("k", "c")[:ROOT]
