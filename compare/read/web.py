"""A web page -> its story's text: trafilatura, and a plain walk over the page where that finds nothing. No fetching."""

from __future__ import annotations

import logging
import re
import unicodedata
from typing import Any

from compare.errors import ReadError
from compare.read import encodings

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DROPPED = "script|style|noscript|template|nav|header|footer|aside|form|button|select|iframe|svg|head"
_KEPT = "h1|h2|h3|h4|p|li|blockquote|figcaption|td|th|pre|dd|dt|time"
_ENOUGH = 200
"""Code points below which trafilatura's choice is checked against the whole page."""
_SITE = re.compile(r"\s+[|»—–-]\s+[^|»—–-]{2,40}$")
"""What a site appends to its titles: " | Northern News"."""


def extract(data: bytes, name: str) -> str:
    """The story's text: headline, date line and paragraphs, parted by blank lines. ``name`` is for messages.

    Raises ReadError for a page without text.
    """
    markup = _markup(data, name)
    tree = _tree(markup, name)
    headline, date = _headline(tree), _date(tree)
    body = _trafilatura(markup)
    if len(body) < _ENOUGH:
        plain = _plain(tree)
        body = plain if len(plain) > 2 * len(body) else body
    lines = [line for line in body.split("\n") if line.strip()]
    top = [line for line in (headline, date) if line]
    text = tidy("\n\n".join([*top, *(line for line in lines[:3] if line not in top), *lines[3:]]))
    if not text.strip():
        raise ReadError(f"Cannot read '{name}': the page holds no text. Save the page's text as .txt.")
    return text


def tidy(text: str) -> str:
    """Composed letters, without the soft hyphens and zero-width marks of page makers; the text is ours to mend here.

    >>> tidy("рас\\xadсле\\u200bдовать")
    'расследовать'
    """
    return unicodedata.normalize("NFC", re.sub("[\u00ad\u200b\u2060\ufeff]", "", text))


def _markup(data: bytes, name: str) -> str:
    declared = _CHARSET.search(data[:4096])
    try:
        text, _ = encodings.decode(data, declared[1].decode("ascii") if declared else None)
    except encodings.UndecodableError:
        raise ReadError(
            f"Cannot read '{name}': the page is in an encoding that could not be told. Save it as UTF-8."
        ) from None
    return _DECLARATION.sub("", text).replace("\x00", " ")


def _tree(markup: str, name: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(markup, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        tree = None
    if tree is None:
        raise ReadError(f"Cannot read '{name}': the page holds no text. Save the page's text as .txt.")
    return tree


def _trafilatura(markup: str) -> str:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        text = trafilatura.extract(markup, include_comments=False, include_tables=True, favor_recall=True)
    except Exception:  # whatever a broken page does to it, the plain walk still reads the page
        return ""
    return text or ""


def _headline(tree: Any) -> str:
    headings = [_text(heading) for heading in tree.iter("h1")]
    titles = [_SITE.sub("", _text(title)) for title in tree.iter("title")]
    shared = [heading for heading in headings if any(heading in title or title in heading for title in titles if title)]
    return next((line for line in (*shared, *headings, *titles) if line), "")


def _date(tree: Any) -> str:
    return next((line for line in (_text(time) for time in tree.iter("time")) if line), "")


def _plain(tree: Any) -> str:
    """Every paragraph-like element that is not page furniture; without any, all of the page's text."""
    for element in tree.xpath(" | ".join(f"//{tag}" for tag in _DROPPED.split("|"))):
        element.drop_tree()
    kept = set(_KEPT.split("|"))
    outer = (element for element in tree.iter(*kept) if not any(up.tag in kept for up in element.iterancestors()))
    lines = [_text(element) for element in outer]
    found = "\n".join(line for line in lines if line)
    return found or "\n".join(line.strip() for line in tree.text_content().split("\n") if line.strip())


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())
