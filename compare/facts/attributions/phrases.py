"""Attributions without a verb: source phrases, asides, headlines with a colon, and nouns with a that-clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.facts.attributions.grammar import NOMINAL, POSSESSIVE, VERBAL, Grammar
from compare.facts.reporting import Phrase, Reporting
from compare.records import Attribution, Entity, Span

MAX_SLOT = 6
"""How many words may name the source in the middle of a phrase (in the senior envoy's opinion)."""
EARLY = 4
"""A phrase that starts within this many words of its sentence introduces what follows."""


def phrasal(grammar: Grammar, vocabulary: Reporting) -> Iterator[Attribution]:
    """According to X; по словам X."""
    place = 0
    while place < len(grammar.tokens):
        for phrase in vocabulary.phrases_at(grammar.tokens[place].text.lower()):
            match = _match(grammar, vocabulary, phrase, place)
            if match is not None and _is_source(grammar, vocabulary, phrase, match[2]):
                first, last, source = match
                yield _attribution(grammar, phrase, first, last, source)
                place = max(last, source[1] if source else last)
                break
        place += 1


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
            if place >= len(grammar.tokens) or grammar.tokens[place].text.lower() != word:
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
    if phrase.strict:
        governed = source[0] >= 2 and grammar.tokens[source[0] - 2].pos == "ADP" and len(phrase.words) == 2
        return not governed and vocabulary.is_speaker(tokens[-1:]) and not any(token.pos == "NUM" for token in tokens)
    return any(token.pos in ("NOUN", "PROPN", "PRON", "DET") for token in tokens)


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
    owner = [i for i in grammar.children(head) if tokens[i].relation == "poss" and tokens[i].pos != "PRON"]
    if owner:
        return grammar.noun_phrase(owner[0])
    first, last = grammar.noun_phrase(head)
    word = vocabulary.speaker_word(tokens[head])
    if word is not None and word.kind == "document":
        for child in grammar.children(head, "oblique"):
            genitive = any(case in tokens[child].features for case in vocabulary.labels("genitive"))
            if genitive and not any(tokens[i].pos == "ADP" for i in grammar.children(child)):
                return grammar.noun_phrase(child)
    return max(first, place), max(last, head)


def _attribution(
    grammar: Grammar, phrase: Phrase, first: int, last: int, source: tuple[int, int] | None
) -> Attribution:
    end = max(last, source[1]) if source else last
    if source and end + 1 < len(grammar.tokens) and grammar.tokens[end + 1].text in POSSESSIVE:
        end = max(end + 1, grammar.tokens[source[1]].head)
    named = source
    if source and grammar.tokens[source[1]].text in ("'s", "’s", "'", "’"):
        named = (source[0], max(source[1] - 1, source[0]))
    return Attribution(
        source=grammar.span(*named) if named else None,
        cue=grammar.span(first, last),
        lemma=phrase.lemma,
        stance=phrase.stance,
        direct=False,
        content=_rest(grammar, first, end),
    )


def _rest(grammar: Grammar, first: int, end: int) -> Span | None:
    """What a phrase is about: what follows it if it stands early in its sentence, else what stands before it."""
    tokens, zone = grammar.tokens, grammar.zone(first)
    same = [i for i in range(len(tokens)) if grammar.zone(i) == zone and tokens[i].pos != "PUNCT"]
    before = [i for i in same if i < first]
    after = [i for i in same if i > end]
    chosen = after if after and (len(before) <= EARLY or len(after) > 3 * len(before)) else before
    if not chosen:
        return None
    last = chosen[-1]
    if last + 1 < len(tokens) and tokens[last + 1].text in '»”"' and grammar.zone(last + 1) == zone:
        last += 1
    return grammar.span(chosen[0], last)


def asides(grammar: Grammar, vocabulary: Reporting) -> Iterator[Attribution]:
    """Words of hearsay without a speaker: мол, дескать."""
    for place, token in enumerate(grammar.tokens):
        stance = vocabulary.asides.get(token.lemma) or vocabulary.asides.get(token.text.lower())
        if stance:
            after = [i for i in range(place + 1, len(grammar.tokens)) if grammar.tokens[i].pos != "PUNCT"]
            content = grammar.span(after[0], after[-1]) if after else None
            yield Attribution(None, grammar.span(place, place), token.lemma, stance, False, content)


def headline(grammar: Grammar, vocabulary: Reporting, entities: Sequence[Entity]) -> Iterator[Attribution]:
    """Lavrov: talks are off; Talks are off - Lavrov."""
    tokens = grammar.tokens
    for place, token in enumerate(tokens[:8]):
        if token.text == ":" and place and place + 3 < len(tokens):
            if _names_speaker(grammar, vocabulary, entities, 0, place - 1) and _is_clause(grammar, place + 1):
                yield _beside_mark(grammar, (0, place - 1), place, (place + 1, len(tokens) - 1))
            return
        if token.pos in VERBAL or token.text in ("«", '"', "“"):
            break
    for place in range(max(len(tokens) - 5, 3), len(tokens) - 1):
        if tokens[place].text in ("—", "–", "-", ":", "|") and tokens[-1].text not in (".", "!", "?", "…"):
            known = _names_speaker(grammar, vocabulary, entities, place + 1, len(tokens) - 1)
            if known and _has_space(grammar, place):
                yield _beside_mark(grammar, (place + 1, len(tokens) - 1), place, (0, place - 1))
            return


def _has_space(grammar: Grammar, place: int) -> bool:
    return grammar.text[grammar.tokens[place].stop : grammar.tokens[place].stop + 1] == " "


def _is_clause(grammar: Grammar, start: int) -> bool:
    tokens = grammar.tokens
    quoted = tokens[start].text in ("«", '"', "“")
    return quoted or any(t.pos in VERBAL or "Variant=Short" in t.features for t in tokens[start:])


def _names_speaker(grammar: Grammar, vocabulary: Reporting, entities: Sequence[Entity], first: int, last: int) -> bool:
    tokens = grammar.tokens[first : last + 1]
    if any(t.pos in VERBAL or t.text in (",", "—") for t in tokens) or len(tokens) > 7:
        return False
    start, stop = tokens[0].start, tokens[-1].stop
    inside = [entity for entity in entities if start <= entity.start and entity.stop <= stop]
    spoken = tokens[-1].lemma in vocabulary.speakers or tokens[0].lemma in vocabulary.speakers
    place = any(entity.type == "PLACE" and entity.stop == stop for entity in inside)
    return spoken or (tokens[-1].pos in ("PROPN", "X") and tokens[-1].text.isalpha() and not place)


def _beside_mark(grammar: Grammar, source: tuple[int, int], mark: int, content: tuple[int, int]) -> Attribution:
    last = content[1]
    while last > content[0] and grammar.tokens[last].pos == "PUNCT" and grammar.tokens[last].text not in '»”"':
        last -= 1
    quoted = grammar.tokens[content[0]].text in ("«", '"', "“") and content[0] > mark
    return Attribution(
        grammar.span(*source), grammar.span(mark, mark), grammar.tokens[mark].text, "neutral", quoted,
        grammar.span(content[0], last),
    )  # fmt: skip


def nominal(grammar: Grammar, vocabulary: Reporting) -> Iterator[Attribution]:
    """The envoy's claim that ...; заявление посла о том, что ..."""
    for place, token in enumerate(grammar.tokens):
        stance = vocabulary.nouns.get(token.lemma)
        if stance is None or token.pos != "NOUN":
            continue
        content = _governed_clause(grammar, vocabulary, place)
        author = _author(grammar, vocabulary, place)
        if content is not None and author is not None:
            yield Attribution(
                grammar.span(*author), grammar.span(place, place), token.lemma, stance, False, grammar.span(*content)
            )


def _governed_clause(grammar: Grammar, vocabulary: Reporting, place: int) -> tuple[int, int] | None:
    """The that-clause or infinitive that a noun governs: its mark stands within a few words of the noun."""
    tokens, marks = grammar.tokens, vocabulary.labels("marks")
    family = sorted(grammar.subtree(place))
    for i in range(place + 1, min(place + 9, len(tokens) - 1)):
        if tokens[i].text.lower() in marks and (tokens[i].pos == "SCONJ" or tokens[i].relation == "mark"):
            inside = [j for j in family if j > i and tokens[j].pos != "PUNCT"] or _up_to_comma(grammar, i + 1)
            return (inside[0], inside[-1]) if inside else None
        if tokens[i].pos in VERBAL:
            direct = tokens[i].head == place and "VerbForm=Inf" in tokens[i].features
            inside = [j for j in family if j >= i]
            return (inside[0], inside[-1]) if direct and inside else None
        if tokens[i].text in ".;:":
            return None
    return None


def _up_to_comma(grammar: Grammar, start: int) -> list[int]:
    """The words from here to the next comma."""
    tokens = grammar.tokens
    stop = next((i for i in range(start, len(tokens)) if tokens[i].text in ",.;:"), len(tokens))
    return list(range(start, stop))


def _author(grammar: Grammar, vocabulary: Reporting, place: int) -> tuple[int, int] | None:
    """Whose claim it is: a possessive or a genitive."""
    for child in grammar.children(place):
        token = grammar.tokens[child]
        if token.relation == "poss" or token.text.lower() in vocabulary.labels("possessives"):
            return grammar.noun_phrase(child) if token.pos in NOMINAL else (child, child)
        genitive = any(case in token.features for case in vocabulary.labels("genitive"))
        if (
            genitive
            and child > place
            and token.pos in NOMINAL
            and not any(grammar.tokens[i].pos == "ADP" for i in grammar.children(child))
        ):
            return grammar.noun_phrase(child)
        if token.lemma in vocabulary.labels("by") and child > place:
            objects = grammar.children(child, "object")
            if objects:
                return grammar.noun_phrase(objects[0])
    return None
