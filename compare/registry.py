"""Named engines and formats: a name stands for ``"module:Class"``, imported only when it is used."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def resolve(target: str) -> Any:
    """The object that ``"package.module:attribute"`` names.

    >>> resolve("compare.errors:ReadError").__name__
    'ReadError'
    """
    module, _, attribute = target.partition(":")
    return getattr(import_module(module), attribute)
