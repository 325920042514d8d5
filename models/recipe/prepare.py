"""Tables and a pretrained encoder -> a working folder that holds all that training needs, in parts of under 60 MB.

source.model, target.model   the vocabularies
pairs-00.npz ...             piece numbers of the pairs, with their source's number
sources.json                 the sources' names and weights
validation.tsv               source, target
start-00.safetensors ...     the network's first weights, float16
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from models.recipe import e5, pieces, tables
from models.recipe.network import Network
from models.recipe.settings import Recipe

PART_BYTES = 55_000_000
PART_PAIRS = 300_000
MAX_PIECES = 110
"""Pieces of the longest sentence that is trained on."""

SAMPLE = 200_000
"""Sentences in which the pieces are counted."""

RIDGE = 1e-3

Log = Callable[[str], None]


def prepare(recipe: Recipe, data: Path, work: Path, parent: Path | None = None, log: Log = print) -> None:
    """Fills ``work``. ``parent`` is the working folder of another run whose weights this one starts from, in the same
    or in the other direction; without it the start is the pretrained encoder and an untrained decoder."""
    work.mkdir(parents=True, exist_ok=True)
    pairs = tables.read_pairs(recipe.data, data, recipe.training.seed)
    log("pairs by source: " + ", ".join(f"{name} {len(rows)}" for name, rows in sorted(pairs.items())))
    sides = {name: [_oriented(pair, recipe) for pair in rows] for name, rows in pairs.items()}
    start = e5.read(e5.default_path())
    _write_vocabularies(recipe, start, sides, work)
    _write_validation(recipe, data, work)
    log(f"{_write_pairs(recipe, sides, work)} pairs written")
    _write_weights(first_weights(recipe, start, work, parent), work)


def start_weights(work: Path) -> dict[str, Tensor]:
    """The weights that ``prepare`` wrote, as float32."""
    parts = [load_file(path) for path in sorted(work.glob("start-*.safetensors"))]
    return {name: tensor.float() for part in parts for name, tensor in part.items()}


def new_network(recipe: Recipe, work: Path, dropout: float = 0.0) -> Network:
    """An untrained network of the recipe's shape over the folder's vocabularies."""
    sizes = [pieces.load(work / f"{side}.model").get_piece_size() for side in ("source", "target")]
    shape = recipe.shape
    return Network(*sizes, shape.encoder_layers, shape.decoder_layers, shape.decoder_heads, dropout=dropout)


def _oriented(pair: tables.Pair, recipe: Recipe) -> tuple[str, str]:
    source, target = pair if recipe.source == "ru" else pair[::-1]
    return source, target.translate(tables.STRAIGHT_QUOTES)


def _write_vocabularies(recipe: Recipe, start: e5.Start, sides: dict[str, list[tuple[str, str]]], work: Path) -> None:
    known = pieces.usable(start)
    everything = pieces.build(sorted(known), start, known)
    rows = [pair for source in sides.values() for pair in source]
    sample = random.Random(recipe.training.seed).sample(rows, min(len(rows), SAMPLE))
    sizes = recipe.shape.source_pieces, recipe.shape.target_pieces
    for rank, (side, language) in enumerate((("source", recipe.source), ("target", recipe.target))):
        counts = pieces.count(everything, (pair[rank] for pair in sample))
        chosen = pieces.choose(counts, known, language, sizes[rank], target=side == "target")
        (work / f"{side}.model").write_bytes(pieces.build(chosen, start, known))


def _write_validation(recipe: Recipe, data: Path, work: Path) -> None:
    rows = (pair if recipe.source == "ru" else pair[::-1] for pair in tables.validation(recipe.data, data))
    (work / "validation.tsv").write_text("".join(f"{a}\t{b}\n" for a, b in rows), encoding="utf-8")


def _write_pairs(recipe: Recipe, sides: dict[str, list[tuple[str, str]]], work: Path) -> int:
    processors = [pieces.load(work / f"{side}.model") for side in ("source", "target")]
    rows: list[tuple[int, list[int], list[int]]] = []
    for number, pairs in enumerate(sides.values()):
        source, target = (processor.encode([pair[rank] for pair in pairs]) for rank, processor in enumerate(processors))
        rows += [
            (number, left, right)
            for left, right in zip(source, target, strict=True)
            if 0 < len(left) <= MAX_PIECES and 0 < len(right) <= MAX_PIECES and right.count(pieces.UNKNOWN) <= 1
        ]
    for old in work.glob("pairs-*.npz"):
        old.unlink()
    for part in range(0, len(rows), PART_PAIRS):
        numbers, left, right = zip(*rows[part : part + PART_PAIRS], strict=True)
        np.savez_compressed(
            work / f"pairs-{part // PART_PAIRS:02}.npz",
            origin=np.array(numbers, np.uint8),
            source=np.concatenate([np.array(row, np.uint16) for row in left]),
            source_lengths=np.array([len(row) for row in left], np.uint8),
            target=np.concatenate([np.array(row, np.uint16) for row in right]),
            target_lengths=np.array([len(row) for row in right], np.uint8),
        )
    weights = [recipe.data.weights.get(name, 1.0) for name in sides]
    (work / "sources.json").write_text(json.dumps(dict(zip(sides, weights, strict=True)), indent=1), encoding="utf-8")
    return len(rows)


def first_weights(recipe: Recipe, start: e5.Start, work: Path, parent: Path | None) -> dict[str, Tensor]:
    """The network's weights before the first step."""
    known = pieces.usable(start)
    names = {side: pieces.names(pieces.load(work / f"{side}.model")) for side in ("source", "target")}
    table = torch.from_numpy(start.tensors["emb.word"]).view(-1, start.width)

    def rows(side: list[str]) -> Tensor:
        return table[[*start.special, *(known[piece] for piece in side[len(pieces.CONTROL) :])]]

    torch.manual_seed(recipe.training.seed)
    weights = dict(new_network(recipe, work).state_dict())
    weights.update(_encoder(start, recipe.shape.encoder_layers))
    weights["source_embedding.weight"] = rows(names["source"])
    target = _centred(rows(names["target"]))
    if parent is not None:
        inherited = start_weights(parent)
        old_names = pieces.names(pieces.load(parent / "target.model"))
        trained = inherited.pop("target_embedding.weight")
        inherited.pop("source_embedding.weight")
        weights.update({name: tensor for name, tensor in inherited.items() if name in weights})
        target = _carried_over(target, names["target"], trained, old_names, known, table, start.special)
    weights["target_embedding.weight"] = target
    return weights


