"""What holds for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from benchmarks.chromium import NoBrowser, launched

settings.register_profile("untimed", deadline=None)  # a busy machine is no failure
settings.load_profile("untimed")


@pytest.fixture(autouse=True, scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Translations are remembered in a folder of the tests' own, also by the commands that they run."""
    patch = pytest.MonkeyPatch()
    patch.setenv("COMPARE_CACHE", str(tmp_path_factory.mktemp("cache")))
    yield
    patch.undo()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium; without one the test is skipped."""
    try:
        with launched() as started:
            yield started
    except NoBrowser as missing:
        pytest.skip(str(missing))
