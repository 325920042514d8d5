"""Doubts about words by single kinds of evidence: how sure each is that a word has no counterpart."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np
from ctranslate2 import Translator
from sentencepiece import SentencePieceProcessor

from benchmarks.engines import engines
from compare import lexicon as lexicons
from compare.diff.comparison import Comparison
from compare.engines.word_estimator import WordEstimator, features
from compare.engines.word_estimator.features import CONTENT, Row
from compare.models import shipped_folder
from compare.records import Token

Doubts = tuple[Mapping[int, float], Mapping[int, float]]
"""Word offset -> doubt, for the source and for the target; content words alone."""


def by_alignment(comparison: Comparison) -> list[Doubts]:
    """One less the cosine to the nearest word of the other side (contextual states)."""
    made = []
    for source, target, fit in _fits(comparison):
        made.append((_content(source, 1 - fit.max(1)), _content(target, 1 - fit.max(0))))
    return made


def by_lexicon(comparison: Comparison) -> list[Doubts]:
    """One less the best link of the lexicon; a word that it does not know is not doubted."""
    lexicon = lexicons.load("ru", "en")
    made = []
    for source, target in _rows(comparison):
        joins = features.links(source, target, lexicon)
        known = [
            np.array([lexicon.seen(token.lemma, of_source=which) >= features.SEEN for token in row])
            for row, which in ((source, True), (target, False))
        ]
        made.append((_content(source, (1 - joins.max(1)) * known[0]), _content(target, (1 - joins.max(0)) * known[1])))
    return made


def by_forced_decoding(comparison: Comparison) -> list[Doubts]:
    """How unlikely the translation model finds each target word (1 less its probability); it says nothing of the
    source's words."""
    sources = [comparison.source.sentences[bead.source[0]].text for bead in comparison.beads]
    targets = [comparison.target.sentences[bead.target[0]].text for bead in comparison.beads]
    folder = next(shipped_folder().glob("translate-ru_en-*"))
    tokenizer = SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
    model = Translator(str(folder / "model"), compute_type="int8", intra_threads=1)
    pieces = [tokenizer.encode(texts, out_type=str) for texts in (sources, targets)]
    scored = model.score_batch(pieces[0], pieces[1], max_batch_size=1024, batch_type="tokens")
    made = []
    for (_, target), row, text, bead in zip(_rows(comparison), scored, targets, comparison.beads, strict=True):
        start = comparison.target.sentences[bead.target[0]].start
        letters = _letters(row.tokens, row.log_probs, text)
        doubts = [1 - math.exp(min(letters[t.start - start : t.stop - start], default=0.0)) for t in target]
        made.append(({}, _content(target, np.array(doubts))))
    return made


def by_head(comparison: Comparison) -> list[Doubts]:
    """The word estimator's own doubt."""
    made = []
    for (source, target), estimate in zip(_rows(comparison), comparison.estimates, strict=True):
        assert estimate is not None
        made.append(
            (
                _content(source, np.array([estimate.source[token.start] for token in source])),
                _content(target, np.array([estimate.target[token.start] for token in target])),
            )
        )
    return made


def together(comparison: Comparison) -> list[Doubts]:
    """The estimator, with a tenth of what each of the others says."""
    rows = zip(by_head(comparison), by_alignment(comparison), by_lexicon(comparison), strict=True)
    forced = by_forced_decoding(comparison)
    return [
        (
            {at: head[0][at] + 0.1 * (near[0][at] + lexicon[0][at]) for at in head[0]},
            {at: head[1][at] + 0.1 * (near[1][at] + lexicon[1][at] + other[1][at]) for at in head[1]},
        )
        for (head, near, lexicon), other in zip(rows, forced, strict=True)
    ]


METHODS: dict[str, Callable[[Comparison], list[Doubts]]] = {
    "alignment": by_alignment,
    "lexicon": by_lexicon,
    "forced decoding": by_forced_decoding,
    "estimator": by_head,
    "all four": together,
}


def _rows(comparison: Comparison) -> list[tuple[tuple[Token, ...], tuple[Token, ...]]]:
    sides = comparison.source.document.parses, comparison.target.document.parses
    return [(sides[0][bead.source[0]].tokens, sides[1][bead.target[0]].tokens) for bead in comparison.beads]


def _fits(comparison: Comparison) -> list[tuple[tuple[Token, ...], tuple[Token, ...], np.ndarray]]:
    estimator = engines().estimator
    assert isinstance(estimator, WordEstimator)
    means = estimator._head.means
    made = []
    rows = [
        [Row(parse.tokens, states) for parse, states in zip(document.parses, estimator.read(document), strict=True)]
        for document in (comparison.source.document, comparison.target.document)
    ]
    for bead in comparison.beads:
        source = Row.joined([rows[0][index] for index in bead.source])
        target = Row.joined([rows[1][index] for index in bead.target])
        made.append((tuple(source.tokens), tuple(target.tokens), features.similarities(source, target, means)))
    return made


def _content(tokens: tuple[Token, ...], doubts: np.ndarray) -> dict[int, float]:
    return {
        token.start: float(doubt)
        for token, doubt in zip(tokens, doubts, strict=True)
        if token.pos in CONTENT and token.text.isalpha()
    }


def _letters(pieces: list[str], scores: list[float], text: str) -> list[float]:
    """The score of the piece that each letter of the text came from."""
    made = [0.0] * len(text)
    at = 0
    for piece, score in zip(pieces, scores, strict=False):
        for letter in piece.replace("▁", ""):
            while at < len(text) and text[at] != letter and text[at].isspace():
                at += 1
            if at < len(text):
                made[at] = score
                at += 1
    return made
