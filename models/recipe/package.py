"""A trained working folder -> an Argos package with its card."""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from models.recipe import batches, convert, pieces, score, splitter
from models.recipe.prepare import start_weights
from models.recipe.settings import Recipe
from models.recipe.train import CHECKPOINT

NAMES = {"ru": "Russian", "en": "English"}
ARGOS_VERSION = "1.9"
BEAM = 4
SPLITTER_SENTENCES = 20_000
SPLITTER_STEPS = 600


def build(
    recipe: Recipe,
    work: Path,
    out: Path,
    command: str,
    beam: int = BEAM,
    splitter_steps: int = SPLITTER_STEPS,
    log: Callable[[str], None] = print,
) -> Path:
    """Writes the package's folder into ``out``, in the place of one of its name, and returns it.

    ``command`` is what made it, for the card.
    """
    weights, progress = trained(work)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".package-", dir=out) as folder:
        package = Path(folder) / recipe.name
        convert.write(recipe, weights, work, package / "model")
        shutil.copyfile(work / "source.model", package / "sentencepiece.model")
        (package / "metadata.json").write_text(json.dumps(_metadata(recipe), indent=1) + "\n", encoding="utf-8")
        log("training the sentence splitter")
        made = splitter.train(sentences(work, recipe.training.seed), splitter_steps)
        splitter.write(*made, recipe.source, package / "minisbd" / f"{recipe.source}.onnx")
        log("scoring")
        pairs = score.validation(work)
        scores = score.of_model(package / "model", work, pairs, beam, threads=torch.get_num_threads())
        card = _card(recipe, work, progress, scores, len(pairs), beam, command)
        (package / "card.json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        (package / "README.md").write_text(_readme(recipe, card), encoding="utf-8")
        place = out / recipe.name
        if place.exists():
            shutil.move(place, Path(folder) / "old")
        package.rename(place)
    return place


def pack(package: Path, out: Path) -> Path:
    """The package as an ``.argosmodel`` file in the folder ``out``."""
    path = out / f"{package.name}.argosmodel"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for file in sorted(file for file in package.rglob("*") if file.is_file()):
            zipped.write(file, file.relative_to(package.parent))
    return path


def trained(work: Path) -> tuple[dict[str, Tensor], dict[str, int]]:
    """The weights of the last checkpoint and how far it had come; the first weights where nothing was trained."""
    if not (work / CHECKPOINT).is_file():
        return start_weights(work), {"tokens": 0, "pairs": 0}
    saved = torch.load(work / CHECKPOINT, map_location="cpu", weights_only=True)
    return saved["network"], saved["progress"]


def sentences(work: Path, seed: int) -> list[str]:
    """Some of the source's training sentences, read back from their pieces."""
    pairs, tokenizer = batches.read(work), pieces.load(work / "source.model")
    count = len(pairs.starts[0]) - 1
    order = torch.randperm(count, generator=torch.Generator().manual_seed(seed))[:SPLITTER_SENTENCES]
    return [str(tokenizer.decode(pairs.row(int(rank))[0].tolist())) for rank in order]


def _metadata(recipe: Recipe) -> dict[str, Any]:
    return {
        "package_version": recipe.version,
        "argos_version": ARGOS_VERSION,
        "from_code": recipe.source,
        "from_name": NAMES[recipe.source],
        "to_code": recipe.target,
        "to_name": NAMES[recipe.target],
        "target_prefix": "",
        "links": [],
        "type": "translate",
        "code": f"translate-{recipe.source}_{recipe.target}",
    }


def _card(
    recipe: Recipe, work: Path, progress: dict[str, int], scores: dict[str, float], tested: int, beam: int, command: str
) -> dict[str, Any]:
    name = Path(recipe.data.validation).name
    used = sorted(json.loads((work / "sources.json").read_text(encoding="utf-8")))
    return {
        "kind": "argos-translate",
        "from": recipe.source,
        "to": recipe.target,
        "version": recipe.version,
        **recipe.card,
        "sources": used,
        "training": {"target_tokens": progress["tokens"], "pairs": progress["pairs"]},
        "held_out": recipe.card.get("held_out", name),
        "scores": {
            f"BLEU {name}": round(scores["bleu"], 1),
            f"chrF {name}": round(scores["chrf"], 1),
            "sentences": tested,
            "beam": beam,
        },
        "command": command,
    }


def _readme(recipe: Recipe, card: dict[str, Any]) -> str:
    scores = "\n".join(f"- {name}: {value}" for name, value in card["scores"].items())
    return f"""# {recipe.name}

{NAMES[recipe.source]} to {NAMES[recipe.target]}, for Argos Translate (ctranslate2, int8).

Made by `models/recipe` of compare: `{card["command"]}`.

- Start: {card.get("base", "not said")}
- Data: {card.get("data", "not said")}
- Seen in training: {card["training"]["pairs"]:,} pairs, {card["training"]["target_tokens"]:,} target tokens
- Held out, never trained on: {card["held_out"]}
- Licence: {card.get("licence", "not said")}
- Known faults: {card.get("faults", "not said")}

## Scores

{scores}
"""
