"""Attributions by a reporting verb: which verbs of a sentence report, and who is their speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from compare.facts.attributions.evidence import Scene, evidence
from compare.facts.attributions.grammar import NOMINAL, VERBAL, Grammar
from compare.facts.reporting import Cue, Reporting
from compare.records import Attribution, Span, Token


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
        if (
            place in taken
            or place in cited
            or _is_hyphened(grammar, place)
            or not (token.pos in (*VERBAL, "ADJ", "ADV") or _is_homograph(grammar, vocabulary, place))
        ):
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
    if _is_asked(grammar, vocabulary, place):
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
    named = place > 1 and (tokens[place - 1].pos == "PROPN" or vocabulary.speaker_word(tokens[place - 1]) is not None)
    citing = {phrase.words[0] for phrase in vocabulary.phrases if phrase.shared}
    if not named or after not in {",", ".", *citing} or not tokens[place].text.endswith("s"):
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


def _is_asked(grammar: Grammar, vocabulary: Reporting, place: int) -> bool:
    """Asked whether he would go, he answered: a bare participle is what the speaker was told."""
    token = grammar.tokens[place]
    bare = token.relation in ("advcl", "prep") and "VerbForm=Part" in token.features and "Tense=Past" in token.features
    return bare and token.lemma in vocabulary.labels("hearers") and not grammar.children(place, "auxiliary")


def _closes(grammar: Grammar, verb: int) -> bool:
    """Whether nothing but hearers and times follows the verb: no clause, no other verb."""
    return not any(token.pos in VERBAL or token.text in ",:;" for token in grammar.tokens[verb + 1 :])


class Sources:
    """Finds who speaks: the subject, the agent of a passive, the place where it was said, or a noun beside the verb."""

    def __init__(self, grammar: Grammar, vocabulary: Reporting) -> None:
        self._grammar = grammar
        self._vocabulary = vocabulary

    def of(self, verb: int, last: int, cue: Cue) -> tuple[int, int] | None:
        """First and last word of the phrase that names the speaker; ``None`` where nobody is named."""
        grammar = self._grammar
        if grammar.tokens[verb].pos == "NOUN":
            return self._words_before(verb)
        if cue.raised:
            return self._phrase(self._quoted(verb))
        if self._is_passive(verb):
            return self._phrase(self._agent(verb)) or self._phrase(self._within(verb))
        alone = self._is_impersonal(verb) and not grammar.children(verb, "subject") and not self._shares_subject(verb)
        within = self._within(verb) if alone else None
        if within is not None:
            return self._phrase(within)
        subject = grammar.subject(verb)
        if subject is not None and grammar.tokens[subject].pos in NOMINAL:
            opening = self._opening(verb) if subject > verb else None
            return self._whole(self._phrase(subject if opening is None else opening), verb, last)
        if subject is None and self._is_participle_behind_as(verb):
            return self._phrase(self._within(verb))
        if self._is_impersonal(verb):
            return self._phrase(self._within(verb)) or self._phrase(self._object_before(verb))
        return self._whole(self._phrase(self._beside(verb, last)), verb, last) or self._titled(verb)

    def _shares_subject(self, verb: int) -> bool:
        """They reject the vote and will contest it in the court: the verb joined to another has that one's subject."""
        grammar = self._grammar
        head = grammar.tokens[verb].head
        return grammar.tokens[verb].relation == "conj" and bool(grammar.children(head, "subject"))

    def outlet(self, verb: int) -> tuple[int, int] | None:
        """Who quotes: the agent of a passive, else the subject."""
        if self._is_passive(verb):
            return self._phrase(self._agent(verb))
        return self._phrase(self._grammar.subject(verb))

    def _quoted(self, verb: int) -> int | None:
        """Who was quoted: the subject of a passive or of "is convinced", else the object (цитирует министра)."""
        grammar = self._grammar
        subject = grammar.subject(verb, passive=True)
        if subject is not None or self._is_passive(verb):
            return subject
        if grammar.tokens[verb].lemma not in self._vocabulary.labels("quoting"):
            return grammar.subject(verb)
        return next((i for i in grammar.children(verb, "object") if i > verb), None)

    def _is_participle_behind_as(self, verb: int) -> bool:
        """As stated in the report."""
        before = self._grammar.tokens[verb - 1] if verb else None
        return before is not None and before.text.lower() in self._vocabulary.labels("as_marks")

    def _object_before(self, verb: int) -> int | None:
        """The bare instrumental of a passive: компанией было сказано."""
        objects = [i for i in self._grammar.children(verb) if "Case=Ins" in self._grammar.tokens[i].features]
        return next((i for i in objects if self._vocabulary.is_speaker(self._grammar.tokens[i : i + 1])), None)

    def _whole(self, phrase: tuple[int, int] | None, verb: int, last: int) -> tuple[int, int] | None:
        """The phrase without the verb itself, and with the name behind a title that the parse cut off (“...,” added
        project manager Lydia Palmer)."""
        if phrase is None:
            return None
        first, stop = phrase
        if first <= verb < stop:
            first = last + 1
        tokens = self._grammar.tokens
        if first > last and not self._vocabulary.syntax["impersonal_plural"]:
            while stop + 1 < len(tokens) and tokens[stop + 1].relation in (
                "compound",
                "nsubj",
                "ROOT",
                "dobj",
                "appos",
            ):
                if tokens[stop + 1].pos not in ("NOUN", "PROPN") or tokens[stop].pos not in ("NOUN", "PROPN"):
                    break
                stop += 1
        return first, stop

    def _opening(self, verb: int) -> int | None:
        """A source, unwilling to be named, told the paper: a noun for a speaker opens the sentence, its verb follows a
        comma, and the parse took the hearer behind the verb for the subject."""
        tokens = self._grammar.tokens
        word = self._vocabulary.speaker_word(tokens[0])
        if word is None or verb < 2 or "Case=Nom" not in tokens[0].features or tokens[verb - 1].text != ",":
            return None
        between = tokens[1:verb]
        if sum(token.pos != "PUNCT" for token in between) < 2:
            return None
        clause = any("VerbForm=Fin" in token.features or token.pos == "SCONJ" for token in between)
        return None if clause or self._grammar.tokens[0].head == verb else 0

    def _titled(self, verb: int) -> tuple[int, int] | None:
        """..., John Smith, a special envoy, told reporters: the parse took the name for part of what he told."""
        tokens = self._grammar.tokens
        if verb < 3 or tokens[verb - 1].text != "," or not _closes(self._grammar, verb):
            return None
        commas = [i for i in range(verb - 1) if tokens[i].text == ","]
        if len(commas) < 2:
            return None
        first, last = commas[-2] + 1, commas[-1] - 1
        title = tokens[commas[-1] + 1 : verb - 1]
        named = first <= last and all(token.pos == "PROPN" for token in tokens[first : last + 1])
        return (first, last) if named and any(self._vocabulary.speaker_word(token) for token in title) else None

    def _words_before(self, verb: int) -> tuple[int, int]:
        """The words right before a misread verb, up to a mark."""
        first = verb
        while first and self._grammar.tokens[first - 1].pos not in ("PUNCT", "SCONJ", "VERB"):
            first -= 1
        return min(first, verb - 1), verb - 1

    def _phrase(self, head: int | None) -> tuple[int, int] | None:
        if head is None:
            return None
        return self._grammar.noun_phrase(self._behind(head))

    def _behind(self, head: int) -> int:
        """Behind a document stands its author: в заявлении министерства -> министерства."""
        token = self._grammar.tokens[head]
        word = self._vocabulary.speaker_word(token)
        case = self._vocabulary.labels("genitive")
        if word is None or word.kind != "document" or not case:
            return head
        authors = [
            i
            for i in self._grammar.children(head, "oblique")
            if any(c in self._grammar.tokens[i].features for c in case) and not self._has_preposition(i)
        ]
        return authors[0] if authors else head

    def _has_preposition(self, place: int) -> bool:
        return any(self._grammar.tokens[i].pos == "ADP" for i in self._grammar.children(place))

    def _is_passive(self, verb: int) -> bool:
        grammar = self._grammar
        return bool(grammar.children(verb, "passive_subject")) or any(
            grammar.tokens[i].relation in ("auxpass", "aux:pass") for i in grammar.children(verb)
        )

    def _agent(self, verb: int) -> int | None:
        for child in self._grammar.children(verb, "agent"):
            objects = self._grammar.children(child, "object")
            if objects:
                return objects[0]
        return None

    def _is_impersonal(self, verb: int) -> bool:
        """A plural or reflexive verb without a subject: сообщили в министерстве, говорится в докладе."""
        token = self._grammar.tokens[verb]
        ending = tuple(self._vocabulary.syntax["reflexive"])
        reflexive = bool(ending) and token.lemma.endswith(ending) and "Person=3" in token.features
        reflexive |= "Variant=Short" in token.features and "Gender=Neut" in token.features
        return bool(self._vocabulary.syntax["impersonal_plural"]) and ("Number=Plur" in token.features or reflexive)

    def _within(self, verb: int) -> int | None:
        """The place where it was said, if that is a speaker and no mere setting."""
        grammar, vocabulary = self._grammar, self._vocabulary
        cases = vocabulary.labels("reporter_case")
        for child in grammar.children(verb, "oblique"):
            token = grammar.tokens[child]
            if token.pos == "ADP" and token.lemma in vocabulary.labels("within"):
                objects = grammar.children(child, "object")
                if objects and grammar.tokens[objects[0]].lemma in vocabulary.speakers:
                    return objects[0]
            elif (
                grammar.has_word(child, vocabulary.labels("within"))
                and token.lemma not in vocabulary.labels("settings")
                and any(case in token.features for case in cases)
            ):
                return child
        return next((i for i in grammar.children(verb) if grammar.tokens[i].lemma in vocabulary.labels("there")), None)

    def _beside(self, verb: int, last: int) -> int | None:
        """The parse names no subject: a nominative noun right behind the verb, or right before it."""
        tokens = self._grammar.tokens
        opens = all(self._grammar.zone(i) or tokens[i].pos == "PUNCT" for i in range(verb))
        near = range(last + 1, min(last + 4, len(tokens)))
        behind = next((i for i in near if self._is_head(i, inverted=opens and verb > 0)), None)
        if behind is not None and not any(tokens[i].text in ",.:;" for i in range(last + 1, behind)):
            return behind
        before = verb - 1
        if before >= 0 and self._is_head(before):
            return before
        return None

    def _is_head(self, place: int, *, inverted: bool = False) -> bool:
        """Whether a speaker's noun stands here; in ``“...,” denied the envoy`` parsers take it for an object."""
        grammar = self._grammar
        token: Token = grammar.tokens[place]
        if token.pos not in ("NOUN", "PROPN", "PRON") or grammar.zone(place):
            return False
        if "Case=" in token.features and "Case=Nom" not in token.features:
            return False
        if inverted and token.relation in ("dobj", "obj"):
            return True
        return token.relation not in ("pobj", "dobj", "obj", "obl", "npadvmod", "iobj", "amod", "nmod", "conj", "poss")
