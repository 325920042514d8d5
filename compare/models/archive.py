"""An ``.argosmodel`` file -> a package folder. The file is untrusted: argostranslate unpacks whatever it holds.

Nothing is written outside the folder, and nothing is left there unless the whole package is good.
"""

from __future__ import annotations

import json
import re
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from compare.errors import ModelError
from compare.models import RECEIPT, checksum

MOST_BYTES = 2 << 30
"""Of a package's files together; the largest on the Argos index has 0.3 GB."""

MOST_FILES = 2_000
MOST_RATIO = 200
"""Bytes out of a byte of the archive: models hardly shrink, so that more is a bomb."""

CHUNK = 1 << 20
NAME = re.compile(r"[A-Za-z0-9][\w.+-]{0,99}")
"""What a package's folder may be called."""

CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")


def unpack(archive: Path, folder: Path, origin: str) -> Path:
    """Puts the package into ``folder`` in the place of one of its name, and returns its folder.

    ``origin`` is noted in the receipt. Raises ModelError for whatever is wrong with the archive.
    """
    with _opened(archive) as zipped:
        name = _checked_names(zipped, archive)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".installing-", dir=folder) as work:
            package = _extract(zipped, Path(work), archive) / name
            check(package, archive)
            _write_receipt(package, archive, origin)
            return _move(package, folder / name, Path(work))


def check(package: Path, archive: Path) -> dict[str, Any]:
    """The metadata of an unpacked package; raises ModelError unless it can translate."""
    try:
        metadata = json.loads((package / "metadata.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _bad(archive, "it has no metadata.json") from None
    except (OSError, ValueError) as error:
        raise _bad(archive, f"its metadata.json cannot be read ({error})") from error
    if not isinstance(metadata, dict):
        raise _bad(archive, "its metadata.json holds no table")
    if metadata.get("type", "translate") != "translate":
        raise _bad(archive, f"it is a package of the type '{metadata['type']}', not 'translate'")
    for key in ("from_code", "to_code"):
        if not CODE.fullmatch(str(metadata.get(key))):
            raise _bad(archive, f"its metadata.json gives no language code in {key}")
    if not re.fullmatch(r"\d+(?:\.\d+)*", str(metadata.get("package_version"))):
        raise _bad(archive, "its metadata.json gives no version in package_version")
    for file in ("model/model.bin", "sentencepiece.model"):
        if not (package / file).is_file():
            raise _bad(archive, f"it has no {file}")
    return metadata


@contextmanager
def _opened(archive: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(archive) as zipped:
            yield zipped
    except FileNotFoundError:
        raise ModelError(f"There is no file '{archive}'.") from None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError) as error:
        raise _bad(archive, f"it is no whole zip archive ({error})") from error
    except RuntimeError as error:  # zipfile says so of encrypted files
        raise _bad(archive, str(error)) from error
    except OSError as error:
        raise ModelError(f"The package '{archive}' cannot be installed: {error}.") from error


def _checked_names(zipped: zipfile.ZipFile, archive: Path) -> str:
    """The one folder that holds everything."""
    entries = zipped.infolist()
    if len(entries) > MOST_FILES:
        raise _bad(archive, f"it holds more than {MOST_FILES:,} files")
    packed = archive.stat().st_size
    if (size := sum(entry.file_size for entry in entries)) > min(MOST_BYTES, MOST_RATIO * packed):
        raise _bad(archive, f"it would take {size / 1e9:.1f} GB unpacked, out of {packed / 1e6:.1f} MB")
    tops = set()
    for entry in entries:
        parts = PurePosixPath(entry.filename).parts
        escapes = entry.filename.startswith("/") or ".." in parts or "\\" in entry.filename or ":" in entry.filename
        if escapes or "\0" in entry.orig_filename or not parts:
            raise _bad(archive, f"a path in it leads out of its folder ({entry.filename!r})")
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise _bad(archive, f"it holds a link or a special file ({entry.filename!r})")
        if len(parts) == 1 and not entry.is_dir():
            raise _bad(archive, f"a file in it stands outside of the package's folder ({entry.filename!r})")
        tops.add(parts[0])
    if len(tops) != 1 or not NAME.fullmatch(next(iter(tops))):
        raise _bad(archive, "it does not hold exactly one folder with a plain name")
    return next(iter(tops))


def _extract(zipped: zipfile.ZipFile, work: Path, archive: Path) -> Path:
    left = MOST_BYTES
    for entry in zipped.infolist():
        place = work / entry.filename
        if entry.is_dir():
            place.mkdir(parents=True, exist_ok=True)
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        with zipped.open(entry) as stream, place.open("xb") as out:
            while chunk := stream.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise _bad(archive, "it holds more than it says")
                out.write(chunk)
    return work


def _write_receipt(package: Path, archive: Path, origin: str) -> None:
    files = {
        path.relative_to(package).as_posix(): checksum(path) for path in sorted(package.rglob("*")) if path.is_file()
    }
    receipt = {"schema": "compare.installed/1", "origin": origin, "sha256": checksum(archive), "files": files}
    (package / RECEIPT).write_text(json.dumps(receipt, indent=1) + "\n", encoding="utf-8")


def _move(package: Path, place: Path, work: Path) -> Path:
    """The new folder takes the old one's place, which goes away with the working folder."""
    if place.is_symlink():
        place.unlink()
    elif place.exists():
        shutil.move(place, work / ".old")
    package.rename(place)
    return place


def _bad(archive: Path, why: str) -> ModelError:
    return ModelError(f"'{archive}' is no translation package that can be installed: {why}.")
