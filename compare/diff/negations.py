"""Negations that one side has and the other does not.

The negations of a bead are paired by what they govern. What is left over may be answered by a word that denies by its
meaning (refused, unhappy, until), or by the machine translation, which shows how this sentence is usually said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from compare import lexicon as lexicons
from compare.diff import counterparts
from compare.diff.comparison import Comparison, place
from compare.diff.counterparts import Item
from compare.diff.denying import Denying, View, denials, view
from compare.diff.excerpt import quoted
from compare.diff.wording.tables import opposites
from compare.facts import polarity
from compare.lexicon import Lexicon
from compare.records import Finding, Place, Polarity, Severity, Span, Token

FAR = 0.25
"""How far from a negation, as a share of the bead, a word that denies by its meaning still answers it."""

BASE, LEAST = 0.6, 0.55
AGREES, DISAGREES = 0.2, -0.35
SAID, UNSAID = 0.15, -0.1
ANSWERED, DENIAL, HINT = 0.6, 0.3, 0.15
"""Weights of what speaks for and against a difference; chosen on human translations of news and damaged copies."""

SURE_UNDONE, SURE_ONLY, SURE_TURNED = 0.65, 0.7, 0.8
"""How sure the rules of lexical negations, of "not only" and of opposites are; chosen on the same."""

ROOT, COMMON = 4, 0.05
"""Letters that make a word's root, and the least share of a word's alignments that makes a translation common."""

SURELY_REVERSED, UNSURE = 0.6, 0.5
"""How sure it must be that a negation stands alone to call its loss grave, and the most that is claimed of the others:
most of those read on untouched sentences were worded away (make little of it, for «не придают значения»)."""

SURELY, RATHER = 0.1, 3
"""The least share of alignments that shows a word's rest on the other side, and how many times that of the word."""


def find(comparison: Comparison) -> Iterator[Finding]:
    """The negations lost and added between two versions, bead by bead."""
    lexicon = lexicons.load(comparison.source.language.code, comparison.target.language.code)
    for rank, bead in comparison.pairs():
        source = view(comparison.source, bead.source, lexicon, of_source=True)
        target = view(comparison.target, bead.target, lexicon, of_source=False)
        yield from _Beaded(rank, source, target, lexicon, comparison.translations[rank]).findings()


