"""Damage that translators and editors do, done on purpose: an operator a kind, each giving an edit or nothing."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from compare.languages import load
from models.recipe.words.edits import Edit, New, Read
from models.recipe.words.wordnet import WordNet

OPEN = ("NOUN", "VERB", "ADJ", "ADV")
PHRASES = frozenset({"prep", "agent", "npadvmod"})
CLAUSES = frozenset({"advcl", "relcl", "acl", "appos", "conj", "ccomp", "parataxis"})
SOURCE_PARTS = frozenset(
    {"amod", "advmod", "obl", "nmod", "acl", "acl:relcl", "advcl", "appos", "conj", "xcomp", "obj"}
)

WEIGHTS = {
    "modifier dropped": 14, "noun dropped": 8, "verb dropped": 10, "name dropped": 3, "phrase dropped": 8,
    "clause dropped": 6, "modifier added": 10, "phrase added": 4, "antonym": 18, "near word": 9, "other word": 8,
    "other name": 3, "synonym": 5, "hypernym": 7,
}  # fmt: skip
"""How often each is tried, of a hundred or so."""

FAITHFUL = frozenset({"synonym", "hypernym"})
LONGEST_PHRASE, LONGEST_CLAUSE = 8, 12
COMMON = 3
"""Times that a lemma must be seen to be put in."""


class Damager:
    """Learns words, forms and phrases from sentences, then damages others with them."""

    def __init__(self, wordnet: WordNet, seed: int = 0) -> None:
        self._wordnet = wordnet
        self._random = random.Random(seed)
        self._forms: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
        self._lemmas: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._modifiers: dict[str, Counter[tuple[str, str, str]]] = defaultdict(Counter)
        self._phrases: list[tuple[New, ...]] = []
        self._names: list[New] = []
        self._opposites = _opposites()

    def learn(self, sentences: Iterable[Read]) -> None:
        """Takes vocabulary from undamaged English sentences."""
        for sentence in sentences:
            for rank, token in enumerate(sentence.tokens):
                self._learn(sentence, rank)
                if token.pos == "PROPN" and token.relation != "compound":
                    self._names.append(New(token.text, token.lemma, "PROPN"))

    def _learn(self, sentence: Read, rank: int) -> None:
        token = sentence.tokens[rank]
        if token.pos in OPEN and token.text.isalpha():
            self._forms[token.lemma, token.pos, token.features][token.text.lower()] += 1
            self._lemmas[token.pos, token.features][token.lemma] += 1
        if token.relation in ("amod", "advmod") and token.pos in ("ADJ", "ADV"):
            head = sentence.tokens[token.head]
            self._modifiers[head.lemma][token.text.lower(), token.lemma, token.pos] += 1
        if token.relation == "prep" and len(self._phrases) < 20_000:
            ranks = sentence.subtree(rank)
            if 2 <= len(ranks) <= LONGEST_PHRASE - 1 and _is_run(ranks):
                words = [sentence.tokens[one] for one in ranks]
                self._phrases.append(tuple(New(word.text, word.lemma, word.pos) for word in words))

    def target(self, sentence: Read) -> Edit | None:
        """One damage (or faithful change) of an English sentence; ``None`` where the operator drawn finds no hold."""
        name = self._random.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        return _OPERATORS[name](self, sentence)

    def source(self, sentence: Read) -> Edit | None:
        """A word or phrase cut from a Russian sentence: the English then says more."""
        ranks = [i for i, token in enumerate(sentence.tokens) if token.relation in SOURCE_PARTS and token.pos in OPEN]
        self._random.shuffle(ranks)
        for rank in ranks:
            run = sentence.subtree(rank)
            if _is_run(run) and len(run) <= LONGEST_PHRASE and len(run) < 0.6 * len(sentence.tokens):
                return Edit("source cut", tuple(_without_last_mark(sentence, run)))
        return None

    # operators on the target, in the order of WEIGHTS

    def _word_cut(self, sentence: Read, name: str, pos: Sequence[str]) -> Edit | None:
        ranks = [
            i
            for i, token in enumerate(sentence.tokens)
            if token.pos in pos and token.text.isalpha() and token.relation not in ("neg", "ROOT")
        ]
        return Edit(name, (self._random.choice(ranks),)) if ranks else None

    def _part_cut(self, sentence: Read, name: str, relations: frozenset[str], longest: int) -> Edit | None:
        runs = [sentence.subtree(i) for i, token in enumerate(sentence.tokens) if token.relation in relations]
        runs = [
            run for run in runs if _is_run(run) and 2 <= len(run) <= longest and len(run) < 0.6 * len(sentence.tokens)
        ]
        return Edit(name, tuple(_without_last_mark(sentence, self._random.choice(runs)))) if runs else None

    def _modifier_added(self, sentence: Read) -> Edit | None:
        ranks = [
            i
            for i, token in enumerate(sentence.tokens)
            if token.pos in ("NOUN", "VERB", "ADJ") and self._modifiers.get(token.lemma)
            and not (i and token.pos == "NOUN" and sentence.tokens[i - 1].pos in ("ADJ", "PROPN", "NUM", "NOUN"))
        ]  # fmt: skip
        if not ranks:
            return None
        rank = self._random.choice(ranks)
        table = self._modifiers[sentence.tokens[rank].lemma]
        text, lemma, pos = self._random.choices(list(table), [count**0.5 for count in table.values()])[0]
        if lemma in {token.lemma for token in sentence.tokens} or lemma == "not":
            return None
        return Edit("modifier added", (), (New(text, lemma, pos),), rank)

    def _phrase_added(self, sentence: Read) -> Edit | None:
        ranks = [i + 1 for i, token in enumerate(sentence.tokens[:-1]) if token.pos == "NOUN"]
        ranks = [rank for rank in ranks if sentence.tokens[rank].pos != "NOUN"]
        if not ranks or not self._phrases:
            return None
        return Edit("phrase added", (), self._random.choice(self._phrases), self._random.choice(ranks))

    def _replaced(self, sentence: Read, name: str, choose: Callable[[str, str], set[str]]) -> Edit | None:
        ranks = [i for i, token in enumerate(sentence.tokens) if token.pos in OPEN and token.text.isalpha()]
        self._random.shuffle(ranks)
        for rank in ranks[:10]:
            token = sentence.tokens[rank]
            for lemma in self._shuffled(choose(token.lemma, token.pos) - {token.lemma, "entity", "thing", "act", "be"}):
                form = self._form(lemma, token.pos, token.features)
                if form and form != token.text.lower():
                    return Edit(name, (rank,), (New(form, lemma, token.pos),), faithful=name in FAITHFUL)
        return None

    def _antonyms(self, lemma: str, pos: str) -> set[str]:
        return self._wordnet.antonyms(lemma, pos) | self._opposites.get(lemma, set())

    def _any(self, lemma: str, pos: str) -> set[str]:
        key = self._random.choice([key for key in self._lemmas if key[0] == pos])
        words = [word for word, count in self._lemmas[key].items() if count >= COMMON]
        return set(self._random.sample(words, min(5, len(words)))) - self._wordnet.near(lemma, pos)

    def _form(self, lemma: str, pos: str, features: str) -> str:
        """The usual form of a lemma with these features; ``""`` for one that was not seen so."""
        forms = self._forms.get((lemma, pos, features))
        return forms.most_common(1)[0][0] if forms else ""

    def _other_name(self, sentence: Read) -> Edit | None:
        ranks = [i for i, t in enumerate(sentence.tokens) if t.pos == "PROPN" and t.relation != "compound"]
        name = self._random.choice(self._names) if self._names else None
        if not ranks or name is None or name.text in sentence.text:
            return None
        return Edit("other name", (self._random.choice(ranks),), (name,))

    def _shuffled(self, words: set[str]) -> list[str]:
        row = sorted(words)
        self._random.shuffle(row)
        return row


_OPERATORS: dict[str, Callable[[Damager, Read], Edit | None]] = {
    "modifier dropped": lambda d, s: d._word_cut(s, "modifier dropped", ("ADJ", "ADV")),
    "noun dropped": lambda d, s: d._word_cut(s, "noun dropped", ("NOUN",)),
    "verb dropped": lambda d, s: d._word_cut(s, "verb dropped", ("VERB",)),
    "name dropped": lambda d, s: d._word_cut(s, "name dropped", ("PROPN",)),
    "phrase dropped": lambda d, s: d._part_cut(s, "phrase dropped", PHRASES, LONGEST_PHRASE),
    "clause dropped": lambda d, s: d._part_cut(s, "clause dropped", CLAUSES, LONGEST_CLAUSE),
    "modifier added": lambda d, s: d._modifier_added(s),
    "phrase added": lambda d, s: d._phrase_added(s),
    "antonym": lambda d, s: d._replaced(s, "antonym", d._antonyms),
    "near word": lambda d, s: d._replaced(s, "near word", d._wordnet.siblings),
    "other word": lambda d, s: d._replaced(s, "other word", d._any),
    "other name": lambda d, s: d._other_name(s),
    "synonym": lambda d, s: d._replaced(s, "synonym", d._wordnet.synonyms),
    "hypernym": lambda d, s: d._replaced(s, "hypernym", d._wordnet.hypernyms),
}


def _opposites() -> dict[str, set[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for row in load("en").table("opposites")["opposites"]:
        for one in row["words"]:
            table[one] |= set(row["against"])
        for one in row["against"]:
            table[one] |= set(row["words"])
    return table


def _is_run(ranks: Sequence[int]) -> bool:
    return ranks[-1] - ranks[0] == len(ranks) - 1


def _without_last_mark(sentence: Read, ranks: Sequence[int]) -> list[int]:
    row = list(ranks)
    while len(row) > 1 and sentence.tokens[row[-1]].pos == "PUNCT":
        row.pop()
    return row
