"""Objects as evidence: direct ones, those with a preposition, with a predicate, of a document, with a figure."""

from __future__ import annotations

from compare.facts.attributions.evidence.scene import Content, Scene, beside, of_source, reach_of, trim
from compare.facts.attributions.grammar import Grammar
from compare.records import Span


def _prepositional(scene: Scene, words: frozenset[str]) -> Content | None:
    """An object with one of these prepositions, in either way of parsing prepositions."""
    grammar = scene.grammar
    for child in grammar.children(scene.verb):
        if child in of_source(scene):
            continue
        if grammar.tokens[child].lemma in words or (grammar.plays(child, "oblique") and grammar.has_word(child, words)):
            reach = reach_of(scene, [child]) if child > scene.verb else _before(grammar, child)
            return Content(reach, False) if reach else None
    return None


def _before(grammar: Grammar, child: int) -> Span:
    """An object that stands before its verb: of this he told."""
    places = sorted(grammar.subtree(child))
    return trim(grammar.text, grammar.tokens[places[0]].start, grammar.tokens[places[-1]].stop)


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
    objects = [i for i in children if i > scene.verb and i not in of_source(scene)]
    if not objects:  # this they deny
        before = [i for i in children if i not in of_source(scene) and grammar.tokens[i].pos in ("PRON", "DET")]
        return Content(_before(grammar, before[0]), False) if before else _relative(scene)
    reach = reach_of(scene, [scene.verb, scene.last, *objects], without=beside(scene))
    return Content(reach, False) if reach else None


def _relative(scene: Scene) -> Content | None:
    """..., an accusation the mayor denies; something the mayor denied: the object is the noun before the clause."""
    grammar = scene.grammar
    head = grammar.tokens[scene.verb].head
    if not _is_relative(scene) or grammar.tokens[head].pos not in ("NOUN", "PRON"):
        return None
    first = min((i for i in grammar.children(head) if i < head and grammar.tokens[i].pos != "PUNCT"), default=head)
    return Content(trim(grammar.text, grammar.tokens[first].start, grammar.tokens[head].stop), False)


def _is_relative(scene: Scene) -> bool:
    """Whether the verb stands in a clause about a noun and has a subject of its own (not: the envoy who denied)."""
    grammar = scene.grammar
    token = grammar.tokens[scene.verb]
    own = [i for i in grammar.children(scene.verb, "subject") if grammar.tokens[i].pos != "PRON"]
    return token.relation in scene.vocabulary.labels("relative") and token.head < scene.verb and bool(own)


def _of_a_report(scene: Scene) -> bool:
    """The port dismissed the rumours; the object is itself something said, so whoever does so speaks."""
    grammar, words = scene.grammar, scene.vocabulary.labels("said_nouns")
    objects = list(grammar.children(scene.verb, "object"))
    objects += [grammar.tokens[scene.verb].head] if _is_relative(scene) else []
    return any(grammar.tokens[i].lemma in words for i in objects)


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
    """They called the deal legal: an object with a predicate, in Russian in the instrumental."""
    grammar = scene.grammar
    objects = [i for i in grammar.children(scene.verb, "object") if i not in of_source(scene)]
    predicates = [i for i in grammar.children(scene.verb, "infinitive") if "Case=Ins" in grammar.tokens[i].features]
    predicates += grammar.children(scene.verb, "predicate")
    if "naming" in scene.cue.evidence:  # назвал ситуацию тяжелой; not: назвали признаком афазию
        predicates = [i for i in predicates if grammar.tokens[i].pos == "ADJ"]
    if not (objects and predicates and _has_speaker(scene)):
        return None
    words = [i for root in (objects[0], predicates[0]) for i in grammar.subtree(root)]
    words = [i for i in words if i not in of_source(scene)]
    return Content(trim(grammar.text, grammar.tokens[min(words)].start, grammar.tokens[max(words)].stop), False)


def by_finding(scene: Scene) -> Content | None:
    """The figures showed a drop in exports: a document with an object."""
    if scene.source is None:
        return None
    words = [scene.vocabulary.speaker_word(t) for t in scene.grammar.tokens[scene.source[0] : scene.source[1] + 1]]
    if not any(word is not None and word.kind == "document" for word in words[:3]):
        return None
    objects = [i for i in scene.grammar.children(scene.verb, "object") if i > scene.last and i not in of_source(scene)]
    reach = reach_of(scene, objects[:1]) if objects else None
    return Content(reach, False) if reach else None


def by_estimate(scene: Scene) -> Content | None:
    """Analysts put the loss at $4 million; оценили потери в 4 млн: an object and a figure."""
    grammar = scene.grammar
    objects = [i for i in grammar.children(scene.verb, "object") if i > scene.verb and i not in of_source(scene)]
    if scene.source is None or not objects:
        return None
    reach = reach_of(scene, [scene.verb])
    figures = [t for t in grammar.tokens if reach and reach.start <= t.start < reach.stop and t.pos == "NUM"]
    if reach is None or not figures:
        return None
    start = min(reach.start, grammar.tokens[min(grammar.subtree(objects[0]))].start)
    return Content(Span(start, reach.stop, grammar.text[start : reach.stop]), False)
