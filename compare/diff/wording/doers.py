"""Who does it: a body that does a thing on one side in the place of another body («следователи возбудили дело», "police
opened a case").

Who says it is a matter of attributions; here are the deeds that nobody reports. Both bodies must be told by words that
exclude each other (``speakers`` in ``sources.toml``), and neither may be told anywhere in the other version's passage.
"""

from __future__ import annotations

from collections.abc import Iterator

from compare.diff.attributions.speaker import AKIN, GENERAL
from compare.diff.excerpt import quoted
from compare.diff.wording.bead import Pair
from compare.diff.wording.words import View
from compare.facts.polarity import plain
from compare.facts.reporting import reporting
from compare.records import Attribution, Finding, Place

RULE, SURE = "name-doer", 0.55

ONE = 0.05
"""The share of alignments from which two verbs are one deed."""

LINKED = 0.02
"""That from which a word may render another."""

TOO_WIDE = frozenset({"company", "organization", "party", "side", "council", "foundation", "team", "club"})
"""Concepts of bodies of which there are many: another word for one is no other body."""


def find(pair: Pair) -> Iterator[Finding]:
    """The deeds of a bead that another body does in the target."""
    theirs = list(_doers(pair.target))
    if not theirs:
        return
    for verb, doer in _doers(pair.source):
        for there, other in theirs:
            if _is_one(pair, verb, there) and _are_two(pair, doer, other):
                yield _finding(pair, doer, other)
                return


def _doers(view: View) -> Iterator[tuple[int, int]]:
    """The verbs that report nothing, with the nouns for bodies that do them; in a passive, those behind "by"."""
    table, vocabulary = view.side.language.table("roles"), reporting(view.side.language)
    cues = [f.value.cue.start for f in view.side.of("attribution", view.sentences) if isinstance(f.value, Attribution)]
    for rank, token in enumerate(view.tokens):
        word = vocabulary.speaker_word(token)
        if word is None or word.kind != "body" or token.pos not in ("NOUN", "PROPN"):
            continue
        head = view.head(rank)
        if token.relation not in table["agent"]:
            by = token.relation in table["of"] and view.tokens[head].relation in table["by"]
            if not by:
                continue
            head = view.head(head)
        if view.tokens[head].pos == "VERB" and view.tokens[head].start not in cues:
            yield head, rank


def _is_one(pair: Pair, verb: int, other: int) -> bool:
    """Whether two verbs tell the same deed."""
    lemmas = plain(pair.source.tokens[verb].lemma), plain(pair.target.tokens[other].lemma)
    return pair.lexicon.link(*lemmas) >= ONE


def _are_two(pair: Pair, doer: int, other: int) -> bool:
    """Whether two bodies exclude each other, and neither is told on the other side."""
    mine, theirs = _phrase(pair.source, doer), _phrase(pair.target, other)
    known = _concepts(pair.source, mine), _concepts(pair.target, theirs)
    if not all(known) or known[0] & known[1] or any(known[0] & group and known[1] & group for group in AKIN):
        return False
    rows = [(pair.source, mine, pair.target, theirs), (pair.target, theirs, pair.source, mine)]
    for of_source, (view, phrase, opposite, rival) in zip((True, False), rows, strict=True):
        lemmas = [plain(view.tokens[rank].lemma.lower()) for rank in phrase]
        there = [plain(token.lemma.lower()) for rank, token in enumerate(opposite.tokens) if rank in rival]
        there += _others(opposite)
        if any(pair.link(one, two, of_source=of_source) >= LINKED for one in lemmas for two in there):
            return False
    return True


def _others(view: View) -> list[str]:
    """The words of a side for speakers, and those of its names."""
    vocabulary = reporting(view.side.language)
    names = [(fact.start, fact.stop) for fact in view.side.of("name", view.sentences)]
    return [
        plain(token.lemma.lower())
        for token in view.tokens
        if vocabulary.speaker_word(token) or any(start <= token.start < stop for start, stop in names)
    ]


def _phrase(view: View, head: int) -> list[int]:
    """A noun with the words that say which one it is."""
    near = ("compound", "poss", "amod", "nmod", "flat:name", "appos")
    own = [r for r, token in enumerate(view.tokens) if view.head(r) == head and token.relation in near and r != head]
    return [rank for rank in sorted([head, *own]) if view.tokens[rank].pos in ("NOUN", "PROPN", "ADJ")]


def _concepts(view: View, phrase: list[int]) -> frozenset[str]:
    words = (reporting(view.side.language).speaker_word(view.tokens[rank]) for rank in phrase)
    found = frozenset(word.concept for word in words if word is not None)
    return frozenset() if found & TOO_WIDE else found - GENERAL


def _finding(pair: Pair, doer: int, other: int) -> Finding:
    languages = pair.source.side.language, pair.target.side.language
    here, there = _place(pair.source, doer), _place(pair.target, other)
    message = (
        f"The {languages[0].name} has {quoted(languages[0], here.text)} do this, the {languages[1].name} "
        f"{quoted(languages[1], there.text)}: another body. By: both parses, lexicon, table of speakers."
    )
    return Finding("name", "major", SURE, pair.rank, (here,), (there,), message, RULE)


def _place(view: View, head: int) -> Place:
    ranks = _phrase(view, head)
    start, stop = view.tokens[ranks[0]].start, view.tokens[ranks[-1]].stop
    return view.side.place(start, stop)
