"""The aligned bitext as TMX 1.4b, for computer-assisted translation tools.

The standard: https://www.gala-global.org/tmx-14b
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

import compare
from compare.records import Report

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow."""


def render(report: Report) -> bytes:
    """The pairs that have both sides, one translation unit each."""
    rows = [
        (
            " ".join(report.source.sentences[index].text for index in bead.source),
            " ".join(report.target.sentences[index].text for index in bead.target),
        )
        for bead in report.beads
        if bead.source and bead.target
    ]
    return document(report.source.story.language, report.target.story.language, rows)


def document(source: str, target: str, rows: list[tuple[str, str]]) -> bytes:
    """A TMX file of these pairs; ``source`` and ``target`` are language codes."""
    root = ElementTree.Element("tmx", version="1.4")
    ElementTree.SubElement(
        root,
        "header",
        {
            "creationtool": "compare",
            "creationtoolversion": compare.__version__,
            "segtype": "block",
            "o-tmf": "compare",
            "adminlang": "en",
            "srclang": source,
            "datatype": "plaintext",
        },
    )
    body = ElementTree.SubElement(root, "body")
    for pair in rows:
        unit = ElementTree.SubElement(body, "tu")
        for language, text in zip((source, target), pair, strict=True):
            variant = ElementTree.SubElement(unit, "tuv", {"xml:lang": language})
            ElementTree.SubElement(variant, "seg").text = _NOT_XML.sub(" ", text)
    ElementTree.indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    body_text = ElementTree.tostring(root, encoding="unicode")
    return f"{head}{body_text}\n".encode()
