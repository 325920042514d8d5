"""Argos packages as translation engines.

argostranslate.package finds and checks the packages; argostranslate.translate is not used, since it imports torch,
splits every text again and translates sentence by sentence (7 sentences a second against 70 and more here).
"""

from __future__ import annotations

import json
from pathlib import Path

from compare.engines.seq2seq import Seq2SeqEngine
from compare.models import TranslationPackage
from compare.translate import choose


def load(source: str, target: str, folder: Path | None = None, threads: int | None = None) -> Seq2SeqEngine | None:
    """The engine of the package that a run uses for this pair; see :func:`compare.translate.choose`."""
    package = choose(source, target, folder)
    return None if package is None else engine(package, threads)


def engine(package: TranslationPackage, threads: int | None = None) -> Seq2SeqEngine:
    """The engine of a package. The sentencepiece model is the source's; pieces of the target are joined as they are,
    as in argostranslate."""
    return Seq2SeqEngine(
        name=f"argos/{package.name}",
        source=package.source,
        target=package.target,
        where=package.path,
        model_folder=package.path / "model",
        source_pieces=package.path / "sentencepiece.model",
        prefix=_prefix(package.path),
        threads=threads,
    )


def _prefix(path: Path) -> str:
    return str(json.loads((path / "metadata.json").read_text(encoding="utf-8")).get("target_prefix") or "")
