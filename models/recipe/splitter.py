"""The sentence splitter inside a package, without which argostranslate would fetch one: a small convolutional network
over characters, in the form that the library ``minisbd`` runs.

It learns on sentences of the training pairs joined to paragraphs: where one ends is known. minisbd takes onnx models
with the inputs ``units`` (characters) and ``features`` (after a space, a capital, a number; ``[batch, length, 3]``)
and three classes, of which the third ends a sentence; its vocabulary and configuration lie in the model's metadata.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

FEATURES = ("space_before", "capitalized", "numeric")
UNKNOWN = 1
LEAST_COUNT = 15
"""Occurrences of a character that has a number of its own."""

WIDTH, EMBEDDED, REACH = 64, 24, (15, 9)
"""Channels; size of a character's vector; characters that the two convolutions see."""

LONGEST = 600
"""Characters of a paragraph."""

INSIDE = re.compile(r"[.!?…][\"»”)]*\s+[\"«“(—–-]*\s*[A-ZА-ЯЁ]")
"""What looks like two sentences: such rows teach nothing about where the first one ends."""

NUMERIC = re.compile(r"\d")
CONFIG = {
    "skip_newline": False, "max_seqlen": 1000, "no_ssplit": False, "batch_size": 16, "feat_funcs": list(FEATURES),
    "use_dictionary": False, "num_dict_feat": 0,
}  # fmt: skip


