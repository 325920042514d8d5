"""Where names stand in a sentence: what the recogniser saw, repaired by named rules, and what it missed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from compare.facts.names.nominative import load
from compare.languages import Language
from compare.names.concepts import Concept, Form, Gazetteer
from compare.names.keys import places, stem
from compare.places import overlap
from compare.records import Entity, NameType, Parse, Sentence, Token


@dataclass(frozen=True)
class Mention:
    """A run of tokens that is a name; ``form`` is how the gazetteer writes it, if it is known."""

    sentence: int
    tokens: tuple[Token, ...]
    type: NameType
    form: Form | None = None

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def stop(self) -> int:
        return self.tokens[-1].stop

    @property
    def concept(self) -> Concept | None:
        return self.form.concept if self.form else None


Rule = Callable[[Mention, Language], Iterator[Mention]]


def _kept(mention: Mention, start: int, stop: int) -> Iterator[Mention]:
    if start < stop:
        yield replace(mention, tokens=mention.tokens[start:stop])


def bare_of_marks(mention: Mention, language: Language) -> Iterator[Mention]:
    """«Газпром», -> Газпром; Britain's -> Britain; the Kremlin -> Kremlin"""
    tokens, outer = mention.tokens, {"'s", "’s", "'", "’", "the", "a", "an"}
    start, stop = 0, len(tokens)
    while start < stop and (not _has_letter(tokens[start]) or tokens[start].text.lower() in outer):
        start += 1
    while stop > start and (not _belongs(tokens[stop - 1]) or tokens[stop - 1].text.lower() in outer):
        stop -= 1
    yield from _kept(mention, start, stop)


def _has_letter(token: Token) -> bool:
    return any(letter.isalpha() or letter.isdigit() for letter in token.text)


def _belongs(token: Token) -> bool:
    return _has_letter(token) or token.text == "+"


def split_at_brackets(mention: Mention, language: Language) -> Iterator[Mention]:
    """Всемирная организация здравоохранения (ВОЗ) -> the name and its acronym"""
    start = 0
    for number, token in enumerate((*mention.tokens, None)):
        if token is None or token.text in "()[]/":
            yield from _kept(mention, start, number)
            start = number + 1


def bare_of_small_words(mention: Mention, language: Language) -> Iterator[Mention]:
    """anti-Russian -> Russian; РНИМУ им. -> РНИМУ: small words at either end are left out, but for those in quotes"""
    tokens, particles = mention.tokens, language.table("names")["particles"]
    start, stop = 0, len(tokens)
    prefixes = language.table("names")["prefixes"]
    while start + 1 < stop and tokens[start + 1].text in "-‐" and _is_prefix(tokens[start].text, prefixes):
        start += 2
    while stop > start and tokens[stop - 1].text in particles and tokens[stop - 1].text.islower():
        stop -= 1
    yield from _kept(mention, start, stop)


def _is_prefix(text: str, prefixes: list[str]) -> bool:
    return text.islower() or f"{text.lower()}-" in prefixes


def bare_of_titles(mention: Mention, language: Language) -> Iterator[Mention]:
    """президент Обама -> Обама; Mr. Obama -> Obama; доктор Павлова -> Павлова"""
    titles = set(language.table("names")["titles"])
    tokens, start = mention.tokens, 0
    while start < len(tokens) - 1 and _is_title(tokens[start], titles, mention.type):
        start += 1
    while 0 < start < len(tokens) and not _has_letter(tokens[start]):
        start += 1
    yield from _kept(mention, start, len(tokens))


def _is_title(token: Token, titles: set[str], type_: NameType) -> bool:
    known = {token.lemma.lower().strip("."), token.text.lower().strip(".")} & titles
    return bool(known) and (type_ == "PERSON" or token.text[0].islower())


def bare_of_phrases(mention: Mention, language: Language) -> Iterator[Mention]:
    """дел России -> России: no name begins inside «министр иностранных дел»"""
    ends, start = language.table("names")["phrase_ends"], 0
    while start < len(mention.tokens) and mention.tokens[start].text in ends:
        start += 1
    yield from _kept(mention, start, len(mention.tokens))


