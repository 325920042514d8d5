"""What speaks against two words being told as each other's opposite: another word of their own side that says the same,
a thing and a deed that have nothing in common, a prefix that the lexicon passes over."""

from __future__ import annotations

from collections.abc import Mapping

from compare.diff import counterparts
from compare.diff.row import CONTENT
from compare.diff.wording.bead import Pair
from compare.diff.wording.tables import opposites
from compare.diff.wording.words import View, Word
from compare.facts.polarity import plain
from compare.facts.worded import classes
from compare.records import Token

DEED, THING = "VERB", "NOUN"

PREDICATES = frozenset({"acomp", "oprd", "attr"})
"""How what is told of a subject hangs on its verb in a language that has one: it *is safe* to bathe."""

ALIKE = 0.03
"""The least share of alignments that makes two words one."""


def bare(pair: Pair, word: Word, meanings: Mapping[str, float], *, of_source: bool) -> Mapping[str, float]:
    """The meanings of a word without those of its rest, if a prefix denies that: the lexicon joins «непрозрачный» to
    "transparent", of "not transparent"."""
    language = pair.view(of_source).side.language
    look = pair.lexicon.translations if of_source else pair.lexicon.origins
    for prefix in language.table("opposites")["negating"]:
        if word.lemma.startswith(prefix) and (rest := look(word.lemma.removeprefix(prefix))):
            total = sum(rest.values())
            return {one: share for one, share in meanings.items() if rest.get(one, 0) < ALIKE * total}
    return meanings


def are_told_otherwise(pair: Pair, one: Word, other: Word) -> bool:
    """Whether either side has another word for it (was down, lost ground; afterwards), or the one names a thing and the
    other a deed of other things (left their homes, were displaced)."""
    if _has_brother(pair, one, other, of_source=True) or _has_brother(pair, other, one, of_source=False):
        return True
    if any(_is_of_some(view) for view in (pair.source, pair.target)):
        return True
    if _is_given(pair.source, one.rank) != _is_given(pair.target, other.rank):
        return True
    kinds = {one.token.pos, other.token.pos}
    return THING in kinds and len(kinds) == 2 and not _share(pair, one, other)


def _has_brother(pair: Pair, word: Word, against: Word, *, of_source: bool) -> bool:
    """Whether this side has another word that means what ``against`` means, by the table of opposites or by its form
    (lost, for «потерял»)."""
    view, other = pair.view(of_source), pair.view(not of_source)
    brothers = opposites(view.side.language, word.lemma)
    if any(one.lemma in brothers and one.start != word.start for one in view.with_reports):
        return True
    meant = pair.meanings(word, of_source=of_source)
    participles = other.side.language.table("negation")["prefixes"]["irregular"]
    return any(
        token.pos == "ADJ" and participles.get(plain(token.lemma), counterparts.stem(plain(token.lemma))) in meant
        for token in other.tokens
        if token.start != against.start and plain(token.lemma) not in meant
    )


def _is_of_some(view: View) -> bool:
    """Whether a side denies that it is so of all: not all schools opened."""
    starts = {token.start: rank for rank, token in enumerate(view.tokens)}
    cues = (starts.get(fact.start) for fact in view.side.of("negation", view.sentences))
    after = [rank + 1 for rank in cues if rank is not None]
    return bool(after) and "whole" in classes(view.tokens, view.side.language, after)


def _is_given(view: View, rank: int) -> bool:
    """Whether a passive verb has an object too: who *was given* a pill took it."""
    table = view.side.language.table("syntax")
    below = {view.tokens[one].relation for one in view.row.dependants(rank)}
    return bool(below & set(table["passive_subject"])) and bool(below & set(table["object"]))


def _share(pair: Pair, one: Word, other: Word) -> bool:
    """Whether something stands by both words: prices, in «рост цен» and "prices fell"."""
    return any(
        pair.link(plain(mine.lemma), plain(theirs.lemma), of_source=True) >= ALIKE or mine.text == theirs.text
        for mine in _beside(pair.source, one.rank)
        for theirs in _beside(pair.target, other.rank)
    )


def _beside(view: View, rank: int) -> list[Token]:
    """The full words that depend on one, through a preposition or none, and the one above it if that is no verb."""
    tokens = view.tokens
    found = [token for at, token in enumerate(tokens) if view.head(at) == rank and at != rank]
    found += [
        token
        for at, token in enumerate(tokens)
        if tokens[view.head(at)].pos == "ADP" and view.head(view.head(at)) == rank
    ]
    above = view.head(rank)
    if above != rank and (tokens[above].pos != DEED or tokens[rank].pos == DEED):
        found.append(tokens[above])
    return [token for token in found if token.pos in CONTENT]


def are_predicates(pair: Pair, one: Word, other: Word) -> bool:
    """Whether both words tell what their sentence is about: «пользоваться им опасно», "it is safe to use"."""
    if not (one.is_modifier and other.is_modifier):
        return False
    return _is_predicate(pair.source, one.rank) and _is_predicate(pair.target, other.rank)


def _is_predicate(view: View, rank: int) -> bool:
    tokens = view.tokens
    if tokens[rank].relation in PREDICATES:
        rank = view.head(rank)
    first = view.first(rank)
    return counterparts.is_main(tokens[first:], rank - first)
