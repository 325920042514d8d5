"""The Markdown, JSON and TMX reports, and that files are written all together or not at all."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from compare.errors import OutputError
from compare.report import FORMATS, earlier, formats, markdown, tmx, write
from compare.report import json as report_json
from tests.golden import assert_golden
from tests.reports import BEADS, EN, RU, report

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


# --- Markdown ------------------------------------------------------------------------------------------------------


def test_reports_of_an_earlier_run_are_named(tmp_path: Path) -> None:
    write(report(), tmp_path, ["html", "md"])
    assert earlier(tmp_path, ["html", "md"]) == []
    write(report(), tmp_path, ["json"])
    assert earlier(tmp_path, ["json"]) == [tmp_path / "report.html", tmp_path / "report.md"]


def test_markdown_is_the_gold() -> None:
    assert_golden("report.md", markdown.render(report()))


def test_markdown_tables_keep_their_columns() -> None:
    rows = [line for line in markdown.render(report()).splitlines() if line.startswith("|")]
    widths = [len(re.findall(r"(?<!\\)\|", row)) for row in rows]
    assert [width for width, _ in groupby(widths)] == [9, 8, 4, 6]


def test_markdown_shows_markup_as_it_stands() -> None:
    text = markdown.render(report())
    assert not re.search(r"(?<!\\)<", text)
    assert r"\<script\>alert" in text


# --- JSON ----------------------------------------------------------------------------------------------------------


def test_json_is_the_gold() -> None:
    assert_golden("report.json", report_json.render(report()))


def test_json_keeps_its_schema() -> None:
    jsonschema.Draft202012Validator(report_json.schema("report-1")).validate(json.loads(report_json.render(report())))


def test_json_places_are_those_of_the_texts() -> None:
    made = json.loads(report_json.render(report()))
    texts = {"ru": report().source.story.text, "en": report().target.story.text}
    for code, text in texts.items():
        things = [*made["sentences"][code], *made["facts"][code], *(p for f in made["findings"] for p in f[code])]
        assert things
        assert all(text[thing["start"] : thing["end"]] == thing["text"] for thing in things)


def test_json_ids_lead_somewhere() -> None:
    made = json.loads(report_json.render(report()))
    pairs = {pair["id"] for pair in made["pairs"]}
    assert {finding["pair"] for finding in made["findings"]} <= pairs | {None}
    for code in ("ru", "en"):
        sentences = {sentence["id"] for sentence in made["sentences"][code]}
        assert {key for pair in made["pairs"] for key in pair[code]} == sentences
        assert {fact["sentence"] for fact in made["facts"][code]} <= sentences
        speakers = {fact["value"]["speaker"] for fact in made["facts"][code] if fact["kind"] == "quote"}
        assert speakers <= {fact["id"] for fact in made["facts"][code]}


# --- TMX -----------------------------------------------------------------------------------------------------------


def test_tmx_holds_the_pairs_that_have_both_sides() -> None:
    root = ElementTree.fromstring(tmx.render(report()))
    assert root.tag == "tmx"
    assert root.get("version") == "1.4"
    read = [
        tuple((variant.get(XML_LANG), variant.findtext("seg")) for variant in unit.iter("tuv"))
        for unit in root.iter("tu")
    ]
    assert read == [
        (("ru", " ".join(RU[i][1] for i in bead.source)), ("en", " ".join(EN[j][1] for j in bead.target)))
        for bead in BEADS
        if bead.source and bead.target
    ]


def test_tmx_replaces_what_xml_forbids() -> None:
    root = ElementTree.fromstring(tmx.document("ru", "en", [tmx.Unit("а\x00б", "a\x0bb\ufffe")]))
    assert [segment.text for segment in root.iter("seg")] == ["а б", "a b "]


# --- writing -------------------------------------------------------------------------------------------------------


def test_every_format_is_written(tmp_path: Path) -> None:
    written = write(report(), tmp_path / "new" / "folder", tuple(FORMATS))
    assert [path.name for path in written] == [f"report.{name}" for name in FORMATS]
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == sorted(p.name for p in written)
    assert all(path.stat().st_size > 1000 for path in written)


def test_earlier_files_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("old", encoding="utf-8")
    write(report(), tmp_path, ["md"])
    assert (tmp_path / "report.md").read_text(encoding="utf-8") == markdown.render(report())


def test_nothing_is_left_when_a_file_cannot_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "report.html").mkdir()
    (tmp_path / "report.md").write_text("old", encoding="utf-8")
    with pytest.raises(OutputError):
        write(report(), tmp_path, ["html", "md"])
    assert (tmp_path / "report.md").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.html", "report.md"]


def test_nothing_is_written_when_a_format_fails(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("old", encoding="utf-8")
    broken = replace(report(), translations=())
    with pytest.raises(ValueError, match="shorter"):
        write(broken, tmp_path, ["tmx", "md"])
    assert (tmp_path / "report.md").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]


def test_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    folder = tmp_path / "file" / "report"
    with pytest.raises(OutputError) as told:
        write(report(), folder, ["md"])
    assert str(told.value) == (
        f"The report cannot be written to '{folder}': Not a directory. Choose another folder with --out."
    )


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ("pdf", "Unknown report format 'pdf'. Choose among: "),
        ("html,doc,pdf", "Unknown report format 'doc, pdf'. Choose among: "),
        (" ,", "Unknown report format ''. Choose among: "),
    ],
)
def test_unknown_formats_are_named(names: str, message: str) -> None:
    with pytest.raises(OutputError) as told:
        formats(names)
    assert str(told.value) == message + ", ".join(FORMATS) + "."
