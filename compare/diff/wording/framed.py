"""Words that take other sides than those they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.diff.excerpt import quoted
from compare.diff.wording.bead import Pair
from compare.diff.wording.words import View
from compare.facts.polarity import plain
from compare.framing import Framing
from compare.framing.summary import RULE
from compare.framing.table import Hit
from compare.records import Finding, Framed, Place, Severity, Token

WITHIN = 0.6
"""How far apart, as a share of the bead, two terms for one thing may stand."""

USUAL = 0.1
"""The share of alignments at which one word is the other's usual translation, whatever the table says."""

RENDERED = 0.03
"""The share of alignments by which another word of the other side renders a term."""

STRANGE = 0.002
"""The share of alignments below which one word never stands for another."""

DOUBTED = 0.5
"""An estimator's doubt that bears a shift out."""

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})


def find(pair: Pair, framing: Framing) -> Iterator[Finding]:
    """The shifts of a bead: a term of a concept, and a term of another stance towards it, that nothing else renders."""
    hits = [framing.find(view.tokens, view.side.language.code) for view in (pair.source, pair.target)]
    taken: set[int] = set()
    for one in hits[0]:
        for rank, other in enumerate(hits[1]):
            shift = _shift(one, other, hits)
            if (
                shift
                and rank not in taken
                and _is_worth_it(pair, one, other, shift)
                and _are_each_others(pair, one, other)
            ):
                taken.add(rank)
                yield _finding(pair, one, other, shift)
                break


def _shift(one: Hit, other: Hit, hits: Sequence[Sequence[Hit]]) -> tuple[Framed, Framed] | None:
    """A concept that both speak of with another stance, if neither stance is found on the other side as well."""
    for source in one.framed:
        for target in other.framed:
            if source.concept != target.concept or source.stance == target.stance:
                continue
            if not (_is_among(source, hits[1]) or _is_among(target, hits[0])):
                return source, target
    return None


def _is_worth_it(pair: Pair, one: Hit, other: Hit, shift: tuple[Framed, Framed]) -> bool:
    """Whether a stance is unfavourable; a mild shift must be borne out by the estimator, or, from a neutral word to a
    kind one that never renders it, by the machine translation."""
    if any(framed.stance == "unfavourable" for framed in shift):
        return True
    sources, targets = _words(pair.source, one), _words(pair.target, other)
    if shift[1].stance == "favourable" and _lacks(pair, targets) and _has_stranger(pair, sources, targets):
        return True
    doubt = pair.doubt_at(pair.source.tokens[one.first].start, pair.target.tokens[other.first].start)
    return doubt is not None and doubt >= DOUBTED


def _is_among(framed: Framed, hits: Sequence[Hit]) -> bool:
    return any(framed in hit.framed for hit in hits)


def _are_each_others(pair: Pair, one: Hit, other: Hit) -> bool:
    """Whether the two terms stand for each other: near enough, no usual translation, nothing else renders either."""
    sources, targets = _words(pair.source, one), _words(pair.target, other)
    places = [view.tokens[hit.first].start for view, hit in ((pair.source, one), (pair.target, other))]
    if abs(_position(pair.source, one) - _position(pair.target, other)) > WITHIN:
        return False
    if places[0] in pair.source.denied or places[1] in pair.target.denied:
        return False
    if _are_usual(pair, sources, targets):
        return False
    return _stand_alone(pair, sources, targets, of_source=True) and _stand_alone(
        pair, targets, sources, of_source=False
    )


def _are_usual(pair: Pair, sources: Sequence[str], targets: Sequence[str]) -> bool:
    """Whether each word of one term is the usual translation of one of the other's: «боевик» is a fighter, but no
    freedom fighter."""
    return all(any(pair.lexicon.link(one, other) >= USUAL for one in sources) for other in targets) and all(
        any(pair.lexicon.link(one, other) >= USUAL for other in targets) for one in sources
    )


def _stand_alone(pair: Pair, words: Sequence[str], besides: Sequence[str], *, of_source: bool) -> bool:
    """Whether some word of a term is rendered by nothing on the other side but the other term."""
    others = pair.view(not of_source).lemmas - set(besides)
    return any(all(pair.link(word, other, of_source=of_source) < RENDERED for other in others) for word in words)


def _words(view: View, hit: Hit) -> list[str]:
    tokens = view.tokens[hit.first : hit.last + 1]
    return [plain(token.lemma) for token in tokens if token.pos in CONTENT] or [plain(tokens[0].lemma)]


def _position(view: View, hit: Hit) -> float:
    return (hit.first + 0.5) / len(view.tokens)


def _finding(pair: Pair, one: Hit, other: Hit, shift: tuple[Framed, Framed]) -> Finding:
    source, target = _place(pair.source, one, shift[0]), _place(pair.target, other, shift[1])
    own, their = pair.source.side.language, pair.target.side.language
    doubt = pair.doubt_at(source.start, target.start)
    lacks = _lacks(pair, _words(pair.target, other))
    witnesses = (doubt is not None and doubt >= DOUBTED) + (lacks is True)
    said = ["table of framing"]
    said += [f"word states {doubt:.2f}"] if doubt is not None and doubt >= DOUBTED else []
    said += ["machine translation"] if lacks else []
    message = (
        f"The {their.name} {quoted(their, target.text)} is {shift[1].stance}, the {own.name} "
        f"{quoted(own, source.text)} {shift[0].stance}: they take different sides on the concept "
        f"'{shift[0].concept}'. By: {', '.join(said)}."
    )
    severity: Severity = "minor" if lacks is False or (doubt is not None and not witnesses) else "major"
    confidence = round(0.5 + 0.15 * witnesses - (0.2 if lacks is False else 0.0), 2)
    return Finding("wording", severity, confidence, pair.rank, (source,), (target,), message, RULE)


def _has_stranger(pair: Pair, sources: Sequence[str], targets: Sequence[str]) -> bool:
    """Whether some word of the target's term never stands for a word of the source's (freedom, for rebels)."""
    return any(all(pair.lexicon.link(one, other) < STRANGE for one in sources) for other in targets)


def _lacks(pair: Pair, words: Sequence[str]) -> bool | None:
    """Whether the machine translation lacks some word of a term (freedom fighters); ``None`` without one."""
    verdicts = [pair.lacks(word) for word in words]
    return None if None in verdicts else any(verdicts)


def _place(view: View, hit: Hit, framed: Framed) -> Place:
    first: Token = view.tokens[hit.first]
    stop = view.tokens[hit.last].stop
    return Place(first.start, stop, view.side.document.story.text[first.start : stop], framed)
