"""Where models lie, which there are, and whether they are what they should be.

Translation packages are Argos packages: folders with a ``metadata.json``. They are searched in this order: the
folder that the user named, the user's Argos folder, the models shipped with this package.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import compare
from compare.errors import ModelError

Origin = Literal["named", "argos", "shipped"]

RECEIPT = "installed.json"
"""In each folder that ``compare models install`` unpacked: where it came from, and the sha256 of its files."""

CHUNK = 1 << 20
"""Bytes read at a time when a checksum is made."""


@dataclass(frozen=True, slots=True)
class TranslationPackage:
    """An installed translation package: a folder, the languages that it joins, and where it was found."""

    path: Path
    source: str
    target: str
    version: str
    origin: Origin

    @property
    def name(self) -> str:
        """The folder's name, such as ``translate-ru_en-1_1``."""
        return self.path.name

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.stat().st_size for file in self.path.rglob("*") if file.is_file())


@dataclass(frozen=True, slots=True)
class Check:
    """What ``verify`` found of one file of the manifest."""

    model: str
    file: str
    state: Literal["good", "missing", "changed"]


@lru_cache(maxsize=1)
def shipped_folder() -> Path:
    """The folder of the shipped models: inside the installed package, or beside it in a checkout."""
    inside = Path(compare.__file__).parent / "shipped_models"
    return inside if inside.is_dir() else Path(compare.__file__).parent.parent / "models"


@lru_cache(maxsize=1)
def manifest() -> dict[str, Any]:
    """``models/manifest.json``: for each shipped model its files with sha256 and size, licence, data and scores."""
    path = shipped_folder() / "manifest.json"
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise ModelError(f"The list of shipped models cannot be read ({path}). Reinstall compare.") from error


def card(package: TranslationPackage) -> dict[str, Any]:
    """What is known of a package's licence, data and scores: the manifest's entry of a shipped one, another's own
    ``card.json``, if it brings one."""
    if package.origin == "shipped":
        return next((dict(entry) for entry in manifest()["models"] if entry["name"] == package.name), {})
    try:
        found = json.loads((package.path / "card.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def reason(package: TranslationPackage, packages: Sequence[TranslationPackage]) -> str:
    """Why a run takes this package, the first of its pair, of all that were found."""
    others = [other for other in packages if (other.source, other.target) == (package.source, package.target)]
    beside = [other for other in others if other.origin == package.origin and other is not package]
    where = {"named": "it stands in the folder that you named", "argos": "installed packages come before shipped ones"}
    why = where.get(package.origin, "no other is installed")
    if package.origin == "argos" and all(other.origin == "argos" for other in others):
        why = "it is installed"
    return f"{why}, and it is the newest there" if beside else why


def translation_packages(named: Path | None = None) -> list[TranslationPackage]:
    """Every package that can be found, in the order in which a run would take them.

    Raises ModelError if ``named`` is not a package or a folder of packages.
    """
    found = [] if named is None else _named(named)
    return [*found, *_in_folders(_argos_folders(), "argos"), *_in_folders([shipped_folder()], "shipped")]


def verify() -> Iterator[Check]:
    """Compares each file of the manifest, and of the packages that ``compare models install`` unpacked, with its
    sha256."""
    for package in _in_folders(_argos_folders(), "argos"):
        for file, wanted in _receipt(package.path).items():
            yield Check(package.name, file, _state(package.path / file, wanted))
    for entry in manifest()["models"]:
        for file, wanted in entry["files"].items():
            yield Check(entry["name"], file, _state(shipped_folder() / entry["name"] / file, wanted["sha256"]))


def _state(path: Path, wanted: str) -> Literal["good", "missing", "changed"]:
    if not path.is_file():
        return "missing"
    return "good" if checksum(path) == wanted else "changed"


def _receipt(folder: Path) -> dict[str, str]:
    """The checksums that were noted when the package was installed; empty for one that something else installed."""
    try:
        return dict(json.loads((folder / RECEIPT).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def checksum(path: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


@lru_cache(maxsize=64)
def fingerprint(*paths: Path) -> str:
    """The first 16 digits of a sha256 over these files, in this order: what the signature says of an engine."""
    return hashlib.sha256("".join(checksum(path) for path in paths).encode()).hexdigest()[:16]


def _named(folder: Path) -> list[TranslationPackage]:
    if not folder.is_dir():
        raise ModelError(
            f"There is no translation package at '{folder}'. Give the folder of an installed Argos package "
            "(it holds metadata.json) or of several; 'compare models list' shows those that were found."
        )
    packages = _in_folders([folder.parent], "named", only=folder.name) or _in_folders([folder], "named")
    if not packages:
        raise ModelError(
            f"The folder '{folder}' holds no Argos translation package (a folder with metadata.json and model/)."
        )
    return packages


def _argos_folders() -> list[Path]:
    """The user's Argos folders, as argostranslate itself finds them."""
    try:
        from argostranslate import settings
    except OSError:  # argostranslate makes its folders on import; a home that cannot be written to has none
        return []
    return [Path(folder) for folder in settings.package_dirs]


def _in_folders(folders: list[Path], origin: Origin, only: str | None = None) -> list[TranslationPackage]:
    packages = [
        package
        for folder in folders
        if folder.is_dir()
        for path in sorted(folder.iterdir())
        if (only is None or path.name == only) and (package := _package(path, origin)) is not None
    ]
    return sorted(packages, key=lambda package: version_key(package.version), reverse=True)


def _package(path: Path, origin: Origin) -> TranslationPackage | None:
    """The package in this folder, or ``None`` where there is none that can translate."""
    if not (path / "metadata.json").is_file() or not (path / "model").is_dir():
        return None
    from argostranslate.package import Package

    try:
        package = Package(path)
    except Exception as error:  # argostranslate raises whatever its parts raise on a broken package
        if origin == "named":
            raise ModelError(f"The translation package at '{path}' is broken: {error}") from error
        return None
    if package.type != "translate" or not package.from_code or not package.to_code:
        return None
    return TranslationPackage(path, package.from_code, package.to_code, str(package.package_version), origin)


def version_key(version: str) -> tuple[int, ...]:
    """Orders version strings.

    >>> version_key("1.10") > version_key("1.9")
    True
    """
    return tuple(int(part) if part.isdigit() else 0 for part in version.replace("_", ".").split("."))
