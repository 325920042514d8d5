"""The dates of the two stories: which day each version is told on, one lending the other what it does not say."""

from __future__ import annotations

from dataclasses import dataclass

from compare.diff.comparison import Comparison
from compare.facts.dates import StoryDay, day_of


@dataclass(frozen=True, slots=True)
class Days:
    """The days to count from. ``lent`` marks a day taken from the other version: good for years, not for
    "yesterday"."""

    source: StoryDay | None
    target: StoryDay | None
    lent_to_source: bool = False
    lent_to_target: bool = False


def days_of(comparison: Comparison) -> Days:
    """Each version's own day; one that has no year, or no day at all, takes the other's."""
    source = day_of(comparison.source.document, comparison.source.facts)
    target = day_of(comparison.target.document, comparison.target.facts)
    return share(source, target)


def share(source: StoryDay | None, target: StoryDay | None) -> Days:
    """What each version can count from.

    >>> share(StoryDay(2012, 3, 12), StoryDay(None, 3, 12)).target.year
    2012
    """
    if source and target:
        if (source.month, source.day) == (target.month, target.day):
            full = source if source.year else target
            return Days(source if source.year else full, target if target.year else full)
        return Days(source, target)
    return Days(source or target, target or source, source is None, target is None)
