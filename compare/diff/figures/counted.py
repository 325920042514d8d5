"""What two numbers count, by the nouns that they hang on: 27 officials and three companies, 27 companies and three
officials."""

from __future__ import annotations

from compare import lexicon as lexicons
from compare.diff.comparison import Side
from compare.facts.polarity import plain
from compare.records import Fact

LINKED, OTHER = 0.05, 0.02
"""The share of alignments from which two nouns are one, and that below which they are not."""

NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
"""Parts of speech of what is counted: adults are adjectives in Russian."""

Facts = tuple[tuple[Fact, Fact], tuple[Fact, Fact]]


def crossed(facts: Facts, source: Side, target: Side) -> bool:
    """Whether each number counts there what the other counts here; ``facts`` are two of the source and their
    counterparts."""
    here, there = ([noun(fact, side) for fact in row] for row, side in zip(facts, (source, target), strict=True))
    if None in here or None in there or here[0] == here[1] or there[0] == there[1]:
        return False
    lexicon = lexicons.load(source.language.code, target.language.code)
    links = [[lexicon.link(str(one), str(other)) for other in there] for one in here]
    return min(links[0][1], links[1][0]) >= LINKED and max(links[0][0], links[1][1]) < OTHER


def noun(fact: Fact, side: Side) -> str | None:
    """The lemma of the noun that a number counts, if the grammar says so."""
    tokens = side.document.parses[fact.sentence].tokens
    for token in tokens:
        if fact.start <= token.start < fact.stop and token.pos == "NUM":
            head = tokens[token.head]
            return plain(head.lemma) if head.pos in NOUNS and token.relation.startswith("nummod") else None
    return None
