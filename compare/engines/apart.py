"""A parser in a process of its own, so that it loads and reads beside everything else, on another core.

Loading a grammar is mostly Python at work, which threads do not share out. One run of ``compare run`` saves a second
and more by it; work on many stories keeps its parsers in its own process.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from multiprocessing.connection import Connection
from typing import Any

from compare.errors import CompareError, ModelError
from compare.records import Parse, Sentence


def can_work_apart() -> bool:
    """Where a process is forked at no cost and there is a core for it: on Linux, with two cores or more."""
    return sys.platform == "linux" and (os.cpu_count() or 1) > 1


class ParserApart:
    """Implements :class:`compare.parse.Parser` over a parser of this language in another process.

    Made before any thread is started: a process forked later would inherit locks that nobody opens.
    """

    def __init__(self, code: str) -> None:
        context = multiprocessing.get_context("fork")
        self._line, other_end = context.Pipe()
        self._process = context.Process(target=_serve, args=(code, other_end), daemon=True)
        self._process.start()
        other_end.close()

    @property
    def name(self) -> str:
        """The parser's own name, once it is loaded."""
        return self._identity[0]

    @property
    def checksum(self) -> str:
        """The parser's own checksum, once it is loaded."""
        return self._identity[1]

    def parse(self, sentences: Sequence[Sentence]) -> list[Parse]:
        """See :meth:`compare.parse.Parser.parse`. Raises what the parser raised, ModelError if its process ended."""
        _ = self._identity
        with suppress(ConnectionError):  # what became of the process is said by its answer
            self._line.send(list(sentences))
        parses: list[Parse] = self._answer()
        return parses

    @cached_property
    def _identity(self) -> tuple[str, str]:
        identity: tuple[str, str] = self._answer()
        return identity

    def _answer(self) -> Any:
        try:
            answer = self._line.recv()
        except (EOFError, ConnectionError) as error:
            raise ModelError("A parser ended before its work was done. Is there enough memory? Try again.") from error
        if isinstance(answer, CompareError):
            raise answer
        return answer


def _serve(code: str, line: Connection) -> None:
    """The other process: loads, says who it is, then answers sentences with parses until the line is closed."""
    from compare import parse
    from compare.languages import load

    try:
        parser = parse.load(load(code))
        line.send((parser.name, parser.checksum))
        while True:
            line.send(parser.parse(line.recv()))
    except CompareError as error:
        line.send(error)
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        pass
