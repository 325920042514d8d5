"""Where a sentence may end: after ``.``, ``?``, ``!`` or an ellipsis and the marks that close behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

WINDOW = 400
"""Code points that a rule may look back: what keeps the work linear on text whose sentences never end."""

_CLOSERS = "\"'»”’)\\]“"
_GAP = re.compile(
    r"(?=[.?!…])(?:"  # asked first: few places have a mark
    rf"(?P<mark>(?<![.?!…])[.?!…]++)(?P<closers>[{_CLOSERS}]*+\.?)(?P<space>\s++)"
    # sentences set without a space: «сказал он.Ранее», "in 2008.Earlier", "closed”.Earlier"
    r"|(?P<glued>(?<=[^\W\d_]{2})[.?!…]++|(?<=\d{4})\.|(?<=[^\W\d_][»”])\.|(?<=%)\.)(?=[«“]?[^\W\d_a-zа-яё])"
    r")"
)


@dataclass(frozen=True, slots=True)
class Gap:
    """A place in a paragraph between two possible sentences.

    ``mark`` is the punctuation that may end the left one, at ``at``; the left one would stop at ``stop``, after the
    ``closers``, the right one begin at ``start``. ``begin`` is where the left one begins.
    """

    text: str
    at: int
    mark: str
    closers: str
    stop: int
    start: int
    begin: int = 0

    def since(self, begin: int) -> Gap:
        """The same gap, its left sentence beginning at ``begin``."""
        return Gap(self.text, self.at, self.mark, self.closers, self.stop, self.start, begin)

    @property
    def left(self) -> str:
        """The left sentence up to the mark, its last ``WINDOW`` code points at most."""
        return self.text[max(self.begin, self.at - WINDOW) : self.at]

    @property
    def right(self) -> str:
        """What follows, ``WINDOW`` code points at most."""
        return self.text[self.start : self.start + WINDOW]

    @property
    def glued(self) -> bool:
        """No space stands between the two."""
        return self.stop == self.start


def gaps(text: str) -> Iterator[Gap]:
    """The gaps of a paragraph in order."""
    for match in _GAP.finditer(text):
        if match["glued"] is not None:
            yield Gap(text, match.start(), match["glued"], "", match.end(), match.end())
        else:
            yield Gap(text, match.start(), match["mark"], match["closers"], match.start("space"), match.end())
