"""Shards of features -> ``head.npz``: ``python -m models.recipe.words.train WORK --out head.npz``."""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from models.recipe.words.prepare import STATE

HIDDEN = (192, 64)
BATCH = 512
RATE = 1e-3
TOGETHER = 8
"""Shards that are shuffled together."""

ALARMS = 0.1
CONTENT_COLUMN = 7
"""Of the scalars: whether the word carries content; others are not judged."""

Arrays = dict[str, np.ndarray]


def rows(arrays: Arrays, side: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features, labels and sample ranks of a shard's content words, (n, 4 * 384 + 13)."""
    states, scalars = arrays[f"{side}.states"].astype(np.float32), arrays[f"{side}.scalars"]
    own, attended = states[:, :STATE], states[:, STATE:]
    features = np.concatenate([own, attended, 3 * own * attended, np.abs(own - attended), scalars], axis=1)
    content = scalars[:, CONTENT_COLUMN] > 0
    return features[content], arrays[f"{side}.labels"][content], arrays[f"{side}.ranks"][content]


def read(path: Path) -> Arrays:
    """A shard, as :func:`models.recipe.words.prepare.write` wrote it."""
    with np.load(path) as arrays:
        return dict(arrays)


def weights(labels: np.ndarray, ranks: np.ndarray) -> np.ndarray:
    """What each word counts: the words of a phrase that is gone less than a single word, which is harder to see."""
    labelled = np.bincount(ranks, weights=labels, minlength=int(ranks.max(initial=0)) + 1)[ranks]
    return np.where(labels > 0, np.maximum(labelled, 1) ** -0.5, 1.0).astype(np.float32)


def groups(paths: Sequence[Path], side: str, seed: int) -> Iterator[tuple[torch.Tensor, torch.Tensor, torch.Tensor]]:
    """The shards in random order, several shuffled together: features, labels, weights."""
    order = list(paths)
    random.Random(seed).shuffle(order)
    for first in range(0, len(order), TOGETHER):
        parts = [rows(read(path), side) for path in order[first : first + TOGETHER]]
        mixed = torch.randperm(sum(len(labels) for _, labels, _ in parts))
        yield (
            torch.from_numpy(np.concatenate([features for features, _, _ in parts]))[mixed],
            torch.from_numpy(np.concatenate([labels for _, labels, _ in parts]).astype(np.float32))[mixed],
            torch.from_numpy(np.concatenate([weights(labels, ranks) for _, labels, ranks in parts]))[mixed],
        )


class Net(nn.Module):
    """Standardises, then linear layers with ReLU and dropout."""

    def __init__(self, mean: torch.Tensor, deviation: torch.Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("deviation", deviation)
        sizes = (len(mean), *HIDDEN)
        steps: list[nn.Module] = [nn.Dropout(0.2)]
        for size, following in pairwise(sizes):
            steps += [nn.Linear(size, following), nn.ReLU(), nn.Dropout(0.3)]
        self.layers = nn.Sequential(*steps[:-1], nn.Linear(HIDDEN[-1], 1))

    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        logits: torch.Tensor = self.layers((batch - self.mean) / self.deviation).squeeze(1)
        return logits

    def arrays(self, side: str) -> dict[str, np.ndarray]:
        """As :class:`compare.engines.word_estimator.network.Network` reads them."""
        made = {f"{side}.mean": self.mean.numpy(), f"{side}.sd": self.deviation.numpy()}
        for rank, layer in enumerate(one for one in self.layers if isinstance(one, nn.Linear)):
            made[f"{side}.w{rank}"] = layer.weight.detach().numpy().astype(np.float16)
            made[f"{side}.b{rank}"] = layer.bias.detach().numpy()
        return made


def fit(paths: Sequence[Path], side: str, epochs: int) -> Net:
    """Trains one side's network."""
    first = next(groups(paths, side, 0))[0]
    net = Net(first.mean(0), first.std(0) + 0.05)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.1)
    steps = epochs * -(-len(paths) // TOGETHER)
    done, start = 0, time.monotonic()
    for epoch in range(epochs):
        for features, labels, counts in groups(paths, side, epoch):
            for group in optimizer.param_groups:
                group["lr"] = RATE * max(0.03, 1 - done / steps)
            net.train()
            total = 0.0
            for at in range(0, len(features), BATCH):
                loss = nn.functional.binary_cross_entropy_with_logits(
                    net(features[at : at + BATCH]), labels[at : at + BATCH], counts[at : at + BATCH]
                )
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                total += loss.item() * len(labels[at : at + BATCH])
            done += 1
            if done % 10 == 0 or done == steps:
                print(
                    f"{side} {done}/{steps} loss {total / len(features):.4f} {time.monotonic() - start:.0f} s",
                    flush=True,
                )
    return net.eval()


@torch.no_grad()
def flagged(paths: Sequence[Path], nets: dict[str, Net]) -> dict[str, tuple[int, float]]:
    """By kind of damage: how many pairs, and the share whose worst word is above what a tenth of untouched pairs
    reach."""
    worst: dict[str, list[float]] = defaultdict(list)
    for path in paths:
        arrays = read(path)
        best = np.zeros(len(arrays["names"]))
        for side, net in nets.items():
            features, _, ranks = rows(arrays, side)
            np.maximum.at(best, ranks, torch.sigmoid(net(torch.from_numpy(features))).numpy())
        for name, value in zip(arrays["names"], best, strict=True):
            worst[str(name)].append(float(value))
    threshold = np.quantile(worst["untouched"], 1 - ALARMS)
    return {name: (len(many), float(np.mean(np.array(many) > threshold))) for name, many in sorted(worst.items())}


def main() -> None:
    """Trains both sides and writes the head."""
    parser = argparse.ArgumentParser(prog="python -m models.recipe.words.train", description=__doc__)
    parser.add_argument("work", type=Path, help="the folder that prepare wrote")
    parser.add_argument("--means", type=Path, required=True, help="a head.npz to take the languages' mean states from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    arguments = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    paths, held = sorted(arguments.work.glob("train-*.npz")), sorted(arguments.work.glob("held-*.npz"))
    nets = {side: fit(paths, side, arguments.epochs) for side in ("source", "target")}
    arrays: dict[str, Any] = {key: value for side, net in nets.items() for key, value in net.arrays(side).items()}
    with np.load(arguments.means) as old:
        arrays |= {key: old[key] for key in ("mean.source", "mean.target")}
    np.savez_compressed(arguments.out, **arrays)
    for name, (count, share) in flagged(held, nets).items():
        print(f"{name:20} {count:6} {share:.2f}")


if __name__ == "__main__":
    main()
