"""Words that changed where no fact did: a sentence told freely, a word that became its opposite, a word that is gone.

A word has a counterpart if the lexicon joins it, or a near synonym of it, to a word of the other side. Words of facts
(figures, names, speakers, negations, hedges) have rules of their own and are left alone here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from statistics import mean, pstdev

from anyascii import anyascii

from compare import lexicon as lexicons
from compare.diff import counterparts
from compare.diff.comparison import Comparison, Side
from compare.facts import polarity
from compare.languages import Language
from compare.lexicon import Lexicon
from compare.records import Attribution, Bead, Fact, FactKind, Finding, Place, Polarity, Severity, Token

FREE, FREELY = 0.45, 2.0
"""A pair is told freely below this similarity and this many standard deviations below the story's mean."""

FEWEST_PAIRS = 5
"""Pairs that a story must have for its similarities to be compared."""

RARE = 20
"""A lemma that was aligned less often is not known well enough to be missed."""

JOINED, KINDRED = 0.03, 0.05
"""The least share of alignments, and the least weight of kinship, that make two words counterparts; on human
translations of news 4% of the words known have none."""

TURNED = 0.03
"""The least share of alignments that clears a word of having become its opposite."""

WITNESSED = 0.05
"""The least share of alignments that shows a word in the machine translation."""

JOINED_THINGS, KINDRED_THINGS = 0.004, 0.001
"""The same for nouns and verbs, which are reworded more freely."""

ROOT = 5
"""Letters that two words of one root share."""

NEAR = 0.25
"""How far apart, as a share of the bead, two words may stand of which one may render the other."""

WITHIN = 0.6
"""The same for a word and its opposite or its stronger brother, of which chance brings few together."""

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
GRAMMAR = frozenset({"DET", "PUNCT", "CCONJ", "SCONJ", "PART"})
MODIFIERS = frozenset({"amod", "advmod", "acl"})
OF_RULES: tuple[FactKind, ...] = ("figure", "date", "name", "negation", "hedge")


@dataclass(frozen=True, slots=True)
class Word:
    """A content word with its place in its side of the bead (0 to 1)."""

    token: Token
    lemma: str
    position: float


@dataclass(frozen=True)
class _View:
    """One side of a bead: all lemmas, and the content words that no other rule looks at; of those the ones without a
    counterpart (``lone``)."""

    side: Side
    lemmas: frozenset[str]
    words: list[Word]
    lone: list[Word]
    denied: frozenset[int]


def find(comparison: Comparison) -> Iterator[Finding]:
    """The changes of wording between two versions, bead by bead."""
    lexicon = lexicons.load(comparison.source.language.code, comparison.target.language.code)
    free = _free_below(comparison)
    for rank, bead in comparison.pairs():
        finder = _Beaded(rank, bead, comparison, lexicon)
        found = list(finder.findings()) if len(lexicon) else []
        if not found and _is_one_to_one(bead) and bead.similarity < free:
            found = [_told_freely(rank, bead, comparison)]
        yield from found


def _is_one_to_one(bead: Bead) -> bool:
    return len(bead.source) == len(bead.target) == 1


def _free_below(comparison: Comparison) -> float:
    """The similarity below which a pair of this story is told freely."""
    similarities = [bead.similarity for _, bead in comparison.pairs() if _is_one_to_one(bead)]
    if len(similarities) < FEWEST_PAIRS:
        return 0.0
    return min(FREE, mean(similarities) - FREELY * pstdev(similarities))


def _told_freely(rank: int, bead: Bead, comparison: Comparison) -> Finding:
    source, target = comparison.source.sentences[bead.source[0]], comparison.target.sentences[bead.target[0]]
    message = (
        f"The {comparison.target.language.name} words this sentence more freely than the rest of the story "
        f"(similarity {bead.similarity:.2f})."
    )
    places = Place(source.start, source.stop, source.text), Place(target.start, target.stop, target.text)
    return Finding("wording", "minor", 0.5, rank, (places[0],), (places[1],), message, "wording-free")


