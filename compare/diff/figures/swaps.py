"""Figures that changed places: 60 killed and 55 wounded told as 55 killed and 60 wounded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from anyascii import anyascii

from compare.diff.comparison import Side
from compare.diff.crossing import Crossing
from compare.diff.figures import counted, limits
from compare.diff.figures.measures import family
from compare.diff.figures.pairing import Item, Pair
from compare.facts.figures.lexicon import lexicon
from compare.facts.figures.patterns import normal
from compare.records import Fact, Sentence

REACH = 7
"""How many words on either side of a figure say what it counts."""

GENERAL = frozenset({"person", "case", "people"})
"""Nouns that may stand for anything that is counted."""


def swapped(pairs: Sequence[Pair], source: Side, target: Side) -> Iterator[tuple[Pair, Pair]]:
    """Pairs of equal figures whose counted things changed places, by the tables of nouns or by the words around."""
    crossing = Crossing(source, target)
    candidates = [pair for pair in pairs if pair.relation.kind == "same" and pair.source.figure.high is None]
    for one, other in combinations(candidates, 2):
        if not _exchangeable(one, other):
            continue
        facts = (one.source.fact, other.source.fact), (one.target.fact, other.target.fact)
        if (
            _crossed(one, other, source, target)
            or limits.crossed(facts, source, target)
            or counted.crossed(facts, source, target)
            or crossing.crossed(*facts)
        ):
            yield one, other


def _exchangeable(one: Pair, other: Pair) -> bool:
    """Two different numbers of one family, in one sentence of the source."""
    figures = (one.source.figure, other.source.figure)
    return (
        abs(figures[0].number - figures[1].number) > 1e-9
        and one.source.fact.sentence == other.source.fact.sentence
        and one.target.fact.sentence == other.target.fact.sentence
        and (family(figures[0].unit) == family(figures[1].unit) or None in (figures[0].unit, figures[1].unit))
        and "ordinal" not in (figures[0].unit, figures[1].unit)
    )


def _crossed(one: Pair, other: Pair, source: Side, target: Side) -> bool:
    """Whether each number counts now what the other counted."""
    if _units_crossed(one, other):
        return True
    here = concepts(one.source, source), concepts(other.source, source)
    there = concepts(one.target, target), concepts(other.target, target)
    straight = _shared(here[0], there[0], there[1]) + _shared(here[1], there[1], there[0])
    crossed = _shared(here[0], there[1], there[0]) + _shared(here[1], there[0], there[1])
    return straight == 0 and crossed >= 2


def _units_crossed(one: Pair, other: Pair) -> bool:
    """5 soldiers and 12 militants told as 12 soldiers and 5 militants."""
    here = one.source.figure.unit, other.source.figure.unit
    there = one.target.figure.unit, other.target.figure.unit
    return None not in here and here[0] != here[1] and here == (there[1], there[0])


def _shared(source: frozenset[str], target: frozenset[str], other: frozenset[str]) -> int:
    """How many concepts of a source figure stand with this target figure and not with the other one."""
    return len(source & target - other)


def concepts(item: Item, side: Side) -> frozenset[str]:
    """What a figure is about: its counted noun, and the known nouns and the names nearer to it than to another
    figure of its sentence."""
    return _near(item.fact, side)


def _near(fact: Fact, side: Side) -> frozenset[str]:
    sentence = side.sentences[fact.sentence]
    parse = side.document.parses[fact.sentence]
    figures = side.of("figure", [fact.sentence])
    start = max((f.stop for f in figures if f.stop <= fact.start), default=sentence.start)
    stop = min((f.start for f in figures if f.start >= fact.stop), default=sentence.stop)
    tables = lexicon(side.language)
    tokens = [token for token in parse.tokens if start <= token.start < stop]
    inside = [rank for rank, token in enumerate(tokens) if fact.start <= token.start < fact.stop]
    if not inside:
        return frozenset()
    found: set[str] = set()
    if (unit := getattr(fact.value, "unit", None)) is not None and family(unit) == "count":
        found.add(unit)
    for rank in range(max(0, inside[0] - REACH), min(len(tokens), inside[-1] + 1 + REACH)):
        token = tokens[rank]
        for key in (normal(token.lemma), normal(token.text)):
            if (hit := tables.nouns.single(key)) is not None:
                found.add(hit)
        if _is_name(token.text, token.start, sentence):
            found.add(_skeleton(token.text))
    return frozenset(found - GENERAL)


def _is_name(text: str, start: int, sentence: Sentence) -> bool:
    return text[:1].isupper() and start != sentence.start and len(text) > 3


def _skeleton(text: str) -> str:
    """The first consonants of a name in Latin letters: «Хюндай» and "Hyundai" need not match, most names do."""
    letters = anyascii(text).lower().replace("kh", "h").replace("c", "k").replace("y", "i")
    return "~" + "".join(letter for letter in letters if letter not in "aeiou'")[:4]
