"""Words that join two things and came to say the contrary: before a meeting for after it, despite for because of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from compare.diff.excerpt import quoted
from compare.diff.wording.bead import Pair
from compare.diff.wording.words import View
from compare.facts.polarity import lexicon, plain
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
class Joint:
    """A joint in a text: what it says, the lemma of the noun it governs, and the place of both."""

    says: str
    noun: str
    place: Place


def find(pair: Pair) -> Iterator[Finding]:
    """The joints of the source in whose place the target has the reverse, before the same noun."""
    ours, theirs = list(_joints(pair.source)), list(_joints(pair.target))
    reverse = pair.source.side.language.table("joints")["reverse"]
    for one in ours:
        same = {other.says: other for other in reversed(theirs) if _have_one_noun(pair, one, other)}
        turned = same.get(reverse[one.says])
        if turned is None or one.says in same:
            continue
        if not any(mine.says == turned.says and _have_one_noun(pair, mine, turned) for mine in ours):
            yield _finding(pair, one, turned)


def _have_one_noun(pair: Pair, one: Joint, other: Joint) -> bool:
    return pair.lexicon.link(one.noun, other.noun) >= LINKED


def _finding(pair: Pair, one: Joint, other: Joint) -> Finding:
    languages = pair.source.side.language, pair.target.side.language
    message = (
        f"The {languages[0].name} has {quoted(languages[0], one.place.text)}, the {languages[1].name} "
        f"{quoted(languages[1], other.place.text)}, which says the contrary."
    )
    return Finding("wording", "major", SURE, pair.rank, (one.place,), (other.place,), message, "wording-joint")


def _joints(view: View) -> Iterator[Joint]:
    text = view.side.document.story.text
    for match in lexicon(view.side.language, "joints", "joints").matches(view.tokens):
        noun = _noun_after(view, match.words[-1] + 1)
        if noun is not None:
            start, stop = view.tokens[match.first].start, view.tokens[noun].stop
            yield Joint(match.cue.group, plain(view.tokens[noun].lemma), Place(start, stop, text[start:stop]))


def _noun_after(view: View, start: int) -> int | None:
    """The rank of the noun that a joint before this word governs: meeting, in "after the long budget meeting"."""
    tokens = view.tokens
    for rank in range(start, min(start + FAR, len(tokens))):
        if tokens[rank].pos in NOUN and not view.goes_on(rank):
            return rank
        if tokens[rank].pos not in NOUN | PASSED:
            return None
    return None