class _Beaded:
    """The words of one bead. Views are kept by whether they are the source's."""

    def __init__(self, rank: int, bead: Bead, comparison: Comparison, lexicon: Lexicon) -> None:
        self._rank = rank
        self._lexicon = lexicon
        sides = {True: (comparison.source, bead.source), False: (comparison.target, bead.target)}
        lemmas = {which: _lemmas(side, sentences) for which, (side, sentences) in sides.items()}
        translation = comparison.translations[rank]
        self._witness = None if translation is None else _lemmas_of(counterparts.bare(translation))
        self._views: dict[bool, _View] = {}
        for which, (side, sentences) in sides.items():
            words = list(_words(side, sentences))
            light = _light(side.language)
            full = [word for word in words if word.lemma not in light]
            lone = [word for word in full if self._is_lone(word, lemmas[not which], of_source=which)]
            self._views[which] = _View(side, lemmas[which], words, lone, _denied(side, sentences))

    def findings(self) -> Iterator[Finding]:
        """Opposites and shades first; what is left over may have been dropped or added."""
        source, target = self._views[True], self._views[False]
        turned: set[int] = set()
        for one, other in product(source.words, target.words):
            if abs(one.position - other.position) > WITHIN or not self._are_charged(one, other):
                continue
            if self._are_turned(one, other):
                turned |= {one.token.start, other.token.start}
                yield self._opposite(one, other)
            elif rule := self._shaded(one, other):
                turned |= {one.token.start, other.token.start}
                yield self._shade(one, other, rule)
        for of_source in (True, False):
            rest = [word for word in self._views[of_source].lone if word.token.start not in turned]
            lost = [word for word in rest if self._is_gone(word, of_source=of_source)]
            if lost:
                yield self._gone(lost, of_source=of_source)

    def _is_lone(self, word: Word, others: frozenset[str], *, of_source: bool) -> bool:
        """Whether the other side has no counterpart of a word that the lexicon knows."""
        if self._lexicon.seen(word.lemma, of_source=of_source) < RARE:
            return False
        kin = self._lexicon.kin(word.lemma, of_source=of_source)
        kindred, joined = (KINDRED, JOINED) if word.token.pos in ("ADJ", "ADV") else (KINDRED_THINGS, JOINED_THINGS)
        for other in others:
            pair = (word.lemma, other) if of_source else (other, word.lemma)
            if kin.get(other, 0.0) >= kindred or self._lexicon.link(*pair) >= joined:
                return False
        roots = {_root(kindred) for kindred, weight in kin.items() if weight >= 0.02} | {_root(word.lemma)}
        return not any(_root(other) in roots for other in others)

    def _are_charged(self, one: Word, other: Word) -> bool:
        """Whether a table of opposites or shades has one of the two; most pairs end here."""
        return other.lemma in _charged(self._views[False].side.language) or one.lemma in _charged(
            self._views[True].side.language
        )

    def _are_turned(self, one: Word, other: Word) -> bool:
        """Whether a word became its opposite: each means the other's opposite, and nothing else stands for it."""
        if not self._are_opposite(one, other) or self._lexicon.link(one.lemma, other.lemma) >= TURNED:
            return False
        here, there = self._views[True].lemmas - _forms(one), self._views[False].lemmas - _forms(other)
        return self._stands_alone(one, there, of_source=True) and self._stands_alone(other, here, of_source=False)

    def _shaded(self, one: Word, other: Word) -> str:
        """The rule under which a plain word became a strong one or the reverse; ``""`` if it did not."""
        if self._lexicon.link(one.lemma, other.lemma) >= TURNED:
            return ""
        sides = (_known(self._lexicon.translations(one.lemma)), [other.lemma], self._views[False].side.language)
        shades = _shift(*sides) or _shift(
            [one.lemma], _known(self._lexicon.origins(other.lemma)), self._views[True].side.language
        )
        if not shades:
            return ""
        here, there = self._views[True].lemmas - _forms(one), self._views[False].lemmas - _forms(other)
        alone = self._stands_alone(one, there, of_source=True) and self._stands_alone(other, here, of_source=False)
        return f"wording-{shades}" if alone else ""

    def _stands_alone(self, word: Word, others: frozenset[str], *, of_source: bool) -> bool:
        """Whether no word of the other side renders this one by the lexicon alone."""
        pairs = ((word.lemma, other) if of_source else (other, word.lemma) for other in others)
        return all(self._lexicon.link(*pair) < TURNED for pair in pairs)

    def _are_opposite(self, one: Word, other: Word) -> bool:
        """Whether what the source word means is the opposite of the target word, and neither is denied."""
        if one.token.start in self._views[True].denied or other.token.start in self._views[False].denied:
            return False
        renderings = _known(self._lexicon.translations(one.lemma))
        origins = _known(self._lexicon.origins(other.lemma))
        return any(other.lemma in _opposites(self._views[False].side.language, word) for word in renderings) or any(
            one.lemma in _opposites(self._views[True].side.language, word) for word in origins
        )

    def _is_gone(self, word: Word, *, of_source: bool) -> bool:
        """Whether a word is missing and nothing on the other side may stand for it. Modifiers are missed on the word of
        the lexicon; nouns, and verbs of the source, only if the machine translation bears it out."""
        is_modifier = word.token.relation in MODIFIERS and word.token.pos in ("ADJ", "ADV")
        things = ("NOUN", "VERB") if of_source else ("NOUN",)
        if not is_modifier and (self._witness is None or word.token.pos not in things):
            return False
        if word.token.start in self._views[of_source].denied or self._has_rival(word, of_source=of_source):
            return False
        return self._witness is None or self._is_witnessed(word, of_source=of_source)

    def _has_rival(self, word: Word, *, of_source: bool) -> bool:
        """Whether a word of the other side that stands for nothing, or is not known, may stand for this one."""
        other = self._views[not of_source]
        near = [one for one in other.words if abs(one.position - word.position) <= NEAR]
        if word.token.pos in ("ADJ", "ADV"):
            return any(one in other.lone and one.token.pos == word.token.pos for one in near)
        return any(one in other.lone or self._lexicon.seen(one.lemma, of_source=not of_source) < RARE for one in near)

    def _is_witnessed(self, word: Word, *, of_source: bool) -> bool:
        """Whether the machine translation renders a source word that the target has not, or lacks a target word."""
        assert self._witness is not None
        if of_source:
            return any(self._lexicon.link(word.lemma, other) >= WITNESSED for other in self._witness)
        return word.lemma not in self._witness

    def _opposite(self, one: Word, other: Word) -> Finding:
        names = self._views[True].side.language.name, self._views[False].side.language.name
        message = (
            f'The {names[0]} has "{one.token.text}", the {names[1]} "{other.token.text}", which means the opposite.'
        )
        confidence = 0.7
        if self._witness is not None:
            confidence = 0.85 if other.lemma not in self._witness else 0.4
        severity: Severity = "major" if confidence > 0.5 else "minor"
        places = (_place(one),), (_place(other),)
        return Finding("wording", severity, confidence, self._rank, *places, message, "wording-opposite")

    def _shade(self, one: Word, other: Word, rule: str) -> Finding:
        names = self._views[True].side.language.name, self._views[False].side.language.name
        weight = "a stronger" if rule == "wording-sharpened" else "a weaker"
        message = f'The {names[0]} has "{one.token.text}", the {names[1]} {weight} word, "{other.token.text}".'
        borne_out = self._witness is not None and other.lemma not in self._witness
        severity: Severity = "major" if borne_out or self._witness is None else "minor"
        places = (_place(one),), (_place(other),)
        return Finding("wording", severity, 0.7 if borne_out else 0.55, self._rank, *places, message, rule)

    def _gone(self, lost: Sequence[Word], *, of_source: bool) -> Finding:
        own, other = self._views[of_source].side.language, self._views[not of_source].side.language
        listed = ", ".join(f'"{word.token.text}"' for word in lost)
        modifiers = any(word.token.pos in ("ADJ", "ADV") for word in lost)
        strong = any(word.lemma in own.table("wording")["intensity"] for word in lost)
        places = tuple(_place(word) for word in lost)
        return Finding(
            kind="wording",
            severity="minor",
            confidence=0.55 if strong else 0.45 if modifiers else 0.35,
            bead=self._rank,
            source=places if of_source else (),
            target=() if of_source else places,
            message=f"The {own.name} has {listed}; the {other.name} has no word for it.",
            rule="wording-dropped" if of_source else "wording-added",
        )


