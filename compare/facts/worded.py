"""What a negation may stand with (until, for ten years, so dear) and what says the same without one (only, first), by a
language's table and by the forms of words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from compare.facts.polarity import lexicon
from compare.languages import Language
from compare.records import Token

SUPERLATIVE = "Degree=Sup"
COMPARATIVE = "Degree=Cmp"

ANSWERS = {
    "until": frozenset({"only", "after", "first"}),
    "span": frozenset({"only", "first", "most"}),
    "degree": frozenset({"most"}),
    "except": frozenset({"only"}),
    "only": frozenset({"except"}),
    "whole": frozenset({"part", "only"}),
}
"""What a negation stands with in its clause, and what the other side has instead of both."""


def classes(tokens: Sequence[Token], language: Language, within: Collection[int] | None = None) -> set[str]:
    """What these words say by the table ``worded`` and by their forms; those of these ranks alone with ``within``."""
    ranks = range(len(tokens)) if within is None else sorted(within)
    found = {
        match.cue.group
        for match in lexicon(language, "negation", "worded").every(tokens)
        if within is None or match.words[-1] in within
    }
    features = {feature for rank in ranks for feature in tokens[rank].features.split("|")}
    if COMPARATIVE in features:
        found.add("degree")
    if SUPERLATIVE in features or any(True for _ in lexicon(language, "superlatives", "marks").every(tokens)):
        found.add("most")
    return found
