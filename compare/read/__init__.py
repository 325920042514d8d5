"""A file -> a story: text with its paragraphs and the part that each plays (headline, dateline, caption ...)."""

from compare.read.files import read
from compare.read.language import detect
from compare.read.pages import from_text

__all__ = ["detect", "from_text", "read"]
