"""The stages put together: what is prepared once serves many comparisons."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.pipeline import (
    Engines,
    Settings,
    compare_prepared,
    compare_stories,
    load_engines,
    prepare_source,
    prepare_target,
)
from compare.read import read

CORPUS = Path(__file__).parent.parent / "corpora" / "stories" / "mine-strike"


@pytest.fixture(scope="module")
def engines() -> Engines:
    return load_engines("ru", "en", Settings())


def test_a_source_prepared_once_gives_the_reports_of_comparisons_one_by_one(engines: Engines) -> None:
    story = read(CORPUS / "ru.txt")
    source = prepare_source(story, engines)
    for name in ("en-daily", "en-wire"):
        version = read(CORPUS / f"{name}.txt")
        assert compare_prepared(source, prepare_target(version, engines), engines) == compare_stories(
            story, version, engines
        )
