"""What a negation rests on: the predicate that it denies, and the word of the other side that says the same.

Only where both sides have it is one the contrary of the other; otherwise the denial may be worded away (not to pay, to
forgo a payment), whatever speaks for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from compare.diff import counterparts
from compare.diff.counterparts import Item
from compare.diff.denying import View
from compare.diff.negations.sides import Sides
from compare.diff.row import CONTENT
from compare.facts import polarity
from compare.records import Token

KIN = 0.01
"""The least weight of kinship by which a word may render a predicate."""

DEEP = 4
"""How many infinitives down the predicate is looked for: not intend to try to sell."""

INFINITIVES = frozenset({"xcomp", "csubj"})
COMPLEMENTS = ("acomp", "oprd", "attr", "ccomp", "pcomp", "obj", "iobj", "dobj", "obl", "prep", "pobj", "nsubj")
"""What tells of what a light verb says: the plant *is idle*, the firm *has* no *money*."""

OBJECTS = frozenset({"obj", "dobj", "iobj"})
NOUNS = frozenset({"NOUN"})


def rank_at(view: View, start: int) -> int | None:
    """The rank of the word at this offset in its side of the bead."""
    return next((rank for rank, token in enumerate(view.words.tokens) if token.start == start), None)


def said(sides: Sides, item: Item, *, of_source: bool) -> tuple[int, int] | None:
    """The predicate that a negation denies and the word of the other side that says it, by their ranks; ``None`` where
    none does, or where it is said of another thing (found no fault, found everything in order)."""
    own = sides.views[of_source]
    for rank in (*predicates(own, item), *_of_nobody(own, item)):
        there = rendered(sides, own.words.tokens[rank], of_source=of_source)
        if there is not None and _denies(sides, rank, there, of_source=of_source):
            continue
        if there is not None and not _of_another(sides, rank, there, of_source=of_source):
            return rank, there
        if there is None and own.words.tokens[rank].relation in INFINITIVES:
            return None
    return None


def _denies(sides: Sides, rank: int, there: int, *, of_source: bool) -> bool:
    """Whether the word of the other side may deny, and this one does not: short, for «не хватило»."""
    own, other = sides.views[of_source], sides.views[not of_source]
    if any(word.span.start == own.words.tokens[rank].start for word in own.denying):
        return False
    return any(
        word.group != "denial" and not word.reaches and word.span.start == other.words.tokens[there].start
        for word in other.denying
    )


def _of_nobody(view: View, item: Item) -> Iterator[int]:
    """What nobody did it to: match, in "nobody came to the match", which says what thousands visited."""
    cue = rank_at(view, item.fact.start)
    if cue is None or view.words.tokens[cue].pos != "PRON" or not view.words.tokens[cue].relation.startswith("nsubj"):
        return
    yield from (child for child in _complements(view, view.words.heads[cue]) if child != cue)


def predicates(view: View, item: Item) -> Iterator[int]:
    """The ranks of the words that tell what is denied: the infinitive of "does not intend to leave", the adjective of
    "is not happy", the verb of "no road has been opened" after its noun."""
    light = view.side.language.table("negation")["light"]
    start = rank_at(view, item.at)
    if start is None:
        return
    rank = _infinitive(view, start)
    if view.words.tokens[rank].relation == "case":  # «без воды»: the noun
        rank = view.words.heads[rank]
    lemma = polarity.plain(view.words.tokens[rank].lemma)
    is_of_cue = lemma in item.words and (len(item.words) == 1 or view.words.tokens[rank].pos not in CONTENT)
    if lemma not in light and not is_of_cue:  # of "not exclude" the verb
        yield rank
        if item.cue.hedged:  # does not rule out that prices fell: prices fell
            yield from (one for one in children(view, rank) if view.words.tokens[one].relation == "ccomp")
    else:
        yield from list(_complements(view, rank)) or _before(view, item)
    head = view.words.heads[rank]
    if item.cue.reach == "clause" and head != rank and polarity.plain(view.words.tokens[head].lemma) not in light:
        yield head


def _infinitive(view: View, rank: int) -> int:
    for _ in range(DEEP):
        below = (
            child
            for child in children(view, rank)
            if view.words.tokens[child].relation in INFINITIVES and view.words.tokens[child].pos == "VERB"
        )
        found = next(below, None)
        if found is None:
            break
        rank = found
    return rank


def _complements(view: View, rank: int) -> Iterator[int]:
    """The content words that depend on a light verb, those first that say most of it."""
    found = [
        child for child in children(view, rank) if view.words.tokens[child].relation.partition(":")[0] in COMPLEMENTS
    ]
    through = [inner for child in found if view.words.tokens[child].pos == "ADP" for inner in children(view, child)]
    kept = [child for child in (*found, *through) if view.words.tokens[child].pos in CONTENT]
    yield from sorted(kept, key=lambda child: _order(view.words.tokens[child]))


def _before(view: View, item: Item) -> Iterator[int]:
    """The nouns before a negation in its clause, the nearest first, where the parse joins none to a light verb."""
    cue = rank_at(view, item.fact.start)
    for rank in range((cue or 0) - 1, -1, -1):
        if view.words.tokens[rank].pos == "PUNCT":
            return
        if view.words.tokens[rank].pos in NOUNS and not view.words.tokens[rank].relation.startswith("nsubj"):
            yield rank


def _order(token: Token) -> int:
    relation = token.relation.partition(":")[0]
    return COMPLEMENTS.index(relation) if relation in COMPLEMENTS else len(COMPLEMENTS)


def children(view: View, rank: int) -> list[int]:
    """The ranks of the words that depend on a word."""
    return list(view.words.dependants(rank))


def ancestors(view: View, rank: int) -> Iterator[int]:
    """A word and those above it, up to the root of its sentence."""
    for _ in range(len(view.words.tokens)):
        yield rank
        above = view.words.heads[rank]
        if above == rank:
            return
        rank = above


def rendered(sides: Sides, token: Token, *, of_source: bool) -> int | None:
    """The rank of the content word of the other side that renders a word best, if one does."""
    view = sides.views[not of_source]
    light = view.side.language.table("negation")["light"]
    weights = {
        rank: weight
        for rank, other in enumerate(view.words.tokens)
        if other.pos in CONTENT
        and (weight := likeness(sides, token, other, of_source=of_source)) > (polarity.plain(other.lemma) in light)
    }
    return max(weights, key=lambda rank: weights[rank], default=None)


def likeness(sides: Sides, token: Token, other: Token, *, of_source: bool) -> float:
    """How well a word of the other side renders this one, 0 if not at all."""
    mine, theirs = _bases(token), _bases(other)
    link = sides.linked(mine, theirs, of_source=of_source)
    if link >= counterparts.LINKED:
        return 1 + link
    if (token.pos == "NOUN") != (other.pos == "NOUN") and token.pos != "VERB":
        return 0.0
    kin = max(
        max(sides.lexicon.kin(one, of_source=of_source).get(two, 0.0) for one in mine for two in theirs),
        max(sides.lexicon.kin(two, of_source=not of_source).get(one, 0.0) for one in mine for two in theirs),
    )
    return kin if kin >= KIN else 0.0


def _bases(token: Token) -> tuple[str, ...]:
    """The lemma, and for a participle that is taken for an adjective (satisfied) a guess at its verb."""
    lemma = polarity.plain(token.lemma)
    return (lemma, counterparts.stem(lemma)) if token.pos == "ADJ" else (lemma,)


def _of_another(sides: Sides, rank: int, there: int, *, of_source: bool) -> bool:
    """Whether both predicates have an object and neither renders the other."""
    own, other = sides.views[of_source], sides.views[not of_source]
    mine, theirs = _objects(own, rank), _objects(other, there)
    if not mine or not theirs:
        return False
    return not any(rendered(sides, own.words.tokens[one], of_source=of_source) is not None for one in mine) and not any(
        rendered(sides, other.words.tokens[one], of_source=not of_source) is not None for one in theirs
    )


def _objects(view: View, rank: int) -> list[int]:
    tokens = view.words.tokens
    return [one for one in children(view, rank) if tokens[one].relation in OBJECTS and tokens[one].pos in NOUNS]
