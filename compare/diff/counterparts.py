"""Which cue of one side stands for which of the other: by the words that they govern, else by their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from compare.diff.comparison import Side
from compare.diff.row import CONTENT
from compare.facts import polarity
from compare.facts.polarity import Cue, Match
from compare.lexicon import Lexicon
from compare.records import Fact, FactKind, Polarity, Token

WORD = re.compile(r"n['’]t\b|\w+(?:-\w+)*|[^\w\s]")
"""Words and marks of a text that was not parsed."""

LINKED = 0.02
"""The least share of alignments that joins two lemmas; chosen by reading what it joins on news stories."""


@dataclass(frozen=True, slots=True)
class Item:
    """A cue in a bead: where it stands in the bead's side (0 to 1) and the lemmas of the words that it governs
    (the word itself first, then the predicate of its clause). ``at`` is where the first of them stands."""

    fact: Fact
    cue: Cue
    position: float
    anchors: tuple[str, ...]
    is_main: bool
    words: tuple[str, ...] = field(default=())
    at: int = -1


def items(
    side: Side, sentences: Sequence[int], kind: FactKind, match: Callable[[Sequence[Token]], list[Match]]
) -> list[Item]:
    """The cues of these sentences that are facts of this kind."""
    total = sum(len(side.document.parses[index].tokens) for index in sentences) or 1
    found: list[Item] = []
    before = 0
    for index in sentences:
        tokens = side.document.parses[index].tokens
        facts = {fact.start: fact for fact in side.of(kind, (index,))}
        for hit in match(tokens) if facts else ():
            fact = facts.get(tokens[hit.first].start)
            if fact is not None:
                found.append(_item(fact, hit, tokens, (before + hit.first + 0.5) / total))
        before += len(tokens)
    return found


def _item(fact: Fact, match: Match, tokens: Sequence[Token], position: float) -> Item:
    governed = polarity.governed(tokens, match)
    head = polarity.clause_head(tokens, governed)
    below = [rank for rank, token in enumerate(tokens) if token.head == governed and token.pos in CONTENT]
    ranks = dict.fromkeys((governed, head, *below))
    anchors = tuple(polarity.plain(tokens[rank].lemma) for rank in ranks if rank not in match.words)
    cue_words = tuple(polarity.plain(tokens[rank].lemma) for rank in match.words)
    return Item(fact, match.cue, position, anchors, is_main(tokens, head), cue_words, tokens[governed].start)


OF_MAIN = frozenset({"conj", "ccomp", "xcomp", "parataxis", "cop", "aux", "auxpass", "aux:pass"})


def is_main(tokens: Sequence[Token], head: int) -> bool:
    """Whether this is the predicate of the sentence, one joined to it, or what somebody says."""
    for _ in range(polarity.CLIMB):
        token = tokens[head]
        if token.head == head:
            return True
        if token.relation not in OF_MAIN:
            return False
        head = token.head
    return False


def linked(lexicon: Lexicon, source: Iterable[str], target: Sequence[str]) -> float:
    """The strongest link between two sets of lemmas."""
    return max((lexicon.link(one, other) for one in source for other in target), default=0.0)


def paired(
    source: Sequence[Item], target: Sequence[Item], lexicon: Lexicon, fit: Callable[[Item, Item], float]
) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    """The cues that stand for each other, the best first, and those left on each side. ``fit`` weighs the two cues
    themselves: a negative weight forbids a pair."""
    made = best_first(len(source), len(target), lambda one, other: _score(source[one], target[other], lexicon, fit))
    taken_source, taken_target = {one for one, _ in made}, {other for _, other in made}
    return (
        [(source[one], target[other]) for one, other in made],
        [item for rank, item in enumerate(source) if rank not in taken_source],
        [item for rank, item in enumerate(target) if rank not in taken_target],
    )


def best_first(sources: int, targets: int, score: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Pairs of so many things of either side, one to one, the best first; those that score nothing are none."""
    ranked = sorted(
        (
            (weight, one, other)
            for one in range(sources)
            for other in range(targets)
            if (weight := score(one, other)) > 0
        ),
        reverse=True,
    )
    taken_source: set[int] = set()
    taken_target: set[int] = set()
    made: list[tuple[int, int]] = []
    for _, one, other in ranked:
        if one not in taken_source and other not in taken_target:
            taken_source.add(one)
            taken_target.add(other)
            made.append((one, other))
    return made


def _score(one: Item, other: Item, lexicon: Lexicon, fit: Callable[[Item, Item], float]) -> float:
    weight = fit(one, other)
    if weight < 0:
        return 0.0
    near = 1.0 - abs(one.position - other.position)
    governs = linked(lexicon, one.anchors[:2], other.anchors[:2]) >= LINKED
    return weight + near + (GOVERNS if governs else 0.0)


GOVERNS = 1.5
"""What it is worth, beside one point for the place, that two cues govern words that render each other."""


LONGEST = 70
"""Characters of the words that a message shows."""

AFTER = 10
"""The least number of them behind the cue."""


def context(side: Side, fact: Fact) -> str:
    """A cue with the words that it governs, as they stand in the text, cut to what a message can hold."""
    story, sentence = side.document.story.text, side.sentences[fact.sentence]
    scope = fact.value.scope if isinstance(fact.value, Polarity) else fact.span
    start, stop = min(fact.start, scope.start), max(fact.stop, scope.stop)
    if stop - start > LONGEST and start < fact.start:
        start = max(start, fact.start - LONGEST // 3)
        start = story.find(" ", start, fact.start) + 1 or fact.start
    if stop - start > LONGEST:
        stop = max(story.rfind(" ", fact.stop, start + LONGEST), fact.stop)
    if stop - fact.stop < AFTER and fact.stop + AFTER < sentence.stop:  # "or no" says nothing without its noun
        end = re.compile(r"\W|$").search(story, fact.stop + AFTER)
        stop = max(stop, min(end.start() if end else stop, sentence.stop))
    if stop - start < AFTER:  # "нет" that ends its sentence says nothing without what there is none of
        start = max(sentence.start, stop - LONGEST // 2)
        start = start if start == sentence.start else story.find(" ", start, fact.start) + 1 or fact.start
    before = "…" if sentence.start < start and start != min(fact.start, scope.start) else ""
    after = "…" if stop < max(fact.stop, scope.stop) else ""
    words = " ".join(story[start : min(stop, sentence.stop)].split()).strip(" ,;")
    return f"{before}{words}{after}"


@lru_cache(maxsize=512)
def bare(text: str) -> tuple[Token, ...]:
    """The words of a text that was not parsed, such as a translation: a token for each, with a guess at its lemma and
    no part of speech."""
    return tuple(
        Token(hit.start(), hit.end(), hit.group(), stem(hit.group().lower()), "")
        for hit in WORD.finditer(_parted(text))
    )


def _parted(text: str) -> str:
    """don't -> do n't and cannot -> can not, as the English parser parts them."""
    return re.sub(r"\b([Cc]an)not\b", r"\1 not", re.sub(r"(?<=\w)n['’]t\b", " n't", text))


def stem(word: str) -> str:
    """The word without an English ending; short words stay (noted is no form of not).

    >>> [stem(word) for word in ("refused", "supplies", "allows", "noted")]
    ['refuse', 'supply', 'allow', 'noted']
    """
    for ending, instead in (
        ("ies", "y"),
        ("ied", "y"),
        ("sed", "se"),
        ("ced", "ce"),
        ("ked", "k"),
        ("led", "l"),
        ("ed", ""),
        ("ss", "ss"),
        ("s", ""),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)] + instead
    return word
