"""Converted Firefox Translations models: the layout is tried with the shipped model's own files laid out so."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare import translate
from compare.engines import firefox
from compare.errors import ModelError
from tests.packages import RU_EN

SENTENCE = "Министр прибыл в Москву."


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """A folder ``ru-en`` as the package firefox-translations leaves it."""
    folder = tmp_path / "models" / "ru-en"
    (folder / "ctranslate2_model").mkdir(parents=True)
    for file in (RU_EN / "model").iterdir():
        (folder / "ctranslate2_model" / file.name).symlink_to(file)
    (folder / "source.spm").symlink_to(RU_EN / "sentencepiece.model")
    (folder / "target.spm").symlink_to(RU_EN / "sentencepiece.model")
    return folder


def test_it_translates_by_either_folder(pair: Path) -> None:
    for folder in (pair, pair.parent):
        translator = translate.load("ru", "en", f"firefox:{folder}")
        assert translator is not None
        assert translator.name == "firefox/ru-en"
        assert "Moscow" in translator.translate([SENTENCE])[0]


def test_without_a_folder_the_packages_own_is_taken(pair: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIREFOX_TRANSLATIONS_CACHE_DIR", str(pair.parent.parent))
    assert firefox.load("ru", "en").where == pair


def test_a_missing_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as error:
        translate.load("en", "ru", f"firefox:{tmp_path}")
    assert str(error.value) == (
        f"There is no Firefox Translations model for en-ru in '{tmp_path}'. It should hold the folder en-ru with "
        "model.bin and vocab.spm, as the package firefox-translations makes it: pip install firefox-translations && "
        "firefox-translate --download -f en -t ru. Or choose another with --translator."
    )


def test_an_engine_that_there_is_not_is_said() -> None:
    with pytest.raises(ModelError, match=r"There is no translation engine 'opus'\. Known engines: argos, firefox\."):
        translate.load("ru", "en", "opus:somewhere")
