"""What somebody takes to be so, told as what is shown to be so; and the reverse."""

from __future__ import annotations

from collections.abc import Iterator

from compare.diff.comparison import place
from compare.diff.excerpt import quoted
from compare.diff.wording.bead import Pair
from compare.diff.wording.bonds import are_one
from compare.diff.wording.words import View
from compare.facts.polarity import plain
from compare.records import Finding

CLAUSES = frozenset({"ccomp", "xcomp", "acl", "advcl", "csubj", "nsubjpass", "nsubj:pass", "parataxis"})

SURE = 0.7
"""Confidence by the verbs of both sides."""


def find(pair: Pair) -> Iterator[Finding]:
    """The beliefs of one side that are proofs on the other."""
    for of_source in (True, False):
        own, other = pair.view(of_source), pair.view(not of_source)
        believing, proving = _verbs(own, "believing"), _verbs(other, "proving")
        if not believing or not proving or _has(own, "proving", "proof") or _has(other, "believing"):
            continue
        for one in believing:
            proof = next((there for there in proving if _are_of_one(pair, one, there, of_source=of_source)), None)
            if proof is not None:
                yield _finding(pair, one, proof, of_source=of_source)
                return


def _verbs(view: View, part: str) -> list[int]:
    """The verbs of this part of the table that have a clause of their own and are not denied."""
    words = view.side.language.table("events")[part]
    return [
        rank
        for rank, token in enumerate(view.tokens)
        if token.pos == "VERB"
        and plain(token.lemma) in words
        and token.start not in view.denied
        and _content(view, rank)
    ]


def _has(view: View, *parts: str) -> bool:
    table = view.side.language.table("events")
    words = {word for part in parts for word in table[part]}
    return any(plain(token.lemma) in words for token in view.tokens)


def _content(view: View, verb: int) -> frozenset[int]:
    """The words of the clauses that hang on a verb."""
    found: set[int] = set()
    grown = [rank for rank in view.row.dependants(verb) if view.tokens[rank].relation in CLAUSES]
    while grown:
        rank = grown.pop()
        if rank not in found:
            found.add(rank)
            grown += view.row.dependants(rank)
    return frozenset(rank for rank in found if view.tokens[rank].pos in ("NOUN", "VERB", "PROPN", "ADJ"))


def _are_of_one(pair: Pair, one: int, other: int, *, of_source: bool) -> bool:
    """Whether what is believed is what is proved."""
    mine, theirs = _content(pair.view(of_source), one), _content(pair.view(not of_source), other)
    return any(are_one(pair, a, b, of_source=of_source) for a in mine for b in theirs)


def _finding(pair: Pair, one: int, other: int, *, of_source: bool) -> Finding:
    own, there = pair.view(of_source), pair.view(not of_source)
    mine, theirs = place(own.tokens[one]), place(there.tokens[other])
    message = (
        f"The {own.side.language.name} has {quoted(own.side.language, mine.text)}, the {there.side.language.name} "
        f"{quoted(there.side.language, theirs.text)}: believed on one side, proved on the other. By: table of events."
    )
    source, target = ((mine,), (theirs,)) if of_source else ((theirs,), (mine,))
    return Finding("wording", "major", SURE, pair.rank, source, target, message, "wording-event")
