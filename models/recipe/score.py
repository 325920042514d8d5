"""BLEU and chrF of a network on the validation pairs of its working folder, translated as a user would: by
ctranslate2 in int8."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from torch import Tensor

from models.recipe import convert, pieces
from models.recipe.settings import Recipe


def validation(work: Path) -> list[tuple[str, str]]:
    """Source and reference sentences."""
    lines = (work / "validation.tsv").read_text(encoding="utf-8").splitlines()
    return [(source, target) for source, _, target in (line.partition("\t") for line in lines)]


def of_weights(
    recipe: Recipe, weights: Mapping[str, Tensor], work: Path, sentences: int, beam: int = 1, threads: int = 1
) -> dict[str, float]:
    """Scores on ``sentences`` of the validation pairs, evenly chosen."""
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model"
        convert.write(recipe, weights, work, model)
        pairs = validation(work)
        pairs = pairs[:: max(1, len(pairs) // sentences)]
        return of_model(model, work, pairs, beam, threads)


def of_model(model: Path, work: Path, pairs: list[tuple[str, str]], beam: int, threads: int) -> dict[str, float]:
    """Scores of a ctranslate2 model on these pairs."""
    import ctranslate2
    import sacrebleu

    translator = ctranslate2.Translator(str(model), compute_type="int8", intra_threads=threads)
    source, target = (pieces.load(work / f"{side}.model") for side in ("source", "target"))
    results = translator.translate_batch(
        source.encode([pair[0] for pair in pairs], out_type=str),
        beam_size=beam,
        max_batch_size=2048,
        batch_type="tokens",
        max_decoding_length=200,
    )
    made = [target.decode_pieces(result.hypotheses[0]) for result in results]
    reference = [[pair[1] for pair in pairs]]
    return {
        "bleu": sacrebleu.corpus_bleu(made, reference).score,
        "chrf": sacrebleu.corpus_chrf(made, reference).score,
    }
