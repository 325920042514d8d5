"""Refusals whose deed is told as done: refused to recognise the result, recognised it; either way round."""

from __future__ import annotations

from collections.abc import Iterator

from compare.diff import counterparts
from compare.diff.comparison import place
from compare.diff.denying import Denying, View
from compare.diff.excerpt import quoted
from compare.diff.gravity import is_main, of_reversal
from compare.diff.negations.grounds import INFINITIVES, ancestors, children, likeness, rank_at, rendered
from compare.diff.negations.meanings import renders_plain, stands
from compare.diff.negations.scopes import reaches
from compare.diff.negations.sides import Sides
from compare.facts import polarity
from compare.facts.worded import ANSWERS, classes
from compare.records import Finding, Place

SURE = 0.75

THROUGH = frozenset({"prep"})
GERUNDS = frozenset({"pcomp", "ccomp"})


def find(sides: Sides) -> Iterator[Finding]:
    """The refusals of either side to do what the other side tells as done and does not deny."""
    for of_source in (True, False):
        for word in sides.views[of_source].denying:
            denies = word.group == "denial" or (word.group == "hint" and word.reaches)
            if denies and not word.rests and not word.is_preposition:
                yield from _done(sides, word, of_source=of_source)


def _done(sides: Sides, word: Denying, *, of_source: bool) -> Iterator[Finding]:
    own, other = sides.views[of_source], sides.views[not of_source]
    rank = rank_at(own, word.span.start)
    deed = None if rank is None else _deed(own, rank)
    if deed is None or _is_until(sides, of_source=of_source) or stands(sides, word, of_source=of_source):
        return
    if sides.linked((word.lemma,), other.words.content, of_source=of_source) >= counterparts.LINKED:
        return
    done = rendered(sides, own.words.tokens[deed], of_source=of_source)
    if done is None or other.words.tokens[done].pos != "VERB" or _is_denied(sides, done, of_source=not of_source):
        return
    if _is_told_besides(sides, deed, done, of_source=of_source):
        return
    here, there = place(word.span), other.words.tokens[done]
    places = ((here,), (Place(there.start, there.stop, there.text),))
    one, two = own.side.language, other.side.language
    message = (
        f"The {one.name} denies this ({quoted(one, here.text)}), the {two.name} tells it as done "
        f"({quoted(two, there.text)})."
    )
    severity = of_reversal(SURE, is_main=is_main(own.side, word.span.start))
    yield Finding(
        "negation", severity, SURE, sides.rank, *(places if of_source else places[::-1]), message, "negation-unsaid"
    )


def _is_until(sides: Sides, *, of_source: bool) -> bool:
    """Whether a refusal may end as the other side tells it (refused to leave until, left only after)."""
    own, other = sides.views[of_source], sides.views[not of_source]
    here = classes(own.words.tokens, own.side.language)
    wanted = {answer for one in here for answer in ANSWERS.get(one, ())} - here
    return bool(wanted & classes(other.words.tokens, other.side.language))


def _is_told_besides(sides: Sides, deed: int, done: int, *, of_source: bool) -> bool:
    """Whether this side has another verb for what the other tells as done: refused to go, and went after all."""
    own, there = sides.views[of_source].words.tokens, sides.views[not of_source].words.tokens[done]
    return any(
        likeness(sides, token, there, of_source=of_source) > 0
        for rank, token in enumerate(own)
        if rank != deed and token.pos == "VERB"
    )


def _deed(view: View, rank: int) -> int | None:
    """The verb under a word of refusal: recognise, in "refused to recognise", in "was barred from recognising"."""
    if view.words.tokens[rank].pos not in ("VERB", "NOUN"):
        return None
    below = children(view, rank)
    below += [
        inner for child in below if view.words.tokens[child].relation in THROUGH for inner in children(view, child)
    ]
    subjects = view.side.language.table("syntax")["subject"]
    verbs = (
        child
        for child in below
        if view.words.tokens[child].pos == "VERB"
        and view.words.tokens[child].relation in INFINITIVES | GERUNDS
        and not any(view.words.tokens[one].relation in subjects for one in children(view, child))
    )
    return next(verbs, None)


def _is_denied(sides: Sides, rank: int, *, of_source: bool) -> bool:
    """Whether anything of a side denies its word at ``rank``."""
    view = sides.views[of_source]
    above = list(ancestors(view, rank))
    if any(rank_at(view, item.at) in above[:2] for item in view.strong):
        return True
    light = view.side.language.table("negation")["light"]
    for word in view.denying:
        place = rank_at(view, word.span.start)
        if place is None or place == rank or renders_plain(sides, word, of_source=of_source):
            continue
        if (word.group != "hint" or word.reaches) and reaches(view, place, above):
            return True
    return polarity.plain(view.words.tokens[rank].lemma) in light
