"""Dash dialogue: a paragraph that opens with a dash is a line of speech.

— Мы готовы, — сказал капитан. — Ждите.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compare.facts.quotes.marks import Quotation
from compare.records import Block

OPENING = re.compile(r"[—–-]\s+(?=[«„\"A-ZА-ЯЁ])")
ENDING = (".", "!", "?", "…")


def lines(text: str, blocks: Sequence[Block]) -> Iterator[Quotation]:
    """Paragraphs that open with a dash and end like a sentence; an item of a list ends otherwise."""
    for block in blocks or (Block(0, len(text), "body"),):
        opening = OPENING.match(text, block.start, block.stop)
        body = text[block.start : block.stop].rstrip()
        if opening and body.endswith(ENDING):
            stop = block.start + len(body)
            yield Quotation(block.start, stop, (opening.end(), stop), 0, True)
