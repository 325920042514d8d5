"""What the rules of reported speech ask of a parse, whichever parser made it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.facts.reporting import NONE, Reporting
from compare.records import Span, Token

VERBAL = ("VERB", "AUX")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X")
TAIL = ("ADP", "PUNCT", "CCONJ", "ADV", "PART")
POSSESSIVE = ("'s", "’s", "'", "’")
CLIMB = 4
"""How many verbs up a subject is looked for (he began, trying to explain that ...)."""


class Grammar:
    """One parsed sentence: children, subjects, noun phrases. ``masked`` are the places of quotations: a word inside
    one is no subject of a word outside."""

    def __init__(
        self, text: str, tokens: Sequence[Token], vocabulary: Reporting, masked: Sequence[tuple[int, int]]
    ) -> None:
        self.text = text
        self.tokens = tokens
        self._vocabulary = vocabulary
        self._zones = [self._zone(token, masked) for token in tokens] if masked else [0] * len(tokens)
        self._children: list[list[int]] = [[] for _ in tokens]
        for place, token in enumerate(tokens):
            if token.head != place:
                self._children[token.head].append(place)

    @staticmethod
    def _zone(token: Token, masked: Sequence[tuple[int, int]]) -> int:
        return next((n for n, (start, stop) in enumerate(masked, 1) if start <= token.start < stop), 0)

    def zone(self, place: int) -> int:
        """0 outside all quotations, else the rank of the one that this word stands in."""
        return self._zones[place]

    def children(self, place: int, *parts: str) -> list[int]:
        """The dependents of a word, those that play one of these parts if any is given."""
        found = self._children[place]
        if not found or not parts:
            return [*found]
        labels = NONE.union(*map(self._vocabulary.labels, parts))
        return [i for i in found if self.tokens[i].relation in labels]

    def plays(self, place: int, part: str) -> bool:
        """Whether the word's relation to its head is this part."""
        return self.tokens[place].relation in self._vocabulary.labels(part)

    def subtree(self, place: int) -> Iterator[int]:
        """A word and all that depends on it."""
        stack, seen = [place], set()
        while stack:
            top = stack.pop()
            if top not in seen:
                seen.add(top)
                yield top
                stack.extend(self._children[top])

    def has_word(self, place: int, words: frozenset[str]) -> bool:
        """Whether a dependent of this word is one of these words (by lemma or form)."""
        return any(self.tokens[i].lemma in words or self.tokens[i].text.lower() in words for i in self._children[place])

    def noun_phrase(self, head: int) -> tuple[int, int]:
        """First and last word of the phrase around a noun: its modifiers as far as no comma parts them."""
        allowed = self._vocabulary.labels("modifier")
        members = {head}
        stack = [head]
        while stack:
            for child in self._children[stack.pop()]:
                if self.tokens[child].relation in allowed and self._zones[child] == self._zones[head]:
                    members.add(child)
                    stack.append(child)
        first = last = head
        while first - 1 in members and not _breaks(self.tokens[first - 1]):
            first -= 1
        while last + 1 in members and not _breaks(self.tokens[last + 1]):
            last += 1
        while first < head and self.tokens[first].pos in ("ADP", "PUNCT", "CCONJ", "ADV", "SCONJ"):
            first += 1
        while last > head and (self.tokens[last].pos in TAIL or self.tokens[last].text in POSSESSIVE):
            last -= 1
        return first, last

    def span(self, first: int, last: int) -> Span:
        """The text from one word to another."""
        start, stop = self.tokens[first].start, self.tokens[last].stop
        return Span(start, stop, self.text[start:stop])

    def subject(self, verb: int, *, passive: bool = False) -> int | None:
        """The subject of a verb: its own, or that of the verb that governs it (said ..., adding that ...)."""
        part = "passive_subject" if passive else "subject"
        place = verb
        for _ in range(CLIMB):
            own = [i for i in self.children(place, part) if self.zone(i) == self.zone(verb)]
            own = [i for i in own if place == verb or self._agree(i, verb)]
            own = [i for i in own if i < verb or not self._opens_clause(verb, i)]
            if own:
                return self._antecedent(min(own, key=lambda i: (self._is_oblique(i), abs(i - place))), place)
            token = self.tokens[place]
            if token.head == place:
                return None
            if self.plays(place, "relative") and self.tokens[token.head].pos in NOMINAL:
                return token.head
            if self.has_word(place, self._vocabulary.labels("as_marks")):
                return None
            if not self.plays(place, "adverbial") or self.zone(token.head) != self.zone(verb):
                return None
            if token.relation == "parataxis" and place < token.head:  # Рейс, сообщили в порту, задержан
                return None
            if self.tokens[token.head].head == place:  # the parse has each of two verbs hang on the other
                return self._before(place)
            place = token.head
            part = "passive_subject" if self.children(place, "passive_subject") else "subject"
        return None

    def _before(self, verb: int) -> int | None:
        """The subject of the nearest verb before this one that has one before it."""
        verbs = (i for i in range(verb - 1, -1, -1) if self.tokens[i].pos in VERBAL and self.zone(i) == self.zone(verb))
        subjects = (i for other in verbs for i in self.children(other, "subject") if i < other)
        return next((i for i in subjects if self._agree(i, verb)), None)

    def _opens_clause(self, verb: int, subject: int) -> bool:
        """Whether a word that begins a clause stands between a verb and what the parse took for its subject: warned
        that the country would turn away (предупредила, что страна отвернется)."""
        marks = self._vocabulary.labels("marks")
        return any(token.pos == "SCONJ" and token.text.lower() in marks for token in self.tokens[verb + 1 : subject])

    def _agree(self, subject: int, verb: int) -> bool:
        """Whether a subject further up can be a verb's: not one in another number."""
        numbers = [_feature(self.tokens[place], "Number") for place in (subject, verb)]
        return "" in numbers or numbers[0] == numbers[1]

    def _is_oblique(self, place: int) -> bool:
        return _feature(self.tokens[place], "Case") not in ("", "Nom")

    def _antecedent(self, subject: int, verb: int) -> int:
        """The noun that a relative pronoun stands for."""
        if self._vocabulary.pronouns.get(self.tokens[subject].lemma) != "relative":
            return subject
        head = self.tokens[verb].head
        if self.plays(verb, "relative") and head != verb:
            return head
        place = verb
        for _ in range(CLIMB):
            place = self.tokens[place].head
            if self.tokens[place].pos in NOMINAL:
                return place
        return subject


def _feature(token: Token, name: str) -> str:
    return next((part.split("=")[1] for part in token.features.split("|") if part.startswith(f"{name}=")), "")


def _breaks(token: Token) -> bool:
    return token.text in (",", ";", ":", "—", "–", "(", ")", "«", "»", "“", "”", '"')