def split_from_office(mention: Mention, language: Language) -> Iterator[Mention]:
    """NAPI Tatyana Arabadzhi -> NAPI + Tatyana Arabadzhi: an acronym before two words that are none"""
    tokens = mention.tokens
    if (
        mention.type != "PLACE"
        and len(tokens) == 3
        and _is_acronym(tokens[0])
        and all(_is_plain(t) for t in tokens[1:])
    ):
        yield replace(mention, tokens=tokens[:1], type="ORG")
        yield replace(mention, tokens=tokens[1:], type="PERSON")
    else:
        yield mention


def _is_acronym(token: Token) -> bool:
    return token.text.isupper() and len(token.text) > 2


def _is_plain(token: Token) -> bool:
    return token.pos == "PROPN" and token.text.istitle() and token.text.isalpha()


def only_names(mention: Mention, language: Language) -> Iterator[Mention]:
    """No days, diseases or common nouns: Monday, COVID-19, «СМИ»; nothing without a capital letter"""
    table = language.table("names")
    text = "".join(
        (" " if n and t.start > mention.tokens[n - 1].stop else "") + t.text for n, t in enumerate(mention.tokens)
    )
    lemma = " ".join(token.lemma.lower() for token in mention.tokens)
    if text.lower() in table["not_names"] or lemma in table["not_names"]:
        return
    if text == text.lower() or not any(letter.isalpha() for letter in text):
        return
    roles = {*table["titles"], *table["stand_ins"]}
    if len(mention.tokens) == 1 and mention.tokens[0].lemma.lower() in roles and not _is_acronym(mention.tokens[0]):
        return
    yield mention


def recalled(seen: Sequence[Mention], parses: Sequence[Parse], language: Language) -> list[Mention]:
    """Surnames that the recogniser saw in one sentence of the story and passed over in another."""
    surnames = {stem(m.tokens[-1].text, language) for m in seen if m.type == "PERSON" and len(m.tokens) > 1}
    taken = {(m.sentence, token.start) for m in seen for token in m.tokens}
    return [
        Mention(number, (token,), "PERSON")
        for number, parse in enumerate(parses)
        for token in parse.tokens
        if token.text.istitle()
        and token.pos in {"PROPN", "NOUN"}
        and (number, token.start) not in taken
        and stem(token.text, language) in surnames
    ]


def with_types_of_story(seen: Sequence[Mention]) -> list[Mention]:
    """A surname alone is the person's who bears it, whatever the recogniser took it for."""
    surnames = {m.tokens[-1].text for m in seen if m.type == "PERSON" and len(m.tokens) > 1}
    return [
        replace(m, type="PERSON") if m.form is None and len(m.tokens) == 1 and m.tokens[0].text in surnames else m
        for m in seen
    ]


RULES: tuple[Rule, ...] = (
    split_at_brackets,
    bare_of_marks,
    bare_of_small_words,
    bare_of_titles,
    bare_of_phrases,
    bare_of_marks,
    split_from_office,
    only_names,
)
"""In this order; each takes a mention and gives what is left of it."""


def mentions(sentence: Sentence, parse: Parse, language: Language, gazetteer: Gazetteer) -> list[Mention]:
    """The names of one sentence, in the order of the text, none inside another."""
    seen = [
        known
        for entity in parse.entities
        for mention in repaired(entity, sentence, parse, language)
        if not _only_opens((known := _known(mention, sentence, language, gazetteer)), parse, language)
        and not _is_language(known, parse, language)
        and not _opens_phrase(known, parse)
    ]
    missed = list(_missed(sentence, parse, language, gazetteer))
    wider = [m for m in missed if any(_is_wider(m, other) for other in seen)]
    seen = [mention for mention in seen if not any(overlap(mention, other) for other in wider)]
    missed = [m for m in missed if m in wider or not any(overlap(m, other) for other in seen)]
    covered = [*seen, *missed]
    acting = [m for m in _acting(sentence, parse, language) if not any(overlap(m, other) for other in covered)]
    found = (mention for mention in (*covered, *acting) if not _signs_note(mention, parse, language))
    return sorted(found, key=lambda mention: mention.start)


def _acting(sentence: Sentence, parse: Parse, language: Language) -> Iterator[Mention]:
    """A proper noun that does something and that the recogniser passed over: Lavrov flew to Beijing."""
    table = language.table("names")
    for token in parse.tokens if table["subjects_are_names"] else ():
        is_subject = token.relation.startswith("nsubj") and parse.tokens[token.head].pos in {"VERB", "AUX"}
        if (
            is_subject
            and token.pos == "PROPN"
            and token.text.istitle()
            and len(token.text) > 3
            and token.text.isalpha()
        ):
            for mention in only_names(Mention(sentence.index, (token,), "PERSON"), language):
                if token.text.lower() not in table["particles"]:
                    yield mention


