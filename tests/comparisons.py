"""Comparisons for tests: sentences of two languages, paired as given."""

from __future__ import annotations

from collections.abc import Sequence

from compare.diff.comparison import Comparison, Side
from compare.facts import extract
from compare.languages import load
from compare.records import Bead
from tests.documents import document


def side(code: str, sentences: Sequence[str]) -> Side:
    """These sentences with the facts that the finders see in them."""
    language, made = load(code), document(code, *sentences)
    return Side(made, language, extract(made, language))


def comparison(source: Sequence[str], target: Sequence[str], beads: Sequence[Bead] | None = None) -> Comparison:
    """Russian sentences against English ones; without ``beads`` the first with the first, and so on."""
    beads = beads or [Bead((i,), (i,), 1.0) for i in range(min(len(source), len(target)))]
    return Comparison(side("ru", source), side("en", target), tuple(beads), (None,) * len(beads))
