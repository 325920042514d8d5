"""How a news story changed on its way from one language to another.

For scripts and notebooks: ``from compare import compare_stories`` (see :mod:`compare.api`). Importing this package
loads nothing; the name brings its module in when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compare.api import Comparison, compare_stories

__version__ = "0.1.0"
__all__ = ["Comparison", "__version__", "compare_stories"]


def __getattr__(name: str) -> Any:
    if name in ("Comparison", "compare_stories"):
        from compare import api

        return getattr(api, name)
    raise AttributeError(f"module 'compare' has no attribute '{name}'")
