"""A speaker whom one side gives by a pronoun and the other by the name of somebody else."""

from __future__ import annotations

from typing import cast

from compare.diff.attributions.pairing import Pair, Voice
from compare.diff.attributions.speaker import Speaker, same_source, speaker
from compare.diff.comparison import Comparison, Side
from compare.records import Attribution, Fact, Name

BACK = 3
"""How many sentences above a pronoun the words of the speaker it stands for may be."""


def is_other(comparison: Comparison, pair: Pair) -> bool:
    """Whether the pronoun surely stands for another person than the name in its place («Он добавил», "Peskov added").

    The one who spoke last before the pronoun is whom it stands for, if its own side names nobody else since, and is
    surely not the person named on the other side.
    """
    if pair.match != "unknown":
        return False
    of_source = pair.source.speaker.pronoun
    pronoun, named = (pair.source, pair.target) if of_source else (pair.target, pair.source)
    if not _is_one_person(pronoun) or named.speaker.person is None or named.speaker.resolved:
        return False
    side = comparison.source if of_source else comparison.target
    last = _spoke_last(side, pronoun)
    if last is None or last.person != pronoun.speaker.person:
        return False
    return _are_two(comparison, last, named.speaker, of_source=of_source)


def _is_one_person(voice: Voice) -> bool:
    """Whether this is he or she, and a name is known that it may stand for."""
    told = voice.speaker
    return told.pronoun and told.feminine is not None and told.resolved and told.person is not None


def _spoke_last(side: Side, pronoun: Voice) -> Speaker | None:
    """The person whose words stand next above a pronoun, called by the name, where no other person is named between."""
    above: list[tuple[Fact, Speaker]] = [
        (fact, speaker(side, fact))
        for fact in side.all_of("attribution")
        if fact.stop <= pronoun.fact.start and pronoun.fact.sentence - fact.sentence <= BACK
    ]
    named = next(((fact, told) for fact, told in reversed(above) if told.person and not told.pronoun), None)
    if (
        named is None
        or named[1].resolved
        or not all(_goes_on(told, named[1]) for _, told in above[_after(above, named) :])
    ):
        return None
    start = cast(Attribution, named[0].value).source
    people = {
        cast(Name, fact.value).canonical
        for fact in side.all_of("name")
        if cast(Name, fact.value).type == "PERSON"
        and start is not None
        and start.start <= fact.start < pronoun.fact.start
    }
    return named[1] if people <= {named[1].person} else None


def _after(above: list[tuple[Fact, Speaker]], named: tuple[Fact, Speaker]) -> int:
    return next(rank for rank, entry in enumerate(above) if entry[0] is named[0]) + 1


def _goes_on(told: Speaker, named: Speaker) -> bool:
    """Whether an attribution between is the same person's, by a pronoun, or names nobody."""
    return (told.pronoun and told.person == named.person) or told == Speaker()


def _are_two(comparison: Comparison, mine: Speaker, theirs: Speaker, *, of_source: bool) -> bool:
    languages = comparison.languages
    return same_source(*((mine, theirs) if of_source else (theirs, mine)), languages) == "other"
