"""Names that are none: words with the capital of their sentence, languages, signatures."""

from __future__ import annotations

from compare.facts.names.mention import Mention, has_letter
from compare.facts.names.nominative import load
from compare.languages import Language
from compare.records import Parse, Token


def only_opens(mention: Mention, parse: Parse, language: Language) -> bool:
    """Sugar, Islamists: an unknown word whose capital is that of the sentence, not of a proper noun."""
    token = mention.tokens[0]
    if len(mention.tokens) > 1 or mention.form is not None or not token.text.istitle() or not _is_first(token, parse):
        return False
    return token.pos not in {"PROPN", "X"} or load(language).is_common(token.text)


def _is_first(token: Token, parse: Parse) -> bool:
    """Whether a token is the first word of its sentence."""
    return token == next((other for other in parse.tokens if has_letter(other)), None)


def opens_phrase(mention: Mention, parse: Parse) -> bool:
    """Зал заседаний, Аукционный дом: unknown common words, of which the capital is that of the sentence."""
    head, *rest = mention.tokens
    if mention.form is not None or not rest or not head.text.istitle() or not _is_first(head, parse):
        return False
    return head.pos in COMMON and all(token.pos in COMMON and token.text.islower() for token in rest)


COMMON = frozenset({"NOUN", "ADJ", "VERB"})
"""Parts of speech of words that are no proper nouns."""


def opens_with_participle(mention: Mention, parse: Parse) -> bool:
    """Организованный Вашингтоном: an unknown name, before which the sentence opens with a participle."""
    head, *rest = mention.tokens
    participle = bool(rest) and head.pos == "VERB" and "VerbForm=Part" in head.features
    return participle and rest[0].pos == "PROPN" and rest[0].text[:1].isupper() and _is_first(head, parse)


def describes(mention: Mention, parse: Parse, language: Language) -> bool:
    """Высокий представитель: a common adjective before its noun, which has its capital from a title."""
    token = mention.tokens[0]
    if mention.form is not None or len(mention.tokens) > 1 or token.pos != "ADJ" or token.text.isupper():
        return False
    after = next((other for other in parse.tokens if other.start >= token.stop), None)
    return after is not None and after.pos == "NOUN" and after.text.islower() and load(language).is_common(token.text)


def signs_note(mention: Mention, parse: Parse, language: Language) -> bool:
    """The signature of an editor's note: (the prime minister. — Ed.)"""
    if len(mention.tokens) > 1 or mention.tokens[0].text.lower().rstrip(".") not in language.table("names")["editors"]:
        return False
    before = [token.text for token in parse.tokens if token.stop <= mention.start]
    return bool(before) and before[-1] in SIGNED_AFTER


SIGNED_AFTER = frozenset({"-", "--", "–", "—", "(", "["})


def is_language(mention: Mention, parse: Parse, language: Language) -> bool:
    """The Russian language is no place."""
    if mention.type != "PLACE":
        return False
    after = next(
        (token.text.lower() for token in parse.tokens if token.start >= mention.stop and token.text != "-"), ""
    )
    return any(after.startswith(word) for word in language.table("names")["not_before"])
