"""Language knowledge is data: one folder a language, all of the same shape, tables in TOML.

``load("ru").table("numbers")`` gives the parsed table ``languages/ru/numbers.toml``. A third language is a third
folder; nothing outside it names a language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from compare.errors import LanguageError


@cache
def _table(code: str, name: str) -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / code / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=512)
def _words(code: str, table: str, lists: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in lists for word in _table(code, table)[name])


class Language(NamedTuple):
    """A language and its tables. Hashable, and a tuple so that it is hashed fast: what is compiled from its tables and
    what is made of its words is cached by it."""

    code: str

    @property
    def name(self) -> str:
        """The language's English name."""
        return str(self.table("language")["name"])

    def table(self, name: str) -> Mapping[str, Any]:
        """The parsed table ``<name>.toml`` of this language, read once a process; treat it as read-only."""
        return _table(self.code, name)

    def words(self, table: str, *lists: str) -> frozenset[str]:
        """The words of these lists of a table as one set, made once a process.

        >>> sorted(load("en").words("names", "phrase_ends", "editors"))
        ['affairs', 'ed', 'eds']
        """
        return _words(self.code, table, lists)


@lru_cache(maxsize=1)
def known() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that have a folder, in alphabetical order.

    >>> known()
    ('en', 'ru')
    """
    return tuple(sorted(path.name for path in files(__package__).iterdir() if (path / "language.toml").is_file()))


@cache
def load(code: str) -> Language:
    """The language with this ISO 639-1 code. Raises LanguageError for one that has no folder.

    >>> load("ru").name
    'Russian'
    """
    if code not in known():
        raise LanguageError(f"No tables for the language '{code}'. Known languages: {', '.join(known())}.")
    return Language(code)
