"""Words that became their opposite, or a stronger or weaker word for the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from compare.diff.wording import poles
from compare.diff.wording.bead import APART, Pair, Seen
from compare.diff.wording.tables import NOT, are_opposite, charged, shift
from compare.diff.wording.words import View, Word, root
from compare.facts.polarity import plain
from compare.records import Finding, Severity

WITHIN = 0.6
"""How far apart, as a share of the bead, a word and its opposite or stronger brother may stand; chance brings few
together."""

APART_OF_OPPOSITES = 0.06
"""The least share of alignments at which no word is another's opposite; a few alignments join opposites by a denial."""

USUAL = 0.2
"""The share of a word's alignments at which a word of another strength is a usual translation of it: «раскритиковать»
is "criticize" in 66 of 100, "slam" in 16."""

FAR = 2
"""Levels of a scale between a word and a graver one, where the tables alone make a major finding."""

DOUBTED = 0.3
"""An estimator's doubt that makes a step on a scale a major finding, together with the machine translation."""

CLEARED = 0.15
"""An estimator that doubts neither word as much as this does not bear it out; it is often deaf to opposites."""


def find(pair: Pair, seen: Seen) -> Iterator[Finding]:
    """The turned and shaded words of a bead; ``seen`` is what another rule has named already."""
    for one, other in _charged(pair):
        if (True, one.start) in seen or (False, other.start) in seen:
            continue
        is_far = abs(one.position - other.position) > WITHIN
        if is_far and not poles.are_predicates(pair, one, other):
            continue
        if _compare_others(pair, one, other):
            continue
        is_opposite = pair.lexicon.link(one.lemma, other.lemma) < APART_OF_OPPOSITES and _are_opposite(pair, one, other)
        is_opposite = is_opposite and not poles.are_told_otherwise(pair, one, other)
        levels = 0
        if not is_opposite and not is_far and pair.lexicon.share(one.lemma, other.lemma) < USUAL:
            levels = _shade(pair, one, other)
        if not (is_opposite or levels) or _renders_another(pair, one, other):
            continue
        if not pair.is_kin_of_another(one, other):  # asks the estimator, so last
            yield _opposite(pair, one, other) if is_opposite else _shaded(pair, one, other, levels)


def _charged(pair: Pair) -> Iterator[tuple[Word, Word]]:
    """The pairs of words of which a table of opposites or scales has one, and of modifiers, which a prefix may turn, as
    far as nothing else on the other side stands for either word by the lexicon."""
    ours, theirs = charged(pair.source.side.language), charged(pair.target.side.language)
    words = pair.target.with_reports
    some = [other for other in words if other.lemma in theirs]
    modifiers = [other for other in words if other.lemma in theirs or other.is_modifier]
    for one in pair.source.with_reports:
        others = words if one.lemma in ours else modifiers if one.is_modifier else some
        forth = pair.renderings(one, of_source=True) if others else frozenset()
        for other in others:
            if forth <= other.forms and pair.renderings(other, of_source=False) <= one.forms:
                yield one, other


def _renders_another(pair: Pair, one: Word, other: Word) -> bool:
    """Whether the target's word is of one root with what renders another word of the source: a significant deviation
    for «существенно отклониться», which is no opposite of «меньшую» beside it."""
    lemmas = [word.lemma for word in pair.source.words if word.rank != one.rank]
    kin = (pair.lexicon.kin(lemma, of_source=True) for lemma in lemmas)
    mine = {root(known) for known in pair.lexicon.kin(one.lemma, of_source=True)}
    own = root(other.lemma)
    return own not in mine and any(
        share >= RENDERS and root(known) == own for row in kin for known, share in row.items()
    )


RENDERS = 0.3
"""The share of a word's alignments from which on another word is what renders it."""


def _compare_others(pair: Pair, one: Word, other: Word) -> bool:
    """Whether both only compare, and what they compare is not the same: less optimistic may be more cautious."""
    heads = pair.source.head(one.rank), pair.target.head(other.rank)
    rows = pair.source.tokens, pair.target.tokens
    compared = all(
        word.token.pos == "ADV" and tokens[head].pos in ("ADJ", "ADV")
        for word, tokens, head in zip((one, other), rows, heads, strict=True)
    )
    lemmas = (plain(tokens[head].lemma) for tokens, head in zip(rows, heads, strict=True))
    return compared and pair.link(*lemmas, of_source=True) < APART


