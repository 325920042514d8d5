"""Attributions by a reporting verb: which verbs of a sentence report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from compare.facts.attributions.evidence import Scene, evidence
from compare.facts.attributions.grammar import VERBAL, Grammar
from compare.facts.attributions.sources import Sources
from compare.facts.reporting import Cue, Reporting
from compare.records import Attribution, Span


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotations of a story: those that stand in no other, and those inside them."""

    outer: Sequence[Span]
    inner: Sequence[Span] = ()

    def around(self, grammar: Grammar, place: int) -> Sequence[Span]:
        """The quotations that a word can introduce: for a word inside one, those that lie in the same."""
        if not grammar.zone(place):
            return self.outer
        at = grammar.tokens[place].start
        own = next((quote for quote in self.outer if quote.start <= at < quote.stop), None)
        return [quote for quote in self.inner if own and own.start <= quote.start and quote.stop <= own.stop]


def verbal(
    grammar: Grammar, vocabulary: Reporting, quotes: Quotes, cited: frozenset[int] = frozenset()
) -> Iterator[Attribution]:
    """The attributions of one sentence that a verb makes. ``quotes`` are the quotations of the whole story, ``cited``
    the words of phrases that name the source of the same report."""
    taken: set[int] = set()
    for place, token in enumerate(grammar.tokens):
        if not (token.pos in REPORTING or _is_homograph(grammar, vocabulary, place)):
            continue
        if place in taken or place in cited or _is_hyphened(grammar, place):
            continue
        for cue, last in vocabulary.cues_at(grammar.tokens, place):
            made = _attribution(grammar, vocabulary, cue, place, last, quotes, cited)
            if made is not None:
                taken.update(range(place, last + 1))
                yield made
                quoting = _quoting(grammar, vocabulary, cue, place, made)
                if quoting is not None:
                    yield quoting
                break


REPORTING = frozenset({*VERBAL, "ADJ", "ADV"})
"""Parts of speech that a reporting verb may be taken for."""


def _quoting(grammar: Grammar, vocabulary: Reporting, cue: Cue, place: int, made: Attribution) -> Attribution | None:
    """The outlet that quotes: he was quoted by the Herald as saying; the Herald quoted him as saying."""
    if not cue.raised or len(cue.lemmas) < 2 or grammar.tokens[place].lemma not in vocabulary.labels("quoting"):
        return None
    outlet = Sources(grammar, vocabulary).outlet(place)
    if outlet is None or (made.source is not None and grammar.tokens[outlet[0]].start == made.source.start):
        return None
    return replace(made, source=grammar.span(*outlet), cue=grammar.span(place, place), lemma=cue.lemmas[0])


def _is_hyphened(grammar: Grammar, place: int) -> bool:
    """The second half of a compound (so-called)."""
    before = grammar.tokens[place - 1] if place else None
    return before is not None and before.text == "-" and before.stop == grammar.tokens[place].start


def _attribution(
    grammar: Grammar,
    vocabulary: Reporting,
    cue: Cue,
    place: int,
    last: int,
    quotes: Quotes,
    cited: frozenset[int],
) -> Attribution | None:
    if not _reports(grammar, vocabulary, place) or _asks_for_anonymity(grammar, vocabulary, place):
        return None
    if _is_asked(grammar, vocabulary, place) or _is_deed(grammar, vocabulary, place):
        return None
    source = Sources(grammar, vocabulary).of(place, last, cue)
    near = quotes.around(grammar, place)
    content = evidence(Scene(grammar, vocabulary, cue, place, last, source, near, cited))
    if content is None or (source is None and _hears(grammar, vocabulary, place)):
        return None
    return Attribution(
        source=grammar.span(*source) if source else None,
        cue=grammar.span(_from_negation(grammar, vocabulary, place) if cue.negated else place, last),
        lemma=f"{vocabulary.syntax['not']} {cue.lemma}" if cue.negated else cue.lemma,
        stance=cue.stance,
        direct=content.direct,
        content=content.span,
    )


def _from_negation(grammar: Grammar, vocabulary: Reporting, place: int) -> int:
    """The "not" right before an expression that reports only with it, else the expression."""
    before = grammar.tokens[place - 1].text.lower() if place else ""
    return place - 1 if before in vocabulary.labels("negation") | vocabulary.labels("negation_before") else place


def _asks_for_anonymity(grammar: Grammar, vocabulary: Reporting, place: int) -> bool:
    """..., who asked not to be named: how the source wishes to be called is no report."""
    if grammar.tokens[place].lemma not in vocabulary.labels("anonymity_verbs"):
        return False
    words = vocabulary.labels("anonymity")
    return any(grammar.tokens[i].lemma in words for i in grammar.subtree(place))


