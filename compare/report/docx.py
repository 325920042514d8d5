"""The report as a Word document that an editor can send: both texts in two columns, level with each other.

What a finding is about is coloured by its severity and carries its number; a comment says the reason. The findings
follow as a list, for those who print the document. Page furniture is left out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from compare.languages import load
from compare.places import one_line
from compare.records import Bead, Document, Finding, Report, Sentence, Severity
from compare.report.characters import xml_text
from compare.report.marks import Marked, Segment, marks, segments
from compare.report.states import states
from compare.report.tables import words
from compare.report.words import headline, judged, plural, summary

Part = Any
"""A piece of a document: python-docx brings no types."""

TINTS: Mapping[Severity, str] = {"critical": "F8C9CF", "major": "FBDDBB", "minor": "D6E8F9", "neutral": "E6E8EC"}
TONES: Mapping[Severity, str] = {"critical": "AD0F26", "major": "9C4300", "minor": "0F5C9E", "neutral": "5A616C"}
SOFT, LINE = "5B5C61", "D0CDC6"
LOCALES = {"ru": "ru-RU", "en": "en-GB"}
"""What a word processor calls the languages, for its spelling checker."""

AUTHOR = "compare"
NUMBER = 9
"""Millimetres of the column with the pairs' numbers."""


def render(report: Report) -> bytes:
    """The document as bytes."""
    document = docx.Document()
    _page(document)
    _head(document, report)
    anchors = _texts(document, report)
    for rank, finding in enumerate(report.findings):
        if rank in anchors:
            runs = anchors[rank]
            document.add_comment([runs[0], runs[-1]], xml_text(_comment(rank, finding)), AUTHOR, "c")
    _list(document, report)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _page(document: Part) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin = section.bottom_margin = Mm(15)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.paragraph_format.space_after = Pt(0)


def _head(document: Part, report: Report) -> None:
    document.core_properties.title = xml_text(f"{headline(report.source)} / {headline(report.target)}")
    document.core_properties.author = AUTHOR
    for side in (report.source, report.target):
        title = document.add_paragraph()
        _run(title, headline(side), code=side.story.language, size=17, bold=True)
    lead = document.add_paragraph()
    lead.paragraph_format.space_before = Pt(6)
    _run(lead, summary(report), size=11.5)
    for note in (*report.notes, judged(report)):
        if note:
            _run(document.add_paragraph(), note, colour=SOFT)
    legend = document.add_paragraph()
    legend.paragraph_format.space_before, legend.paragraph_format.space_after = Pt(4), Pt(6)
    _run(legend, "Marks: ", colour=SOFT, size=9)
    for severity in TINTS:
        _run(legend, f" {severity} ", size=9, tint=TINTS[severity])
        _run(legend, "  ", size=9)
    _run(legend, "The number leads to the list at the end; the comment beside the text says the reason.", colour=SOFT,
         size=9)  # fmt: skip


def _texts(document: Part, report: Report) -> dict[int, list[Part]]:
    """The table of both texts. Gives the runs that each finding is about: those of the target, else of the source."""
    table = _table(document, ["", load(report.source.story.language).name, load(report.target.story.language).name],
                   [NUMBER, 128, 128])  # fmt: skip
    sides = (("source", report.source), ("target", report.target))
    found = {name: _marks(document, [getattr(f, name) for f in report.findings], report) for name, document in sides}
    anchors: dict[str, dict[int, list[Part]]] = {"source": {}, "target": {}}
    aside = 0
    for rank, (bead, state) in enumerate(zip(report.beads, states(report), strict=True)):
        if state == "aside":
            aside += 1
            continue
        cells = _row(table)
        _run(cells[0].paragraphs[0], str(rank + 1), colour=SOFT, size=8.5)
        for cell, (name, side) in zip(cells[1:], sides, strict=True):
            indexes = getattr(bead, name)
            if indexes:
                for index in indexes:
                    _sentence(cell, side, side.sentences[index], found[name], anchors[name])
                if name == "target" and bead.moved:
                    _run(cell.add_paragraph(), _moved(bead), colour=SOFT, size=9, italic=True)
            else:
                language = load(side.story.language).name
                _run(cell.paragraphs[0], f"Not in the {language} version", colour=SOFT, italic=True)
                _shade(cell._tc.get_or_add_tcPr(), "F1EFEA")
    if aside:
        _run(document.add_paragraph(), f"{plural(aside, 'line')} of page furniture left out.", colour=SOFT, size=9)
    return {**anchors["source"], **anchors["target"]}


def _moved(bead: Bead) -> str:
    first, last = bead.target[0] + 1, bead.target[-1] + 1
    where = f"sentence {first}" if first == last else f"sentences {first}–{last}"
    return f"Moved: {where} of this version"


def _marks(document: Document, places: Sequence[Any], report: Report) -> Marked:
    return marks(
        document.sentences,
        [
            (rank + 1, finding.kind, finding.severity, own)
            for rank, (finding, own) in enumerate(zip(report.findings, places, strict=True))
        ],
    )


