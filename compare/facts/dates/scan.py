"""Sentence -> readings: the rules of a language tried in their order, the first to claim a place keeps it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from compare.facts.dates.lexicon import Guard, Lexicon, Rule, lexicon
from compare.facts.dates.readers import READERS, Found
from compare.facts.dates.timex import Reading
from compare.languages import Language
from compare.records import Document

_REACH = 40
"""Characters on either side of a match that a guard looks at."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """A reading in a sentence, with the story's offsets."""

    sentence: int
    start: int
    stop: int
    reading: Reading


def _is_barred(guards: tuple[Guard, ...], rule: Rule, text: str, found: Found) -> bool:
    for guard in guards:
        if guard.slots.isdisjoint(rule.needs | {rule.read, rule.name}):
            continue
        if guard.before and not guard.before.search(text, max(0, found.start - _REACH), found.start):
            continue
        if guard.after and not guard.after.match(text, found.stop):
            continue
        return True
    return False


def _claims(text: str, words: Lexicon) -> Iterator[tuple[int, int, Rule, list[Found]]]:
    for rule in words.worth_trying(text):
        for match in rule.regex.finditer(text):
            found = READERS[rule.read](match, rule, words)
            if found and not any(_is_barred(words.guards, rule, text, item) for item in found):
                yield match.start(), match.end(), rule, found


def _edge(text: str, found: Found, edges: tuple[tuple[re.Pattern[str], str], ...]) -> Found:
    """The same reading with the words before it that name its beginning, middle or end."""
    if found.reading.modifier or not re.match(r"[\dX]", found.reading.written) or "/" in found.reading.written:
        return found
    for regex, modifier in edges:
        if lead := regex.search(text, max(0, found.start - _REACH), found.start):
            return Found(lead.start(), found.stop, replace(found.reading, modifier=modifier))
    return found


@cache
def _edges(language: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"(?<!\w)(?:{'|'.join(row['forms'])})$", re.IGNORECASE), row["value"])
        for row in language.table("calendar")["edge"]
    )


def scan_text(text: str, language: Language) -> list[Found]:
    """The readings in a text, in its order, none over another."""
    words = lexicon(language)
    kept: list[Found] = []
    taken: list[tuple[int, int]] = []
    for start, stop, _, found in _claims(text, words):
        spans = [(item.start, item.stop) for item in found]
        if any(low < end and begin < high for low, high in spans for begin, end in taken):
            continue
        taken.append((start, stop) if len(spans) > 1 else spans[0])
        kept.extend(found)
    found = sorted((_edge(text, item, _edges(language)) for item in kept), key=lambda item: item.start)
    return _listed(text, found)


def _listed(text: str, found: list[Found]) -> list[Found]:
    """Months of a list take what stands behind its last one: June, September and December of last year."""
    for rank in range(len(found) - 2, -1, -1):
        one, next_ = found[rank], found[rank + 1]
        month = re.fullmatch(r"XXXX-(\d\d)", one.reading.written)
        last = re.fullmatch(r"(\d{4}|XXXX)-\d\d", next_.reading.written)
        bare = not one.reading.shift and not one.reading.modifier
        if month and last and bare and text[one.stop : next_.start].strip() == ",":
            reading = replace(one.reading, written=f"{last[1]}-{month[1]}", shift=next_.reading.shift)
            found[rank] = replace(one, reading=reading)
    return found


def scan(document: Document, language: Language) -> list[Scanned]:
    """The readings of a whole story."""
    return [
        Scanned(sentence.index, sentence.start + item.start, sentence.start + item.stop, item.reading)
        for sentence in document.sentences
        for item in scan_text(sentence.text, language)
    ]
