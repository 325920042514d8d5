"""Dates in running text: values, places, anchors, and what is no date."""

from __future__ import annotations

import datetime
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.facts import dates
from compare.facts.dates.lexicon import lexicon
from compare.facts.dates.scan import scan_text
from compare.facts.dates.timex import Reading, StoryDay, resolve
from compare.languages import known, load
from compare.records import Block, Date, Document, Fact, Parse, Sentence, Story
from tests.documents import document

CASES = Path(__file__).parent / "cases" / "dates"


def _cases(code: str) -> list[Any]:
    groups = tomllib.loads((CASES / f"{code}.toml").read_text(encoding="utf-8"))["group"]
    return [
        pytest.param(
            code,
            group.get("anchor"),
            text,
            expected,
            id=f"{code}-{group['label']}-{text}",
            marks=[pytest.mark.xfail(strict=True)] if group.get("known_failure") else [],
        )
        for group in groups
        for text, expected in group["cases"]
    ]


def _plain(code: str, *sentences: str) -> Document:
    """A story without parses: the finder of dates needs them only for a few adverbs."""
    records, start = [], 0
    for index, text in enumerate(sentences):
        records.append(Sentence(index, start, start + len(text), text, "body", index))
        start += len(text) + 2
    story = Story("\n\n".join(sentences), code, tuple(Block(r.start, r.stop, r.role) for r in records))
    return Document(story, tuple(records), tuple(Parse(()) for _ in records))


def _found(story: Document, sentence: int) -> list[Fact]:
    return [fact for fact in dates.find(story, load(story.story.language), ()) if fact.sentence == sentence]


def _timex(fact: Fact) -> str:
    assert isinstance(fact.value, Date)
    return fact.value.timex


@pytest.mark.parametrize(("code", "anchor", "text", "expected"), [case for code in known() for case in _cases(code)])
def test_case(code: str, anchor: str | None, text: str, expected: list[list[str]]) -> None:
    needs_parse = any(word in text.lower() for word in load(code).table("calendar")["prepositions"])
    lines = (anchor, text) if anchor else (text,)
    story = document(code, *lines) if needs_parse else _plain(code, *lines)
    found = _found(story, len(lines) - 1)
    assert [[fact.text, _timex(fact)] for fact in found] == expected


@pytest.mark.parametrize("code", known())
def test_there_are_enough_cases(code: str) -> None:
    assert len(_cases(code)) >= 200


@pytest.mark.parametrize(
    ("code", "row"),
    [pytest.param(c, row, id=f"{c}-{row['name']}") for c in known() for row in load(c).table("calendar")["pattern"]],
)
def test_pattern_reads_its_example(code: str, row: dict[str, Any]) -> None:
    text, written = row["example"]
    assert written in [found.reading.written for found in scan_text(text, load(code))]


@pytest.mark.parametrize("code", known())
def test_no_pattern_is_passed_over_where_it_matches(code: str) -> None:
    words = lexicon(load(code))
    texts = [text for case in _cases(code) for text in (case.values[2], case.values[2].upper())]
    passed = [
        (rule.name, text)
        for text in texts
        for tried in [[rule.name for rule in words.worth_trying(text)]]
        for rule in words.rules
        if rule.name not in tried and rule.regex.search(text)
    ]
    assert passed == []


@pytest.mark.parametrize("code", known())
def test_rows_have_examples_with_one_of_their_forms(code: str) -> None:
    table = load(code).table("calendar")
    for name, rows in table.items():
        if isinstance(rows, list) and rows and isinstance(rows[0], dict):
            assert all(row.get("example") for row in rows), name


def test_languages_have_the_same_tables() -> None:
    assert {frozenset(load(code).table("calendar")) for code in known()} == {frozenset(load("ru").table("calendar"))}


ANCHORS = [
    ("ru", ["Заголовок новости", "12 марта 2012, 21:47", "Текст."], datetime.date(2012, 3, 12)),
    ("ru", ["Заголовок", "03.06.2013, 14:20", "Текст."], datetime.date(2013, 6, 3)),
    ("ru", ["Заголовок", "САМАРА, 3 июня 2013 года — «Курьер». Текст сообщения."], datetime.date(2013, 6, 3)),
    ("ru", ["Заголовок", "ООН, 12 марта. /Агентство/. Текст сообщения об этом."], None),
    (
        "ru",
        ["Заголовок", "ООН, 12 марта. /Агентство/. Текст.", "Переговоры начались 10 марта 2012 года в Вене."],
        datetime.date(2012, 3, 12),
    ),
    (
        "ru",
        ["Заголовок", "ООН, 12 марта. /Агентство/. Текст.", "Соглашение от 10 марта 2012 года и от 9 марта 2008 года."],
        None,
    ),
    ("ru", ["Заголовок", "Договор подписан 12 марта 2012 года, и стороны его соблюдают до сих пор."], None),
    ("en", ["A headline", "June 3, 2013", "Text."], datetime.date(2013, 6, 3)),
    ("en", ["A headline", "14 March 2013 Last updated at 15:42 GMT", "Text."], datetime.date(2013, 3, 14)),
    ("en", ["A headline", "UNITED NATIONS, March 12 (Agency) —— The minister spoke about the matter."], None),
    ("en", ["A headline", "SAMARA, Russia, June 3, 2013 (Agency) -- A court ruled."], datetime.date(2013, 6, 3)),
    ("en", ["A headline", "The deal was signed on March 12, 2012 by both sides after a long night."], None),
]


