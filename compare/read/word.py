"""A Word document (.docx) -> its text, paragraphs and tables in their order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from compare.errors import ReadError
from compare.read.web import tidy

_UNPACKED_LIMIT = 200 * 1024 * 1024
"""Bytes of all parts together; a small archive can unpack to terabytes."""


def extract(data: bytes, name: str) -> str:
    """The document's text, paragraphs parted by blank lines. ``name`` is for messages.

    Raises ReadError for an archive that is no Word document, is broken or unpacks to more than 200 MB.
    """
    _check(data, name)
    from docx import Document

    try:
        document = Document(io.BytesIO(data))
        lines = list(_lines(document))
    except Exception as error:  # python-docx lets through what zipfile, lxml and its own lookups raise
        raise _broken(name) from error
    text = tidy("\n\n".join(line for line in lines if line.strip()))
    if not text:
        raise ReadError(
            f"Cannot read '{name}': the document holds no text. Give a file that holds the text of a story."
        )
    return text


def _check(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, OverflowError) as error:
        raise _broken(name) from error
    if "word/document.xml" not in {part.filename for part in parts}:
        raise ReadError(f"Cannot read '{name}': it is an archive, not a Word document. Unpack it and give one file.")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > _UNPACKED_LIMIT:
        raise ReadError(
            f"Cannot read '{name}': it unpacks to {unpacked / 1024**2:.0f} MB, the limit is "
            f"{_UNPACKED_LIMIT // 1024**2} MB. Save its text as .txt."
        )


def _broken(name: str) -> ReadError:
    return ReadError(
        f"Cannot read '{name}': the Word document is broken. Open it in Word and save it again, or as .txt."
    )


def _lines(document: Any) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            yield from block.text.split("\n")


def _rows(table: Any) -> Iterator[str]:
    """Each cell once: a merged one is listed in every row and column that it covers."""
    seen: set[Any] = set()
    for row in table.rows:
        for cell in row.cells:
            if cell._tc not in seen:
                seen.add(cell._tc)
                yield from cell.text.split("\n")
