"""Currencies named without a sum: roubles changed into euros told as dollars changed into euros."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from compare.diff.comparison import Side
from compare.diff.figures.measures import is_currency
from compare.facts.figures.lexicon import lexicon
from compare.facts.figures.line import split
from compare.records import Bead, Fact, Figure, Span


def replaced(bead: Bead, source: Side, target: Side) -> tuple[tuple[str, Span], tuple[str, Span]] | None:
    """The one currency that only the source names in this bead and the one that only the target names, each with its
    place; ``None`` where more or less than one went or came."""
    here = _bare(source, bead.source)
    if not here:  # as in most beads, so that the target need not be read
        return None
    there = _bare(target, bead.target)
    lost = here.keys() - there.keys() - _of_sums(target.of("figure", bead.target))
    new = there.keys() - here.keys() - _of_sums(source.of("figure", bead.source))
    if len(lost) != 1 or len(new) != 1:
        return None
    (was,), (now,) = lost, new
    return (was, here[was]), (now, there[now])


def _bare(side: Side, sentences: Sequence[int]) -> dict[str, Span]:
    """The currencies that words outside all figures name, each with its first place."""
    return dict(reversed(list(_words(side, sentences))))


def _words(side: Side, sentences: Iterable[int]) -> Iterator[tuple[str, Span]]:
    units = lexicon(side.language).units
    for index in sentences:
        sentence = side.sentences[index]
        facts = side.of("figure", [index])
        for word in split(sentence.text):
            unit = units.single(word.key) if len(word.text) > 2 else None
            start = sentence.start + word.start
            stop = start + len(word.text)
            if unit and is_currency(unit) and not any(fact.start <= start < fact.stop for fact in facts):
                yield unit, Span(start, stop, word.text)


def _of_sums(facts: Iterable[Fact]) -> set[str]:
    return {fact.value.unit for fact in facts if isinstance(fact.value, Figure) and fact.value.unit}
