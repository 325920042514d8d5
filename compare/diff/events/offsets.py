"""The same length of time, counted the other way: three days later told as three days before, an hour before the end as
an hour after the start."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from compare.diff.excerpt import quoted
from compare.diff.wording.bead import Pair, Seen
from compare.diff.wording.bonds import are_one
from compare.diff.wording.joints import SUBJECTS, behind, noun_after
from compare.diff.wording.words import View
from compare.facts.polarity import plain
from compare.records import Finding, Place

NEAR = 3
"""How many words of its own (its number) may stand between a length of time and the word before it that counts it."""

CLIMB = 4

ENDS = frozenset({"VERB", "PUNCT", "CCONJ"})

SURE = 0.7
"""Confidence by the words beside both, where both are of one event."""


class Offset(NamedTuple):
    """A length of time: the ranks of its noun and of its number (``None``: one), of what, whether what it is said of
    comes later or earlier, the rank of the verb of that, those of the words that it is counted from, and the place of
    all."""

    rank: int
    number: int | None
    span: str
    says: str
    verb: int | None
    anchor: tuple[int, ...]
    place: Place


def find(pair: Pair, seen: Seen) -> Iterator[Finding]:
    """The lengths of time of the source that the target counts the other way; ``seen`` is what another rule has
    named."""
    theirs = list(_offsets(pair.target))
    ours = list(_offsets(pair.source)) if theirs else []
    for one, other in product(ours, theirs):
        if one.says == other.says or not _is_as_long(pair, one, other) or (False, other.place.start) in seen:
            continue
        is_kept = any(another.says == one.says and _is_as_long(pair, one, another) for another in theirs)
        if not is_kept and _are_of_one(pair, one, other):
            yield _finding(pair, one, other)
            return


def _is_as_long(pair: Pair, one: Offset, other: Offset) -> bool:
    if one.span != other.span or (one.number is None) != (other.number is None):
        return False
    return one.number is None or other.number is None or are_one(pair, one.number, other.number)


def _are_of_one(pair: Pair, one: Offset, other: Offset) -> bool:
    """Whether both tell when the same happened: counted from one thing where both are counted from something, else by
    their verbs, or what hangs on them."""
    if one.anchor and other.anchor:
        return any(are_one(pair, mine, theirs) for mine in one.anchor for theirs in other.anchor)
    if one.verb is None or other.verb is None:
        return False
    if are_one(pair, one.verb, other.verb):
        return True
    below = [rank for rank in pair.source.below(one.verb) if rank not in (one.rank, *one.anchor)]
    there = [rank for rank in pair.target.below(other.verb) if rank not in (other.rank, *other.anchor)]
    return any(are_one(pair, mine, theirs) for mine in below for theirs in there)


def _offsets(view: View) -> Iterator[Offset]:
    table = view.side.language.table("order")
    spans = table["spans"]
    for rank, token in enumerate(view.tokens):
        span = spans.get(plain(token.lemma))
        if span is None:
            continue
        says, first, last = _direction(view, rank)
        if says:
            anchor = _anchor(view, last) if last > rank else ()
            start, stop = view.tokens[first].start, view.tokens[max((last, *anchor[:1]))].stop
            place = view.side.place(start, stop)
            yield Offset(rank, _number(view, rank), span, says, _verb(view, rank, anchor), anchor, place)


def _anchor(view: View, word: int) -> tuple[int, ...]:
    """The words that a length of time is counted from, behind the word that counts it: the noun, or the clause's verb,
    with what hangs on it."""
    if view.tokens[word].text.lower() not in view.side.language.table("order")["anchoring"]:
        return ()
    of_clause = (one for one in view.matches("joints", "joints") if word in one.words)
    joint = next(of_clause, None)
    top = behind(view, joint) if joint is not None else noun_after(view, word + 1)
    if top is not None and view.tokens[top].relation in SUBJECTS and view.head(top) > top:
        top = view.head(top)
    if top is None:
        top = next((rank for rank in range(word + 1, len(view.tokens)) if view.tokens[rank].pos in ENDS), None)
        top = top if top is not None and view.tokens[top].pos == "VERB" else None
    return () if top is None else (top, *view.below(top))


def _direction(view: View, rank: int) -> tuple[str, int, int]:
    """Whether a length of time says that something comes later or earlier, with the ranks of its first and last
    words; ``""`` for neither, or for both."""
    rows = view.side.language.table("order")["offsets"]
    words = {(row["word"], row["stands"]): row["says"] for row in rows}
    found: dict[str, int] = {}
    after = rank + 1
    if after < len(view.tokens):
        said = words.get((view.tokens[after].text.lower(), "after"))
        if said:
            found[said] = after
    for before in range(rank - 1, max(-1, rank - 1 - NEAR), -1):
        token = view.tokens[before]
        if token.pos in ("VERB", "PUNCT"):
            break
        said = words.get((token.text.lower(), "before"))
        if said:
            found.setdefault(said, before)
            break
    if len(found) != 1:
        return "", rank, rank
    ((says, at),) = found.items()
    return says, min(rank, at, _first(view, rank)), max(rank, at)


def _first(view: View, rank: int) -> int:
    """The rank of the first word before a length of time that belongs to it."""
    while rank and view.tokens[rank - 1].pos in ("NUM", "DET", "ADJ", "ADV"):
        rank -= 1
    return rank


def _number(view: View, rank: int) -> int | None:
    """The rank of the word that says how many, if one does."""
    before = rank - 1
    is_number = before >= 0 and (view.tokens[before].pos == "NUM" or view.tokens[before].text.isdigit())
    return before if is_number else None


def _verb(view: View, rank: int, anchor: tuple[int, ...]) -> int | None:
    """The verb of which a length of time says when."""
    for _ in range(CLIMB):
        above = view.head(rank)
        if above == rank:
            return None
        rank = above
        if view.tokens[rank].pos == "VERB" and rank not in anchor:
            return rank
    return None


def _finding(pair: Pair, one: Offset, other: Offset) -> Finding:
    languages = pair.source.side.language, pair.target.side.language
    message = (
        f"The {languages[0].name} has {quoted(languages[0], one.place.text)} ({one.says}), the {languages[1].name} "
        f"{quoted(languages[1], other.place.text)} ({other.says}): the same length of time, counted the other way."
    )
    return Finding("date", "major", SURE, pair.rank, (one.place,), (other.place,), message, "date-offset")
