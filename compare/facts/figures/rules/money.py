"""Signs and codes of currencies before a number."""

from __future__ import annotations

from compare.facts.figures.line import Line


def sign(line: Line, index: int) -> tuple[int, str] | None:
    """A currency sign or code before a number, "$", "US$" (in one piece): how many words it takes, its currency."""
    found = line.lexicon.prefix_units.at(line.words, index)
    if found is None or not all(line.glued(rank) for rank in range(index + 1, index + found[0])):
        return None
    return found
