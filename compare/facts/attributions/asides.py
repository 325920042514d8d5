"""The clause that an attribution stands beside, or breaks in two: ``The dam, he said, will hold``."""

from __future__ import annotations

from compare.facts.attributions.grammar import VERBAL, Grammar
from compare.facts.reporting import Reporting
from compare.records import Span

DASHES = ("—", "–", "-")
OPENING = (",", "(", *DASHES)
CLOSING = (",", ")", *DASHES)
STOPS = (".", "!", "?", "…", ";", ":")
QUOTES = ("”", "»", '"', "’", "''", "“")
ADVERBIAL = 8
"""How many words may stand between an attribution and the comma that closes it (, he told reporters on Monday,)."""
EARLY = 4
"""A phrase that no comma opens, within this many words of its clause, introduces what follows."""


def stretch(grammar: Grammar, vocabulary: Reporting, first: int, last: int) -> tuple[int, int]:
    """First and last word of the clause around an aside: up to a colon, a semicolon, a that or the marks of its
    quotation."""
    tokens, zone = grammar.tokens, grammar.zone(first)
    begin, stop = first, last
    while begin > 0 and same_zone(grammar, begin - 1, zone) and tokens[begin - 1].text not in (":", ";"):
        if tokens[begin - 1].text.lower() in vocabulary.labels("clause_marks") and tokens[begin - 1].pos == "SCONJ":
            break
        begin -= 1
    while stop + 1 < len(tokens) and same_zone(grammar, stop + 1, zone) and tokens[stop + 1].text != ";":
        stop += 1
    return begin, stop


def same_zone(grammar: Grammar, place: int, zone: int) -> bool:
    """Whether a word can belong to the clause of a word in this zone: a clause outside all quotations may hold one, a
    clause inside one ends with it."""
    return zone == 0 or grammar.zone(place) == zone


def words(grammar: Grammar, first: int, last: int) -> list[int]:
    """The words among these tokens."""
    return [i for i in range(first, last + 1) if grammar.tokens[i].pos != "PUNCT"]


def is_opened(grammar: Grammar, first: int) -> bool:
    """Whether a comma, a dash or a bracket stands before, possibly inside a closing quotation mark (``,” he said``)."""
    tokens = grammar.tokens
    if first and tokens[first - 1].text in OPENING:
        return True
    return first > 1 and tokens[first - 1].text in QUOTES and tokens[first - 2].text in (*OPENING, *STOPS)


def tail(grammar: Grammar, end: int) -> int:
    """The last word of an attribution with its hearers, times and places: up to the next mark, no verb between."""
    tokens = grammar.tokens
    for place in range(end + 1, min(end + 2 + ADVERBIAL, len(tokens))):
        if tokens[place].text in (*CLOSING, *STOPS):
            return place - 1
        if tokens[place].pos in VERBAL or tokens[place].pos == "SCONJ":
            return end
    return end


def is_closed(grammar: Grammar, end: int) -> bool:
    """Whether a comma, a dash or a bracket follows."""
    return end + 1 < len(grammar.tokens) and grammar.tokens[end + 1].text in CLOSING


def goes_on(grammar: Grammar, vocabulary: Reporting, end: int, stop: int) -> bool:
    """Whether the clause goes on behind the comma that closes an aside: not with another report (, adding that) or a
    clause of its own."""
    tokens = grammar.tokens
    after = words(grammar, end + 1, stop)
    if not after:
        return False
    head = tokens[after[0]]
    if head.pos in ("SCONJ", "CCONJ") or head.text.lower() in vocabulary.labels("clause_marks"):
        return False
    if vocabulary.pronouns.get(head.lemma) == "relative" or head.text.lower() in vocabulary.labels("relatives"):
        return False
    if head.pos == "VERB" and any(form in head.features for form in ("VerbForm=Conv", "VerbForm=Ger", "Aspect=Prog")):
        return False
    return not (head.pos == "VERB" and "VerbForm=Part" in head.features and "Tense=Pres" in head.features)


def around(grammar: Grammar, vocabulary: Reporting, first: int, end: int) -> Span | None:
    """What an aside from word ``first`` to word ``end`` is about: the clause on both of its sides where it breaks in,
    else what follows it if it opens its clause, else what stands before it."""
    begin, stop = stretch(grammar, vocabulary, first, end)
    before = words(grammar, begin, first - 1)
    linked = bool(before) and all(grammar.tokens[i].pos in ("CCONJ", "SCONJ") for i in before)
    after = words(grammar, end + 1, stop)
    if not before or linked:
        return grammar.span(after[0], after[-1]) if after else None
    opened, closed = is_opened(grammar, first), is_closed(grammar, end)
    if after and closed and goes_on(grammar, vocabulary, end, stop):
        return grammar.span(before[0], after[-1])
    if after and not opened and (len(before) <= EARLY or len(after) > 3 * len(before)):
        return grammar.span(after[0], after[-1])
    return grammar.span(before[0], before[-1])