def _are_opposite(pair: Pair, one: Word, other: Word) -> bool:
    """Whether what the source word means is the opposite of the target word; a word that is denied has none."""
    renderings, origins = _meanings(pair, one, other)
    languages = pair.source.side.language, pair.target.side.language
    return are_opposite(renderings, _said(pair.target, other), languages[1]) or are_opposite(
        origins, _said(pair.source, one), languages[0]
    )


def _shade(pair: Pair, one: Word, other: Word) -> int:
    """How many levels stronger the target's word is; negative if it is weaker, 0 if the tables do not say."""
    renderings, origins = _meanings(pair, one, other)
    return shift(renderings, {_said(pair.target, other): 1.0}, pair.target.side.language) or shift(
        {_said(pair.source, one): 1.0}, origins, pair.source.side.language
    )


def _meanings(pair: Pair, one: Word, other: Word) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """What the source word means in words of the target's language, and the reverse; what is denied is "not" that."""
    made = []
    for view, word, of_source in ((pair.source, one, True), (pair.target, other, False)):
        meanings = poles.bare(pair, word, pair.meanings(word, of_source=of_source), of_source=of_source)
        denied = word.start in view.denied
        made.append({f"{NOT} {meaning}": share for meaning, share in meanings.items()} if denied else meanings)
    return made[0], made[1]


def _said(view: View, word: Word) -> str:
    """A word as the tables have it."""
    return f"{NOT} {word.lemma}" if word.start in view.denied else word.lemma


def _opposite(pair: Pair, one: Word, other: Word) -> Finding:
    names = pair.source.side.language.name, pair.target.side.language.name
    has, came = pair.source.place(one).text, pair.target.place(other).text
    message = f'The {names[0]} has "{has}", the {names[1]} "{came}", which means the opposite.'
    return _finding(pair, one, other, message, "wording-opposite", (0.7, 0.85, 0.4))


def _shaded(pair: Pair, one: Word, other: Word, levels: int) -> Finding:
    names = pair.source.side.language.name, pair.target.side.language.name
    rule, weight = ("wording-sharpened", "a stronger") if levels > 0 else ("wording-softened", "a weaker")
    had = f'"{pair.source.place(one).text}"' + (" with a negation" if one.start in pair.source.denied else "")
    has = f'"{pair.target.place(other).text}"' + (" with a negation" if other.start in pair.target.denied else "")
    message = f"The {names[0]} has {had}, the {names[1]} {weight} word, {has}."
    finding = _finding(pair, one, other, message, rule, (0.55, 0.7, 0.4))
    if pair.lexicon.link(one.lemma, other.lemma) >= APART:  # some translate it so
        return replace(finding, severity="minor", confidence=0.4)
    doubt = pair.doubt_at(one.start, other.start)
    is_borne_out = finding.confidence > 0.55 and (doubt is None or doubt >= DOUBTED)
    return finding if abs(levels) >= FAR or is_borne_out else replace(finding, severity="minor")


def _finding(
    pair: Pair, one: Word, other: Word, message: str, rule: str, levels: tuple[float, float, float]
) -> Finding:
    """``levels`` are the confidences by the tables alone, borne out by another witness, and contradicted by one."""
    plain, sure, doubtful = levels
    doubts = pair.doubt(one, of_source=True), pair.doubt(other, of_source=False)
    lacks = pair.lacks(other.lemma)
    cleared = doubts[0] is not None and max(doubts[0], doubts[1] or 0.0) < CLEARED
    confidence = doubtful if lacks is False else sure if lacks and not cleared else plain
    said = ["lexicon"]
    if doubts[0] is not None and not cleared:
        said.append(f"word states {max(doubts[0], doubts[1] or 0.0):.2f}")
    said += ["machine translation"] if lacks else []
    severity: Severity = "major" if confidence > doubtful else "minor"
    return Finding(
        "wording", severity, confidence, pair.rank, (pair.source.place(one),), (pair.target.place(other),),
        f"{message} By: {', '.join(said)}.", rule,
    )  # fmt: skip
