"""What every rule works on: a scene, the content it finds, and the stretches of text between and below its words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from compare.facts.attributions.grammar import VERBAL, Grammar
from compare.facts.reporting import Cue, Reporting
from compare.records import Span


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


def verbs_between(scene: Scene, start: int, stop: int) -> bool:
    """Whether another verb stands between two places of the text."""
    own = {scene.verb, *range(scene.verb, scene.last + 1)}
    return any(
        token.pos == "VERB" and start <= token.start < stop and place not in own
        for place, token in enumerate(scene.grammar.tokens)
    )


def words_between(scene: Scene, start: int, stop: int) -> int:
    return sum(1 for token in scene.grammar.tokens if start <= token.start < stop and token.pos != "PUNCT")


def trim(text: str, start: int, stop: int) -> Span:
    """The piece without blanks and commas at its ends."""
    while start < stop and text[start] in " ,;:\n—–-":
        start += 1
    while stop > start and text[stop - 1] in " ,;:\n—–-":
        stop -= 1
    return Span(start, stop, text[start:stop])


def reach_of(scene: Scene, roots: Sequence[int], without: Collection[int] = ()) -> Span | None:
    """The text of these subtrees, as far as it follows the cue."""
    grammar = scene.grammar
    out = {*of_source(scene), *scene.cited, *without}
    places = sorted(i for root in roots for i in grammar.subtree(root) if i > scene.last and i not in out)
    while places and (grammar.tokens[places[-1]].pos == "CCONJ" or grammar.tokens[places[-1]].text in ".!?,;…—–-"):
        places.pop()
    marks = scene.vocabulary.labels("marks") - scene.vocabulary.labels("kept_marks")
    while places and grammar.tokens[places[0]].text.lower() in {",", *marks}:
        places.pop(0)
    if not places:
        return None
    return trim(grammar.text, grammar.tokens[min(places)].start, grammar.tokens[max(places)].stop)


def of_source(scene: Scene) -> range:
    return range(scene.source[0], scene.source[1] + 1) if scene.source else range(0)


def beside(scene: Scene) -> set[int]:
    """The words of other verbs beside this one: demanded higher pay and threatened to strike."""
    grammar = scene.grammar
    others = [
        i
        for i in grammar.children(scene.verb, "beside")
        if i > scene.last and grammar.tokens[i].pos in VERBAL and "VerbForm=Inf" not in grammar.tokens[i].features
    ]
    return {i for other in others for i in grammar.subtree(other)}
