"""A PDF -> its text: line-end hyphens undone, page numbers and running heads left out."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from compare.errors import ReadError
from compare.languages import known, load
from compare.read.web import tidy

_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?(?:(?:page|p\.|стр\.|страница|с\.)\s*)?\d{1,4}(?:\s*(?:/|of|из)\s*\d{1,4})?(?:\s*[-–—])?", re.I
)
_REPEATED_PAGES = 3
"""On so many pages, and on most of them, a first or last line is a running head."""
_HYPHENATED = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]\n[ \t]*([^\W\d_]+)(\S*)")


def extract(data: bytes, name: str) -> str:
    """The document's text, one line a printed line, a blank line between pages that end a paragraph.

    ``name`` is for messages. Raises ReadError for a PDF that is broken, locked or holds pictures of pages.
    """
    pages = [page for page in _pages(data, name) if page]
    heads = _running_heads(pages)
    kept = [[line for line in page if line not in heads] for page in (_numberless(page) for page in pages)]
    text = tidy(unhyphenated("\n".join(line for page in kept for line in page)))
    if not text.strip():
        raise ReadError(
            f"Cannot read '{name}': its pages are pictures without text. Run text recognition (OCR) on it, "
            "or save the text as .txt."
        )
    return text


def unhyphenated(text: str) -> str:
    """Words that were parted at a line's end in one piece, on the first of the two lines.

    >>> unhyphenated("рассле-\\nдовать случай из-\\nза паводка")
    'расследовать\\nслучай из-за\\nпаводка'
    """
    words = Counter(word.lower() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text))

    def mended(match: re.Match[str]) -> str:
        left, right = match[1], match[2]
        whole, hyphened = f"{left}{right}", f"{left}-{right}"
        if "\u00ad" in match[0]:
            return f"{whole}{match[3]}\n"
        keep = words[hyphened.lower()] > words[whole.lower()] or right[0].isupper() or left.lower() in _first_parts()
        return f"{hyphened if keep else whole}{match[3]}\n"

    return re.sub(r"\n[ \t]+", "\n", _HYPHENATED.sub(mended, text))


@cache
def _first_parts() -> frozenset[str]:
    """First parts of words that are written with a hyphen: «из-за», «премьер-министр», "vice-president"."""
    return frozenset(part for code in known() for part in load(code).table("page")["hyphened"].split())


def _pages(data: bytes, name: str) -> list[list[str]]:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError(f"Cannot read '{name}': it is locked with a password. Save a copy without one.")
        return [_lines(page.extract_text() or "") for page in reader.pages]
    except ReadError:
        raise
    except ImportError as error:  # a cipher that needs a package which is not there
        raise ReadError(f"Cannot read '{name}': it is locked with a password. Save a copy without one.") from error
    except Exception as error:  # pypdf lets through whatever a broken file makes of its parsers
        raise ReadError(f"Cannot read '{name}': the PDF is broken. Save it again, or its text as .txt.") from error


def _lines(page: str) -> list[str]:
    return [line.rstrip() for line in page.splitlines()]


def _numberless(page: Sequence[str]) -> list[str]:
    """The page without a first or last line that is its number."""
    lines = list(page)
    while lines and (not lines[0].strip() or _PAGE_NUMBER.fullmatch(lines[0].strip())):
        lines.pop(0)
    while lines and (not lines[-1].strip() or _PAGE_NUMBER.fullmatch(lines[-1].strip())):
        lines.pop()
    return lines


def _running_heads(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """First and last lines that most pages share."""
    edges = Counter(line for page in map(_numberless, pages) if page for line in {page[0], page[-1]})
    return frozenset(line for line, count in edges.items() if count >= _REPEATED_PAGES and 2 * count > len(pages))
