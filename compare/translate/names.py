"""Names that a translation lost: surnames that nothing in it sounds like, and letters of the wrong script."""

from __future__ import annotations

import re

from anyascii import anyascii

from compare.languages import Language
from compare.names.concepts import shipped
from compare.names.keys import places, stem, words
from compare.names.letters import distance
from compare.names.match import NEAR_SOUND
from compare.names.spelling import has_scheme

CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
OPENS = re.compile(r"(?:^|[.!?:…]\s*)[\s\"'«“„(\[—–-]*$")
"""What stands before a word that opens a sentence, whose capital says nothing."""

ADJECTIVE = re.compile(r"(?:ск|ц?к|н)(?:ий|ая|ой|ого|ому|им|ом|ую|ое|ие|их)$")
"""Words that are translated more often than they are somebody's name: Российская, Военно-морской."""

ENDINGS = 2
"""Letters at the end of a Russian name that its case may change."""


def lost_names(source: str, translation: str, language: Language) -> list[str]:
    """The surnames of the source (as it spells them) that sound like no word of the translation.

    Only words that look like a surname of the language's own and have no entry in the table of known names: other
    capitals may be titles, which are translated.

    >>> from compare.languages import load
    >>> lost_names("Вчера Махачев и Дроздов уехали.", "Yesterday Makhachev and Marx left.", load("ru"))
    ['Дроздов']
    """
    heard = words(translation)
    found = [
        word
        for start, _, word in places(source)
        if word[0].isupper() and not word.isupper() and not OPENS.search(source[:start]) and _is_surname(word, language)
    ]
    unheard = [word for word in dict.fromkeys(found) if not _is_heard(word, heard, language)]
    return [word for word in unheard if not shipped().lookup(word, language)]


def romanised(text: str, language: Language) -> str:
    """The text with stray letters of another script spelt in that of its language: models of few pieces leave some.

    >>> from compare.languages import load
    >>> romanised("Recep Erdoганan", load("en"))
    'Recep Erdoganan'
    """
    if language.table("language").get("script") != "Latin":
        return text
    return CYRILLIC.sub(lambda match: anyascii(match.group()), text)


def _is_surname(word: str, language: Language) -> bool:
    return not ADJECTIVE.search(word) and any(has_scheme(form, language) for form in _forms(word))


def _is_heard(word: str, heard: list[str], language: Language) -> bool:
    forms = {*_forms(word), stem(word, language)}
    return any(distance(form, other.removesuffix("'s")) <= NEAR_SOUND for other in heard for form in forms)


def _forms(word: str) -> list[str]:
    """The word and what may be left of it in the nominative."""
    return [word[: len(word) - cut] for cut in range(ENDINGS + 1) if len(word) - cut >= 4]
