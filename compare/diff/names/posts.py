"""Who a person is: an office, a trade or kin that stands beside a name, and another one beside the same name on the
other side («прокурор Алла Орлова», "the judge, Alla Orlova").

Told where both sides name the person and say who it is, by words that exclude each other (``languages/*/posts.toml``),
and neither side calls the person elsewhere what the other one does here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from compare.diff.comparison import Side
from compare.diff.excerpt import quoted
from compare.diff.names.beads import Bead
from compare.diff.names.story import Item, Names
from compare.facts.polarity import plain
from compare.languages import Language
from compare.records import Attribution, Fact, Finding, FindingKind, Place, Token

SURE = 0.75
"""Confidence by both parses and the table."""

BESIDE = frozenset({"appos", "compound", "flat", "flat:name", "flat:foreign", "nmod:appos"})
"""Relations of a name and the word that says who bears it, whichever of them is the head."""

NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})


@dataclass(frozen=True)
class Post:
    """The words that say who somebody is, and what they may mean: pairs of field and row of the table."""

    place: Place
    rows: frozenset[tuple[str, str]]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for _, name in self.rows)

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(name for name, _ in self.rows)


def changed(bead: Bead, names: Names) -> Iterator[Finding]:
    """Persons of a bead who are another one on the other side by what they are called."""
    source, target = names.comparison.source, names.comparison.target
    for pair in bead.pairs:
        if "PERSON" not in (pair.source.type, pair.target.type):
            continue
        ours, theirs = _posts(source, pair.source.fact), _posts(target, pair.target.fact)
        if not ours or not theirs or not _exclude(ours, theirs):
            continue
        if not _exclude(_anywhere(source, pair.source), theirs) or not _exclude(ours, _anywhere(target, pair.target)):
            continue
        told = _is_told(target, bead.sentences.target, ours) or _is_told(source, bead.sentences.source, theirs)
        if not told:
            yield _finding(bead, names, pair.source, ours[0], theirs[0])


def _exclude(ours: Sequence[Post], theirs: Sequence[Post]) -> bool:
    """Whether none of what one side says can be what the other says, and some two are of one field."""
    mine, others = _names(ours), _names(theirs)
    return mine.isdisjoint(others) and any(one.fields & other.fields for one in ours for other in theirs)


def _names(posts: Sequence[Post]) -> frozenset[str]:
    return frozenset(name for post in posts for name in post.names)


def _anywhere(side: Side, item: Item) -> list[Post]:
    """All that a side calls the bearer of this name, by the last word of it."""
    last = item.canonical.split()[-1]
    facts = (fact for fact in side.all_of("name") if _last(fact) == last)
    return [post for fact in facts for post in _posts(side, fact)]


def _last(fact: Fact) -> str:
    return getattr(fact.value, "canonical", fact.text).split()[-1]


def _is_told(side: Side, sentences: Sequence[int], posts: Sequence[Post]) -> bool:
    """Whether these sentences have such a word that stands beside no name: it may be this person's."""
    taken = {post.place.start for fact in side.of("name", sentences) for post in _posts(side, fact)}
    wanted = _names(posts)
    found = (_post(side, number, rank) for number in sentences for rank in range(len(_tokens(side, number))))
    return any(post and post.names & wanted and post.place.start not in taken for post in found)


def _posts(side: Side, fact: Fact) -> list[Post]:
    """What is said beside a name of who bears it."""
    tokens = _tokens(side, fact.sentence)
    inside = {rank for rank, token in enumerate(tokens) if fact.start <= token.start < fact.stop}
    ranks: list[int] = []
    for rank in sorted(inside):
        head = tokens[rank].head
        if head not in inside and tokens[rank].relation in BESIDE:
            ranks.append(head)
    heads = [*ranks, *inside]
    for rank, token in enumerate(tokens):
        if rank not in inside and token.head in heads and token.relation in BESIDE and token.head != rank:
            ranks.append(rank)
    ranks += [rank for rank, token in enumerate(tokens) if token.head in ranks and token.relation == "conj"]
    found = (_post(side, fact.sentence, rank) for rank in dict.fromkeys(ranks) if rank not in inside)
    return [post for post in found if post]


def _post(side: Side, sentence: int, rank: int) -> Post | None:
    """What a word says of who somebody is, with the words around it that belong to it."""
    tokens = _tokens(side, sentence)
    if tokens[rank].pos not in NOUNS:
        return None
    rows, longest = _rows(side.language), 0
    best: tuple[int, int] | None = None
    for first in range(max(0, rank - longest_of(side.language) + 1), rank + 1):
        for stop in range(rank + 1, min(len(tokens), first + longest_of(side.language)) + 1):
            if stop - first > longest and _lemmas(tokens[first:stop]) in rows:
                best, longest = (first, stop), stop - first
    if best is None:
        return None
    start, end = tokens[best[0]].start, tokens[best[1] - 1].stop
    text = side.document.story.text[start:end]
    return Post(Place(start, end, text), rows[_lemmas(tokens[slice(*best)])])


def _lemmas(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(plain(token.lemma.lower()) for token in tokens)


@lru_cache(maxsize=8)
def _rows(language: Language) -> Mapping[tuple[str, ...], frozenset[tuple[str, str]]]:
    """The rows of the table by their words."""
    rows: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    for field, posts in language.table("posts").items():
        for name, words in posts.items():
            for word in words:
                rows.setdefault(tuple(word.split()), set()).add((field, name))
    return {words: frozenset(found) for words, found in rows.items()}


@lru_cache(maxsize=8)
def longest_of(language: Language) -> int:
    """How many words the longest entry has."""
    return max(map(len, _rows(language)))


def _tokens(side: Side, sentence: int) -> tuple[Token, ...]:
    return side.document.parses[sentence].tokens


def _speaks(side: Side, item: Item) -> bool:
    """Whether an attribution of the sentence names this person as its source."""
    for fact in side.of("attribution", [item.fact.sentence]):
        value = fact.value
        assert isinstance(value, Attribution)
        if value.source is None:
            continue
        if value.source.start <= item.fact.start < value.source.stop or value.resolved == item.canonical:
            return True
    return False


def _finding(bead: Bead, names: Names, item: Item, one: Post, other: Post) -> Finding:
    source, target = names.comparison.source, names.comparison.target
    kind: FindingKind = "attribution" if _speaks(source, item) else "name"
    message = (
        f"{quoted(source.language, item.fact.text)} is {quoted(source.language, one.place.text)} in the "
        f"{source.language.name}, {quoted(target.language, other.place.text)} in the {target.language.name}: another "
        f"role. By: both parses, table of roles."
    )
    return Finding(kind, "major", SURE, bead.rank, (one.place,), (other.place,), message, f"{kind}-role")
