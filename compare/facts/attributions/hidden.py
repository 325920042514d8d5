"""Sources who wish no name: by their word (a source, an insider) or by what is said of them."""

from __future__ import annotations

from collections.abc import Sequence

from compare.facts.reporting import Reporting, plain
from compare.records import Attribution, Token

REACH = 120
"""Characters behind a source in which it may be said that it wishes no name."""


def description(value: Attribution, tokens: Sequence[Token]) -> list[Token]:
    """The words of a source and those behind it that tell who it is, up to what is reported."""
    source = value.source
    if source is None:
        return []
    content = value.content
    ends = [end for end in (value.cue.start, content.start if content else 0) if end > source.start]
    stop = min(max([source.stop, *ends]) if ends else source.stop + REACH, source.start + REACH)
    inside = {rank for rank, token in enumerate(tokens) if source.start <= token.start < stop}
    for rank, token in enumerate(tokens):  # what hangs on it though the parse of the content took it (an official, ...)
        if rank not in inside and token.start >= source.stop and token.head in inside and token.pos != "VERB":
            inside.add(rank)
    return [tokens[rank] for rank in sorted(inside)]


def is_hidden(value: Attribution, tokens: Sequence[Token], vocabulary: Reporting) -> bool:
    """Whether the speaker of an attribution is anonymous; ``tokens`` are those of its sentence.

    A diplomat who asked not to be named; a person familiar with the case; источник в банке.
    """
    words = description(value, tokens)
    source = value.source
    if source is None:
        return False
    own = [word for word in words if word.start < source.stop]
    if any((role := vocabulary.speaker_word(word)) and role.concept == "source" for word in own):
        return True
    if hides(words, vocabulary, "hidden"):
        return True
    return any(says(word, vocabulary.labels("persons")) for word in own) and any(
        says(word, vocabulary.labels("knowing")) for word in words
    )


def hides(words: Sequence[Token], vocabulary: Reporting, *labels: str) -> bool:
    """Whether one of these words says that somebody is not named, or two of them that he asked for it."""
    if any(says(token, vocabulary.labels(label)) for label in labels for token in words):
        return True
    asks = any(says(token, vocabulary.labels("anonymity_verbs")) for token in words)
    return asks and any(says(token, vocabulary.labels("anonymity")) for token in words)


def says(token: Token, words: frozenset[str]) -> bool:
    """Whether a word, by its lemma or its form, is one of these."""
    return plain(token.lemma.lower()) in words or plain(token.text.lower()) in words
