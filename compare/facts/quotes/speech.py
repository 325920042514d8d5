"""Whether a quotation is speech, and which of the words between its marks the speaker said."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain

from compare.facts.quotes.marks import Quotation
from compare.facts.reporting import Reporting
from compare.records import Document, Fact, Token

INSERT = re.compile(r"(?<=[,.!?…])\s+[—–-]+\s+(?P<said>[^—–«»]{2,160}?)(?:[.,;:!?]\s+[—–-]+\s+|[.…]?\s*$)")
"""An attribution that breaks into a quotation: ``, — сказал он. —``; at the end it closes a line of dialogue."""

AFTER = re.compile(r"[,.!?…]?\s*[—–-]+\s*(?=[а-яёА-ЯЁa-z])|,?\s+(?=[a-zA-Z])")
BRIEF = 3
"""Words and marks of a quotation of one word: only a verb of naming can make it speech."""
LONG, SENTENCE = 8, 4
"""Words of a quotation that is speech whatever stands around it, and of one that is speech if it has a verb.
Tuned by eye on news; titles of laws are the commonest exception."""


class Reader:
    """Reads the quotations of one document."""

    def __init__(self, document: Document, vocabulary: Reporting, names: Sequence[Fact]) -> None:
        self._text = document.story.text
        self._document = document
        self._vocabulary = vocabulary
        self._names = names
        self._tokens = list(chain.from_iterable(parse.tokens for parse in document.parses))
        self._starts = [token.start for token in self._tokens]

    def _between(self, start: int, stop: int) -> list[Token]:
        return self._tokens[bisect_left(self._starts, start) : bisect_left(self._starts, stop)]

    def _words(self, start: int, stop: int) -> list[Token]:
        return [token for token in self._between(start, stop) if any(map(str.isalnum, token.text))]

    def _reports(self, start: int, stop: int) -> bool:
        """Whether a reporting verb in the third person stands here, near the beginning."""
        return any(
            self._vocabulary.is_verb(token) and "Person=1" not in token.features and "Person=2" not in token.features
            for token in self._words(start, stop)[:6]
        )

    def is_line(self, line: Quotation) -> bool:
        """Whether a paragraph with a dash is dialogue and not an item of a list: it has a verb or asks."""
        return _has_verb(self._words(*line.inside)) or self._text[line.stop - 1] in "?!"

    def pieces(self, quotation: Quotation) -> list[tuple[int, int]]:
        """The places of the speaker's own words: all between the marks but for attributions that break in."""
        start, stop = quotation.inside
        made = []
        for insert in INSERT.finditer(self._text, start, stop):
            if self._reports(*insert.span("said")):
                made.append((start, insert.start()))
                start = insert.end()
        if start < stop:
            made.append((start, stop))
        return made

    def is_speech(self, quotation: Quotation) -> bool:
        """Words that somebody said: long enough, or introduced, followed or governed by a reporting verb."""
        if self._text[quotation.start] in "—–-":
            return True
        words = self._words(*quotation.inside)
        if not words or (self._text[quotation.start] in "'‘" and not self._starts_clause(quotation)):
            return False
        if self._is_attributed(quotation):
            return len(words) > 1 or not self._is_known_name(quotation)
        if self._is_name(quotation, words):
            return False
        if len(words) >= LONG and _has_verb(words):
            return True
        if self._introduced(quotation):
            return len(words) >= SENTENCE or _has_verb(words) or self._sourced(quotation)
        if len(words) > 2 and _has_verb(words) and self._sourced(quotation):
            return True
        if len(words) > 2 and _has_verb(words) and self._text[quotation.stop : quotation.stop + 1] == ":":
            return True
        if len(words) >= SENTENCE and _has_verb(words) and self._alone(quotation):
            return True
        return self._governed(quotation)

    def _starts_clause(self, quotation: Quotation) -> bool:
        before = self._text[max(quotation.start - 2, 0) : quotation.start]
        return not before.strip() or before.strip()[-1:] in ".,:!?—–-" or self._governed(quotation)

    def _is_attributed(self, quotation: Quotation) -> bool:
        """``«...», — сказал он``, ``“...,” he said``: a reporting verb follows at once."""
        if len(self.pieces(quotation)) > 1:
            return True
        inner_end = self._text[quotation.inside[1] - 1]
        after = AFTER.match(self._text, quotation.stop)
        if not after or not (inner_end in ",.!?…" or after.group().strip()):
            return False
        end = self._clause_end(after.end())
        return self._reports(after.end(), end)

    def _clause_end(self, start: int) -> int:
        stop = re.compile(r"[.;:!?»”\"\n]|$").search(self._text, start)
        return stop.start() if stop else len(self._text)

    def _sourced(self, quotation: Quotation) -> bool:
        """Whether the words before the quotation, in its sentence, hold a reporting verb or a source phrase."""
        sentence = [s for s in self._document.sentences if s.start <= quotation.start < s.stop]
        if not sentence:
            return False
        before = self._text[sentence[0].start : quotation.start].lower()
        verbs = any(self._vocabulary.is_verb(token) for token in self._words(sentence[0].start, quotation.start))
        return verbs or any(pattern.search(before) for pattern in self._vocabulary.phrase_patterns)

    def _introduced(self, quotation: Quotation) -> bool:
        return self._text[: quotation.start].rstrip()[-1:] == ":"

    def _alone(self, quotation: Quotation) -> bool:
        """Whether the quotation begins its sentence or paragraph, or ends as a sentence does."""
        before = self._text[max(quotation.start - 3, 0) : quotation.start].strip()
        return not before or before[-1] in ".!?…»”" or self._text[quotation.inside[1] - 1] in ".!?…"

    def _is_name(self, quotation: Quotation, words: Sequence[Token]) -> bool:
        """A title or a company: known as a name, or a short capitalised group that closes like no sentence."""
        if len(words) > SENTENCE + 2:
            return False
        if self._is_known_name(quotation):
            return True
        capital = words[0].text[:1].isupper() or words[0].text[:1].isdigit()
        return capital and self._text[quotation.inside[1] - 1] not in ".,!?…" and not self._opens_sentence(quotation)

    def _is_known_name(self, quotation: Quotation) -> bool:
        """Whether a name covers most of the words."""
        start, stop = quotation.inside
        inside = [name for name in self._names if name.start < stop and name.stop > start]
        return sum(min(name.stop, stop) - max(name.start, start) for name in inside) >= 0.6 * (stop - start)

    def _opens_sentence(self, quotation: Quotation) -> bool:
        return self._introduced(quotation) and _has_verb(self._words(*quotation.inside))

    def _governed(self, quotation: Quotation) -> bool:
        """Whether a reporting verb outside the marks governs the words inside, by the parse."""
        for parse in self._document.parses:
            tokens = parse.tokens
            if not tokens or tokens[-1].stop <= quotation.start or tokens[0].start >= quotation.stop:
                continue
            inside = {i for i, token in enumerate(tokens) if quotation.start <= token.start < quotation.stop}
            heads = {tokens[i].head for i in inside if tokens[i].pos != "PUNCT"} - inside
            brief = len(inside) <= BRIEF
            return any(self._chain_reports(tokens, head, naming=brief) for head in heads)
        return False

    def _chain_reports(self, tokens: Sequence[Token], place: int, *, naming: bool) -> bool:
        """A reporting verb at most three steps up, no other finite verb on the way; for a word or two (``naming``) a
        verb of naming (called it “a farce”), since news put marks around words of all kinds."""
        for _ in range(3):
            token = tokens[place]
            if self._vocabulary.is_verb(token):
                cues = self._vocabulary.cues_at(tokens, place)
                return not naming or any("naming" in cue.evidence for cue, _ in cues)
            if token.lemma in self._vocabulary.nouns and token.lemma not in self._vocabulary.speakers:
                return True
            if (token.pos == "VERB" and "VerbForm=Inf" not in token.features) or token.head == place:
                return False
            place = token.head
        return False


def _has_verb(words: Sequence[Token]) -> bool:
    return any(word.pos in ("VERB", "AUX") for word in words)
