"""Shipped models are whole, and packages are found in the promised order."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from compare import models, translate
from compare.errors import ModelError
from compare.pipeline import translate_story
from compare.read import from_text
from tests.packages import RU_EN


def test_every_shipped_file_has_the_checksum_of_the_manifest() -> None:
    checks = list(models.verify())
    assert checks
    assert [check for check in checks if check.state != "good"] == []


def test_every_shipped_model_names_its_licence_data_and_scores() -> None:
    for entry in models.manifest()["models"]:
        assert entry["licence"], entry["name"]
        assert entry["data"], entry["name"]
        assert "scores" in entry, entry["name"]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the shipped Russian-English package in a folder of its own."""
    shutil.copytree(RU_EN, tmp_path / "packages" / RU_EN.name)
    return tmp_path / "packages"


def test_a_named_folder_comes_before_the_shipped_package(copied: Path) -> None:
    chosen = translate.choose("ru", "en", copied)
    assert chosen is not None
    assert (chosen.origin, chosen.path) == ("named", copied / RU_EN.name)


def test_a_package_itself_can_be_named(copied: Path) -> None:
    chosen = translate.choose("ru", "en", copied / RU_EN.name)
    assert chosen is not None
    assert chosen.origin == "named"


def test_a_newer_version_in_one_folder_comes_first(copied: Path) -> None:
    newer = copied / "translate-ru_en-1_10"
    shutil.copytree(copied / RU_EN.name, newer)
    metadata = json.loads((newer / "metadata.json").read_text())
    (newer / "metadata.json").write_text(json.dumps({**metadata, "package_version": "1.10"}))
    chosen = translate.choose("ru", "en", copied)
    assert chosen is not None
    assert chosen.path == newer


def test_no_package_serves_an_unknown_pair() -> None:
    assert translate.load("en", "de") is None


def test_a_folder_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as error:
        translate.load("ru", "en", tmp_path / "nowhere")
    assert str(error.value) == (
        f"There is no translation package at '{tmp_path / 'nowhere'}'. Give the folder of an installed Argos package "
        "(it holds metadata.json) or of several; 'compare models list' shows those that were found."
    )


def test_a_folder_without_packages_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds no Argos translation package"):
        translate.load("ru", "en", tmp_path)


def test_a_broken_model_is_said(copied: Path) -> None:
    (copied / RU_EN.name / "model" / "model.bin").write_bytes(b"not a model")
    with pytest.raises(ModelError, match="cannot be loaded"):
        translate.load("ru", "en", copied).translate(["Дождь."])  # type: ignore[union-attr]


def test_broken_metadata_is_said(copied: Path) -> None:
    (copied / RU_EN.name / "metadata.json").write_text("{")
    with pytest.raises(ModelError, match="is broken"):
        translate.load("ru", "en", copied)


def test_sentences_are_translated_in_order_and_empty_ones_stay_empty() -> None:
    engine = translate.load("ru", "en")
    assert engine is not None
    done = engine.translate(["Министр прибыл в Москву.", "", "Идёт дождь.", "Министр прибыл в Москву."])
    assert done[1] == ""
    assert done[0] == done[3]
    assert "Moscow" in done[0]
    assert "rain" in done[2].lower()


def test_a_pair_without_a_package_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "shipped_folder", lambda: tmp_path)
    monkeypatch.setattr(models, "_argos_folders", lambda: [tmp_path])
    with pytest.raises(ModelError) as raised:
        translate_story(from_text("The mayor opened the bridge.", "en"), "ru")
    assert str(raised.value) == (
        "No translation package for English to Russian was found. Fetch one with 'compare models install en-ru', "
        "which uses the network, or give the folder of one with --translator."
    )
