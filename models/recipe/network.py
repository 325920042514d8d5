"""The translation network: a pretrained post-norm encoder and a compact pre-norm decoder with tied embeddings.

Both follow what ctranslate2 can run: :mod:`models.recipe.convert` writes these weights into its specification.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

POSITIONS = 512
EPSILON = 1e-5
FORBIDDEN = -1e4
"""Added to the attention score of a place that must not be seen; bf16 holds it."""


class SelfAttention(nn.Module):
    """Multi-head attention of a sequence to itself; query, key and value come from one product."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query_key_value = nn.Linear(width, 3 * width)
        self.output = nn.Linear(width, width)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, width = states.shape
        parts = self.query_key_value(states).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        return self.output(attend(query, key, value, mask))


class CrossAttention(nn.Module):
    """Multi-head attention of the decoder to the encoder's states."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key_value = nn.Linear(width, 2 * width)
        self.output = nn.Linear(width, width)

    def forward(self, states: Tensor, memory: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, width = states.shape
        query = self.query(states).view(batch, length, self.heads, width // self.heads).transpose(1, 2)
        parts = self.key_value(memory).view(batch, memory.shape[1], 2, self.heads, width // self.heads)
        key, value = parts.permute(2, 0, 3, 1, 4)
        return self.output(attend(query, key, value, mask))


def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
    """Scaled dot-product attention, written out: for short rows on a CPU this beats the fused kernel.

    Takes ``[batch, heads, length, width of a head]``, gives ``[batch, length, width]``.
    """
    scores = torch.matmul(query * query.shape[-1] ** -0.5, key.transpose(-1, -2))
    if mask is not None:
        scores = scores + mask
    mixed = torch.matmul(torch.softmax(scores, -1, dtype=scores.dtype), value)
    return mixed.transpose(1, 2).flatten(2)


class EncoderLayer(nn.Module):
    """As in BERT: attention, feed-forward, each added and then normalised."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.attention = SelfAttention(width, heads)
        self.attention_norm = nn.LayerNorm(width, eps=EPSILON)
        self.inner, self.outer = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm = nn.LayerNorm(width, eps=EPSILON)
        self.drop = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        states = self.attention_norm(states + self.drop(self.attention(states, mask)))
        return self.norm(states + self.drop(self.outer(functional.gelu(self.inner(states)))))


class DecoderLayer(nn.Module):
    """Self-attention, attention to the source, feed-forward, each on normalised states."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.attention_norm, self.attention = nn.LayerNorm(width, eps=EPSILON), SelfAttention(width, heads)
        self.cross_norm, self.cross = nn.LayerNorm(width, eps=EPSILON), CrossAttention(width, heads)
        self.norm = nn.LayerNorm(width, eps=EPSILON)
        self.inner, self.outer = nn.Linear(width, inner), nn.Linear(inner, width)
        self.drop = nn.Dropout(dropout)

    def forward(self, states: Tensor, memory: Tensor, source_mask: Tensor | None, causal: Tensor) -> Tensor:
        states = states + self.drop(self.attention(self.attention_norm(states), causal))
        states = states + self.drop(self.cross(self.cross_norm(states), memory, source_mask))
        return states + self.drop(self.outer(functional.relu(self.inner(self.norm(states)))))


class Network(nn.Module):
    """Source pieces ``[batch, n]`` and target pieces ``[batch, m]`` -> decoder states ``[batch, m, width]``.

    The states times ``target_embedding`` are the logits of the next piece; :mod:`models.recipe.loss` multiplies them,
    a part at a time. ``source_embedding`` is frozen: the start knows words that the training pairs do not hold.
    """

    def __init__(
        self,
        source_pieces: int,
        target_pieces: int,
        encoder_layers: int,
        decoder_layers: int,
        decoder_heads: int,
        width: int = 384,
        encoder_heads: int = 12,
        inner: int = 1536,
        dropout: float = 0.0,
    ) -> None:
        super().__init__()
        self.width = width
        self.source_embedding = nn.Embedding(source_pieces, width)
        self.source_embedding.weight.requires_grad = False
        self.source_positions = nn.Parameter(torch.zeros(POSITIONS, width))
        self.source_norm = nn.LayerNorm(width, eps=EPSILON)
        self.encoder = nn.ModuleList(EncoderLayer(width, encoder_heads, inner, dropout) for _ in range(encoder_layers))
        self.target_embedding = nn.Embedding(target_pieces, width)
        self.target_positions = nn.Parameter(sinusoids(POSITIONS, width))
        self.decoder = nn.ModuleList(DecoderLayer(width, decoder_heads, inner, dropout) for _ in range(decoder_layers))
        self.decoder_norm = nn.LayerNorm(width, eps=EPSILON)
        self.drop = nn.Dropout(dropout)
        for layer in (module for module in self.decoder.modules() if isinstance(module, nn.Linear)):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)
        nn.init.normal_(self.target_embedding.weight, std=width**-0.5)

    def forward(self, source: Tensor, target: Tensor, padding: Tensor) -> Tensor:
        """``padding`` is true where ``source`` holds nothing."""
        mask = torch.zeros(padding.shape, dtype=torch.bfloat16, device=source.device)
        mask = mask.masked_fill(padding, FORBIDDEN)[:, None, None, :]
        return self.decode(target, self.encode(source, mask), mask)

    def encode(self, source: Tensor, mask: Tensor) -> Tensor:
        states = self.source_embedding(source) + self.source_positions[: source.shape[1]]
        states = self.drop(self.source_norm(states))
        for layer in self.encoder:
            states = layer(states, mask)
        return states

    def decode(self, target: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        length = target.shape[1]
        states = self.target_embedding(target) * math.sqrt(self.width) + self.target_positions[:length]
        states = self.drop(states)
        causal = torch.full((length, length), FORBIDDEN, dtype=torch.bfloat16, device=target.device).triu(1)
        for layer in self.decoder:
            states = layer(states, memory, mask, causal)
        return self.decoder_norm(states)

    def groups(self) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
        """What is trained: the pretrained encoder's parameters, and the others."""
        old, new = [], []
        for name, parameter in self.named_parameters():
            if parameter.requires_grad:
                pretrained = name.split(".")[0] in ("encoder", "source_positions", "source_norm")
                (old if pretrained else new).append(parameter)
        return old, new


def sinusoids(positions: int, width: int) -> Tensor:
    """The position table of Vaswani et al. 2017, sines first."""
    rates = torch.exp(torch.arange(width // 2) * -(math.log(10_000.0) / (width // 2 - 1)))
    angles = torch.arange(positions)[:, None] * rates
    return torch.cat([torch.sin(angles), torch.cos(angles)], dim=1)
