"""Whose name stands in the words for a speaker: his own, or that of somebody whom he belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from compare.records import Token

POSSESSIVE = ("'s", "’s", "'", "’")
OF = frozenset({"of", "for", "to"})


def is_holder(start: int, stop: int, words: Sequence[Token]) -> bool:
    """Whether the name from ``start`` to ``stop`` is the speaker's own among the ``words`` of his source, and no
    possessor's (Smith's lawyer, a lawyer for Smith; адвокат Смирнова заявил)."""
    name = [word for word in words if start <= word.start < stop]
    before = [word for word in words if word.start < start]
    after = [word for word in words if word.start >= stop]
    if not name or not (before or after):
        return True
    if after and (after[0].text in POSSESSIVE or name[-1].text in POSSESSIVE):
        return not any(word.pos in ("NOUN", "PROPN") for word in after)
    if any(word.lemma in OF and word.pos == "ADP" for word in before[-1:]):
        return False
    head = next((word for word in before if word.pos == "NOUN" and "Case=Nom" in word.features), None)
    return head is None or not any(_is_inflected_genitive(word) for word in name)


def _is_inflected_genitive(word: Token) -> bool:
    """A genitive that shows: parsers give foreign names, which have no endings, any case at all."""
    return "Case=Gen" in word.features and word.text.lower() != word.lemma
