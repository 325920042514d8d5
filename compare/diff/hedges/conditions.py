"""Conditions that one side alone makes: «если суд согласится» that went missing, "provided that" that came in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.diff.excerpt import excerpt
from compare.diff.hedges.sides import Sides, View
from compare.facts import polarity
from compare.facts.polarity import Match
from compare.records import Finding, Place, Token

SAID = 0.1
"""The share of alignments from which on a word of a condition is rendered."""

MOST_SAID = 0.34
"""The most of a condition's words that may be rendered for it to be gone."""

FEWEST = 2
"""Content words that a condition must have to be missed, if any is rendered."""

VERBS, SHORT = frozenset({"VERB", "AUX"}), "Variant=Short"
"""What a clause must have before a comma ends it."""

SURE, UNSURE = 0.7, 0.55
"""How sure a lost condition is that the machine translation makes, and one without that witness."""

TELLING = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN"})


def find(sides: Sides) -> Iterator[Finding]:
    """The conditions of the source, with all that they say, where the target makes none."""
    source, target = sides.views[True], sides.views[False]
    cues = list(_cues(source))
    if not cues or any(True for _ in _cues(target)) or any(True for _ in _answers(target)):
        return
    for match in cues:
        members = _clause(source, match)
        words = [rank for rank in members if source.words.tokens[rank].pos in TELLING and rank not in match.words]
        lemmas = [source.words.lemmas[rank] for rank in words]
        said = sum(sides.linked((lemma,), target.words.content, of_source=True) >= SAID for lemma in lemmas)
        if words and (len(words) >= FEWEST or not said) and said <= MOST_SAID * len(words):
            yield _finding(sides, _place(source, members))
            return


def _cues(view: View) -> Iterator[Match]:
    """The words that begin a condition, none in a set phrase (если верить, "if not")."""
    tokens = view.words.tokens
    spoken = polarity.covered(polarity.lexicon(view.side.language, "hedges", "unconditional"), tokens)
    for match in polarity.lexicon(view.side.language, "hedges", "conditions").matches(tokens):
        if not spoken & set(match.words):
            yield match


def _answers(view: View) -> Iterator[Match]:
    """The words that may stand for a condition (when, without, should)."""
    return polarity.lexicon(view.side.language, "hedges", "conditional").matches(view.words.tokens)


def _clause(view: View, match: Match) -> list[int]:
    """The ranks of the words of a condition: the clause that its first word belongs to."""
    words, first = view.words, match.first
    top = words.heads[match.words[-1]] if words.tokens[match.words[-1]].pos in ("SCONJ", "ADP") else words.heads[first]
    below, grown = {top, *match.words}, True
    while grown:
        more = {rank for rank in range(len(words.tokens)) if words.heads[rank] in below} - below
        below |= more
        grown = bool(more)
    below -= set(range(_end(words.tokens, match), len(words.tokens)))
    start = max((rank for rank in range(first) if words.tokens[rank].text in ",;—"), default=-1)
    return sorted(rank for rank in below if rank > start)


def _end(tokens: Sequence[Token], match: Match) -> int:
    """The rank of the mark that ends a condition's clause, wherever the parser hangs what follows."""
    has_verb = False
    for rank in range(match.words[-1] + 1, len(tokens)):
        if has_verb and tokens[rank].text in ",;—–":
            return rank
        has_verb = has_verb or tokens[rank].pos in VERBS or SHORT in tokens[rank].features
    return len(tokens)


def _place(view: View, members: list[int]) -> Place:
    tokens = [view.words.tokens[rank] for rank in members if view.words.tokens[rank].pos != "PUNCT"]
    start, stop = tokens[0].start, tokens[-1].stop
    return view.side.place(start, stop)


def _finding(sides: Sides, where: Place) -> Finding:
    own, other = sides.views[True].side.language, sides.views[False].side.language
    message = f"The {other.name} leaves out the condition: {excerpt(own, where.text)}."
    confidence = UNSURE if sides.expected is None else SURE
    return Finding("hedge", "major", confidence, sides.rank, (where,), (), message, "hedge-condition")
