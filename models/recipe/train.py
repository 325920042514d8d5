"""The training loop: resumes from its last checkpoint, logs loss and validation, on a CPU or one GPU alike."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn.utils import clip_grad_norm_

from models.recipe import batches, pieces, score
from models.recipe.loss import ChunkedCrossEntropy
from models.recipe.network import Network
from models.recipe.prepare import new_network, start_weights
from models.recipe.settings import Recipe, Training

CHECKPOINT = "checkpoint.pt"
LOG = "log.jsonl"
LOG_STEPS = 50
ENCODER_WARMUP = 2.4
"""The pretrained encoder warms up that much slower than the decoder, so that a raw decoder does not spoil it."""

MAX_SKIPPED = 10
"""Batches in a row without a finite gradient after which a run has failed."""

LOSS_SENTENCES = 400
SCORE_SENTENCES = 200


@dataclass
class Progress:
    """How far a run has come; ``batch`` is the next one within the pool."""

    step: int = 0
    tokens: int = 0
    pairs: int = 0
    pool: int = 0
    batch: int = 0


def rate(training: Training, progress: Progress) -> float:
    """The share of the full learning rate: up to 1 in the warm-up, 1, and down to 0 over the last ``cooldown`` tokens
    as one minus a square root (Hägele et al. 2024), so that a run may be prolonged or cut short at will."""
    warm = min(1.0, (progress.step + 1) / training.warmup_steps)
    left = max(0.0, training.tokens - progress.tokens) / max(1, training.cooldown)
    return warm * (1 - math.sqrt(1 - left) if left < 1 else 1.0)


class Run:
    """One training run in a working folder."""

    def __init__(self, recipe: Recipe, work: Path, log: Callable[[str], None] = print) -> None:
        self.recipe, self.training, self.work, self.say = recipe, recipe.training, work, log
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.manual_seed(self.training.seed)
        self.network: Network = new_network(recipe, work, self.training.dropout).to(self.device)
        self.network.load_state_dict(start_weights(work))
        encoder, decoder = self.network.groups()
        self.trained = [*encoder, *decoder]
        self.optimizer = torch.optim.AdamW(
            [{"params": encoder}, {"params": decoder}], betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )
        self.progress = Progress()
        self.skipped = 0
        self.resume()
        self.pairs = batches.read(work)
        self.validation = self._validation()

    def resume(self) -> None:
        """Takes up the last checkpoint, if there is one."""
        path = self.work / CHECKPOINT
        if path.is_file():
            saved = torch.load(path, map_location=self.device, weights_only=True)
            self.network.load_state_dict(saved["network"])
            self.optimizer.load_state_dict(saved["optimizer"])
            self.progress = Progress(**saved["progress"])
            self.say(f"resuming after {self.progress.tokens:,} tokens")

    def save(self) -> None:
        """Writes the checkpoint; one that is interrupted leaves the last one whole."""
        path = self.work / CHECKPOINT
        state = {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "progress": asdict(self.progress),
        }
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def __call__(self) -> None:
        """Trains until the recipe's number of tokens has been seen."""
        saved = validated = logged = time.monotonic()
        loss = tokens = 0.0
        while self.progress.tokens < self.training.tokens:
            for rows in self._pool():
                summed, count = self._step(rows)
                loss, tokens = loss + summed, tokens + count
                now = time.monotonic()
                if count and self.progress.step % LOG_STEPS == 0:
                    self._log(loss=loss / tokens, tokens_per_second=tokens / (now - logged))
                    loss, tokens, logged = 0.0, 0, now
                if now - validated > 60 * self.training.validation_minutes:
                    self.validate()
                    validated = logged = time.monotonic()
                if now - saved > 60 * self.training.checkpoint_minutes:
                    self.save()
                    saved = time.monotonic()
                if self.progress.tokens >= self.training.tokens:
                    break
            else:
                self.progress.pool, self.progress.batch = self.progress.pool + 1, 0
        self.save()
        self.validate()

    def _pool(self) -> list[list[batches.Row]]:
        training, progress = self.training, self.progress
        rows = batches.pool(self.pairs, progress.pool, training.pool, training.batch, training.seed)
        return rows[progress.batch :]

    def _step(self, rows: list[batches.Row]) -> tuple[float, int]:
        batch = batches.collate(rows).to(self.device)
        smoothed, plain, count = self._loss(batch, self.training.smoothing)
        (smoothed / count).backward()
        if not torch.isfinite(clip_grad_norm_(self.trained, 1.0)):
            self._skip()
            return 0.0, 0
        share = rate(self.training, self.progress)
        slow = min(1.0, (self.progress.step + 1) / (ENCODER_WARMUP * self.training.warmup_steps))
        self.optimizer.param_groups[0]["lr"] = self.training.encoder_rate * share * slow
        self.optimizer.param_groups[1]["lr"] = self.training.decoder_rate * share
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.skipped = 0
        self.progress.step += 1
        self.progress.batch += 1
        self.progress.tokens += count
        self.progress.pairs += len(rows)
        return float(plain), count

    def _skip(self) -> None:
        """Leaves a batch out whose gradient overflowed: one such step would make every weight NaN."""
        self.say(f"no finite gradient in pool {self.progress.pool}, batch {self.progress.batch}: left out")
        self.optimizer.zero_grad(set_to_none=True)
        self.progress.batch += 1
        self.skipped += 1
        if self.skipped == MAX_SKIPPED:
            raise RuntimeError(f"{MAX_SKIPPED} batches in a row had no finite gradient: lower the learning rates.")

    def _loss(self, batch: batches.Batch, smoothing: float) -> tuple[Any, Any, int]:
        with torch.autocast(self.device, torch.bfloat16):
            states = self.network(batch.source, batch.target, batch.padding)
        wanted = batch.wanted != batches.IGNORED
        smoothed, plain = ChunkedCrossEntropy.apply(
            states[wanted], self.network.target_embedding.weight, batch.wanted[wanted], smoothing
        )
        return smoothed, plain, int(wanted.sum())

    def validate(self) -> None:
        """Logs the loss in nats a token, BLEU and chrF on a part of the validation pairs."""
        self.network.eval()
        loss, tokens = 0.0, 0
        with torch.no_grad():
            for begin in range(0, len(self.validation), 40):
                batch = batches.collate(self.validation[begin : begin + 40]).to(self.device)
                _, plain, count = self._loss(batch, 0.0)
                loss, tokens = loss + float(plain), tokens + count
        self.network.train()
        scores = score.of_weights(self.recipe, self.network.state_dict(), self.work, SCORE_SENTENCES)
        self._log(validation_loss=loss / tokens, **scores)

    def _validation(self) -> list[batches.Row]:
        import numpy as np

        processors = [pieces.load(self.work / f"{side}.model") for side in ("source", "target")]
        sides = zip(*score.validation(self.work), strict=True)
        encoded = (processor.encode(list(texts)) for processor, texts in zip(processors, sides, strict=True))
        rows = [(np.array(left, np.uint16), np.array(right, np.uint16)) for left, right in zip(*encoded, strict=True)]
        rows = [row for row in rows if 0 < max(map(len, row)) < 110][:: max(1, len(rows) // LOSS_SENTENCES)]
        return sorted(rows, key=lambda row: len(row[0]))

    def _log(self, **figures: float) -> None:
        entry = {"time": time.strftime("%H:%M:%S"), **asdict(self.progress)}
        entry |= {name: round(value, 4) for name, value in figures.items()}
        self.say(json.dumps(entry))
        with (self.work / LOG).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(entry) + "\n")
