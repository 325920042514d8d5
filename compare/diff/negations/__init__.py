"""Negations that one side has and the other does not.

The negations of a bead are paired by what they govern. What is left over may be answered by a word that denies by its
meaning (refused, unhappy, until), or by the machine translation, which shows how this sentence is usually said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from compare import lexicon as lexicons
from compare.diff import counterparts
from compare.diff.comparison import Comparison, place
from compare.diff.counterparts import Item
from compare.diff.denying import Denying, View, view
from compare.diff.excerpt import quoted
from compare.diff.gravity import of_reversal
from compare.diff.negations import comments, contrasts, refused
from compare.diff.negations.answers import DENIAL, answer, best, denies_bare, is_taken
from compare.diff.negations.grounds import said
from compare.diff.negations.matching import matched
from compare.diff.negations.meanings import bared, qualified, turned, undone, unsaid
from compare.diff.negations.scopes import covering, is_denied_with
from compare.diff.negations.sides import Sides, sides_of
from compare.diff.negations.worded import is_worded_away
from compare.records import Fact, Finding

BASE, LEAST = 0.6, 0.55
AGREES, DISAGREES = 0.2, -0.35
SAID, UNSAID = 0.15, -0.1
"""Weights of what speaks for and against a difference; chosen on human translations of news and damaged copies."""

UNSURE = 0.5
"""The most that is claimed of a negation that may be worded away: most of those read on untouched sentences were (make
little of it, for «не придают значения»)."""


def find(comparison: Comparison) -> Iterator[Finding]:
    """The negations lost and added between two versions, bead by bead."""
    for sides in _sides(comparison):
        yield from _findings(sides)


def pairs(comparison: Comparison) -> Iterator[tuple[Fact, Fact]]:
    """The negations that stand for each other, bead by bead: by what they govern, and words that deny by their meaning
    where they render each other."""
    for sides in _sides(comparison):
        source, target = sides.views[True], sides.views[False]
        for one, other in matched(sides).pairs:
            here, there = _fact(one, source), _fact(other, target)
            if here and there:
                yield here, there
        for item in source.lexical:
            renders = (other for other in target.lexical if sides.linked(item.words, other.words, of_source=True))
            yield from ((item.fact, other.fact) for other in islice(renders, 1))


def _sides(comparison: Comparison) -> Iterator[Sides]:
    lexicon = lexicons.load(comparison.source.language.code, comparison.target.language.code)
    for rank, bead in comparison.pairs():
        source = view(comparison.source, bead.source, lexicon, of_source=True)
        target = view(comparison.target, bead.target, lexicon, of_source=False)
        yield sides_of(rank, source, target, lexicon, comparison.translations[rank])


def _fact(one: Item | Denying, own: View) -> Fact | None:
    """The fact of a denial; a word that denies by its meaning need not be one."""
    if isinstance(one, Item):
        return one.fact
    return next((item.fact for item in own.lexical if item.fact.start == one.span.start), None)


def _findings(sides: Sides) -> Iterator[Finding]:
    """The negations that have no counterpart, each weighed by all that speaks for and against it."""
    found = matched(sides)
    sides, lost, added = found.sides, found.lost, found.added
    opposites: list[Finding] = []
    swapped = [*contrasts.find(sides), *comments.find(sides)]
    yield from swapped
    for of_source, left, others in ((True, lost, added), (False, added, lost)):
        for item in () if swapped else _uncancelled(left):
            confidence = _weigh(sides, item, of_source=of_source)
            if confidence >= LEAST:
                yield from _of_cue(sides, item, confidence, of_source=of_source)
        opposite = list(turned(sides, of_source=of_source))
        yield from opposite
        opposites += opposite
        if not left and not others and not opposite:
            yield from undone(sides, of_source=of_source)
        yield from bared(sides, of_source=of_source)
    if not added:
        yield from qualified(sides)
    if not lost and not opposites and not swapped:
        done = list(refused.find(sides))
        yield from done or unsaid(sides, added)


def _weigh(sides: Sides, item: Item, *, of_source: bool) -> float:
    other = sides.views[not of_source]
    if item.cue.group == "until" or _is_undone(sides, item, of_source=of_source):
        return 0.0
    if (
        item.cue.hedged
        and other.side.of("hedge", other.sentences)
        and not denies_bare(sides, item, of_source=of_source)
    ):
        return 0.0
    said = _by_anchor(sides, item, of_source=of_source)
    shown = _by_translation(sides, of_source=of_source)
    if of_source and said > 0 and not _is_translated(sides, item):
        shown = max(shown, 0.0)
    total = BASE + shown + said
    return min(0.95, total - answer(sides, item, of_source=of_source))


def _by_translation(sides: Sides, *, of_source: bool) -> float:
    """Whether the machine translation has the negation where the source has it, or has it not where only the
    target does."""
    if sides.expected is None:
        return 0.0
    there = len(sides.views[False].strong)
    (fewest, most), (fewest_there, most_there) = sides.expected, sides.shown
    if of_source:
        surely = fewest > there or (fewest > fewest_there and most > most_there)
        return AGREES if surely else 0.0 if most > there else DISAGREES
    surely = most < there or (fewest < fewest_there and most < most_there)
    return AGREES if surely else 0.0 if fewest < there else DISAGREES


def _is_translated(sides: Sides, item: Item) -> bool:
    """Whether the machine translation has a word for what the source denies: one that has none was cut short there, and
    its silence tells nothing of the negation."""
    return counterparts.linked(sides.lexicon, item.anchors[:1], sides.stems) >= counterparts.LINKED


def _by_anchor(sides: Sides, item: Item, *, of_source: bool) -> float:
    """Whether the other side has what is denied, and so says it; or says something else."""
    light = sides.views[of_source].side.language.table("negation")["light"]
    anchors = [anchor for anchor in item.anchors[:1] if anchor not in light]
    if not anchors:
        return 0.0
    other = sides.views[not of_source]
    if sides.linked(anchors, other.words.content, of_source=of_source) < counterparts.LINKED:
        return UNSAID
    return SAID


def _is_undone(sides: Sides, item: Item, *, of_source: bool) -> bool:
    """Whether the negation denies a word that denies, and the other side has neither (no lack of, enough)."""
    there = sides.views[not of_source]
    other = there.words.content
    weighty = (word for word in there.denying if not word.is_preposition)  # not "until"
    if any(not is_taken(sides, word, of_source=of_source) for word in weighty):
        return False
    return any(
        word.group != "hint"
        and word.lemma in item.anchors[:2]
        and sides.linked((word.lemma,), other, of_source=of_source) < counterparts.LINKED
        for word in sides.views[of_source].denying
    )


def _of_cue(sides: Sides, item: Item, confidence: float, *, of_source: bool) -> Iterator[Finding]:
    """The finding on a negation that is left over; none where the other side says it in other words, a doubtful one
    where it has not what is denied, or has a word that may deny it."""
    if is_worded_away(sides, item, of_source=of_source) or contrasts.is_kept(
        sides, item.fact.start, of_source=of_source
    ):
        return
    rests = said(sides, item, of_source=of_source)
    covers = list(covering(sides, item, rests[1], of_source=of_source)) if rests else []
    if rests and is_denied_with(sides, rests[1], of_source=of_source):
        return
    if any(word.group != "hint" for word in covers):
        return
    if not rests or covers or answer(sides, item, of_source=of_source) >= DENIAL:
        confidence = min(confidence, UNSURE)
    severity = of_reversal(confidence, is_main=item.is_main and item.cue.group == "clause")
    if severity == "minor":
        confidence = min(confidence, UNSURE)
    shown = counterparts.context(sides.views[of_source].side, item.fact)
    message = sides.says(shown, of_source=of_source)
    weight, word = best(sides, item, of_source=of_source)
    if severity == "minor" and weight >= DENIAL and word is not None:
        other = sides.views[not of_source].side.language
        message = f"{message} The {other.name} may say so by {quoted(other, word.span.text)}."
        yield sides.finding(severity, confidence, place(item.fact), message, of_source=of_source, answer=word.span)
        return
    yield sides.finding(severity, confidence, place(item.fact), message, of_source=of_source)


def _uncancelled(left: Sequence[Item]) -> Iterator[Item]:
    """Two negations of which one governs the other deny nothing together («не страдает без работы»)."""
    for item in left:
        if not any(_cancel(item, other) or _cancel(other, item) for other in left if other is not item):
            yield item


def _cancel(one: Item, other: Item) -> bool:
    same_sentence = one.fact.sentence == other.fact.sentence
    return same_sentence and bool(one.anchors[1:2]) and one.anchors[1:2] == other.anchors[:1]
