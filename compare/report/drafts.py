"""Files that take their place only when they are complete."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Literal

DRAFT = ".report-"
"""How the names of files begin that are not complete yet."""


@contextmanager
def draft(path: Path, mode: Literal["w", "wb"] = "wb") -> Iterator[IO[Any]]:
    """A stream whose file is put in place at the end, in that of an earlier one; nothing is left of it on an error.
    Text is UTF-8 with its line ends as they are. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=DRAFT, suffix=f"-{path.name}")
    made = Path(name)
    try:
        text = {} if mode == "wb" else {"encoding": "utf-8", "newline": ""}
        with os.fdopen(handle, mode, **text) as stream:  # type: ignore[call-overload]
            yield stream
        made.chmod(0o644)
        made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
