"""A word inside quotation marks that stands in the place of another: «одни обещания», "nothing but threats".

Between marks every word counts: the reader takes them for the speaker's own. Two words have each other's place if no
word of the other side is left over that renders either, no dictionary joins them, both are of one part of speech, and
what they hang on, or what hangs on them, renders each other. The machine translation must lack the target's word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.diff.excerpt import quoted
from compare.diff.rendering import CONTENT, Rendering, render
from compare.diff.rendering import Word as Left
from compare.diff.wording.bead import Pair, Seen
from compare.diff.wording.words import View, Word
from compare.records import Fact, Finding, Severity

RULE = "quote-word"

MODIFIERS = ("ADJ", "ADV")
"""Parts of speech that say how something is; participles say so as well."""

RARE = 12
"""A lemma that was aligned less often is not known well enough to be told as nobody's rendering."""

KIN = 0.002
"""The weight of kinship from which on two words may say the same."""

PREDICATES = ("acomp", "root", "ROOT")
"""Relations of an adjective that tells what somebody does (are eager to go)."""

DOUBTED = {"NOUN": 0.5, "VERB": 0.7, "ADJ": 0.5}
"""An estimator's doubt about either word that bears a replacement out, by what the words are: one verb serves for
another in many phrases (to win time, to buy time)."""

SURE, UNSURE = 0.75, 0.55
"""How sure a replaced word is where the estimator and the translation bear it out, and where one alone does."""

SHARE = 0.5
"""The least share of the words between the marks that have a counterpart: a quotation that is told freely from end to
end has no word in another's place."""

FEW = 2
"""The most words of either side without a counterpart for one of them to be surely in another's place."""

GRAVE = 0.75
"""The doubt that it takes besides."""

COPULAS = ("be", "быть")
"""Verbs that only join a predicate to its subject."""

JOINING, CLIMB = ("ADP", "AUX", "PRON", "DET", "SCONJ", "PART"), 4
"""Words of grammar that may stand between a word and what it hangs on (got nothing but threats), and how many."""


def find(pair: Pair, seen: Seen) -> Iterator[Finding]:
    """The replaced words of the quotations of a bead; ``seen`` is what another rule has named already."""
    marks = _quotes(pair.source), _quotes(pair.target)
    if not all(marks) or pair.translation is None or not len(pair.lexicon):
        return
    known = {True: _by_start(pair.source), False: _by_start(pair.target)}
    rendering = render(pair.source.tokens, pair.target.tokens, pair.lexicon, pair.translation)
    left = [one for one in rendering.source if _is_inside(one, marks[0])]
    left_there = [other for other in rendering.target if _is_inside(other, marks[1])]
    lone = [one for one in left if one.token.start in known[True]]
    new = [other for other in left_there if other.token.start in known[False]]
    if not lone or not new or _share(rendering, marks, max(len(lone), len(new))) < SHARE:
        return
    told: set[int] = set()
    for one in lone:
        for other in new:
            mine, theirs = known[True][one.token.start], known[False][other.token.start]
            if other.token.start in told or (True, mine.start) in seen or (False, theirs.start) in seen:
                continue
            if _may_stand(pair, mine, theirs) and (
                _are_in_place(pair, mine, theirs, rendering) or _are_alone(pair, mine, theirs, lone, new)
            ):
                finding = _finding(pair, mine, theirs, is_close=max(len(left), len(left_there)) <= FEW)
                if finding is not None:
                    told.add(other.token.start)
                    yield finding
                    break


def _quotes(view: View) -> list[Fact]:
    return view.side.of("quote", view.sentences)


def _by_start(view: View) -> dict[int, Word]:
    """The words that say enough to be missed, those of reports among them: between marks they report nothing."""
    table = view.side.language.table("wording")
    small = frozenset(table["light"]) | frozenset(table["loose"])
    return {w.start: w for w in view.with_reports if w.start not in view.denied and w.lemma not in small}


def _is_inside(word: Left, quotes: Sequence[Fact]) -> bool:
    return any(quote.start <= word.token.start < quote.stop for quote in quotes)


def _share(rendering: Rendering, marks: tuple[Sequence[Fact], Sequence[Fact]], left: int) -> float:
    """The share of the words between the marks that have a counterpart between the marks, ``left`` being those that
    say enough to be missed and have none."""
    made = sum(_is_inside(one, marks[0]) and _is_inside(other, marks[1]) for one, other in rendering.pairs)
    return made / max(made + left, 1)


