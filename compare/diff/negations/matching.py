"""Which denial of the target stands for which of the source: "no" for «нет», «не имеют доступа» for "barred from"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from compare.diff import counterparts
from compare.diff.counterparts import Item
from compare.diff.denying import Denying
from compare.diff.negations.answers import is_taken
from compare.diff.negations.sides import Sides
from compare.facts import polarity

BOTH_OUTRIGHT = 0.5
"""What it is worth that both sides deny outright, beside what :func:`compare.diff.counterparts.paired` weighs."""

KIN = 0.005
"""The least weight of kinship by which two negations govern the same."""

ABOUT = 0.05
"""The least share of alignments that joins what a negation governs to what depends on a word that denies by its
meaning."""


@dataclass(frozen=True)
class Matched:
    """The denials that stand for each other, and the negations of either side that nothing stands for; ``sides`` know
    which words that deny by their meaning stand for a negation of the other side."""

    sides: Sides
    pairs: list[tuple[Item | Denying, Item | Denying]]
    lost: list[Item]
    added: list[Item]


def matched(sides: Sides) -> Matched:
    """Pairs the negations of a bead with each other and with words that deny by their meaning."""
    source, target = _denials(sides, of_source=True), _denials(sides, of_source=False)

    def score(one: int, other: int) -> float:
        return _score(sides, source[one], target[other])

    made = counterparts.best_first(len(source), len(target), score)
    used = {id(source[one]) for one, _ in made} | {id(target[other]) for _, other in made}
    words = {
        of_source: frozenset(one.span.start for one in own if isinstance(one, Denying) and id(one) in used)
        for of_source, own in ((True, source), (False, target))
    }
    lost, added = ([one for one in own if isinstance(one, Item) and id(one) not in used] for own in (source, target))
    pairs = [(source[one], target[other]) for one, other in made]
    return Matched(replace(sides, used=words), pairs, lost, added)


def _denials(sides: Sides, *, of_source: bool) -> list[Item | Denying]:
    """The negations of a side, and the words that deny by their meaning, that no negation denies (did not fail) and no
    such word of the other side renders."""
    view = sides.views[of_source]
    denied = set(polarity.lexicon(view.side.language, "negation", "cues").concord)  # «никто» denies with its «не»
    denied |= {lemma for item in view.strong for lemma in (*item.words, *item.anchors[:1])}
    words = [
        word
        for word in view.denying
        if word.group != "hint"
        and not word.is_preposition
        and word.lemma not in denied
        and not is_taken(sides, word, of_source=not of_source)
    ]
    return [*view.strong, *words]


def _score(sides: Sides, one: Item | Denying, other: Item | Denying) -> float:
    near = 1.0 - abs(one.position - other.position)
    if isinstance(one, Item) and isinstance(other, Item):
        governs = _govern_alike(sides, one, other)
        return BOTH_OUTRIGHT + near + (counterparts.GOVERNS if governs else 0.0)
    if isinstance(one, Denying) and isinstance(other, Denying):
        return 0.0
    governs = sides.linked(_about(one), _about(other), of_source=True) >= ABOUT
    return near + counterparts.GOVERNS if governs else 0.0


def _govern_alike(sides: Sides, one: Item, other: Item) -> bool:
    """Whether two negations govern what renders each other, or near synonyms (satisfied, content)."""
    if sides.linked(one.anchors[:2], other.anchors[:2], of_source=True) >= counterparts.LINKED:
        return True
    kin = (sides.lexicon.kin(anchor, of_source=True) for anchor in one.anchors[:1])
    return any(found.get(anchor, 0.0) >= KIN for found in kin for anchor in other.anchors[:2])


def _about(one: Item | Denying) -> tuple[str, ...]:
    return one.anchors if isinstance(one, Item) else (*one.rests, *one.about)
