"""Equal figures that stand otherwise in their sentences: by a quarter told as to a quarter, for each as for all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from compare.diff.comparison import Side
from compare.diff.excerpt import quoted
from compare.diff.figures.pairing import Item, Pair
from compare.facts.polarity import lexicon, plain
from compare.languages import Language
from compare.records import Finding, Place, Token

NEAR = 4
"""How many words from a figure those may stand that make it a total, or begin a range."""

CLIMB = 4
"""How many governors up from a number its verb of change may be."""

OBJECTS = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET"})
"""What may stand between a verb of change and a figure."""

CONFIDENCE = 0.8

Change = Literal["by", "to"]


@dataclass(frozen=True)
class _Figure:
    """A figure in its sentence: the words with the ranks of its first and of the last one."""

    side: Side
    item: Item
    tokens: tuple[Token, ...]
    first: int
    last: int

    @property
    def place(self) -> Place:
        """The figure with the word before it."""
        start, stop = self.tokens[max(0, self.first - 1)].start, self.item.fact.stop
        return self.side.place(start, stop)


def find(rank: int, pair: Pair, source: Side, target: Side) -> Iterator[Finding]:
    """What differs in how two equal figures of the bead ``rank`` stand."""
    here, there = _in_sentence(pair.source, source), _in_sentence(pair.target, target)
    if here is None or there is None or pair.source.figure.unit == "ordinal":
        return
    changes = _change(here), _change(there)
    if changes in (("by", "to"), ("to", "by")):
        yield _finding(rank, here, there, f"a change {changes[0]} this became a change {changes[1]} it", "figure-goal")
    shares = _share(here), _share(there)
    if shares == ("each", "total"):
        yield _finding(rank, here, there, "what each has became what all have together", "figure-each")
    elif shares == ("total", "each"):
        yield _finding(rank, here, there, "what all have together became what each has", "figure-each")


def _finding(rank: int, here: _Figure, there: _Figure, what: str, rule: str) -> Finding:
    was, now = (quoted(one.side.language, one.place.text) for one in (here, there))
    message = f"{was} became {now}: the same number, but {what}."
    return Finding("figure", "major", CONFIDENCE, rank, (here.place,), (there.place,), message, rule)


def _in_sentence(item: Item, side: Side) -> _Figure | None:
    tokens = side.document.parses[item.fact.sentence].tokens
    ranks = [rank for rank, token in enumerate(tokens) if item.fact.start <= token.start < item.fact.stop]
    return _Figure(side, item, tokens, ranks[0], ranks[-1]) if ranks and not item.end else None


def _change(figure: _Figure) -> Change | None:
    """Whether something changed by this figure, or to it; ``None`` if the words do not say so."""
    table = figure.side.language.table("ways")
    words = [plain(token.text.lower()) for token in figure.tokens]
    if not _is_changed(figure):
        return None
    near = words[max(0, figure.first - NEAR) : figure.first]
    for rank in range(figure.first - 1, figure.last):
        word = words[rank] if rank >= 0 else ""
        if rank > figure.first and figure.tokens[rank].pos in ("NUM", "NOUN"):
            break
        if word in table["by"]:
            return "by"
        if word in table["to"]:
            return None if set(near) & set(table["from"]) else "to"
    before = figure.tokens[figure.first - 1] if figure.first else None
    if table["bare"] and before is not None and before.pos == "VERB":
        return "by" if plain(before.lemma) in _changing(figure.side.language) else None
    return None


def _is_changed(figure: _Figure) -> bool:
    """Whether a word above the figure tells a change."""
    changing, tokens = _changing(figure.side.language), figure.tokens
    ranks = range(figure.first, figure.last + 1)
    top = next((rank for rank in ranks if tokens[rank].head not in ranks), figure.first)
    for _ in range(CLIMB):
        up = tokens[top].head
        if up == top:
            break
        top = up
        if plain(tokens[top].lemma) in changing:
            return True
        if tokens[top].pos == "VERB":
            break
    return _follows_change(figure)


def _follows_change(figure: _Figure) -> bool:
    """Whether the verb before the figure, with nothing but its objects between, tells a change, whatever the parser
    hangs the figure on."""
    for token in reversed(figure.tokens[: figure.first]):
        if token.pos == "VERB":
            return plain(token.lemma) in _changing(figure.side.language)
        if token.pos not in OBJECTS:
            return False
    return False


@lru_cache(maxsize=8)
def _changing(language: Language) -> frozenset[str]:
    goal = language.table("bounds")["goal"]
    return frozenset(map(plain, (*goal["changes"], *language.table("ways")["changes"])))


def _share(figure: _Figure) -> str:
    """Whether a figure is for each, in total, or (``""``) neither by the words."""
    language = figure.side.language
    is_each = any(match.cue.group for match in lexicon(language, "ways", "each").matches(figure.tokens))
    near = figure.tokens[max(0, figure.first - NEAR) : figure.last + 1 + NEAR]
    is_total = any(True for _ in lexicon(language, "ways", "total").every(near))
    is_each = is_each or _is_apiece(figure)
    return "" if is_each == is_total else "each" if is_each else "total"


def _is_apiece(figure: _Figure) -> bool:
    """«по 3 млн рублей» for each, and not «по 50 регионам», all over them."""
    words = figure.side.language.table("ways")["apiece"]
    ranks = [rank for rank in (figure.first - 1, figure.first) if rank >= 0]
    if not any(plain(figure.tokens[rank].text.lower()) in words for rank in ranks):
        return False
    nouns = (token for token in figure.tokens[figure.first : figure.last + 2] if token.pos == "NOUN")
    return not any("Case=Dat" in noun.features and "Number=Plur" in noun.features for noun in nouns)