def _may_stand(pair: Pair, one: Word, other: Word) -> bool:
    """Whether both are known, of one kind, and nothing joins them."""
    if not _kinds(one) & _kinds(other):
        return False
    lexicon = pair.lexicon
    if lexicon.seen(one.lemma, of_source=True) < RARE or lexicon.seen(other.lemma, of_source=False) < RARE:
        return False
    kin = max(
        lexicon.kin(one.lemma, of_source=True).get(other.lemma, 0.0),
        lexicon.kin(other.lemma, of_source=False).get(one.lemma, 0.0),
    )
    return kin < KIN and not pair.link(one.lemma, other.lemma, of_source=True) and pair.lacks(other.lemma) is True


def _modify_alike(pair: Pair, one: Word, other: Word) -> bool:
    """Whether both stand before a noun, and the lexicon knows no counterpart of either."""
    alone = all(
        pair.evidence(word, of_source=of_source).lexicon == "for" for word, of_source in ((one, True), (other, False))
    )
    return alone and one.token.relation == other.token.relation == "amod"


def _kinds(word: Word) -> set[str]:
    """What a word may stand for: a participle says what is done, and how something is."""
    if word.token.pos in MODIFIERS:
        return {"ADJ", "VERB"} if word.token.relation in PREDICATES else {"ADJ"}
    is_participle = word.token.pos == "VERB" and "VerbForm=Part" in word.token.features
    return {word.token.pos, "ADJ"} if is_participle else {word.token.pos}


def _are_in_place(pair: Pair, one: Word, other: Word, rendering: Rendering) -> bool:
    """Whether a word beside the one, by the parse, is rendered by a word beside the other."""
    near = _beside(pair.source, one), _beside(pair.target, other)
    return any(mine.token.start in near[0] and theirs.token.start in near[1] for mine, theirs in rendering.pairs)


def _are_alone(pair: Pair, one: Word, other: Word, lone: Sequence[Left], new: Sequence[Left]) -> bool:
    """Whether no other word of their kind is left over on either side, and the estimator is sure of both."""
    rows = (lone, one), (new, other)
    if any(sum(left.token.pos == word.token.pos for left in row) > 1 for row, word in rows):
        return False
    doubts = pair.doubt(one, of_source=True), pair.doubt(other, of_source=False)
    return all(doubt is not None and doubt >= GRAVE for doubt in doubts)


def _beside(view: View, word: Word) -> set[int]:
    """The places of the content words that a word hangs on or that hang on it; past a preposition, and past a verb that
    joins a predicate to its subject."""
    tokens = view.tokens
    near = {rank for rank in range(len(tokens)) if view.head(rank) == word.rank and rank != word.rank}
    above = view.head(word.rank)
    for _ in range(CLIMB):
        near.add(above)
        if tokens[above].pos not in JOINING and tokens[above].lemma not in COPULAS:
            break
        near |= {rank for rank in range(len(tokens)) if view.head(rank) == above}
        above = view.head(above)
    near |= {below for rank in list(near) if tokens[rank].pos == "ADP" for below in _children(view, rank)}
    return {tokens[rank].start for rank in near if rank != word.rank and tokens[rank].pos in CONTENT}


def _children(view: View, top: int) -> list[int]:
    return [rank for rank in range(len(view.tokens)) if view.head(rank) == top and rank != top]


def _finding(pair: Pair, one: Word, other: Word, *, is_close: bool) -> Finding | None:
    evidence = pair.evidence(one, of_source=True), pair.evidence(other, of_source=False)
    if evidence[0].translation == "against":  # the translation's word for it stands in the target
        return None
    kind = min(_kinds(one) & _kinds(other))
    doubts = [row.doubt for row in evidence if row.doubt is not None]
    borne_out = not doubts or max(doubts) >= DOUBTED.get(kind, 1.0)
    light = pair.target.side.language.table("wording")["light"]  # have, make: no word that could be missed
    shown = evidence[0].translation == "for" and evidence[0].rendered not in ("", *light)
    if not borne_out and one.token.pos == other.token.pos == "VERB":
        return None
    if not borne_out and not (shown or _modify_alike(pair, one, other)):
        return None
    sure = borne_out and shown and is_close and (not doubts or max(doubts) >= GRAVE)
    severity: Severity = "major" if sure else "minor"
    names = pair.source.side.language.name, pair.target.side.language.name
    has, came = pair.source.place(one), pair.target.place(other)
    said = ["lexicon", *([f"word states {max(doubts):.2f}"] if doubts and borne_out else [])]
    said.append(f'machine translation "{evidence[0].rendered}"' if shown else "machine translation")
    message = f"The {names[0]} has {quoted(pair.source.side.language, has.text)} inside the quotation, the {names[1]} "
    message += f"{quoted(pair.target.side.language, came.text)}: neither renders the other. By: {', '.join(said)}."
    confidence = SURE if sure else UNSURE
    return Finding("quote", severity, confidence, pair.rank, (has,), (came,), message, RULE)
