"""Quotation marks: which mark opens, which closes, and what stands between them.

Marks are read with a stack, so that quotations in quotations come out right even where every mark is the same
straight one. Three habits of newspapers are allowed for: one closing mark that serves two quotations
(«Мы купили ЗАО «Ромашка», — сказал он), a quotation left open at the end of a paragraph and taken up by a new opening
mark in the next, and one left open that simply runs on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compare.records import Block

CLOSERS = {"«": "»", "“": "”", "„": "“”»", "‘": "’", '"': '"', "'": "'", "‹": "›"}
"""An opening mark and the marks that may close it."""

OPENERS = frozenset("«“„‘‹")
STRAIGHT = frozenset("\"'")
MARK = re.compile("[«»“”„‘’\"'‹›]")
APOSTROPHES = frozenset("'’")
MAX_PARAGRAPHS = 3
"""How many paragraphs a quotation may run on through without a mark; more than that is a forgotten mark."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two marks. ``start`` and ``stop`` include the marks, ``inside`` is the place of the words;
    ``depth`` is 0 for one that lies in no other; ``closed`` is false where no closing mark was found."""

    start: int
    stop: int
    inside: tuple[int, int]
    depth: int
    closed: bool


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    paragraphs: int = 0


def quotations(text: str, blocks: Sequence[Block]) -> list[Quotation]:
    """All quotations of a text, outer ones before those that lie in them, in the order of the text.

    >>> [text[q.start:q.stop] for text in ['Он сказал: "Дом "Мира" цел".'] for q in quotations(text, ())]
    ['"Дом "Мира" цел"', '"Мира"']
    """
    spans = [(block.start, block.stop) for block in blocks] or [(0, len(text))]
    made: list[Quotation] = []
    stack: list[_Open] = []
    for number, (start, stop) in enumerate(spans):
        if stack and _taken_up(text, start, stop, stack):
            made.append(_close(text, stack[0], spans[number - 1][1], 0, closed=False))
            stack = []
        made.extend(_scan(text, start, stop, stack))
        made.extend(_settle(text, stop, stack, last=number + 1 == len(spans)))
    return sorted(made, key=lambda quotation: (quotation.start, -quotation.stop))


def _taken_up(text: str, start: int, stop: int, stack: Sequence[_Open]) -> bool:
    """Whether the paragraph opens with a mark of its own: the one left open ends with its paragraph."""
    return start < stop and text[start] in CLOSERS and (text[start] == stack[0].mark or text[start] in OPENERS)


def _scan(text: str, start: int, stop: int, stack: list[_Open]) -> Iterator[Quotation]:
    for found in MARK.finditer(text, start, stop):
        place, mark = found.start(), found.group()
        if _closes(text, place, start, stop, stack):
            depth = _closed_by(mark, stack)
            opened = stack[depth]
            del stack[depth:]
            yield _close(text, opened, place + 1, depth, closed=True)
        elif _opens(text, place, start, stop):
            stack.append(_Open(mark, place))


def _before(text: str, place: int, start: int) -> str:
    return text[place - 1] if place > start else " "


def _after(text: str, place: int, stop: int) -> str:
    return text[place + 1] if place + 1 < stop else " "


def _opens(text: str, place: int, start: int, stop: int) -> bool:
    mark, before, after = text[place], _before(text, place, start), _after(text, place, stop)
    if mark in OPENERS:
        return not (mark == "‘" and before.isalnum())
    if mark not in STRAIGHT or after.isspace():
        return False
    free = before.isspace() or before in "([{—–-/" or before in CLOSERS
    return free and (mark == '"' or (after.isalpha() and not _is_elision(text, place)))


def _is_elision(text: str, place: int) -> bool:
    """An apostrophe for letters left out: 'em, '90s."""
    return text[place + 1 : place + 4].lower().rstrip(" ,.") in ("em", "90s", "80s", "til", "tis", "twa")


def _closes(text: str, place: int, start: int, stop: int, stack: Sequence[_Open]) -> bool:
    mark, before, after = text[place], _before(text, place, start), _after(text, place, stop)
    if not any(mark in CLOSERS[opened.mark] for opened in stack):
        return False
    if mark in APOSTROPHES:
        return not after.isalnum() and not before.isspace()
    if mark in STRAIGHT:
        return not (before.isspace() and after.isalnum()) and not (before in "(«“" or after.isalnum())
    if mark in OPENERS:  # “ closes „ in German fashion, and opens elsewhere
        return not after.isalnum() or before.isalnum()
    return True


def _closed_by(mark: str, stack: Sequence[_Open]) -> int:
    return max(depth for depth, opened in enumerate(stack) if mark in CLOSERS[opened.mark])


def _close(text: str, opened: _Open, stop: int, depth: int, *, closed: bool) -> Quotation:
    inside = opened.start + len(opened.mark), stop - 1 if closed else stop
    return Quotation(opened.start, stop, inside, depth, closed)


def _settle(text: str, stop: int, stack: list[_Open], *, last: bool) -> Iterator[Quotation]:
    """At the end of a paragraph: close what shares a mark, give up what has run on for too long."""
    if not stack:
        return
    shared = _shared_close(text, stack[0], stop)
    if shared is not None:
        yield _close(text, stack[0], shared, 0, closed=True)
        stack.clear()
        return
    outer = stack[0]
    outer.paragraphs += 1
    del stack[1:]
    if outer.mark in APOSTROPHES or outer.mark == "‘":
        stack.clear()
    elif last or outer.paragraphs >= MAX_PARAGRAPHS:
        end = stop if outer.paragraphs == 1 else _paragraph_end(text, outer.start, stop)
        yield _close(text, outer, end, 0, closed=False)
        stack.clear()


def _paragraph_end(text: str, start: int, stop: int) -> int:
    end = text.find("\n", start, stop)
    return stop if end < 0 else end


def _shared_close(text: str, opened: _Open, stop: int) -> int | None:
    """The end of an inner quotation that closes the outer one too: a mark before ``, —`` or ``, said``."""
    closers = CLOSERS[opened.mark]
    for place in range(opened.start + 1, stop):
        if text[place] not in closers:
            continue
        rest = text[place + 1 : min(place + 5, stop)]
        if (rest[:1] == "," and rest[1:].strip()[:1] in ("—", "–", "-")) or not rest.strip(" .!?"):
            return place + 1
    return None
