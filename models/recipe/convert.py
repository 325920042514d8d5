"""The network's weights -> a ctranslate2 model."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from models.recipe import pieces
from models.recipe.network import EPSILON
from models.recipe.settings import Recipe

ENCODER_HEADS = 12


def write(recipe: Recipe, weights: Mapping[str, Tensor], work: Path, out: Path, kind: str = "int8") -> None:
    """Writes the folder ``out``: ``model.bin`` quantised to ``kind``, ``config.json`` and the two vocabularies."""
    from ctranslate2.specs import TransformerSpec, common_spec
    from ctranslate2.specs.transformer_spec import TransformerDecoderSpec, TransformerEncoderSpec

    shape = recipe.shape
    gelu, relu = common_spec.Activation.GELU, common_spec.Activation.RELU
    encoder = TransformerEncoderSpec(
        shape.encoder_layers, ENCODER_HEADS, pre_norm=False, activation=gelu, layernorm_embedding=True
    )
    decoder = TransformerDecoderSpec(shape.decoder_layers, shape.decoder_heads, pre_norm=True, activation=relu)
    # copies: the quantisation works in place, and these may be the weights of a network in training
    tensors = {name: tensor.detach().float().cpu().contiguous().numpy().copy() for name, tensor in weights.items()}
    _fill_encoder(encoder, tensors)
    _fill_decoder(decoder, tensors)
    specification = TransformerSpec(encoder, decoder)
    specification.register_source_vocabulary(pieces.names(pieces.load(work / "source.model")))
    specification.register_target_vocabulary(pieces.names(pieces.load(work / "target.model")))
    specification.config.add_source_bos = specification.config.add_source_eos = True
    specification.config.decoder_start_token = pieces.CONTROL[pieces.BEGIN]
    specification.config.layer_norm_epsilon = EPSILON
    specification.validate()
    specification.optimize(quantization=kind)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    specification.save(str(out))


def _fill_encoder(encoder: Any, tensors: dict[str, Any]) -> None:
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = tensors["source_embedding.weight"]
    encoder.position_encodings.encodings = tensors["source_positions"]
    _norm(encoder.layernorm_embedding, tensors, "source_norm")
    for number, layer in enumerate(encoder.layer):
        name = f"encoder.{number}."
        _linear(layer.self_attention.linear[0], tensors, name + "attention.query_key_value")
        _linear(layer.self_attention.linear[1], tensors, name + "attention.output")
        _norm(layer.self_attention.layer_norm, tensors, name + "attention_norm")
        _feed_forward(layer, tensors, name)


def _fill_decoder(decoder: Any, tensors: dict[str, Any]) -> None:
    decoder.scale_embeddings = True
    decoder.embeddings.weight = decoder.projection.weight = tensors["target_embedding.weight"]
    decoder.projection.bias = torch.zeros(len(tensors["target_embedding.weight"])).numpy()
    decoder.position_encodings.encodings = tensors["target_positions"]
    _norm(decoder.layer_norm, tensors, "decoder_norm")
    for number, layer in enumerate(decoder.layer):
        name = f"decoder.{number}."
        _linear(layer.self_attention.linear[0], tensors, name + "attention.query_key_value")
        _linear(layer.self_attention.linear[1], tensors, name + "attention.output")
        _norm(layer.self_attention.layer_norm, tensors, name + "attention_norm")
        _linear(layer.attention.linear[0], tensors, name + "cross.query")
        _linear(layer.attention.linear[1], tensors, name + "cross.key_value")
        _linear(layer.attention.linear[2], tensors, name + "cross.output")
        _norm(layer.attention.layer_norm, tensors, name + "cross_norm")
        _feed_forward(layer, tensors, name)


def _feed_forward(layer: Any, tensors: dict[str, Any], name: str) -> None:
    _linear(layer.ffn.linear_0, tensors, name + "inner")
    _linear(layer.ffn.linear_1, tensors, name + "outer")
    _norm(layer.ffn.layer_norm, tensors, name + "norm")


def _linear(place: Any, tensors: dict[str, Any], name: str) -> None:
    place.weight, place.bias = tensors[name + ".weight"], tensors[name + ".bias"]


def _norm(place: Any, tensors: dict[str, Any], name: str) -> None:
    place.gamma, place.beta = tensors[name + ".weight"], tensors[name + ".bias"]
