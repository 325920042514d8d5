"""The Python API: what it takes, what it gives, how it shows itself, and that importing it is light."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from compare.api import Comparison, compare_stories
from compare.errors import LanguageError, ReadError
from compare.report import tables
from tests.reports import BEADS, report

RU = "Власти закрыли мост на 60 дней\n\nМэр сообщил, что на мосту работают 120 человек.\n"
EN = "City shuts bridge for 90 days\n\nThe mayor said that 120 people were at work on the bridge.\n"


@pytest.fixture(scope="module")
def made() -> Comparison:
    return Comparison(report())


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = (
        "import compare, sys; compare.__version__; "
        "print([name for name in ('torch', 'spacy', 'pandas', 'numpy', 'jinja2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_package_offers_the_function() -> None:
    import compare

    assert compare.compare_stories is compare_stories
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = compare.nothing


def test_tables_have_the_columns_that_are_promised(made: Comparison) -> None:
    assert made.findings.index.name == "id"
    assert tuple(made.findings.reset_index().columns) == tables.FINDINGS
    assert tuple(made.pairs.reset_index().columns) == tables.PAIRS
    assert tuple(made.facts.columns) == tables.FACTS
    assert tuple(made.scores.reset_index().columns) == tables.SCORES
    assert len(made.findings) == len(report().findings)
    assert len(made.pairs) == len(BEADS)
    assert made.findings.loc["f2", "message"] == '«60 дней» (60 d) became "90 days" (90 d).'
    assert made.scores.loc["findings, critical", "value"] == 1


def test_it_shows_itself_as_the_page_in_a_frame(made: Comparison) -> None:
    shown = made._repr_html_()
    assert shown.startswith('<iframe srcdoc="')
    assert "<script" not in shown
    assert repr(made) == f"<Comparison: {made.summary}>"


def test_it_writes_the_formats(made: Comparison, tmp_path: Path) -> None:
    assert [path.name for path in made.write(tmp_path, ["csv", "md"])] == ["report.csv", "report.md"]


def test_texts_are_compared_in_either_order() -> None:
    done = compare_stories(EN, RU, translate=False)
    assert done.report.source.story.language == "ru"
    (figure,) = (done.findings[done.findings["kind"] == "figure"]).itertuples()
    assert (figure.source, figure.target) == ("60 дней", "90 days")


def test_what_is_no_story_is_said() -> None:
    with pytest.raises(ReadError, match="there is no such file"):
        compare_stories("no-such-file.txt", EN)
    for empty in ("", "\n"):
        with pytest.raises(ReadError, match="The text of a story is empty"):
            compare_stories(empty, EN)
    with pytest.raises(ReadError, match="A story is a path, a text or a Story, not int"):
        compare_stories(1, EN)  # type: ignore[arg-type]
    with pytest.raises(LanguageError, match="Both files are in English"):
        compare_stories(EN, EN)