def _forms(word: Word) -> frozenset[str]:
    return frozenset({word.lemma, polarity.plain(word.token.text.lower())})


def _place(word: Word) -> Place:
    return Place(word.token.start, word.token.stop, word.token.text)


def _lemmas(side: Side, sentences: Iterable[int]) -> frozenset[str]:
    return _lemmas_of(token for index in sentences for token in side.document.parses[index].tokens)


def _lemmas_of(tokens: Iterable[Token]) -> frozenset[str]:
    """Lemmas and forms, parts of hyphenated words among them; no words of grammar alone, which the lexicon joins to
    anything."""
    forms: set[str] = set()
    for token in tokens:
        if token.pos in GRAMMAR:
            continue
        for form in (polarity.plain(token.lemma), polarity.plain(token.text.lower())):
            forms |= {form, *form.split("-")}
    return frozenset(forms)


def _words(side: Side, sentences: Sequence[int]) -> Iterator[Word]:
    """The content words that no other rule looks at, in order."""
    taken = _taken(side, sentences)
    row = counterparts.words(side, sentences)
    for token, position in zip(row.tokens, row.positions, strict=True):
        lemma = polarity.plain(token.lemma)
        if token.pos not in CONTENT or not token.text.isalpha() or len(lemma) < 3:
            continue
        if token.relation == "compound" or any(start <= token.start < stop for start, stop in taken):
            continue
        yield Word(token, lemma, position)