def _is_wider(mention: Mention, other: Mention) -> bool:
    """МИД РФ, where the recogniser saw МИД and РФ."""
    inside = mention.start <= other.start and other.stop <= mention.stop
    return inside and (mention.stop - mention.start) > (other.stop - other.start)


def repaired(entity: Entity, sentence: Sentence, parse: Parse, language: Language) -> list[Mention]:
    """What the rules leave of an entity."""
    inside = tuple(token for token in parse.tokens if token.start < entity.stop and token.stop > entity.start)
    found = [Mention(sentence.index, inside, entity.type)] if inside else []
    for rule in RULES:
        found = [result for mention in found for result in rule(mention, language)]
    return found


def _only_opens(mention: Mention, parse: Parse, language: Language) -> bool:
    """Sugar, Islamists: an unknown word whose capital is that of the sentence, not of a proper noun."""
    token = mention.tokens[0]
    alone = len(mention.tokens) == 1 and mention.form is None and token.text.istitle()
    common = token.pos not in {"PROPN", "X"} or load(language).is_common(token.text)
    first = next((other for other in parse.tokens if _has_letter(other)), None)
    return alone and token == first and common


def _opens_phrase(mention: Mention, parse: Parse) -> bool:
    """Зал заседаний, Аукционный дом: unknown common words, of which the capital is that of the sentence."""
    head, *rest = mention.tokens
    first = next((other for other in parse.tokens if _has_letter(other)), None)
    if mention.form is not None or head != first or not rest or not head.text.istitle():
        return False
    return head.pos in COMMON and all(token.pos in COMMON and token.text.islower() for token in rest)


COMMON = frozenset({"NOUN", "ADJ", "VERB"})
"""Parts of speech of words that are no proper nouns."""


def _signs_note(mention: Mention, parse: Parse, language: Language) -> bool:
    """The signature of an editor's note: (the prime minister. — Ed.)"""
    if len(mention.tokens) > 1 or mention.tokens[0].text.lower().rstrip(".") not in language.table("names")["editors"]:
        return False
    before = [token.text for token in parse.tokens if token.stop <= mention.start]
    return bool(before) and before[-1] in SIGNED_AFTER


SIGNED_AFTER = frozenset({"-", "--", "–", "—", "(", "["})


def _is_language(mention: Mention, parse: Parse, language: Language) -> bool:
    """The Russian language is no place."""
    after = next(
        (token.text.lower() for token in parse.tokens if token.start >= mention.stop and token.text != "-"), ""
    )
    return mention.type == "PLACE" and any(after.startswith(word) for word in language.table("names")["not_before"])


def _known(mention: Mention, sentence: Sentence, language: Language, gazetteer: Gazetteer) -> Mention:
    text = sentence.text[mention.start - sentence.start : mention.stop - sentence.start]
    forms = gazetteer.lookup(text, language)
    if not forms:
        return mention
    return replace(mention, type=forms[0].concept.type, form=forms[0])


def _missed(sentence: Sentence, parse: Parse, language: Language, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Known names anywhere in the sentence: acronyms, places, adjectives of places («российский»)."""
    table = language.table("names")
    pieces = places(sentence.text)
    words = [text for _, _, text in pieces]
    for first, last, forms in gazetteer.segments(words, language):
        start, stop = pieces[first][0] + sentence.start, pieces[last - 1][1] + sentence.start
        tokens = tuple(token for token in parse.tokens if token.start < stop and token.stop > start)
        form = forms[0]
        after = words[last].lower() if last < len(words) else ""
        if not tokens or any(after.startswith(word) for word in table["not_before"]):
            continue
        if first == 0 and last == 1 and _may_be_common(tokens[0], form, language):
            continue
        mention = Mention(sentence.index, tokens, form.concept.type, form)
        yield from (m for m in bare_of_marks(mention, language))


def _may_be_common(token: Token, form: Form, language: Language) -> bool:
    """«Дружба крепнет»: a sentence opens with a word that is a name only by its capital."""
    return token.pos != "PROPN" and form.text.lower() in language.table("names")["common_words"]
