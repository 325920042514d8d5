"""Firefox Translations models (MPL-2.0) converted to ctranslate2.

The layout is that of the PyPI package ``firefox-translations``, which fetches and converts them: a folder a pair,
named ``ru-en``, with the model (``model.bin`` and ``config.json``) in it or in ``ctranslate2_model``, and beside it
``vocab.spm`` for both languages or ``source.spm`` and ``target.spm``. Only models that were converted are run here:
nothing is fetched.
"""

from __future__ import annotations

import os
from pathlib import Path

from compare.engines.seq2seq import Seq2SeqEngine
from compare.errors import ModelError

CONVERTED = "ctranslate2_model"


def load(source: str, target: str, folder: Path | None = None, threads: int | None = None) -> Seq2SeqEngine:
    """The engine for this pair. ``folder`` is that of the pair or one that holds it; without it, the package's own.

    Raises ModelError where there is no converted model of the pair, with the way to get one.
    """
    where = folder or default_folder()
    pair = f"{source}-{target}"
    for place in (where / pair, where):
        for model in (place, place / CONVERTED):
            if (model / "model.bin").is_file():
                return _engine(source, target, place, model, threads)
    raise ModelError(
        f"There is no Firefox Translations model for {pair} in '{where}'. It should hold the folder {pair} with "
        f"model.bin and vocab.spm, as the package firefox-translations makes it: pip install firefox-translations "
        f"&& firefox-translate --download -f {source} -t {target}. Or choose another with --translator."
    )


def default_folder() -> Path:
    """Where the package ``firefox-translations`` keeps its models."""
    cache = os.environ.get("FIREFOX_TRANSLATIONS_CACHE_DIR")
    return (Path(cache) if cache else Path.home() / ".cache" / "firefox_translations") / "models"


def _engine(source: str, target: str, place: Path, model: Path, threads: int | None) -> Seq2SeqEngine:
    shared = next((path for path in (place / "vocab.spm", model / "vocab.spm") if path.is_file()), None)
    return Seq2SeqEngine(
        name=f"firefox/{source}-{target}",
        source=source,
        target=target,
        where=place,
        model_folder=model,
        source_pieces=shared or place / "source.spm",
        target_pieces=shared or place / "target.spm",
        threads=threads,
    )
