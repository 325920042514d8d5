"""Names that changed between two versions: another person, a slip in the spelling, a name dropped or added."""

from __future__ import annotations

from collections.abc import Iterator

from compare.diff.comparison import Comparison
from compare.diff.names import posts
from compare.diff.names.beads import Bead, beads
from compare.diff.names.rules import RULES
from compare.diff.names.story import Names
from compare.records import Finding


def find(comparison: Comparison) -> Iterator[Finding]:
    """All differences in names, bead by bead."""
    names = Names(comparison, comparison.gazetteer)
    for bead in beads(names):
        for rule in (*RULES, posts.changed):
            yield from rule(bead, names)


__all__ = ["Bead", "find"]