class _Beaded:
    """The negations of one bead, matched. Views are kept by whether they are the source's."""

    def __init__(self, rank: int, source: View, target: View, lexicon: Lexicon, translation: str | None) -> None:
        self._rank = rank
        self._views = {True: source, False: target}
        self._lexicon = lexicon
        self._expected = None if translation is None else denials(translation, target.side)
        self._shown = denials(" ".join(target.side.sentences[i].text for i in target.sentences), target.side)
        self._translated = frozenset(token.text.lower() for token in counterparts.bare(translation or ""))

    def findings(self) -> Iterator[Finding]:
        """The negations that have no counterpart, each weighed by all that speaks for and against it."""
        strong = self._views[True].strong, self._views[False].strong
        _, lost, added = counterparts.paired(*strong, self._lexicon, lambda one, other: 0.1)
        for of_source, left, others in ((True, lost, added), (False, added, lost)):
            for item in _uncancelled(left):
                confidence = self._weigh(item, of_source=of_source)
                if confidence >= LEAST:
                    yield self._of_cue(item, confidence, of_source=of_source)
            turned = list(self._turned(of_source=of_source))
            yield from turned
            if not left and not others and not turned:
                yield from self._undone(of_source=of_source)
            yield from self._bared(of_source=of_source)
        if not added:
            yield from self._qualified()

    def _linked(self, own: Sequence[str], other: Sequence[str], *, of_source: bool) -> float:
        """The strongest link between lemmas of this side and of the other."""
        return counterparts.linked(self._lexicon, *((own, other) if of_source else (other, own)))

    def _weigh(self, item: Item, *, of_source: bool) -> float:
        other = self._views[not of_source]
        if item.cue.group == "until" or self._is_undone(item, of_source=of_source):
            return 0.0
        if item.cue.hedged and other.side.of("hedge", other.sentences):
            return 0.0
        total = BASE + self._by_translation(of_source=of_source) + self._by_anchor(item, of_source=of_source)
        return min(0.95, total - self._answer(item, of_source=of_source))

    def _by_translation(self, *, of_source: bool) -> float:
        """Whether the machine translation has the negation where the source has it, or has it not where only the
        target does."""
        if self._expected is None:
            return 0.0
        there = len(self._views[False].strong)
        (fewest, most), (fewest_there, most_there) = self._expected, self._shown
        if of_source:
            surely = fewest > there or (fewest > fewest_there and most > most_there)
            return AGREES if surely else 0.0 if most > there else DISAGREES
        surely = most < there or (fewest < fewest_there and most < most_there)
        return AGREES if surely else 0.0 if fewest < there else DISAGREES

    def _is_unexpected(self, *, of_source: bool) -> bool:
        """Whether only the target denies, and the machine translation of the source has no word at all that does."""
        return not of_source and self._expected == (0, 0)

    def _by_anchor(self, item: Item, *, of_source: bool) -> float:
        """Whether the other side has what is denied, and so says it; or says something else."""
        light = self._views[of_source].side.language.table("negation")["light"]
        anchors = [anchor for anchor in item.anchors[:1] if anchor not in light]
        if not anchors:
            return 0.0
        lemmas = self._views[not of_source].words.lemmas
        return SAID if self._linked(anchors, lemmas, of_source=of_source) >= counterparts.LINKED else UNSAID

    def _answer(self, item: Item, *, of_source: bool) -> float:
        """The weight of the best word of the other side that may stand for the negation."""
        own, other = self._views[of_source], self._views[not of_source]
        unexpected = self._is_unexpected(of_source=of_source)
        if (other.phrases > own.phrases and not unexpected) or self._is_joined(item, of_source=of_source):
            return ANSWERED
        if self._is_turned(item, of_source=of_source):
            return ANSWERED
        return self._best(item, of_source=of_source)[0]

    def _best(self, item: Item, *, of_source: bool) -> tuple[float, Denying | None]:
        """The word of the other side that is likeliest to stand for the negation, with its weight."""
        free = [w for w in self._views[not of_source].denying if not self._is_taken(w, of_source=of_source)]
        weighed = [(self._answers(word, item, of_source=of_source), word) for word in free]
        return max(weighed, key=lambda pair: pair[0], default=(0.0, None))

    def _is_turned(self, item: Item, *, of_source: bool) -> bool:
        """Whether the other side has the opposite of the governed word («не прекращаются» and continue)."""
        own, other = self._views[of_source].side.language, self._views[not of_source]
        look = self._lexicon.translations if of_source else self._lexicon.origins
        back = self._lexicon.origins if of_source else self._lexicon.translations
        for anchor in item.anchors[:1]:
            renderings = look(anchor)  # the likeliest alone: "continue" is aligned with прекращаться for its "не"
            likeliest = max(renderings, key=lambda word: renderings[word], default="")
            against = opposites(own, anchor)
            if opposites(other.side.language, likeliest) & set(other.words.content):
                return True
            if any(against & set(_usual(back(lemma))) for lemma in other.words.content):
                return True
        return False

    def _is_joined(self, item: Item, *, of_source: bool) -> bool:
        """Whether the other side has the governed word with the negation as its prefix («не известны» and unknown)."""
        own, other = self._views[of_source], self._views[not of_source]
        joined = [f"{prefix}{anchor}" for prefix in _prefixes(own) for anchor in item.anchors[:1]]
        if self._linked(joined, other.words.lemmas, of_source=of_source) >= SURELY:
            return True
        look = self._lexicon.translations if of_source else self._lexicon.origins
        roots = {
            f"{prefix}{word[:ROOT]}"
            for anchor in item.anchors[:1]
            for word, count in look(anchor).items()
            if len(word) >= ROOT and count >= COMMON * self._lexicon.seen(anchor, of_source=of_source)
            for prefix in _prefixes(other)
        }
        return any(lemma.startswith(root) for lemma in other.words.lemmas for root in roots)

    def _are_akin(self, rests: Sequence[str], lemmas: Iterable[str], *, of_source: bool) -> bool:
        """Whether a word of the other side usually renders one of the root of these (недоказанность, proven)."""
        look = self._lexicon.origins if of_source else self._lexicon.translations
        roots = tuple(rest[: ROOT + 1] for rest in rests if len(rest) > ROOT)
        return bool(roots) and any(word.startswith(roots) for lemma in lemmas for word in _usual(look(lemma)))

    def _is_undone(self, item: Item, *, of_source: bool) -> bool:
        """Whether the negation denies a word that denies, and the other side has neither (no lack of, enough)."""
        there = self._views[not of_source]
        other = there.words.content
        if any(not self._is_taken(word, of_source=of_source) for word in there.denying):
            return False
        return any(
            word.group != "hint"
            and word.lemma in item.anchors
            and self._linked((word.lemma,), other, of_source=of_source) < counterparts.LINKED
            for word in self._views[of_source].denying
        )

    def _answers(self, word: Denying, item: Item, *, of_source: bool) -> float:
        if self._are_akin(word.rests, item.anchors[:1], of_source=not of_source):
            return ANSWERED
        if word.group == "hint" and self._linked(item.anchors[:1], (word.lemma,), of_source=of_source) >= SURELY:
            return 0.0  # it renders what is denied, not the negation
        if len(item.words) > 1 and self._linked(item.words[1:], (word.lemma,), of_source=of_source) >= SURELY:
            return 0.0  # «не исключил» and "ruled out"
        made = (word.lemma, *word.rests, *word.about) if word.rests or word.group == "denial" else ()
        if made and self._linked(item.anchors, made, of_source=of_source) >= counterparts.LINKED:
            return ANSWERED
        far = FAR if item.cue.group == "clause" else 2 * FAR
        apart = abs(word.position - item.position)
        if apart > far:
            return 0.0
        weight = HINT if word.group == "hint" else DENIAL
        return weight if apart <= far / 2 or not self._is_unexpected(of_source=of_source) else weight / 2

    def _is_taken(self, word: Denying, *, of_source: bool) -> bool:
        """Whether a denying word of the other side stands for one of this side («незаконный» and illegal)."""
        mine = [mine.lemma for mine in self._views[of_source].denying if mine.group != "hint"]
        return self._linked(mine, (word.lemma,), of_source=of_source) >= counterparts.LINKED

    def _turned(self, *, of_source: bool) -> Iterator[Finding]:
        """Words that deny by their meaning (отказался) where the other side has the opposite (agreed) and denies
        nothing."""
        own, other = self._views[of_source], self._views[not of_source]
        if own.strong or other.strong or any(word.group != "hint" for word in other.denying):
            return
        for item in own.lexical:
            opposite = next((token for token in other.words.tokens if self._are_opposite(item, token, of_source)), None)
            if opposite is not None:
                pair = place(item.fact), Place(opposite.start, opposite.stop, opposite.text)
                here, there = pair if of_source else pair[::-1]
                one, two = self._views[True].side.language, self._views[False].side.language
                message = (
                    f"The {one.name} has {quoted(one, here.text)}, the {two.name} {quoted(two, there.text)}, "
                    "which means the opposite."
                )
                severity: Severity = "critical" if item.is_main else "major"
                yield Finding(
                    "negation", severity, SURE_TURNED, self._rank, (here,), (there,), message, "negation-opposite"
                )
            elif of_source and self._is_gone(item):
                message = self._says(counterparts.context(own.side, item.fact), of_source=True)
                yield self._finding("major", SURE_UNDONE, place(item.fact), message, of_source=True)

    def _is_gone(self, item: Item) -> bool:
        """Whether the target says what a word of the source denies by its meaning (refused to sign, signed), and has
        no word for that one; the machine translation denies, the target does not."""
        lemmas = self._views[False].words.content
        if self._expected is None or self._expected[1] == 0 or self._shown != (0, 0):
            return False
        if self._linked(item.words, lemmas, of_source=True) >= counterparts.LINKED:
            return False
        scope = cast(Polarity, item.fact.value).scope
        denied = [
            polarity.plain(token.lemma)
            for token in self._views[True].words.tokens
            if scope.start <= token.start < scope.stop and token.pos == "VERB"
        ]
        return self._linked(denied, lemmas, of_source=True) >= SURELY

    def _are_opposite(self, item: Item, token: Token, of_source: bool) -> bool:
        """Whether a word of the other side is the opposite of a word that denies, or of what usually renders it."""
        own, other = self._views[of_source].side.language, self._views[not of_source].side.language
        lemma, mine = polarity.plain(token.lemma), item.words[0]
        if token.pos not in counterparts.CONTENT:
            return False
        look = self._lexicon.translations if of_source else self._lexicon.origins
        back = self._lexicon.origins if of_source else self._lexicon.translations
        return any(lemma in opposites(other, word) for word in _usual(look(mine))) and any(
            mine in opposites(own, word) for word in _usual(back(lemma))
        )

    def _undone(self, *, of_source: bool) -> Iterator[Finding]:
        """Words that deny by their make (неизвестно) where the other side has the rest of the word (known) and
        denies nothing."""
        other = self._views[not of_source]
        if other.strong or any(word.group != "hint" and not word.is_preposition for word in other.denying):
            return
        for word in self._views[of_source].denying:
            if not word.surely:
                continue
            whole = self._linked((word.lemma,), other.words.lemmas, of_source=of_source)
            rest = self._linked(word.rests, other.words.lemmas, of_source=of_source)
            if rest < SURELY and self._are_akin(word.rests, other.words.content, of_source=of_source):
                rest = SURELY
            if (rest >= SURELY and rest >= RATHER * whole) or (of_source and self._is_bare(rest)):
                message = self._says(word.span.text, of_source=of_source)
                yield self._finding("major", SURE_UNDONE, _place(word.span), message, of_source=of_source)

    def _is_bare(self, rest: float) -> bool:
        """Whether the machine translation has a word that denies by its make where the target has the rest of it
        (unvaccinated, vaccinated), or denies more than the target does where that has the rest (``rest``: its link)."""
        if self._expected is None:
            return False
        rules = self._views[False].side.language.table("negation")["prefixes"]
        words = {token.text.lower() for token in self._views[False].words.tokens}
        made = {f"{prefix}{word}" for prefix in (*rules["plain"], *rules["adjectives"]) for word in words}
        if (made & self._translated) - words:
            return True
        return rest >= SURELY and self._expected[1] > self._shown[1]

    def _qualified(self) -> Iterator[Finding]:
        """A target's "not more than", "not just" where neither the source nor the translation has a word that denies:
        the figure or the praise is turned round."""
        source, target = self._views[True], self._views[False]
        denies = source.strong or source.phrases or any(word.group != "hint" for word in source.denying)
        if denies or self._expected != (0, 0) or target.qualified is None:
            return
        yield self._finding(
            "major",
            SURE_ONLY,
            _place(target.qualified),
            self._says(target.qualified.text, of_source=False),
            of_source=False,
        )

    def _bared(self, *, of_source: bool) -> Iterator[Finding]:
        """ "Not only" that became "only", or the reverse."""
        own, other = self._views[of_source], self._views[not of_source]
        if own.not_only and other.only and not own.only and not other.not_only:
            one, two = own.side.language, other.side.language
            message = (
                f"The {one.name} says {quoted(one, own.not_only.text)}, the {two.name} just "
                f"{quoted(two, other.only.text)}."
            )
            places = (_place(own.not_only),), (_place(other.only),)
            rule = "negation-lost" if of_source else "negation-added"
            source, target = places if of_source else places[::-1]
            yield Finding("negation", "major", SURE_ONLY, self._rank, source, target, message, rule)

    def _of_cue(self, item: Item, confidence: float, *, of_source: bool) -> Finding:
        severity: Severity = "major"
        if confidence < SURELY_REVERSED or self._answer(item, of_source=of_source) >= DENIAL:
            severity, confidence = "minor", min(confidence, UNSURE)
        elif item.is_main and item.cue.group == "clause":
            severity = "critical"
        shown = counterparts.context(self._views[of_source].side, item.fact)
        message = self._says(shown, of_source=of_source)
        weight, word = self._best(item, of_source=of_source)
        if severity == "minor" and weight >= DENIAL and word is not None:
            other = self._views[not of_source].side.language
            message = f"{message} The {other.name} may say so by {quoted(other, word.span.text)}."
        return self._finding(severity, confidence, place(item.fact), message, of_source=of_source)

    def _says(self, words: str, *, of_source: bool) -> str:
        own = self._views[of_source].side.language
        return f"Only the {own.name} denies this: {quoted(own, words)}."

    def _finding(
        self, severity: Severity, confidence: float, where: Place, message: str, *, of_source: bool
    ) -> Finding:
        return Finding(
            kind="negation",
            severity=severity,
            confidence=round(confidence, 2),
            bead=self._rank,
            source=(where,) if of_source else (),
            target=() if of_source else (where,),
            message=message,
            rule="negation-lost" if of_source else "negation-added",
        )


def _usual(counts: Mapping[str, int]) -> list[str]:
    """The words that render another one in so many cases that it may be said to mean them."""
    total = sum(counts.values())
    return [word for word, count in counts.items() if count >= COMMON * total]


def _prefixes(view: View) -> list[str]:
    return list(view.side.language.table("negation")["prefixes"]["plain"])


def _place(span: Span) -> Place:
    return Place(span.start, span.stop, span.text)


def _uncancelled(left: Sequence[Item]) -> Iterator[Item]:
    """Two negations of which one governs the other deny nothing together («не страдает без работы»)."""
    for item in left:
        if not any(_cancel(item, other) or _cancel(other, item) for other in left if other is not item):
            yield item


def _cancel(one: Item, other: Item) -> bool:
    same_sentence = one.fact.sentence == other.fact.sentence
    return same_sentence and bool(one.anchors[1:2]) and one.anchors[1:2] == other.anchors[:1]
