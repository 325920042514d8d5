"""The vocabulary of reported speech: reporting verbs, phrases, nouns and the words that name a speaker.

Compiled once a language from ``reporting.toml``, ``sources.toml`` and ``syntax.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal, cast

from compare.facts import spelled
from compare.languages import Language
from compare.records import Stance, Token

Evidence = Literal[
    "quote",
    "clause",
    "aside",
    "about",
    "object",
    "infinitive",
    "naming",
    "against",
    "marked",
    "raised",
    "judgement",
    "question",
    "finding",
    "estimate",
    "said",
    "agent",
]
"""What shows that a verb reports speech: a quotation, a that-clause, a place beside a clause (", he said"), an
object introduced by "of" or «о», a plain object, an infinitive, or a name in quotation marks (called it "a farce");
``marked`` is a clause that its mark introduces (showed that ...), ``raised`` an infinitive beside a passive (is said
to have ...), ``judgement`` an object with its predicate (считает сделку законной), ``question`` an
indirect question, ``finding`` the object of what a document shows, ``estimate`` an object with a figure (put the loss
at $4 million), ``said`` an object that is no name (admitted a mistake), ``agent`` the subject of a passive whose agent
speaks (was welcomed by the union)."""

NONE: frozenset[str] = frozenset()

SpeakerKind = Literal["person", "body", "anonymous", "document", "place"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting expression: its lemmas (a verb first), its stance and the evidence that it needs.
    ``raised`` marks a passive whose subject is the speaker ("was quoted as saying"), ``negated`` an expression that
    reports only with a negation (did not rule out)."""

    lemmas: tuple[str, ...]
    stance: Stance
    evidence: frozenset[Evidence]
    raised: bool = False
    negated: bool = False

    @property
    def lemma(self) -> str:
        """The cue in its normal form."""
        return " ".join(self.lemmas)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source phrase in lower-case word forms; ``*`` stands for the words that name the source;
    a ``strict`` one needs a name or a word for a speaker there (citing the police, not: citing fatigue), a ``shared``
    one names the source of what another verb reports."""

    words: tuple[str, ...]
    stance: Stance
    strict: bool = False
    shared: bool = False

    @property
    def lemma(self) -> str:
        """The phrase without the place of its source."""
        return " ".join(word for word in self.words if word != "*")


@dataclass(frozen=True, slots=True)
class SpeakerWord:
    """A noun or pronoun that stands for a speaker: ``concept`` is shared by the languages (министр, "minister")."""

    lemma: str
    kind: SpeakerKind
    concept: str


@dataclass(frozen=True)
class Reporting:
    """The vocabulary of one language."""

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, Stance]
    phrases: tuple[Phrase, ...]
    asides: Mapping[str, Stance]
    traces: frozenset[str]
    weak_traces: frozenset[str]
    speakers: Mapping[str, SpeakerWord]
    pronouns: Mapping[str, str]
    feminine: Mapping[str, bool]
    syntax: Mapping[str, Any]

    def labels(self, name: str) -> frozenset[str]:
        """The parser's labels (or words) that play this part."""
        return self._labels.get(name, NONE)

    @cached_property
    def _labels(self) -> Mapping[str, frozenset[str]]:
        return {name: frozenset(row) for name, row in self.syntax.items() if isinstance(row, list)}

    def phrases_at(self, word: str) -> Sequence[Phrase]:
        """The source phrases that may begin with this word, in the table's order."""
        return self._phrases_by_first.get(word, self._phrases_by_first["*"])

    def phrase_places(self, tokens: Sequence[Token]) -> Sequence[int]:
        """The ranks of the words at which a source phrase may begin."""
        firsts = self._phrase_words
        return range(len(tokens)) if "*" in firsts else spelled.spelled(tokens).ranks_of(firsts)

    @cached_property
    def _phrase_words(self) -> frozenset[str]:
        return frozenset(spelled.plain(phrase.words[0]) for phrase in self.phrases)

    @cached_property
    def _phrases_by_first(self) -> Mapping[str, Sequence[Phrase]]:
        firsts = {phrase.words[0] for phrase in self.phrases} | {"*"}
        return {first: [phrase for phrase in self.phrases if phrase.words[0] in (first, "*")] for first in firsts}

    @cached_property
    def aside_words(self) -> frozenset[str]:
        """The words of hearsay as :mod:`compare.facts.spelled` has them."""
        return frozenset(map(spelled.plain, self.asides))

    @cached_property
    def noun_words(self) -> frozenset[str]:
        """The nouns that report as :mod:`compare.facts.spelled` has them."""
        return frozenset(map(spelled.plain, self.nouns))

    @cached_property
    def citing(self) -> frozenset[str]:
        """The first words of phrases that name the source of what another verb reports."""
        return frozenset(phrase.words[0] for phrase in self.phrases if phrase.shared)

    @cached_property
    def phrase_patterns(self) -> Sequence[re.Pattern[str]]:
        """The source phrases as regular expressions for a text in small letters."""
        return [
            re.compile(r"\b" + r"\s+".join(r"\S+" if word == "*" else re.escape(word) for word in phrase.words))
            for phrase in self.phrases
        ]

    def cues_at(self, tokens: Sequence[Token], place: int) -> Iterator[tuple[Cue, int]]:
        """The reporting expressions whose first word is ``tokens[place]``, the longest first, each with the rank of
        its last word."""
        cues = self.verbs.get(self._lemma(tokens[place]), ())
        negated = bool(cues) and self._is_negated(tokens, place)
        for cue in cues:
            last = _matched(cue.lemmas, tokens, place) if cue.negated == negated else None
            if last is not None:
                yield cue, last

    def speaker_word(self, token: Token) -> SpeakerWord | None:
        """The table's row for a word that stands for a speaker."""
        return self.speakers.get(plain(token.lemma))

    def pronoun(self, token: Token) -> str | None:
        """What a pronoun can stand for (``person``, ``body`` ...); ``None`` for other words."""
        return self.pronouns.get(plain(token.lemma)) or self.pronouns.get(plain(token.text.lower()))

    def is_feminine(self, token: Token) -> bool | None:
        """Whether a pronoun stands for a woman; ``None`` where it may stand for anybody, or is no pronoun."""
        found = self.feminine.get(plain(token.text.lower()))
        return self.feminine.get(plain(token.lemma)) if found is None else found

    def is_speaker(self, tokens: Sequence[Token]) -> bool:
        """Whether these words name somebody who can speak: a name, a person, a body, a pronoun."""
        endings = tuple(self.syntax["person_endings"])
        return any(
            token.pos in ("PROPN", "X")
            or "Animacy=Anim" in token.features
            or self.speaker_word(token) is not None
            or self.pronouns.get(token.lemma) in ("person", "group", "person_or_body")
            or (token.pos == "NOUN" and bool(endings) and token.text.lower().endswith(endings))
            for token in tokens
        )

    def _is_negated(self, tokens: Sequence[Token], place: int) -> bool:
        words = self.labels("negation")
        if place and tokens[place - 1].text.lower() in self.labels("negation_before"):
            return True
        return any(token.head == place and token.text.lower() in words for token in tokens)

    def is_verb(self, token: Token) -> bool:
        """Whether this word can be the verb of a reporting expression."""
        return self._lemma(token) in self.verbs and token.pos in ("VERB", "AUX", "ADJ", "ADV")

    def hints(self, token: Token, *, surely: bool) -> bool:
        """Whether this word may be the trace of a report; ``surely``: not a verb like "show" or "plan", which reports
        only in company."""
        if plain(token.lemma) in self.traces or (not surely and plain(token.lemma) in self.weak_traces):
            return True
        if not self.is_verb(token) or token.relation == "amod":  # the above-mentioned law
            return False
        if surely and "VerbForm=Inf" in token.features and token.relation in BOUND:
            return False
        cues = self.verbs[self._lemma(token)]
        return not surely or any({"about", "object"} & cue.evidence and len(cue.lemmas) == 1 for cue in cues)

    def _lemma(self, token: Token) -> str:
        """The lemma, with the parser's known slips put right (hoped is no form of "hop" in news)."""
        if token.text.lower() in self.labels("prepositions"):
            return ""
        lemma = plain(token.lemma)
        return str(self.syntax.get("lemma_slips", {}).get(lemma, lemma))


