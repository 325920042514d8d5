"""Who "he", "the minister" and "the ministry" are: the speaker that the story named before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from compare.facts.reporting import Reporting, reporting
from compare.languages import Language
from compare.records import Attribution, Document, Fact, Name, Span, Token

TITLE_REACH = 70
"""Characters before a name in which its title stands (the foreign minister of Utopia, Thomas More)."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text, the roles that it was introduced with, and its gender if the parse knows it."""

    start: int
    stop: int
    name: str
    type: str
    concepts: frozenset[str]
    feminine: bool | None


def resolve(document: Document, language: Language, found: Sequence[Fact], made: Sequence[Fact]) -> list[Fact]:
    """The attributions with ``resolved`` filled in where the source is a pronoun or a role."""
    vocabulary = reporting(language)
    tokens = [token for parse in document.parses for token in parse.tokens]
    mentions = _mentions(document, vocabulary, found, tokens)
    spoken: list[Mention] = []
    result: list[Fact] = []
    for fact in sorted(made, key=lambda fact: (fact.start, fact.stop)):
        value = cast(Attribution, fact.value)
        if value.source is None:
            result.append(fact)
            continue
        own = [m for m in mentions if m.start < value.source.stop and m.stop > value.source.start]
        words = [token for token in tokens if value.source.start <= token.start < value.source.stop]
        speaker = _named(own, words, vocabulary) or _apposed(value.source, mentions, document)
        resolved = None
        if speaker is None:
            earlier = [m for m in mentions if m.stop <= value.source.start]
            speaker = _referent(words, vocabulary, earlier, spoken, own)
            resolved = speaker.name if speaker else None
        elif speaker not in own:
            resolved = speaker.name
        if speaker is not None:
            spoken.append(speaker)
        result.append(replace(fact, value=replace(value, resolved=resolved)) if resolved else fact)
    return result


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
    for start, stop, name, kind in sorted(named):
        inside = [token for token in tokens if start <= token.start < stop]
        title = [token for token in tokens if start - TITLE_REACH <= token.start < start + 1]
        after = [token for token in tokens if stop <= token.start < stop + TITLE_REACH // 2]
        made.append(Mention(start, stop, name, kind, _concepts(title, after, inside, vocabulary), _feminine(inside)))
    return made


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


def _feminine(tokens: Sequence[Token]) -> bool | None:
    genders = {part for token in tokens for part in token.features.split("|") if part.startswith("Gender=")}
    return ("Gender=Fem" in genders) if len(genders) == 1 else None


def _named(own: Sequence[Mention], words: Sequence[Token], vocabulary: Reporting) -> Mention | None:
    """The name that the source gives: a person before a body; a role of a named body is no name of its own."""
    people = [m for m in own if m.type == "PERSON"]
    if people:
        return people[-1]
    role = any(
        word.lemma in vocabulary.speakers and vocabulary.speakers[word.lemma].kind in ("person", "anonymous")
        for word in words
    )
    return None if role or not own else own[-1]


def _apposed(source: Span, mentions: Sequence[Mention], document: Document) -> Mention | None:
    """The minister, John Smith, said: a person's name right behind the role and a comma."""
    for mention in mentions:
        gap = document.story.text[source.stop : mention.start] if 0 <= mention.start - source.stop <= 3 else "x"
        if mention.type == "PERSON" and gap.strip() == "," and mention.stop < len(document.story.text):
            return mention if document.story.text[mention.stop : mention.stop + 1] == "," else None
    return None


def _referent(
    words: Sequence[Token],
    vocabulary: Reporting,
    earlier: Sequence[Mention],
    spoken: Sequence[Mention],
    own: Sequence[Mention],
) -> Mention | None:
    """The last speaker, else the last name, that the pronoun or role can stand for."""
    for word in words:
        pronoun = vocabulary.pronouns.get(word.lemma) or vocabulary.pronouns.get(word.text.lower())
        if pronoun and len(words) == 1:
            return _last(pronoun, word, earlier, spoken)
    roles = [vocabulary.speakers[word.lemma] for word in words if word.lemma in vocabulary.speakers]
    if not roles or own and roles[0].kind != "body":
        return _by_role({role.concept for role in roles[:1]}, earlier, own) if roles else None
    role = roles[-1] if roles[-1].kind in ("person", "body") else roles[0]
    if role.kind not in ("person", "body") or role.kind == "person" and any(
        "Number=Plur" in word.features for word in words if word.lemma == role.lemma
    ):
        return None
    kind = "PERSON" if role.kind == "person" else "ORG"
    fitting = [m for m in earlier if role.concept in m.concepts and m.type == kind]
    if fitting:
        return fitting[-1]
    indefinite = words[0].text.lower() in ("a", "an", "one", "один", "одна")
    if indefinite or len(words) > 3 and role.kind == "person":
        return None
    last = [m for m in spoken if m.type == kind] or ([m for m in earlier if m.type == kind] if kind == "ORG" else [])
    return last[-1] if last else None


def _by_role(concepts: set[str], earlier: Sequence[Mention], own: Sequence[Mention]) -> Mention | None:
    """A role with its body named (the head of NATO) is the person who was introduced so."""
    fitting = [m for m in earlier if m.type == "PERSON" and m.concepts & concepts]
    return fitting[-1] if fitting and len({m.name for m in fitting}) == 1 else None


def _last(pronoun: str, word: Token, earlier: Sequence[Mention], spoken: Sequence[Mention]) -> Mention | None:
    feminine = "Gender=Fem" in word.features
    masculine = "Gender=Masc" in word.features
    kinds = {"person": ("PERSON",), "body": ("ORG",), "person_or_body": ("PERSON", "ORG"), "group": ("ORG",)}
    allowed = kinds.get(pronoun, ())

    def fits(mention: Mention) -> bool:
        if mention.type not in allowed:
            return False
        if mention.type == "PERSON" and mention.feminine is not None and (feminine or masculine):
            return mention.feminine == feminine
        return True

    for pool in (spoken[-2:], earlier[-8:], spoken):
        fitting = [m for m in pool if fits(m)]
        people = [m for m in fitting if m.type == "PERSON"]
        if people or fitting:
            return (people or fitting)[-1]
    return None
