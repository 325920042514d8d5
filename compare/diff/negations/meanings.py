"""Words that deny by meaning or make (refused, unknown), "not only" and "not more than", lost or turned round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.diff import counterparts
from compare.diff.comparison import place
from compare.diff.counterparts import Item
from compare.diff.denying import Denying
from compare.diff.excerpt import excerpt, quoted
from compare.diff.gravity import is_main, of_reversal
from compare.diff.negations.answers import are_akin, is_taken
from compare.diff.negations.grounds import INFINITIVES, children, rank_at, rendered
from compare.diff.negations.sides import RATHER, SURELY, Sides, usual
from compare.diff.row import CONTENT
from compare.diff.wording.tables import opposites
from compare.facts import polarity
from compare.records import Finding, Place, Token

SURE_UNDONE, SURE_ONLY, SURE_TURNED, UNSURE = 0.65, 0.7, 0.8, 0.5
"""How sure the rules of lexical negations, of "not only" and of opposites are, and of a lexical negation that one
witness alone misses; chosen on the same."""


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
            severity = of_reversal(SURE_TURNED, is_main=item.is_main)
            yield Finding(
                "negation", severity, SURE_TURNED, sides.rank, (here,), (there,), message, "negation-opposite"
            )


def unsaid(sides: Sides, added: Sequence[Item]) -> Iterator[Finding]:
    """Words of the source that deny by their meaning (воздержалась, освобождены) where the target denies nothing that
    another word of the source does not: nothing renders the word. What it denies is said, or the machine translation
    denies it; where both hold, the finding is grave, and a noun (отказ, лишения) is not told otherwise."""
    other = sides.views[False]
    idle = [
        word
        for word in other.denying
        if word.group != "hint"
        and not stands(sides, word, of_source=False)
        and not renders_plain(sides, word, of_source=False)
    ]
    hinted = any(word.group == "hint" for word in other.denying)
    if added or idle or other.phrases > sides.views[True].phrases:
        return
    concord = polarity.lexicon(sides.views[True].side.language, "negation", "cues").concord
    for word in sides.views[True].denying:
        if word.group != "denial" or word.rests or word.is_preposition or stands(sides, word, of_source=True):
            continue
        if _is_doubled(sides, word):
            continue
        if word.lemma in concord:  # «ни» denies with its «не»
            continue
        if sides.linked((word.lemma,), other.words.content, of_source=True) >= counterparts.LINKED:
            continue
        said = sides.linked(word.about, other.words.content, of_source=True) >= SURELY
        denied = _denies(sides, word) and not _is_of_another(sides, word)
        if (said and denied) or ((said or (denied and not hinted)) and not word.is_noun):
            message, sure = _says(sides, word), SURE_UNDONE if said and denied else UNSURE
            severity = of_reversal(sure, is_main=is_main(sides.views[True].side, word.span.start))
            where = (place(word.span),)
            yield Finding("negation", severity, sure, sides.rank, where, (), message, "negation-unsaid")


def stands(sides: Sides, word: Denying, *, of_source: bool) -> bool:
    """Whether a word that denies by its meaning stands for a negation or such a word of the other side, or is denied
    itself."""
    if word.span.start in sides.used.get(of_source, frozenset()) or is_taken(sides, word, of_source=not of_source):
        return True
    return any(word.lemma in (*item.words, *item.anchors[:1]) for item in sides.views[of_source].strong)


def renders_plain(sides: Sides, word: Denying, *, of_source: bool) -> bool:
    """Whether a word that may deny renders one of the other side that does not (opposition, «оппозиционный»)."""
    other = sides.views[not of_source]
    denying = {one.lemma for one in other.denying if one.group != "hint"}
    plain = [lemma for lemma in other.words.content if lemma not in denying]
    return sides.linked((word.lemma,), plain, of_source=of_source) >= SURELY


def _is_of_another(sides: Sides, word: Denying) -> bool:
    """Whether what the word refuses to do is nowhere on the other side: refused to cut the rate, held it."""
    view = sides.views[True]
    rank = rank_at(view, word.span.start)
    below = [] if rank is None else [one for one in children(view, rank) if view.words.tokens[one].pos == "VERB"]
    deeds = [view.words.tokens[one] for one in below if view.words.tokens[one].relation in INFINITIVES]
    return bool(deeds) and all(rendered(sides, deed, of_source=True) is None for deed in deeds)


def _is_doubled(sides: Sides, word: Denying) -> bool:
    """Whether a preposition under a word of the source denies with it (возражает против), and stands for a word of the
    target."""
    view = sides.views[True]
    rank = rank_at(view, word.span.start)
    for other in view.denying:
        if other.is_preposition and is_taken(sides, other, of_source=False):
            place = rank_at(view, other.span.start)
            if place is not None and rank in (view.words.heads[place], view.words.heads[view.words.heads[place]]):
                return True
    return False


def _denies(sides: Sides, word: Denying) -> bool:
    """Whether the machine translation has a word that denies and that renders this one, or denies more than the target
    does."""
    if sides.expected is None:
        return False
    answers = polarity.lexicon(sides.views[False].side.language, "negation", "answers")
    tokens = counterparts.bare(" ".join(sorted(sides.translated)))
    rendered = [tokens[match.first].lemma for match in answers.matches(tokens) if match.cue.group != "hint"]
    return sides.expected[1] > sides.shown[1] or sides.linked((word.lemma,), rendered, of_source=True) >= SURELY


LONGEST = 60
"""Characters that a message shows of a word with what follows it."""


def _says(sides: Sides, word: Denying) -> str:
    side = sides.views[True].side
    sentence = next(one for one in side.sentences if one.start <= word.span.start < one.stop)
    shown = excerpt(side.language, sentence.text[word.span.start - sentence.start :], LONGEST)
    return f"Only the {side.language.name} denies this: {shown}."


def _are_opposite(sides: Sides, item: Item, token: Token, of_source: bool) -> bool:
    """Whether a word of the other side is the opposite of a word that denies, or of what usually renders it."""
    own, other = sides.views[of_source].side.language, sides.views[not of_source].side.language
    lemma, mine = polarity.plain(token.lemma), item.words[0]
    if token.pos not in CONTENT:
        return False
    look = sides.lexicon.translations if of_source else sides.lexicon.origins
    back = sides.lexicon.origins if of_source else sides.lexicon.translations
    return any(lemma in opposites(other, word) for word in usual(look(mine))) and any(
        mine in opposites(own, word) for word in usual(back(lemma))
    )


def undone(sides: Sides, *, of_source: bool) -> Iterator[Finding]:
    """Words that deny by their make (неизвестно) where the other side has the rest of the word (known) and
    denies nothing that another word does not."""
    other = sides.views[not of_source]
    idle = [word for word in other.denying if word.group != "hint" and not word.is_preposition]
    if any(not stands(sides, word, of_source=not of_source) for word in idle):
        return
    for word in sides.views[of_source].denying:
        if not word.surely or stands(sides, word, of_source=of_source):
            continue
        whole = sides.linked((word.lemma,), other.words.lemmas, of_source=of_source)
        rest = sides.linked(word.rests, other.words.lemmas, of_source=of_source)
        if rest < SURELY and are_akin(sides, word.rests, other.words.content, of_source=of_source):
            rest = SURELY
        if (rest >= SURELY and rest >= RATHER * whole) or (of_source and _is_bare(sides, rest)):
            yield _undone(sides, word, of_source=of_source)


def _undone(sides: Sides, word: Denying, *, of_source: bool) -> Finding:
    """With the place of the word that says the contrary, if one renders the rest."""
    own, other = sides.views[of_source].side.language, sides.views[not of_source]
    links = {
        token: sides.linked(word.rests, (polarity.plain(token.lemma),), of_source=of_source)
        for token in other.words.tokens
        if token.pos in CONTENT
    }
    best = max(links, key=lambda token: links[token], default=None)
    severity = of_reversal(SURE_UNDONE, is_main=is_main(sides.views[of_source].side, word.span.start))
    if best is None or links[best] < SURELY:
        message = sides.says(word.span.text, of_source=of_source)
        return sides.finding(severity, SURE_UNDONE, place(word.span), message, of_source=of_source)
    here, there = place(word.span), Place(best.start, best.stop, best.text)
    message = (
        f"The {own.name} denies this ({quoted(own, here.text)}), the {other.side.language.name} does not "
        f"({quoted(other.side.language, there.text)})."
    )
    places = ((here,), (there,)) if of_source else ((there,), (here,))
    rule = "negation-lost" if of_source else "negation-added"
    return Finding("negation", severity, SURE_UNDONE, sides.rank, *places, message, rule)


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
        place(target.qualified),
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
        places = (place(own.not_only),), (place(other.only),)
        rule = "negation-lost" if of_source else "negation-added"
        source, target = places if of_source else places[::-1]
        yield Finding("negation", "major", SURE_ONLY, sides.rank, source, target, message, rule)
