"""The table of rows to compare: ``story,outlet,ru,en``, paths relative to the table's folder.

Names of stories and outlets become names of folders, and come from a file that anybody may have made: they are checked.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from compare.errors import ReadError

COLUMNS = ("story", "outlet", "ru", "en")

MOST_BYTES = 120
"""Of a name: file systems end at 255, and a report's draft has a longer name than its folder."""

UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
"""What no folder may have in its name on one system or another, and marks that turn the direction of reading."""

DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for itself."""

OWN = frozenset({"summary.csv", "summary.parquet", "failures.csv", "leaderboard.csv", "index.html",
                 "scores.json", "outlets.json", "outlets.html"})  # fmt: skip
"""Names that the run itself needs."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the manifest: one outlet's version of one story. ``ru`` and ``en`` are as written there."""

    line: int
    story: str
    outlet: str
    ru: str
    en: str


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a row: ``failure`` says why it could not be compared (``""``: it was); ``skipped`` that it was
    finished already."""

    row: Row
    failure: str = ""
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one story, which share their source version."""

    story: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Manifest:
    """The rows in groups of one story, in the order in which the stories come first, and those that were rejected."""

    folder: Path
    groups: tuple[Group, ...]
    rejected: tuple[Result, ...]

    def __len__(self) -> int:
        return sum(len(group.rows) for group in self.groups) + len(self.rejected)


def read_manifest(path: Path) -> Manifest:
    """Reads and checks a manifest. Raises ReadError for a file that is none; a bad row is only rejected."""
    stories: dict[str, list[Row]] = {}
    rejected: list[Result] = []
    taken: dict[tuple[str, ...], str] = {}
    for row in _rows(path):
        problem = name_problem("story", row.story) or name_problem("outlet", row.outlet) or _empty(row)
        problem = problem or _clash(row, stories, taken)
        if problem:
            rejected.append(Result(row, problem))
        else:
            stories.setdefault(row.story, []).append(row)
    if not stories and not rejected:
        raise ReadError(f"The manifest '{path}' has no rows below its header.")
    groups = tuple(Group(story, tuple(rows)) for story, rows in stories.items())
    return Manifest(path.resolve().parent, groups, tuple(rejected))


def name_problem(what: str, name: str) -> str:
    """Why this name cannot be a folder's, or ``""``.

    >>> name_problem("outlet", "wire"), name_problem("story", "../etc")
    ('', "The story '../etc' cannot name a folder: it begins with '.'.")
    """
    said = f"The {what} '{name}' cannot name a folder"
    if not name:
        return f"The {what} has no name."
    if len(name.encode("utf-8", "replace")) > MOST_BYTES:
        return f"The {what} '{name[:20]}…' cannot name a folder: it is longer than {MOST_BYTES} bytes."
    if not (name[0].isalnum() or name[0] == "_"):
        return f"{said}: it begins with '{name[0]}'." if name[0].isprintable() else f"The {what} has an unsafe name."
    if UNSAFE.search(name):
        return f"{said}: it has a mark that file systems do not allow."
    if name[-1] in ". ":
        return f"{said}: it ends with a full stop or a space."
    if DEVICES.fullmatch(name) or name.casefold() in OWN:
        return f"{said}: the name is taken."
    return ""


def _rows(path: Path) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            table = csv.DictReader(stream, restkey="more")
            missing = [column for column in COLUMNS if column not in (table.fieldnames or ())]
            if missing:
                raise ReadError(
                    f"The manifest '{path}' lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}. "
                    f"Its first line must be: {','.join(COLUMNS)}"
                )
            for record in table:
                values = [(record[column] or "").strip() for column in COLUMNS]
                yield Row(table.line_num, *values)
    except OSError as error:
        raise ReadError(f"The manifest '{path}' cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise ReadError(f"The manifest '{path}' is not in UTF-8. Save it as 'CSV UTF-8'.") from error
    except csv.Error as error:
        raise ReadError(f"The manifest '{path}' is no CSV file: {error}.") from error


def _empty(row: Row) -> str:
    lacking = [column for column in ("ru", "en") if not getattr(row, column)]
    return f"No file is named under {' and '.join(lacking)}." if lacking else ""


def _clash(row: Row, stories: dict[str, list[Row]], taken: dict[tuple[str, ...], str]) -> str:
    """Two rows for one folder, also where the file system takes great and small letters for the same."""
    story, outlet = _folded(row.story), _folded(row.outlet)
    if taken.setdefault((story,), row.story) != row.story:
        return f"The story '{row.story}' differs from '{taken[story,]}' by the size of letters alone."
    first = stories.get(row.story)
    if first and first[0].ru != row.ru:
        return (
            f"The story '{row.story}' has another Russian version in line {first[0].line}: '{first[0].ru}'. "
            "Give it a name of its own."
        )
    if (story, outlet) in taken:
        return f"The outlet '{row.outlet}' has a row for the story '{row.story}' already."
    taken[story, outlet] = row.outlet
    return ""


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
