"""``languages/*/abbreviations.toml``, compiled for the rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from compare.languages import Language

_REACH = 24
"""Code points; no abbreviation is longer."""


@dataclass(frozen=True)
class Lexicon:
    """What the rules know of a language.

    ``abbreviations`` maps an abbreviation without its last full stop, in lower case and without inner space, to what a
    capital after it means: ``join``, ``split``, ``weigh`` or ``number`` (see the table). ``longest`` matches the
    longest of them at the end of a string. ``capitalised`` are those that are abbreviations only with a capital.
    """

    abbreviations: Mapping[str, str]
    capitalised: frozenset[str]
    longest: re.Pattern[str]
    starters: frozenset[str]
    followers: re.Pattern[str]
    finite: re.Pattern[str]
    speech: re.Pattern[str]
    particle: re.Pattern[str]
    endings: frozenset[str]

    def abbreviation(self, left: str) -> str | None:
        """What a capital means after the abbreviation that ``left`` ends with; ``None`` if it ends with none."""
        match = self.longest.search(left[-_REACH:])
        if not match:
            return None
        found = re.sub(r"\s", "", match[1])
        key = found.lower()
        if key in self.capitalised and not found[0].isupper():
            return None
        return self.abbreviations[key]


@cache
def lexicon(language: Language) -> Lexicon:
    """The compiled table of a language."""
    table = language.table("abbreviations")
    rows = table["abbreviations"]
    kinds: dict[str, str] = {_key(row["form"]): row["capital"] for row in rows}
    longest_first = sorted(kinds, key=len, reverse=True)
    return Lexicon(
        abbreviations=kinds,
        capitalised=frozenset(_key(row["form"]) for row in rows if row["form"][0].isupper()),
        longest=re.compile(rf"(?<![\w.])({'|'.join(map(_spaced, longest_first))})$", re.I),
        starters=frozenset(table["starters"].split()),
        followers=re.compile(rf"(?:{table['followers']})"),
        finite=re.compile(rf"(?<!\w)(?:{table['finite']})(?!\w)"),
        speech=re.compile(table["speech"]),
        particle=re.compile(table["particle"]),
        endings=frozenset(table["domains"].split()),
    )


def _key(form: str) -> str:
    return re.sub(r"\s", "", form).lower().removesuffix(".")


def _spaced(key: str) -> str:
    """Matches the key with or without spaces after its inner full stops: «т.д» and «т. д»."""
    return re.escape(key).replace(r"\.", r"\.\s?")
