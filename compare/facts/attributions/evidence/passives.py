"""A passive as evidence: what is denied, condemned or called something by somebody stands before the verb."""

from __future__ import annotations

from compare.facts.attributions.evidence.scene import Content, Scene, of_source, trim


def by_agent(scene: Scene) -> Content | None:
    """The law was condemned by the union; a law condemned by the union; it was termed weak by the senator."""
    grammar, labels = scene.grammar, scene.vocabulary.labels
    if scene.source is None or "about" in scene.cue.evidence:
        return None
    if not grammar.children(scene.verb, "agent") or grammar.tokens[scene.verb].lemma in labels("hearers"):
        return None
    if not scene.vocabulary.is_speaker(grammar.tokens[scene.source[0] : scene.source[1] + 1]):
        return None
    predicates = grammar.children(scene.verb, "predicate")
    if not scene.cue.evidence & {"object", "agent"} and not predicates:
        return None
    tops = grammar.children(scene.verb, "passive_subject")
    if not tops and grammar.plays(scene.verb, "relative"):
        tops = [grammar.tokens[scene.verb].head]
    words = {i for top in tops for i in grammar.subtree(top) if i < scene.verb}
    words |= {i for top in predicates for i in grammar.subtree(top) if i > scene.last}
    words -= {*of_source(scene), *scene.cited}
    if not words or not tops:
        return None
    first, last = grammar.tokens[min(words)], grammar.tokens[max(words)]
    return Content(trim(grammar.text, first.start, last.stop), False)
