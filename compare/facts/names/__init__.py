"""Names of persons, organisations and places, each with its normal form: nominative, and the full form of the story."""

from __future__ import annotations

from collections.abc import Sequence

from compare.facts.names.canonical import canonicals
from compare.facts.names.mentions import mentions, recalled, with_types_of_story
from compare.languages import Language
from compare.names.concepts import Gazetteer, shipped
from compare.records import Document, Fact, Name


def find(
    document: Document, language: Language, found: Sequence[Fact], gazetteer: Gazetteer | None = None
) -> list[Fact]:
    """The names of a story, in the order of the text. ``gazetteer`` holds what is known beforehand (default: what
    ships with the tool)."""
    known = gazetteer or shipped()
    dated = [(fact.start, fact.stop) for fact in found if fact.kind == "date"]
    seen = [
        mention
        for sentence, parse in zip(document.sentences, document.parses, strict=True)
        for mention in mentions(sentence, parse, language, known)
        if not any(start <= mention.start and mention.stop <= stop for start, stop in dated)
    ]
    seen = with_types_of_story([*seen, *recalled(seen, document.parses, language)])
    seen.sort(key=lambda mention: mention.start)
    text = document.story.text
    return [
        Fact("name", m.sentence, m.start, m.stop, text[m.start : m.stop], Name(m.type, canonical))
        for m, canonical in zip(seen, canonicals(seen, language), strict=True)
    ]
