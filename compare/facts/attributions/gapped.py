"""A second speaker whose verb is left out, because it is the first one's: Иванов назвал план «смелым», а Петров —
«пустым»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from compare.facts.reporting import Reporting
from compare.records import Attribution, Sentence, Span


def with_gapped(
    sentence: Sentence, values: Sequence[Attribution], vocabulary: Reporting, quotes: Sequence[Span]
) -> list[Attribution]:
    """The attributions of a sentence with those that share a verb with the one before them; what that one says ends
    where the other speaker begins. The dash in the verb's place is their cue."""
    pattern = vocabulary.syntax["gap"]
    made = list(values)
    if not pattern or not made:
        return made
    for match in re.finditer(pattern, sentence.text):
        start = sentence.start + match.start()
        opening = sentence.start + match.end()
        quote = next((piece for piece in quotes if piece.start - opening in (0, 1)), None)
        before = [value for value in made if value.source and value.cue.stop <= start]
        if quote is None or not before or not re.search(r"[A-ZА-ЯЁ]", match["who"]):
            continue
        first = max(before, key=lambda value: value.cue.start)
        if not any(first.cue.stop <= piece.start and piece.stop <= start for piece in quotes):
            continue
        made[made.index(first)] = _ended(first, sentence, start)
        who, dash = (_span(sentence, match, group) for group in ("who", "dash"))
        made.append(replace(first, source=who, cue=dash, content=quote, resolved=None))
    return made


def _span(sentence: Sentence, match: re.Match[str], group: str) -> Span:
    start, stop = match.span(group)
    return Span(sentence.start + start, sentence.start + stop, match[group])


def _ended(value: Attribution, sentence: Sentence, stop: int) -> Attribution:
    content = value.content
    if content is None or not content.start < stop < content.stop:
        return value
    text = sentence.text[content.start - sentence.start : stop - sentence.start]
    return replace(value, content=Span(content.start, stop, text))
