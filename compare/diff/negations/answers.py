"""What may stand for a negation on the other side: a word that denies by its meaning, an opposite, a prefix."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from compare.diff import counterparts
from compare.diff.counterparts import Item
from compare.diff.denying import KNOWN, Denying
from compare.diff.negations.sides import COMMON, ROOT, SURELY, Sides, prefixes, usual
from compare.diff.wording.tables import opposites
from compare.facts import polarity
from compare.facts.figures.bounds import OPPOSITE
from compare.facts.figures.lexicon import lexicon
from compare.records import Figure

ANSWERED, DENIAL, HINT = 0.6, 0.3, 0.15
"""Weights of what speaks against a difference; chosen on human translations of news and damaged copies."""

FAR = 0.25
"""How far from a negation, as a share of the bead, a word that denies by its meaning still answers it."""


def answer(sides: Sides, item: Item, *, of_source: bool) -> float:
    """The weight of the best word of the other side that may stand for the negation."""
    own, other = sides.views[of_source], sides.views[not of_source]
    unexpected = is_unexpected(sides, of_source=of_source)
    if (other.phrases > own.phrases and not unexpected) or _is_joined(sides, item, of_source=of_source):
        return ANSWERED
    if _is_turned(sides, item, of_source=of_source) or _is_bounded(sides, item, of_source=of_source):
        return ANSWERED
    return best(sides, item, of_source=of_source)[0]


def best(sides: Sides, item: Item, *, of_source: bool) -> tuple[float, Denying | None]:
    """The word of the other side that is likeliest to stand for the negation, with its weight."""
    used = sides.used.get(not of_source, frozenset())
    free = [
        word
        for word in sides.views[not of_source].denying
        if word.span.start not in used and not is_taken(sides, word, of_source=of_source)
    ]
    weighed = [(_answers(sides, word, item, of_source=of_source), word) for word in free]
    return max(weighed, key=lambda pair: pair[0], default=(0.0, None))


def _answers(sides: Sides, word: Denying, item: Item, *, of_source: bool) -> float:
    denied = item.anchors[:1] + _elided(sides, item, of_source=of_source)
    if are_akin(sides, word.rests, denied, of_source=not of_source):
        return ANSWERED
    if len(denied) > 1 and sides.linked(denied, word.rests, of_source=of_source) >= SURELY:
        return ANSWERED
    if word.group == "hint" and sides.linked(item.anchors[:1], (word.lemma,), of_source=of_source) >= SURELY:
        return 0.0  # it renders what is denied, not the negation
    if is_bare(sides, word, item, of_source=of_source):
        return 0.0
    made = (word.lemma, *word.rests, *word.about) if word.rests or word.group == "denial" else ()
    if made and sides.linked(item.anchors, made, of_source=of_source) >= counterparts.LINKED:
        return ANSWERED
    light = sides.views[of_source].side.language.table("negation")["light"]
    is_light = all(anchor in light for anchor in item.anchors[:1])  # has no force: void
    far = 2 * FAR if item.cue.group != "clause" or is_light else FAR
    apart = abs(word.position - item.position)
    if apart > far or is_engaged(sides, word, item, of_source=of_source):
        return 0.0
    weight = HINT if word.group == "hint" else DENIAL
    return weight if apart <= far / 2 or not is_unexpected(sides, of_source=of_source) else weight / 2


def _is_bounded(sides: Sides, item: Item, *, of_source: bool) -> bool:
    """Whether the negation makes a bound of a verb, and the other side has a figure of that bound in other words (does
    not exceed 40, up to 40): what became of the figure is told by its own rules."""
    verbs = lexicon(sides.views[of_source].side.language).denial.verbs
    bounds = {OPPOSITE[bound] for anchor in item.anchors[:1] if (bound := verbs.single(anchor))}
    other = sides.views[not of_source]
    figures = other.side.of("figure", other.sentences)
    return bool(bounds) and any(cast(Figure, fact.value).bound in bounds for fact in figures)


def _elided(sides: Sides, item: Item, *, of_source: bool) -> tuple[str, ...]:
    """What a negation that ends its clause denies, if the verb is left out (the others were not; «а другие — нет»): a
    verb or an adjective that stands before it."""
    own = sides.views[of_source]
    rank = next((rank for rank, token in enumerate(own.words.tokens) if token.start == item.fact.start), None)
    if rank is None:
        return ()
    after = own.words.tokens[rank + 1 : rank + 2]
    light = own.side.language.table("negation")["light"]
    if any(token.pos != "PUNCT" for token in after) or any(anchor not in light for anchor in item.anchors[:1]):
        return ()
    return tuple(
        polarity.plain(token.lemma)
        for token in own.words.tokens[:rank]
        if token.pos in ("VERB", "ADJ") and polarity.plain(token.lemma) not in light
    )


def denies_bare(sides: Sides, item: Item, *, of_source: bool) -> bool:
    """Whether the other side has what the negation denies and no negation of it: "ruled out" for «не исключил»."""
    return any(is_bare(sides, word, item, of_source=of_source) for word in sides.views[not of_source].denying)


def is_bare(sides: Sides, word: Denying, item: Item, *, of_source: bool) -> bool:
    return len(item.words) > 1 and sides.linked(item.words[1:], (word.lemma,), of_source=of_source) >= SURELY


def is_taken(sides: Sides, word: Denying, *, of_source: bool) -> bool:
    """Whether a denying word of the other side stands for one of this side («незаконный» and illegal)."""
    mine = [mine.lemma for mine in sides.views[of_source].denying if mine.group != "hint"]
    return sides.linked(mine, (word.lemma,), of_source=of_source) >= counterparts.LINKED


def is_engaged(sides: Sides, word: Denying, item: Item, *, of_source: bool) -> bool:
    """Whether a word of the other side that may deny renders a word of this one that does not (kept, for «хранилась»),
    and that the negation does not govern."""
    own = sides.views[of_source]
    governed = {*item.words, *item.anchors[:2], *(mine.lemma for mine in own.denying)}
    others = [lemma for lemma in own.words.content if lemma not in governed]
    return sides.linked(others, (word.lemma,), of_source=of_source) >= SURELY


def _is_turned(sides: Sides, item: Item, *, of_source: bool) -> bool:
    """Whether the other side has the opposite of the governed word («не прекращаются» and continue)."""
    own, other = sides.views[of_source].side.language, sides.views[not of_source]
    look = sides.lexicon.translations if of_source else sides.lexicon.origins
    back = sides.lexicon.origins if of_source else sides.lexicon.translations
    mine = set(sides.views[of_source].words.content)
    for anchor in item.anchors[:1]:
        renderings = look(anchor)  # the likeliest alone: "continue" is aligned with прекращаться for its "не"
        likeliest = max(renderings, key=lambda word: renderings[word], default="")
        against = opposites(own, anchor)
        for lemma in other.words.content:
            meant = set(usual(back(lemma)))
            if meant & mine - {anchor}:  # war, in "this is peace, and no longer war", is its own word's rendering
                continue
            if lemma in opposites(other.side.language, likeliest) or against & meant:
                return True
    return False


def _is_joined(sides: Sides, item: Item, *, of_source: bool) -> bool:
    """Whether the other side has the governed word with the negation as its prefix («не известны» and unknown)."""
    own, other = sides.views[of_source], sides.views[not of_source]
    joined = [f"{prefix}{anchor}" for prefix in prefixes(own) for anchor in item.anchors[:1]]
    if sides.linked(joined, other.words.lemmas, of_source=of_source) >= SURELY:
        return True
    look = sides.lexicon.translations if of_source else sides.lexicon.origins
    roots = {
        f"{prefix}{word[:ROOT]}"
        for anchor in item.anchors[:1]
        for word, count in look(anchor).items()
        if len(word) >= ROOT and count >= COMMON * sides.lexicon.seen(anchor, of_source=of_source)
        for prefix in prefixes(other)
    }
    return any(lemma.startswith(root) for lemma in other.words.lemmas for root in roots)


def are_akin(sides: Sides, rests: Sequence[str], lemmas: Iterable[str], *, of_source: bool) -> bool:
    """Whether a word of the other side usually renders one of the root of these (недоказанность, proven)."""
    look = sides.lexicon.origins if of_source else sides.lexicon.translations
    roots = tuple(rest[: ROOT + 1] for rest in rests if len(rest) > ROOT)
    return bool(roots) and any(word.startswith(roots) for lemma in lemmas for word in usual(look(lemma)))


def is_unexpected(sides: Sides, *, of_source: bool) -> bool:
    """Whether only the target denies, and the machine translation of the source has no word at all that does, by its
    make (unfinished) neither."""
    if of_source or sides.expected != (0, 0):
        return False
    rules = sides.views[False].side.language.table("negation")["prefixes"]
    return not any(
        word.startswith(prefix)
        and word not in rules["exempt"]
        and sides.lexicon.seen(counterparts.stem(word[len(prefix) :]), of_source=False) >= KNOWN
        for word in sides.translated
        for prefix in rules["plain"]
    )
