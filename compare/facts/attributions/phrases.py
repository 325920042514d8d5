"""Attributions by a phrase that names the source: according to X; по словам X."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from compare.facts.attributions import asides as beside
from compare.facts.attributions.grammar import NOMINAL, POSSESSIVE, VERBAL, Grammar
from compare.facts.quotes.marks import CLOSERS
from compare.facts.reporting import Phrase, Reporting, plain
from compare.records import Attribution, Span

MAX_SLOT = 6
"""How many words may name the source in the middle of a phrase (in the senior envoy's opinion)."""


@dataclass(frozen=True, slots=True)
class Found:
    """A source phrase in a sentence: its attribution and its first and last word; ``shared`` where it names the source
    of the report that another verb makes (citing the police)."""

    value: Attribution
    first: int
    last: int
    shared: bool


def phrasal(grammar: Grammar, vocabulary: Reporting) -> Iterator[Found]:
    """According to X; по словам X."""
    before: Found | None = None
    for found in _phrases(grammar, vocabulary):
        before = found if before is None else _beside(grammar, before, found)
        yield before


def _beside(grammar: Grammar, before: Found, found: Found) -> Found:
    """According to X, five were hurt, according to Y, twelve: a phrase behind a whole clause that has its own source
    is about what follows it."""
    tokens, content = grammar.tokens, before.value.content
    closed = found.last + 2 < len(tokens) and tokens[found.last + 1].text in (",", *beside.DASHES)
    if content is None or not closed or not beside.is_opened(grammar, found.first):
        return found
    said = [i for i in range(before.last + 1, found.first) if content.start <= tokens[i].start < content.stop]
    rest = beside.words(grammar, found.last + 1, len(tokens) - 1)
    if content.start < tokens[before.last].start or not any(tokens[i].pos in VERBAL for i in said) or not rest:
        return found
    whole = {i for top in said if tokens[top].pos in VERBAL for i in grammar.subtree(top) if i > found.last}
    if any(tokens[i].pos in VERBAL for i in whole & set(rest)):  # the clause goes on behind the phrase
        return found
    after = grammar.span(rest[0], rest[-1])
    return replace(found, value=replace(found.value, content=after))


def _phrases(grammar: Grammar, vocabulary: Reporting) -> Iterator[Found]:
    free = 0
    for place in vocabulary.phrase_places(grammar.tokens):
        for phrase in vocabulary.phrases_at(grammar.tokens[place].text.lower()) if place >= free else ():
            match = _match(grammar, vocabulary, phrase, place)
            if match is not None and _is_source(grammar, vocabulary, phrase, match[2]):
                first, last, source = match
                end = _extent(grammar, vocabulary, last, source)
                yield Found(_attribution(grammar, vocabulary, phrase, match, end), first, end, phrase.shared)
                free = max(last, source[1] if source else last) + 1
                break


def _extent(grammar: Grammar, vocabulary: Reporting, last: int, source: tuple[int, int] | None) -> int:
    """The last word of a phrase with all that is said of its source (a report published by the bank; the driver, who
    fled,)."""
    tokens = grammar.tokens
    end = max(last, source[1]) if source else last
    if source and end + 1 < len(tokens) and tokens[end + 1].text in POSSESSIVE:
        end = max(end + 1, tokens[source[1]].head)
    if not source:
        return end
    family = {i for top in range(source[0], source[1] + 1) for i in grammar.subtree(top)}
    if source[0] <= tokens[source[1]].head <= source[1] or tokens[source[1]].head > source[1]:
        family |= set(range(source[0], source[1] + 1))
    while end + 1 < len(tokens) and end + 1 in family and tokens[end + 1].text not in (*beside.CLOSING, *beside.STOPS):
        if tokens[end + 1].pos == "PUNCT" and tokens[end + 1].text in beside.QUOTES and end + 2 not in family:
            break
        end += 1
    return _past_clause(grammar, vocabulary, end)


def _past_clause(grammar: Grammar, vocabulary: Reporting, end: int) -> int:
    """Past a relative clause or a participle between two commas."""
    tokens = grammar.tokens
    if end + 3 >= len(tokens) or tokens[end + 1].text != ",":
        return end
    word = tokens[end + 2] if tokens[end + 2].pos != "ADP" else tokens[end + 3]
    relative = vocabulary.pronouns.get(word.lemma) == "relative" or word.text.lower() in vocabulary.labels("relatives")
    if not relative and not (
        word.pos == "VERB" and "VerbForm=Part" in word.features and "Variant=Short" not in word.features
    ):
        return end
    return next((i - 1 for i in range(end + 3, len(tokens)) if tokens[i].text == ","), end)


def _match(
    grammar: Grammar, vocabulary: Reporting, phrase: Phrase, start: int
) -> tuple[int, int, tuple[int, int] | None] | None:
    """First and last word of the phrase without a source at its end, and the phrase of the source."""
    words, place, source = phrase.words, start, None
    for number, word in enumerate(words):
        if word == "*" and number == len(words) - 1:
            source = _following(grammar, vocabulary, place)
            return None if source is None else (start, place - 1, source)
        if word == "*":
            stop = _slot(grammar, words[number + 1], place)
            if stop is None:
                return None
            source, place = (place, stop - 1), stop
            if not _possessive(grammar, vocabulary, *source):
                if not all(token.pos in ("ADJ", "VERB") for token in grammar.tokens[source[0] : stop]):
                    return None
                source = None
        else:
            if place >= len(grammar.tokens) or plain(grammar.tokens[place].text.lower()) != word:
                return None
            place += 1
    return start, place - 1, source


def _is_source(grammar: Grammar, vocabulary: Reporting, phrase: Phrase, source: tuple[int, int] | None) -> bool:
    """A source is a noun or a pronoun (not: согласно второму) and no plan or law (not: according to plan), for a strict
    phrase one that stands for a speaker (not: referring to May)."""
    if source is None:
        return True
    tokens = grammar.tokens[source[0] : source[1] + 1]
    if any(vocabulary.pronouns.get(token.lemma) == "relative" for token in tokens):
        return False
    if any(token.lemma in vocabulary.labels("standards") for token in tokens):
        return False
    if len(tokens) == 1 and tokens[0].text.lower() in vocabulary.labels("dummies"):  # ссылаясь на то, что ...
        return False
    if phrase.strict and not (
        phrase.shared and _follows_a_report(grammar, vocabulary, source[0] - len(phrase.words) + 1)
    ):
        governed = source[0] >= 2 and grammar.tokens[source[0] - 2].pos == "ADP" and len(phrase.words) == 2
        return not governed and vocabulary.is_speaker(tokens[-1:]) and not any(token.pos == "NUM" for token in tokens)
    return any(token.pos in ("NOUN", "PROPN", "PRON", "DET") for token in tokens)


def _follows_a_report(grammar: Grammar, vocabulary: Reporting, start: int) -> bool:
    """Whether a reporting verb stands right before: the paper said, citing exchange data."""
    tokens = grammar.tokens
    paused = start > 0 and tokens[start - 1].text == ","
    return paused and any(vocabulary.is_verb(token) for token in tokens[max(start - 4, 0) : start])


def _slot(grammar: Grammar, word: str, place: int) -> int | None:
    for stop in range(place + 1, min(place + 1 + MAX_SLOT, len(grammar.tokens))):
        token = grammar.tokens[stop]
        if token.text.lower() == word:
            return stop
        if token.pos in VERBAL or token.text in ",;:.":
            return None
    return None


def _possessive(grammar: Grammar, vocabulary: Reporting, first: int, last: int) -> bool:
    """A possessive pronoun or a noun in the possessive stands in the slot."""
    token = grammar.tokens[last]
    if any(grammar.tokens[i].text.lower() in vocabulary.labels("possessives") for i in range(first, last + 1)):
        return True
    return token.text in ("'s", "’s", "'", "’")


def _following(grammar: Grammar, vocabulary: Reporting, place: int) -> tuple[int, int] | None:
    """The noun phrase that starts at this word; behind a document its author."""
    tokens = grammar.tokens
    if place + 1 < len(tokens) and tokens[place].text in ("«", "“", "„"):
        titled = next(
            (i for i in range(place + 2, min(place + 2 + MAX_SLOT, len(tokens))) if tokens[i].text in "»”“"), None
        )
        return (place, titled) if titled else None
    if place >= len(tokens) or tokens[place].pos not in (*NOMINAL, "ADV", "VERB", "PART") or tokens[place].text == ",":
        return None
    head = place
    for _ in range(MAX_SLOT):
        up = tokens[head].head
        if (up <= head and tokens[head].pos in NOMINAL) or up < place or tokens[up].pos not in NOMINAL:
            break
        if any(tokens[i].text in (",", ";", "—") for i in range(head, up)):
            break
        head = up
    if tokens[head].pos not in NOMINAL:
        return None
    while (
        tokens[head].pos in ("ADJ", "DET", "NUM")
        and head + 1 < len(tokens)
        and tokens[head + 1].pos in ("NOUN", "PROPN", "ADJ")
    ):
        head += 1
    owner = [i for i in grammar.children(head) if tokens[i].relation == "poss" and tokens[i].pos != "PRON"]
    word = vocabulary.speaker_word(tokens[head])
    speaks = word is not None and word.kind in ("person", "body", "anonymous")  # the board's spokesman, no report of it
    if owner and not speaks:
        return grammar.noun_phrase(owner[0])
    first, last = grammar.noun_phrase(head)
    if word is not None and word.kind == "document":
        for child in grammar.children(head, "oblique"):
            genitive = any(case in tokens[child].features for case in vocabulary.labels("genitive"))
            if genitive and not any(tokens[i].pos == "ADP" for i in grammar.children(child)):
                return grammar.noun_phrase(child)
    return max(min(first, head), place), to_the_name(grammar, vocabulary, max(last, head))


def to_the_name(grammar: Grammar, vocabulary: Reporting, last: int) -> int:
    """Past a title in quotation marks and a name behind it (аналитика банка «Опора» Риты Кац; the duty dispatcher)."""
    tokens = grammar.tokens
    while last + 1 < len(tokens):
        word = tokens[last + 1]
        titled = next((i for i in range(last + 3, min(last + 8, len(tokens))) if tokens[i].text in "»”"), None)
        inflected = "Case=Gen" in word.features or not vocabulary.labels("genitive") or word.relation == "flat:name"
        if word.text in ("«", "“") and titled is not None:
            last = titled
            continue
        named = word.pos == "PROPN" and inflected and tokens[last].pos in ("PROPN", "NOUN", "PUNCT")
        cut = not vocabulary.labels("genitive") and word.pos == tokens[last].pos == "NOUN"
        if not (named or cut):
            break
        last += 1
    return last


def _attribution(
    grammar: Grammar,
    vocabulary: Reporting,
    phrase: Phrase,
    match: tuple[int, int, tuple[int, int] | None],
    end: int,
) -> Attribution:
    first, last, named = match
    if named and grammar.tokens[named[1]].text in POSSESSIVE:
        named = (named[0], max(named[1] - 1, named[0]))
    content = beside.around(grammar, vocabulary, first, end)
    return Attribution(
        source=grammar.span(*named) if named else None,
        cue=grammar.span(first, last),
        lemma=phrase.lemma,
        stance=phrase.stance,
        direct=content is not None and _is_quoted(grammar.text, content),
        content=content,
    )


def _is_quoted(text: str, content: Span) -> bool:
    """Whether the whole content stands between quotation marks, with none inside."""
    start = content.start - (content.text[0] not in CLOSERS)
    closers = CLOSERS.get(text[start : start + 1], "")
    inside = content.text.strip('«»“”„"')
    return (
        bool(closers)
        and text[content.start + len(content.text.rstrip('»”"')) :][:1] in closers
        and not set(inside) & {*closers}
    )
