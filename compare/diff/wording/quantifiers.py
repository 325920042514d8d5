"""How many, told without a number, and told otherwise: most as all, the only one as one of several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from compare.diff import counterparts
from compare.diff.excerpt import quoted
from compare.diff.wording.bead import Pair, Seen
from compare.diff.wording.words import View
from compare.facts.polarity import Match, lexicon, plain
from compare.records import Figure, Finding, Place, Severity

SLIGHT = frozenset({("some", "many"), ("many", "most"), ("few", "some")})
"""What differs little enough to be a matter of taste."""

GRAVE = frozenset(
    (one, other)
    for one, others in {
        "all": ("most", "many", "some", "few"),
        "most": ("some", "few"),
        "many": ("few",),
        "only": ("one of", "some", "many", "most", "all", "both"),
        "one": ("some", "many", "most", "all", "both"),
        "both": ("one of",),
    }.items()
    for other in others
)
"""What says another thing of how many there are. Either way round, like SLIGHT."""

NOUN = frozenset({"NOUN", "PROPN"})
PASSED = frozenset({"ADJ", "DET", "NUM", "ADV", "PART"})
"""What may stand between a word of number and its noun."""

RELATIVE = frozenset({"whom", "which", "который"})
FAR = 5
SHARE = 40
"""How many characters behind "one" the number may stand of which it is a part: one polling station in five."""

CLIMB = 3
LINKED = 0.05
"""The share of alignments from which two words are one."""

SURE, BORNE_OUT, LESS_SURE = 0.7, 0.8, 0.55
"""Confidence by the tables, with the machine translation, and for what differs little."""


@dataclass(frozen=True, slots=True)
class Quantifier:
    """A word of number: its class, the rank of what it counts (the noun, or else the verb of which it is a part), and
    the place of both."""

    says: str
    about: int | None
    is_relative: bool
    place: Place


Sides = tuple[list[Quantifier], list[Quantifier]]


def read(pair: Pair) -> Sides:
    """The words of number of the source and of the target."""
    return list(_quantifiers(pair.source)), list(_quantifiers(pair.target))


def find(pair: Pair, sides: Sides) -> Iterator[Finding]:
    """The words of number that became others, about the same things."""
    ours, theirs = sides
    if not ours or not theirs:
        return
    kept = {one.says for one in ours} & {other.says for other in theirs}
    told = _told(pair)
    for one in ours:
        for other in theirs:
            is_apart = _is_in(GRAVE | SLIGHT, one, other) and not kept & {one.says, other.says}
            if is_apart and _are_of_one(pair, one, other, is_lone=len(ours) == len(theirs) == 1, told=told):
                if other.says in told and one.says not in told:
                    continue
                yield _finding(pair, one, other, is_borne_out=one.says in told and other.says not in told)
                break


def kept(sides: Sides) -> Seen:
    """Where the words of number stand that both sides have: a part of them (part, in a large part) is no other one."""
    ours, theirs = sides
    same = {one.says for one in ours} & {other.says for other in theirs}
    return frozenset(
        (of_source, at)
        for of_source, found in ((True, ours), (False, theirs))
        for one in found
        if one.says in same
        for at in range(one.place.start, one.place.stop)
    )


def _is_in(table: frozenset[tuple[str, str]], one: Quantifier, other: Quantifier) -> bool:
    return (one.says, other.says) in table or (other.says, one.says) in table


def _quantifiers(view: View) -> Iterator[Quantifier]:
    text = view.side.document.story.text
    for match in lexicon(view.side.language, "quantifiers", "quantifiers").matches(view.tokens):
        if not match.cue.group or _counts_a_number(view, match):
            continue
        after = match.words[-1] + 1
        is_relative = after < len(view.tokens) and plain(view.tokens[after].lemma) in RELATIVE
        noun = None if is_relative else _noun(view, after)
        last = match.words[-1] if noun is None else noun
        start, stop = view.tokens[match.first].start, view.tokens[last].stop
        about = _verb(view, match.words[-1]) if noun is None else noun
        yield Quantifier(match.cue.group, about, is_relative, Place(start, stop, text[start:stop]))


def _counts_a_number(view: View, match: Match) -> bool:
    """Whether a number follows (some 40): how exact it is, not how many; or one that makes it a share (one family in
    four, «каждая четвертая семья»)."""
    after = match.words[-1] + 1
    if _is_share(view, match):
        return True
    return after < len(view.tokens) and match.cue.group == "some" and _is_number(view, after)


def _is_share(view: View, match: Match) -> bool:
    """Whether a word of number is one part of a share that is a figure."""
    start, near = view.tokens[match.first].start, view.tokens[match.words[-1]].stop + SHARE
    figures = [fact for fact in view.side.of("figure", view.sentences) if isinstance(fact.value, Figure)]
    if any(
        fact.start <= start < fact.stop and 0 < fact.value.number < 1
        for fact in figures
        if isinstance(fact.value, Figure)
    ):
        return True
    text = view.side.document.story.text
    marks = view.side.language.table("quantifiers")["parts"]
    behind = (fact for fact in figures if start < fact.start <= near)
    return any(text[start : fact.start].split()[-1:][0].lower() in marks for fact in behind)


def _is_number(view: View, rank: int) -> bool:
    return view.tokens[rank].pos == "NUM" or any(map(str.isdigit, view.tokens[rank].text))


def _noun(view: View, start: int) -> int | None:
    """The noun that these words lead to, if only its own words stand between."""
    for rank in range(start, min(start + FAR, len(view.tokens))):
        token = view.tokens[rank]
        if token.pos in NOUN and not view.goes_on(rank) and token.relation != "poss":
            return rank
        if token.pos not in NOUN | PASSED:
            return None
    return None


def _verb(view: View, rank: int) -> int | None:
    """The verb that a word without a noun belongs to: all were released."""
    for _ in range(CLIMB):
        rank = view.head(rank)
        if view.tokens[rank].pos in ("VERB", *NOUN):
            return rank
    return None


def _told(pair: Pair) -> frozenset[str]:
    """The classes that the machine translation has."""
    language = pair.target.side.language
    words = counterparts.bare(pair.translation or "")
    table = lexicon(language, "quantifiers", "quantifiers")
    return frozenset(match.cue.group for match in table.matches(words) if match.cue.group)


def _are_of_one(pair: Pair, one: Quantifier, other: Quantifier, *, is_lone: bool, told: frozenset[str]) -> bool:
    """Whether both count one thing: each is a pronoun's, or what they count is rendered by each other; or they are the
    only ones and the machine translation has the first of them."""
    if one.is_relative and other.is_relative:
        return True
    if one.about is None or other.about is None:
        return is_lone and one.says in told
    lemmas = [plain(view.tokens[rank].lemma) for view, rank in ((pair.source, one.about), (pair.target, other.about))]
    if pair.lexicon.link(*lemmas) >= LINKED or pair.counterpart(one.about, of_source=True) == other.about:
        return True
    return is_lone and one.says in told and other.says not in told


def _finding(pair: Pair, one: Quantifier, other: Quantifier, *, is_borne_out: bool) -> Finding:
    languages = pair.source.side.language, pair.target.side.language
    message = (
        f"The {languages[0].name} has {quoted(languages[0], one.place.text)}, the {languages[1].name} "
        f"{quoted(languages[1], other.place.text)}: '{one.says}' became '{other.says}'. "
        f"By: table of quantifiers{', machine translation' if is_borne_out else ''}."
    )
    is_slight = _is_in(SLIGHT, one, other)
    severity: Severity = "minor" if is_slight else "major"
    confidence = LESS_SURE if is_slight else BORNE_OUT if is_borne_out else SURE
    return Finding(
        "wording", severity, confidence, pair.rank, (one.place,), (other.place,), message, "wording-quantifier"
    )
