"""Who "he", "the minister" and "the ministry" are: the speaker that the story named before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import cast

from compare.facts.attributions.antecedents import Mention, Source, unnamed
from compare.facts.attributions.antecedents import find as referent
from compare.facts.attributions.hidden import is_hidden
from compare.facts.attributions.holder import POSSESSIVE, is_holder
from compare.facts.reporting import Reporting, plain, reporting
from compare.languages import Language
from compare.records import Attribution, Document, Fact, Name, Span, Token

APPOSED = 24
"""How many words a title may take between a role and its holder's name."""
TITLE_REACH = 70
"""Characters before a name in which its title stands (the foreign minister of Utopia, Thomas More)."""


def resolve(document: Document, language: Language, found: Sequence[Fact], made: Sequence[Fact]) -> list[Fact]:
    """The attributions with ``resolved`` filled in where the source is a pronoun or a role."""
    vocabulary = reporting(language)
    tokens = [token for parse in document.parses for token in parse.tokens]
    mentions = _mentions(document, vocabulary, found, tokens)
    spoken: list[Mention] = []
    genders: dict[str, bool] = {}
    result: list[Fact] = []
    for fact in sorted(made, key=lambda fact: (fact.start, fact.stop)):
        value = cast(Attribution, fact.value)
        if value.source is None:
            result.append(fact)
            continue
        own = [m for m in mentions if m.start < value.source.stop and m.stop > value.source.start]
        words = _between(tokens, value.source.start, value.source.stop)
        sentence = document.parses[fact.sentence].tokens
        hidden = is_hidden(value, sentence, vocabulary)
        speaker = _person(own, words)
        if not hidden:  # a person close to the owner, Luch, said
            speaker = speaker or _apposed(value, mentions, tokens, vocabulary) or _named(own, words, vocabulary)
        resolved = None
        if speaker is None:
            earlier = [_gendered(m, genders) for m in mentions if m.stop <= value.source.start]
            earlier = [m for m in earlier if not _is_said(m, value)]
            spoken = [_gendered(m, genders) for m in spoken]
            source = Source.of(value.source, sentence, fact.sentence, vocabulary, hidden=hidden)
            speaker = referent(source, vocabulary, earlier, spoken, own)
            resolved = speaker.name if speaker else None
            if speaker and len(words) == 1 and (feminine := vocabulary.is_feminine(words[0])) is not None:
                genders[speaker.name] = feminine
            speaker = speaker or unnamed(source, fact.sentence)
        elif speaker not in own:
            resolved = speaker.name
        if speaker is not None:
            spoken.append(speaker)
        result.append(replace(fact, value=replace(value, resolved=resolved)) if resolved else fact)
    return result


def _is_said(mention: Mention, value: Attribution) -> bool:
    """Whether a name stands in what is reported: it is no speaker's («Лапин ошибся», — сказал он)."""
    content = value.content
    if content is None or content.start <= value.cue.start < content.stop:
        return False
    return content.start <= mention.start < content.stop


def _gendered(mention: Mention, genders: Mapping[str, bool]) -> Mention:
    """A mention with the gender by which a pronoun called its name before; no grammar tells that of an English name."""
    known = genders.get(mention.name) if mention.feminine is None and mention.type == "PERSON" else None
    return mention if known is None else replace(mention, feminine=known)


