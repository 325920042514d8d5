"""The names of both versions as the rules see them: read once, and looked for in the text where no fact stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz
from rapidfuzz.process import extract_iter

from compare import lexicon as lexicons
from compare.diff.comparison import Comparison, Side
from compare.facts.names.nominative import load
from compare.languages import Language
from compare.lexicon import Lexicon
from compare.names.concepts import UNKNOWN, Concept, Gazetteer, shipped
from compare.names.keys import places, stem, words
from compare.names.letters import UNLIKE_IN_SHORT, fold, is_near, plain
from compare.names.match import SAME, SAME_SOUND, Likeness, atom_likeness, concepts_likeness, is_same, likeness
from compare.names.reading import Atom, Reading, read
from compare.names.words import translated
from compare.records import Fact, Name, NameType, Sentence

FOUND = 0.55
"""Share of a name's weight that must be found in a sentence to call the name present there."""

LOOSE = 0.35
"""The same, where it is enough to doubt that the name is missing: the words of an organisation, freely translated."""


@dataclass(frozen=True, eq=False)
class Item:
    """A name fact with its readings: as canonical form and as it stands. One of a place is made (:meth:`Names.item`),
    and is as good as itself."""

    fact: Fact
    readings: tuple[Reading, ...]

    @property
    def type(self) -> NameType:
        value = self.fact.value
        assert isinstance(value, Name)
        return value.type

    @property
    def canonical(self) -> str:
        value = self.fact.value
        assert isinstance(value, Name)
        return value.canonical

    @property
    def concepts(self) -> frozenset[Concept]:
        return frozenset(concept for reading in self.readings for concept in reading.concepts)


def _without_ending(text: str, language: Language) -> str:
    """Хеглигом -> Хеглиг: what is heard of an inflected name that no dictionary could put into the nominative."""
    endings = [
        end for end in language.table("names")["cases"] if text.endswith(end) and len(text) - len(end) > MIN_REST
    ]
    return text[: -max(map(len, endings))] if endings and " " not in text else text


def _without_suffix(text: str, language: Language) -> str:
    """Хамадонийский район -> Хамадони: the name inside the adjective that a district is called by."""
    adjective, _, noun = text.partition(" ")
    if not noun.islower() or " " in noun or not adjective.istitle():
        return text
    suffixes = [
        end
        for end in language.table("names")["adjectives"]
        if adjective.endswith(end) and len(adjective) - len(end) > MIN_REST
    ]
    return adjective[: -max(map(len, suffixes))] if suffixes else text


def is_common(word: str, side: Side) -> bool:
    """Whether the dictionary of a language that has one knows the word, and only as a common one."""
    return load(side.language).is_common(word)


