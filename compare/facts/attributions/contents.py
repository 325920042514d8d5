"""What exactly is said, once the attributions of a sentence are known: without the words of another attribution at
its ends, with both halves of a quotation that is broken in two, without marks at its ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compare.facts.attributions.phrases import Found
from compare.records import Attribution, Span

EDGES = " \n\t,;:—–-«»“”„‘’\"'()"
END = EDGES + ".…"
HEARERS = 4
"""How many words may follow a verb that ends its sentence (, he told reporters on Monday)."""


def settled(
    text: str, spoken: Sequence[Attribution], phrases: Sequence[Found], quotations: Sequence[Sequence[Span]]
) -> list[Attribution]:
    """The attributions that verbs and nouns make and those of source phrases, their contents brought to one form.
    ``quotations`` are the pieces that the speaker said of each quotation."""
    cited = [phrase.value for phrase in phrases if phrase.shared]
    named = [phrase.value for phrase in phrases if not phrase.shared]
    made = [replace(value, content=_whole(text, value, quotations)) for value in spoken]
    others = (*made, *named, *cited)
    made = [_cut(text, value, others) for value in (*made, *named)]
    verbs, named = made[: len(spoken)], made[len(spoken) :]
    verbs = [_without_source(value, named) for value in verbs]
    shared = [_shared(text, value, [*verbs, *named], others) for value in cited]
    return [replace(value, content=trimmed(text, value.content)) for value in (*verbs, *named, *shared)]


def group(value: Attribution) -> tuple[int, int]:
    """From the source to the cue, whichever comes first."""
    ends = [value.cue, value.source] if value.source else [value.cue]
    return min(span.start for span in ends), max(span.stop for span in ends)


def _whole(text: str, value: Attribution, quotations: Sequence[Sequence[Span]]) -> Span | None:
    """Direct speech that an attribution breaks in two is one content, without an attribution behind it."""
    content = value.content
    if not value.direct or content is None:
        return content
    for pieces in quotations:
        if any(piece.start <= content.start and piece.stop == content.stop for piece in pieces):
            start, stop = pieces[0].start, pieces[-1].stop
            return Span(start, stop, text[start:stop])
    return content


def _cut(text: str, value: Attribution, others: Sequence[Attribution]) -> Attribution:
    """..., the agency said, citing the police; ..., adding that ...: another attribution behind a comma at the end is
    no part of what is said."""
    content = value.content
    if content is None or value.direct or content.start <= value.cue.start < content.stop:
        return value
    start, stop = content.start, content.stop
    for other in others:
        for first, last in {group(other), (other.cue.start, other.cue.stop)}:
            if start < first and last <= stop and other.cue != value.cue and _behind_comma(text, start, first):
                rest = text[last:stop]
                ends = not rest.strip(END) or (len(rest.split()) <= HEARERS and "," not in rest)
                if ends or _goes_on_to(other, last, stop):
                    stop = first
    return replace(value, content=Span(start, stop, text[start:stop]))


def _goes_on_to(other: Attribution, last: int, stop: int) -> bool:
    """Whether what another attribution reports is the rest of the piece."""
    return other.content is not None and other.content.start >= last and other.content.stop >= stop - 2


def _behind_comma(text: str, start: int, first: int) -> bool:
    return text[start:first].rstrip('«“" ').endswith((",", "—", "–", "-", "("))


def _without_source(value: Attribution, named: Sequence[Attribution]) -> Attribution:
    """The paper wrote that, according to neighbours, the house was empty: both report the clause behind the comma."""
    content = value.content
    for other in named:
        inner = other.content
        if content is None or inner is None or value.direct:
            continue
        first, _ = group(other)
        if first - content.start <= 1 and content.start <= inner.start and inner.stop <= content.stop + 1:
            return replace(value, content=inner)
    return value


def _shared(text: str, value: Attribution, verbs: Sequence[Attribution], others: Sequence[Attribution]) -> Attribution:
    """What the paper wrote, citing the police, is what the police said."""
    near = [verb for verb in verbs if verb.content and not _holds(verb, value)]
    if not near:
        return _cut(text, value, others)
    best = min(near, key=lambda verb: abs(verb.cue.start - value.cue.start))
    return replace(value, content=best.content, direct=best.direct)


def _holds(verb: Attribution, value: Attribution) -> bool:
    """Whether the phrase stands within what the verb reports, which another one then reports."""
    content = verb.content
    return (
        content is not None
        and content.start <= value.cue.start
        and value.cue.stop <= content.stop
        and not (content.start <= verb.cue.start < content.stop)
    )


def trimmed(text: str, content: Span | None) -> Span | None:
    """The content without quotation marks, commas and a full stop at its ends; a question mark stays."""
    if content is None:
        return None
    start, stop = content.start, content.stop
    while start < stop and text[start] in EDGES:
        start += 1
    while stop > start and text[stop - 1] in END:
        stop -= 1
    if text[stop : stop + 1] in ("?", "!"):
        stop += 1
    return Span(start, stop, text[start:stop]) if start < stop else None