def _mentions(
    document: Document, vocabulary: Reporting, found: Sequence[Fact], tokens: Sequence[Token]
) -> list[Mention]:
    named = [
        (fact.start, fact.stop, cast(Name, fact.value).canonical, cast(Name, fact.value).type)
        for fact in found
        if fact.kind == "name"
    ] or [
        (entity.start, entity.stop, entity.text, entity.type) for parse in document.parses for entity in parse.entities
    ]
    made = []
    starts = [sentence.start for sentence in document.sentences]
    for start, stop, name, kind in sorted(named):
        if document.story.text[start:stop].islower():  # a role that a recogniser took for a name
            continue
        inside = _between(tokens, start, stop)
        title = _between(tokens, start - TITLE_REACH, start + 1)
        after = _between(tokens, stop, stop + TITLE_REACH // 2)
        if kind != "PERSON":  # a body has no title but the word that it belongs to (агентство «Луч»)
            title = title[-2:] if title and not any(token.pos == "ADP" for token in title[-2:]) else []
            after = []
        if document.story.text[stop : stop + 1] == "-":  # half of a word (UST of UST-KAMSK)
            continue
        concepts = _concepts(title, after, inside, vocabulary)
        sentence = bisect_right(starts, start) - 1
        made.append(Mention(start, stop, name, kind, concepts, _feminine(inside), sentence, _title(title)))
    return made


def _between(tokens: Sequence[Token], start: int, stop: int) -> Sequence[Token]:
    """The words that begin within this range."""
    first = bisect_left(tokens, start, key=_START)
    return tokens[first : bisect_left(tokens, stop, lo=first, key=_START)]


_START = attrgetter("start")


def _concepts(
    title: Iterable[Token], after: Iterable[Token], inside: Iterable[Token], vocabulary: Reporting
) -> frozenset[str]:
    """Roles in the words right before the name (no comma, no verb between) and in an apposition behind it."""
    roles = {vocabulary.speakers[t.lemma].concept for t in inside if t.lemma in vocabulary.speakers}
    run: set[str] = set()
    for token in title:
        if token.pos in ("VERB", "AUX") or token.text in ".;:!?»”":
            run = set()
        elif token.lemma in vocabulary.speakers:
            run.add(vocabulary.speakers[token.lemma].concept)
    roles |= run
    behind = list(after)
    if behind and behind[0].text == ",":
        for token in behind[1:]:
            if token.pos in ("VERB", "AUX", "SCONJ") or token.text in ",.;":
                break
            if token.lemma in vocabulary.speakers:
                roles.add(vocabulary.speakers[token.lemma].concept)
    return frozenset(roles)


def _title(title: Sequence[Token]) -> frozenset[str]:
    """The nouns and adjectives right before a name, no mark and no verb between."""
    words: set[str] = set()
    for token in reversed(title):
        if token.pos in ("VERB", "AUX", "PUNCT"):
            break
        if token.pos in ("NOUN", "ADJ", "PROPN"):
            words.add(plain(token.lemma.lower()))
    return frozenset(words)


def _feminine(tokens: Sequence[Token]) -> bool | None:
    genders = {part for token in tokens for part in token.features.split("|") if part.startswith("Gender=")}
    return ("Gender=Fem" in genders) if len(genders) == 1 else None


def _person(own: Sequence[Mention], words: Sequence[Token]) -> Mention | None:
    people = [m for m in own if m.type == "PERSON" and is_holder(m.start, m.stop, words)]
    return people[-1] if people else None


def _named(own: Sequence[Mention], words: Sequence[Token], vocabulary: Reporting) -> Mention | None:
    """The body that the source names; the role of a named body (the head of the bank) is no name of its own."""
    role = any(
        word.lemma in vocabulary.speakers and vocabulary.speakers[word.lemma].kind in ("person", "anonymous")
        for word in words
    )
    return None if role or not own else own[-1]


def _apposed(
    value: Attribution, mentions: Sequence[Mention], tokens: Sequence[Token], vocabulary: Reporting
) -> Mention | None:
    """The minister, John Smith, said; said the minister, John Smith: a person's name behind the role, commas between
    but no verb and no reporter of another kind. Behind a phrase only the words for a person take one, and a name in
    what is reported is never the speaker's (according to the prosecution, Smith stole the car)."""
    source = value.source
    if source is None or (value.cue.start < source.start and not _is_person(tokens, source, vocabulary)):
        return None
    for mention in mentions:
        if mention.type != "PERSON" or mention.start < source.stop or _is_reported(mention, value):
            continue
        gap = _between(tokens, source.stop, mention.start)
        if len(gap) > APPOSED:  # and all behind it are further off
            return None
        if _is_possessor(mention, tokens):  # Marina, Aksyonov's widow
            return None
        if source.stop <= value.cue.start < mention.start or any(t.pos in ("VERB", "AUX", "SCONJ") for t in gap):
            return None
        inside = _between(tokens, mention.start, mention.stop)
        return mention if _is_apposition(gap, inside) else None
    return None


def _is_possessor(mention: Mention, tokens: Sequence[Token]) -> bool:
    return any(token.text in POSSESSIVE for token in _between(tokens, mention.stop - 2, mention.stop + 1))


def _is_person(tokens: Sequence[Token], source: Span, vocabulary: Reporting) -> bool:
    words = (vocabulary.speaker_word(token) for token in _between(tokens, source.start, source.stop))
    return any(word is not None and word.kind == "person" for word in words)


def _is_reported(mention: Mention, value: Attribution) -> bool:
    """Whether the name stands in what is reported, and the source does not stand there as well."""
    content, source = value.content, value.source
    if content is None or source is None or content.start <= source.start < content.stop:
        return False
    return content.start <= mention.start < content.stop


def _is_apposition(gap: Sequence[Token], name: Sequence[Token]) -> bool:
    """The role goes on up to the name: between two commas, or with nothing but its own complements between; a name
    with cases must stand in the nominative."""
    if any(token.text in ".;:!?«»“”" for token in gap):
        return False
    if any("Case=" in token.features and "Case=Nom" not in token.features for token in name[:1]):
        return False
    closed = bool(gap) and gap[0].text == "," and gap[-1].text == ","
    marked = any("Case=Nom" in token.features for token in name[:1])
    return closed or marked or not any(token.pos == "ADP" or token.text == "," for token in gap[:-1])
