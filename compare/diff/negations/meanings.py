"""Words that deny by meaning or make (refused, unknown), "not only" and "not more than", lost or turned round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from compare.diff import counterparts
from compare.diff.comparison import place
from compare.diff.counterparts import Item
from compare.diff.excerpt import quoted
from compare.diff.negations.answers import are_akin
from compare.diff.negations.sides import RATHER, SURELY, Sides, place_of, usual
from compare.diff.wording.tables import opposites
from compare.facts import polarity
from compare.records import Finding, Place, Polarity, Severity, Token

SURE_UNDONE, SURE_ONLY, SURE_TURNED = 0.65, 0.7, 0.8
"""How sure the rules of lexical negations, of "not only" and of opposites are; chosen on the same."""


def turned(sides: Sides, *, of_source: bool) -> Iterator[Finding]:
    """Words that deny by their meaning (отказался) where the other side has the opposite (agreed) and denies
    nothing."""
    own, other = sides.views[of_source], sides.views[not of_source]
    if own.strong or other.strong or any(word.group != "hint" for word in other.denying):
        return
    for item in own.lexical:
        opposite = next((token for token in other.words.tokens if _are_opposite(sides, item, token, of_source)), None)
        if opposite is not None:
            pair = place(item.fact), Place(opposite.start, opposite.stop, opposite.text)
            here, there = pair if of_source else pair[::-1]
            one, two = sides.views[True].side.language, sides.views[False].side.language
            message = (
                f"The {one.name} has {quoted(one, here.text)}, the {two.name} {quoted(two, there.text)}, "
                "which means the opposite."
            )
            severity: Severity = "critical" if item.is_main else "major"
            yield Finding(
                "negation", severity, SURE_TURNED, sides.rank, (here,), (there,), message, "negation-opposite"
            )
        elif of_source and _is_gone(sides, item):
            message = sides.says(counterparts.context(own.side, item.fact), of_source=True)
            yield sides.finding("major", SURE_UNDONE, place(item.fact), message, of_source=True)


def _is_gone(sides: Sides, item: Item) -> bool:
    """Whether the target says what a word of the source denies by its meaning (refused to sign, signed), and has
    no word for that one; the machine translation denies, the target does not."""
    lemmas = sides.views[False].words.content
    if sides.expected is None or sides.expected[1] == 0 or sides.shown != (0, 0):
        return False
    if sides.linked(item.words, lemmas, of_source=True) >= counterparts.LINKED:
        return False
    scope = cast(Polarity, item.fact.value).scope
    denied = [
        polarity.plain(token.lemma)
        for token in sides.views[True].words.tokens
        if scope.start <= token.start < scope.stop and token.pos == "VERB"
    ]
    return sides.linked(denied, lemmas, of_source=True) >= SURELY


def _are_opposite(sides: Sides, item: Item, token: Token, of_source: bool) -> bool:
    """Whether a word of the other side is the opposite of a word that denies, or of what usually renders it."""
    own, other = sides.views[of_source].side.language, sides.views[not of_source].side.language
    lemma, mine = polarity.plain(token.lemma), item.words[0]
    if token.pos not in counterparts.CONTENT:
        return False
    look = sides.lexicon.translations if of_source else sides.lexicon.origins
    back = sides.lexicon.origins if of_source else sides.lexicon.translations
    return any(lemma in opposites(other, word) for word in usual(look(mine))) and any(
        mine in opposites(own, word) for word in usual(back(lemma))
    )


def undone(sides: Sides, *, of_source: bool) -> Iterator[Finding]:
    """Words that deny by their make (неизвестно) where the other side has the rest of the word (known) and
    denies nothing."""
    other = sides.views[not of_source]
    if other.strong or any(word.group != "hint" and not word.is_preposition for word in other.denying):
        return
    for word in sides.views[of_source].denying:
        if not word.surely:
            continue
        whole = sides.linked((word.lemma,), other.words.lemmas, of_source=of_source)
        rest = sides.linked(word.rests, other.words.lemmas, of_source=of_source)
        if rest < SURELY and are_akin(sides, word.rests, other.words.content, of_source=of_source):
            rest = SURELY
        if (rest >= SURELY and rest >= RATHER * whole) or (of_source and _is_bare(sides, rest)):
            message = sides.says(word.span.text, of_source=of_source)
            yield sides.finding("major", SURE_UNDONE, place_of(word.span), message, of_source=of_source)


def _is_bare(sides: Sides, rest: float) -> bool:
    """Whether the machine translation has a word that denies by its make where the target has the rest of it
    (unvaccinated, vaccinated), or denies more than the target does where that has the rest (``rest``: its link)."""
    if sides.expected is None:
        return False
    rules = sides.views[False].side.language.table("negation")["prefixes"]
    words = {token.text.lower() for token in sides.views[False].words.tokens}
    made = {f"{prefix}{word}" for prefix in (*rules["plain"], *rules["adjectives"]) for word in words}
    if (made & sides.translated) - words:
        return True
    return rest >= SURELY and sides.expected[1] > sides.shown[1]


def qualified(sides: Sides) -> Iterator[Finding]:
    """A target's "not more than", "not just" where neither the source nor the translation has a word that denies:
    the figure or the praise is turned round."""
    source, target = sides.views[True], sides.views[False]
    denies = source.strong or source.phrases or any(word.group != "hint" for word in source.denying)
    if denies or sides.expected != (0, 0) or target.qualified is None:
        return
    yield sides.finding(
        "major",
        SURE_ONLY,
        place_of(target.qualified),
        sides.says(target.qualified.text, of_source=False),
        of_source=False,
    )


def bared(sides: Sides, *, of_source: bool) -> Iterator[Finding]:
    """ "Not only" that became "only", or the reverse."""
    own, other = sides.views[of_source], sides.views[not of_source]
    if own.not_only and other.only and not own.only and not other.not_only:
        one, two = own.side.language, other.side.language
        message = (
            f"The {one.name} says {quoted(one, own.not_only.text)}, the {two.name} just {quoted(two, other.only.text)}."
        )
        places = (place_of(own.not_only),), (place_of(other.only),)
        rule = "negation-lost" if of_source else "negation-added"
        source, target = places if of_source else places[::-1]
        yield Finding("negation", "major", SURE_ONLY, sides.rank, source, target, message, rule)
