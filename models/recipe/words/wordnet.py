"""Antonyms, near words and hypernyms from the database files of WordNet 3.0 (``data.noun`` and so on, ``man wndb``)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

FILES = {"noun": "NOUN", "verb": "VERB", "adj": "ADJ", "adv": "ADV"}
LETTERS = {"n": "NOUN", "v": "VERB", "a": "ADJ", "s": "ADJ", "r": "ADV"}

ANTONYM, HYPERNYM, HYPONYM, SIMILAR = "!", "@", "~", "&"
CLOSE = frozenset({HYPERNYM, HYPONYM, SIMILAR, "^", "+"})
"""Pointers whose members are too near to count as another word."""

Sense = tuple[str, str]
"""Part of speech and offset of a synset."""


class Pointer(NamedTuple):
    """A relation from word ``source`` of a synset (0: from all) to word ``target`` of another."""

    symbol: str
    sense: Sense
    source: int
    target: int


class WordNet:
    """Lemmas and parts of speech as Universal Dependencies has them; single words only."""

    def __init__(self, folder: Path) -> None:
        self._words: dict[Sense, list[str]] = {}
        self._pointers: dict[Sense, list[Pointer]] = {}
        self._senses: dict[tuple[str, str], list[Sense]] = {}
        for file, pos in FILES.items():
            for line in _rows(folder / f"data.{file}"):
                self._read_synset(line.split("|")[0].split(), pos)
            for line in _rows(folder / f"index.{file}"):
                fields = line.split()
                self._senses[fields[0], pos] = [(pos, offset) for offset in fields[-int(fields[2]) :]]

    def antonyms(self, lemma: str, pos: str) -> set[str]:
        """Opposites of any sense; of an adjective without one, those of the words that it is similar to."""
        found = self._opposites(lemma, pos)
        if not found and pos == "ADJ":
            for sense in self._senses.get((lemma, pos), ())[:2]:
                for pointer in self._of(sense, {SIMILAR}):
                    for word in self._words[pointer.sense]:
                        found |= self._opposites(word, pos)
        return _single(found) - {lemma}

    def synonyms(self, lemma: str, pos: str) -> set[str]:
        """Members of the first sense's synset."""
        return _single(word for sense in self._senses.get((lemma, pos), ())[:1] for word in self._words[sense]) - {
            lemma
        }

    def hypernyms(self, lemma: str, pos: str) -> set[str]:
        """Words that are one step more general than the first sense."""
        return self._over(lemma, pos) - {lemma}

    def siblings(self, lemma: str, pos: str) -> set[str]:
        """Words under the same hypernym as the first sense, but not too near."""
        found: set[str] = set()
        for sense in self._senses.get((lemma, pos), ())[:1]:
            for over in self._of(sense, {HYPERNYM}):
                for under in self._of(over.sense, {HYPONYM}):
                    if under.sense != sense:
                        found |= set(self._words[under.sense])
        return _single(found) - self.near(lemma, pos)

    def near(self, lemma: str, pos: str) -> set[str]:
        """The word, its synonyms, and the members of synsets one step away."""
        found = {lemma}
        for sense in self._senses.get((lemma, pos), ()):
            found |= set(self._words[sense])
            for pointer in self._of(sense, CLOSE):
                found |= set(self._words[pointer.sense])
        return found

    def _over(self, lemma: str, pos: str) -> set[str]:
        senses = self._senses.get((lemma, pos), ())[:1]
        return _single(w for s in senses for p in self._of(s, {HYPERNYM}) for w in self._words[p.sense])

    def _opposites(self, lemma: str, pos: str) -> set[str]:
        found = set()
        for sense in self._senses.get((lemma, pos), ()):
            for pointer in self._of(sense, {ANTONYM}):
                if not pointer.source or self._words[sense][pointer.source - 1] == lemma:
                    words = self._words[pointer.sense]
                    found |= set(words[pointer.target - 1 : pointer.target] if pointer.target else words)
        return found

    def _of(self, sense: Sense, symbols: Iterable[str]) -> list[Pointer]:
        return [pointer for pointer in self._pointers[sense] if pointer.symbol in symbols]

    def _read_synset(self, fields: list[str], pos: str) -> None:
        count = int(fields[3], 16)
        first = 4 + 2 * count
        sense = pos, fields[0]
        self._words[sense] = [word.partition("(")[0].lower() for word in fields[4:first:2]]
        rows = [fields[at : at + 4] for at in range(first + 1, first + 1 + 4 * int(fields[first]), 4)]
        self._pointers[sense] = [
            Pointer(symbol, (LETTERS[letter], offset), int(where[:2], 16), int(where[2:], 16))
            for symbol, offset, letter, where in rows
        ]


def _single(words: Iterable[str]) -> set[str]:
    return {word for word in words if word.isalpha()}


def _rows(path: Path) -> list[str]:
    """The lines but for the licence at the head, which is indented."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(" ")]
