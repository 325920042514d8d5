"""Where names stand in a sentence: what the recogniser saw, repaired, and what it missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from compare.facts.names import doubts
from compare.facts.names.mention import Mention
from compare.facts.names.nominative import load
from compare.facts.names.repairs import bare_of_marks, is_plain, only_names, repaired
from compare.languages import Language
from compare.names.concepts import Form, Gazetteer
from compare.names.keys import places, stem
from compare.places import overlap
from compare.records import Parse, Sentence, Token


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


def mentions(sentence: Sentence, parse: Parse, language: Language, gazetteer: Gazetteer) -> list[Mention]:
    """The names of one sentence, in the order of the text, none inside another."""
    seen = [
        known
        for entity in parse.entities
        for mention in repaired(entity, sentence, parse, language)
        for known in _parted(_known(mention, sentence, language, gazetteer), sentence, parse, language, gazetteer)
        if not doubts.only_opens(known, parse, language)
        and not doubts.is_language(known, parse, language)
        and not doubts.opens_phrase(known, parse)
        and not doubts.describes(known, parse, language)
    ]
    missed = list(_missed(sentence, parse, language, gazetteer))
    wider = [m for m in missed if any(_is_wider(m, other) for other in seen)]
    seen = [mention for mention in seen if not any(overlap(mention, other) for other in wider)]
    missed = [m for m in missed if m in wider or not any(overlap(m, other) for other in seen)]
    covered = [*seen, *missed]
    acting = [m for m in _acting(sentence, parse, language) if not any(overlap(m, other) for other in covered)]
    found = (mention for mention in (*covered, *acting) if not doubts.signs_note(mention, parse, language))
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


def _known(mention: Mention, sentence: Sentence, language: Language, gazetteer: Gazetteer) -> Mention:
    text = sentence.text[mention.start - sentence.start : mention.stop - sentence.start]
    forms = gazetteer.lookup(text, language)
    if not forms:
        return mention
    return replace(mention, type=forms[0].concept.type, form=forms[0])


def _parted(
    mention: Mention, sentence: Sentence, parse: Parse, language: Language, gazetteer: Gazetteer
) -> Iterator[Mention]:
    """An unknown name without the participle that opens the sentence before it (Организованный Вашингтоном), and apart
    from the known body before a person (Novaya Gazeta Dmitry Muratov)."""
    tokens = mention.tokens
    if mention.form is None and doubts.opens_with_participle(mention, parse):
        yield _known(replace(mention, tokens=tokens[1:]), sentence, language, gazetteer)
        return
    for size in range(2, len(tokens) - 1) if mention.form is None else ():
        body = _known(replace(mention, tokens=tokens[:size]), sentence, language, gazetteer)
        if body.form is not None and body.type == "ORG" and all(map(is_plain, tokens[size:])):
            yield body
            yield replace(mention, tokens=tokens[size:], type="PERSON")
            return
    yield mention


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
        if table["capitals"] and _lacks_capital(words[first:last], form, table["particles"]):
            continue
        mention = Mention(sentence.index, tokens, form.concept.type, form)
        yield from (m for m in bare_of_marks(mention, language))


def _lacks_capital(told: Sequence[str], form: Form, particles: Sequence[str]) -> bool:
    """Whether a name of one word stands there as a common word: the economist."""
    counted = [word for word in told if word.lower() not in particles]
    return len(counted) == 1 and counted[0].islower() and not form.text.islower()


def _may_be_common(token: Token, form: Form, language: Language) -> bool:
    """«Дружба крепнет»: a sentence opens with a word that is a name only by its capital; «Жена» is not Женева."""
    if token.pos == "PROPN":
        return False
    if form.text.lower() in language.table("names")["common_words"]:
        return True
    forms = {word.lower() for word in form.concept.forms.get(language.code, ())}
    is_another = not form.is_acronym and not {token.lemma.lower(), token.text.lower()} & forms
    return is_another and load(language).is_common(token.text)
