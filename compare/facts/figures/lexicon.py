"""The tables of a language, compiled once for reading figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from compare.facts.figures.patterns import Phrases, expand, keys, normal, numbers, phrases, words
from compare.languages import Language
from compare.records import Bound


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language puts numbers and nouns together. See the table ``numbers`` for examples of each."""

    bare_scales: bool
    compound_nouns: bool
    inversion: bool
    glued_suffixes: bool
    early_decades: bool


@dataclass(frozen=True, slots=True)
class Denial:
    """Verbs that bound a number, and what turns their bound round: «не может превышать»."""

    verbs: Phrases[Bound]
    words: frozenset[str]
    between: frozenset[str]
    objects: frozenset[str]


@dataclass(frozen=True, slots=True)
class Goal:
    """The words that lead to a bound or to the goal of a change, and what tells that it is a goal."""

    words: frozenset[str]
    near: frozenset[str]
    by: frozenset[str]
    not_after: frozenset[str]
    changes: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """What the rules ask: dictionaries by the kind of word. See the tables for examples of each."""

    decimal: str
    grouping: str
    conjunctions: frozenset[str]
    articles: frozenset[str]
    partitive: frozenset[str]
    grammar: Grammar
    cardinals: Phrases[float]
    scales: Phrases[float]
    groups: Phrases[float]
    vague: Phrases[float]
    mixed: Phrases[float]
    plus: Phrases[float]
    about: Phrases[float]
    ordinals: Phrases[float]
    ordinal_suffixes: frozenset[str]
    cardinal_suffixes: frozenset[str]
    decade_suffixes: frozenset[str]
    fractions: Phrases[float]
    fraction_parts: frozenset[str]
    fraction_endings: tuple[str, ...]
    fraction_alone: tuple[str, ...]
    fraction_need: frozenset[tuple[str, ...]]
    fraction_follow: frozenset[str]
    fraction_before: frozenset[str]
    fraction_single: frozenset[str]
    fraction_not_after: frozenset[str]
    multiples: Phrases[float]
    share_words: Phrases[str]
    every: frozenset[str]
    every_other: Phrases[str]
    range_pairs: Mapping[str, tuple[str, ...]]
    dashes: frozenset[str]
    changes: frozenset[str]
    alternatives: frozenset[str]
    prefixes: Mapping[str, float]
    compound: re.Pattern[str]
    not_alone: Phrases[str]
    ambiguous: frozenset[str]
    not_compounds: tuple[str, ...]
    glued_scales: frozenset[str]
    money_scales: frozenset[str]
    case_sensitive: frozenset[str]
    minus: frozenset[str]
    below_zero: Phrases[str]
    inverted: frozenset[str]
    year_words: tuple[str, ...]
    score: frozenset[str]
    age_before: frozenset[str]
    idioms: Phrases[str]
    units: Phrases[str]
    money: frozenset[str]
    prefix_units: Phrases[str]
    quantities: Phrases[str]
    tails: tuple[tuple[str, str], ...]
    tail_ends: frozenset[str]
    references: Phrases[str]
    bounds_before: Phrases[Bound]
    bounds_after: Phrases[Bound]
    bound_gap: frozenset[str]
    gapped: frozenset[tuple[str, ...]]
    denial: Denial
    goal: Goal
    nouns: Phrases[str]
    anchors: Mapping[str, frozenset[str]]

    def begins(self, key: str, following: str) -> bool:
        """Whether a figure may begin at this word, before that one."""
        seconds = self.anchors.get(key)
        if seconds is None:
            return key.isnumeric() or self.compound.match(key) is not None
        return "" in seconds or following in seconds or self.compound.match(key) is not None


