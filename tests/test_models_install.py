"""Packages are installed from files and from an index, whole or not at all; archives are not trusted."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from compare.errors import ModelError
from compare.models import archive, index
from tests.packages import RU_EN

METADATA = {
    "package_version": "1.2",
    "argos_version": "1.9",
    "from_code": "ru",
    "from_name": "Russian",
    "to_code": "en",
    "to_name": "English",
    "type": "translate",
    "code": "translate-ru_en",
}
FOLDER = "translate-ru_en-1_2"


def shipped_files() -> dict[str, bytes]:
    return {path.relative_to(RU_EN).as_posix(): path.read_bytes() for path in RU_EN.rglob("*") if path.is_file()}


def small_files() -> dict[str, bytes]:
    """A package as far as an installation looks at it."""
    noise = hashlib.sha256(b"weights").digest() * 400
    return {
        "metadata.json": json.dumps(METADATA).encode(),
        "model/model.bin": noise,
        "model/config.json": b"{}",
        "sentencepiece.model": noise,
    }


def pack(path: Path, files: dict[str, bytes], folder: str = FOLDER) -> Path:
    with zipfile.ZipFile(path, "w") as zipped:
        for name, content in files.items():
            zipped.writestr(f"{folder}/{name}", content)
    return path


def test_a_package_is_unpacked_with_a_receipt(tmp_path: Path) -> None:
    path = archive.unpack(pack(tmp_path / "a.argosmodel", small_files()), tmp_path / "packages", "a.argosmodel")
    assert path == tmp_path / "packages" / FOLDER
    receipt = json.loads((path / "installed.json").read_text())
    assert set(receipt["files"]) == set(small_files())
    assert [entry.name for entry in path.parent.iterdir()] == [FOLDER]


def test_a_package_takes_the_place_of_its_name(tmp_path: Path) -> None:
    packed = pack(tmp_path / "a.argosmodel", small_files())
    archive.unpack(packed, tmp_path / "packages", "")
    (tmp_path / "packages" / FOLDER / "old").write_text("")
    path = archive.unpack(packed, tmp_path / "packages", "")
    assert not (path / "old").exists()
    assert [entry.name for entry in path.parent.iterdir()] == [FOLDER]


def _link(zipped: zipfile.ZipFile) -> None:
    entry = zipfile.ZipInfo(f"{FOLDER}/link")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    zipped.writestr(entry, "/etc/passwd")


def _bomb(zipped: zipfile.ZipFile) -> None:
    zipped.writestr(f"{FOLDER}/zeros", b"\0" * 30_000_000, zipfile.ZIP_DEFLATED)


BAD: list[tuple[str, Callable[[zipfile.ZipFile], object], str]] = [
    ("escapes", lambda z: z.writestr(f"{FOLDER}/../../evil", "x"), "a path in it leads out of its folder"),
    ("absolute", lambda z: z.writestr("/etc/evil", "x"), "a path in it leads out of its folder"),
    ("windows", lambda z: z.writestr(f"{FOLDER}\\..\\evil", "x"), "leads out of its folder|stands outside"),
    ("link", _link, "it holds a link or a special file"),
    ("bomb", _bomb, "it would take 0.0 GB unpacked, out of 0.1 MB"),
    ("two folders", lambda z: z.writestr("other/file", "x"), "exactly one folder with a plain name"),
    ("loose file", lambda z: z.writestr("file", "x"), "stands outside of the package's folder"),
    ("hidden", lambda z: z.writestr("../x", "x"), "leads out of its folder"),
]


@pytest.mark.parametrize(("name", "add", "message"), BAD, ids=[name for name, _, _ in BAD])
def test_a_bad_archive_is_refused(
    tmp_path: Path, name: str, add: Callable[[zipfile.ZipFile], object], message: str
) -> None:
    path = pack(tmp_path / "a.argosmodel", small_files())
    with zipfile.ZipFile(path, "a") as zipped:
        add(zipped)
    with pytest.raises(ModelError, match=message):
        archive.unpack(path, tmp_path / "packages", "")
    assert list(tmp_path.rglob("evil")) == []
    assert not (tmp_path / "packages").exists() or list((tmp_path / "packages").iterdir()) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"metadata.json": None}, "it has no metadata.json"),
        ({"metadata.json": b"{"}, "its metadata.json cannot be read"),
        ({"metadata.json": b"[]"}, "holds no table"),
        ({"metadata.json": json.dumps({**METADATA, "type": "sbd"}).encode()}, "of the type 'sbd'"),
        ({"metadata.json": json.dumps({**METADATA, "from_code": "../ru"}).encode()}, "no language code in from_code"),
        ({"metadata.json": json.dumps({**METADATA, "package_version": None}).encode()}, "no version"),
        ({"model/model.bin": None}, "it has no model/model.bin"),
        ({"sentencepiece.model": None}, "it has no sentencepiece.model"),
    ],
)
def test_a_package_that_cannot_translate_is_refused(
    tmp_path: Path, change: dict[str, bytes | None], message: str
) -> None:
    files = {name: content for name, content in (small_files() | change).items() if content is not None}
    with pytest.raises(ModelError, match=message):
        archive.unpack(pack(tmp_path / "a.argosmodel", files), tmp_path / "packages", "")
    assert list((tmp_path / "packages").iterdir()) == []


def test_what_is_no_archive_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.argosmodel").write_text("words")
    with pytest.raises(ModelError, match="it is no whole zip archive"):
        archive.unpack(tmp_path / "a.argosmodel", tmp_path / "packages", "")
    with pytest.raises(ModelError, match=re.escape(f"There is no file '{tmp_path / 'b'}'.")):
        archive.unpack(tmp_path / "b", tmp_path / "packages", "")


class Index(ThreadingHTTPServer):
    """A package index on this machine. ``cut`` ends an answer after so many bytes; ``asked`` holds the ranges."""

    files: dict[str, bytes]
    cut: int | None = None

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files, self.asked = {}, list[str | None]()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"


class _Handler(BaseHTTPRequestHandler):
    server: Index

    def do_GET(self) -> None:
        content = self.server.files.get(self.path.lstrip("/"))
        if content is None:
            self.send_error(404)
            return
        wanted, tag = self.headers.get("Range"), f'"{hashlib.sha256(content).hexdigest()[:8]}"'
        if self.path.endswith("argosmodel"):
            self.server.asked.append(wanted)
        start = 0
        if wanted and self.headers.get("If-Range") == tag:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
        self.send_response(206 if start else 200)
        self.send_header("ETag", tag)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        stop = len(content) if self.server.cut is None or not self.path.endswith("argosmodel") else self.server.cut
        self.wfile.write(content[start:stop])

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Index]:
    made = Index()
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()


def offer(server: Index, content: bytes, **entry: object) -> None:
    server.files["p.argosmodel"] = content
    server.files["index.json"] = json.dumps([METADATA | {"links": [f"{server.url}p.argosmodel"]} | entry]).encode()


def get(server: Index, folder: Path) -> Path:
    found = index.find(index.fetch(f"{server.url}index.json"), "ru-en")
    return index.download(found, folder, lambda done, total: None)


def test_a_download_goes_on_where_it_was_interrupted(server: Index, tmp_path: Path) -> None:
    content = os.urandom(700_000)
    offer(server, content, sha256=hashlib.sha256(content).hexdigest())
    server.cut = 300_000
    with pytest.raises(ModelError, match="run the command again to go on"):
        get(server, tmp_path)
    server.cut = None
    assert get(server, tmp_path).read_bytes() == content
    assert server.asked == [None, "bytes=300000-"]
    assert [path.name for path in tmp_path.iterdir()] == ["translate-ru_en-1_2.argosmodel"]


def test_another_file_at_the_same_address_is_begun_anew(server: Index, tmp_path: Path) -> None:
    offer(server, os.urandom(700_000))
    server.cut = 300_000
    with pytest.raises(ModelError):
        get(server, tmp_path)
    content = os.urandom(600_000)
    offer(server, content)
    server.cut = None
    assert get(server, tmp_path).read_bytes() == content


def test_a_wrong_checksum_keeps_nothing(server: Index, tmp_path: Path) -> None:
    offer(server, b"words", sha256="0" * 64)
    with pytest.raises(ModelError, match="has not the checksum that the index names"):
        get(server, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_other_addresses_than_http_are_not_followed(server: Index, tmp_path: Path) -> None:
    offer(server, b"words", links=["file:///etc/passwd"])
    with pytest.raises(ModelError, match="only http and https are followed"):
        get(server, tmp_path)


def test_an_unknown_pair_is_said_with_those_that_are_near(server: Index) -> None:
    offer(server, b"words")
    with pytest.raises(ModelError) as error:
        index.find(index.fetch(f"{server.url}index.json"), "ru-de")
    assert str(error.value) == (
        "The index has no package 'ru-de'. Names are pairs of languages, such as ru-en; with one of these languages it "
        "has ru-en."
    )


def test_no_index_is_said(server: Index) -> None:
    with pytest.raises(ModelError, match="cannot be reached"):
        index.fetch(f"{server.url}index.json")
    server.files["index.json"] = b"<html>"
    with pytest.raises(ModelError, match="is no index of Argos packages"):
        index.fetch(f"{server.url}index.json")


def test_the_commands(server: Index, tmp_path: Path) -> None:
    """Install from the index, list, translate, verify, spoil, verify, remove."""
    files = shipped_files() | {"metadata.json": json.dumps(METADATA).encode()}
    content = pack(tmp_path / "a.zip", files).read_bytes()
    offer(server, content)
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environment = {**os.environ, **home, "ARGOS_PACKAGE_INDEX": server.url}

    def models(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "compare", "models", *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    installed = models("install", "ru-en")
    assert installed.returncode == 0, installed.stderr
    assert f"Asking the package index on the network: {server.url}index.json" in installed.stderr
    assert "The index names no checksum" in installed.stderr
    folder = Path(installed.stdout.removeprefix(f"Installed {FOLDER} in ").strip()) / FOLDER
    listed = models("list").stdout
    assert "ru to en: a run uses translate-ru_en-1_2, since installed packages come before shipped ones." in listed
    assert models("verify").returncode == 0
    (folder / "sentencepiece.model").write_bytes(b"")
    spoiled = models("verify")
    assert (spoiled.returncode, spoiled.stdout) == (2, f"changed: {FOLDER}/sentencepiece.model\n")
    assert models("remove", "ru-en").stdout == f"Removed {folder}\n"
    assert not folder.exists()
    refused = models("remove", RU_EN.name)
    assert refused.returncode == 2
    assert refused.stderr == (
        f"compare: '{RU_EN.name}' is shipped with compare and cannot be removed; an installed one comes before it.\n"
    )
