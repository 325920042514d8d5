"""Part of speech, features and lemma of each word: spaCy's attribute ruler and lemmatizer, asked once for each kind.

The ruler holds 179 patterns against every word and its neighbours. All but a few look at one word alone, at its tag,
its relation and (if a pattern names it) its form: what they say of one such word holds for all. The lemma hangs on the
form and on what the ruler said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

Attributes = tuple[tuple[int, int], ...]
"""What the ruler sets: spaCy's numbers of attributes and of their values."""


class Reading(NamedTuple):
    """What is read of one word beside its relation."""

    text: str
    lemma: str
    pos: str
    features: str


class Readings:
    """Reads words that have a tag and a relation. ``ruler`` and ``lemmatizer`` are spaCy's ``attribute_ruler``, whose
    patterns ask for TAG, DEP, LOWER and IS_SPACE, and ``lemmatizer``."""

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:
        from spacy.matcher import Matcher

        patterns = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
        self._ruler, self._lemmatizer, self._vocab = ruler, lemmatizer, ruler.vocab
        self._longer = Matcher(ruler.vocab)
        self._longer.add("first word", [pattern[:1] for pattern in patterns if len(pattern) > 1])
        self._words, self._forms = _named(
            [word["LOWER"] for pattern in patterns for word in pattern if "LOWER" in word]
        )
        self._kind = lru_cache(maxsize=20_000)(self._kind_of)
        self._attributes = lru_cache(maxsize=20_000)(self._attributes_of)
        self._reading = lru_cache(maxsize=20_000)(self._reading_of)

    def __call__(self, doc: Any) -> list[Reading]:
        """One reading a word. A doc where a pattern of several words may stand is read by spaCy's own pipes."""
        words = doc.to_array(("ORTH", "TAG", "DEP")).tolist()
        found = [self._attributes(self._kind(form), tag, relation) for form, tag, relation in words]
        if None in found:
            return [_reading(token) for token in self._lemmatizer(self._ruler(doc))]
        return [self._reading(word[0], attributes) for word, attributes in zip(words, found, strict=True)]

    def _kind_of(self, form: int) -> str:
        """The form of a word that a pattern names, else what all others have in common."""
        text = self._vocab.strings[form].lower()
        if text.isspace():
            return " "
        return text if text in self._words or any(pattern.search(text) for pattern in self._forms) else "-"

    def _attributes_of(self, kind: str, tag: int, relation: int) -> Attributes | None:
        """What the ruler sets on such a word; None where a pattern of several words may begin."""
        doc = self._one_word(kind)
        doc[0].tag, doc[0].dep = tag, relation
        if self._longer(doc, allow_missing=True):
            return None
        made: dict[int, int] = {}
        for rule, *_ in self._ruler.match(doc):  # the later rules have the last word
            made.update(self._ruler.attrs[rule])
        return tuple(made.items())

    def _reading_of(self, form: int, attributes: Attributes) -> Reading:
        from spacy.tokens._retokenize import set_token_attrs

        doc = self._one_word(self._vocab.strings[form])
        set_token_attrs(doc[0], dict(attributes))
        return _reading(self._lemmatizer(doc)[0])

    def _one_word(self, word: str) -> Any:
        from spacy.tokens import Doc

        return Doc(self._vocab, words=[word])


def _reading(token: Any) -> Reading:
    return Reading(token.text, token.lemma_.lower(), token.pos_, str(token.morph))


def _named(conditions: Sequence[str | dict[str, Any]]) -> tuple[frozenset[str], list[re.Pattern[str]]]:
    """The forms that patterns ask for: the words themselves (``"gon"``, ``{"IN": ["do", "does"]}``) and what they are
    like (``{"REGEX": "^n'?t$"}``)."""
    words = {word for word in conditions if isinstance(word, str)}
    others = [condition for condition in conditions if not isinstance(condition, str)]
    words.update(word for condition in others for word in condition.get("IN", ()))
    return frozenset(words), [re.compile(condition["REGEX"]) for condition in others if "REGEX" in condition]
