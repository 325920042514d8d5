"""What the rules of :mod:`compare.diff` look at: both sides with their facts, aligned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from compare import framing as framings
from compare.diff.row import Words
from compare.framing import Framing
from compare.languages import Language, load
from compare.names.concepts import Gazetteer, shipped
from compare.records import Bead, Document, Estimate, Fact, FactKind, Place, Report, Sentence, Span, Token


class Languages(NamedTuple):
    """What names of both sides are read by."""

    source: Language
    target: Language
    gazetteer: Gazetteer


@dataclass(frozen=True)
class Side:
    """One version with its language and its facts."""

    document: Document
    language: Language
    facts: tuple[Fact, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self.document.sentences

    @cached_property
    def _rows(self) -> dict[tuple[int, ...], Words]:
        return {}

    def place(self, start: int, stop: int) -> Place:
        """The story's words between these offsets."""
        return Place(start, stop, self.document.story.text[start:stop])

    def words(self, sentences: Iterable[int]) -> Words:
        """All words of these sentences as one row, made once."""
        key = tuple(sentences)
        if key not in self._rows:
            self._rows[key] = Words.of([self.document.parses[index] for index in key])
        return self._rows[key]

    @cached_property
    def _by_sentence(self) -> dict[tuple[int, FactKind], list[Fact]]:
        table: dict[tuple[int, FactKind], list[Fact]] = {}
        for fact in self.facts:
            table.setdefault((fact.sentence, fact.kind), []).append(fact)
        return table

    def of(self, kind: FactKind, sentences: Iterable[int]) -> list[Fact]:
        """The facts of one kind in these sentences, in the order of the text."""
        return [fact for sentence in sentences for fact in self._by_sentence.get((sentence, kind), ())]

    @cached_property
    def _by_kind(self) -> dict[FactKind, list[Fact]]:
        table: dict[FactKind, list[Fact]] = {}
        for fact in self.facts:
            table.setdefault(fact.kind, []).append(fact)
        return table

    def all_of(self, kind: FactKind) -> list[Fact]:
        """The facts of one kind in the whole story."""
        return self._by_kind.get(kind, [])


@dataclass(frozen=True)
class Comparison:
    """Two versions of one story, aligned. ``translations[i]`` is the machine translation of bead ``i``'s source
    side, or ``None``; it is shown and weighed, never the only witness. ``gazetteer`` holds the names that are known
    beforehand; ``estimates`` are those of a word estimator, one a bead, which may be made when they are asked for, or
    empty; ``framing`` is the table of words that take sides."""

    source: Side
    target: Side
    beads: tuple[Bead, ...]
    translations: tuple[str | None, ...]
    gazetteer: Gazetteer = field(default_factory=shipped)
    estimates: Sequence[Estimate | None] = ()
    framing: Framing = field(default_factory=framings.shipped)

    @property
    def languages(self) -> Languages:
        return Languages(self.source.language, self.target.language, self.gazetteer)

    def pairs(self) -> Iterator[tuple[int, Bead]]:
        """The beads that have both sides and carry the story (no boilerplate), with their ranks."""
        for rank, bead in enumerate(self.beads):
            if bead.source and bead.target and not self._is_boilerplate(bead):
                yield rank, bead

    def _is_boilerplate(self, bead: Bead) -> bool:
        return any(self.source.sentences[i].role == "boilerplate" for i in bead.source) or any(
            self.target.sentences[i].role == "boilerplate" for i in bead.target
        )


def of_report(report: Report) -> Comparison:
    """The comparison that a finished report was made from, as far as the report keeps it."""
    return Comparison(
        Side(report.source, load(report.source.story.language), report.source_facts),
        Side(report.target, load(report.target.story.language), report.target_facts),
        report.beads,
        report.translations,
        report.gazetteer or shipped(),
    )


def place(thing: Fact | Sentence | Span | Token) -> Place:
    """Where this stands, with its normal form if it is a fact."""
    return Place(thing.start, thing.stop, thing.text, thing.value if isinstance(thing, Fact) else None)