class Splitter(nn.Module):
    """Characters ``[batch, length]`` and features ``[batch, length, 3]`` -> scores ``[batch, 2, length]``: goes on,
    ends here."""

    def __init__(self, characters: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(characters, EMBEDDED, padding_idx=0)
        wide, narrow = REACH
        self.first = nn.Conv1d(EMBEDDED + len(FEATURES), WIDTH, wide, padding=wide // 2)
        self.second = nn.Conv1d(WIDTH, WIDTH, narrow, padding=narrow // 2)
        self.output = nn.Conv1d(WIDTH, 2, 1)

    def forward(self, units: Tensor, features: Tensor) -> Tensor:
        states = torch.cat([self.embedding(units), features], -1).transpose(1, 2)
        return self.output(torch.relu(self.second(torch.relu(self.first(states)))))


@dataclass(frozen=True)
class Alphabet:
    """The characters that have a number."""

    characters: tuple[str, ...]

    @classmethod
    def of(cls, sentences: Sequence[str]) -> Alphabet:
        counts = Counter(character for sentence in sentences for character in sentence)
        known = [character for character, count in counts.most_common() if count >= LEAST_COUNT or character == " "]
        return cls(("<PAD>", "<UNK>", *known))

    @property
    def numbers(self) -> dict[str, int]:
        return {character: number for number, character in enumerate(self.characters)}


def train(sentences: Sequence[str], steps: int, seed: int = 3) -> tuple[Splitter, Alphabet]:
    """Learns where sentences end. ``sentences`` are single ones; a few thousand do."""
    torch.manual_seed(seed)
    chosen = random.Random(seed)
    single = [sentence for sentence in sentences if len(sentence) > 1 and not INSIDE.search(sentence)]
    alphabet = Alphabet.of(single)
    network = Splitter(len(alphabet.characters))
    optimizer = torch.optim.Adam(network.parameters(), 2e-3)
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * (1 - step / steps) + 1e-5
        units, features, wanted = _batch([_paragraph(single, chosen) for _ in range(32)], alphabet)
        loss = functional.cross_entropy(
            network(units, features), wanted, weight=torch.tensor([1.0, 2.0]), ignore_index=-100
        )
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return network, alphabet


def _paragraph(sentences: Sequence[str], chosen: random.Random) -> list[str]:
    """One to five sentences; those that end without a stop, such as headlines, are rare within one."""
    rows = [chosen.choice(sentences) for _ in range(chosen.randint(1, 5))]
    kept = [row for row in rows if row[-1] in '.!?…"»”)' or chosen.random() < 0.2]
    return kept or rows[:1]


def _batch(paragraphs: list[list[str]], alphabet: Alphabet) -> tuple[Tensor, Tensor, Tensor]:
    numbers = alphabet.numbers
    length = min(LONGEST, max(sum(len(row) + 1 for row in rows) for rows in paragraphs))
    units = torch.zeros(len(paragraphs), length, dtype=torch.long)
    features = torch.zeros(len(paragraphs), length, len(FEATURES))
    wanted = torch.full((len(paragraphs), length), -100)
    for rank, rows in enumerate(paragraphs):
        text = " ".join(rows)[:length]
        ends = set()
        end = -1
        for row in rows:
            end += len(row) + (1 if end >= 0 else 0)
            ends.add(end)
        units[rank, : len(text)] = torch.tensor([numbers.get(character, UNKNOWN) for character in text])
        features[rank, : len(text)] = torch.tensor(_features(text))
        wanted[rank, : len(text)] = torch.tensor([int(place in ends) for place in range(len(text))])
    return units, features, wanted


def _features(text: str) -> list[list[float]]:
    """As minisbd computes them, a character at a time."""
    return [
        [float(character == " "), float(character.isupper()), float(bool(NUMERIC.match(character)))]
        for character in text
    ]


def write(network: Splitter, alphabet: Alphabet, language: str, path: Path) -> None:
    """Writes the onnx model."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    weights = {name: tensor.detach().numpy() for name, tensor in network.state_dict().items()}
    output = torch.zeros(3, WIDTH, 1)
    bias = torch.tensor([0.0, -1e4, 0.0])  # the second class, the end of a word, is never chosen
    output[0], output[2] = network.output.weight.detach()
    bias[0], bias[2] = network.output.bias.detach()
    weights |= {"output.weight": output.numpy(), "output.bias": bias.numpy()}
    wide, narrow = REACH

    def convolution(layer: str, source: str, result: str, size: int) -> onnx.NodeProto:
        names = [source, f"{layer}.weight", f"{layer}.bias"]
        return helper.make_node("Conv", names, [result], kernel_shape=[size], pads=[size // 2] * 2)

    nodes = [
        helper.make_node("Gather", ["embedding.weight", "units"], ["embedded"], axis=0),
        helper.make_node("Concat", ["embedded", "features"], ["joined"], axis=2),
        helper.make_node("Transpose", ["joined"], ["turned"], perm=[0, 2, 1]),
        convolution("first", "turned", "one", wide),
        helper.make_node("Relu", ["one"], ["one_positive"]),
        convolution("second", "one_positive", "two", narrow),
        helper.make_node("Relu", ["two"], ["two_positive"]),
        convolution("output", "two_positive", "scores", 1),
        helper.make_node("Transpose", ["scores"], ["pred"], perm=[0, 2, 1]),
    ]
    inputs = [
        helper.make_tensor_value_info("units", TensorProto.INT64, ["batch", "length"]),
        helper.make_tensor_value_info("features", TensorProto.FLOAT, ["batch", "length", len(FEATURES)]),
    ]
    outputs = [helper.make_tensor_value_info("pred", TensorProto.FLOAT, ["batch", "length", 3])]
    tensors = [numpy_helper.from_array(array, name) for name, array in weights.items()]
    graph = helper.make_graph(nodes, "splitter", inputs, outputs, tensors)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    vocabulary = {
        "lang": language, "idx": 0, "cutoff": 0, "lower": False, "_unit2id": alphabet.numbers,
        "_id2unit": list(alphabet.characters),
    }  # fmt: skip
    helper.set_model_props(
        model,
        {
            "lang_code": language,
            "config": json.dumps(CONFIG),
            "vocab": json.dumps(vocabulary),
            "lexicon": "null",
        },
    )
    onnx.checker.check_model(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(path))
