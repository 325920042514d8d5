"""The findings as CSV, a row each: for a spreadsheet or a script.

UTF-8 with a byte order mark, by which spreadsheets tell Cyrillic; lines end in CRLF (RFC 4180). A text that a
spreadsheet would take for a formula stands behind an apostrophe.
"""

from __future__ import annotations

import csv
import io

from compare.records import Report
from compare.report.characters import no_formula
from compare.report.tables import FINDINGS, Value, finding_rows

MARK = "\ufeff"


def render(report: Report) -> bytes:
    """The table of findings (columns: :data:`compare.report.tables.FINDINGS`)."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(FINDINGS)
    writer.writerows([_cell(value) for value in row] for row in finding_rows(report))
    return (MARK + text.getvalue()).encode("utf-8", "replace")


def _cell(value: Value) -> Value:
    return no_formula(value.replace("\x00", " ")) if isinstance(value, str) else value
