"""Places as evidence: an attribution that interrupts a clause or stands behind one, as an aside."""

from __future__ import annotations

from compare.facts.attributions import asides
from compare.facts.attributions.evidence.objects import by_about
from compare.facts.attributions.evidence.scene import Content, Scene
from compare.facts.attributions.grammar import VERBAL


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
    return inverted or lost or _is_spliced(scene)


def _is_spliced(scene: Scene) -> bool:
    """The road is open, the Ray agency reports: joined by the parse to the verb before, but by no word, and with no
    object of its own."""
    grammar, verb = scene.grammar, scene.verb
    joined = grammar.tokens[verb].relation == "conj" and grammar.tokens[scene.first - 1].text == ","
    between = range(grammar.tokens[verb].head + 1, scene.first)
    last = any(
        grammar.tokens[i].pos == "CCONJ" and grammar.tokens[i].head == grammar.tokens[verb].head for i in between
    )
    return joined and not last and not grammar.children(verb, "object")


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


def _ends_clause(scene: Scene) -> bool:
    """After ``, said X`` come adverbials at most: no object and no clause of its own."""
    grammar = scene.grammar
    after = [i for i in grammar.children(scene.verb, "clause") if i > scene.end]
    return not after
