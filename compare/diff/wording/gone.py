"""Words without a counterpart: dropped, added, or put in each other's place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compare.diff.excerpt import quoted
from compare.diff.wording.bead import Pair, Seen
from compare.diff.wording.evidence import Evidence
from compare.diff.wording.tables import is_intense
from compare.diff.wording.words import View, Word
from compare.records import Finding, Place, Severity

SURE = {True: 0.95, False: 0.985}
"""How sure the evidence must be of a word that stands alone, by whether it is the source's. Words that translators add
for clarity are many: of forty findings on professional translations at 0.95 and 0.97, 15 of 26 dropped words were truly
gone, but one of 14 added ones truly new."""

SURE_LEFT_OUT = {"VERB": 0.85, "ADJ": 0.93, "ADV": 0.93}
"""The same for a word of the source that by the grammar too is left out of a phrase that is there; few verbs are."""

SURE_OF_DENIED = 0.985
"""The same for a word of the source that a negation governs: it may be worded away with the negation."""

SURE_OF_INTENSE = 0.89
"""The same for a word that makes another stronger or weaker: it says more about a version than others do."""

SURE_REPLACED = 0.9
"""How sure it must be of one of two verbs that stand in each other's place by their states; of the other one LIKELY."""

SURE_TOGETHER = 0.9
"""The same for each of two neighbouring words."""

LIKELY = 0.6
"""How sure it must be of the other words of a phrase."""

WITHOUT = 0.6
"""What all these are multiplied by where there is no estimator."""

GRAVE, GRAVE_WORDS = 0.97, 3
"""A phrase of so many words, each so sure to have no counterpart, is major."""

GAP = 2
"""Words of grammar or of facts that may stand between two words of a phrase."""

NEAR = 0.3
"""How far apart, as a share of the bead, two phrases may stand of which one took the other's place."""

LEADERS = frozenset({"ADP", "PART"})


@dataclass(frozen=True)
class Phrase:
    """Neighbouring words without a counterpart, with what speaks for each."""

    view: View
    words: tuple[Word, ...]
    evidence: tuple[Evidence, ...]

    @property
    def sureness(self) -> float:
        """That of its surest word."""
        return max(one.sureness for one in self.evidence)

    @property
    def surest(self) -> Evidence:
        return max(self.evidence, key=lambda one: one.sureness)

    @property
    def position(self) -> float:
        return sum(word.position for word in self.words) / len(self.words)

    @property
    def place(self) -> Place:
        """From the preposition before its first word, if there is one, to its last word."""
        first = self.words[0].rank
        if len(self.words) > 1 and first and self.view.tokens[first - 1].pos in LEADERS:
            first -= 1
        start, stop = self.view.tokens[first].start, self.words[-1].token.stop
        return self.view.side.place(start, stop)


def find(pair: Pair, seen: Seen) -> Iterator[Finding]:
    """The phrases without a counterpart; ``seen`` is what another rule has named already."""
    if not pair.is_doubtful:
        return
    lost = list(_phrases(pair, seen, of_source=True))
    new = list(_phrases(pair, seen, of_source=False))
    for phrase in lost:
        partner = _partner(pair, phrase, new)
        if partner is None:
            yield _gone(pair, phrase, of_source=True)
        else:
            new.remove(partner)
            yield _replaced(pair, phrase, partner)
    for phrase in new:
        yield _gone(pair, phrase, of_source=False)


def _phrases(pair: Pair, seen: Seen, *, of_source: bool) -> Iterator[Phrase]:
    view = pair.view(of_source)
    row: list[tuple[Word, Evidence]] = []
    for word in view.full:
        is_denied = word.start in view.denied
        if (of_source, word.start) in seen or (is_denied and not of_source):
            continue
        evidence = pair.evidence(word, of_source=of_source)
        if is_denied and evidence.lexicon != "for":
            continue
        if evidence.sureness < (SURE_OF_DENIED if is_denied else LIKELY) * _scale(evidence):
            continue
        if row and not _are_close(view, row[-1][0], word):
            yield from _phrase(pair, row, of_source=of_source)
            row = []
        row.append((word, evidence))
    yield from _phrase(pair, row, of_source=of_source)


def _scale(evidence: Evidence) -> float:
    return 1.0 if evidence.doubt is not None else WITHOUT


