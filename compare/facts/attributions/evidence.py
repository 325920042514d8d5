"""What shows that a reporting verb reports: a quotation, a clause, a place beside a clause, an object, an infinitive.

Each rule is a function ``(scene) -> Content | None`` named after the evidence it looks for (:data:`RULES`), tried in
order; a verb's frame in ``reporting.toml`` says which of them it accepts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from compare.facts.attributions.grammar import VERBAL, Grammar
from compare.facts.reporting import Cue, Evidence, Reporting
from compare.records import Span

NEAR = 9
"""How many words may stand between a reporting verb and its quotation."""
CLOSING = ("”", "»", '"', "’", "''")
FAR = 20
"""How many words may stand between a verb of naming and the name in quotation marks."""
REACH = 12
"""How many words after a reporting verb its that-clause may begin."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A candidate: the reporting expression from word ``verb`` to word ``last``, and the phrase of its source."""

    grammar: Grammar
    vocabulary: Reporting
    cue: Cue
    verb: int
    last: int
    source: tuple[int, int] | None
    quotes: Sequence[Span]

    @property
    def first(self) -> int:
        """The first word of the attribution: of its source or its verb."""
        return min(self.verb, self.source[0]) if self.source else self.verb

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
    if grammar.zone(scene.verb) or (scene.source is None and grammar.children(scene.verb, "passive_subject")):
        return None
    first, last = grammar.tokens[scene.first].start, grammar.tokens[scene.end].stop
    before = [quote for quote in scene.quotes if quote.stop <= first]
    if before:
        quote = before[-1]
        gap = grammar.text[quote.stop : first].strip(" ")
        far = _words_between(scene, quote.stop, first) > NEAR or _verbs_between(scene, quote.stop, first)
        broken = "\n" in gap or any(mark in gap.strip(".!? ") for mark in ".!?;")
        if (scene.source or gap) and not far and not broken and _stops_like_speech(quote, gap):
            return Content(quote, True)
    after = [quote for quote in scene.quotes if quote.start >= last]
    if after:
        return _quote_after(scene, after[0], last)
    return None


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
    direct = not marked and (introduced or gap.strip(" ") in (",", "—", "-") or (not gap.strip() and _is_whole(quote)))
    if direct:
        return Content(quote, True)
    marks = scene.vocabulary.labels("marks")
    first = next(
        t.start
        for t in grammar.tokens
        if t.start >= last and (t.start >= quote.start or (t.pos != "PUNCT" and t.text.lower() not in marks))
    )
    return Content(_trim(grammar.text, min(first, quote.start), quote.stop), False)


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


def _reach(scene: Scene, roots: Sequence[int]) -> Span | None:
    """The text of these subtrees, as far as it follows the cue."""
    grammar = scene.grammar
    places = [i for root in roots for i in grammar.subtree(root) if i > scene.last and i not in _of_source(scene)]
    places.sort()
    while places and (grammar.tokens[places[-1]].pos == "CCONJ" or grammar.tokens[places[-1]].text in ".!?,;…—–-"):
        places.pop()
    while places and grammar.tokens[places[0]].text.lower() in {",", *scene.vocabulary.labels("marks")}:
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
        if i > scene.last and grammar.tokens[i].pos in (*VERBAL, "ADJ", "NOUN", "ADV", "PROPN", "PRON", "NUM", "DET")
    ]
    for root in roots:
        if _is_clause(scene, root):
            reach = _reach(scene, [root])
            gap = grammar.text[grammar.tokens[scene.end].stop : reach.start] if reach else "-"
            if reach and not any(mark in gap for mark in "-—–;"):
                return Content(reach, False)
    return _marked_clause(scene)


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
            return Content(_trim(grammar.text, token.stop, _sentence_stop(scene)), False)
        if token.pos in VERBAL and place > scene.end:
            return None
    return None


def _sentence_stop(scene: Scene) -> int:
    """Where the sentence, or the quotation that the verb stands in, ends."""
    zone = scene.grammar.zone(scene.verb)
    last = max(i for i in range(len(scene.grammar.tokens)) if scene.grammar.zone(i) == zone)
    token = scene.grammar.tokens[last]
    return token.start if token.text in '.!?…»”"' else token.stop


