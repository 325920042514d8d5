"""Normal forms of facts, in words for a reader."""

from __future__ import annotations

import re

from compare.diff.dates.words import in_words as timex_in_words
from compare.diff.figures.messages import normal_form as figure_in_words
from compare.places import one_line
from compare.records import Attribution, Bound, Date, Fact, Figure, Name, NameType, Polarity, Quote, Value

BOUNDS: dict[Bound, str] = {
    "exact": "",
    "about": "about ",
    "at_least": "at least ",
    "at_most": "at most ",
    "more_than": "more than ",
    "less_than": "less than ",
}
TYPES: dict[NameType, str] = {"PERSON": "person", "ORG": "organisation", "PLACE": "place"}


def normal_form(value: Value) -> str:
    """What a fact says, whatever words say it; ``""`` for facts that have no such form.

    >>> normal_form(Figure(2.5e6, unit="USD", bound="about")), normal_form(Figure(3, 5, "percent"))
    ('about 2,500,000 USD', '3–5%')
    >>> normal_form(Date("2011-08-08", written="XXXX-08-08")), normal_form(Name("ORG", "United Nations"))
    ('2011-08-08', 'United Nations (organisation)')
    """
    match value:
        case Figure():
            high = "" if value.high is None else f"–{_number(value.high)}"
            unit = "%" if value.unit == "percent" else f" {value.unit}" if value.unit else ""
            return f"{BOUNDS[value.bound]}{_number(value.number)}{high}{unit}"
        case Date():
            return value.timex
        case Name():
            return f"{value.canonical} ({TYPES[value.type]})"
        case _:
            return ""


def for_reader(fact: Fact) -> str:
    """What a fact says in words, where that is more than its own do; of a date of which nothing is known, nothing.

    >>> for_reader(Fact("figure", 0, 0, 4, "6 км", Figure(6, unit="km")))
    '6 kilometres'
    >>> for_reader(Fact("figure", 0, 0, 1, "6", Figure(6)))
    ''
    >>> for_reader(Fact("date", 0, 0, 6, "август", Date("2016-08")))
    'August 2016'
    """
    match fact.value:
        case Date():
            words = timex_in_words(fact.value.timex)
            return "" if "XX" in words or words == fact.text else words
        case Figure():
            words = figure_in_words(fact.value, bound=True)
            bare = re.sub(r"[\W_]", "", words)
            return "" if fact.value.unit == "ordinal" or bare in re.sub(r"[\W_]", "", fact.text) else words
        case Name():
            return "" if fact.value.canonical == one_line(fact.text) else fact.value.canonical
        case _:
            return ""


def in_words(value: Value) -> str:
    """What a fact of any kind says, for a reader.

    >>> from compare.records import Span
    >>> in_words(Figure(3, 5, "percent")), in_words(Quote("we will stay", Span(0, 5, "Petro")))
    ('3–5%', 'said by Petro')
    >>> in_words(Attribution(None, Span(0, 4, "said"), "say", "neutral", False, Span(5, 17, "all was well")))
    'nobody named: said (neutral), of: all was well'
    """
    match value:
        case Quote():
            return f"said by {value.speaker.text}" if value.speaker else "no speaker found"
        case Attribution():
            named = value.source.text if value.source else "nobody named"
            who = f"{named} ({value.resolved})" if value.resolved and value.resolved != named else named
            of = f", of: {value.content.text}" if value.content else ""
            return f"{who}: {value.cue.text} ({value.stance}){of}"
        case Polarity():
            return f"{value.cue}, of: {value.scope.text}"
        case _:
            return normal_form(value)


def _number(number: float) -> str:
    return f"{number:,.6f}".rstrip("0").rstrip(".")
