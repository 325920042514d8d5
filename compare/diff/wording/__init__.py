"""Words that changed where no fact did: a word that became its opposite or a stronger one, words that are gone or new,
a sentence told freely.

Three witnesses speak of a word: the word estimator (contextual states), the lexicon, and the machine translation.
Words of facts (figures, names, speakers, negations, hedges) have rules of their own and are left alone here.
"""

from __future__ import annotations

from collections.abc import Iterator

from compare import lexicon as lexicons
from compare.diff import events
from compare.diff.comparison import Comparison
from compare.diff.wording import (
    degrees,
    doers,
    framed,
    free,
    gone,
    joints,
    particles,
    periods,
    quantifiers,
    quoted,
    ranks,
    roles,
    standings,
    superlatives,
    terms,
    titles,
    turned,
)
from compare.diff.wording.bead import Pair, Seen
from compare.estimate import Estimates
from compare.records import Finding


def find(comparison: Comparison) -> Iterator[Finding]:
    """The changes of wording between two versions, bead by bead."""
    lexicon = lexicons.load(comparison.source.language.code, comparison.target.language.code)
    below = free.threshold(comparison)
    pairs = {rank: Pair(rank, bead, comparison, lexicon) for rank, bead in comparison.pairs() if len(lexicon)}
    if isinstance(comparison.estimates, Estimates):
        comparison.estimates.make({rank: pair.doubtful_words for rank, pair in pairs.items() if pair.is_doubtful})
    for rank, bead in comparison.pairs():
        found: list[Finding] = []
        if pair := pairs.get(rank):
            found = list(framed.find(pair, comparison.framing))
            found += titles.find(pair)
            found += joints.find(pair)
            found += roles.find(pair)
            found += events.find(pair, _places(found))
            found += doers.find(pair)
            found += superlatives.find(pair)
            found += degrees.find(pair)
            found += ranks.find(pair)
            found += standings.find(pair)
            numbers = quantifiers.read(pair)
            found += quantifiers.find(pair, numbers)
            found += periods.find(pair)
            found += particles.find(pair, _places(found))
            found += turned.find(pair, _places(found) | quantifiers.kept(numbers))
            found += quoted.find(pair, _places(found))
            found += gone.find(pair, _places(found) | terms.rendered(pair))
        is_free = not found and free.is_one_to_one(bead) and bead.similarity < below
        if is_free and free.is_long_enough(bead, comparison):
            found = [free.told_freely(rank, bead, comparison)]
        yield from found


def _places(findings: list[Finding]) -> Seen:
    """What findings have named already: no rule names it again."""
    sides = ((True, one.source) for one in findings), ((False, one.target) for one in findings)
    return frozenset(
        (of_source, at)
        for side in sides
        for of_source, places in side
        for place in places
        for at in range(place.start, place.stop)
    )
