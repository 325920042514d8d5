"""What a name stands for, where sound does not tell: ООН is the United Nations, Пекин is Beijing, россияне are Russia.

The tables ``languages/concepts/*.tsv`` have a column a language, the forms of one cell divided by ``|``, the usual one
first. A form in small letters («российский») may stand in small letters in a text, a form in capitals (WHO) must
stand in capitals. ``of`` names the concept that this one speaks for: Kremlin, of Russia. A third language is a third
column, or a table of its own whose ``en`` column repeats the first English form.
"""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from itertools import takewhile
from pathlib import Path

from rapidfuzz.distance import OSA

from compare import languages
from compare.errors import ReadError
from compare.languages import Language
from compare.names.keys import bare_acronym, key, stem, words
from compare.records import NameType

TYPES: tuple[NameType, ...] = ("PERSON", "ORG", "PLACE")


MIN_SHOUT = 4
"""Letters beyond which a word in capitals may be no acronym, but a dateline or a headline."""


@dataclass(frozen=True)
class Concept:
    """One person, organisation or place; ``forms`` maps a language code to its names, the usual one first.
    ``speaks_for`` is the ``id`` of another concept whose place this name may take (Moscow -> Russia)."""

    id: str
    type: NameType
    forms: Mapping[str, tuple[str, ...]] = field(hash=False)
    speaks_for: str | None = None


@dataclass(frozen=True)
class Form:
    """One way to write a concept in one language."""

    text: str
    concept: Concept = field(hash=False)

    def fits(self, written: str, language: Language) -> bool:
        """Whether the letters' case lets ``written`` be this form: WHO is not "who", Свобода is not «свобода»."""
        if self.is_acronym:
            return bare_acronym(written, language).replace(".", "") == self.text.replace(".", "")
        if self.text[0].isupper() and written == written.lower():
            return False
        return _is_inflected(self.text.lower(), written.lower(), language)

    @property
    def is_acronym(self) -> bool:
        """Written in capitals throughout, in one word: ООН, U.N."""
        return self.text.isupper() and " " not in self.text


def _is_inflected(form: str, written: str, language: Language) -> bool:
    """Whether the endings allow ``written`` to be a form of ``form``: Нигерии is not of Нигер, «самой» not of Самоа,
    «мэр Москвы» not of Мэрия Москвы."""
    if form == written:
        return True
    table = language.table("names")
    if any(_lacks_suffix(one, other, table) for one, other in zip(words(form), words(written), strict=False)):
        return False
    if any(form.endswith(end) for end in table["indeclinable"]):
        return False
    tail = written[len(form) :] if written.startswith(form) else ""
    return tail not in table["never_after_consonant"] or not tail


def _lacks_suffix(form: str, written: str, table: Mapping[str, list[str]]) -> bool:
    """Whether ``form`` has a suffix that makes another word of ``written``: деловая, of «дел»."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(form, written, strict=False)))
    rest, end = form[shared:], written[shared:]
    kept = end[:1] == rest[:1]  # Александрии is of Александрия, Александра is not
    return (not kept and rest in table["never_after_consonant"]) or rest in table["suffixes"]


@dataclass(frozen=True)
class Gazetteer:
    """All concepts that are known, with an index of their forms in each language."""

    concepts: tuple[Concept, ...]

    @cached_property
    def by_id(self) -> dict[str, Concept]:
        return {concept.id: concept for concept in self.concepts}

    @cached_property
    def _indexes(self) -> dict[str, dict[tuple[str, ...], list[Form]]]:
        return {}

    def index(self, language: Language) -> dict[tuple[str, ...], list[Form]]:
        """Key -> the forms that have it, built once a language."""
        if language.code not in self._indexes:
            made: dict[tuple[str, ...], list[Form]] = defaultdict(list)
            for concept in self.concepts:
                for text in concept.forms.get(language.code, ()):
                    made[key(text, language)].append(Form(text, concept))
            self._indexes[language.code] = dict(made)
        return self._indexes[language.code]

    def _reaches(self, language: Language) -> dict[str, int]:
        """What a known name may begin with -> the words of the longest one that does; any may begin with "the"."""
        if language.code not in self._reach:
            reach = self._reach[language.code] = {"the": self._longest}
            for name in self.index(language):
                if name:
                    reach[name[0]] = max(reach.get(name[0], 0), len(name))
        return self._reach[language.code]

    @cached_property
    def _reach(self) -> dict[str, dict[str, int]]:
        return {}

    @cached_property
    def _longest(self) -> int:
        return max((len(words(text)) for c in self.concepts for forms in c.forms.values() for text in forms), default=1)

    def lookup(self, text: str, language: Language) -> list[Form]:
        """The forms that this text may be, the nearest spelling of those with the same stems; empty if none.

        >>> from compare.languages import load
        >>> [form.concept.id for form in shipped().lookup("Организации Объединенных Наций", load("ru"))]
        ['United Nations']
        """
        forms = [form for form in self.index(language).get(key(text, language), ()) if form.fits(text, language)]
        distances = {form.text: OSA.distance(form.text.lower(), text.lower()) for form in forms}
        if not forms and text.isupper() and len(text) > MIN_SHOUT and text.title() != text:  # МОСКВА, 14 мая
            return self.lookup(text.title(), language)
        least = min(distances.values(), default=0)  # Нигерии is of Нигерия, not of Нигер
        return [form for form in forms if distances[form.text] == least]

    def segments(self, parts: Sequence[str], language: Language) -> Iterator[tuple[int, int, list[Form]]]:
        """The longest known names in a run of words, left to right, as ranges of words with their forms. ``parts`` are
        words as :func:`compare.names.keys.words` gives them."""
        index, reaches, done = self.index(language), self._reaches(language), 0
        stems = [stem(part, language) for part in parts]
        for start, (part, first) in enumerate(zip(parts, stems, strict=True)):
            if start < done or (first not in reaches and not part.isupper()):
                continue  # no known name begins here
            for stop in range(min(len(parts), start + self._most_words(parts, stems, start, language)), start, -1):
                text = " ".join(parts[start:stop])
                joined = tuple(piece for piece in stems[start:stop] if piece != "the")
                forms = self.lookup(text, language) if joined in index or text.isupper() else []
                if forms:
                    yield start, stop, forms
                    done = stop
                    break

    def _most_words(self, parts: Sequence[str], stems: Sequence[str], start: int, language: Language) -> int:
        """How many words a known name that begins here can have; in capitals anything may be."""
        if parts[start].isupper():
            return self._longest
        first = next((piece for piece in stems[start:] if piece != "the"), "")
        reach = self._reaches(language).get(first, 0)
        return min(reach + stems[start : start + self._longest].count("the"), self._longest) if reach else 0

    def extended(self, more: Iterable[Concept]) -> Gazetteer:
        """This gazetteer with a user's concepts, which join those of the same ``id`` and come first."""
        extra = {concept.id: concept for concept in more}
        old = [_joined(extra.pop(c.id), c) if c.id in extra else c for c in self.concepts]
        return Gazetteer((*extra.values(), *old))


