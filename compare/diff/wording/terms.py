"""Set expressions that two languages say in unlike numbers of words: «физическое лицо» and "individual"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from compare import languages
from compare.diff.wording.bead import Pair, Seen
from compare.facts.polarity import Lexicon, cue
from compare.records import Token

FILE = "terms.tsv"


def rendered(pair: Pair) -> Seen:
    """The words of both sides that stand in an expression and in its counterpart: none of them is missing."""
    views = pair.source, pair.target
    table = _table(*(view.side.language.code for view in views))
    sides = [list(_found(lexicon, view.tokens)) for lexicon, view in zip(table, views, strict=True)]
    shared = {row for row, _ in sides[0]} & {row for row, _ in sides[1]}
    return frozenset((side is sides[0], start) for side in sides for row, start in side if row in shared)


def _found(lexicon: Lexicon, tokens: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """The rows of the table that a side has, each with the places of its words."""
    for match in lexicon.every(tokens):
        yield from ((match.cue.group, tokens[rank].start) for rank in match.words)


@lru_cache(maxsize=4)
def _table(source: str, target: str) -> tuple[Lexicon, Lexicon]:
    """The expressions of both languages, each with its row; empty for languages that the table has not."""
    text = (files(languages.__name__) / FILE).read_text(encoding="utf-8")
    header, *rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    made = []
    for code in (source, target):
        cells = [row[header.index(code)] for row in rows] if code in header else []
        numbered = [(str(number), words) for number, cell in enumerate(cells) for words in cell.split("|")]
        made.append(Lexicon([cue({"words": words, "class": number}) for number, words in numbered]))
    return made[0], made[1]
