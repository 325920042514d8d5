"""One side of a bead as the rules of wording see it: its content words, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from anyascii import anyascii

from compare.diff.comparison import Side
from compare.diff.row import Words
from compare.diff.wording.tables import charged, lessening, light, phrases
from compare.facts import polarity
from compare.facts.spelled import Spelled
from compare.languages import Language
from compare.records import Attribution, FactKind, Place, Polarity, Token

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
TELLING = CONTENT | {"PROPN", "NUM"}
AMOUNTS = frozenset({"DET", "NUM", "PRON"})
GRAMMAR = frozenset({"DET", "PUNCT", "CCONJ", "SCONJ", "PART"})
ROOT = 5
"""Letters that two words of one root share."""

SHORTEST = 3
"""Letters of a lemma."""

OF_RULES: tuple[FactKind, ...] = ("figure", "date", "name", "negation", "hedge")


@dataclass(frozen=True)
class Word:
    """A content word with its rank in its side of the bead, and its place there (0 to 1). ``phrase`` are the words of
    which it is the first, where the tables know them as one (turn away)."""

    token: Token
    lemma: str
    rank: int
    position: float
    phrase: tuple[Token, ...] = ()

    @property
    def start(self) -> int:
        return self.token.start

    @property
    def stop(self) -> int:
        return (self.phrase or (self.token,))[-1].stop

    @property
    def is_modifier(self) -> bool:
        """An adjective or adverb."""
        return self.token.pos in ("ADJ", "ADV")

    @cached_property
    def forms(self) -> frozenset[str]:
        """Lemma and form, and those of the words of its phrase."""
        words = self.phrase or (self.token,)
        return frozenset({self.lemma, *map(_lemma, words), *(polarity.plain(word.text.lower()) for word in words)})


@dataclass(frozen=True)
class View:
    """One side of a bead. ``words`` are the content words that no other rule looks at, ``denied`` the places of the
    words that a negation governs, or a word that lessens."""

    side: Side
    sentences: tuple[int, ...]

    @cached_property
    def row(self) -> Words:
        return self.side.words(self.sentences)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return self.row.tokens

    def head(self, rank: int) -> int:
        """The rank of the word that governs this one."""
        return self.row.heads[rank]

    def first(self, rank: int) -> int:
        """The rank of the first word of the sentence that this one stands in."""
        return self.row.heads[rank] - self.tokens[rank].head

    def below(self, rank: int) -> list[int]:
        """The ranks of the content words and numbers that depend on a word, through a preposition or none."""
        children = self.row.dependants(rank)
        through = [over for over in children if self.tokens[over].pos in ("ADP", "PART")]
        below = sorted({*children, *(one for over in through for one in self.row.dependants(over))})
        return [one for one in below if self.tokens[one].pos in TELLING]

    @cached_property
    def _matched(self) -> dict[tuple[str, str], tuple[polarity.Match, ...]]:
        return {}

    def matches(self, table: str, part: str) -> tuple[polarity.Match, ...]:
        """The patterns of a part of a table that stand in this side, looked for once."""
        key = table, part
        if key not in self._matched:
            self._matched[key] = tuple(polarity.lexicon(self.side.language, table, part).matches(self.tokens))
        return self._matched[key]

    def goes_on(self, rank: int) -> bool:
        """Whether a noun only says more of the next one: defence minister."""
        return self.tokens[rank].relation in ("compound", "nmod:npmod") and self.head(rank) > rank

    @cached_property
    def lemmas(self) -> frozenset[str]:
        return lemmas_of(self.tokens, self.row.spelled)

    @cached_property
    def roots(self) -> frozenset[str]:
        return frozenset(map(root, self.lemmas))

    @cached_property
    def amounts(self) -> frozenset[str]:
        """The words of grammar alone that tell how many (all, every), as far as the tables have them."""
        known = charged(self.side.language)
        return frozenset(_lemma(token) for token in self.tokens if token.pos in AMOUNTS) & known

    @cached_property
    def candidates(self) -> list[int]:
        """The ranks of the words that may differ by their make and part of speech."""
        return [
            rank
            for rank, (token, lemma) in enumerate(zip(self.tokens, self.row.lemmas, strict=True))
            if (token.pos in CONTENT or token.pos in AMOUNTS)
            and len(lemma) >= SHORTEST
            and token.text.isalpha()
            and not _is_hyphenated(self.tokens, rank)
        ]

    @cached_property
    def words(self) -> list[Word]:
        return list(_words(self, reports=False))

    @cached_property
    def with_reports(self) -> list[Word]:
        """The same with the words of reports and of denials, which may turn or sharpen like others."""
        return list(_words(self, reports=True))

    @cached_property
    def full(self) -> list[Word]:
        """The words that say enough to be missed."""
        return [word for word in self.words if word.lemma not in light(self.side.language)]

    def place(self, word: Word) -> Place:
        """Where a word stands, with its phrase."""
        return self.side.place(word.start, word.stop)

    @cached_property
    def denied(self) -> frozenset[int]:
        scopes = [
            (f.start, f.value.scope) for f in self.side.of("negation", self.sentences) if isinstance(f.value, Polarity)
        ]
        governed = {at for cue, scope in scopes for at in range(scope.start, scope.stop) if at != cue}
        less = lessening(self.side.language)
        return frozenset(
            token.start
            for before, token in zip(("", *self.row.lemmas), self.tokens, strict=False)
            if token.start in governed or before in less
        )


def lemmas_of(tokens: Sequence[Token], row: Spelled) -> frozenset[str]:
    """Lemmas and forms, parts of hyphenated words among them; no words of grammar alone, which the lexicon joins to
    anything. ``row`` are the words as they are spelled."""
    forms: set[str] = set()
    for token, form, lemma in zip(tokens, row.forms, row.lemmas, strict=True):
        if token.pos not in GRAMMAR:
            forms.update((form, lemma))
    return frozenset(forms.union(*(form.split("-") for form in forms if "-" in form)))


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """The beginning of a word in Latin letters: омикрон and omicron share it."""
    return anyascii(word).lower().replace("k", "c")[:ROOT]


def _words(view: View, *, reports: bool) -> Iterator[Word]:
    row, language = view.row, view.side.language
    taken = {at for start, stop in _taken(view.side, view.sentences, reports=reports) for at in range(start, stop)}
    for rank in view.candidates:
        token, lemma = row.tokens[rank], row.lemmas[rank]
        if token.start in taken or not _may_differ(token, lemma, language, reports=reports):
            continue
        phrase = _phrase(row.tokens, rank, language) if reports else ()
        yield Word(token, " ".join(map(_lemma, phrase)) or lemma, rank, row.positions[rank], phrase)


def _phrase(tokens: Sequence[Token], rank: int, language: Language) -> tuple[Token, ...]:
    """The words of the tables' entry that begins here, if it has several."""
    for words in phrases(language).get(_lemma(tokens[rank]), ()):
        found = tuple(tokens[rank : rank + len(words)])
        if tuple(map(_lemma, found)) == words:
            return found
    return ()


