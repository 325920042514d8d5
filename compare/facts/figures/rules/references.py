"""The numbers of texts: articles of laws, paragraphs, resolutions."""

from __future__ import annotations

from compare.facts.figures.line import Line
from compare.facts.figures.rules.hit import Hit
from compare.facts.figures.units import measure
from compare.records import Figure


def reference(line: Line, index: int) -> Hit | None:
    """статья 212.1, Article 41, № 44-ФЗ: the number of a text, compared as such."""
    found = line.lexicon.references.at(line.words, index)
    if found is None or not _is_written_so(line, index):
        return None
    start = index + found[0]
    if line.key(start) == "№" and found[1] != "number":
        start += 1
    if not line.is_digits(start) or not line.words[start].text.isdigit():
        return None
    text, stop = line.words[start].text, start + 1
    if line.key(stop) == "." and line.joins(stop) and line.is_digits(stop + 1):
        text, stop = f"{text}.{line.words[stop + 1].text}", stop + 2
    if not _goes_on(line, stop) and (measure(line, stop) or line.lexicon.scales.at(line.words, stop)):
        return None
    if line.hyphen(stop) and line.key(stop + 1).isalpha():
        stop += 2
    try:
        number = float(text)
    except ValueError:
        return None
    return Hit(index, stop, Figure(number, unit=found[1]))


def _goes_on(line: Line, index: int) -> bool:
    """Whether the next number of a reference follows: ст. 30 ч. 3, where «ч.» is no hour."""
    found = line.lexicon.references.at(line.words, index)
    return found is not None and line.is_digits(index + found[0])


def _is_written_so(line: Line, index: int) -> bool:
    """Whether the word has its capital where it needs one (No. 5), and is a whole word."""
    cased, text = line.lexicon.case_sensitive, line.words[index].text
    if text not in cased and text.capitalize() in cased:
        return False
    return not (line.glued(index) and line.key(index - 1).isalnum())