@dataclass
class Names:
    """Both sides of a comparison with the gazetteer that reads them."""

    comparison: Comparison
    given: Gazetteer | None = None
    _items: dict[tuple[str, int, int], Item] = field(default_factory=dict)
    _words: dict[tuple[str, int], SentenceWords] = field(default_factory=dict)
    _anywhere: dict[tuple[str, NameType, str], bool] = field(default_factory=dict)
    _vocabularies: dict[str, Vocabulary] = field(default_factory=dict)

    @cached_property
    def lexicon(self) -> Lexicon:
        """Which common words render each other."""
        return lexicons.load(self.comparison.source.language.code, self.comparison.target.language.code)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return self.given or shipped()

    def item(self, fact: Fact, side: Side) -> Item:
        """The fact with its readings, made once."""
        key = (side.language.code, fact.start, fact.stop)
        if key not in self._items:
            assert isinstance(fact.value, Name)
            canonical = fact.value.canonical
            other = _without_ending(fact.text, side.language), _without_suffix(canonical, side.language)
            texts = dict.fromkeys((canonical, fact.text, *other))
            readings = [read(text, side.language, self.gazetteer) for text in texts]
            if fact.value.type == "PERSON":  # a known person, in a spelling that the table lacks: Гутерриш
                readings += [read(reading.text, side.language, UNKNOWN) for reading in readings if reading.concepts]
            self._items[key] = Item(fact, tuple(readings))
        return self._items[key]

    def items(self, side: Side, sentences: Iterable[int]) -> list[Item]:
        """The names of these sentences."""
        return [self.item(fact, side) for fact in side.of("name", sentences)]

    def words(self, side: Side, sentence: int) -> SentenceWords:
        """The words of a sentence, taken apart once."""
        key = (side.language.code, sentence)
        if key not in self._words:
            self._words[key] = SentenceWords.of(side.sentences[sentence], side.language, self.gazetteer)
        return self._words[key]

    def is_present(self, item: Item, side: Side, sentences: Iterable[int], taken: frozenset[str] = frozenset()) -> bool:
        """Whether the text of these sentences has a counterpart of the name, recognised or not. ``taken``: known names
        that stand there for another name, so that they cannot stand for this one's place or country too."""
        needed = FOUND if item.type == "PERSON" else LOOSE
        ranks = [n for n in sentences if 0 <= n < len(side.sentences)]
        return any(self.words(side, n).share_of(item, taken) >= needed for n in ranks)

    def is_anywhere(self, item: Item, side: Side) -> bool:
        """Whether the story has a counterpart of the name at all. Asked once a name: long stories name many."""
        key = (side.language.code, item.type, item.canonical)
        if key not in self._anywhere:
            self._anywhere[key] = self.is_present(item, side, self._vocabulary(side).sentences_like(item))
        return self._anywhere[key]

    def _vocabulary(self, side: Side) -> Vocabulary:
        if side.language.code not in self._vocabularies:
            rows = [self.words(side, rank) for rank in range(len(side.sentences))]
            self._vocabularies[side.language.code] = Vocabulary(rows)
        return self._vocabularies[side.language.code]


@dataclass(frozen=True)
class SentenceWords:
    """What may be a counterpart of a name in a sentence: known names, and every word."""

    language: Language
    known: tuple[Atom, ...]
    loose: tuple[Atom, ...]
    heads: frozenset[str]

    @classmethod
    def of(cls, sentence: Sentence, language: Language, gazetteer: Gazetteer) -> SentenceWords:
        pieces = [word for _, _, word in places(sentence.text)]
        known = [
            read(" ".join(pieces[start:stop]), language, gazetteer).atoms[0]
            for start, stop, _ in gazetteer.segments(pieces, language)
        ]
        known += [atom for word in pieces for atom in _under_prefix(word, language, gazetteer)]
        particles = set(language.table("names")["particles"])
        runs = {word for word in pieces if word.lower() not in particles and len(word) > 1}
        runs |= {_without_ending(word, language) for word in runs if word[0].isupper()}
        loose = {atom for word in runs for atom in read(word, language, gazetteer).atoms}
        heads = frozenset(stem(word, language)[:5] for word in pieces)
        return cls(language, tuple(known), tuple(sorted(loose, key=lambda atom: atom.text)), heads)

    def share_of(self, item: Item, taken: frozenset[str] = frozenset()) -> float:
        """How much of a name is found among the words: 1 all of it."""
        return max(self._share(reading, item.type, taken) for reading in item.readings)

    def _share(self, reading: Reading, type_: NameType, taken: frozenset[str]) -> float:
        if reading.concepts and any(_stands_for(atom, reading, taken) for atom in self.known):
            return 1.0
        if type_ != "PERSON" and any(self.has_words_of(concept) for concept in reading.concepts):
            return 1.0
        if not reading.atoms:
            return 0.0
        best = [self._best(atom, type_) for atom in reading.atoms]
        if type_ == "PERSON":
            return best[-1] if best[-1] >= SAME else 0.0
        return sum(atom.weight * score for atom, score in zip(reading.atoms, best, strict=True)) / sum(
            max(atom.weight, 0.01) for atom in reading.atoms
        )

    def has_words_of(self, concept: Concept) -> bool:
        """Whether the words of a longer form stand there, if not side by side: Minister of Foreign Affairs."""
        forms = [words(form) for form in concept.forms.get(self.language.code, ()) if " " in form]
        return any(all(stem(word, self.language)[:5] in self.heads for word in form) for form in forms)

    def _best(self, atom: Atom, type_: NameType) -> float:
        others = (other for other in (*self.known, *self.loose) if type_ != "PERSON" or _may_be_person(atom, other))
        return max((atom_likeness(atom, other) for other in others if is_same(atom, other)), default=0.0)


