"""The table of concepts: ``languages/framing.toml``, and tables of a user's own.

A concept's terms stand in three cells a language: favourable to what is spoken of, neutral, unfavourable. Terms are
lemmas; several words are parted by spaces, terms by ``|``; ``/VERB`` after a word asks for a part of speech.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from compare import languages
from compare.errors import ReadError
from compare.facts.polarity import plain
from compare.facts.spelled import spelled
from compare.records import FRAMING_STANCES, Framed, FramingStance, Token

KEYS = frozenset({"id", "example"})


@dataclass(frozen=True)
class Term:
    """One way to speak of a concept: its lemmas, each with the part of speech that it must have (``""`` for any)."""

    words: tuple[tuple[str, str], ...]
    framed: Framed

    def fits(self, tokens: Sequence[Token], forms: Sequence[Set[str]], at: int) -> bool:
        """Whether these words begin here; ``forms`` are the forms by which each token goes."""
        row = range(at, at + len(self.words))
        return row.stop <= len(tokens) and all(
            lemma in forms[rank] and pos in ("", tokens[rank].pos)
            for rank, (lemma, pos) in zip(row, self.words, strict=True)
        )


@dataclass(frozen=True)
class Concept:
    """What is spoken of; ``terms`` maps a language code to its terms by stance, written as in the table."""

    id: str
    terms: Mapping[str, tuple[tuple[str, ...], ...]] = field(hash=False)

    def of(self, code: str) -> Iterator[Term]:
        """Its terms in a language."""
        for stance, cell in zip(FRAMING_STANCES, self.terms.get(code, ()), strict=False):
            for text in cell:
                words = tuple((plain(word.partition("/")[0]), word.partition("/")[2]) for word in text.split())
                yield Term(words, Framed(self.id, stance))

    def stances(self, code: str, text: str) -> frozenset[FramingStance]:
        """The stances of the cells that have this term, as it is written in the table."""
        cells = zip(FRAMING_STANCES, self.terms.get(code, ()), strict=False)
        return frozenset(stance for stance, cell in cells if text in cell)


@dataclass(frozen=True)
class Hit:
    """A term found in a row of words: ``first`` to ``last`` (inclusive) and all that it may stand for."""

    first: int
    last: int
    framed: tuple[Framed, ...]


@dataclass(frozen=True)
class Framing:
    """All concepts that are known."""

    concepts: tuple[Concept, ...]

    def find(self, tokens: Sequence[Token], code: str) -> list[Hit]:
        """The terms of these words, the longest first where they overlap."""
        hits: list[Hit] = []
        index, forms = self._index(code), _forms(tokens, code)
        at = 0
        while at < len(tokens):
            known = sorted([form for form in forms[at] if form in index])
            fitting = [term for key in known for term in index[key] if term.fits(tokens, forms, at)]
            longest = max((len(term.words) for term in fitting), default=0)
            if longest:
                framed = dict.fromkeys(term.framed for term in fitting if len(term.words) == longest)
                hits.append(Hit(at, at + longest - 1, tuple(framed)))
            at += max(longest, 1)
        return hits

    def extended(self, more: Iterable[Concept]) -> Framing:
        """With concepts of a user's own, which replace those of the same ``id``."""
        table = {concept.id: concept for concept in self.concepts} | {concept.id: concept for concept in more}
        return Framing(tuple(table.values()))

    def _index(self, code: str) -> Mapping[str, list[Term]]:
        if code not in self._indexes:
            made: dict[str, list[Term]] = defaultdict(list)
            for concept in self.concepts:
                for term in concept.of(code):
                    made[term.words[0][0]].append(term)
            self._indexes[code] = dict(made)
        return self._indexes[code]

    @cached_property
    def _indexes(self) -> dict[str, Mapping[str, list[Term]]]:
        return {}


@cache
def shipped() -> Framing:
    """The table that comes with the package."""
    text = (files(languages.__name__) / "framing.toml").read_text(encoding="utf-8")
    return Framing(tuple(_concepts(tomllib.loads(text))))


def load_framing(path: Path) -> tuple[Concept, ...]:
    """Concepts of a user's own, from a TOML file of the same shape (``docs/framing.md``).

    Raises ReadError, with the number of the entry, for a file that cannot be read.
    """
    try:
        return tuple(_concepts(tomllib.loads(path.read_text(encoding="utf-8-sig"))))
    except OSError as error:
        raise ReadError(f"The table of framing '{path}' cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, ValueError) as error:
        raise ReadError(f"The table of framing '{path}' cannot be read: {error}. See docs/framing.md.") from error


def _concepts(table: Mapping[str, Any]) -> Iterator[Concept]:
    rows = table.get("concept")
    if not isinstance(rows, list) or not rows:
        raise ValueError("it has no [[concept]]")
    for number, row in enumerate(rows, 1):
        if not isinstance(row.get("id"), str) or not row["id"].strip():
            raise ValueError(f"concept {number} has no id")
        terms = {code: _cells(number, code, row[code]) for code in row if code not in KEYS}
        yield Concept(row["id"], terms)


def _cells(number: int, code: str, cells: object) -> tuple[tuple[str, ...], ...]:
    if code not in languages.known():
        raise ValueError(f"concept {number}: '{code}' is not a language known here ({', '.join(languages.known())})")
    if not isinstance(cells, list) or len(cells) != len(FRAMING_STANCES) or not all(isinstance(c, str) for c in cells):
        raise ValueError(f"concept {number}: '{code}' needs three cells, {', '.join(FRAMING_STANCES)}")
    return tuple(tuple(" ".join(term.split()) for term in cell.split("|") if term.strip()) for cell in cells)


def _forms(tokens: Sequence[Token], code: str) -> list[set[str]]:
    """The forms by which each word may stand in the table: its lemma, itself, and of a participle, whose lemma is its
    verb, the dictionary form (протестующих, протестующий)."""
    row = spelled(tokens)
    forms = [{form, lemma} for form, lemma in zip(row.forms, row.lemmas, strict=True)]
    participles = languages.load(code).table("wording").get("participles", {})
    for token, word, made in zip(tokens, row.forms, forms, strict=True) if participles else ():
        if token.pos == "VERB" or "VerbForm=Part" in token.features:
            for ending, others in participles.items():
                if word.endswith(tuple(others)):
                    made.update(word.removesuffix(other) + ending for other in others if word.endswith(other))
    return forms
