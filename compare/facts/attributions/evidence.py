"""What shows that a reporting verb reports: a quotation, a clause, a place beside a clause, an object, an infinitive.

Each rule is a function ``(scene) -> Content | None`` named after the evidence it looks for (:data:`RULES`), tried in
order; a verb's frame in ``reporting.toml`` says which of them it accepts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from compare.facts.attributions import asides
from compare.facts.attributions.grammar import VERBAL, Grammar
from compare.facts.reporting import Cue, Evidence, Reporting
from compare.records import Span

NEAR = 9
"""How many words may stand between a reporting verb and its quotation."""
FAR = 20
"""How many words may stand between a verb of naming and the name in quotation marks."""
REACH = 12
"""How many words after a reporting verb its that-clause may begin."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A candidate: the reporting expression from word ``verb`` to word ``last``, and the phrase of its source.
    ``cited`` are the words of phrases that name the source of the same report (citing the police)."""

    grammar: Grammar
    vocabulary: Reporting
    cue: Cue
    verb: int
    last: int
    source: tuple[int, int] | None
    quotes: Sequence[Span]
    cited: frozenset[int] = frozenset()

    @property
    def first(self) -> int:
        """The first word of the attribution: of its source, its verb or the auxiliaries (it was announced)."""
        first = min(self.verb, self.source[0]) if self.source else self.verb
        while first and self._is_auxiliary(first - 1):
            first -= 1
        return first

    def _is_auxiliary(self, place: int) -> bool:
        token = self.grammar.tokens[place]
        dummy = token.lemma == self.vocabulary.syntax["dummy_subject"]
        return token.head == self.verb and (token.pos == "AUX" or dummy)

    @property
    def end(self) -> int:
        """The last word of the attribution: of its source or its expression."""
        return max(self.last, self.source[1]) if self.source else self.last


@dataclass(frozen=True, slots=True)
class Content:
    """What is reported, ``direct`` where it is a quotation."""

    span: Span
    direct: bool


def _verbs_between(scene: Scene, start: int, stop: int) -> bool:
    """Whether another verb stands between two places of the text."""
    own = {scene.verb, *range(scene.verb, scene.last + 1)}
    return any(
        token.pos == "VERB" and start <= token.start < stop and place not in own
        for place, token in enumerate(scene.grammar.tokens)
    )


def _words_between(scene: Scene, start: int, stop: int) -> int:
    return sum(1 for token in scene.grammar.tokens if start <= token.start < stop and token.pos != "PUNCT")


def by_quote(scene: Scene) -> Content | None:
    """“...,” he said; he said: “...”."""
    grammar = scene.grammar
    if scene.source is None and grammar.children(scene.verb, "passive_subject"):
        return None
    first, last = grammar.tokens[scene.first].start, grammar.tokens[scene.end].stop
    before = [quote for quote in scene.quotes if quote.stop <= first and not _told_before(scene, quote)]
    if before:
        quote = before[-1]
        gap = grammar.text[quote.stop : first].strip(" ")
        far = _words_between(scene, quote.stop, first) > NEAR or _verbs_between(scene, quote.stop, first)
        broken = "\n" in gap or any(mark in gap.strip(".!? ") for mark in ".!?;")
        if (scene.source or gap) and not far and not broken and _stops_like_speech(quote, gap):
            return _from_clause(scene, quote) or Content(_taken_up(scene, quote, last), True)
    after = [quote for quote in scene.quotes if quote.start >= last]
    if after:
        return _quote_after(scene, after[0], last)
    return None


def _told_before(scene: Scene, quote: Span) -> bool:
    """“...,” said X. He added that ...: the quotation is told in the sentence before."""
    grammar = scene.grammar
    return any(map(str.isalnum, grammar.text[quote.stop : grammar.tokens[0].start]))


def _from_clause(scene: Scene, quote: Span) -> Content | None:
    """The law “hits the poor,” he said: the words before the quotation are part of what he said, not direct speech."""
    grammar = scene.grammar
    place = next((i for i, token in enumerate(grammar.tokens) if token.start >= quote.start), 0)
    if place == 0 or grammar.tokens[place].start >= quote.stop or grammar.zone(scene.verb):
        return None
    begin, _ = asides.stretch(grammar, scene.vocabulary, place - 1, place)
    before = asides.words(grammar, begin, place - 1)
    if not before or grammar.tokens[place - 1].pos == "PUNCT":
        return None
    return Content(_trim(grammar.text, grammar.tokens[before[0]].start, quote.stop), False)


def _taken_up(scene: Scene, quote: Span, last: int) -> Span:
    """A quotation with the one that takes it up behind its attribution: “...,” he said, “...”; “...,” he said. “...”"""
    text, stop = scene.grammar.text, quote.stop
    for following in scene.quotes:
        if following.start < last or following.start < stop:
            continue
        gap = text[max(last, stop) : following.start]
        if (
            "\n" in gap
            or not _is_short(scene, gap, max(last, stop), following.start)
            or _has_own_voice(text, following)
        ):
            break
        stop = following.stop
    return Span(quote.start, stop, text[quote.start : stop])


def _is_short(scene: Scene, gap: str, start: int, stop: int) -> bool:
    """The attribution ends here, with hearers and times at most."""
    if _words_between(scene, start, stop) > NEAR or _verbs_between(scene, start, stop):
        return False
    return gap.strip()[-1:] in (",", ".", "") and not any(mark in gap.strip()[:-1] for mark in ".!?;:")


def _has_own_voice(text: str, quote: Span) -> bool:
    """Whether another attribution follows the quotation: it stops with a comma, or its sentence goes on."""
    inside = quote.text.rstrip("»”\"’'“")
    after = text[quote.stop : quote.stop + 3].split("\n")[0]
    goes_on = after.strip()[:1]
    return inside[-1:] == "," or goes_on in (",", "—", "–", "-") or goes_on.islower()


def _stops_like_speech(quote: Span, gap: str) -> bool:
    """A comma or a stop inside the marks, or a comma or a dash behind them."""
    return quote.text.rstrip("»”\"’'“")[-1:] in ",.!?…—–" or gap.strip()[:1] in (",", "—", "–", "-")


def _quote_after(scene: Scene, quote: Span, last: int) -> Content | None:
    grammar = scene.grammar
    gap = grammar.text[last : quote.start]
    introduced = gap.rstrip().endswith(":")
    if any(mark in gap for mark in "\n.!?;") or (not introduced and _words_between(scene, last, quote.start) > NEAR):
        return None
    if not introduced and _verbs_between(scene, last, quote.start):
        return None
    between = [t.text.lower() for t in grammar.tokens if last <= t.start < quote.start]
    marked = any(word in scene.vocabulary.labels("marks") | scene.vocabulary.labels("governors") for word in between)
    paused = not gap.strip() or gap.rstrip().endswith(",")
    direct = not marked and (introduced or gap.strip(" ") in (",", "—", "-") or (paused and _is_whole(quote)))
    if direct:
        return Content(quote, True)
    marks = scene.vocabulary.labels("marks")
    first = next(
        t.start
        for t in grammar.tokens
        if t.start >= last and (t.start >= quote.start or (t.pos != "PUNCT" and t.text.lower() not in marks))
    )
    return Content(_trim(grammar.text, min(first, quote.start), max(quote.stop, _clause_stop(scene, quote))), False)


def _clause_stop(scene: Scene, quote: Span) -> int:
    """Where the clause ends that a quotation of a few words is part of."""
    grammar = scene.grammar
    place = next((i for i, token in enumerate(grammar.tokens) if token.start >= quote.start), len(grammar.tokens) - 1)
    begin, stop = asides.stretch(grammar, scene.vocabulary, place, place)
    if grammar.zone(scene.verb) == 0:
        begin, stop = asides.stretch(grammar, scene.vocabulary, scene.verb, scene.verb)
    inside = asides.words(grammar, begin, stop)
    return grammar.tokens[inside[-1]].stop if inside else quote.stop


def _is_whole(quote: Span) -> bool:
    """Whether the words between the marks begin like a sentence (not: he will back a “limited” inquiry)."""
    return next((letter.isupper() for letter in quote.text if letter.isalnum()), False)


def _trim(text: str, start: int, stop: int) -> Span:
    """The piece without blanks and commas at its ends."""
    while start < stop and text[start] in " ,;:\n—–-":
        start += 1
    while stop > start and text[stop - 1] in " ,;:\n—–-":
        stop -= 1
    return Span(start, stop, text[start:stop])


def _reach(scene: Scene, roots: Sequence[int], without: Collection[int] = ()) -> Span | None:
    """The text of these subtrees, as far as it follows the cue."""
    grammar = scene.grammar
    out = {*_of_source(scene), *scene.cited, *without}
    places = sorted(i for root in roots for i in grammar.subtree(root) if i > scene.last and i not in out)
    while places and (grammar.tokens[places[-1]].pos == "CCONJ" or grammar.tokens[places[-1]].text in ".!?,;…—–-"):
        places.pop()
    marks = scene.vocabulary.labels("marks") - scene.vocabulary.labels("kept_marks")
    while places and grammar.tokens[places[0]].text.lower() in {",", *marks}:
        places.pop(0)
    if not places:
        return None
    return _trim(grammar.text, grammar.tokens[min(places)].start, grammar.tokens[max(places)].stop)


def _of_source(scene: Scene) -> range:
    return range(scene.source[0], scene.source[1] + 1) if scene.source else range(0)


def by_marked_clause(scene: Scene) -> Content | None:
    """The poll showed that ..."""
    content = by_clause(scene)
    if content is None:
        return None
    grammar, marks = scene.grammar, scene.vocabulary.labels("marks")
    near = [t.text.lower() for t in grammar.tokens if scene.grammar.tokens[scene.last].stop <= t.start][:4]
    return content if any(word in marks for word in near) else None


def by_clause(scene: Scene) -> Content | None:
    """He said that ...; he said the visit was off."""
    grammar = scene.grammar
    roots = [
        i
        for start in {scene.verb, scene.last}
        for i in grammar.children(start, "clause")
        if i > scene.last
        and i not in scene.cited
        and grammar.tokens[i].pos in (*VERBAL, "ADJ", "NOUN", "ADV", "PROPN", "PRON", "NUM", "DET")
    ]
    for root in roots:
        if _is_clause(scene, root):
            reach = _reach(scene, [root, *_joined(scene, root)])
            gap = grammar.text[grammar.tokens[scene.end].stop : reach.start] if reach else "-"
            if reach and not any(mark in gap for mark in "-—–;"):
                return Content(reach, False)
    return _marked_clause(scene)


def _joined(scene: Scene, root: int) -> list[int]:
    """He said nobody was hurt and the cargo was intact: the parse took the second clause for another verb beside
    "said". It has a subject of its own, and no comma parts it."""
    grammar = scene.grammar
    return [
        i
        for i in grammar.children(scene.verb, "joined")
        if i > root
        and (own := grammar.children(i, "subject", "passive_subject"))
        and own[0] > root
        and not any(token.text == "," for token in grammar.tokens[root:i])
    ]


def _is_clause(scene: Scene, root: int) -> bool:
    """A clause has a mark or a subject of its own (an infinitive has neither)."""
    grammar = scene.grammar
    words = scene.vocabulary.labels("marks")
    if any(grammar.tokens[i].text.lower() in words for i in grammar.subtree(root)):
        return True
    if grammar.children(root, "subject", "passive_subject", "expletive"):
        return True
    return bool(scene.vocabulary.syntax["impersonal_plural"]) and "VerbForm=Fin" in grammar.tokens[root].features


def _marked_clause(scene: Scene) -> Content | None:
    """The parse lost the clause: look for its mark in the words that follow."""
    grammar, tokens = scene.grammar, scene.grammar.tokens
    marks = scene.vocabulary.labels("marks")
    for place in range(scene.end + 1, min(scene.end + 1 + REACH, len(tokens))):
        token = tokens[place]
        if token.text in ".!?;:" or grammar.zone(place) != grammar.zone(scene.verb):
            return None
        if token.text.lower() in marks and token.pos in ("SCONJ", "PRON"):
            if _verbs_between(scene, tokens[scene.end].stop, token.start):
                return None
            if not grammar.subtree(scene.verb) or place == len(tokens) - 1:
                return None
            kept = token.text.lower() in scene.vocabulary.labels("kept_marks")
            return Content(_trim(grammar.text, token.start if kept else token.stop, _sentence_stop(scene)), False)
        if token.pos in VERBAL and place > scene.end:
            return None
    return None


def _sentence_stop(scene: Scene) -> int:
    """Where the sentence, or the quotation that the verb stands in, ends."""
    zone = scene.grammar.zone(scene.verb)
    last = max(i for i in range(len(scene.grammar.tokens)) if scene.grammar.zone(i) == zone)
    token = scene.grammar.tokens[last]
    return token.start if token.text in '.!?…»”"' else token.stop


def by_interruption(scene: Scene) -> Content | None:
    """The dam, he said, will hold; as he said, the visit was off."""
    grammar = scene.grammar
    as_marked = _as_mark(scene)
    first = scene.first if as_marked is None else as_marked
    end = asides.tail(grammar, scene.end)
    begin, stop = asides.stretch(grammar, scene.vocabulary, first, end)
    if as_marked is None:
        opened = first > begin and grammar.tokens[first - 1].text in asides.OPENING
        if not opened or not asides.is_closed(grammar, end) or (scene.source is None and not _is_impersonal(scene)):
            return None
        if not asides.goes_on(grammar, scene.vocabulary, end, stop) or _reports_behind(scene, end, stop):
            return None
    span = asides.around(grammar, scene.vocabulary, first, end)
    return Content(span, False) if span else None


def _is_impersonal(scene: Scene) -> bool:
    """Nobody need be named: сообщили вчера; it was reported."""
    auxiliary = scene.first < scene.verb
    plural = bool(scene.vocabulary.syntax["impersonal_plural"])
    return auxiliary or (plural and "Person=1" not in scene.grammar.tokens[scene.verb].features)


def _reports_behind(scene: Scene, end: int, stop: int) -> bool:
    """Whether what the verb reports follows with a mark of its own: he said, without naming anybody, that ..."""
    grammar = scene.grammar
    marks = scene.vocabulary.labels("clause_marks")
    return any(
        grammar.tokens[i].text.lower() in marks
        and grammar.tokens[i].pos == "SCONJ"
        and grammar.tokens[grammar.tokens[i].head].head in (scene.verb, scene.last)
        for i in range(end + 1, stop + 1)
    )


def by_aside(scene: Scene) -> Content | None:
    """The visit was off, he said."""
    grammar, tokens = scene.grammar, scene.grammar.tokens
    first = scene.first
    begin, _ = asides.stretch(grammar, scene.vocabulary, first, scene.end)
    before = asides.words(grammar, begin, first - 1)
    if _has_a_topic(scene):
        return None
    if len(before) < 2 or not asides.is_opened(grammar, first) or not _ends_clause(scene):
        return None
    if not any(tokens[i].pos in VERBAL or tokens[i].relation == "root" or _predicates(scene, i) for i in before):
        return None
    if scene.source is None and grammar.children(scene.verb, "passive_subject") and first == scene.verb:
        return None
    if not _stands_beside(scene, begin) or _is_subordinate(scene, begin, first):
        return None
    return Content(grammar.span(before[0], before[-1]), False)


def _has_a_topic(scene: Scene) -> bool:
    """..., премьер предупредил о рисках: a speaker before his verb begins a clause that has its own to say. English
    puts every speaker there (, he said of the plan)."""
    before = scene.source is not None and scene.source[0] < scene.verb
    return before and bool(scene.vocabulary.syntax["impersonal_plural"]) and by_about(scene) is not None


def _predicates(scene: Scene, place: int) -> bool:
    """A short adjective or a word that the verb governs can be a predicate (пострадавших нет, сделка законна)."""
    return "Variant=Short" in scene.grammar.tokens[place].features or scene.grammar.plays(place, "clause")


def _stands_beside(scene: Scene, begin: int) -> bool:
    """The verb governs the clause before it, or stands beside it; its own subject follows it, or stands between."""
    grammar, token = scene.grammar, scene.grammar.tokens[scene.verb]
    if any(begin <= i < scene.first for i in grammar.children(scene.verb, "clause")):
        return True
    if token.relation in ("parataxis", "root", "ROOT"):
        return True
    lost = token.relation in ("ccomp", "conj") and not grammar.children(scene.verb, "subject")
    inverted = scene.source is not None and scene.source[0] > scene.last
    return inverted or lost


def _is_subordinate(scene: Scene, begin: int, first: int) -> bool:
    """When he was asked, he answered: one clause stands before, and it is no statement."""
    opener = scene.grammar.tokens[begin]
    commas = [i for i in range(begin, first - 1) if scene.grammar.tokens[i].text == ","]
    return not commas and (opener.pos == "SCONJ" or opener.text.lower() in scene.vocabulary.labels("openers"))


def _as_mark(scene: Scene) -> int | None:
    tokens, words = scene.grammar.tokens, scene.vocabulary.labels("as_marks")
    for place in range(max(scene.first - 4, 0), scene.first):
        if tokens[place].text.lower() in words:
            between = tokens[place + 1 : scene.first]
            if all(t.pos in ("ADV", "PART", "ADP", "NOUN", "ADJ", "PRON", "PROPN", "AUX", "DET") for t in between):
                return place
    return None


def by_colon(scene: Scene) -> Content | None:
    """He made it clear: the visit is off."""
    grammar, tokens = scene.grammar, scene.grammar.tokens
    end = asides.tail(grammar, scene.end)
    if end + 2 >= len(tokens) or tokens[end + 1].text != ":" or grammar.zone(end + 1) != grammar.zone(scene.verb):
        return None
    after = asides.words(grammar, end + 2, len(tokens) - 1)
    after = [i for i in after if asides.same_zone(grammar, i, grammar.zone(scene.verb))]
    quoted = tokens[end + 2].text in ("«", "“", '"', "„")
    return Content(grammar.span(after[0], after[-1]), quoted) if after else None


def _ends_clause(scene: Scene) -> bool:
    """After ``, said X`` come adverbials at most: no object and no clause of its own."""
    grammar = scene.grammar
    after = [i for i in grammar.children(scene.verb, "clause") if i > scene.end]
    return not after


def _prepositional(scene: Scene, words: frozenset[str]) -> Content | None:
    """An object with one of these prepositions, in either way of parsing prepositions."""
    grammar = scene.grammar
    for child in grammar.children(scene.verb):
        if child in _of_source(scene):
            continue
        if grammar.tokens[child].lemma in words or (grammar.plays(child, "oblique") and grammar.has_word(child, words)):
            reach = _reach(scene, [child]) if child > scene.verb else _before(grammar, child)
            return Content(reach, False) if reach else None
    return None


def _before(grammar: Grammar, child: int) -> Span:
    """An object that stands before its verb: of this he told."""
    places = sorted(grammar.subtree(child))
    return _trim(grammar.text, grammar.tokens[places[0]].start, grammar.tokens[places[-1]].stop)


def by_about(scene: Scene) -> Content | None:
    """He told of the visit."""
    return _prepositional(scene, scene.vocabulary.labels("about"))


def by_against(scene: Scene) -> Content | None:
    """He warned against the visit."""
    return _prepositional(scene, scene.vocabulary.labels("against"))


def _has_speaker(scene: Scene) -> bool:
    """Somebody who can speak is named: a hobby that demands patience reports nothing."""
    grammar = scene.grammar
    return scene.source is not None and scene.vocabulary.is_speaker(
        grammar.tokens[scene.source[0] : scene.source[1] + 1]
    )


def by_object(scene: Scene) -> Content | None:
    """He denied the reports; he called for an inquiry."""
    grammar = scene.grammar
    if not _has_speaker(scene) and not _of_a_report(scene):
        return None
    children = {i for start in (scene.verb, scene.last) for i in grammar.children(start, "object")}
    objects = [i for i in children if i > scene.verb and i not in _of_source(scene)]
    if not objects:  # this they deny
        before = [i for i in children if i not in _of_source(scene) and grammar.tokens[i].pos in ("PRON", "DET")]
        return Content(_before(grammar, before[0]), False) if before else None
    reach = _reach(scene, [scene.verb, scene.last, *objects], without=_beside(scene))
    return Content(reach, False) if reach else None


def _beside(scene: Scene) -> set[int]:
    """The words of other verbs beside this one: demanded higher pay and threatened to strike."""
    grammar = scene.grammar
    others = [
        i
        for i in grammar.children(scene.verb, "beside")
        if i > scene.last and grammar.tokens[i].pos in VERBAL and "VerbForm=Inf" not in grammar.tokens[i].features
    ]
    return {i for other in others for i in grammar.subtree(other)}


def _of_a_report(scene: Scene) -> bool:
    """The port dismissed the rumours; the object is itself something said, so whoever does so speaks."""
    grammar, words = scene.grammar, scene.vocabulary.labels("said_nouns")
    return any(grammar.tokens[i].lemma in words for i in grammar.children(scene.verb, "object"))


def by_said(scene: Scene) -> Content | None:
    """He admitted his guilt, a mistake, a leak; not: recognised the republic. The object is no body or place."""
    objects = [i for i in scene.grammar.children(scene.verb, "object") if i > scene.verb]
    named = any(
        scene.grammar.tokens[i].pos == "PROPN" or scene.vocabulary.speaker_word(scene.grammar.tokens[i])
        for i in objects
    )
    predicate = any("Case=Ins" in scene.grammar.tokens[i].features for i in scene.grammar.children(scene.verb))
    counted = any(scene.grammar.tokens[j].pos == "NUM" for i in objects for j in scene.grammar.children(i))
    return None if named or predicate or counted else by_object(scene)


def by_judgement(scene: Scene) -> Content | None:
    """They consider the deal legal: an object with a predicate in the instrumental."""
    grammar = scene.grammar
    objects = [i for i in grammar.children(scene.verb, "object") if i not in _of_source(scene)]
    predicates = [i for i in grammar.children(scene.verb, "infinitive") if "Case=Ins" in grammar.tokens[i].features]
    if "naming" in scene.cue.evidence:  # назвал ситуацию тяжелой; not: назвали признаком афазию
        predicates = [i for i in predicates if grammar.tokens[i].pos == "ADJ"]
    if not (objects and predicates and _has_speaker(scene)):
        return None
    words = [i for root in (objects[0], predicates[0]) for i in grammar.subtree(root)]
    words = [i for i in words if i not in _of_source(scene)]
    return Content(_trim(grammar.text, grammar.tokens[min(words)].start, grammar.tokens[max(words)].stop), False)


def by_infinitive(scene: Scene) -> Content | None:
    """He urged them to go; he promised to go."""
    grammar = scene.grammar
    starts = {scene.verb, scene.last}
    for child in {i for start in starts for i in grammar.children(start)}:
        token = grammar.tokens[child]
        governed = grammar.plays(child, "infinitive") or token.relation in ("prep", "advcl", "dobj", "obj")
        if child > scene.verb and governed and _is_infinitive(scene, child):
            reach = _reach(scene, [scene.verb, scene.last, child], without=_beside(scene) - {*grammar.subtree(child)})
            return Content(reach, False) if reach else None
    return None


def _is_infinitive(scene: Scene, place: int) -> bool:
    grammar = scene.grammar
    if any(grammar.tokens[i].text == "to" and grammar.tokens[i].pos == "PART" for i in grammar.children(place)):
        return True
    for i in sorted(grammar.subtree(place)):
        features = grammar.tokens[i].features
        if i > scene.verb and grammar.tokens[i].pos in VERBAL and grammar.tokens[i].relation != "amod":
            return "VerbForm=Inf" in features or "VerbForm=Ger" in features or "Aspect=Prog" in features
    return False


def by_naming(scene: Scene) -> Content | None:
    """He called it “a farce”."""
    last = scene.grammar.tokens[scene.end].stop
    for quote in scene.quotes:
        if quote.start >= last and not _verbs_between(scene, last, quote.start):
            gap = scene.grammar.text[last : quote.start]
            near = _words_between(scene, last, quote.start) <= FAR and not any(m in gap for m in ".!?;\n")
            return Content(quote, False) if near else None
    return None


def by_raising(scene: Scene) -> Content | None:
    """He is said to have left."""
    grammar = scene.grammar
    if not grammar.children(scene.verb, "passive_subject"):
        return None
    for child in grammar.children(scene.verb, "infinitive"):
        if child > scene.verb and _is_infinitive(scene, child):
            reach = _reach(scene, [child])
            if reach is None:
                return None
            subject = min(grammar.subtree(grammar.children(scene.verb, "passive_subject")[0]))
            start = min(grammar.tokens[subject].start, reach.start)
            return Content(Span(start, reach.stop, grammar.text[start : reach.stop]), False)
    return None


def by_question(scene: Scene) -> Content | None:
    """He asked whether the bridge was open; спросил, откроют ли мост. What follows another verb (told the man who)
    may be a clause about a noun, so words of those do not count there."""
    grammar, tokens, labels = scene.grammar, scene.grammar.tokens, scene.vocabulary.labels
    asks = "clause" not in scene.cue.evidence
    words = labels("question_words") - (frozenset() if asks else labels("relatives"))
    comma = bool(scene.vocabulary.syntax["comma_question"])
    for place in range(scene.end + 1, min(scene.end + 1 + REACH, len(tokens) - 1)):
        token = tokens[place]
        if token.text in asides.STOPS or grammar.zone(place) != grammar.zone(scene.verb):
            return None
        inverted = tokens[place + 1].text.lower() in labels("question_particles")
        if (token.text.lower() in words or inverted) and (not comma or tokens[place - 1].text == ","):
            return Content(_trim(grammar.text, token.start, _sentence_stop(scene)), False)
        if token.pos in VERBAL or (token.pos == "ADP" and not asks) or tokens[-1].text == "?":
            return None
    return None


def by_finding(scene: Scene) -> Content | None:
    """The figures showed a drop in exports: a document with an object."""
    if scene.source is None:
        return None
    words = [scene.vocabulary.speaker_word(t) for t in scene.grammar.tokens[scene.source[0] : scene.source[1] + 1]]
    if not any(word is not None and word.kind == "document" for word in words[:3]):
        return None
    objects = [i for i in scene.grammar.children(scene.verb, "object") if i > scene.last and i not in _of_source(scene)]
    reach = _reach(scene, objects[:1]) if objects else None
    return Content(reach, False) if reach else None


def by_estimate(scene: Scene) -> Content | None:
    """Analysts put the loss at $4 million; оценили потери в 4 млн: an object and a figure."""
    grammar = scene.grammar
    objects = [i for i in grammar.children(scene.verb, "object") if i > scene.verb and i not in _of_source(scene)]
    if scene.source is None or not objects:
        return None
    reach = _reach(scene, [scene.verb])
    figures = [t for t in grammar.tokens if reach and reach.start <= t.start < reach.stop and t.pos == "NUM"]
    if reach is None or not figures:
        return None
    start = min(reach.start, grammar.tokens[min(grammar.subtree(objects[0]))].start)
    return Content(Span(start, reach.stop, grammar.text[start : reach.stop]), False)


RULES: tuple[tuple[Evidence, Callable[[Scene], Content | None]], ...] = (
    ("quote", by_quote),
    ("naming", by_naming),
    ("aside", by_interruption),
    ("clause", by_clause),
    ("marked", by_marked_clause),
    ("question", by_question),
    ("clause", by_colon),
    ("finding", by_finding),
    ("estimate", by_estimate),
    ("aside", by_aside),
    ("infinitive", by_infinitive),
    ("about", by_about),
    ("against", by_against),
    ("judgement", by_judgement),
    ("object", by_object),
    ("said", by_said),
    ("raised", by_raising),
)


def _denies(scene: Scene) -> Content | None:
    """“...,” he said, denying the report: what is denied stands behind the verb, whatever is quoted before."""
    token = scene.grammar.tokens[scene.verb]
    adverbial = token.relation in ("advcl", "acl", "xcomp") and scene.cue.stance in (
        "denying",
        "conceding",
        "demanding",
    )
    if not adverbial:
        return None
    return by_object(scene) if "object" in scene.cue.evidence else None


def evidence(scene: Scene) -> Content | None:
    """The first evidence that the verb accepts and that is there; a verb that takes nothing but quotations needs a
    whole one (not: he began a “new life”)."""
    denied = _denies(scene)
    if denied is not None:
        return denied
    for kind, rule in RULES:
        if kind in scene.cue.evidence:
            content = rule(scene)
            if content is not None and (content.direct or scene.cue.evidence != {"quote"}):
                return content
    return None
