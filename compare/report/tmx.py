"""The aligned bitext as TMX 1.4b, for computer-assisted translation tools.

The standard: https://www.gala-global.org/tmx-14b
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

import compare
from compare.records import Report
from compare.report.characters import xml_text
from compare.report.states import pair_findings, states
from compare.report.tables import pair_id, sentences


@dataclass(frozen=True, slots=True)
class Unit:
    """A translation unit: the text of both sides, and what a translator may want to know about it.

    ``single`` says that it is one sentence on each side; ``properties`` become ``x-`` types.
    """

    source: str
    target: str
    id: str = ""
    single: bool = False
    notes: tuple[str, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)


def render(report: Report) -> bytes:
    """The pairs that have both sides, one translation unit each, with the findings about them as notes."""
    units = [
        Unit(
            source=sentences(report.source, bead.source),
            target=sentences(report.target, bead.target),
            id=pair_id(rank),
            single=len(bead.source) == len(bead.target) == 1,
            notes=tuple(f"{report.findings[n].severity}: {report.findings[n].message}" for n in numbers),
            properties={"similarity": f"{bead.similarity:.2f}", "state": state},
        )
        for rank, (bead, state, numbers) in enumerate(
            zip(report.beads, states(report), pair_findings(report), strict=True)
        )
        if bead.source and bead.target
    ]
    return document(report.source.story.language, report.target.story.language, units)


def document(source: str, target: str, units: Iterable[Unit]) -> bytes:
    """A TMX file of these units; ``source`` and ``target`` are language codes."""
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
    for unit in units:
        _unit(body, unit, (source, target))
    ElementTree.indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    return f"{head}{ElementTree.tostring(root, encoding='unicode')}\n".encode()


def _unit(body: ElementTree.Element, unit: Unit, languages: tuple[str, str]) -> None:
    attributes = ({"tuid": unit.id} if unit.id else {}) | ({"segtype": "sentence"} if unit.single else {})
    element = ElementTree.SubElement(body, "tu", attributes)
    for note in unit.notes:
        ElementTree.SubElement(element, "note").text = xml_text(note)
    for name, value in unit.properties.items():
        ElementTree.SubElement(element, "prop", {"type": f"x-{name}"}).text = xml_text(value)
    for language, text in zip(languages, (unit.source, unit.target), strict=True):
        variant = ElementTree.SubElement(element, "tuv", {"xml:lang": language})
        ElementTree.SubElement(variant, "seg").text = xml_text(text)
