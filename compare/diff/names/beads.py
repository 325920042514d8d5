"""The names of each bead, paired one to one, with what is left over on either side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Literal

import numpy as np

from compare.assignment import assign
from compare.diff.comparison import Side
from compare.diff.names.spelling import Slip, slips, unknown_words, usual_spellings
from compare.diff.names.story import Item, Names, is_common, match, window
from compare.names.match import Likeness
from compare.places import overlap
from compare.records import Bead as Aligned
from compare.records import Fact, Name


@dataclass(frozen=True)
class Pair:
    """Two names that stand for one another."""

    source: Item
    target: Item
    likeness: Likeness


Grade = Literal["gone", "scarcer", "near", "repeated", "implied", "unrecognised"]
"""How far a name without a partner is missing from the other side: everywhere around; told more seldom than on its
own side; in the bead though not beside it; only once where its own side has it twice; only by words that may be
another name's (implied); or gone, and no name fact."""


@dataclass(frozen=True)
class Passage:
    """One side's part of a bead."""

    side: Side
    sentences: tuple[int, ...]


@dataclass(frozen=True)
class Single:
    """A name without a partner in its bead; ``elsewhere``: the other side has it further off."""

    item: Item
    grade: Grade
    elsewhere: bool = False


@dataclass(frozen=True)
class Bead:
    """A bead's names: pairs, and those left over on the source and on the target side."""

    rank: int
    sentences: Aligned
    pairs: tuple[Pair, ...]
    dropped: tuple[Single, ...]
    added: tuple[Single, ...]
    slips: tuple[Slip, ...] = ()


def beads(names: Names) -> Iterator[Bead]:
    """Every bead that has both sides."""
    source, target = names.comparison.source, names.comparison.target
    unknown = unknown_words(names)
    usual = usual_spellings(names, unknown)
    for rank, aligned in names.comparison.pairs():
        here, there = Passage(source, aligned.source), Passage(target, aligned.target)
        ours, theirs = names.items(source, aligned.source), names.items(target, aligned.target)
        pairs = tuple(_paired(ours, theirs))
        dropped = list(_left(ours, {pair.source for pair in pairs}, here, there, names))
        added = list(_left(theirs, {pair.target for pair in pairs}, there, here, names))
        if any(_may_hide(single) for single in dropped) and not added:
            added = list(_unrecognised(there, here, names))
        elif any(_may_hide(single) for single in added) and not dropped:
            dropped = list(_unrecognised(here, there, names))
        yield Bead(
            rank,
            aligned,
            pairs,
            tuple(dropped),
            tuple(added),
            tuple(slips(names, unknown, usual, aligned.source, aligned.target)),
        )


def _paired(ours: Sequence[Item], theirs: Sequence[Item]) -> Iterator[Pair]:
    """The assignment of the highest total likeness, of which the pairs that are one name are kept."""
    if not ours or not theirs:
        return
    found = [[match(one, other) for other in theirs] for one in ours]
    scores = np.array([[likeness.score for likeness in row] for row in found])
    for i, j in assign(-scores):
        likeness = found[i][j]
        if likeness.same or likeness.kind == "kin":
            yield Pair(ours[i], theirs[j], likeness)


def _left(items: Sequence[Item], paired: Set[Item], here: Passage, there: Passage, names: Names) -> Iterator[Single]:
    """The items of ``here`` without a partner, but for those that words over there stand for unrecognised."""
    others = names.items(there.side, there.sentences)
    taken = frozenset(concept.id for item in paired for concept in item.concepts)
    for item in items:
        if item in paired:
            continue
        own = frozenset(concept.id for concept in item.concepts)
        if any(match(item, other).same for other in others):
            yield Single(item, "repeated")
        elif not names.is_present(item, there.side, there.sentences, taken - own):
            grade = _grade(item, here, there, names)
            far = grade == "gone" and names.is_anywhere(item, there.side)
            yield Single(item, grade, far)
        elif item.concepts:
            yield Single(item, "implied")


def _may_hide(single: Single) -> bool:
    """Whether the name that took this one's place may have been passed over: persons and places off the map."""
    return single.grade == "gone" and single.item.type != "ORG" and not single.item.concepts


def _unrecognised(there: Passage, here: Passage, names: Names) -> Iterator[Single]:
    """Proper nouns that no fact covers: where a name is missing, they may be the one put in its place."""
    document, table = there.side.document, there.side.language.table("names")
    roles = {*table["titles"], *table["stand_ins"], *table["not_names"]}
    for number in there.sentences:
        facts = [fact for fact in there.side.facts if fact.sentence == number]
        free = [
            token
            for token in document.parses[number].tokens
            if token.pos == "PROPN"
            and token.lemma.lower() not in roles
            and token.text[0].isupper()
            and not token.text.isupper()
            and len(token.text) >= MIN_PERSON
            and not any(overlap(fact, token) for fact in facts)
            and not (token.start == there.side.sentences[number].start and is_common(token.text, there.side))
        ]
        for token in free:
            value = Name("PERSON", token.text)
            item = names.item(Fact("name", number, token.start, token.stop, token.text, value), there.side)
            if not names.is_present(item, here.side, window(here.sentences)):
                yield Single(item, "unrecognised")


MIN_PERSON = 4
"""Letters of an unrecognised word that may be a surname."""


def _grade(item: Item, here: Passage, there: Passage, names: Names) -> Grade:
    """How far around the bead the name is missing: also told, if its own neighbourhood tells it more often."""
    if not names.is_present(item, there.side, window(there.sentences)):
        return "gone"
    ours = sum(match(item, other).same for other in names.items(here.side, window(here.sentences)))
    theirs = sum(match(item, other).same for other in names.items(there.side, window(there.sentences)))
    return "scarcer" if ours > theirs else "near"