def _encoder(start: e5.Start, layers: int) -> dict[str, Tensor]:
    """The start's first layers under the network's names. Token types are all the same: their vector is added to the
    positions."""
    tensors = {name: torch.from_numpy(flat) for name, flat in start.tensors.items()}
    width = start.width
    found = {
        "source_positions": tensors["emb.pos"].view(-1, width) + tensors["emb.type"][:width],
        "source_norm.weight": tensors["emb.ln.w"],
        "source_norm.bias": tensors["emb.ln.b"],
    }
    for number in range(layers):
        old, new = f"l{number}.", f"encoder.{number}."
        joined = [tensors[old + part] for part in ("q.w", "k.w", "v.w")]
        found[new + "attention.query_key_value.weight"] = torch.cat(joined).view(-1, width)
        found[new + "attention.query_key_value.bias"] = torch.cat([tensors[old + p] for p in ("q.b", "k.b", "v.b")])
        for theirs, ours in (("ao", "attention.output"), ("fi", "inner"), ("fo", "outer")):
            bias = tensors[f"{old}{theirs}.b"]
            found[f"{new}{ours}.weight"] = tensors[f"{old}{theirs}.w"].view(len(bias), -1)
            found[f"{new}{ours}.bias"] = bias
        for theirs, ours in (("aln", "attention_norm"), ("oln", "norm")):
            found[f"{new}{ours}.weight"] = tensors[f"{old}{theirs}.w"]
            found[f"{new}{ours}.bias"] = tensors[f"{old}{theirs}.b"]
    return found


def _centred(rows: Tensor) -> Tensor:
    """Embeddings for a decoder from those of the encoder: centred, of the size that tied embeddings start with."""
    rows = rows - rows.mean(0)
    return rows / rows.std() * rows.shape[1] ** -0.5


def _carried_over(
    fresh: Tensor,
    names: list[str],
    trained: Tensor,
    old_names: list[str],
    known: dict[str, int],
    table: Tensor,
    special: tuple[int, int, int],
) -> Tensor:
    """Target embeddings from a parent: a piece that it knows keeps its row. The others are put where a linear map
    (ridge regression) takes them that was fitted on the parent's own pieces, from the start's embedding to the
    trained one: since the start is cross-lingual, a Russian word lands near its English counterpart."""
    kept = [rank for rank, name in enumerate(old_names) if rank >= len(pieces.CONTROL) and name in known]
    before = _with_one(_centred(table[[known[old_names[rank]] for rank in kept]]))
    gram = before.T @ before
    ridge = RIDGE * gram.diagonal().mean() * torch.eye(len(gram))
    carry = torch.linalg.solve(gram + ridge, before.T @ trained[kept])
    carried = _with_one(fresh) @ carry
    where = {name: rank for rank, name in enumerate(old_names)}
    for rank, name in enumerate(names):
        if name in where:
            carried[rank] = trained[where[name]]
    return carried


def _with_one(rows: Tensor) -> Tensor:
    return torch.cat([rows, torch.ones(len(rows), 1)], dim=1)


def _write_weights(weights: dict[str, Tensor], work: Path) -> None:
    for old in work.glob("start-*.safetensors"):
        old.unlink()
    for number, part in enumerate(_parts(weights)):
        save_file(part, work / f"start-{number:02}.safetensors")


def _parts(weights: dict[str, Tensor]) -> Iterator[dict[str, Tensor]]:
    part: dict[str, Tensor] = {}
    size = 0
    for name, tensor in weights.items():
        half = tensor.half().contiguous()
        if part and size + half.nbytes > PART_BYTES:
            yield part
            part, size = {}, 0
        part[name] = half
        size += half.nbytes
    yield part


__all__: list[Any] = ["first_weights", "new_network", "prepare", "start_weights"]
