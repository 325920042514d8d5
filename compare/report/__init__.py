"""Reports: one module a format, each a pure function from a Report to text or bytes.

Adding a format is adding a module with ``render(report)`` and one line in ``FORMATS``.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from compare.errors import OutputError
from compare.records import Report
from compare.registry import resolve
from compare.report.drafts import DRAFT, draft

FORMATS = {
    "html": "compare.report.html:render",
    "json": "compare.report.json:render",
    "md": "compare.report.markdown:render",
    "csv": "compare.report.csv:render",
    "xlsx": "compare.report.xlsx:render",
    "docx": "compare.report.docx:render",
    "tmx": "compare.report.tmx:render",
}


def formats(names: str) -> tuple[str, ...]:
    """The formats in a comma-separated list. Raises OutputError for one that is not known.

    >>> formats("html, json")
    ('html', 'json')
    """
    wanted = tuple(name.strip().lower() for name in names.split(",") if name.strip())
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown or not wanted:
        raise OutputError(f"Unknown report format '{', '.join(unknown)}'. Choose among: {', '.join(FORMATS)}.")
    return wanted


def write(report: Report, folder: Path, names: Sequence[str]) -> list[Path]:
    """Writes ``report.<format>`` for each name into the folder, all of them or none.

    Files of earlier runs are replaced only once every new one is complete. Raises OutputError.
    """
    return write_files(folder, {f"report.{name}": resolve(FORMATS[name])(report) for name in names})


def write_files(folder: Path, contents: Mapping[str, str | bytes]) -> list[Path]:
    """Writes files by their names into a folder, which is made if need be: all of them or none, each put in the place
    of an earlier one only when it is complete. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _replace(folder, contents)
    except OSError as error:
        why = "that is a file" if folder.is_file() else error.strerror or error
        raise OutputError(
            f"The report cannot be written to '{folder}': {why}. Choose another folder with --out."
        ) from error


def earlier(folder: Path, names: Sequence[str]) -> list[Path]:
    """Reports in a folder that a run in these formats leaves as they were: of an earlier run, if there was one."""
    paths = (folder / f"report.{name}" for name in FORMATS if name not in names)
    return [path for path in paths if path.is_file()]


def earlier_outlets(folder: Path, outlets: Sequence[str], names: Sequence[str]) -> list[Path]:
    """The same of a report over several outlets: files beside the new ones, and reports on outlets that it does not
    have."""
    kept = [path for outlet in outlets for path in earlier(folder / outlet, names)]
    others = sorted(path for path in folder.iterdir() if path.is_dir() and path.name not in outlets)
    return kept + [path for other in others for path in earlier(other, ())]


def _replace(folder: Path, contents: Mapping[str, str | bytes]) -> list[Path]:
    with ExitStack() as stack:  # closing it puts all of them in place
        for name, content in contents.items():
            stream = stack.enter_context(draft(folder / name))
            stream.write(content.encode("utf-8") if isinstance(content, str) else content)
        for name in contents:
            if (folder / name).is_dir():
                raise IsADirectoryError(errno.EISDIR, f"'{name}' is a folder")
    return [folder / name for name in contents]


__all__ = ["DRAFT", "FORMATS", "earlier", "earlier_outlets", "formats", "write", "write_files"]