def _sentence(cell: Part, side: Document, sentence: Sentence, found: Marked, anchors: dict[int, list[Part]]) -> None:
    """One sentence as runs: in the cell's last paragraph, or in a new one for another role."""
    paragraph = cell.paragraphs[-1]
    if paragraph.runs:
        _run(paragraph, " ")
    for part in segments(sentence, found):
        run = _segment(paragraph, part, side.story.language, sentence)
        for number in part.numbers:
            anchors.setdefault(number - 1, []).append(run)
        for mark in part.closing:
            superscript = _run(paragraph, str(mark.number), colour=TONES[mark.severity], bold=True, size=9)
            superscript.font.superscript = True


def _segment(paragraph: Part, part: Segment, code: str, sentence: Sentence) -> Part:
    faint = sentence.role in ("dateline", "caption")
    text = " ".join(part.text.split("\n"))
    tint = TINTS[part.marks[0].severity] if part.marks else None
    return _run(
        paragraph, text, code=code, tint=tint, bold=sentence.role == "headline", italic=faint,
        colour=SOFT if faint else None,
    )  # fmt: skip


def _list(document: Part, report: Report) -> None:
    heading = document.add_paragraph()
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(14), Pt(4)
    heading.paragraph_format.keep_with_next = True
    _run(heading, plural(len(report.findings), "finding"), size=14, bold=True)
    if not report.findings:
        _run(document.add_paragraph(), "That is no proof that there are no differences.", colour=SOFT)
        return
    codes = (report.source.story.language, report.target.story.language)
    columns = ["", "", "Reason", *(load(code).name for code in codes), "Pair"]
    table = _table(document, columns, [NUMBER, 26, 90, 62, 62, 15])
    for rank, finding in enumerate(report.findings):
        cells = [cell.paragraphs[0] for cell in _row(table)]
        _run(cells[0], str(rank + 1), bold=True, colour=TONES[finding.severity])
        _run(cells[1], finding.severity, bold=True, colour=TONES[finding.severity])
        _run(cells[1], f" {finding.kind}, {finding.confidence:.0%}", size=9)
        _run(cells[2], finding.message)
        if finding.verdict:
            note = f": {finding.verdict.note}" if finding.verdict.note else ""
            _run(cells[2], f" Judged {finding.verdict.judgement}{note}", italic=True, colour=SOFT)
        _run(cells[3], words(finding.source), code=codes[0], size=9.5)
        _run(cells[4], words(finding.target), code=codes[1], size=9.5)
        _run(cells[5], "" if finding.bead is None else str(finding.bead + 1), colour=SOFT, size=9)


def _comment(rank: int, finding: Finding) -> str:
    judgement = f"\nJudged {finding.verdict.judgement}. {finding.verdict.note}" if finding.verdict else ""
    return (
        f"{rank + 1}. {finding.severity} {finding.kind}, confidence {finding.confidence:.0%}. "
        f"{one_line(finding.message)}{judgement}"
    )


def _table(document: Part, headings: Sequence[str], millimetres: Sequence[float]) -> Part:
    """An empty table with a heading row that is repeated on every page."""
    table = document.add_table(rows=1, cols=len(headings))
    table.autofit = False
    _borders(table)
    for column, width in zip(table.columns, millimetres, strict=True):
        column.width = Mm(width)
    for cell, heading, width in zip(table.rows[0].cells, headings, millimetres, strict=True):
        cell.width = Mm(width)
        _run(cell.paragraphs[0], heading, bold=True)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    return table


def _row(table: Part) -> Sequence[Part]:
    """The cells of a new row that no page break cuts."""
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return list(row.cells)


def _borders(table: Part) -> None:
    """A hairline between rows, and some room in the cells."""
    properties = table._tbl.tblPr
    for kind, edges in (("w:tblBorders", _edges()), ("w:tblCellMar", _margins())):
        group = OxmlElement(kind)
        for name, attributes in edges:
            edge = OxmlElement(name)
            for key, value in attributes.items():
                edge.set(qn(key), value)
            group.append(edge)
        properties.append(group)


def _edges() -> Iterator[tuple[str, dict[str, str]]]:
    for edge in ("w:top", "w:bottom", "w:insideH"):
        yield edge, {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": LINE}


def _margins() -> Iterator[tuple[str, dict[str, str]]]:
    """Twentieths of a point."""
    for edge, width in (("w:top", "60"), ("w:left", "90"), ("w:bottom", "60"), ("w:right", "120")):
        yield edge, {"w:w": width, "w:type": "dxa"}


def _run(
    paragraph: Part, text: str, *, code: str = "en", size: float | None = None, bold: bool = False,
    italic: bool = False, colour: str | None = None, tint: str | None = None,
) -> Part:  # fmt: skip
    """Adds a piece of text in one look; ``code`` is its language, colours are RRGGBB."""
    run = paragraph.add_run(xml_text(text))
    run.bold, run.italic = bold or None, italic or None
    if size:
        run.font.size = Pt(size)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    properties = run._r.get_or_add_rPr()
    if tint:
        _shade(properties, tint)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LOCALES.get(code, code))
    properties.append(language)
    return run


def _shade(properties: Part, colour: str) -> None:
    """Gives a run or a cell a ground."""
    shade = OxmlElement("w:shd")
    for key, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
        shade.set(qn(key), value)
    properties.append(shade)
