"""Writes ``models/manifest.json``: run it after a shipped model has changed.

    python models/recipe/manifest.py

It takes licence, data and scores from each model's ``card.json`` and adds the sha256 and size of its files.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

MODELS = Path(__file__).resolve().parent.parent


def entry(folder: Path) -> dict[str, object]:
    """One model's card with its files."""
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    files = {
        path.relative_to(folder).as_posix(): {
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "bytes": path.stat().st_size,
        }
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    return {"name": folder.name, **card, "files": files}


def main() -> None:
    """Writes the manifest of every folder that has a card."""
    models = [entry(path.parent) for path in sorted(MODELS.glob("*/card.json"))]
    manifest = {"schema": "compare.models/1", "models": models}
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (MODELS / "manifest.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
