"""A name taken apart for comparison: its words, and what each group of them is known to stand for."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from compare.identity import ByIdentity
from compare.languages import Language
from compare.names.concepts import Concept, Gazetteer
from compare.names.keys import stem, words
from compare.names.letters import fold


class Atom(NamedTuple):
    """A piece of a name: words that are one known name, or a single word, for which ``concepts`` is empty."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    concepts: frozenset[Concept] = frozenset()

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def weight(self) -> float:
        """How much of a name it carries: an initial little, a long name no more than two words."""
        return min(sum(min(len(fold(word)), 6) for word in self.words), 12) / 6


class Reading(NamedTuple):
    """A name in one language. ``concepts`` is what the whole of it is known as, ``atoms`` its pieces that count."""

    text: str
    language: Language
    concepts: frozenset[Concept]
    atoms: tuple[Atom, ...]


@lru_cache(maxsize=50_000)
def _read(text: str, language: Language, gazetteer: ByIdentity[Gazetteer]) -> Reading:
    known = gazetteer.of
    parts = words(text)
    particles = language.words("names", "particles")
    atoms: list[Atom] = []
    done = 0

    def atom(pieces: list[str], concepts: frozenset[Concept] = frozenset()) -> Atom:
        return Atom(tuple(pieces), tuple(stem(piece, language) for piece in pieces), concepts)

    for start, stop, forms in known.segments(parts, language):
        atoms += [atom([word]) for word in parts[done:start]]
        atoms.append(atom(parts[start:stop], frozenset(form.concept for form in forms)))
        done = stop
    atoms += [atom([word]) for word in parts[done:]]
    counted = [part for part in atoms if part.concepts or part.text.lower() not in particles]
    split = [piece for part in (counted or atoms) for piece in _hyphen_parts(part, language)]
    whole = frozenset(form.concept for form in known.lookup(text, language))
    return Reading(text, language, whole, tuple(split))


def _hyphen_parts(atom: Atom, language: Language) -> list[Atom]:
    """Мелик-Гусейнов is two words, аль-Мишри one."""
    if atom.concepts or "-" not in atom.text:
        return [atom]
    particles = language.words("names", "particles")
    pieces = [piece for piece in atom.text.split("-") if piece and piece.lower() not in particles]
    return [Atom((piece,), (stem(piece, language),)) for piece in pieces] or [atom]


def read(text: str, language: Language, gazetteer: Gazetteer) -> Reading:
    """Takes a name apart.

    >>> from compare.languages import load
    >>> from compare.names.concepts import shipped
    >>> [atom.text for atom in read("Сергей Лавров", load("ru"), shipped()).atoms]
    ['Сергей', 'Лавров']
    """
    return _read(text, language, ByIdentity(gazetteer))
