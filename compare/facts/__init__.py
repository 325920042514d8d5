"""Sentence -> facts: what can be checked in a story, found in its own language.

One module a kind. Each finder is a pure function ``find(document, language, found) -> list[Fact]``; ``found`` holds
the facts that the finders before it have seen, so that a year inside a date is not read again as a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from compare.facts import attributions, dates, figures, hedges, names, negations, quotes
from compare.languages import Language
from compare.names.concepts import Gazetteer, shipped
from compare.records import Document, Fact

Finder = Callable[[Document, Language, Sequence[Fact]], list[Fact]]


def finders(gazetteer: Gazetteer) -> tuple[Finder, ...]:
    """One finder a kind, in this order: each may look at the facts of those before it."""
    return (
        dates.find,
        figures.find,
        partial(names.find, gazetteer=gazetteer),
        quotes.find,
        attributions.find,
        negations.find,
        hedges.find,
    )


def extract(document: Document, language: Language, gazetteer: Gazetteer | None = None) -> tuple[Fact, ...]:
    """All facts of a story, in the order of the text. ``gazetteer`` holds the names that are known beforehand
    (default: those shipped with the tool)."""
    found: list[Fact] = []
    for find in finders(gazetteer or shipped()):
        found.extend(find(document, language, tuple(found)))
    speakers = attributions.speakers(found)
    facts = [speakers.get((fact.start, fact.stop), fact) if fact.kind == "quote" else fact for fact in found]
    return tuple(sorted(facts, key=lambda fact: (fact.sentence, fact.start, fact.stop, fact.kind)))
