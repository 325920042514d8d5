"""A difference of the same measure that goes the other way: seven points lower, seven points higher."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from compare.diff.excerpt import quoted
from compare.diff.wording.bead import Pair
from compare.diff.wording.words import View
from compare.facts.polarity import plain
from compare.records import Fact, Figure, Finding, Place

NEAR = 2
"""How many words from its measure a word of degree may stand."""

AFTER = 4
"""How many words behind it what it is compared with may begin."""

CONFIDENCE = 0.75
SUBJECTS = frozenset({"nsubj", "nsubjpass", "nsubj:pass"})


@dataclass(frozen=True)
class Degree:
    """A measured difference: whether it goes up, the rank of the word that says so, the figure, whether the words say
    what it is compared with."""

    is_up: bool
    rank: int
    figure: Fact
    is_compared: bool


def find(pair: Pair) -> Iterator[Finding]:
    """The differences of the source that the target has in the same measure and turned."""
    ours = list(_degrees(pair.source))
    theirs = list(_degrees(pair.target)) if ours else []
    for one in ours:
        same = [other for other in theirs if _measure(one.figure) == _measure(other.figure)]
        if len(same) == 1 and same[0].is_up != one.is_up and _are_of_one(pair, one, same[0]):
            yield _finding(pair, one, same[0])


def _degrees(view: View) -> Iterator[Degree]:
    table = view.side.language.table("degrees")
    figures = [fact for fact in view.side.of("figure", view.sentences) if isinstance(fact.value, Figure)]
    for rank, token in enumerate(view.tokens if figures else ()):
        word = plain(token.text.lower())
        if word not in table["up"] and word not in table["down"]:
            continue
        if token.start in view.denied:
            continue
        measures = [fact for fact in figures if _is_beside(view, rank, fact)]
        if len(measures) == 1:
            after = (plain(one.text.lower()) for one in view.tokens[rank + 1 : rank + 1 + AFTER])
            yield Degree(word in table["up"], rank, measures[0], any(one in table["than"] for one in after))


def _is_beside(view: View, rank: int, figure: Fact) -> bool:
    """Whether a word of degree stands right behind a figure and its unit, or right before it (down 5, lower by 5)."""
    inside = [at for at, token in enumerate(view.tokens) if figure.start <= token.start < figure.stop]
    if not inside or rank in inside:  # higher than four years earlier: no more than four
        return False
    table = view.side.language.table("degrees")
    if inside[-1] < rank:
        return rank - inside[-1] <= NEAR
    between = [plain(token.text.lower()) for token in view.tokens[rank + 1 : inside[0]]]
    bare = plain(view.tokens[rank].text.lower()) in table["bare"]
    return between in ([[]] if bare else []) + [[one] for one in table["by"]]


def _measure(fact: Fact) -> tuple[float, float | None]:
    assert isinstance(fact.value, Figure)
    return fact.value.number, fact.value.high


def _are_of_one(pair: Pair, one: Degree, other: Degree) -> bool:
    """Whether both are said of one thing: both or neither say what it is compared with, and what the target tells it of
    stands before the source's."""
    if one.is_compared != other.is_compared:
        return False
    subject = _subject(pair.target, other.rank)
    if subject is None:
        return True
    told = (pair.counterpart(subject, of_source=False), _subject(pair.source, one.rank))
    return told[0] is None or told[1] is None or told[0] == told[1] or told[0] < one.rank


def _subject(view: View, rank: int) -> int | None:
    """The rank of the noun that something is told of at this rank."""
    for head in (rank, view.head(rank), view.head(view.head(rank))):
        for at, token in enumerate(view.tokens):
            if view.head(at) == head and token.relation in SUBJECTS and token.pos == "NOUN":
                return at
    return None


def _finding(pair: Pair, one: Degree, other: Degree) -> Finding:
    places = _place(pair.source, one), _place(pair.target, other)
    names = pair.source.side.language, pair.target.side.language
    message = (
        f"The {names[0].name} has {quoted(names[0], places[0].text)}, the {names[1].name} "
        f"{quoted(names[1], places[1].text)}: the same measure, the other way. By: table of degrees."
    )
    return Finding("wording", "major", CONFIDENCE, pair.rank, (places[0],), (places[1],), message, "wording-opposite")


def _place(view: View, degree: Degree) -> Place:
    token = view.tokens[degree.rank]
    start, stop = min(token.start, degree.figure.start), max(token.stop, degree.figure.stop)
    return view.side.place(start, stop)
