"""Words that join two things and came to say another: before a meeting for after it, although for because.

What a joint joins is told by the noun that it governs, or by the first words of the clause that it opens.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from compare.diff.excerpt import quoted
from compare.diff.wording.bead import Pair, are_of_one_root
from compare.diff.wording.words import View
from compare.facts.polarity import Match, plain
from compare.records import Finding, Place, Severity

NOUN = frozenset({"NOUN", "PROPN"})
CONTENT = NOUN | {"VERB"}
SUBJECTS = frozenset({"nsubj", "nsubjpass", "nsubj:pass"})
PASSED = frozenset({"ADJ", "DET", "NUM", "PRON", "ADV", "PART"})
"""What may stand between a joint and its noun."""

FAR = 5
"""How many words after a joint its noun, or the clause's first words, may stand."""

CLAUSE = 12
"""How many words after a joint the verb of its clause may stand."""

FEW = 2
"""How many words of a clause tell what it is about."""

SURE, LESS_SURE = 0.7, 0.55
"""Confidence that both things are one and the joints no idiom, by whether they say the contrary or only another."""

CLAUSES = frozenset({"because", "if"})
"""What a clause can say that is grave to tell otherwise: its cause as its time, what may be as what will be."""

ALIKE = frozenset({("if", "when"), ("because", "after")})
"""What may be told as the other: after a storm, for «из-за шторма»; but for a clause."""

CLAUSE_ENDS = frozenset({",", ".", ";", ":", "—", "–"})

OF_PARTS = frozenset({"except", "including"})
"""What takes a thing out of others or counts it with them."""

DENIED, TURNED = frozenset({"until", "before"}), "after"
"""What says another thing where the verb before it is denied: not before the feast, after it."""

DENIED_FAR = 12
"""How many words before a joint its denial may stand."""

FUTURE = "Tense=Fut"

LINKED = 0.1
"""The share of alignments from which two words are one."""


@dataclass(frozen=True, slots=True)
class Joint:
    """A joint in a text: what it says, the lemmas of what it governs (the noun, or the clause's first words), and the
    place of both; whether it opens a clause, of a condition one that is still to come; what its word says alone."""

    says: str
    about: tuple[str, ...]
    place: Place
    is_clause: bool = False
    word: str = ""


def find(pair: Pair) -> Iterator[Finding]:
    """The joints of the source in whose place the target has another, before the same words."""
    ours, theirs = list(_joints(pair.source)), list(_joints(pair.target))
    table = pair.source.side.language.table("joints")
    for one in ours:
        same = [other for other in theirs if _are_about_one(pair, one, other)]
        turned = next((other for other in same if _verdict(table, one, other)), None)
        if turned is None or any(one.says in (other.says, other.word) or other.says == one.word for other in same):
            continue
        if not any(mine.says == turned.says and _are_about_one(pair, mine, turned) for mine in ours):
            yield _finding(pair, one, turned, is_contrary=_verdict(table, one, turned) == "reverse")


def _verdict(table: Mapping[str, Mapping[str, Sequence[str]]], one: Joint, other: Joint) -> str:
    """Whether one joint says the ``reverse`` of another, only something ``unlike`` it, or neither (``""``). What
    holds whenever it happens is told by "if" and "when" alike, and what brings something about by what it follows."""
    if not one.is_clause and (one.says, other.says) in ALIKE:
        return ""
    return next((part for part in ("reverse", "unlike") if other.says in table[part].get(one.says, ())), "")


def _are_about_one(pair: Pair, one: Joint, other: Joint) -> bool:
    return any(
        pair.lexicon.link(mine, theirs) >= LINKED or are_of_one_root(mine, theirs)
        for mine in one.about
        for theirs in other.about
    )


def _finding(pair: Pair, one: Joint, other: Joint, *, is_contrary: bool) -> Finding:
    languages = pair.source.side.language, pair.target.side.language
    message = (
        f"The {languages[0].name} has {quoted(languages[0], one.place.text)}, the {languages[1].name} "
        f"{quoted(languages[1], other.place.text)}, which says {'the contrary' if is_contrary else 'something else'}."
    )
    is_grave = is_contrary or (one.is_clause and one.says in CLAUSES and other.says != "before")
    severity: Severity = "major" if is_grave else "minor"
    confidence = SURE if is_contrary else LESS_SURE
    return Finding("wording", severity, confidence, pair.rank, (one.place,), (other.place,), message, "wording-joint")