def _lemma(token: Token) -> str:
    return polarity.plain(token.lemma)


def _may_differ(token: Token, lemma: str, language: Language, *, reports: bool) -> bool:
    """Whether a word carries content, or tells how many if the verbs of reports are asked for as well."""
    if reports and token.pos in AMOUNTS:
        return lemma in charged(language) and token.text.lower() not in language.table("wording")["superlative"]
    return token.pos in CONTENT


def _is_hyphenated(tokens: Sequence[Token], rank: int) -> bool:
    """Whether a word is a part of a longer one that the parser took apart: real-world, ex-deputy."""
    before, word, after = tokens[max(rank - 1, 0)], tokens[rank], tokens[min(rank + 1, len(tokens) - 1)]
    return (before.text == "-" and before.stop == word.start) or (after.text == "-" and after.start == word.stop)


def _taken(side: Side, sentences: Sequence[int], *, reports: bool) -> Iterator[tuple[int, int]]:
    """The places of words that have rules of their own; those of reports (the verb and who speaks: allies, opponents)
    and of denials only if ``reports`` is not asked for."""
    for kind in OF_RULES:
        if reports and kind == "negation":
            continue
        yield from ((fact.start, fact.stop) for fact in side.of(kind, sentences))
    if reports:
        return
    yield from _set_phrases(side, sentences)
    for fact in side.of("attribution", sentences):
        if isinstance(fact.value, Attribution):
            yield fact.value.cue.start, fact.value.cue.stop
            if fact.value.source is not None:
                yield fact.value.source.start, fact.value.source.stop


def _set_phrases(side: Side, sentences: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The words of set phrases that hold a denying word and deny nothing: no single word stands for the second of «не
    позднее» where the other side has "by"."""
    idioms = polarity.lexicon(side.language, "negation", "idioms")
    for sentence in sentences:
        tokens = side.document.parses[sentence].tokens
        for match in idioms.matches(tokens):
            yield from ((tokens[rank].start, tokens[rank].stop) for rank in match.words)
