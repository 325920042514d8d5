"""Numbers that count nothing: set phrases, phone numbers, versions, list items, names with digits, decades."""

from __future__ import annotations

import re

from compare.facts.figures.line import Line
from compare.facts.figures.rules.hit import Hit
from compare.facts.figures.units import CAPITALS

PHONE = re.compile(r"(?:\+\d|\b\d)[\d\s()]*(?:[-\s()]+\d{2,4}){2,}[-\s]\d{2,4}\b")
DASHED = re.compile(r"[-–—]")


def idiom(line: Line, index: int) -> Hit | None:
    """«во-первых», "one of": a number word that counts nothing."""
    found = line.lexicon.idioms.at(line.words, index)
    return Hit(index, index + found[0], None) if found else None


def phone(line: Line, index: int) -> Hit | None:
    """+7 495 123-45-67."""
    if not line.is_digits(index):
        return None
    start = line.words[index].start
    at = start - 1 if start and line.sentence.text[start - 1] == "+" else start
    match = PHONE.match(line.sentence.text, at)
    if match is None or len(DASHED.findall(match.group())) + ("(" in match.group()) + ("+" in match.group()) < 2:
        return None
    stop = index
    while stop < len(line.words) and line.words[stop].start < match.end():
        stop += 1
    return Hit(index, stop, None)


def serial(line: Line, index: int) -> Hit | None:
    """12.03.2012, version 1.2.3, 10.0.0.1: three numbers with dots or slashes between them."""
    if not line.is_digits(index):
        return None
    stop = index + 1
    while line.key(stop) in (".", "/") and line.joins(stop) and line.is_digits(stop + 1):
        stop += 2
    if stop < index + 5 or all(len(line.words[k].text) == 3 for k in range(index + 2, stop, 2)):
        return None
    return Hit(index, stop, None)


def item(line: Line, index: int) -> Hit | None:
    """The number of a list item: "1. The", "2) The" at the head of a sentence."""
    if index != 0 or not line.is_digits(0) or len(line.words) < 3 or len(line.words[0].text) > 2:
        return None
    mark = line.key(1)
    if mark not in (".", ")") or not line.glued(1) or line.words[2].glued:
        return None
    return Hit(0, 2, None)


def code(line: Line, index: int) -> Hit | None:
    """Ту-154, COVID-19, H5N6, 5G, Gazeta-2: digits inside a name or a part number."""
    if not line.is_digits(index):
        return None
    after = index + 1
    if _ends_name(line, index):
        return Hit(index, _run(line, after), None)
    if line.glued(after) and line.key(after).isalpha() and not _continues(line, after):
        return Hit(index, _run(line, after), None)
    if line.hyphen(after):
        word = line.words[after + 1]
        if word.text.isalpha() and word.text[0].isupper() and not _continues(line, after + 1):
            return Hit(index, after + 2, None)
    return None


def _ends_name(line: Line, index: int) -> bool:
    """Whether the digits touch the name or the handle before them: Ту-154, H5, #7."""
    if not line.glued(index):
        return False
    before = line.key(index - 1)
    if before in ("_", "#", "@", "/"):
        return True
    if before[-1:].isalpha() and not line.lexicon.prefix_units.before(line.words, index):
        return True
    return line.hyphen(index - 1, dash=True) and _names(line, index - 2)


def _run(line: Line, index: int) -> int:
    """The rank after the letters and digits that touch each other from here on."""
    while line.glued(index) and line.key(index).isalnum():
        index += 1
    return index


def _names(line: Line, index: int) -> bool:
    """Whether this word is the first part of a name such as Ту-154, not a number word."""
    key, lexicon = line.key(index), line.lexicon
    if len(key) == 1 and key.isalpha():
        return True
    return key[-1:].isalpha() and not any(key in known for known in (lexicon.cardinals, lexicon.scales, lexicon.units))


def _continues(line: Line, index: int) -> bool:
    """Whether letters that touch digits belong to a figure: 10km, 5m, 3rd, 24-летний."""
    lexicon, key = line.lexicon, line.key(index)
    known = key in lexicon.scales or key in lexicon.groups
    unit = lexicon.units.single(key)
    if len(key) == 1 and line.words[index].text.isupper() and unit not in CAPITALS:
        return known  # 100K, but 5G is no weight
    known = known or key in lexicon.units
    suffix = key in lexicon.ordinal_suffixes or key in lexicon.cardinal_suffixes or key in lexicon.decade_suffixes
    return known or suffix or any(key.startswith(stem) for stem, _ in lexicon.tails)


def decade(line: Line, index: int) -> Hit | None:
    """1990-е, в 90-х, the 1990s: a period, not a count."""
    if not line.is_digits(index) or not line.words[index].text.isdigit():
        return None
    number = int(line.words[index].text)
    marked = line.key(index + 1) in ("-", "‑", "'", "’") and line.glued(index + 1)
    suffix = index + 2 if marked else index + 1
    if number < 20 or not line.glued(suffix) or line.key(suffix) not in line.lexicon.decade_suffixes:
        return None
    if number % 10 and number < 1000:
        return None
    if 100 < number < 1000 and not line.lexicon.grammar.early_decades:
        return None
    return Hit(index, suffix + 1, None)
