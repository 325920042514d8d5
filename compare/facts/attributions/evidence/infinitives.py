"""Infinitives as evidence: what somebody is urged or promises to do, is said to have done."""

from __future__ import annotations

from compare.facts.attributions.evidence.scene import Content, Scene, beside, reach_of
from compare.facts.attributions.grammar import VERBAL
from compare.records import Span


def by_infinitive(scene: Scene) -> Content | None:
    """He urged them to go; he promised to go."""
    grammar = scene.grammar
    starts = {scene.verb, scene.last}
    for child in {i for start in starts for i in grammar.children(start)}:
        token = grammar.tokens[child]
        governed = grammar.plays(child, "infinitive") or token.relation in ("prep", "advcl", "dobj", "obj")
        if child > scene.verb and governed and _is_infinitive(scene, child):
            reach = reach_of(scene, [scene.verb, scene.last, child], without=beside(scene) - {*grammar.subtree(child)})
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


def by_raising(scene: Scene) -> Content | None:
    """He is said to have left."""
    grammar = scene.grammar
    if not grammar.children(scene.verb, "passive_subject"):
        return None
    for child in grammar.children(scene.verb, "infinitive"):
        if child > scene.verb and _is_infinitive(scene, child):
            reach = reach_of(scene, [child])
            if reach is None:
                return None
            subject = min(grammar.subtree(grammar.children(scene.verb, "passive_subject")[0]))
            start = min(grammar.tokens[subject].start, reach.start)
            return Content(Span(start, reach.stop, grammar.text[start : reach.stop]), False)
    return None
