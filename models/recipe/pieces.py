"""Which sub-words a package knows: those of the pretrained encoder that its language uses, digits one by one.

A number in several digits is then always spelled digit by digit, on both sides, so that copying it is all there is to
learn.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from models.recipe.e5 import SPECIAL, Start

UNKNOWN, BEGIN, END = 0, 1, 2
CONTROL = ("<unk>", "<s>", "</s>")

SCRIPT = {"ru": re.compile(r"[А-Яа-яЁё]"), "en": re.compile(r"[A-Za-z]")}
FOREIGN = {"ru": re.compile(r"(?!)"), "en": re.compile(r"[А-Яа-яЁё]")}
"""What no piece of a target vocabulary holds: Russian texts quote Latin words, English ones no Cyrillic."""

ALWAYS = frozenset("▁0123456789 !\"#$%&'()*+,-./:;<=>?@[]^_`{|}~«»—–“”„’€£°…")
"""Single characters that are always known, seen or not."""


def usable(start: Start) -> dict[str, int]:
    """The start's pieces with their ranks, without control pieces, doubles and those that join several digits or a
    digit with something else."""
    ranks: dict[str, int] = {}
    for rank, piece in enumerate(start.pieces):
        if rank < SPECIAL or not piece or (len(piece) > 1 and piece.startswith("<")):
            continue
        if len(piece) > 1 and any(character.isdigit() for character in piece):
            continue
        ranks.setdefault(piece, rank)
    return ranks


def choose(counts: Counter[str], known: Collection[str], language: str, size: int, target: bool) -> list[str]:
    """The ``size`` most frequent pieces of ``counts`` and all single characters of the language."""
    foreign = FOREIGN[language] if target else re.compile(r"(?!)")
    letters = {piece for piece in known if len(piece.lstrip("▁")) <= 1 and SCRIPT[language].search(piece)}
    single = {piece for piece in known if piece in ALWAYS or (len(piece) == 1 and counts[piece] > 1)} | letters
    chosen = {piece for piece in single if not foreign.search(piece)}
    for piece, count in counts.most_common():
        if len(chosen) >= size or count < 2:
            break
        if piece in known and not foreign.search(piece):  # an unknown character counts as itself
            chosen.add(piece)
    return sorted(chosen)


def count(model: bytes, texts: Iterable[str]) -> Counter[str]:
    """How often each piece occurs in texts split by a sentencepiece model."""
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    counts: Counter[str] = Counter()
    for row in processor.encode(list(texts), out_type=str):
        counts.update(row)
    return counts


def build(pieces: Sequence[str], start: Start, ranks: dict[str, int]) -> bytes:
    """A sentencepiece model (unigram, the start's own scores) of these pieces after ``<unk> <s> </s>``."""
    from sentencepiece import sentencepiece_model_pb2 as protobuf

    model = protobuf.ModelProto()
    model.ParseFromString(_template())
    del model.pieces[:]
    trained = model.trainer_spec
    trained.unk_id, trained.bos_id, trained.eos_id, trained.pad_id = UNKNOWN, BEGIN, END, -1
    trained.vocab_size = len(CONTROL) + len(pieces)
    kinds = [2, 3, 3]  # the numbers of UNKNOWN and CONTROL in sentencepiece's own format
    for name, kind in zip(CONTROL, kinds, strict=True):
        model.pieces.add(piece=name, score=0.0, type=kind)
    for piece in pieces:
        model.pieces.add(piece=piece, score=float(start.scores[ranks[piece]]), type=1)
    return bytes(model.SerializeToString())


def load(path: Path) -> Any:
    """The sentencepiece processor of a model file."""
    import sentencepiece

    return sentencepiece.SentencePieceProcessor(model_file=str(path))


def names(processor: Any) -> list[str]:
    """All pieces of a processor in their order."""
    return [processor.id_to_piece(rank) for rank in range(processor.get_piece_size())]


def _template() -> bytes:
    """A model whose normaliser is that of XLM-R (``nmt_nfkc``); its own pieces are thrown away."""
    import sentencepiece

    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["a b c d e f g", "h i j k l m n"]),
        model_writer=written,
        vocab_size=30,
        model_type="unigram",
        normalization_rule_name="nmt_nfkc",
        hard_vocab_limit=False,
        minloglevel=2,
    )
    return written.getvalue()