def by_aside(scene: Scene) -> Content | None:
    """The visit was off, he said; as he said, the visit was off."""
    grammar, tokens = scene.grammar, scene.grammar.tokens
    zone = grammar.zone(scene.verb)
    begin = next(i for i in range(len(tokens)) if grammar.zone(i) == zone)
    as_marked = _as_mark(scene)
    if as_marked is not None:
        return _around(scene, begin, as_marked)
    if _enclosed(scene, begin):
        return _around(scene, begin, scene.first)
    before = [i for i in grammar.children(scene.verb, "clause") if i < scene.first]
    lost = tokens[scene.verb].relation == "ccomp" and not grammar.children(scene.verb, "subject")
    beside = (tokens[scene.verb].relation in ("parataxis", "root", "ROOT") or lost) and scene.first - begin >= 3
    comma = scene.first > begin and (
        tokens[scene.first - 1].text in (",", "—", "–", "-")
        or (tokens[scene.first - 1].text in CLOSING and tokens[max(scene.first - 2, 0)].text == ",")
    )
    has_verb = any(tokens[i].pos in VERBAL or tokens[i].relation == "root" for i in range(begin, scene.first))
    if (before or beside) and comma and has_verb and _ends_clause(scene):
        return Content(_trim(grammar.text, tokens[begin].start, tokens[scene.first - 1].start), False)
    return None


def _enclosed(scene: Scene, begin: int) -> bool:
    """The plant, the report says, loses money: commas close on both sides of a clause that has nothing else to say."""
    grammar, tokens = scene.grammar, scene.grammar.tokens
    after = max([scene.end, *(i for c in grammar.children(scene.verb, "oblique") for i in grammar.subtree(c))])
    if scene.first - 1 <= begin or after + 2 >= len(tokens) or scene.source is None:
        return False
    closed = tokens[scene.first - 1].text == "," and tokens[after + 1].text == ","
    return closed and not any(grammar.tokens[i].pos in VERBAL for i in range(scene.end + 1, after + 1))


def _around(scene: Scene, begin: int, first: int) -> Content | None:
    """What stands before an aside or behind it, whichever is longer."""
    tokens = scene.grammar.tokens
    behind = _after_comma(scene)
    if first - begin <= 2:
        return behind
    before = _trim(scene.grammar.text, tokens[begin].start, tokens[first].start)
    longer = behind is not None and len(behind.span.text) > len(before.text)
    return behind if longer else Content(before, False)


def _as_mark(scene: Scene) -> int | None:
    tokens, words = scene.grammar.tokens, scene.vocabulary.labels("as_marks")
    for place in range(max(scene.first - 4, 0), scene.first):
        if tokens[place].text.lower() in words:
            between = tokens[place + 1 : scene.first]
            if all(t.pos in ("ADV", "PART", "ADP", "NOUN", "ADJ", "PRON", "PROPN", "AUX", "DET") for t in between):
                return place
    return None


def _after_comma(scene: Scene) -> Content | None:
    tokens = scene.grammar.tokens
    for place in range(scene.end + 1, len(tokens) - 1):
        if tokens[place].text == ",":
            return Content(_trim(scene.grammar.text, tokens[place].stop, _sentence_stop(scene)), False)
    return None


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
    if not _has_speaker(scene):
        return None
    children = {i for start in (scene.verb, scene.last) for i in grammar.children(start, "object")}
    objects = [i for i in children if i > scene.verb and i not in _of_source(scene)]
    if not objects:  # this they deny
        before = [i for i in children if i not in _of_source(scene) and grammar.tokens[i].pos in ("PRON", "DET")]
        return Content(_before(grammar, before[0]), False) if before else None
    reach = _reach(scene, [scene.verb, scene.last])
    return Content(reach, False) if reach else None


def by_judgement(scene: Scene) -> Content | None:
    """They consider the deal legal: an object with a predicate in the instrumental."""
    grammar = scene.grammar
    objects = [i for i in grammar.children(scene.verb, "object") if i not in _of_source(scene)]
    predicates = [i for i in grammar.children(scene.verb, "infinitive") if "Case=Ins" in grammar.tokens[i].features]
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
            reach = _reach(scene, [scene.verb, scene.last])
            return Content(reach, False) if reach else None
    return None


def _is_infinitive(scene: Scene, place: int) -> bool:
    grammar = scene.grammar
    if any(grammar.tokens[i].text == "to" and grammar.tokens[i].pos == "PART" for i in grammar.children(place)):
        return True
    for i in sorted(grammar.subtree(place)):
        features = grammar.tokens[i].features
        if i > scene.verb and grammar.tokens[i].pos in VERBAL:
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
            return Content(reach, False) if reach else None
    return None


RULES: tuple[tuple[Evidence, Callable[[Scene], Content | None]], ...] = (
    ("quote", by_quote),
    ("naming", by_naming),
    ("clause", by_clause),
    ("marked", by_marked_clause),
    ("aside", by_aside),
    ("infinitive", by_infinitive),
    ("about", by_about),
    ("against", by_against),
    ("object", by_object),
    ("judgement", by_judgement),
    ("raised", by_raising),
)


def evidence(scene: Scene) -> Content | None:
    """The first evidence that the verb accepts and that is there; a verb that takes nothing but quotations needs a
    whole one (not: he began a “new life”)."""
    for kind, rule in RULES:
        if kind in scene.cue.evidence:
            content = rule(scene)
            if content is not None and (content.direct or scene.cue.evidence != {"quote"}):
                return content
    return None
