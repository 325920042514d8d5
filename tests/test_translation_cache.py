"""Translations are remembered, by several processes, within bounds; a broken file is said and done without."""

from __future__ import annotations

import logging
import multiprocessing
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from compare.translate import load
from compare.translate.cache import FILE, CachedTranslator, TranslationCache, open_cache
from compare.translate.checked import CheckedTranslator

SENTENCES = ["Идёт дождь.", "", "Идёт снег.", "Идёт  дождь."]


class Counting:
    """An engine that says what it was asked."""

    name, source, target, settings = "counting", "ru", "en", "plain"

    def __init__(self, checksum: str = "1") -> None:
        self.checksum = checksum
        self.asked: list[str] = []

    def candidates(self, sentences: Sequence[str], *, unrepeated: bool = False) -> list[list[str]]:
        self.asked += sentences
        return [[f"{sentence} {self.checksum}"] for sentence in sentences]


def translate(engine: Counting, path: Path, sentences: list[str] = SENTENCES) -> list[str]:
    return CachedTranslator(CheckedTranslator(engine), TranslationCache(path)).translate(sentences)


def test_a_second_run_asks_nothing(tmp_path: Path) -> None:
    first, second = Counting(), Counting()
    done = translate(first, tmp_path / "a" / FILE)
    assert done[0] == done[3] != done[2]
    assert done[1] == ""
    assert translate(second, tmp_path / "a" / FILE) == done
    assert (first.asked, second.asked) == (["Идёт дождь.", "Идёт снег."], [])


def test_another_model_translates_anew(tmp_path: Path) -> None:
    translate(Counting("1"), tmp_path / FILE)
    other = Counting("2")
    assert translate(other, tmp_path / FILE) != translate(Counting("1"), tmp_path / FILE)
    assert len(other.asked) == 2


def test_the_file_holds_no_source_sentence(tmp_path: Path) -> None:
    class Silent(Counting):
        def candidates(self, sentences: Sequence[str], *, unrepeated: bool = False) -> list[list[str]]:
            return [["It rains."] for _ in sentences]

    translate(Silent(), tmp_path / FILE)
    assert "дождь".encode() not in (tmp_path / FILE).read_bytes()


def test_a_broken_file_is_said_once_and_left_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / FILE
    path.write_bytes(b"not a database, by any means" * 100)
    translator = CachedTranslator(CheckedTranslator(Counting()), TranslationCache(path))
    with caplog.at_level(logging.WARNING, "compare"):
        assert translator.translate(["Идёт дождь."]) == translator.translate(["Идёт дождь."]) != [""]
    assert [record.getMessage() for record in caplog.records] == [
        f"compare: The cache of translations cannot be used ({path}: file is not a database). Going on without it; "
        "delete the file, or set COMPARE_CACHE=off."
    ]
    assert path.read_bytes().startswith(b"not a database")


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "taken").write_text("a file")
    assert translate(Counting(), tmp_path / "taken" / FILE, ["Идёт дождь."]) != [""]
    assert "cannot be used" in caplog.text


def test_the_oldest_are_dropped(tmp_path: Path) -> None:
    cache = TranslationCache(tmp_path / FILE, most=100)
    for part in range(6):
        cache.write({f"{part} {rank}".encode(): "text" for rank in range(25)})
    with sqlite3.connect(tmp_path / FILE) as table:
        (count,) = table.execute("SELECT COUNT(*) FROM translations").fetchone()
    table.close()
    assert 75 <= count <= 100
    assert cache.read([b"5 24"]) == {b"5 24": "text"}
    assert cache.read([b"0 0"]) == {}


def _write(path: Path, number: int) -> None:
    cache = TranslationCache(path)
    for rank in range(20):
        cache.write({f"{number} {rank}".encode(): f"text {number}"})


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=_write, args=(tmp_path / FILE, number)) for number in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    keys = [f"{number} {rank}".encode() for number in range(4) for rank in range(20)]
    assert len(TranslationCache(tmp_path / FILE).read(keys)) == 80


def test_it_can_be_switched_off_and_moved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COMPARE_CACHE", "off")
    assert open_cache() is None
    assert isinstance(load("ru", "en"), CheckedTranslator)
    monkeypatch.setenv("COMPARE_CACHE", str(tmp_path))
    cache = open_cache()
    assert cache is not None
    assert cache.path == tmp_path / FILE