def plain(lemma: str) -> str:
    """The spelling that the tables use: е for ё."""
    return lemma.replace("ё", "е")


BOUND = ("xcomp", "advcl", "acl")
"""Relations of an infinitive that tells a purpose or a wish and no report (a country to maintain its presence in)."""

MAX_GAP = 3
"""How many words may stand between two words of a phrase (made it very clear)."""


def _matched(lemmas: Sequence[str], tokens: Sequence[Token], place: int) -> int | None:
    for lemma in lemmas[1:]:
        stop = min(place + 2 + MAX_GAP, len(tokens))
        found = next((i for i in range(place + 1, stop) if lemma in (tokens[i].lemma, tokens[i].text.lower())), None)
        if found is None:
            return None
        place = found
    return place


@lru_cache(maxsize=8)
def reporting(language: Language) -> Reporting:
    """The compiled vocabulary of a language."""
    table, sources, syntax = (language.table(name) for name in ("reporting", "sources", "syntax"))
    verbs: dict[str, list[Cue]] = {}
    for row in table["verbs"]:
        cue = Cue(
            tuple(row["lemma"].split()),
            row["stance"],
            frozenset(table["frames"][row.get("frame", "say")]),
            row.get("raised", False),
            row.get("negated", False),
        )
        verbs.setdefault(cue.lemmas[0], []).append(cue)
    return Reporting(
        verbs={lemma: tuple(sorted(cues, key=lambda cue: -len(cue.lemmas))) for lemma, cues in verbs.items()},
        nouns={row["lemma"]: cast(Stance, row["stance"]) for row in table["nouns"]},
        phrases=tuple(
            sorted(
                (
                    Phrase(
                        tuple(row["pattern"].split()), row["stance"], row.get("strict", False), row.get("shared", False)
                    )
                    for row in sources["phrases"]
                ),
                key=lambda phrase: -len(phrase.words),
            )
        ),
        asides={row["lemma"]: cast(Stance, row["stance"]) for row in sources["asides"]},
        traces=frozenset(sources["traces"]),
        weak_traces=frozenset(sources["weak_traces"]),
        speakers={row["lemma"]: SpeakerWord(row["lemma"], row["kind"], row["concept"]) for row in sources["speakers"]},
        pronouns={row["lemma"]: row["kind"] for row in sources["pronouns"]},
        feminine={row["lemma"]: row["gender"] == "feminine" for row in sources["pronouns"] if "gender" in row},
        syntax=syntax,
    )
