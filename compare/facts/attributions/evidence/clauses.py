"""Clauses as evidence: a that-clause, a clause without a mark, a question, what follows a colon."""

from __future__ import annotations

from compare.facts.attributions import asides
from compare.facts.attributions.evidence.scene import Content, Scene, reach_of, trim, verbs_between
from compare.facts.attributions.grammar import VERBAL

REACH = 12
"""How many words after a reporting verb its that-clause may begin."""


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
            reach = reach_of(scene, [root, *_joined(scene, root)])
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
    heads = (root, *grammar.children(root, "auxiliary"))  # "the bridge was closed": parsers put it under "was" too
    if any(grammar.children(head, "subject", "passive_subject", "expletive") for head in heads):
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
            if verbs_between(scene, tokens[scene.end].stop, token.start):
                return None
            if not grammar.subtree(scene.verb) or place == len(tokens) - 1:
                return None
            kept = token.text.lower() in scene.vocabulary.labels("kept_marks")
            return Content(trim(grammar.text, token.start if kept else token.stop, _sentence_stop(scene)), False)
        if token.pos in VERBAL and place > scene.end:
            return None
    return None


def _sentence_stop(scene: Scene) -> int:
    """Where the sentence, or the quotation that the verb stands in, ends."""
    zone = scene.grammar.zone(scene.verb)
    last = max(i for i in range(len(scene.grammar.tokens)) if scene.grammar.zone(i) == zone)
    token = scene.grammar.tokens[last]
    return token.start if token.text in '.!?…»”"' else token.stop


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
            return Content(trim(grammar.text, token.start, _sentence_stop(scene)), False)
        if token.pos in VERBAL or (token.pos == "ADP" and not asks) or tokens[-1].text == "?":
            return None
    return None