def _taken(side: Side, sentences: Sequence[int]) -> list[tuple[int, int]]:
    """The places of words that have rules of their own."""
    taken = [(fact.start, fact.stop) for kind in OF_RULES for fact in side.of(kind, sentences)]
    for fact in side.of("attribution", sentences):
        taken.extend(_of_report(fact))
    return taken


def _of_report(fact: Fact) -> Iterator[tuple[int, int]]:
    if isinstance(fact.value, Attribution):
        yield fact.value.cue.start, fact.value.cue.stop
        if fact.value.source is not None:
            yield fact.value.source.start, fact.value.source.stop


def _denied(side: Side, sentences: Sequence[int]) -> frozenset[int]:
    """Where the words stand that a negation governs."""
    scopes = [fact.value.scope for fact in side.of("negation", sentences) if isinstance(fact.value, Polarity)]
    return frozenset(
        token.start
        for index in sentences
        for token in side.document.parses[index].tokens
        if any(scope.start <= token.start < scope.stop for scope in scopes)
    )


@lru_cache(maxsize=8)
def _light(language: Language) -> frozenset[str]:
    answers = language.table("hedges")["answers"]
    hedging = {word.partition("/")[0] for row in answers for word in row["words"].replace("|", " ").split()}
    return frozenset(language.table("wording")["light"]) | hedging


@lru_cache(maxsize=8)
def _opposite_words(language: Language) -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for row in language.table("wording")["opposites"]:
        for one, other in product(row["words"], row["against"]):
            table.setdefault(one, set()).add(other)
            table.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in table.items()}


@lru_cache(maxsize=8)
def _charged(language: Language) -> frozenset[str]:
    """All words of the tables of opposites and shades."""
    shades = language.table("wording")["shades"]
    return frozenset(_opposite_words(language)) | {w for row in shades for w in (*row["plain"], *row["strong"])}


def _opposites(language: Language, word: str) -> frozenset[str]:
    return _opposite_words(language).get(word, frozenset())


def _shift(source: Sequence[str], target: Sequence[str], language: Language) -> str:
    """How the weight changed between words of one language: ``sharpened``, ``softened``, or ``""``."""
    for row in language.table("wording")["shades"]:
        plain, strong = set(row["plain"]), set(row["strong"])
        if plain & set(source) and strong & set(target) and not strong & set(source):
            return "sharpened"
        if strong & set(source) and plain & set(target) and not plain & set(source):
            return "softened"
    return ""


def _known(counts: Mapping[str, int]) -> list[str]:
    """The translations that make up a fair share of a word's alignments."""
    total = sum(counts.values())
    return [word for word, count in counts.items() if count >= WITNESSED * total and count > 1]


@lru_cache(maxsize=50_000)
def _root(word: str) -> str:
    """The beginning of a word in Latin letters: омикрон and omicron share it."""
    return anyascii(word).lower().replace("k", "c")[:ROOT]
