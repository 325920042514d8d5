"""What outlets add that the source does not have, and which of them add the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from compare.places import one_line
from compare.records import Report, Sentence
from compare.scores import STORY

ALIKE = 75.0
"""Of 100, by the words that two sentences share in whatever order (rapidfuzz's token_sort_ratio): two sentences of one
origin, edited, lie above, two on one subject below; chosen by reading the additions of the sets in ``corpora/``."""


@dataclass(frozen=True, slots=True)
class Added:
    """One outlet's sentence."""

    outlet: int
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Addition:
    """Sentences of one or more outlets that say the same and that the source does not have; the first ones' words
    stand for all."""

    sentences: tuple[Added, ...]

    @property
    def text(self) -> str:
        return one_line(self.sentences[0].sentence.text)

    @property
    def outlets(self) -> tuple[int, ...]:
        """The ranks of the outlets that have it."""
        return tuple(sorted({one.outlet for one in self.sentences}))


def additions(reports: Sequence[Report]) -> Iterator[Addition]:
    """The additions of all versions, those of several outlets first."""
    groups: list[list[Added]] = []
    for outlet, report in enumerate(reports):
        for sentence in _alone(report):
            one = Added(outlet, sentence)
            home = next((group for group in groups if _fits(one, group)), None)
            if home is None:
                groups.append([one])
            else:
                home.append(one)
    made = [Addition(tuple(group)) for group in groups]
    yield from sorted(made, key=lambda addition: -len(addition.outlets))


def _alone(report: Report) -> list[Sentence]:
    indexes = [index for bead in report.beads if not bead.source for index in bead.target]
    return [report.target.sentences[index] for index in indexes if report.target.sentences[index].role in STORY]


def _fits(one: Added, group: Sequence[Added]) -> bool:
    return any(fuzz.token_sort_ratio(one.sentence.text, other.sentence.text) >= ALIKE for other in group)
