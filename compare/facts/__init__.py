"""Sentence -> facts: what can be checked in a story, found in its own language.

One module a kind. Each finder is a pure function ``find(document, language, found) -> list[Fact]``; ``found`` holds
the facts that the finders before it have seen, so that a year inside a date is not read again as a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from compare.facts import attributions, dates, figures, hedges, names, negations, quotes
from compare.languages import Language
from compare.records import Document, Fact

Finder = Callable[[Document, Language, Sequence[Fact]], list[Fact]]

FINDERS: tuple[Finder, ...] = (
    dates.find,
    figures.find,
    names.find,
    quotes.find,
    attributions.find,
    negations.find,
    hedges.find,
)
"""In this order: each may look at the facts of those before it."""


def extract(document: Document, language: Language) -> tuple[Fact, ...]:
    """All facts of a story, in the order of the text."""
    found: list[Fact] = []
    for find in FINDERS:
        found.extend(find(document, language, tuple(found)))
    speakers = attributions.speakers(found)
    facts = [speakers.get((fact.start, fact.stop), fact) if fact.kind == "quote" else fact for fact in found]
    return tuple(sorted(facts, key=lambda fact: (fact.sentence, fact.start, fact.stop, fact.kind)))
