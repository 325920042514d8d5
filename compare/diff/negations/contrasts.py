"""One thing denied and another in its place: not the driver but a passenger. The other side may say the same the other
way round (a passenger rather than the driver), or deny what this one says (the driver, not a passenger)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compare.diff.denying import View
from compare.diff.excerpt import quoted
from compare.diff.gravity import is_main, of_reversal
from compare.diff.negations.grounds import likeness, rank_at
from compare.diff.negations.sides import Sides
from compare.facts.polarity import lexicon, plain
from compare.records import Finding, Place

SURE = 0.8

FAR = 7
"""How many words behind a denial what it denies may reach."""

THINGS = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM"})


@dataclass(frozen=True)
class Contrast:
    """The ranks of what is denied and of what is said instead (none where only the denial has a place of its own), and
    the rank of the word that denies."""

    cue: int
    denied: tuple[int, ...]
    instead: tuple[int, ...]


def is_kept(sides: Sides, start: int, *, of_source: bool) -> bool:
    """Whether the negation at this offset stands in a contrast, and a contrast of the other side denies the same."""
    return any(
        one.cue == rank_at(sides.views[of_source], start)
        and _any_rendered(sides, one.denied, other.denied, of_source=of_source)
        for one in contrasts(sides.views[of_source])
        for other in contrasts(sides.views[not of_source])
    )


def find(sides: Sides) -> Iterator[Finding]:
    """The contrasts of the source that the target has the other way round."""
    for one in contrasts(sides.views[True]):
        for other in contrasts(sides.views[False]):
            if _is_turned(sides, one, other):
                yield _finding(sides, one, other)
                break


def _is_turned(sides: Sides, one: Contrast, other: Contrast) -> bool:
    """Whether the target affirms what the source denies, and denies the other thing or has no word for it."""
    if _any_rendered(sides, one.denied, other.denied, of_source=True):
        return False
    if not _any_rendered(sides, one.denied, _affirmed(sides.views[False], other), of_source=True):
        return False
    if _any_rendered(sides, _affirmed(sides.views[True], one), other.denied, of_source=True):
        return True
    both = one.instead and other.instead
    return bool(both) and not _any_rendered(sides, one.instead, other.instead, of_source=True)


def _affirmed(view: View, contrast: Contrast) -> Sequence[int]:
    """What a contrast says instead, or anything beside what it denies where its words do not tell."""
    return contrast.instead or [rank for rank in range(len(view.words.tokens)) if rank not in contrast.denied]


def _any_rendered(sides: Sides, own: Sequence[int], other: Sequence[int], *, of_source: bool) -> bool:
    mine, theirs = sides.views[of_source].words.tokens, sides.views[not of_source].words.tokens
    return any(likeness(sides, mine[one], theirs[two], of_source=of_source) > 0 for one in own for two in other)


def contrasts(view: View) -> Iterator[Contrast]:
    """Those of a side, in the order of the text."""
    tokens = view.words.tokens
    table = view.side.language.table("contrasts")
    for match in lexicon(view.side.language, "contrasts", "instead").matches(tokens):  # A rather than D
        last = match.words[-1]
        denied = _until(view, last + 1)
        if denied:
            yield Contrast(match.first, denied, _before(view, match.first) or _after(view, denied[-1]))
    for rank, token in enumerate(tokens):
        if plain(token.text.lower()) not in table["not"]:
            continue
        before = plain(tokens[rank - 1].text.lower()) if rank else ""
        denied = _until(view, rank + 1)
        joint = _joint(view, denied[-1] + 1) if denied else None
        if denied and joint is not None:  # not D but A
            yield Contrast(rank, denied, _until(view, joint + 1))
        elif denied and before in table["before"] and tokens[rank + 1].pos not in ("VERB", "AUX"):  # A, not D
            yield Contrast(rank, denied, ())


def _until(view: View, start: int) -> tuple[int, ...]:
    """The full words from here to the end of what they belong to."""
    tokens = view.words.tokens
    joints = view.side.language.table("contrasts")["joints"]
    found: list[int] = []
    for rank in range(start, min(start + FAR, len(tokens))):
        if plain(tokens[rank].text.lower()) in joints or (
            tokens[rank].pos == "PUNCT" and tokens[rank].text not in '«»"“”'
        ):
            break
        if tokens[rank].pos in ("VERB", "AUX") and found and tokens[rank].relation not in ("acl", "amod"):
            break
        if tokens[rank].pos in THINGS:
            found.append(rank)
    return tuple(found)


def _before(view: View, stop: int) -> tuple[int, ...]:
    """The full words of the phrase that ends before this rank."""
    tokens = view.words.tokens
    found: list[int] = []
    for rank in range(stop - 1, max(-1, stop - FAR), -1):
        if tokens[rank].pos in ("VERB", "AUX", "ADP", "SCONJ") or (tokens[rank].pos == "PUNCT" and found):
            break
        if tokens[rank].pos in THINGS:
            found.append(rank)
    return tuple(found)


def _after(view: View, last: int) -> tuple[int, ...]:
    """The full words behind the comma that follows this rank: rather than D, A did it."""
    tokens = view.words.tokens
    comma = last + 1
    return _until(view, comma + 1) if comma < len(tokens) and tokens[comma].text == "," else ()


def _joint(view: View, start: int) -> int | None:
    """The rank of the joint that says what is so instead, if it stands here and no negation follows."""
    tokens = view.words.tokens
    table = view.side.language.table("contrasts")
    at = start + 1 if start < len(tokens) and tokens[start].text == "," else start
    if at + 1 >= len(tokens) or plain(tokens[at].text.lower()) not in table["joints"]:
        return None
    return None if plain(tokens[at + 1].text.lower()) in table["not"] else at


def _finding(sides: Sides, one: Contrast, other: Contrast) -> Finding:
    views = sides.views[True], sides.views[False]
    places = tuple(_place(view, contrast) for view, contrast in zip(views, (one, other), strict=True))
    names = views[0].side.language, views[1].side.language
    message = (
        f"The {names[0].name} denies {quoted(names[0], places[0].text)}, the {names[1].name} "
        f"{quoted(names[1], places[1].text)}: what is so and what is not changed places."
    )
    severity = of_reversal(SURE, is_main=is_main(views[0].side, places[0].start))
    return Finding("negation", severity, SURE, sides.rank, (places[0],), (places[1],), message, "negation-contrast")


def _place(view: View, contrast: Contrast) -> Place:
    first, last = view.words.tokens[contrast.denied[0]], view.words.tokens[contrast.denied[-1]]
    return view.side.place(first.start, last.stop)
