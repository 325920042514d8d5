"""What the law has made of somebody, lost or added: a suspicion told as fact, a suspended sentence told as prison,
people who were let go and are only arrested on the other side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.diff import counterparts
from compare.diff.excerpt import quoted
from compare.diff.wording.bead import Pair
from compare.diff.wording.particles import is_about_shared
from compare.diff.wording.words import View
from compare.facts.polarity import Match, lexicon
from compare.records import Finding, Token

SURE, BORNE_OUT = 0.65, 0.75
"""Confidence by the table alone, and with the machine translation."""


def find(pair: Pair) -> Iterator[Finding]:
    """The standings of a side that nothing answers on the other, in or beside the bead, though it speaks of the
    matter."""
    for of_source in (True, False):
        own, other = pair.view(of_source), pair.view(not of_source)
        told: set[str] = set()
        for match in lexicon(own.side.language, "standings", "marks").matches(own.tokens):
            name = match.cue.group
            if not name or name in told or _is_denied(own, match) or not _is_of_law(pair, match):
                continue
            is_of_deed = name in own.side.language.table("standings")["of"]
            words = other.tokens if is_of_deed else _around(other)  # who is charged elsewhere did not do it here
            if name in _classes(other, words, "answers", "marks"):
                continue
            if not is_of_deed or is_about_shared(pair, match, of_source):
                told.add(name)
                yield _finding(pair, match, of_source=of_source)


def _classes(view: View, tokens: Sequence[Token], *parts: str) -> frozenset[str]:
    """The classes of which these words have some of these parts of the table."""
    tables = [lexicon(view.side.language, "standings", part) for part in parts]
    return frozenset(match.cue.group for table in tables for match in table.every(tokens))


def _is_of_law(pair: Pair, match: Match) -> bool:
    """Whether both sides speak of what the law does to somebody."""
    return all(match.cue.group in _classes(view, view.tokens, "contexts") for view in (pair.source, pair.target))


def _around(view: View) -> list[Token]:
    """The words of a side with those of the sentences before and after."""
    parses = view.side.document.parses
    first, last = max(0, min(view.sentences) - 1), min(len(parses) - 1, max(view.sentences) + 1)
    return [token for number in range(first, last + 1) for token in parses[number].tokens]


def _is_denied(view: View, match: Match) -> bool:
    """Whether the words are denied (not suspected of): a negation is another rule's."""
    return view.tokens[match.first].start in view.denied


def _finding(pair: Pair, match: Match, *, of_source: bool) -> Finding:
    view = pair.view(of_source)
    own, other = view.side.language, pair.view(not of_source).side.language
    start, stop = view.tokens[match.first].start, view.tokens[match.words[-1]].stop
    place = view.side.place(start, stop)
    is_borne_out = _is_borne_out(pair, match.cue.group, of_source=of_source)
    what = "lost" if of_source else "added"
    message = (
        f"The {own.name} has {quoted(own, place.text)} ('{match.cue.group}'); nothing in the {other.name} says so: a "
        f"legal standing was {what}. By: table of standings{', machine translation' if is_borne_out else ''}."
    )
    source, target = ((place,), ()) if of_source else ((), (place,))
    confidence = BORNE_OUT if is_borne_out else SURE
    return Finding("wording", "major", confidence, pair.rank, source, target, message, "wording-standing")


def _is_borne_out(pair: Pair, name: str, *, of_source: bool) -> bool:
    """Whether the machine translation has what the source has, or lacks what the target has."""
    if pair.translation is None:
        return False
    found = _classes(pair.target, counterparts.bare(pair.translation), "answers", "marks")
    return (name in found) is of_source
