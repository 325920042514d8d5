"""An alignment alone, as TSV, TMX or JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from compare.records import Bead, Sentence, Story
from compare.report import tmx
from compare.report.json import document_json, dumps, sentence_id, sentences_json

ALIGNMENT_SCHEMA = "compare.alignment/1"


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two stories, their sentences, and which goes with which."""

    source: Story
    target: Story
    source_sentences: Sequence[Sentence]
    target_sentences: Sequence[Sentence]
    beads: Sequence[Bead]

    def rows(self) -> list[tuple[str, str]]:
        """The text of both sides of each bead, on one line each."""
        return [
            (_text(self.source_sentences, bead.source), _text(self.target_sentences, bead.target))
            for bead in self.beads
        ]


def as_tsv(bitext: Bitext) -> str:
    """Similarity, ``moved`` or nothing, source text, target text; a bead a line, no header."""
    return "".join(
        f"{bead.similarity:.3f}\t{'moved' if bead.moved else ''}\t{source}\t{target}\n"
        for bead, (source, target) in zip(bitext.beads, bitext.rows(), strict=True)
    )


def as_tmx(bitext: Bitext) -> bytes:
    """The pairs that have both sides."""
    units = [tmx.Unit(source, target) for source, target in bitext.rows() if source and target]
    return tmx.document(bitext.source.language, bitext.target.language, units)


def as_json(bitext: Bitext) -> str:
    """Both documents with their sentences, and the pairs by sentence ids (``a`` and ``b`` name the two sides)."""
    return dumps(
        {
            "schema": ALIGNMENT_SCHEMA,
            "documents": {"a": document_json(bitext.source), "b": document_json(bitext.target)},
            "sentences": {"a": sentences_json("a", bitext.source_sentences),
                          "b": sentences_json("b", bitext.target_sentences)},
            "pairs": [
                {
                    "a": [sentence_id("a", index) for index in bead.source],
                    "b": [sentence_id("b", index) for index in bead.target],
                    "similarity": round(float(bead.similarity), 4),
                    "moved": bead.moved,
                }
                for bead in bitext.beads
            ],
        }
    )  # fmt: skip


FORMATS: dict[str, Callable[[Bitext], str | bytes]] = {"tsv": as_tsv, "tmx": as_tmx, "json": as_json}


def _text(sentences: Sequence[Sentence], indexes: Sequence[int]) -> str:
    return " ".join(" ".join(sentences[index].text.split()) for index in indexes)
