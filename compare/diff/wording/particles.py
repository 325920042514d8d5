"""Small words that change what is claimed, and that one side alone has: only, even, again, still, almost."""

from __future__ import annotations

from collections.abc import Iterator

from compare.diff import counterparts
from compare.diff.excerpt import quoted
from compare.diff.wording.bead import Pair, Seen
from compare.diff.wording.words import View
from compare.facts import worded
from compare.facts.polarity import Match, lexicon, plain
from compare.records import Finding, Place, Severity

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})

FAR = 4
"""How many words after a particle what it is about may stand."""

SURE, BORNE_OUT, TURNED = 0.5, 0.65, 0.75
"""Confidence by the table alone, with the machine translation, and where the other side says the contrary."""

GRAVE = frozenset({"only", "almost"})
"""Classes without which a sentence claims something else; a major finding where the translation bears it out."""


WORDED = {"only": "only", "for the first time": "first"}
"""Classes that a denial tells in other words, and what its table calls them."""

CONTRARY = frozenset({frozenset({"again", "for the first time"})})
"""Classes that deny each other: one in the place of the other is one change."""


def find(pair: Pair, seen: Seen) -> Iterator[Finding]:
    """The particles of a side, about something that the other side has too, that nothing there answers; two that deny
    each other as one. What was ``seen`` is told already."""
    ours, theirs = (list(_left(pair, seen, of_source)) for of_source in (True, False))
    for one in ours:
        other = next((match for match in theirs if {one.cue.group, match.cue.group} in CONTRARY), None)
        if other is None:
            yield _finding(pair, one, of_source=True)
        else:
            theirs.remove(other)
            yield _turned(pair, one, other)
    for match in theirs:
        yield _finding(pair, match, of_source=False)


def _left(pair: Pair, seen: Seen, of_source: bool) -> Iterator[Match]:
    """The particles of a side that nothing on the other answers."""
    own, other = pair.view(of_source), pair.view(not of_source)
    answers = None
    for match in lexicon(own.side.language, "particles", "particles").matches(own.tokens):
        if not match.cue.group or _is_of_other_rules(own, match) or (of_source, own.tokens[match.first].start) in seen:
            continue
        if answers is None:
            answers = _answers(other)
        if match.cue.group in WORDED and _denies_instead(other, match.cue.group):
            continue
        if match.cue.group not in answers and is_about_shared(pair, match, of_source):
            yield match


def _denies_instead(view: View, group: str) -> bool:
    """Whether this side denies with a word beside that says as much: not until May, for only in May."""
    if not view.side.of("negation", view.sentences):
        return False
    found = worded.classes(view.tokens, view.side.language)
    return any(WORDED[group] in worded.ANSWERS.get(one, ()) for one in found)


def _answers(view: View) -> frozenset[str]:
    """The classes that this side answers."""
    table = lexicon(view.side.language, "particles", "answers")
    particles = lexicon(view.side.language, "particles", "particles")
    return frozenset(match.cue.group for one in (table, particles) for match in one.every(view.tokens))


def _is_of_other_rules(view: View, match: Match) -> bool:
    """Whether a particle stands before a number (almost 60), or is denied (not only)."""
    before, after = match.first - 1, match.words[-1] + 1
    negators = (view.side.language.table("syntax")["not"], *view.side.language.table("syntax")["negation"])
    return (after < len(view.tokens) and _is_number(view, after)) or (
        before >= 0 and plain(view.tokens[before].text.lower()) in negators
    )


def _is_number(view: View, rank: int) -> bool:
    return view.tokens[rank].pos == "NUM" or any(map(str.isdigit, view.tokens[rank].text))


def is_about_shared(pair: Pair, match: Match, of_source: bool) -> bool:
    """Whether the first full word after a particle, or else the last before it, has a counterpart on the other side."""
    tokens = pair.view(of_source).tokens
    after = [rank for rank in range(match.words[-1] + 1, len(tokens)) if tokens[rank].pos in CONTENT][:1]
    near = [rank for rank in after if rank - match.words[-1] <= FAR]
    before = [rank for rank in range(match.first - 1, -1, -1) if tokens[rank].pos in CONTENT][:1]
    return any(pair.counterpart(rank, of_source=of_source) is not None for rank in near or before)


def _is_borne_out(pair: Pair, match: Match, *, of_source: bool) -> bool | None:
    """Whether the machine translation has what the source has, or lacks what the target has; ``None`` without one."""
    if pair.translation is None:
        return None
    language = pair.target.side.language
    tokens = counterparts.bare(pair.translation)
    found = {
        one.cue.group for part in ("particles", "answers") for one in lexicon(language, "particles", part).every(tokens)
    }
    return (match.cue.group in found) is of_source


def _place(view: View, match: Match) -> Place:
    start, stop = view.tokens[match.first].start, view.tokens[match.words[-1]].stop
    return view.side.place(start, stop)


def _turned(pair: Pair, one: Match, other: Match) -> Finding:
    """A particle in the place of one that denies it."""
    languages = pair.source.side.language, pair.target.side.language
    here, there = _place(pair.source, one), _place(pair.target, other)
    message = (
        f"The {languages[0].name} has {quoted(languages[0], here.text)}, the {languages[1].name} "
        f"{quoted(languages[1], there.text)}, which says the contrary. By: table of particles."
    )
    return Finding("wording", "major", TURNED, pair.rank, (here,), (there,), message, "wording-particle")


def _finding(pair: Pair, match: Match, *, of_source: bool) -> Finding:
    view = pair.view(of_source)
    own, other = view.side.language, pair.view(not of_source).side.language
    place = _place(view, match)
    is_borne_out = _is_borne_out(pair, match, of_source=of_source)
    severity: Severity = "major" if is_borne_out and match.cue.group in GRAVE else "minor"
    message = (
        f"The {own.name} has {quoted(own, place.text)} ('{match.cue.group}'); nothing in the {other.name} says so. "
        f"By: table of particles{', machine translation' if is_borne_out else ''}."
    )
    source, target = ((place,), ()) if of_source else ((), (place,))
    confidence = BORNE_OUT if is_borne_out else SURE
    return Finding("wording", severity, confidence, pair.rank, source, target, message, "wording-particle")