def _may_be_person(atom: Atom, other: Atom) -> bool:
    """Whether a word can stand for a piece of a person's name: "to carry" is no Каррера, but "king" is Король."""
    return not other.text.islower() or bool(other.concepts) or bool(translated(atom.stems[0], other.stems[0]))


class Vocabulary:
    """All words of a side and where they stand, so that a name is held against each once and not in each sentence."""

    def __init__(self, rows: Sequence[SentenceWords]) -> None:
        self._rows = rows
        self._places: dict[Atom, list[int]] = {}
        for rank, row in enumerate(rows):
            for atom in dict.fromkeys((*row.known, *row.loose)):
                self._places.setdefault(atom, []).append(rank)
        self._named = [atom for atom in self._places if atom.concepts or len(fold(atom.text)) < 2]
        self._plain: dict[str, list[Atom]] = {}
        self._stems: dict[str, list[Atom]] = {}
        for atom in self._places:
            self._plain.setdefault(plain(atom.text), []).append(atom)
            self._stems.setdefault(atom.stems[0], []).append(atom)

    def sentences_like(self, item: Item) -> list[int]:
        """The sentences in which the name may have a counterpart, in their order: no other has one."""
        atoms = {atom for reading in item.readings for atom in reading.atoms}
        ranks = {rank for atom in atoms for other in self._like(atom) for rank in self._places[other]}
        for reading in item.readings:
            for atom in self._named if reading.concepts else ():
                if _stands_for(atom, reading, frozenset()):
                    ranks.update(self._places[atom])
        if item.type != "PERSON":
            concepts = item.concepts
            ranks |= {rank for rank, row in enumerate(self._rows) if any(map(row.has_words_of, concepts))}
        return sorted(ranks)

    def _like(self, atom: Atom) -> list[Atom]:
        """The words that are one with a piece of a name, by what is known, by their meaning or by their sound."""
        if len(fold(atom.text)) < 2:
            return [other for other in self._places if is_same(atom, other)]
        found = [other for other in self._named if is_same(atom, other)]
        for stem_, others in self._stems.items():
            if translated(atom.stems[0], stem_):
                found += [other for other in others if is_same(atom, other)]
        heard, letters = atom.text, plain(atom.text)
        for _, _, text in extract_iter(letters, self._choices, scorer=fuzz.ratio, score_cutoff=UNLIKE_IN_SHORT):
            found += [other for other in self._plain[text] if is_near(heard, other.text, SAME_SOUND)]
        return found

    @cached_property
    def _choices(self) -> dict[str, str]:
        return {text: text for text in self._plain}


def _under_prefix(word: str, language: Language, gazetteer: Gazetteer) -> Iterator[Atom]:
    """антикитайский -> китайский; anti-Russian -> Russian"""
    small, prefixes = word.lower(), language.table("names")["prefixes"]
    for prefix in prefixes if small.startswith(tuple(prefixes)) else ():
        rest = word[len(prefix) :]
        if small.startswith(prefix) and len(rest) > MIN_REST and gazetteer.lookup(rest, language):
            yield from read(rest, language, gazetteer).atoms


MIN_REST = 4
"""Letters that must follow a prefix."""


def _stands_for(atom: Atom, reading: Reading, taken: frozenset[str]) -> bool:
    kind = concepts_likeness(reading.concepts, atom.concepts).kind
    return kind == "alias" or (kind == "kin" and not any(concept.id in taken for concept in atom.concepts))


def match(one: Item, other: Item) -> Likeness:
    """The best likeness over the readings of both."""
    person = "PERSON" in (one.type, other.type)
    return max(
        (likeness(a, b, person) for a in one.readings for b in other.readings),
        key=lambda found: (found.score, found.near),
    )


def by_canonical(items: Iterable[Item]) -> dict[str, list[Item]]:
    """The items of one name together."""
    made: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        made[item.canonical].append(item)
    return made


def window(sentences: Iterable[int], reach: int = 1) -> Iterator[int]:
    """These ranks and their neighbours."""
    ranks = sorted(sentences)
    return iter(range(ranks[0] - reach, ranks[-1] + reach + 1)) if ranks else iter(())
