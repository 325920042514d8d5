"""Dates that changed, went missing or came in: pairs of sentences, and whole stories against themselves."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.diff import dates
from compare.diff.comparison import Comparison, Side
from compare.facts import dates as facts
from compare.languages import load
from compare.records import Bead, Block, Document, Finding, Parse, Sentence, Story
from tests.documents import document

CASES = Path(__file__).parent / "cases" / "dates" / "comparisons.toml"


def _cases() -> list[Any]:
    groups = tomllib.loads(CASES.read_text(encoding="utf-8"))["group"]
    return [
        pytest.param(
            group.get("dates", []),
            *case,
            id=f"{group['label']}: {case[0]} | {case[1]}",
            marks=[pytest.mark.xfail(strict=True)] if group.get("known_failure") else [],
        )
        for group in groups
        for case in group["cases"]
    ]


def _side(code: str, sentences: list[str]) -> Side:
    if code == "ru" and any("акануне" in text for text in sentences):
        story = document(code, *sentences)
    else:
        records, start = [], 0
        for index, text in enumerate(sentences):
            records.append(Sentence(index, start, start + len(text), text, "body", index))
            start += len(text) + 2
        blocks = tuple(Block(r.start, r.stop, r.role) for r in records)
        story = Document(Story("\n\n".join(sentences), code, blocks), tuple(records), tuple(Parse(()) for _ in records))
    return Side(story, load(code), tuple(facts.find(story, load(code), ())))


def _compare(source: list[str], target: list[str], codes: tuple[str, str] = ("ru", "en")) -> list[Finding]:
    beads = tuple(Bead((i,), (i,), 1.0) for i in range(len(source)))
    sides = _side(codes[0], source), _side(codes[1], target)
    return list(dates.find(Comparison(*sides, beads, (None,) * len(beads))))


@pytest.mark.parametrize(("lines", "russian", "english", "expected"), _cases())
def test_case(lines: list[str], russian: str, english: str, expected: str) -> None:
    source, target = ([lines[0], russian], [lines[1], english]) if lines else ([russian], [english])
    found = [f"{finding.severity} {finding.rule}" for finding in _compare(source, target)]
    assert [one for one in found if not one.startswith("neutral")] == ([expected] if expected else [])


def test_message_and_places() -> None:
    (finding,) = _compare(["Он уехал в понедельник."], ["He left on Tuesday."])
    assert finding.message == '«понедельник» (XXXX-WXX-1) became "Tuesday" (XXXX-WXX-2).'
    assert (finding.kind, finding.severity, finding.rule) == ("date", "major", "changed weekday")
    assert [place.text for place in (*finding.source, *finding.target)] == ["понедельник", "Tuesday"]
    assert (finding.source[0].start, finding.target[0].start) == (11, 11)


def test_a_dropped_date_shows_only_the_side_that_has_it() -> None:
    (finding,) = _compare(["Договор подписан 12 марта 2012 года."], ["The deal was signed."])
    assert finding.target == ()
    assert finding.message == "«12 марта 2012 года» (2012-03-12) has no counterpart in the target."


def test_a_much_less_exact_date_is_neutral() -> None:
    (finding,) = _compare(["Это было 8 августа 2011 года."], ["It happened in 2011."])
    assert (finding.severity, finding.rule) == ("neutral", "precision of a date")
    assert finding.message == '«8 августа 2011 года» (2011-08-08) became the less exact "2011" (2011).'


def test_a_date_in_the_next_sentence_is_not_lost() -> None:
    assert not _compare(["Он приехал 12 марта.", "Он молчал."], ["He arrived.", "He was silent on March 12."])


def test_dates_that_crossed_a_sentence_boundary_are_not_changed() -> None:
    source = ["12 марта он приехал.", "13 марта он уехал."]
    assert not _compare(source, ["On March 13 he left.", "On March 12 he had arrived."])


def test_two_swapped_dates_in_one_sentence_are_beyond_this_rule() -> None:
    """Which verb a date belongs to is not looked at."""
    assert not _compare(["12 марта он приехал, 13 марта уехал."], ["He arrived on March 13 and left on March 12."])


def test_the_date_line_itself_may_differ_in_time() -> None:
    assert not _compare(["12 марта 2012, 21:47"], ["March 12, 2012"])


_RU = [
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
]  # fmt: skip
_EN = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
_DATES = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))


@given(_DATES, _DATES)
@settings(max_examples=100, deadline=None)
def test_two_days_are_one_exactly_when_they_are_equal(first: datetime.date, second: datetime.date) -> None:
    source = [f"Договор подписан {first.day} {_RU[first.month - 1]} {first.year} года."]
    for text in (f"{_EN[second.month - 1]} {second.day}, {second.year}", second.isoformat()):
        found = _compare(source, [f"The deal was signed on {text}."])
        assert [finding.rule for finding in found] == ([] if first == second else ["changed date"])


_PIECES = st.sampled_from(
    ["12 марта", "в понедельник", "вчера", "в 2008 году", "с 5 по 7 мая", "в 14:30 мск", "прошлой зимой", "в XX веке",
     "десять лет назад", "за последние сутки", "в начале марта 2011 года", "во II квартале", "в 90-е", "годом ранее"]
)  # fmt: skip


@given(st.lists(st.lists(_PIECES, max_size=4).map(", ".join).map("Он был там {}.".format), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_a_story_does_not_differ_from_itself(sentences: list[str]) -> None:
    story = ["12 марта 2012, 21:47", *sentences]
    assert _compare(story, story, ("ru", "ru")) == []
