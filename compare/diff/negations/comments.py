"""Who would not comment on a report, and is told to have confirmed or denied it; either way round."""

from __future__ import annotations

from collections.abc import Iterator

from compare.diff.comparison import place
from compare.diff.denying import View
from compare.diff.excerpt import quoted
from compare.diff.gravity import is_main, of_reversal
from compare.diff.negations.grounds import ancestors, children, rank_at
from compare.diff.negations.sides import Sides
from compare.facts.polarity import plain
from compare.records import Finding

SURE = 0.7

NEAR = 3
"""How many words up from the word for a comment its denial may stand: refused to make any comment."""


def find(sides: Sides) -> Iterator[Finding]:
    """The denied comments of a side, where the other has no word of a comment and takes a side."""
    for of_source in (True, False):
        own, other = sides.views[of_source], sides.views[not of_source]
        comment, stand = _comment(own), _stand(other)
        if (
            comment is None
            or stand is None
            or _words(other, "commenting")
            or _stand(own)
            or not _is_denied(own, comment)
        ):
            continue
        here, there = (place(view.words.tokens[rank]) for view, rank in ((own, comment), (other, stand)))
        one, two = own.side.language, other.side.language
        message = (
            f"The {one.name} tells of no comment ({quoted(one, here.text)}), the {two.name} of an answer "
            f"({quoted(two, there.text)})."
        )
        places = ((here,), (there,)) if of_source else ((there,), (here,))
        severity = of_reversal(SURE, is_main=is_main(own.side, here.start))
        yield Finding("negation", severity, SURE, sides.rank, *places, message, "negation-comment")


def _words(view: View, part: str) -> list[int]:
    wanted = view.side.language.table("comments")[part]
    return [rank for rank, token in enumerate(view.words.tokens) if plain(token.lemma) in wanted]


def _comment(view: View) -> int | None:
    return next(iter(_words(view, "commenting")), None)


def _stand(view: View) -> int | None:
    """The verb by which somebody confirms or denies something, but a question."""
    asked = view.side.language.table("comments")["questions"]
    tokens = view.words.tokens
    return next(
        (
            rank
            for rank in _words(view, "standing")
            if tokens[rank].pos == "VERB" and not any(plain(tokens[one].lemma) in asked for one in children(view, rank))
        ),
        None,
    )


def _is_denied(view: View, rank: int) -> bool:
    above = list(ancestors(view, rank))[: NEAR + 1]
    denying = [word.span.start for word in view.denying if word.group == "denial"]
    denying += [item.at for item in view.strong]
    return any(rank_at(view, start) in above for start in denying)
