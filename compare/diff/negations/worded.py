"""Ways of saying a thing with a negation and without: not until the third, only from the third; no deal has cost more,
the dearest deal; not for ten years, the first in ten years; nobody but the mayor, the mayor alone."""

from __future__ import annotations

from compare.diff.counterparts import Item
from compare.diff.denying import View
from compare.diff.negations.grounds import ancestors, rank_at
from compare.diff.negations.sides import Sides
from compare.facts.polarity import clause_head
from compare.facts.worded import ANSWERS, classes


def is_worded_away(sides: Sides, item: Item, *, of_source: bool) -> bool:
    """Whether a negation and what stands with it are told by what the other side has and this one has not."""
    own, other = sides.views[of_source], sides.views[not of_source]
    with_it = classes(own.words.tokens, own.side.language, _clause(own, item))
    wanted = {answer for one in with_it for answer in ANSWERS.get(one, ())}
    if len(own.strong) > 1 and not other.strong:  # not without, not unless: only with, only if
        wanted.add("only")
    there = wanted & classes(other.words.tokens, other.side.language) if wanted else set()
    return bool(there - classes(own.words.tokens, own.side.language)) if there else False


def _clause(view: View, item: Item) -> frozenset[int]:
    """The ranks of the words of the clause that a negation stands in, with what depends on it."""
    start = rank_at(view, item.at)
    if start is None:
        return frozenset()
    first = view.words.heads[start] - view.words.tokens[start].head
    head = first + clause_head(view.words.tokens[first:], start - first)
    return frozenset(rank for rank in range(len(view.words.tokens)) if head in ancestors(view, rank))