def _phrase(pair: Pair, row: Sequence[tuple[Word, Evidence]], *, of_source: bool) -> Iterator[Phrase]:
    view = pair.view(of_source)
    together = sum(evidence.sureness >= SURE_TOGETHER * _scale(evidence) for _, evidence in row)
    if together > 1 or any(
        _is_sure(view, word, evidence, of_source=of_source) or _is_replaced(pair, word, evidence, of_source=of_source)
        for word, evidence in row
    ):
        words, evidence = zip(*row, strict=True)
        yield Phrase(view, words, evidence)


def _is_sure(view: View, word: Word, evidence: Evidence, *, of_source: bool) -> bool:
    sure = SURE_OF_INTENSE if is_intense(view.side.language, word.lemma) else SURE[of_source]
    if of_source and evidence.is_left_out:
        sure = min(sure, SURE_LEFT_OUT.get(word.token.pos, sure))
    return evidence.sureness >= sure * _scale(evidence)


def _is_replaced(pair: Pair, word: Word, evidence: Evidence, *, of_source: bool) -> bool:
    """Whether a verb and the verb that its state fits best are both doubtful: one stands in the other's place."""
    if word.token.pos != "VERB":
        return False
    start, view = pair.fitting(word, of_source=of_source), pair.view(not of_source)
    for other in view.full:
        if other.start == start and other.token.pos == "VERB" and start not in view.denied:
            sure = sorted((evidence.sureness, pair.evidence(other, of_source=not of_source).sureness))
            return sure[0] >= LIKELY and sure[1] >= SURE_REPLACED
    return False


def _are_close(view: View, one: Word, other: Word) -> bool:
    between = view.tokens[one.rank + 1 : other.rank]
    return len(between) <= GAP and not any(token.pos in ("PUNCT", "VERB") for token in between)


def _partner(pair: Pair, phrase: Phrase, others: Sequence[Phrase]) -> Phrase | None:
    """The phrase that stands in this one's place: one with a word that fits a word of it best, else the nearest of its
    kind."""
    partners = {pair.fitting(word, of_source=True) for word in phrase.words}
    for other in others:
        if any(word.start in partners for word in other.words):
            return other
    near = [other for other in others if abs(other.position - phrase.position) <= NEAR and _are_alike(phrase, other)]
    return min(near, key=lambda other: abs(other.position - phrase.position), default=None)


def _are_alike(one: Phrase, other: Phrase) -> bool:
    return bool({word.token.pos for word in one.words} & {word.token.pos for word in other.words})


def _gone(pair: Pair, phrase: Phrase, *, of_source: bool) -> Finding:
    own, other = pair.view(of_source).side.language, pair.view(not of_source).side.language
    place = phrase.place
    nothing = "no word for it" if len(phrase.words) == 1 else "nothing for it"
    return Finding(
        kind="wording",
        severity=_severity(phrase),
        confidence=_confidence(phrase, own_strength=any(is_intense(own, word.lemma) for word in phrase.words)),
        bead=pair.rank,
        source=(place,) if of_source else (),
        target=() if of_source else (place,),
        message=f"The {own.name} has {quoted(own, place.text)}; the {other.name} has {nothing}. "
        f"By: {phrase.surest.told()}.",
        rule="wording-dropped" if of_source else "wording-added",
    )


def _replaced(pair: Pair, lost: Phrase, new: Phrase) -> Finding:
    own, other = pair.source.side.language, pair.target.side.language
    surest = max((lost, new), key=lambda phrase: phrase.sureness)
    return Finding(
        kind="wording",
        severity="minor",
        confidence=round(0.5 * (_confidence(lost) + _confidence(new)), 2),
        bead=pair.rank,
        source=(lost.place,),
        target=(new.place,),
        message=f"The {own.name} has {quoted(own, lost.place.text)}, the {other.name} {quoted(other, new.place.text)}: "
        f"neither renders the other. By: {surest.surest.told()}.",
        rule="wording-replaced",
    )


def _severity(phrase: Phrase) -> Severity:
    sure = [one for one in phrase.evidence if one.sureness >= GRAVE and not one.is_of_translation_alone]
    return "major" if len(sure) >= GRAVE_WORDS else "minor"


def _confidence(phrase: Phrase, own_strength: bool = False) -> float:
    return round(0.3 + 0.4 * phrase.sureness + (0.1 if own_strength else 0.0), 2)