def _joints(view: View) -> Iterator[Joint]:
    text = view.side.document.story.text
    for match in view.matches("joints", "joints"):
        if not match.cue.group:
            continue
        about = _governed(view, match)
        if about:
            start, stop = view.tokens[match.first].start, view.tokens[about[-1]].stop
            lemmas = tuple(plain(view.tokens[rank].lemma) for rank in about)
            says = TURNED if match.cue.group in DENIED and _is_denied(view, match.first) else match.cue.group
            is_clause = match.cue.reach != "self" and (match.cue.group != "if" or _is_to_come(view, match))
            yield Joint(says, lemmas, Place(start, stop, text[start:stop]), is_clause, match.cue.group)


def _is_denied(view: View, rank: int) -> bool:
    """Whether a negation stands before this joint in its clause: not open until the spring."""
    before = view.tokens[max(0, rank - DENIED_FAR) : rank - (rank > 0 and view.tokens[rank - 1].text == ",")]
    cues = {fact.start for fact in view.side.of("negation", view.sentences)}
    for token in reversed(before):
        if token.text in CLAUSE_ENDS:
            return False
        if token.start in cues:
            return True
    return False


def _is_to_come(view: View, match: Match) -> bool:
    """Whether the clause behind this joint tells of what will be, in a language that has a tense for it."""
    for token in view.tokens[match.words[-1] + 1 :]:
        if token.pos in ("VERB", "AUX"):
            return FUTURE in token.features
        if token.text in CLAUSE_ENDS:
            return False
    return False


def _governed(view: View, match: Match) -> list[int]:
    """The ranks of the words that tell what a joint is about: meeting, in "after the long budget meeting"."""
    start = match.words[-1] + 1
    if match.cue.reach != "clause":
        noun = noun_after(view, start)
        if match.cue.group in OF_PARTS:
            return [*_described(view, start, start + FAR if noun is None else noun), *([] if noun is None else [noun])]
        if noun is not None:
            return [noun]
        if match.cue.reach == "self":
            return []
    found: list[int] = []
    for rank in range(start, min(start + FAR, len(view.tokens))):
        token = view.tokens[rank]
        if token.pos == "PUNCT" or len(found) == FEW:
            break
        if token.pos in CONTENT and not view.goes_on(rank):
            found.append(rank)
    return found


def _described(view: View, start: int, stop: int) -> list[int]:
    """The adjectives between these ranks, but for words of grammar: they alone tell the southern one."""
    found: list[int] = []
    for rank in range(start, min(stop, len(view.tokens))):
        if view.tokens[rank].pos not in PASSED:
            break
        found += [rank] if view.tokens[rank].pos == "ADJ" else []
    return found


def behind(view: View, match: Match) -> int | None:
    """The rank of the noun that a joint governs, or of the verb of the clause that it opens."""
    start = match.words[-1] + 1
    noun = noun_after(view, start) if match.cue.reach != "clause" else None
    is_subject = noun is not None and view.tokens[noun].relation in SUBJECTS and view.head(noun) > noun
    if not is_subject and (noun is not None or match.cue.reach == "self"):
        return noun
    for rank in range(start, min(start + CLAUSE, len(view.tokens))):
        if view.tokens[rank].pos == "VERB" and "VerbForm=Part" not in view.tokens[rank].features:
            return rank
        if view.tokens[rank].pos in ("VERB", "AUX") and view.tokens[view.head(rank)].pos == "VERB":
            return view.head(rank)
    return None


def noun_after(view: View, start: int) -> int | None:
    """The rank of the noun that a joint before this word governs, if nothing but its own words stands between."""
    tokens = view.tokens
    for rank in range(start, min(start + FAR, len(tokens))):
        if tokens[rank].pos in NOUN and not view.goes_on(rank) and tokens[rank].relation != "poss":
            return rank
        if tokens[rank].pos not in NOUN | PASSED:
            return None
    return None
