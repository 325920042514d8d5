"""Whether a word of one side and one of the other tell the same thing: by the lexicon, by kinship, by their states, as
numbers, as names."""

from __future__ import annotations

from functools import lru_cache

from anyascii import anyascii

from compare.diff.wording.bead import Pair
from compare.diff.wording.words import View
from compare.facts.polarity import plain
from compare.records import Token

LINKED = 0.04
"""The share of alignments from which two words are one thing."""

KINDRED = 0.04
"""The weight of kinship from which they are (a sale, to sell)."""

FITTING = 0.3
"""The weight of two words that fit each other best by their states."""

LETTERS = 4
"""Consonants by which a name is known in both alphabets."""


def are_one(pair: Pair, rank: int, other: int, *, of_source: bool = True, by_states: bool = True) -> bool:
    """Whether the word at ``rank`` of one side and the one at ``other`` of the other side stand for each other. Only
    ``by_states`` is the estimator asked, which may have to read the sentences for it."""
    return bond(pair, rank, other, of_source=of_source, by_states=by_states) > 0


def bond(pair: Pair, rank: int, other: int, *, of_source: bool = True, by_states: bool = True) -> float:
    """How surely these two words stand for each other: 0 (not at all) to 1."""
    views = pair.view(of_source), pair.view(not of_source)
    one, another = views[0].tokens[rank], views[1].tokens[other]
    if one.text[:1].isdigit() or another.text[:1].isdigit():
        return float(one.text == another.text)
    known = strength(pair, one, another, of_source=of_source)
    if known:
        return known
    if is_same_name(views[0], rank, views[1], other):
        return 1.0
    return FITTING if by_states and pair.fits(rank, other, of_source=of_source) else 0.0


def strength(pair: Pair, one: Token, other: Token, *, of_source: bool = True) -> float:
    """How surely one word renders another by the lexicon: the share of alignments, else the kinship; 0 below the least
    of either."""
    mine, theirs = _forms(one.lemma, one.text), _forms(other.lemma, other.text)
    link = max(pair.link(a, b, of_source=of_source) for a in mine for b in theirs)
    if link >= LINKED:
        return link
    kin = pair.lexicon.kin(mine[0], of_source=of_source)
    weight = max(kin.get(b, 0.0) for b in theirs)
    return weight if weight >= KINDRED else 0.0


def is_same_name(view: View, rank: int, other: View, there: int) -> bool:
    """Whether two names have the same first consonants in Latin letters."""
    if not (view.tokens[rank].text[:1].isupper() and other.tokens[there].text[:1].isupper()):
        return False
    mine, theirs = _skeleton(_name(view, rank)), _skeleton(_name(other, there))
    return len(mine) > 2 and mine == theirs


def _name(view: View, rank: int) -> str:
    """The whole name that a word belongs to: Ust-Kamsk, of which the parser makes three words."""
    token = view.tokens[rank]
    names = view.side.of("name", view.sentences)
    return next((name.text for name in names if name.start <= token.start < name.stop), token.text)


@lru_cache(maxsize=20_000)
def _forms(lemma: str, text: str) -> tuple[str, ...]:
    """A word's lemma and form, and the American spelling of a British one."""
    one, form = plain(lemma), plain(text.lower())
    american = one.replace("ence", "ense") if one.endswith("ence") else one
    return tuple(dict.fromkeys((one, form, american)))


@lru_cache(maxsize=20_000)
def _skeleton(text: str) -> str:
    letters = anyascii(text).lower().replace("kh", "h").replace("c", "k").replace("y", "i").replace("w", "v")
    return "".join(letter for letter in letters if letter.isalpha() and letter not in "aeiouj")[:LETTERS]
