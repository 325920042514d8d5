"""Files of sentence pairs -> pairs fit for training, by the name of their source."""

from __future__ import annotations

import lzma
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from models.recipe.settings import Data, Table

Pair = tuple[str, str]
"""Russian, English."""

STRAIGHT_QUOTES = str.maketrans(dict.fromkeys("«»“”„", '"') | {"‘": "'", "’": "'", "…": "..."})
"""One form of each mark on the target side: the choice between them cannot be learnt from the source."""

INVISIBLE = str.maketrans("", "", "\u00ad\u0301\u200b")
"""Soft hyphens, stress marks, zero-width spaces."""

MIN_HELD_OUT = 12
"""Letters from which on a sentence of the validation set is kept out; shorter ones ("By whom?") say nothing."""


def read_pairs(data: Data, folder: Path, seed: int) -> dict[str, list[Pair]]:
    """The pairs of all tables by source, without doubles, excluded sources and what validation holds."""
    held_out = {key for pair in validation(data, folder) for text in pair if len(key := _key(text)) > MIN_HELD_OUT}
    found: dict[str, list[Pair]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for table in data.tables:
        for name, ru, en in _rows(table, folder):
            keys = _key(ru), _key(en)
            if name in data.excluded or keys in seen or not held_out.isdisjoint(keys) or not all(keys):
                continue
            seen.add(keys)
            found[name].append((ru.translate(INVISIBLE).strip(), en.translate(INVISIBLE).strip()))
    chosen = random.Random(seed)
    for name, limit in data.limits.items():
        if len(found.get(name, ())) > limit:
            found[name] = chosen.sample(found[name], limit)
    return dict(found)


def validation(data: Data, folder: Path) -> list[Pair]:
    """The pairs that are never trained on."""
    sides = [
        (folder / f"{data.validation}.{language}").read_text(encoding="utf-8").rstrip("\n").split("\n")
        for language in ("ru", "en")
    ]
    return list(zip(*sides, strict=True))


def _rows(table: Table, folder: Path) -> Iterator[tuple[str, str, str]]:
    path = folder / table.path
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as stream:
        for rank, line in enumerate(stream):
            if table.limit is not None and rank >= table.limit:
                return
            cells = line.rstrip("\n").split("\t")
            if table.name is not None:
                cells = [table.name, *cells]
            if len(cells) == 3:
                yield cells[0], cells[1], cells[2]


def _key(text: str) -> str:
    """What two sentences share that differ in marks, spaces and capitals only."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())
