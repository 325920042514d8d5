"""Set expressions that two languages say in unlike numbers of words: «физическое лицо» and "individual"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from compare import languages
from compare.diff.wording.bead import Pair, Seen
from compare.facts.polarity import plain
from compare.records import Token

FILE = "terms.tsv"

Phrase = tuple[str, ...]
Entry = tuple[Phrase, tuple[Phrase, ...]]
"""A phrase of the source's language, and those of the target's that render it."""


def rendered(pair: Pair) -> Seen:
    """The words of both sides that stand in an expression and in its counterpart: none of them is missing."""
    codes = tuple(view.side.language.code for view in (pair.source, pair.target))
    found: set[tuple[bool, int]] = set()
    for phrase, others in _entries(pair.source.tokens, _table(codes[0], codes[1])):
        here = list(_places(pair.source.tokens, phrase))
        there = [place for other in others for place in _places(pair.target.tokens, other)]
        if here and there:
            found |= {(True, start) for start in here} | {(False, start) for start in there}
    return frozenset(found)


def _entries(tokens: Sequence[Token], table: Mapping[str, Sequence[Entry]]) -> Iterator[Entry]:
    for lemma in {plain(token.lemma) for token in tokens}:
        yield from table.get(lemma, ())


def _places(tokens: Sequence[Token], phrase: Phrase) -> Iterator[int]:
    """Where the words of each occurrence of a phrase begin."""
    for at in range(len(tokens) - len(phrase) + 1):
        row = tokens[at : at + len(phrase)]
        if all(
            word in (plain(token.lemma), plain(token.text.lower())) for token, word in zip(row, phrase, strict=True)
        ):
            yield from (token.start for token in row)


@lru_cache(maxsize=4)
def _table(source: str, target: str) -> Mapping[str, Sequence[Entry]]:
    """By the first word of the source's phrase; empty for languages that the table has not."""
    text = (files(languages.__name__) / FILE).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    header = rows[0]
    table: dict[str, list[Entry]] = {}
    if source in header and target in header:
        for row in rows[1:]:
            for cell in row[header.index(source)].split("|"):
                phrase = tuple(cell.split())
                others = tuple(tuple(other.split()) for other in row[header.index(target)].split("|"))
                table.setdefault(phrase[0], []).append((phrase, others))
    return table
