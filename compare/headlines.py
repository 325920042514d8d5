"""Headlines In Title Case, read by the parser as the sentences that they are.

With a capital on every word a parser takes verbs for names ("Minister Accuses Germany of Blocking"). Such a headline is
handed to it in the case of the story: a word keeps its capital only if the story writes it so within a sentence, or if
it has more than one. What comes back bears the words as they stand in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compare.parse import Parser
from compare.records import Parse, Sentence

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

BEGINS = re.compile(r"""(?:^|[:.!?…|—–]\s+|\s-\s+)["“”'‘«]*""")
"""What stands before a word that begins a part of a headline."""

OUTLET = re.compile(r"\s[—–|-]\s[^—–|]{1,40}$")
"""A short last part behind a dash or a bar."""

LONG = 4
"""Letters from which on a word of a headline in title case has a capital; shorter ones (of, in, the) mostly do not."""

LEAST, SHARE = 4, 0.85
"""A headline of so many long words or more, so many of them with a capital, is in title case. A sentence of the story
that names a ministry or a person whole stays below."""


def parse(parser: Parser, sentences: Sequence[Sentence]) -> tuple[Parse, ...]:
    """The parses of a story's sentences, with the story's offsets and words."""
    shown = list(in_sentence_case(sentences))
    return tuple(
        parsed if given is sentence else _restored(parsed, sentence)
        for parsed, given, sentence in zip(parser.parse(shown), shown, sentences, strict=True)
    )


def in_sentence_case(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences of a story, headlines in title case as they would stand within it."""
    kept: set[str] | None = None
    for sentence in sentences:
        if sentence.role != "headline" or not is_title_case(sentence.text):
            yield sentence
            continue
        kept = _capitals(sentences) if kept is None else kept
        yield replace(sentence, text=_lowered(sentence.text, kept))


def is_title_case(text: str) -> bool:
    """Whether nearly all long words have a capital, but for those that are all capitals.

    >>> is_title_case("Minister Accuses Ally of Blocking Arms"), is_title_case("Minister accuses ally of blocking arms")
    (True, False)
    """
    words = [word for word in WORD.findall(text) if len(word) >= LONG and not word.isupper()]
    capital = sum(word[0].isupper() for word in words)
    return len(words) >= LEAST and capital >= SHARE * len(words)


def _capitals(sentences: Sequence[Sentence]) -> set[str]:
    """The words that the story writes with a capital within a sentence."""
    found: set[str] = set()
    for sentence in sentences:
        if sentence.role == "body":
            words = [match.group() for match in WORD.finditer(sentence.text)]
            found.update(word for word in words[1:] if word[0].isupper())
    return found


def _lowered(text: str, kept: set[str]) -> str:
    """As long as before, to the letter: what has another length in lower case stays, as do the words that begin a part
    of the headline, and the outlet that is named behind a dash."""
    first = {match.end() for match in BEGINS.finditer(text)}
    outlet = OUTLET.search(text)
    end = outlet.start() if outlet else len(text)

    def lower(match: re.Match[str]) -> str:
        word = match.group()
        is_name = word in kept or word.removesuffix("'s").removesuffix("’s") in kept
        stands = match.start() in first or match.start() >= end
        if stands or is_name or _has_inner_capitals(word) or len(word.lower()) != len(word):
            return word
        return word.lower()

    return WORD.sub(lower, text)


def _has_inner_capitals(word: str) -> bool:
    """McAllister and NATO, not Ice-Bound."""
    return any(letter.isupper() for part in re.split("['’-]", word) for letter in part[1:])


def _restored(parsed: Parse, sentence: Sentence) -> Parse:
    def text(start: int, stop: int) -> str:
        return sentence.text[start - sentence.start : stop - sentence.start]

    return Parse(
        tuple(replace(token, text=text(token.start, token.stop)) for token in parsed.tokens),
        tuple(replace(entity, text=text(entity.start, entity.stop)) for entity in parsed.entities),
    )
