"""``languages/<code>/calendar.toml`` compiled: the words of the calendar and the patterns that they stand in.

A table row has ``value``, ``forms`` (words, or pieces of regular expressions) and ``example``. In a pattern ``{month}``
stands for any form of the table ``month``; a digit after the name (``{month2}``) tells a second one apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any

from compare.languages import Language

TABLES = (
    "month", "weekday", "season", "relative", "unit", "which", "count", "ordinal", "decade", "part", "zone", "noon",
)  # fmt: skip
"""The tables of calendar.toml that have rows with forms; each gives its name to a slot."""

_LEFT = r"(?<!\d[.,:/])(?<![$€£¥№#])"
_RIGHT = r"(?![.,:/]?\d)(?!\s?%)"
_NUMBERS = {
    "n": r"(?:0?[1-9]|[12]\d|3[01])",
    "mm": r"(?:0[1-9]|1[0-2])",
    "dd": r"(?:0[1-9]|[12]\d|3[01])",
    "year": rf"{_LEFT}(?:1\d|2[01])\d\d",
    "late": rf"{_LEFT}(?:19\d\d|20[0-4]\d)",
    "yy": r"\d\d",
    "hour": rf"{_LEFT}(?:[01]?\d|2[0-4])",
    "minute": r"[0-5]\d",
    "digits": rf"{_LEFT}\d{{1,3}}",
    "roman": r"(?-i:X{0,2}(?:IX|IV|V?I{0,3}))(?<=[IVX])",
    "dash": r"\s?[-–—−]\s?",
}
_SLOT = re.compile(r"\{([a-z]+)(\d?)\}")
_WORD = re.compile(r"\w+")
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Row:
    """One row of a table: what its forms mean."""

    value: Any
    forms: tuple[str, ...]
    weak: bool = False


@dataclass(frozen=True)
class Rule:
    """A pattern: ``read`` names the reader of its groups; ``needs`` the kinds of words it cannot match without, ``has``
    pieces in small letters of which the text must have one, if there are any."""

    name: str
    read: str
    source: str
    needs: frozenset[str]
    has: tuple[str, ...]
    row: Mapping[str, Any]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when a text first has the words it needs: most texts need a few of the patterns."""
        return re.compile(self.source, re.IGNORECASE)


