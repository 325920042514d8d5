"""A page's text -> a story: its paragraphs, and the part that each plays on the page. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from compare.languages import Language, load
from compare.read.datelines import inline_dateline, is_date_line
from compare.read.furniture import is_byline, is_caption, is_menu, is_notice
from compare.read.language import detect
from compare.read.paragraphs import Paragraph, paragraphs
from compare.records import Block, Role, Story

_HEADLINE_LIMIT = 250
"""Code points; a longer first paragraph is the story's text."""
_DATES_BEFORE = 2
"""Paragraphs of the story, after which no dateline comes."""
_ENDS = re.compile(r"(?<![.…])\.[\"'»”’)]*$")
_CONTROL = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160), 0xFEFF, 0xFFFE, 0xFFFF), " ")
_CONTROL |= dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n") | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def from_text(
    text: str, language: str | None = None, *, path: str = "", sha256: str = "", encoding: str = "utf-8"
) -> Story:
    """A story from a page's text; ``language`` is an ISO 639-1 code, detected where it is ``None``.

    Raises LanguageError for a language without tables.

    >>> story = from_text("All news\\n\\nBridge opens in Tula\\n\\nThe bridge is open. Cars pass.")
    >>> [(block.role, story.text[block.start : block.stop]) for block in story.blocks][:2]
    [('boilerplate', 'All news'), ('headline', 'Bridge opens in Tula')]
    """
    text = clean(text)
    code = load(language).code if language is not None else detect(text, path)
    return Story(text, code, blocks(text, load(code)), path, sha256, encoding)


def clean(text: str) -> str:
    """Newlines as ``\\n``; control characters and halves of surrogate pairs, which break parsers, replaced one by one.

    >>> clean("one\\r\\ntwo\\x00three")
    'one\\ntwo three'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROL)


def blocks(text: str, language: Language) -> tuple[Block, ...]:
    """The paragraphs of a text with their roles."""
    found = paragraphs(text)
    roles = _roles([_Line(paragraph.flat(text)) for paragraph in found], language)
    return tuple(Block(place.start, place.stop, role) for place, role in zip(found, roles, strict=True))


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    role: Role = "body"

    def playing(self, role: Role) -> _Line:
        return replace(self, role=role)


def _roles(lines: Sequence[_Line], language: Language) -> list[Role]:
    lines = [line.playing(_own_role(line.text, language)) for line in lines]
    lines = _with_headline(lines, language)
    lines = _with_late_dates(lines)
    lines = _with_bylines(lines, language)
    return [line.role for line in _without_doubles(lines)]


def _own_role(text: str, language: Language) -> Role:
    """The role that the words of a paragraph give away by themselves."""
    if is_caption(text, language):
        return "caption"
    if is_menu(text, language) or is_notice(text, language):
        return "boilerplate"
    if is_date_line(text, language) or inline_dateline(text, language) == len(text):
        return "dateline"
    return "body"


def _with_headline(lines: list[_Line], language: Language) -> list[_Line]:
    """The first short paragraph without a full stop is the headline, if the story goes on below it.

    A word or two above it («Политика») name the section.
    """
    body = [rank for rank, line in enumerate(lines) if line.role == "body"]
    if len(body) < 2:
        return lines
    first, second = lines[body[0]], lines[body[1]]
    if not _is_headline(first.text, language):
        return lines
    named = len(first.text.split()) <= 2 and len(second.text.split()) >= 4
    if named and len(body) > 2 and _is_headline(second.text, language):
        lines[body[0]] = first.playing("boilerplate")
        lines[body[1]] = second.playing("headline")
    else:
        lines[body[0]] = first.playing("headline")
    return lines


def _is_headline(text: str, language: Language) -> bool:
    return len(text) <= _HEADLINE_LIMIT and not _ENDS.search(text) and not inline_dateline(text, language)


def _with_late_dates(lines: list[_Line]) -> list[_Line]:
    """A line that is only a date belongs to the page above the story's second paragraph, to the story below it."""
    kept, told = [], 0
    for line in lines:
        late = line.role == "dateline" and told >= _DATES_BEFORE
        kept.append(line.playing("body") if late else line)
        told += line.role == "body"
    return kept


def _with_bylines(lines: list[_Line], language: Language) -> list[_Line]:
    """Who wrote the story stands near the headline or at the end; elsewhere such words are the story's own."""
    body = [rank for rank, line in enumerate(lines) if line.role == "body"]
    near = {*body[:2], *body[-1:]}
    return [
        line.playing("dateline") if rank in near and is_byline(line.text, language) else line
        for rank, line in enumerate(lines)
    ]


def _without_doubles(lines: list[_Line]) -> list[_Line]:
    """A page shows its captions, its headline and its date twice: the second copy is the page's own."""
    seen: set[str] = set()
    kept = []
    for line in lines:
        doubled = line.text in seen and (line.role != "body" or not _ENDS.search(line.text))
        kept.append(line.playing("boilerplate") if doubled else line)
        if line.role != "body":
            seen.add(line.text)
    return kept


__all__ = ["Paragraph", "blocks", "clean", "from_text"]
