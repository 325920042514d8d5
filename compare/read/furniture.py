"""Page furniture: menus, notices, captions and bylines, told by the patterns of ``languages/*/page.toml``."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from compare.languages import Language

_BETWEEN_ITEMS = re.compile(r"\s*(?:[→>|»•·›\\]|(?<=\s)[/—–-](?=\s)|\t| {3,})\s*")
_MENU_LIMIT, _CAPTION_LIMIT, _NOTICE_LIMIT, _BYLINE_LIMIT = 160, 350, 300, 90
"""Code points; a longer paragraph is no line of that kind."""


class _Patterns(NamedTuple):
    menu: re.Pattern[str]
    notice: re.Pattern[str]
    caption: re.Pattern[str]
    byline: re.Pattern[str]


def is_menu(line: str, language: Language) -> bool:
    """Whether a line is an entry of a menu, or a row of entries («Главная → В мире → Африка»)."""
    if len(line) > _MENU_LIMIT:
        return False
    menu = _patterns(language).menu
    parts = [part for part in _BETWEEN_ITEMS.split(line.strip(" •·>»→|[]()")) if part]
    if len(parts) <= 1:
        return bool(parts) and bool(menu.fullmatch(parts[0].rstrip(":. …»>")))
    known = sum(bool(menu.fullmatch(part)) for part in parts)
    return bool(known) and all(len(part.split()) <= 3 and part[-1] not in ".!?" for part in parts)


def is_notice(line: str, language: Language) -> bool:
    """Whether a line begins like a copyright line, a cookie notice, a row of tags and the like."""
    return len(line) <= _NOTICE_LIMIT and bool(_patterns(language).notice.match(line))


def is_caption(line: str, language: Language) -> bool:
    """Whether a line says what a picture shows or whose it is."""
    return len(line) <= _CAPTION_LIMIT and bool(_patterns(language).caption.search(line))


def is_byline(line: str, language: Language) -> bool:
    """Whether a line says who wrote the story."""
    return len(line) <= _BYLINE_LIMIT and bool(_patterns(language).byline.fullmatch(line))


@cache
def _patterns(language: Language) -> _Patterns:
    table = language.table("page")
    one = {name: "|".join(f"(?:{row['pattern']})" for row in table[name]) for name in _Patterns._fields}
    return _Patterns(**{name: re.compile(pattern, re.I) for name, pattern in one.items()})
