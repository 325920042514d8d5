"""What a training run is told: a TOML file beside this module, one a direction."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Table:
    """A file of sentence pairs, tab separated: name of the source, Russian, English.

    ``name`` stands for the first column where the file has none; ``limit`` is the most pairs that are taken.
    """

    path: str
    name: str | None = None
    limit: int | None = None


@dataclass(frozen=True)
class Data:
    """Which pairs are trained on. ``weights`` are passes over a source relative to the others (1 where absent);
    ``excluded`` sources are left out, ``limits`` cap a source. ``validation`` are two files of equal length, named
    without their endings ``.ru`` and ``.en``; a pair that shares a sentence with them is dropped."""

    tables: tuple[Table, ...]
    validation: str
    weights: dict[str, float] = field(default_factory=dict)
    excluded: tuple[str, ...] = ()
    limits: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Shape:
    """The network's size. Width, heads and feed-forward width of the encoder are those of its start."""

    encoder_layers: int = 8
    decoder_layers: int = 3
    decoder_heads: int = 6
    source_pieces: int = 28_000
    target_pieces: int = 10_000


@dataclass(frozen=True)
class Training:
    """The schedule, counted in target tokens: warm-up, a constant rate, then ``cooldown`` tokens of decay to zero.

    ``batch`` is the number of cells (sentences times the longest of them) of a batch, ``pool`` the pairs that are
    sorted by length together. ``minutes`` pass between two checkpoints, and between two validations.
    """

    tokens: int = 25_000_000
    cooldown: int = 5_000_000
    warmup_steps: int = 250
    batch: int = 2_000
    pool: int = 16_000
    encoder_rate: float = 3e-4
    decoder_rate: float = 1.2e-3
    dropout: float = 0.0
    smoothing: float = 0.1
    checkpoint_minutes: float = 4.0
    validation_minutes: float = 15.0
    seed: int = 1


@dataclass(frozen=True)
class Recipe:
    """Everything that makes a package: direction, version, data, size and schedule; ``card`` is copied into the
    package's card."""

    source: str
    target: str
    version: str
    data: Data
    shape: Shape = Shape()
    training: Training = Training()
    card: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The package's folder, such as ``translate-en_ru-1_0``."""
        return f"translate-{self.source}_{self.target}-{self.version.replace('.', '_')}"


def load(path: Path) -> Recipe:
    """Reads a recipe; raises TypeError for a key that there is not, KeyError for one that is missing. ``data`` may name
    a file beside it that holds the table; ``weights`` of the recipe's own go before those of the data."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    if isinstance(raw["data"], str):
        raw["data"] = tomllib.loads((path.parent / raw["data"]).read_text(encoding="utf-8"))
    data = dict(raw["data"])
    tables = tuple(Table(**table) for table in data.pop("tables"))
    data["excluded"] = tuple(data.get("excluded", ()))
    data["weights"] = {**data.get("weights", {}), **raw.get("weights", {})}
    return Recipe(
        source=raw["source"],
        target=raw["target"],
        version=raw["version"],
        data=Data(tables=tables, **data),
        shape=Shape(**raw.get("shape", {})),
        training=Training(**raw.get("training", {})),
        card=raw.get("card", {}),
    )
