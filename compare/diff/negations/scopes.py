"""How far a word of the other side that denies by its meaning reaches: over what renders what is denied here."""

from __future__ import annotations

from collections.abc import Iterator

from compare.diff.counterparts import Item
from compare.diff.denying import Denying, View
from compare.diff.negations.answers import is_bare, is_engaged, is_taken
from compare.diff.negations.grounds import ancestors, rank_at
from compare.diff.negations.sides import Sides
from compare.facts.polarity import plain
from compare.records import Token

FUNCTION = frozenset({"SCONJ", "PART", "ADV", "DET"})
"""Words that reach over what the word above them governs: unless, little."""

SIDE = frozenset({"advcl", "conj", "parataxis", "relcl", "appos"})
"""What a word does not deny though it hangs on it: rejected the account, saying that it was false."""

JOINS = frozenset({"conj"})


def covering(sides: Sides, item: Item, there: int, *, of_source: bool) -> Iterator[Denying]:
    """The words of the other side that deny by their meaning, stand for nothing else, and reach over its word
    ``there``, which says what is denied here: unless, in "unless a truce is signed"; forgo, in "forgo a payment"."""
    other = sides.views[not of_source]
    used = sides.used.get(not of_source, frozenset())
    above = list(ancestors(other, there))
    for word in other.denying:
        if word.span.start in used or is_taken(sides, word, of_source=of_source):
            continue
        if is_bare(sides, word, item, of_source=of_source) or is_engaged(sides, word, item, of_source=of_source):
            continue
        if word.group == "hint" and not word.reaches:
            continue
        rank = rank_at(other, word.span.start)
        if rank is not None and rank != there and reaches(other, rank, above):
            yield word


def reaches(view: View, rank: int, above: list[int]) -> bool:
    """Whether a word that denies, at ``rank``, stands over another, whose ancestors are ``above``."""
    tokens = view.words.tokens
    if tokens[rank].pos in FUNCTION and view.words.heads[rank] in above[:2]:
        return True
    if rank not in above:
        return False
    return not any(tokens[below].relation.partition(":")[0] in SIDE for below in above[: above.index(rank)])


def is_denied_with(sides: Sides, there: int, *, of_source: bool) -> bool:
    """Whether a negation of the other side reaches over its word ``there`` by a joint (neither confirm nor deny)."""
    view = sides.views[not of_source]
    tokens = view.words.tokens
    denied = {rank_at(view, item.at) for item in view.strong}
    while tokens[there].relation in JOINS:
        head = view.words.heads[there]
        between = tokens[min(head, there) + 1 : max(head, there)]
        if not _joins_denials(view, between):
            return False
        if head in denied:
            return True
        there = head
    return False


def _joins_denials(view: View, between: tuple[Token, ...]) -> bool:
    joints = view.side.language.table("negation")["denied_together"]
    return any(plain(token.text.lower()) in joints for token in between)
