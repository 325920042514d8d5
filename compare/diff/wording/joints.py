"""Words that join two things and came to say the contrary: before a meeting for after it, despite for because of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from compare.diff.excerpt import quoted
from compare.diff.wording.bead import Pair
from compare.diff.wording.words import View
from compare.facts.polarity import plain
from compare.languages import Language
from compare.records import Finding, Place

NOUN = frozenset({"NOUN", "PROPN"})
PASSED = frozenset({"ADJ", "DET", "NUM", "PRON", "ADV", "PART"})
"""What may stand between a joint and its noun."""

FAR = 5
"""How many words after a joint its noun may stand."""

SURE = 0.7
"""Confidence that both nouns are one and the joints no idiom."""

LINKED = 0.1
"""The share of alignments from which two nouns are one."""


@dataclass(frozen=True, slots=True)
class Row:
    """A joint of the table: its phrases, word by word."""

    name: str
    reverse: str
    phrases: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """A joint in a text: its row, the lemma of the noun it governs, and the place of both."""

    row: Row
    noun: str
    place: Place


def find(pair: Pair) -> Iterator[Finding]:
    """The joints of the source in whose place the target has the reverse, before the same noun."""
    ours, theirs = list(_joints(pair.source)), list(_joints(pair.target))
    for one in ours:
        same = [other for other in theirs if pair.lexicon.link(one.noun, other.noun) >= LINKED]
        if any(other.row.name == one.row.name for other in same):
            continue
        reverse = next((other for other in same if other.row.name == one.row.reverse), None)
        if reverse is None or any(
            mine.row.name == reverse.row.name and pair.lexicon.link(mine.noun, reverse.noun) >= LINKED for mine in ours
        ):
            continue
        yield _finding(pair, one, reverse)


def _finding(pair: Pair, one: Joint, other: Joint) -> Finding:
    languages = pair.source.side.language, pair.target.side.language
    message = (
        f"The {languages[0].name} has {quoted(languages[0], one.place.text)}, the {languages[1].name} "
        f"{quoted(languages[1], other.place.text)}, which says the contrary."
    )
    return Finding("wording", "major", SURE, pair.rank, (one.place,), (other.place,), message, "wording-joint")


def _joints(view: View) -> Iterator[Joint]:
    tokens, text = view.tokens, view.side.document.story.text
    lowered = [token.text.lower() for token in tokens]
    for row in _table(view.side.language):
        for phrase in row.phrases:
            for rank in range(len(tokens) - len(phrase)):
                if tuple(lowered[rank : rank + len(phrase)]) != phrase:
                    continue
                noun = _noun_after(view, rank + len(phrase))
                if noun is not None:
                    stop = tokens[noun].stop
                    place = Place(tokens[rank].start, stop, text[tokens[rank].start : stop])
                    yield Joint(row, plain(tokens[noun].lemma), place)


def _noun_after(view: View, start: int) -> int | None:
    """The rank of the noun that a joint before this word governs: meeting, in "after the long budget meeting"."""
    tokens = view.tokens
    for rank in range(start, min(start + FAR, len(tokens))):
        goes_on = tokens[rank].relation == "compound" and view.head(rank) > rank
        if tokens[rank].pos in NOUN and not goes_on:
            return rank
        if tokens[rank].pos not in NOUN | PASSED:
            return None
    return None


@lru_cache(maxsize=8)
def _table(language: Language) -> tuple[Row, ...]:
    rows = language.table("joints")["joints"]
    return tuple(Row(row["id"], row["reverse"], tuple(tuple(words.split()) for words in row["words"])) for row in rows)
