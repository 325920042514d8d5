"""csv, xlsx, docx and tmx: what they hold, that programs read it, and that no text becomes a formula."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from compare.records import Report
from compare.report import csv as report_csv
from compare.report import docx as report_docx
from compare.report import tables, tmx, xlsx
from compare.report.characters import no_formula
from compare.report.ledger import ledger
from compare.report.states import STATES, pair_findings, states
from tests.reports import BEADS, report

HOSTILE = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n@x", " =1", "\u200b=1", '=HYPERLINK("x")')
SHEET = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _hostile(text: str) -> Report:
    """The report with this text wherever a text can stand."""
    made = report()
    findings = tuple(
        replace(
            finding, message=text, rule=text,
            source=tuple(replace(place, text=text) for place in finding.source),
            target=tuple(replace(place, text=text) for place in finding.target),
        )
        for finding in made.findings
    )  # fmt: skip
    source, target = (
        replace(side, sentences=tuple(replace(sentence, text=text) for sentence in side.sentences))
        for side in (made.source, made.target)
    )
    facts = tuple(replace(fact, text=text) for fact in made.source_facts)
    return replace(
        made, findings=findings, source=source, target=target, source_facts=facts, translations=(text,) * len(BEADS),
        notes=(text,),
    )  # fmt: skip


# --- the tables ----------------------------------------------------------------------------------------------------


def test_rows_have_the_columns_that_are_promised() -> None:
    for table in tables.tables(report()):
        assert all(len(row) == len(table.columns) for row in table.rows), table.name
    assert [table.name for table in tables.tables(report())] == ["findings", "pairs", "facts", "framing", "scores"]


def test_pairs_tell_what_became_of_them() -> None:
    made = report()
    assert states(made) == (
        "differs", "same", "differs", "differs", "differs", "missing", "reworded", "added", "moved", "differs", "aside",
    )  # fmt: skip
    assert set(states(made)) == set(STATES)
    assert pair_findings(made)[0] == (1, 11)
    assert pair_findings(made)[9] == (11,)


def test_the_ledger_sets_facts_level_with_each_other() -> None:
    rows = [
        (row.bead + 1, row.words("source"), row.words("target"), row.status, row.findings) for row in ledger(report())
    ]
    assert rows == [
        (1, "60 дней", "90 days", "differs", (1,)),
        (1, "Зареченска", "Zarechensk", "same", ()),
        (1, "Лугу", "", "source only", (11,)),
        (2, "3 марта", "March 3", "same", ()),
        (3, "не менее 120 человек", "120 people", "differs", (9,)),
        (3, "в среду", "Thursday", "differs", (3,)),
        (3, "Ирина Соколова", "Irina Sokolovskaya", "differs", (4,)),
        (6, "трёх деревень", "", "source only", ()),
        (7, "40 м", "131-foot", "differs", (13,)),
        (7, "2,5 млн рублей", "2.5 million roubles", "same", ()),
        (9, "в 1978 году", "1978", "same", ()),
    ]


# --- csv -----------------------------------------------------------------------------------------------------------


def _rows(made: Report) -> list[list[str]]:
    return list(csv.reader(io.StringIO(report_csv.render(made).decode("utf-8-sig"), newline="")))


def test_csv_holds_a_row_for_each_finding() -> None:
    head, *rows = _rows(report())
    assert tuple(head) == tables.FINDINGS
    assert len(rows) == len(report().findings)
    assert rows[1][:8] == [
        "f2", "major", "figure", "0.95", "p1", "60 дней", "90 days", '«60 дней» (60 d) became "90 days" (90 d).',
    ]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_in_csv_is_a_formula(text: str) -> None:
    for row in _rows(_hostile(text)):
        for cell in row:
            assert not re.match(r"[\s\u200b]*[=+\-@]|[\t\r\n]", cell), cell


@given(st.text())
def test_the_apostrophe_is_the_only_change(text: str) -> None:
    assert no_formula(text) in (text, "'" + text)
    assert not no_formula(text).lstrip().startswith(("=", "+", "-", "@"))


# --- xlsx ----------------------------------------------------------------------------------------------------------


def _part(content: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return etree.fromstring(book.read(name))


def _sheets(content: bytes) -> list[etree._Element]:
    return [_part(content, f"xl/worksheets/sheet{number}.xml") for number in (1, 2, 3, 4, 5)]


def test_xlsx_has_its_sheets_with_frozen_headers_filters_and_wrapped_texts() -> None:
    content = xlsx.render(report())
    names = _part(content, "xl/workbook.xml").xpath("//m:sheet/@name", namespaces=SHEET)
    assert names == ["findings", "pairs", "facts", "framing", "scores"]
    for sheet, table in zip(_sheets(content), tables.tables(report()), strict=True):
        assert sheet.xpath("//m:pane/@state", namespaces=SHEET) == ["frozen"]
        assert sheet.xpath("//m:pane/@ySplit", namespaces=SHEET) == ["1"]
        assert len(sheet.xpath("//m:autoFilter", namespaces=SHEET)) == 1
        assert len(sheet.xpath("//m:row", namespaces=SHEET)) == len(table.rows) + 1
    assert _part(content, "xl/styles.xml").xpath("//m:alignment/@wrapText", namespaces=SHEET)
    texts = _part(content, "xl/sharedStrings.xml").xpath("//m:t/text()", namespaces=SHEET)
    assert {"Russian", "English", "60 дней", "machine translation"} <= set(texts)


@pytest.mark.parametrize("text", [*HOSTILE, "https://example.org", "a\x00\x0b\ufffe"])
def test_no_text_in_xlsx_is_a_formula_or_a_link(text: str) -> None:
    content = xlsx.render(_hostile(text))
    for sheet in _sheets(content):
        assert not sheet.xpath("//m:f | //m:hyperlink", namespaces=SHEET)


def test_xlsx_cuts_what_no_cell_can_hold() -> None:
    content = xlsx.render(replace(report(), translations=("w" * 40_000,) * len(BEADS)))
    longest = max(_part(content, "xl/sharedStrings.xml").xpath("//m:t/text()", namespaces=SHEET), key=len)
    assert len(longest) == 32_767
    assert longest.endswith("…")


# --- docx ----------------------------------------------------------------------------------------------------------


def test_docx_has_both_texts_in_two_columns_and_a_comment_for_each_finding() -> None:
    made = report()
    document = docx.Document(io.BytesIO(report_docx.render(made)))
    texts, findings = document.tables
    assert [cell.text for cell in texts.rows[0].cells] == ["", "Russian", "English"]
    assert len(texts.rows) == len(BEADS) - 1 + 1
    assert [cell.text for cell in texts.rows[6].cells] == [
        "6", "Жители трёх деревень пожаловались в прокуратуру.3", "Not in the English version",
    ]  # fmt: skip
    assert "Moved: sentence 3 of this version" in texts.rows[9].cells[2].text
    assert len(findings.rows) == len(made.findings) + 1
    comments = [comment.text for comment in document.comments]
    assert len(comments) == len(made.findings)
    assert comments[1] == '2. major figure, confidence 95%. «60 дней» (60 d) became "90 days" (90 d).'
    assert "1 line of page furniture left out." in [paragraph.text for paragraph in document.paragraphs]


def test_docx_holds_what_xml_cannot() -> None:
    content = report_docx.render(_hostile("a\x00\x0b\ufffe b"))
    assert "a    b" in docx.Document(io.BytesIO(content)).tables[0].rows[1].cells[1].text


# --- tmx -----------------------------------------------------------------------------------------------------------


def test_tmx_is_valid_and_comes_back_as_it_was() -> None:
    made = report()
    tree = etree.fromstring(tmx.render(made))
    definition = etree.DTD(str(Path(__file__).parent / "tmx14.dtd"))
    assert definition.validate(tree), definition.error_log
    read = [
        tmx.Unit(
            *(unit.find(f"tuv[{number}]").findtext("seg") for number in (1, 2)),
            id=unit.get("tuid"),
            single=unit.get("segtype") == "sentence",
            notes=tuple(note.text for note in unit.iter("note")),
            properties={prop.get("type").removeprefix("x-"): prop.text for prop in unit.iter("prop")},
        )
        for unit in tree.iter("tu")
    ]
    languages = {tuple(variant.get(XML_LANG) for variant in unit.iter("tuv")) for unit in tree.iter("tu")}
    assert languages == {("ru", "en")}
    again = etree.fromstring(tmx.document("ru", "en", read))
    assert etree.tostring(again) == etree.tostring(tree)
    assert [unit.id for unit in read] == ["p1", "p2", "p3", "p4", "p5", "p7", "p9", "p10", "p11"]
    assert read[0].notes[0] == 'major: «60 дней» (60 d) became "90 days" (90 d).'


# --- another program opens them ------------------------------------------------------------------------------------

OFFICE = shutil.which("soffice")


@pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice is not installed (Debian: libreoffice-writer, libreoffice-calc)"
)
@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_libreoffice_opens_it(name: str, tmp_path: Path) -> None:
    made = {"docx": report_docx.render, "xlsx": xlsx.render}[name](report())
    (tmp_path / f"report.{name}").write_bytes(made)
    assert OFFICE is not None
    done = subprocess.run(
        [OFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(tmp_path / f"report.{name}")],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF"), done.stderr
