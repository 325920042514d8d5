"""Sentences of one language -> sentences of another: the seam for a translation engine.

A translation is shown to the reader and helps to weigh wording. It is never the only witness of a fact.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, cast

from compare.models import TranslationPackage, translation_packages
from compare.registry import resolve

ENGINES = {
    "argos": "compare.engines.argos:ArgosTranslator",
}


class Translator(Protocol):
    """Translates sentences from language ``source`` to ``target`` (ISO 639-1).

    ``name`` and ``checksum`` say which package, for the signature.
    """

    name: str
    checksum: str
    source: str
    target: str

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """One translation a sentence, in order; an empty string for one that the engine could not translate."""


def choose(source: str, target: str, folder: Path | None = None) -> TranslationPackage | None:
    """The package that a run uses for this pair: the first in the search order (``folder``, the user's Argos
    folder, the shipped models), the newest version where a place holds several; ``None`` where no package serves.
    """
    packages = translation_packages(folder)
    return next((package for package in packages if (package.source, package.target) == (source, target)), None)


def load(source: str, target: str, folder: Path | None = None, threads: int | None = None) -> Translator | None:
    """A translator for this pair of languages, or ``None`` where no package serves; ``threads``: by default one a core.

    Raises ModelError for a ``folder`` that holds no package and for a package that is broken.
    """
    package = choose(source, target, folder)
    return None if package is None else cast(Translator, resolve(ENGINES["argos"])(package, threads))
