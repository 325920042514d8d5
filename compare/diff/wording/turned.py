"""Words that became their opposite, or a stronger or weaker word for the same thing."""

from __future__ import annotations

from collections.abc import Iterator

from compare.diff.wording.bead import APART, Pair, Seen
from compare.diff.wording.tables import charged, opposites, shift
from compare.diff.wording.words import Word
from compare.records import Finding, Severity

WITHIN = 0.6
"""How far apart, as a share of the bead, a word and its opposite or stronger brother may stand; chance brings few
together."""

CLEARED = 0.15
"""An estimator that doubts neither word as much as this does not bear it out; it is often deaf to opposites."""


def find(pair: Pair, seen: Seen) -> Iterator[Finding]:
    """The turned and shaded words of a bead; ``seen`` is what another rule has named already."""
    for one, other in _charged(pair):
        if (True, one.start) in seen or (False, other.start) in seen:
            continue
        if abs(one.position - other.position) > WITHIN:
            continue
        if pair.lexicon.link(one.lemma, other.lemma) >= APART:
            continue
        if _are_opposite(pair, one, other):
            if _stand_alone(pair, one, other):
                yield _opposite(pair, one, other)
        elif (rule := _shade(pair, one, other)) and _stand_alone(pair, one, other):
            yield _shaded(pair, one, other, rule)


def _charged(pair: Pair) -> Iterator[tuple[Word, Word]]:
    """The pairs of words of which a table of opposites or shades has one: few of all."""
    ours, theirs = charged(pair.source.side.language), charged(pair.target.side.language)
    some = [other for other in pair.target.words if other.lemma in theirs]
    for one in pair.source.words:
        for other in pair.target.words if one.lemma in ours else some:
            yield one, other


def _stand_alone(pair: Pair, one: Word, other: Word) -> bool:
    """Whether nothing else on the other side stands for either word."""
    return pair.stands_alone(one, other, of_source=True) and pair.stands_alone(other, one, of_source=False)


def _are_opposite(pair: Pair, one: Word, other: Word) -> bool:
    """Whether what the source word means is the opposite of the target word, and neither is denied."""
    if one.start in pair.source.denied or other.start in pair.target.denied:
        return False
    renderings, origins = _meanings(pair, one, other)
    return any(other.lemma in opposites(pair.target.side.language, word) for word in renderings) or any(
        one.lemma in opposites(pair.source.side.language, word) for word in origins
    )


def _shade(pair: Pair, one: Word, other: Word) -> str:
    """``sharpened`` or ``softened`` if a plain word became a strong one or the reverse; ``""`` if it did not."""
    renderings, origins = _meanings(pair, one, other)
    return shift(renderings, [other.lemma], pair.target.side.language) or shift(
        [one.lemma], origins, pair.source.side.language
    )


def _meanings(pair: Pair, one: Word, other: Word) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return pair.meanings(one, of_source=True), pair.meanings(other, of_source=False)


def _opposite(pair: Pair, one: Word, other: Word) -> Finding:
    names = pair.source.side.language.name, pair.target.side.language.name
    message = f'The {names[0]} has "{one.token.text}", the {names[1]} "{other.token.text}", which means the opposite.'
    return _finding(pair, one, other, message, "wording-opposite", (0.7, 0.85, 0.4))


def _shaded(pair: Pair, one: Word, other: Word, shade: str) -> Finding:
    names = pair.source.side.language.name, pair.target.side.language.name
    weight = "a stronger" if shade == "sharpened" else "a weaker"
    message = f'The {names[0]} has "{one.token.text}", the {names[1]} {weight} word, "{other.token.text}".'
    return _finding(pair, one, other, message, f"wording-{shade}", (0.55, 0.7, 0.4))


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
        "wording", severity, confidence, pair.rank, (one.place,), (other.place,),
        f"{message} By: {', '.join(said)}.", rule,
    )  # fmt: skip
