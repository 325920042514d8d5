"""razdel's tokenizer, asked only where two pieces touch: it puts all its questions to every pair of neighbours, also to
those that a space parts, which are never joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from razdel.segmenters.tokenize import TokenSplit, TokenSplitter
from razdel.segmenters.tokenize import tokenize as razdel
from razdel.substring import Substring

_splitter = TokenSplitter()


def tokenize(text: str) -> list[Substring]:
    """The words and marks of a text with ``start``, ``stop`` and ``text``, as ``razdel.tokenize`` has them."""
    atoms = list(_splitter.atoms(text))
    found = []
    first = 0
    for number, atom in enumerate(atoms, start=1):
        start = atoms[first].start
        if number == len(atoms) or not _joined(atoms, number, text[start : atom.stop]):
            found.append(Substring(start, atom.stop, text[start : atom.stop]))
            first = number
    return found


def _joined(atoms: Sequence[Any], number: int, piece: str) -> bool:
    """Whether the atom of this number belongs to the piece before it."""
    if atoms[number - 1].stop != atoms[number].start:
        return False
    window = _splitter.window
    split = TokenSplit(atoms[max(0, number - window) : number], "", atoms[number : number + window])
    split.buffer = piece
    return bool(razdel.join(split))
