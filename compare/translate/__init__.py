"""Sentences of one language -> sentences of another: the seam for a translation engine.

A translation is shown to the reader and helps to weigh wording. It is never the only witness of a fact.

An :class:`Engine` proposes, :class:`compare.translate.checked.CheckedTranslator` chooses, sets numbers right and marks
what was lost, :class:`compare.translate.cache.CachedTranslator` remembers.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, cast

from compare.errors import ModelError
from compare.models import TranslationPackage, translation_packages
from compare.registry import resolve

ENGINES = {
    "argos": "compare.engines.argos:load",
    "firefox": "compare.engines.firefox:load",
}
"""Name -> ``load(source, target, folder, threads) -> Engine | None``; ``folder`` is what followed the name."""

DEFAULT = "argos"


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


class Engine(Protocol):
    """A translation model. ``settings`` are all that its output depends on beside the model."""

    name: str
    checksum: str
    source: str
    target: str
    settings: str

    def candidates(self, sentences: Sequence[str], *, unrepeated: bool = False) -> list[list[str]]:
        """For each sentence its translations, the most likely first, at least one.

        ``unrepeated`` asks for output in which no phrase comes twice.
        """


def choose(source: str, target: str, folder: Path | None = None) -> TranslationPackage | None:
    """The package that a run uses for this pair: the first in the search order (``folder``, the user's Argos
    folder, the shipped models), the newest version where a place holds several; ``None`` where no package serves.
    """
    packages = translation_packages(folder)
    return next((package for package in packages if (package.source, package.target) == (source, target)), None)


def load(source: str, target: str, named: str | Path | None = None, threads: int | None = None) -> Translator | None:
    """A translator for this pair of languages, or ``None`` where no package serves; ``threads``: by default one a core.

    ``named`` is a folder of Argos packages, the name of another engine, or both (``firefox:FOLDER``). Raises ModelError
    for a folder that holds no model and for a model that is broken.
    """
    from compare.translate.cache import CachedTranslator, open_cache
    from compare.translate.checked import CheckedTranslator

    engine = load_engine(source, target, named, threads)
    if engine is None:
        return None
    checked = CheckedTranslator(engine)
    cache = open_cache()
    return checked if cache is None else CachedTranslator(checked, cache)


def load_engine(source: str, target: str, named: str | Path | None = None, threads: int | None = None) -> Engine | None:
    """The bare engine: see :func:`load`."""
    name, folder = _split(named)
    return cast("Engine | None", resolve(ENGINES[name])(source, target, folder, threads))


def _split(named: str | Path | None) -> tuple[str, Path | None]:
    """The engine's name and the folder in what a user typed.

    >>> _split("firefox:models/ru-en"), _split("firefox"), _split("my/packages")
    (('firefox', PosixPath('models/ru-en')), ('firefox', None), ('argos', PosixPath('my/packages')))
    """
    if named is None:
        return DEFAULT, None
    name, colon, folder = str(named).partition(":")
    if name in ENGINES and (colon or not Path(name).exists()):
        return name, Path(folder) if folder else None
    if colon and name.isalpha() and len(name) > 1 and not Path(str(named)).exists():
        raise ModelError(f"There is no translation engine '{name}'. Known engines: {', '.join(ENGINES)}.")
    return DEFAULT, Path(named)