def _joined(first: Concept, second: Concept) -> Concept:
    codes = dict.fromkeys([*first.forms, *second.forms])
    forms = {code: tuple(dict.fromkeys((*first.forms.get(code, ()), *second.forms.get(code, ())))) for code in codes}
    return Concept(second.id, second.type, forms, first.speaks_for or second.speaks_for)


UNKNOWN = Gazetteer(())
"""Knows no name: by it all are read word by word."""


@cache
def shipped() -> Gazetteer:
    """The concepts that come with the tool, read once a process."""
    made: dict[str, Concept] = {}
    for path in sorted((files(languages) / "concepts").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".tsv"):
            for concept in _from_rows(path.read_text(encoding="utf-8").splitlines(), "\t", path.name):
                made[concept.id] = _joined(made[concept.id], concept) if concept.id in made else concept
    return Gazetteer(tuple(made.values()))


def load_names(path: Path) -> tuple[Concept, ...]:
    """A user's own names: a table with a header (``type``, ``of`` and a column a language code, such as ``ru``), as
    .tsv, .csv, or .toml with ``[[name]]`` entries of the same keys. ``type`` is PERSON, ORG or PLACE (default ORG);
    forms of one cell are divided by ``|``. Raises ReadError with the number of the line that is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ReadError(f"The names file '{path}' does not exist. Check the path given with --names.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"The names file '{path}' cannot be read: {error}. Save it as UTF-8 text.") from error
    if path.suffix.lower() == ".toml":
        return tuple(_from_toml(text, path.name))
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
    return tuple(_from_rows(text.splitlines(), delimiter, path.name))


def _from_rows(lines: Sequence[str], delimiter: str, name: str) -> Iterator[Concept]:
    """``#`` opens a comment line. The header is the first line that is none."""
    rows = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not rows:
        raise ReadError(f"{name} is empty. Give a header such as 'type,ru,en' and a name a line.")
    contents = (line for _, line in rows)
    cells = csv.reader(contents) if delimiter == "," else (line.split(delimiter) for line in contents)
    header = [cell.strip() for cell in next(cells)]
    _check_header(header, f"{name}, line {rows[0][0]}")
    table = list(cells)
    if len(table) != len(rows) - 1:
        raise ReadError(f"{name}: a quotation mark is opened and not closed on its line. Close it, or use a .tsv file.")
    for (number, _), row in zip(rows[1:], table, strict=True):
        where = f"{name}, line {number}"
        if len(row) > len(header):
            raise ReadError(f"{where}: {len(row)} columns where the header has {len(header)}. Divide forms by '|'.")
        yield _concept(dict(zip(header, row, strict=False)), where)


def _from_toml(text: str, name: str) -> Iterator[Concept]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReadError(f"{name} is not valid TOML: {error}.") from error
    entries = table.get("name")
    if not isinstance(entries, list):
        raise ReadError(f'{name} has no [[name]] entries. Write one a name, with a key a language: ru = "...".')
    starts = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "[[name]]"]
    for number, entry in zip(starts, entries, strict=False):
        where = f"{name}, line {number}"
        _check_header(list(entry), where)
        cells = {key_: "|".join(value) if isinstance(value, list) else str(value) for key_, value in entry.items()}
        yield _concept(cells, where)


def _check_header(header: Sequence[str], where: str) -> None:
    unknown = [name for name in header if name not in {"type", "of", "note", *languages.known()}]
    if unknown:
        raise ReadError(
            f"{where}: unknown column '{unknown[0]}'. Columns are type, of, note and the language codes "
            f"{', '.join(languages.known())}."
        )
    if sum(name in languages.known() for name in header) < 2:
        raise ReadError(f"{where}: a name needs two languages. Known codes: {', '.join(languages.known())}.")


def _concept(cells: Mapping[str, str], where: str) -> Concept:
    forms = {
        code: tuple(form.strip() for form in cells.get(code, "").split("|") if form.strip())
        for code in languages.known()
        if cells.get(code, "").strip(" |")
    }
    if len(forms) < 2:
        raise ReadError(f"{where}: a name needs forms in at least two languages.")
    type_ = (cells.get("type") or "ORG").strip().upper()
    if type_ not in TYPES:
        raise ReadError(f"{where}: unknown type '{cells['type']}'. Types are {', '.join(TYPES)}.")
    identity = (forms.get("en") or next(iter(forms.values())))[0]
    return Concept(identity, type_, forms, (cells.get("of") or "").strip() or None)
