"""What holds for all tests."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True, scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> object:
    """Translations are remembered in a folder of the tests' own, also by the commands that they run."""
    patch = pytest.MonkeyPatch()
    patch.setenv("COMPARE_CACHE", str(tmp_path_factory.mktemp("cache")))
    yield
    patch.undo()
