"""How far an event has got by the grammar of its sentence: done, or only meant, tried, asked for or weighed.

The classes are those of the factuality of events (Saurí and Pustejovsky, FactBank; ISO 24617-4) as far as a word that
governs the event tells them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from compare.diff.wording.words import View
from compare.facts.polarity import plain
from compare.records import Place

NOUNS = frozenset({"NOUN", "PROPN"})

OBJECTS = frozenset({"obj", "obl", "nmod", "iobj", "dobj", "pobj", "nsubj:pass", "nsubjpass"})
"""How a noun hangs on a word that governs it as an event (of both parsers)."""

PARTS = frozenset({"aux", "auxpass", "aux:pass", "cop", "mark", "advmod"})
"""How the words hang on a verb that tell of its clause."""

WAS = {
    "planned": "planned",
    "attempted": "tried",
    "asked": "asked for",
    "weighed": "considered",
    "future": "still to come",
}
"""How far an event has got, in a reader's words."""

GOVERNED = frozenset({"ccomp", "xcomp"})

FUTURE = "Tense=Fut"

JOINED = 2
CLIMB = 3


@dataclass(frozen=True, slots=True)
class Event:
    """An event that is less than done: the rank of its verb or noun, those of the words that govern it, and how far
    it has got."""

    rank: int
    governor: int
    first: int
    says: str


@dataclass(frozen=True)
class Events:
    """The events of a side."""

    view: View

    def table(self, part: str) -> list[str]:
        """A list of words of this language's table of events."""
        found: list[str] = self.view.side.language.table("events")[part]
        return found

    @cached_property
    def governors(self) -> Mapping[int, tuple[int, str]]:
        """The words that govern events, by the rank of the last of them that may do so, with the rank of the first
        and what they say."""
        found: dict[int, tuple[int, str]] = {}
        for match in self.view.matches("events", "governors"):
            for rank in match.words:
                found[rank] = match.first, match.cue.group
        return found

    @cached_property
    def governed(self) -> list[Event]:
        """The events that are less than done, in the order of the text."""
        governed = list(self._governed()) if self.governors else []
        taken = {event.rank for event in governed}
        return governed + [event for event in self._to_come() if event.rank not in taken]

    @cached_property
    def has_done(self) -> bool:
        """Whether anything is told as done."""
        return any(self.is_done(rank) for rank in range(len(self.view.tokens)))

    def _governed(self) -> Iterator[Event]:
        for rank, token in enumerate(self.view.tokens):
            if token.pos != "VERB" and token.pos not in NOUNS:
                continue
            governor = self._governor(rank)
            if governor is not None and not self._is_denied(rank, governor) and not self.is_unreal(governor):
                first, says = self.governors[governor]
                yield Event(rank, governor, first, says)

    def _to_come(self) -> Iterator[Event]:
        """The events that a future tense tells, in no clause that would make them conditions."""
        marks, will_be = set(self.table("future")), set(self.table("will_be"))
        forms = self.view.row.spelled.forms
        if not any(form in marks or form in will_be for form in forms) and not any(
            FUTURE in token.features for token in self.view.tokens
        ):
            return
        for rank, token in enumerate(self.view.tokens):
            if token.pos != "VERB" or self._is_denied(rank) or token.relation in ("advcl", "relcl", "acl:relcl"):
                continue
            parts = {self.view.tokens[part].text.lower(): part for part in self.parts(rank)}
            is_future = FUTURE in token.features or parts.keys() & marks or parts.keys() & will_be
            others = parts.keys() & set(self.table("unreal")) - marks
            if is_future and not others:
                yield Event(
                    rank,
                    rank,
                    min(rank, *(part for word, part in parts.items() if word in marks | will_be), rank),
                    "future",
                )

    def _is_denied(self, *ranks: int) -> bool:
        return any(self.view.tokens[rank].start in self.view.denied for rank in ranks)

    def _governor(self, rank: int) -> int | None:
        """The rank of the word by which this one is only meant, tried or asked for."""
        token = self.view.tokens[rank]
        if token.pos == "VERB" and not self._is_open(rank):
            return None
        if token.pos in NOUNS and token.relation not in OBJECTS:
            return None
        above = rank
        if token.pos == "VERB":
            for _ in range(JOINED):
                if self.view.tokens[above].relation != "conj":
                    break
                above = self.view.head(above)
        for _ in range(CLIMB):
            above = self.view.head(above)
            if above in self.governors:
                return above if above != rank else None
            if plain(self.view.tokens[above].lemma) not in self.table("carriers"):
                return None
        return None

    def _is_open(self, rank: int) -> bool:
        """Whether a verb's form leaves open whether it was done: an infinitive, a gerund, a wish."""
        features = self.view.tokens[rank].features
        if "VerbForm=Inf" in features or (
            "Aspect=Prog" in features and self.view.tokens[rank].relation in ("pcomp", "xcomp")
        ):
            return True
        wishing = self.table("wishing")
        return any(self.view.tokens[child].text.lower() in wishing for child in self.parts(rank))

    def parts(self, rank: int) -> list[int]:
        """The ranks of the words of grammar that hang on a verb."""
        return [one for one in self.view.row.dependants(rank) if self.view.tokens[one].relation in PARTS]

    def is_unreal(self, rank: int) -> bool:
        """Whether a predicate stands in a clause that tells nothing as done (if it opens)."""
        unreal = self.table("unreal")
        return any(self.view.tokens[part].text.lower() in unreal for part in self.parts(rank))

    def is_done(self, rank: int) -> bool:
        """Whether a verb is told as done: a finite past or a perfect, real and not denied."""
        token = self.view.tokens[rank]
        if token.pos != "VERB" or "Tense=Past" not in token.features or self._is_denied(rank):
            return False
        if token.relation in GOVERNED and self.view.head(rank) in self.governors:  # wants it closed
            return False
        endings = tuple(self.table("past"))
        if endings and "VerbForm=Fin" in token.features and not token.text.lower().endswith(endings):  # misread
            return False
        if "Aspect=Imp" in token.features or "VerbForm=Conv" in token.features or self.is_unreal(rank):
            return False
        parts = {self.view.tokens[part].text.lower() for part in self.parts(rank)}
        if parts & set(self.table("will_be")):
            return False
        if "VerbForm=Fin" in token.features or "Variant=Short" in token.features:
            return not self._under_unreal(rank)
        helped = any(
            "Tense=Past" in self.view.tokens[part].features
            or self.view.tokens[part].text.lower() in ("has", "have", "'ve")
            for part in self.parts(rank)
            if self.view.tokens[part].pos == "AUX"
        )
        return helped and not self._under_unreal(rank)

    def _under_unreal(self, rank: int) -> bool:
        """Whether the clause of a verb joined by "and" is unreal."""
        token = self.view.tokens[rank]
        return token.relation == "conj" and self.is_unreal(self.view.head(rank))

    def says(self, rank: int) -> str:
        """What a word says of the event that it governs; ``""`` where it governs none."""
        return self.governors[rank][1] if rank in self.governors else ""

    def words_of(self, event: Event) -> tuple[int, ...]:
        """The ranks of the words that tell an event and how far it has got."""
        return event.first, event.governor, event.rank

    def told(self, rank: int) -> Place:
        """A verb with the words that help it: has formed."""
        helping = [part for part in self.parts(rank) if self.view.tokens[part].pos == "AUX" and part < rank]
        return self.place(rank, *helping)

    def place(self, *ranks: int) -> Place:
        """The words from the first of these to the last."""
        start, stop = self.view.tokens[min(ranks)].start, self.view.tokens[max(ranks)].stop
        return self.view.side.place(start, stop)