def _reports(grammar: Grammar, vocabulary: Reporting, place: int) -> bool:
    """Nothing says that it was not said: a negation, a modal, a condition, an order, the first or second person."""
    token = grammar.tokens[place]
    if any(mark in token.features for mark in ("Mood=Imp", "Person=1", "Person=2", "Tense=Fut")):
        return False
    auxiliaries = [i for i in grammar.children(place) if grammar.tokens[i].relation.startswith("aux")]
    auxiliaries = [i for i in auxiliaries if grammar.zone(i) == grammar.zone(place)]
    if any(grammar.tokens[i].lemma in vocabulary.labels("modals") for i in auxiliaries):
        return False
    if grammar.has_word(place, vocabulary.labels("conditional")):
        return False
    if "VerbForm=Inf" in token.features and not _began_to(grammar, vocabulary, place):
        return False
    subject = grammar.subject(place)
    if subject is None:
        return True
    features = grammar.tokens[subject].features
    dummy = grammar.tokens[subject].lemma in vocabulary.labels("dummies")
    return not dummy and "Person=1" not in features and "Person=2" not in features


def _is_homograph(grammar: Grammar, vocabulary: Reporting, place: int) -> bool:
    """A noun that governs the sentence and has another noun before it is a verb that was misread (the accused claims
    that ...)."""
    token = grammar.tokens[place]
    if not vocabulary.syntax["homographs"] or token.pos != "NOUN":
        return False
    if _closes_aside(grammar, vocabulary, place):
        return True
    if token.head != place:
        return False
    before = grammar.tokens[place - 1] if place else None
    if before is None or before.relation not in ("compound", "amod", "nmod", "det", "poss"):
        return False
    after = grammar.tokens[place + 1 : place + 2]
    reported = vocabulary.labels("marks") | vocabulary.labels("about")
    ends = all(t.text in ".,!?" for t in after) and any(t.text in ',”"' for t in grammar.tokens[:place])
    return ends or any(t.lemma in reported for t in after)


def _closes_aside(grammar: Grammar, vocabulary: Reporting, place: int) -> bool:
    """..., Smith predicts. ..., the agency reports, citing ... As the agency states, ...: a noun in the form of a verb
    at the end of an aside, a name or a word for a speaker before it."""
    tokens = grammar.tokens
    after = tokens[place + 1].text.lower() if place + 1 < len(tokens) else "."
    if place < 2 or not tokens[place].text.endswith("s") or (after not in ",." and after not in vocabulary.citing):
        return False
    if tokens[place - 1].pos != "PROPN" and vocabulary.speaker_word(tokens[place - 1]) is None:
        return False
    first = place
    while first and tokens[first - 1].pos in ("NOUN", "PROPN", "DET", "ADJ"):
        first -= 1
    opener = tokens[first - 1].text.lower() if first else ""
    return (opener == "," and after != ",") or opener in vocabulary.labels("as_marks")


def _began_to(grammar: Grammar, vocabulary: Reporting, place: int) -> bool:
    """An infinitive reports under a verb of doing (he hastened to say), not of refusing, wishing or promising;
    an English perfect infinitive and a passive with "to" as well (is said to have admitted)."""
    token = grammar.tokens[place]
    head = grammar.tokens[token.head]
    if token.head == place:  # a root without a subject is an order (tell us when)
        return bool(grammar.children(place, "subject", "passive_subject"))
    if token.relation not in ("xcomp", "ccomp"):
        return False
    refused = vocabulary.labels("modals") | vocabulary.labels("negation")
    return (
        head.pos in VERBAL
        and head.lemma not in refused
        and head.lemma not in vocabulary.verbs
        and not grammar.has_word(token.head, vocabulary.labels("negation"))
    )


def _hears(grammar: Grammar, vocabulary: Reporting, place: int) -> bool:
    """He was told that ...: a passive whose subject is the hearer, and nobody says who spoke."""
    subjects = grammar.children(place, "passive_subject")
    return bool(subjects) and grammar.tokens[place].lemma in vocabulary.labels("hearers")


def _is_deed(grammar: Grammar, vocabulary: Reporting, place: int) -> bool:
    """The flood claimed twenty lives: with this object the verb reports nothing."""
    objects = vocabulary.syntax["deeds"].get(grammar.tokens[place].lemma, ())
    return bool(objects) and any(grammar.tokens[i].lemma in objects for i in grammar.children(place, "object"))


def _is_asked(grammar: Grammar, vocabulary: Reporting, place: int) -> bool:
    """Asked whether he would go, he answered: a bare participle is what the speaker was told."""
    token = grammar.tokens[place]
    bare = token.relation in ("advcl", "prep") and "VerbForm=Part" in token.features and "Tense=Past" in token.features
    return bare and token.lemma in vocabulary.labels("hearers") and not grammar.children(place, "auxiliary")