@dataclass(frozen=True)
class Guard:
    """Words around a match of these rules' slot that make it something else («в среду обитания»)."""

    slots: frozenset[str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


@dataclass(frozen=True)
class Lexicon:
    """The calendar of one language."""

    slots: Mapping[str, str]
    rows: Mapping[str, tuple[Row, ...]]
    rules: tuple[Rule, ...]
    guards: tuple[Guard, ...]
    table: Mapping[str, Any]
    kinds: Callable[[str], frozenset[str]] = field(repr=False)
    needing: Callable[[frozenset[str]], Sequence[Rule]] = field(repr=False)
    value: Callable[[str, str], Any] = field(repr=False)

    def worth_trying(self, text: str) -> Iterator[Rule]:
        """The rules that may match in a text, by the kinds of calendar words that it has, and by its pieces."""
        kinds = NONE.union(*map(self.kinds, _WORD.findall(text)))
        small = text.lower()
        for rule in self.needing(kinds):
            if not rule.has or any(piece in small for piece in rule.has):
                yield rule


def _either(forms: list[str], *, exact: bool) -> str:
    """An alternation, longest first. ``exact`` forms match as written or in capitals, in nothing else."""
    if exact:
        forms = list(dict.fromkeys(forms + [form.upper().replace(r"\B", r"\b") for form in forms]))
    ordered = sorted(forms, key=len, reverse=True)
    body = "|".join(form.replace(" ", r"\s+") for form in ordered)
    return f"(?-i:{body})" if exact else f"(?:{body})"


def _rows(table: Mapping[str, Any], name: str) -> tuple[Row, ...]:
    return tuple(Row(row["value"], tuple(row["forms"]), bool(row.get("weak"))) for row in table.get(name, ()))


def _slots(table: Mapping[str, Any], rows: Mapping[str, tuple[Row, ...]]) -> dict[str, str]:
    slots = dict(_NUMBERS)
    slots["day"] = rf"{_LEFT}{_NUMBERS['n']}(?:{table['day_suffix']})?"
    slots["ord"] = rf"(?:\d{{1,2}}(?:{table['ordinal_suffix']}))"
    for name in TABLES:
        exact = name in table["capitalised"]
        forms = [form for row in rows[name] for form in row.forms]
        short = [form for row in table.get(name, ()) for form in row.get("short", ())]
        slots[name] = _either(forms + short, exact=exact) if forms else r"(?!)"
        if name in ("month", "weekday"):
            strong = [form for row in rows[name] if not row.weak for form in row.forms]
            weak = [form for row in rows[name] if row.weak for form in row.forms]
            slots[f"{name}name"] = _either(strong, exact=True)
            slots[f"{name}weak"] = _either(weak, exact=True) if weak else r"(?!)"
    return slots


def _expand(pattern: str, slots: Mapping[str, str]) -> str:
    def slot(match: re.Match[str]) -> str:
        name, number = match.groups()
        return slots[name] if name == "dash" else f"(?P<{name}{number}>{slots[name]})"

    spaced = re.sub(r" (?![?*+])", r"\\s+", pattern).replace(" ?", r"\s*")
    return _SLOT.sub(slot, spaced)


def _rule(row: Mapping[str, Any], slots: Mapping[str, str]) -> Rule:
    source = rf"(?<!\w)(?:{_expand(row['match'], slots)})(?!\w){_RIGHT}"
    return Rule(row["name"], row["read"], source, frozenset(row["needs"]), tuple(row.get("has", ())), row)


def _guard(row: Mapping[str, Any]) -> Guard:
    before = re.compile(rf"(?:{row['before']})$", re.IGNORECASE) if "before" in row else None
    after = re.compile(row["after"], re.IGNORECASE) if "after" in row else None
    return Guard(frozenset(row["slots"]), before, after)


def _value_of(rows: Mapping[str, tuple[Row, ...]], table: Mapping[str, Any]) -> Callable[[str, str], Any]:
    forms = {
        name: [
            (re.compile(_either([*row.forms, *raw.get("short", ())], exact=False), re.IGNORECASE), row.value)
            for row, raw in zip(rows[name], table.get(name, ()), strict=True)
        ]
        for name in TABLES
    }

    @lru_cache(maxsize=4096)
    def value(name: str, text: str) -> Any:
        return next((worth for regex, worth in forms[name] if regex.fullmatch(text)), None)

    return value


def _first_word(form: str) -> str:
    return re.sub(r"\\\.\??$", "", form.split(" ")[0])


def _small(source: str) -> str:
    """A regular expression in small letters, its escapes as they are: much faster than one that ignores case."""
    return re.sub(r"\\.|.", lambda part: part[0] if part[0].startswith("\\") else part[0].lower(), source)


def _kinds_of(
    slots: Mapping[str, str], table: Mapping[str, Any], rows: Mapping[str, tuple[Row, ...]]
) -> Callable[[str], frozenset[str]]:
    first = {
        name: _either(
            [_first_word(form) for row, raw in zip(rows[name], table.get(name, ()), strict=True)
             for form in (*row.forms, *raw.get("short", ()))] or ["(?!)"],
            exact=False,
        )
        for name in TABLES
    }  # fmt: skip
    for name in ("month", "weekday"):
        first[f"{name}name"] = first[f"{name}weak"] = first[name]
    first |= {"day": slots["day"], "year": slots["year"], "late": slots["late"], "ord": slots["ord"]}
    first["digit"] = r"\w*\d\w*"
    compiled = {name: re.compile(source, re.IGNORECASE) for name, source in first.items()}
    calendar = re.compile("|".join(map(_small, first.values())))

    @lru_cache(maxsize=1 << 16)
    def kinds(word: str) -> frozenset[str]:
        if not calendar.fullmatch(word.lower()):  # most words are of no kind
            return NONE
        return frozenset(name for name, regex in compiled.items() if regex.fullmatch(word))

    return kinds


def _needing(rules: Sequence[Rule]) -> Callable[[frozenset[str]], Sequence[Rule]]:
    @lru_cache(maxsize=512)
    def needing(kinds: frozenset[str]) -> Sequence[Rule]:
        """The rules that need no other kinds of words than these; the same few sets stand in most sentences."""
        return [rule for rule in rules if rule.needs <= kinds]

    return needing


@cache
def lexicon(language: Language) -> Lexicon:
    """The compiled calendar of a language, made once a process."""
    table = language.table("calendar")
    rows = {name: _rows(table, name) for name in TABLES}
    slots = _slots(table, rows)
    rules = tuple(_rule(row, slots) for row in table["pattern"])
    return Lexicon(
        slots,
        rows,
        rules,
        tuple(_guard(row) for row in table["guard"]),
        table,
        _kinds_of(slots, table, rows),
        _needing(rules),
        _value_of(rows, table),
    )
