"""The edge: a path -> bytes -> a story. Every error of the file system leaves as a ReadError."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from compare.errors import ReadError
from compare.languages import load
from compare.read import encodings
from compare.read.pages import from_text
from compare.records import Story

LIMIT = 50 * 1024 * 1024
"""Bytes; a news story has thousands."""
FORMATS = ".txt, .html, .docx or .pdf"

_EXTRACTORS = {
    "html": "compare.read.web:extract",
    "docx": "compare.read.word:extract",
    "pdf": "compare.read.pdf:extract",
}
"""Format -> ``module:function`` from bytes and the file's name to text; imported on use."""
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file (.doc). Save it as .docx or .txt."),
    (b"{\\rtf", "a rich-text file (.rtf). Save it as .docx or .txt."),
    (b"\x89PNG", "a picture. Give the text of the story."),
    (b"\xff\xd8\xff", "a picture. Give the text of the story."),
    (b"GIF8", "a picture. Give the text of the story."),
)
_MARKUP = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_ADDRESS = re.compile(r"(https?|ftp):[/\\]+(.+)", re.I | re.S)
"""A web address; a path keeps one slash of two."""
_TAGS = re.compile(r"<(?:p|div|h1|br|span|article|title|meta)\b[^>]*>", re.I)


def read(path: Path, language: str | None = None) -> Story:
    """The story in a file: plain text, HTML, docx or PDF, told by its content; ``language`` is an ISO 639-1 code.

    Raises ReadError for a file that holds no readable text, LanguageError for a text in a language without tables.
    """
    if language is not None:
        load(language)
    data = _bytes(path)
    name = str(path).encode("utf-8", "replace").decode("utf-8")  # a name that is no Unicode must not stop the report
    checksum = hashlib.sha256(data).hexdigest()
    kind = _format(data, path)
    if kind == "text":
        text, encoding = _decoded(data, name)
        if _TAGS.search(text[:2000]) and len(_TAGS.findall(text[:20_000])) >= 3:
            kind = "html"
    if kind != "text":
        text, encoding = _extractor(kind)(data, name), ""
    if not text.strip("\ufeff\u200b\u200c\u200d\u00ad \t\r\n\f\v\u00a0\x00"):
        raise ReadError(f"Cannot read '{name}': it is empty. Give a file that holds the text of a story.")
    return from_text(text, language, path=name, sha256=checksum, encoding=encoding)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ReadError(f"Cannot read '{path}': it is a folder. Give one file: {FORMATS}.")
        size = path.stat().st_size
        if size > LIMIT:
            raise ReadError(
                f"Cannot read '{path}': it has {size / 1024**2:.0f} MB, the limit is {LIMIT // 1024**2} MB. "
                "Give the story alone."
            )
        with path.open("rb") as file:
            return file.read(LIMIT)
    except FileNotFoundError:
        if address := _ADDRESS.match(str(path)):
            shown = f"{address[1]}://{address[2]}"
            raise ReadError(
                f"Cannot read '{shown}': addresses are not fetched. Save the page in your browser and give the file."
            ) from None
        raise ReadError(f"Cannot read '{path}': there is no such file. Check the path.") from None
    except PermissionError:
        raise ReadError(f"Cannot read '{path}': permission denied. Change the file's permissions or copy it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"Cannot read '{path}': {reason}. Check the path and the disk.") from None


def _format(data: bytes, path: Path) -> str:
    """What the bytes are: ``text``, ``html``, ``docx`` or ``pdf``. Raises ReadError for what holds no text."""
    for magic, what in _FOREIGN:
        if data.startswith(magic):
            raise ReadError(f"Cannot read '{path}': it is {what}")
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if path.suffix.lower() in (".htm", ".html", ".xhtml") or _MARKUP.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        return "html"
    return "text"


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    try:
        text, encoding = encodings.decode(data)
    except encodings.UndecodableError:
        if _is_binary(data):
            raise _binary(name) from None
        raise ReadError(
            f"Cannot read '{name}': its encoding is none of UTF-8, UTF-16, {', '.join(encodings.CYRILLIC)} and cp1252. "
            "Save it as UTF-8."
        ) from None
    if len(re.findall(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text)) > len(text) / 100:
        raise _binary(name)
    return text, encoding


def _is_binary(data: bytes) -> bool:
    sample = data[:100_000]
    return sample.count(0) > 0 or len(re.findall(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", sample)) > len(sample) / 100


def _binary(name: str) -> ReadError:
    return ReadError(f"Cannot read '{name}': it holds binary data, not text. Give one file: {FORMATS}.")


def _extractor(kind: str) -> Callable[[bytes, str], str]:
    module, function = _EXTRACTORS[kind].split(":")
    found: Callable[[bytes, str], str] = getattr(import_module(module), function)
    return found