@lru_cache(maxsize=8)
def lexicon(language: Language) -> Lexicon:
    """The compiled tables ``numbers``, ``units``, ``bounds`` and ``nouns`` of a language."""
    table, units, bounds = language.table("numbers"), language.table("units"), language.table("bounds")
    nouns = language.table("nouns")["nouns"]
    classes, fraction, shares, ranges = table["endings"], table["fraction"], table["shares"], table["ranges"]
    reading = {
        name: numbers(table[name], classes)
        for name in (
            "cardinals", "scales", "groups", "vague", "mixed", "plus", "about", "ordinals", "fractions", "multiples"
        )
    }  # fmt: skip
    bound_classes = bounds["endings"]
    prefixes = {normal(form): float(value) for value, forms in table["prefixes"].items() for form in forms}
    tails = _by_length((form, unit) for unit, forms in units["tails"].items() for form in forms)
    return Lexicon(
        decimal=table["decimal"],
        grouping=table["grouping"],
        conjunctions=frozenset(table["and"]),
        articles=frozenset(table["articles"]),
        partitive=frozenset(table["of"]),
        grammar=Grammar(**table["grammar"]),
        **reading,
        ordinal_suffixes=frozenset(table["suffixes"]["ordinal"]),
        cardinal_suffixes=frozenset(table["suffixes"]["cardinal"]),
        decade_suffixes=frozenset(table["suffixes"]["decade"]),
        fraction_parts=words(fraction["parts"], classes),
        fraction_endings=tuple(fraction["endings"]),
        fraction_alone=tuple(fraction["alone"]),
        fraction_need=frozenset(keys(phrase) for phrase in fraction["need"]),
        fraction_follow=frozenset(fraction.get("follow", ())),
        fraction_before=frozenset(fraction.get("before", ())),
        fraction_single=frozenset(fraction.get("single", ())),
        fraction_not_after=words(fraction["not_after"], classes),
        share_words=phrases({"between": shares["between"]}, classes),
        every=words(shares["every"], classes),
        every_other=phrases({"every": shares["every_other"]}, classes),
        range_pairs=_pairs(ranges["pairs"]),
        dashes=frozenset(ranges["dashes"]),
        changes=frozenset(ranges["by"]),
        alternatives=frozenset(ranges["or"]),
        prefixes=prefixes,
        compound=_compound(prefixes, tails),
        not_alone=phrases({"": table["words"]["alone_is_not_a_number"]}, classes),
        ambiguous=frozenset(table["words"]["ambiguous"]),
        not_compounds=tuple(table["words"]["not_compounds"]),
        glued_scales=frozenset(table["words"]["glued_scales"]),
        money_scales=frozenset(table["words"]["money_scales"]),
        case_sensitive=frozenset(table["words"]["case_sensitive"]),
        year_words=tuple(table["words"]["year"]),
        below_zero=phrases({"": table["words"]["below_zero"]}, classes),
        inverted=frozenset(table["words"]["inverted"]),
        minus=frozenset(table["words"]["minus"]),
        score=words(table["words"]["score"], classes),
        age_before=frozenset(table["words"]["age_before"]),
        idioms=phrases({"": table["idioms"]["phrases"]}, classes),
        units=phrases({**units["units"], **units["money"]}, units["endings"]),
        money=frozenset(units["money"]),
        quantities=phrases(units["quantities"], units["endings"]),
        prefix_units=phrases(units["prefix"], units["endings"]),
        tails=tails,
        tail_ends=frozenset(units["tail_ends"]["words"]),
        references=phrases(units["references"], units["endings"]),
        bounds_before=_bounds(bounds["before"], bounds["verbs"], classes=bound_classes),
        bounds_after=_bounds(bounds["after"], classes=bound_classes),
        bound_gap=frozenset(bounds["gap"]["words"]),
        gapped=frozenset(keys(cue) for cue in bounds["gap"]["after"]),
        denial=_denial(bounds),
        goal=Goal(**{name: frozenset(row) for name, row in bounds["goal"].items()}),
        nouns=phrases(nouns, classes),
        anchors=_anchors(reading, table, units),
    )


def _bounds(*tables: Mapping[str, Sequence[str]], classes: Mapping[str, str]) -> Phrases[Bound]:
    rows = [(form, name) for table in tables for name, row in table.items() for p in row for form in expand(p, classes)]
    return Phrases(rows)  # type: ignore[arg-type]


def _denial(bounds: Mapping[str, Any]) -> Denial:
    denial, classes = bounds["denial"], bounds["endings"]
    verbs = _bounds(bounds["verbs"], classes=classes)
    between, objects = words(denial["between"], classes), frozenset(bounds["object"]["labels"])
    return Denial(verbs, frozenset(denial["words"]), between, objects)


def _compound(prefixes: Mapping[str, float], tails: Sequence[tuple[str, str]]) -> re.Pattern[str]:
    """One word for a number and what it counts: «двадцатипятилетний»."""
    if not prefixes:
        return re.compile(r"(?!)")
    heads = "|".join(sorted(map(re.escape, prefixes), key=lambda head: -len(head)))
    return re.compile(rf"(?P<head>(?:{heads})+)(?P<tail>{'|'.join(re.escape(tail) for tail, _ in tails)})")


def _by_length(rows: Any) -> tuple[Any, ...]:
    return tuple(sorted(((normal(form), value) for form, value in rows), key=lambda row: -len(row[0])))


def _pairs(rows: list[list[str]]) -> dict[str, tuple[str, ...]]:
    pairs: dict[str, tuple[str, ...]] = {}
    for first, second in rows:
        pairs[first] = (*pairs.get(first, ()), second)
    return pairs


def _anchors(
    reading: Mapping[str, Phrases[float]], table: Mapping[str, Any], units: Mapping[str, Any]
) -> Mapping[str, frozenset[str]]:
    """The words at which a figure may begin, each with those that may follow it then, ``""`` for any: "the" begins a
    figure in "the first", not in "the dog". Digits begin one anyway."""
    classes, endings = table["endings"], units["endings"]
    dictionaries: list[Phrases[Any]] = [
        *reading.values(),
        phrases(units["prefix"], classes),
        phrases(units["references"], endings),
        phrases(units["quantities"], endings),
        phrases({"": table["shares"]["every_other"]}, classes),
        phrases({"": table["idioms"]["phrases"]}, classes),
    ]
    alone = {*words(table["words"]["minus"], classes), *words(table["shares"]["every"], classes), *table["articles"]}
    alone |= {first for first, _ in table["ranges"]["pairs"]}
    found: dict[str, set[str]] = {word: {""} for word in alone}
    for dictionary in dictionaries:
        for first, second in dictionary.openings:
            found.setdefault(first, set()).add(second)
    return {first: frozenset(seconds) for first, seconds in found.items()}
