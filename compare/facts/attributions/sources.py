"""Who speaks where a verb reports: subject, agent of a passive, the place where it was said, a noun beside it."""

from __future__ import annotations

from compare.facts.attributions.grammar import NOMINAL, VERBAL, Grammar
from compare.facts.reporting import Cue, Reporting
from compare.records import Token


def _closes(grammar: Grammar, verb: int) -> bool:
    """Whether nothing but hearers and times follows the verb: no clause, no other verb."""
    return not any(token.pos in VERBAL or token.text in ",:;" for token in grammar.tokens[verb + 1 :])


NEAR = 3
"""How many words behind its verb the noun for an inverted speaker may stand."""


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
        inverted = self._inverted(verb, last)
        if inverted is not None:
            return self._whole(self._phrase(inverted), verb, last)
        subject = self._speaking(verb, self._of_relative_before(verb) or grammar.subject(verb))
        if subject is not None and grammar.tokens[subject].pos in NOMINAL:
            opening = self._opening(verb) if subject > verb else None
            return self._whole(self._phrase(subject if opening is None else opening), verb, last)
        if subject is None and self._is_participle_behind_as(verb):
            return self._phrase(self._within(verb))
        if self._is_impersonal(verb):
            return self._phrase(self._within(verb)) or self._phrase(self._object_before(verb))
        return self._whole(self._phrase(self._beside(verb, last)), verb, last) or self._titled(verb)

    def _inverted(self, verb: int, last: int) -> int | None:
        """The mine was safe, insisted its spokeswoman, Ann Lee, and nobody was hurt: a parse without cases takes who
        speaks for an object, and the verb for another one of the subject before."""
        grammar, tokens = self._grammar, self._grammar.tokens
        if (
            self._vocabulary.labels("genitive")
            or verb == 0
            or tokens[verb - 1].text != ","
            or tokens[verb].pos != "VERB"
        ):
            return None
        if (
            tokens[verb].relation not in ("conj", "ROOT", "parataxis")
            or grammar.children(verb, "subject")
            or "VerbForm=Fin" not in tokens[verb].features
        ):
            return None
        behind = [i for i in grammar.children(verb, "object") if last < i <= last + NEAR]
        words = (self._vocabulary.speaker_word(tokens[i]) for i in behind)
        speaks = [i for i, word in zip(behind, words, strict=True) if word is not None and word.kind == "person"]
        return speaks[0] if speaks else None

    def _of_relative_before(self, verb: int) -> int | None:
        """Lee called it safe, which the union denied, saying it had cracks: the participle goes with the report right
        before it, whatever a parse joins it to."""
        grammar, tokens = self._grammar, self._grammar.tokens
        if verb < 2 or tokens[verb - 1].text != "," or not grammar.plays(verb, "adverbial"):
            return None
        before = tokens[verb - 2]
        if before.lemma not in self._vocabulary.verbs or not grammar.plays(verb - 2, "relative"):
            return None
        return next(iter(grammar.children(verb - 2, "subject")), None)

    def _speaking(self, verb: int, subject: int | None) -> int | None:
        """The subject of the verb that governs the clause where a participle found its own, if that is no speaker (the
        mayor said cracks had been seen, adding that ...)."""
        grammar = self._grammar
        if subject is None or grammar.tokens[subject].head == verb:
            return subject
        if self._vocabulary.is_speaker(grammar.tokens[subject : subject + 1]):
            return subject
        place = grammar.tokens[subject].head
        if not grammar.plays(place, "clause"):
            return subject
        above = grammar.children(grammar.tokens[place].head, "subject")
        speaks = [i for i in above if self._vocabulary.is_speaker(grammar.tokens[slice(*self._reach(i))])]
        return speaks[0] if speaks else subject

    def _reach(self, head: int) -> tuple[int, int]:
        first, last = self._grammar.noun_phrase(head)
        return first, last + 1

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
        if grammar.children(verb, "agent"):  # a law condemned by the union
            return True
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
