"""Cross-entropy over a large vocabulary in parts, so that the logits of a batch are never held at once.

The gradient is worked out on the way forward, part by part: a batch of 2,000 tokens over 12,000 pieces would hold
96 MB of logits and as much of their gradient.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

PART = 512
"""Rows of logits at a time."""


class ChunkedCrossEntropy(torch.autograd.Function):
    """States ``[n, width]``, embeddings ``[pieces, width]`` and wanted pieces ``[n]`` -> two sums over n: the smoothed
    loss, which has a gradient, and the plain negative log-likelihood in nats, which has none."""

    @staticmethod
    def forward(context: Any, states: Tensor, embeddings: Tensor, wanted: Tensor, smoothing: float) -> Any:
        weights, rows = embeddings.to(torch.bfloat16), states.to(torch.bfloat16)
        pieces = embeddings.shape[0]
        states_gradient = torch.empty_like(rows)
        weights_gradient = torch.zeros(embeddings.shape, dtype=torch.float32, device=embeddings.device)
        smoothed, plain = states.new_zeros((), dtype=torch.float32), states.new_zeros((), dtype=torch.float32)
        for begin in range(0, rows.shape[0], PART):
            part, gold = rows[begin : begin + PART], wanted[begin : begin + PART]
            logits = (part @ weights.t()).float()
            normaliser = torch.logsumexp(logits, -1)
            loss = normaliser - logits.gather(1, gold[:, None])[:, 0]
            plain += loss.sum()
            smoothed += ((1 - smoothing) * loss + smoothing * (normaliser - logits.mean(-1))).sum()
            gradient = logits.sub_(normaliser[:, None]).exp_().sub_(smoothing / pieces)
            gradient.scatter_add_(1, gold[:, None], gradient.new_full((len(gold), 1), smoothing - 1))
            gradient = gradient.to(torch.bfloat16)
            states_gradient[begin : begin + PART] = gradient @ weights
            weights_gradient += (gradient.t() @ part).float()
        context.save_for_backward(states_gradient, weights_gradient)
        context.kind = states.dtype
        context.mark_non_differentiable(plain)
        return smoothed, plain

    @staticmethod
    def backward(context: Any, scale: Tensor, _: Tensor) -> Any:  # type: ignore[override]
        states_gradient, weights_gradient = context.saved_tensors
        return (states_gradient.float() * scale).to(context.kind), weights_gradient * scale, None, None