@pytest.mark.parametrize(("code", "sentences", "expected"), ANCHORS)
def test_anchor(code: str, sentences: list[str], expected: datetime.date | None) -> None:
    assert dates.anchor(_plain(code, *sentences), load(code)) == expected


def test_a_dateline_without_a_year_still_counts_days() -> None:
    story = _plain("en", "A headline", "UNITED NATIONS, March 12 (Agency) —— He spoke.", "Yesterday he was silent.")
    assert [_timex(fact) for fact in _found(story, 2)] == ["XXXX-03-11"]


def test_a_day_after_february_without_a_year_is_left_open() -> None:
    assert resolve(Reading("XXXX-XX-XX", "-P1D"), StoryDay(None, 3, 1)) == "XXXX-XX-XX"


def test_what_the_words_say_is_kept_beside_the_date() -> None:
    story = _plain("en", "March 12, 2012", "He spoke yesterday.")
    assert _found(story, 1)[0].value == Date("2012-03-11", "XXXX-XX-XX", "-P1D")


_RU = [
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
]  # fmt: skip
_EN = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
_WAYS = {
    "ru": [
        lambda d: f"{d.day} {_RU[d.month - 1]} {d.year} года",
        lambda d: f"{d.day} {_RU[d.month - 1]} {d.year} г.",
        lambda d: f"{d.day} {_RU[d.month - 1]} {d.year}",
        lambda d: f"{d.day}-го {_RU[d.month - 1]} {d.year} года",
        lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
        lambda d: f"{d.day}.{d.month}.{d.year}",
        lambda d: d.isoformat(),
    ],
    "en": [
        lambda d: f"{_EN[d.month - 1]} {d.day}, {d.year}",
        lambda d: f"{_EN[d.month - 1]} {d.day} {d.year}",
        lambda d: f"{d.day} {_EN[d.month - 1]} {d.year}",
        lambda d: f"{_EN[d.month - 1].upper()} {d.day}, {d.year}",
        lambda d: f"{_EN[d.month - 1][:3]}. {d.day}, {d.year}" if d.month != 5 else f"May {d.day}, {d.year}",
        lambda d: f"the {d.day}th of {_EN[d.month - 1]}, {d.year}",
        lambda d: f"{d.month}/{d.day}/{d.year}",
        lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
        lambda d: d.isoformat(),
    ],
}
_DATES = st.dates(datetime.date(1100, 1, 1), datetime.date(2199, 12, 31))


@given(_DATES, st.data())
@settings(max_examples=200, deadline=None)
@pytest.mark.parametrize("code", ["ru", "en"])
def test_a_date_reads_back_however_written(code: str, date: datetime.date, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(_WAYS[code]))(date)
    assert [found.reading.written for found in scan_text(text, load(code))] == [date.isoformat()]


_SCRAPS = (
    "12 марта 2012 года в понедельник с по - , . 14:30 мск лет назад XX век 5–7 I квартал прошлом году летом 90-е "
    "May on Monday 2008 the first quarter of last year ago ten years 9 a.m. noon Mar. 1930s '90s and to from 3:1 / "
    "конца начале half end early late- \n \u00a0 31 February"
)
_WORDS = st.sampled_from(_SCRAPS.split(" "))


@given(st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=14).map(" ".join)))
@settings(max_examples=300, deadline=None)
@pytest.mark.parametrize("code", ["ru", "en"])
def test_places_hold_on_any_text(code: str, text: str) -> None:
    facts = dates.find(_plain(code, "2012-03-12", text), load(code), ())
    story = "\n\n".join(("2012-03-12", text))
    assert all(story[fact.start : fact.stop] == fact.text and fact.text for fact in facts)
    assert all(first.stop <= second.start for first, second in pairwise(facts))


@given(_DATES, st.integers(1, 7))
def test_a_weekday_falls_within_the_week_before(date: datetime.date, weekday: int) -> None:
    story = StoryDay(date.year, date.month, date.day)
    value = datetime.date.fromisoformat(resolve(Reading(f"XXXX-WXX-{weekday}"), story))
    assert value.isoweekday() == weekday
    assert 0 <= (date - value).days < 7
