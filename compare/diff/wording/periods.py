"""How often, or in how long a time, told otherwise: daily told as weekly, a year's rate as a month's."""

from __future__ import annotations

from collections.abc import Iterator

from compare.diff import counterparts
from compare.diff.excerpt import quoted
from compare.diff.wording.bead import Pair
from compare.diff.wording.words import View
from compare.facts.polarity import Match, plain
from compare.records import Figure, Finding, Place

SURE, BORNE_OUT = 0.7, 0.8
"""Confidence by the table alone, and with the machine translation."""


def find(pair: Pair) -> Iterator[Finding]:
    """The periods of the source's rates in whose place the target has another one. Of either period the other side
    says nothing at all, so that it is no length told in another unit."""
    here, there = _mentioned(pair.source), _mentioned(pair.target)
    if not here - there or not there - here:
        return
    ours, theirs = _matches(pair.source), _matches(pair.target)
    gone, new = [name for name in ours if name not in there], [name for name in theirs if name not in here]
    if len(gone) == len(new) == 1 and _figures_agree(pair):
        yield _finding(pair, ours[gone[0]], theirs[new[0]])


def _matches(view: View) -> dict[str, Match]:
    """The first word of each period of a side's rates."""
    found: dict[str, Match] = {}
    for match in view.matches("periods", "periods"):
        if match.cue.group and not _is_of_another(view, match):
            found.setdefault(match.cue.group, match)
    return found


def _is_of_another(view: View, match: Match) -> bool:
    """Whether a noun behind a preposition is no period but a point of time: в день выборов, on the day of the vote."""
    last = match.words[-1]
    if len(match.words) == 1 or last + 1 >= len(view.tokens):
        return False
    after = view.tokens[last + 1]
    return view.head(last + 1) == last and "Case=Gen" in after.features


def _mentioned(view: View) -> frozenset[str]:
    """The periods of which a side speaks at all."""
    table = view.side.language.table("periods")["mentions"]
    return frozenset(name for name, mentions in table.items() if not view.lemmas.isdisjoint(mentions))


def _figures_agree(pair: Pair) -> bool:
    """Whether no figure was counted over to the other period: 20 a month, 240 a year."""
    numbers = [
        {fact.value.number for fact in view.side.of("figure", view.sentences) if isinstance(fact.value, Figure)}
        for view in (pair.source, pair.target)
    ]
    return not numbers[0] or not numbers[1] or bool(numbers[0] & numbers[1])


def _finding(pair: Pair, one: Match, other: Match) -> Finding:
    languages = pair.source.side.language, pair.target.side.language
    ours, theirs = _place(pair.source, one), _place(pair.target, other)
    is_borne_out = pair.translation is not None and _is_translated(pair, one.cue.group, other.cue.group)
    message = (
        f"The {languages[0].name} has {quoted(languages[0], ours.text)} ({one.cue.group}), the {languages[1].name} "
        f"{quoted(languages[1], theirs.text)} ({other.cue.group}): another period. "
        f"By: table of periods{', machine translation' if is_borne_out else ''}."
    )
    confidence = BORNE_OUT if is_borne_out else SURE
    return Finding("wording", "major", confidence, pair.rank, (ours,), (theirs,), message, "wording-period")


def _is_translated(pair: Pair, ours: str, theirs: str) -> bool:
    """Whether the machine translation speaks of the source's period and not of the target's."""
    table = pair.target.side.language.table("periods")["mentions"]
    words = {plain(word.lemma) for word in counterparts.bare(pair.translation or "")}
    return bool(words & set(table[ours])) and not words & set(table[theirs])


def _place(view: View, match: Match) -> Place:
    start, stop = view.tokens[match.first].start, view.tokens[match.words[-1]].stop
    return view.side.place(start, stop)
