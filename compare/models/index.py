"""The index of Argos packages on the network, and downloads that go on where they were interrupted.

This is the one module that reaches for a network, and only ``compare models install NAME`` calls it. argostranslate's
own download holds the whole file in memory, begins anew after an interruption and says nothing of a failure.
"""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import compare
from compare.errors import ModelError
from compare.models import checksum, version_key

TIMEOUT = 30.0
"""Seconds without an answer."""

CHUNK = 1 << 18
MOST_BYTES = 2 << 30
MOST_INDEX_BYTES = 16 << 20

OnBytes = Callable[[int, int | None], None]
"""Told how many bytes are there, and of how many, where that is known."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A package of the index. ``sha256`` is ``None`` where the index names none."""

    code: str
    source: str
    target: str
    version: str
    links: tuple[str, ...]
    sha256: str | None = None

    @property
    def file_name(self) -> str:
        return f"translate-{self.source}_{self.target}-{self.version.replace('.', '_')}.argosmodel"


def index_url() -> str:
    """Where argostranslate is told to look (its setting ``ARGOS_PACKAGE_INDEX``)."""
    from argostranslate import settings

    return str(settings.remote_package_index)


def fetch(url: str) -> list[Listed]:
    """The translation packages of the index at this address; raises ModelError where there is none."""
    try:
        with _open(url) as answer:
            text = answer.read(MOST_INDEX_BYTES)
        entries = json.loads(text)
        return [_listed(entry) for entry in entries if entry.get("type", "translate") == "translate"]
    except (OSError, http.client.HTTPException) as error:
        raise ModelError(
            f"The package index at {url} cannot be reached ({_reason(error)}). Install from a file instead: "
            "compare models install FILE.argosmodel."
        ) from error
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise ModelError(f"What stands at {url} is no index of Argos packages.") from error


def find(packages: Sequence[Listed], name: str) -> Listed:
    """The newest package of that name: ``ru-en``, ``ru_en`` or ``translate-ru_en``. Raises ModelError if none."""
    wanted = name.removeprefix("translate-").replace("_", "-")
    found = [package for package in packages if f"{package.source}-{package.target}" == wanted]
    if not found:
        pairs = sorted({f"{package.source}-{package.target}" for package in packages})
        near = [pair for pair in pairs if set(pair.split("-")) & set(wanted.split("-"))][:12]
        raise ModelError(
            f"The index has no package '{name}'. Names are pairs of languages, such as ru-en"
            + (f"; with one of these languages it has {', '.join(near)}." if near else ".")
        )
    return max(found, key=lambda package: version_key(package.version))


def download(package: Listed, folder: Path, on_bytes: OnBytes) -> Path:
    """Fetches the package's file into ``folder``, going on where an earlier try was interrupted.

    Raises ModelError when no link gives it, or when its checksum is not the index's; then nothing is kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{package.file_name}.part"
    problems = []
    for link in package.links:
        try:
            _fetch(link, part, on_bytes)
        except (OSError, http.client.HTTPException, ValueError) as error:
            problems.append(f"{link}: {_reason(error)}")
            continue
        if package.sha256 and checksum(part) != package.sha256:
            _forget(part)
            raise ModelError(f"What {link} gave has not the checksum that the index names. Nothing was installed.")
        whole = part.with_suffix("")
        part.replace(whole)
        _forget(part)
        return whole
    raise ModelError(
        "The package cannot be downloaded (" + "; ".join(problems or ["the index gives no link"]) + "). "
        "What has come so far is kept: run the command again to go on."
    )


def _fetch(link: str, part: Path, on_bytes: OnBytes) -> None:
    """One link. The server's tag of the file lies beside the part: another file there is begun anew."""
    mark = part.with_suffix(".tag")
    have = part.stat().st_size if part.exists() and mark.exists() else 0
    tag = mark.read_text(encoding="utf-8") if have else ""
    headers = {"Range": f"bytes={have}-", "If-Range": tag} if tag else {}
    try:
        answer = _open(link, headers)
    except urllib.error.HTTPError as error:
        if error.code != http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            raise
        _forget(part)  # it is longer than the file: begin anew
        answer, have = _open(link), 0
    with answer:
        if answer.status != http.HTTPStatus.PARTIAL_CONTENT:
            have = 0
        length = answer.headers.get("Content-Length")
        total = have + int(length) if length else None
        if (total or 0) > MOST_BYTES:
            raise ValueError(f"it has {(total or 0) / 1e9:.1f} GB, more than is accepted")
        mark.write_text(answer.headers.get("ETag") or answer.headers.get("Last-Modified") or "", encoding="utf-8")
        with part.open("ab" if have else "wb") as out:
            while chunk := answer.read(CHUNK):
                have += len(chunk)
                if have > MOST_BYTES:
                    raise ValueError("it is larger than is accepted")
                out.write(chunk)
                on_bytes(have, total)
    if total is not None and have < total:
        raise OSError(f"the connection ended after {have:,} of {total:,} bytes")


def _forget(part: Path) -> None:
    for path in (part, part.with_suffix(".tag")):
        path.unlink(missing_ok=True)


def _open(url: str, headers: dict[str, str] | None = None) -> Any:
    if urlsplit(url).scheme not in ("http", "https"):
        raise ValueError("only http and https are followed")
    agent = {"User-Agent": f"compare/{compare.__version__}", "Accept-Encoding": "identity"}
    return urllib.request.urlopen(urllib.request.Request(url, headers=agent | (headers or {})), timeout=TIMEOUT)


def _listed(entry: dict[str, Any]) -> Listed:
    source, target, version = (str(entry[key]) for key in ("from_code", "to_code", "package_version"))
    if not all(part.replace("-", "").replace("_", "").replace(".", "").isalnum() for part in (source, target, version)):
        raise ValueError("a name that makes no file name")
    links = tuple(str(link) for link in entry["links"])
    return Listed(str(entry.get("code")), source, target, version, links, entry.get("sha256"))


def _reason(error: Exception) -> str:
    reason = getattr(error, "reason", None)
    return str(reason) if reason else str(error) or type(error).__name__
