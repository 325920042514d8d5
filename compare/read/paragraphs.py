"""Where the paragraphs of a plain text are: at blank lines, or at line ends that no wrapping explains. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_WIDEST = 100
"""Code points; text whose lines are longer was not wrapped by hand or by a mail program."""
_NARROWEST = 40
_SLACK = 3
_WRAPPED_SHARE = 0.5
"""Of the line ends inside runs of lines: from here on the file counts as wrapped."""
_NEW_PARAGRAPH = re.compile(r"\s{2,}|[—–•*]\s|-\s|\d+[.)]\s")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The place of a paragraph, without the space around it."""

    start: int
    stop: int

    def flat(self, text: str) -> str:
        """Its text in one line."""
        return re.sub(r"\s+", " ", text[self.start : self.stop])


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text in order; every character but white space is in one of them.

    >>> [p.flat("Title\\n\\nOne line.\\nAnother.") for p in paragraphs("Title\\n\\nOne line.\\nAnother.")]
    ['Title', 'One line.', 'Another.']
    """
    runs = list(_runs(text))
    width = _wrap_width(text, runs)
    return [paragraph for run in runs for paragraph in _within(text, run, width)]


def _runs(text: str) -> Iterator[list[Paragraph]]:
    """Lines, those not parted by a blank line together."""
    run: list[Paragraph] = []
    start = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            indented = start + len(line) - len(line.lstrip())
            run.append(Paragraph(indented, indented + len(bare)))
        elif run:
            yield run
            run = []
        start += len(line) + 1
    if run:
        yield run


def _within(text: str, run: Sequence[Paragraph], width: int | None) -> Iterator[Paragraph]:
    start = run[0].start
    for line, following in pairwise(run):
        if not _goes_on(text, line, following, width):
            yield Paragraph(start, line.stop)
            start = following.start
    yield Paragraph(start, run[-1].stop)


def _goes_on(text: str, line: Paragraph, following: Paragraph, width: int | None) -> bool:
    """Whether a paragraph goes on over this line end."""
    long_enough = line.stop - line.start >= _NARROWEST
    unfinished = text[line.stop - 1] not in '.!?…:;»”"' and text[following.start].islower()
    if long_enough and unfinished:
        return True
    return width is not None and _is_full(text, line, following, width)


def _wrap_width(text: str, runs: Sequence[Sequence[Paragraph]]) -> int | None:
    """The column at which a text was wrapped, ``None`` if it was not."""
    breaks = [pair for run in runs for pair in pairwise(run)]
    width = max((line.stop - _line_start(text, line) for run in runs for line in run), default=0)
    if not breaks or not _NARROWEST <= width <= _WIDEST:
        return None
    full = [line for line, following in breaks if _is_full(text, line, following, width)]
    inside = sum(text[line.stop - 1] not in ".!?…:" for line in full)
    if len(full) < max(2, _WRAPPED_SHARE * len(breaks)) or inside < len(full) / 2:
        return None
    return width


def _is_full(text: str, line: Paragraph, following: Paragraph, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this one, as greedy wrapping leaves it."""
    if _NEW_PARAGRAPH.match(text[_line_start(text, following) : following.start + 4]):
        return False
    word = re.compile(r"\S+").match(text, following.start)
    added = len(word[0]) if word else 0
    return line.stop - _line_start(text, line) + 1 + added > width - _SLACK


def _line_start(text: str, line: Paragraph) -> int:
    return text.rfind("\n", 0, line.start) + 1
