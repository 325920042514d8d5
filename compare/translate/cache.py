"""Translations remembered on this machine, so that a second run over the same sentences costs nothing.

An SQLite file in the user's cache folder: several processes may use it at once, and an interrupted one leaves nothing
half-written. It holds translations under a digest of the model's checksum, the settings and the sentence; the sentences
themselves are not in it. A file that cannot be used is said and done without.

``COMPARE_CACHE=off`` switches it off, ``COMPARE_CACHE=FOLDER`` puts it elsewhere.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:
    from compare.translate.checked import CheckedTranslator

VARIABLE = "COMPARE_CACHE"
FILE = "translations-1.sqlite3"
"""The number is that of the table's layout."""

MOST_ROWS = 200_000
"""Translations that are kept, about 40 MB; beyond it the tenth that has gone unused longest is dropped."""

PATIENCE = 5.0
"""Seconds to wait for another process that is writing."""

DAY = 86_400
SOME = 500
"""Keys in one query."""

_log = logging.getLogger("compare")


def open_cache() -> TranslationCache | None:
    """The user's cache; ``None`` where it is switched off."""
    chosen = os.environ.get(VARIABLE, "")
    if chosen.lower() in ("off", "0", "no"):
        return None
    folder = Path(chosen) if chosen else Path(platformdirs.user_cache_dir("compare"))
    return TranslationCache(folder / FILE)


class TranslationCache:
    """Digests -> translations. No error leaves it: the first is said, and from then on it holds nothing."""

    def __init__(self, path: Path, most: int = MOST_ROWS) -> None:
        self.path, self.most = path, most
        self._broken = False

    def read(self, keys: Sequence[bytes]) -> dict[bytes, str]:
        """The translations that are there; they count as used today."""
        if self._broken or not self.path.exists():
            return {}
        found: dict[bytes, str] = {}
        try:
            with closing(self._open()) as table, table:
                stale = []
                now = int(time.time())
                for start in range(0, len(keys), SOME):
                    some = keys[start : start + SOME]
                    marks = ",".join("?" * len(some))
                    rows = table.execute(f"SELECT key, text, used FROM translations WHERE key IN ({marks})", some)
                    for key, text, used in rows:
                        found[key] = text
                        if now - used > DAY:
                            stale.append((now, key))
                table.executemany("UPDATE translations SET used = ? WHERE key = ?", stale)
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
            return {}
        return found

    def write(self, translations: Mapping[bytes, str]) -> None:
        """Adds translations, and drops the oldest where there are too many."""
        if self._broken or not translations:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._open()) as table, table:
                now = int(time.time())
                rows = [(key, text, now) for key, text in translations.items()]
                table.executemany("INSERT OR REPLACE INTO translations VALUES (?, ?, ?)", rows)
                (count,) = table.execute("SELECT COUNT(*) FROM translations").fetchone()
                if count > self.most:
                    table.execute(
                        "DELETE FROM translations WHERE key IN "
                        "(SELECT key FROM translations ORDER BY used, rowid LIMIT ?)",
                        (count - self.most + self.most // 10,),
                    )
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)

    def _open(self) -> sqlite3.Connection:
        table = sqlite3.connect(self.path, timeout=PATIENCE)
        table.execute(
            "CREATE TABLE IF NOT EXISTS translations (key BLOB PRIMARY KEY, text TEXT NOT NULL, used INTEGER NOT NULL)"
        )
        return table

    def _give_up(self, error: Exception) -> None:
        self._broken = True
        _log.warning(
            "compare: The cache of translations cannot be used (%s: %s). Going on without it; "
            "delete the file, or set %s=off.",
            self.path,
            error,
            VARIABLE,
        )


class CachedTranslator:
    """Implements :class:`compare.translate.Translator`: asks the cache first, another translator for the rest."""

    def __init__(self, inner: CheckedTranslator, cache: TranslationCache) -> None:
        self.inner, self.cache = inner, cache
        self.name, self.checksum = inner.name, inner.checksum
        self.source, self.target = inner.source, inner.target

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """See :meth:`compare.translate.Translator.translate`."""
        plain = [" ".join(sentence.split()) for sentence in sentences]
        keys = self._keys(sentence for sentence in plain if sentence)
        known = self.cache.read(list(keys.values()))
        missing = [sentence for sentence, key in keys.items() if key not in known]
        if missing:
            made = {keys[one]: text for one, text in zip(missing, self.inner.translate(missing), strict=True)}
            self.cache.write(made)
            known |= made
        return [known[keys[sentence]] if sentence else "" for sentence in plain]

    def _keys(self, sentences: Iterable[str]) -> dict[str, bytes]:
        engine = f"{self.name}\0{self.checksum}\0{self.source}\0{self.target}\0{self.inner.settings}\0"
        return {one: hashlib.sha256(f"{engine}{one}".encode()).digest()[:16] for one in dict.fromkeys(sentences)}
