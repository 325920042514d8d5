"""The report as a workbook: sheets of findings, pairs, facts and scores, with frozen headers, filters, wrapped text.

Every text is written as a text: nothing that a story says becomes a formula or a link.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from compare.languages import load
from compare.records import Report
from compare.report.characters import xml_text
from compare.report.tables import Table, Value, tables
from compare.report.words import headline, summary

MOST = 32_767
"""Characters that a cell can hold, by Excel's specification."""

WIDTHS: Mapping[str, float] = {
    "source": 38, "target": 38, "message": 46, "source_sentence": 52, "target_sentence": 52, "translation": 52,
    "source_value": 26, "target_value": 26, "note": 32, "rule": 22, "fingerprint": 19, "status": 14, "kind": 13,
    "severity": 11, "confidence": 12, "verdict": 11, "findings": 14, "similarity": 11, "state": 11, "score": 28,
    "concept": 24, "source_stance": 15, "target_stance": 15,
}  # fmt: skip
"""Characters across; 8 for the rest."""

PAIR_WIDTH = 64.0
"""Of the two texts in the sheet of pairs, which are whole sentences."""

LINE = 15.0
"""Points: the height of a line of 11 points."""

MOST_LINES = 27
"""Lines of a row: Excel allows 409 points."""

PRINTED: Mapping[str, str] = {"findings": "note"}
"""The last column of a sheet that is printed, where not all of them are."""

SHARES = ("confidence",)
FILLS: Mapping[str, str] = {
    "critical": "#F8D0D5", "major": "#FBE0C4", "minor": "#DCEBF9", "neutral": "#ECEDF0",
    "differs": "#FBE0C4", "missing": "#F8D0D5", "added": "#DDF0DF", "moved": "#E9E2F6", "reworded": "#F4F0D5",
    "source only": "#F4F0D5", "target only": "#F4F0D5", "wrong": "#ECEDF0", "harmless": "#ECEDF0", "real": "#F8D0D5",
}  # fmt: skip
"""The ground of a word that says how grave a thing is, or what became of it; the word itself is always there."""


def render(report: Report) -> bytes:
    """The workbook as bytes."""
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(made, options) as book:
        book.set_properties(
            {
                "title": xml_text(f"{headline(report.source)} / {headline(report.target)}"),
                "comments": xml_text(summary(report)),
                "created": datetime.now(UTC).replace(tzinfo=None, microsecond=0),
            }
        )
        formats = _Formats(book)
        names = {
            "source": load(report.source.story.language).name,
            "target": load(report.target.story.language).name,
        }
        for table in tables(report):
            _sheet(book.add_worksheet(table.name), table, names, formats)
    return made.getvalue()


class _Formats:
    """The looks of a workbook's cells."""

    def __init__(self, book: Workbook) -> None:
        base: dict[str, Any] = {
            "valign": "top", "align": "left", "font_name": "Calibri", "font_size": 11, "bottom": 1,
            "bottom_color": "#DEDBD4",
        }  # fmt: skip
        self.text: Format = book.add_format({**base, "text_wrap": True})
        self.share: Format = book.add_format({**base, "num_format": "0%"})
        self.number: Format = book.add_format({**base, "num_format": "0.####"})
        self.header: Format = book.add_format(
            {**base, "bold": True, "valign": "vcenter", "bottom": 2, "bottom_color": "#1C1B19", "bg_color": "#F1EFEA"}
        )
        self.fills = {word: book.add_format({**base, "bg_color": colour}) for word, colour in FILLS.items()}


def _sheet(sheet: Worksheet, table: Table, names: Mapping[str, str], formats: _Formats) -> None:
    """Fills a sheet; ``names`` are what the two sides are called at the head of their columns."""
    widths = [_width(table.name, name) for name in table.columns]
    for column, (name, wide) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.set_column(column, column, wide)
        sheet.write_string(0, column, _heading(name, names), formats.header)
    sheet.set_row(0, 1.5 * LINE)
    for row, values in enumerate(table.rows, start=1):
        sheet.set_row(row, LINE * _lines(values, widths))
        for column, (name, value) in enumerate(zip(table.columns, values, strict=True)):
            _cell(sheet, row, column, name, value, formats)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if table.name in PRINTED:
        sheet.print_area(0, 0, max(len(table.rows), 1), table.columns.index(PRINTED[table.name]))


A4 = 9
"""The number of this paper in the format."""


def _width(table: str, name: str) -> float:
    return PAIR_WIDTH if table == "pairs" and name in ("source", "target", "translation") else WIDTHS.get(name, 8)


def _heading(name: str, names: Mapping[str, str]) -> str:
    if name == "translation":
        return "machine translation"
    first, _, rest = name.partition("_")
    return f"{names.get(first, first)} {rest}".strip()


def _lines(values: Sequence[Value], widths: Sequence[float]) -> int:
    """How many lines the longest text of a row takes. Written down because not every program works it out itself."""
    lengths = [
        ceil(len(value) * 1.15 / wide) for value, wide in zip(values, widths, strict=True) if isinstance(value, str)
    ]
    return min(max(lengths, default=1) or 1, MOST_LINES)


def _cell(sheet: Worksheet, row: int, column: int, name: str, value: Value, formats: _Formats) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, formats.text)
        return
    if isinstance(value, str):
        look = formats.fills.get(value, formats.text) if name in LABELS else formats.text
        sheet.write_string(row, column, _fitting(value), look)
    else:
        sheet.write_number(row, column, value, formats.share if name in SHARES else formats.number)


LABELS = ("severity", "state", "status", "verdict")
"""Columns whose words have a ground of their own."""


def _fitting(text: str) -> str:
    clean = xml_text(text)
    return clean if len(clean) <= MOST else clean[: MOST - 1] + "…"
