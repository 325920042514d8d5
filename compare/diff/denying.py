"""One side of a bead as the rules of negation see it: what denies outright, and what denies by its meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from compare.diff import counterparts
from compare.diff.comparison import Side
from compare.diff.counterparts import Item
from compare.diff.row import Words
from compare.facts import negations, polarity
from compare.facts.polarity import Match
from compare.languages import Language
from compare.lexicon import Lexicon
from compare.records import Span, Token

SELDOM, SHORTEST_ROOT = 10, 5
"""A word that was aligned less often than this may be made with a prefix though its rest is not known, if that has this
many letters (непривитый)."""

KNOWN = 5
"""How often the rest of a word must have been aligned to be a word (happy in unhappy, not "der" in under)."""

SHORTEST_WORD, SHORTEST_REST = 5, 3
"""Letters of a word that denies by its make, and of its rest."""


@dataclass(frozen=True, slots=True)
class Denying:
    """A word that denies by its meaning; ``rests`` is what it denies if its make tells (happy of unhappy), ``group``
    is ``denial``, ``lack`` or ``hint``; ``about`` are the lemmas that depend on it; ``surely`` marks a make that leaves
    no doubt (un-, not in-), ``reaches`` a hint that denies all that it governs (drop, cancel)."""

    lemma: str
    group: str
    rests: tuple[str, ...]
    position: float
    span: Span
    about: tuple[str, ...]
    surely: bool = False
    is_preposition: bool = False
    is_noun: bool = False
    reaches: bool = False


@dataclass(frozen=True)
class View:
    """One side of a bead: its negations (``strong``), the words that deny by their meaning (``lexical``: those that
    are facts as well), the number of set phrases
    with a word that denies (no more than), where "not only" and a bare "only" stand, and where a phrase begins with a
    plain "not" (not more than)."""

    side: Side
    sentences: Sequence[int]
    words: Words
    strong: list[Item]
    lexical: list[Item]
    denying: list[Denying]
    phrases: int
    not_only: Span | None
    only: Span | None
    qualified: Span | None


def view(side: Side, sentences: Sequence[int], lexicon: Lexicon, *, of_source: bool) -> View:
    """What denies in these sentences."""
    words = side.words(sentences)
    cues = polarity.lexicon(side.language, "negation", "cues")
    idioms = polarity.lexicon(side.language, "negation", "idioms")
    found = counterparts.items(side, sentences, "negation", lambda tokens: negations.matches(tokens, cues, idioms))
    lexical = {item.fact.start for item in found if item.cue.group == "lexical"}
    phrases = list(idioms.matches(words.tokens))
    return View(
        side=side,
        sentences=sentences,
        words=words,
        strong=[item for item in found if item.cue.group != "lexical"],
        lexical=[item for item in found if item.cue.group == "lexical"],
        denying=list(_denying(side, words, lexical, phrases, lexicon, of_source=of_source)),
        phrases=sum(1 for match in phrases if _holds_cue(cues, words, match)),
        not_only=next((_span(words, match) for match in phrases if match.cue.group == "not only"), None),
        only=_only(side, words, phrases),
        qualified=next((_span(words, match) for match in phrases if _qualifies(side, words, match)), None),
    )


def _qualifies(side: Side, words: Words, phrase: Match) -> bool:
    """Whether a set phrase begins with the plain "not" (not more than, not just) and turns what follows: no litotes
    (not without), no wish of a source (not to be named)."""
    plain = f"{side.language.table('syntax')['not']} "
    return phrase.cue.group not in ("litotes", "anonymity") and _span(words, phrase).text.lower().startswith(plain)


def denials(text: str, side: Side) -> tuple[int, int]:
    """How many negations a text in this side's language has that was not parsed: those that deny outright, and all,
    with words that deny by their meaning and those in set phrases."""
    cues = polarity.lexicon(side.language, "negation", "cues")
    idioms = polarity.lexicon(side.language, "negation", "idioms")
    tokens = counterparts.bare(text)
    spoken = polarity.covered(idioms, tokens)
    found = list(cues.matches(tokens))
    outright = [match for match in found if match.cue.group != "lexical" and not spoken & set(match.words)]
    return len(outright), len(found)


def _denying(
    side: Side, words: Words, lexical: set[int], phrases: Sequence[Match], lexicon: Lexicon, *, of_source: bool
) -> Iterator[Denying]:
    spoken = {rank for match in phrases for rank in match.words}
    answers = polarity.lexicon(side.language, "negation", "answers")
    cues = {match.first: match.cue for match in answers.matches(words.tokens)}
    for rank, token in enumerate(words.tokens):
        if rank in spoken:
            continue
        rests = tuple(_rests(token, side, lexicon, of_source=of_source))
        if rests or rank in cues or token.start in lexical:
            span = Span(token.start, token.stop, token.text)
            group = cues[rank].group if rank in cues else "denial"
            lemma = polarity.plain(token.lemma)
            surely = bool(rests) and lemma.startswith(tuple(side.language.table("negation")["prefixes"]["plain"]))
            about = words.below(rank) + ((words.above(rank),) if token.pos == "ADV" else ())  # was last repaired
            yield Denying(
                lemma, group, rests, words.positions[rank], span, about, surely,
                is_preposition=token.pos == "ADP", is_noun=token.pos == "NOUN",
                reaches=rank in cues and cues[rank].reach == "clause",
            )  # fmt: skip


def _rests(token: Token, side: Side, lexicon: Lexicon, *, of_source: bool) -> Iterator[str]:
    """What is left of a word that denies by its make: happy of unhappy, harm of harmless, известный of неизвестный."""
    if token.pos not in ("ADJ", "ADV", "VERB", "NOUN"):
        return
    rules, (beginnings, endings) = side.language.table("negation")["prefixes"], _makes(side.language)
    lemma = polarity.plain(token.lemma)
    if len(lemma) < SHORTEST_WORD or not (lemma.startswith(beginnings) or lemma.endswith(endings)):
        return
    if lemma in rules["exempt"]:
        return
    describes = token.pos in ("ADJ", "ADV") or lemma.endswith(tuple(rules["describing"]))
    prefixes = [*rules["plain"], *(rules["adjectives"] if describes else ())]
    rests = [lemma[len(prefix) :].lstrip("-") for prefix in prefixes if lemma.startswith(prefix)]
    rests += [lemma[: -len(ending)] for ending in rules["endings"] if lemma.endswith(ending)]
    rests += [rules["irregular"].get(rest) or counterparts.stem(rest) for rest in rests]
    rare = bool(rests) and token.pos != "VERB" and lexicon.seen(lemma, of_source=of_source) < SELDOM
    for rest in dict.fromkeys(rests):
        known = len(rest) >= SHORTEST_REST and lexicon.seen(rest, of_source=of_source) >= KNOWN
        if known or (rare and len(rest) >= SHORTEST_ROOT and lemma.startswith(tuple(rules["plain"]))):
            yield rest
    if token.pos != "VERB" or describes:
        yield from (lemma[len(prefix) :] for prefix in rules["always"] if lemma.startswith(prefix))


@lru_cache(maxsize=8)
def _makes(language: Language) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How a word that denies by its make may begin, and how end: few do, and a glance at this tells which."""
    rules = language.table("negation")["prefixes"]
    return (*rules["plain"], *rules["adjectives"], *rules["always"]), tuple(rules["endings"])


def _holds_cue(cues: polarity.Lexicon, words: Words, match: Match) -> bool:
    """Whether a set phrase has a word that would deny outside it, or bounds a figure (no hotter than 40 degrees)."""
    return match.cue.group == "bound" or any(True for _ in cues.matches([words.tokens[rank] for rank in match.words]))


def _only(side: Side, words: Words, phrases: Sequence[Match]) -> Span | None:
    """The first "only" that is not part of a set phrase."""
    inside = {rank for match in phrases for rank in match.words}
    wanted = side.language.table("negation")["only"]
    for rank, token in enumerate(words.tokens):
        if rank not in inside and polarity.plain(token.text.lower()) in wanted:
            return Span(token.start, token.stop, token.text)
    return None


def _span(words: Words, match: Match) -> Span:
    first, last = words.tokens[match.words[0]], words.tokens[match.words[-1]]
    return Span(first.start, last.stop, " ".join(words.tokens[rank].text for rank in match.words))
