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
    assert finding.message == '«понедельник» (Monday) became "Tuesday".'
    assert (finding.kind, finding.severity, finding.rule) == ("date", "major", "date-weekday")
    assert [place.text for place in (*finding.source, *finding.target)] == ["понедельник", "Tuesday"]
    assert (finding.source[0].start, finding.target[0].start) == (11, 11)


def test_a_dropped_date_shows_only_the_side_that_has_it() -> None:
    (finding,) = _compare(["Договор подписан 12 марта 2012 года."], ["The deal was signed."])
    assert finding.target == ()
    assert finding.message == "«12 марта 2012 года» (March 12, 2012) is in the Russian text and not in the English one."


def test_a_much_less_exact_date_is_neutral() -> None:
    (finding,) = _compare(["Это было 8 августа 2011 года."], ["It happened in 2011."])
    assert (finding.severity, finding.rule) == ("neutral", "date-precision")
    assert finding.message == '«8 августа 2011 года» (August 8, 2011) became the less exact "2011".'


def test_a_date_in_the_next_sentence_is_not_lost() -> None:
    assert not _compare(["Он приехал 12 марта.", "Он молчал."], ["He arrived.", "He was silent on March 12."])


def test_dates_that_crossed_a_sentence_boundary_are_not_changed() -> None:
    source = ["12 марта он приехал.", "13 марта он уехал."]
    assert not _compare(source, ["On March 13 he left.", "On March 12 he had arrived."])


SWAPS = [
    ("12 марта он приехал, 13 марта уехал.", "He arrived on March 13 and left on March 12.", True),
    ("12 марта он приехал, 13 марта уехал.", "He arrived on March 12 and left on March 13.", False),
    ("Завод построили в 1961 году, а закрыли в 2008 году.", "The plant was built in 2008 and closed in 1961.", True),
    ("Завод построили в 1961 году, а закрыли в 2008 году.", "Closed in 2008, the plant was built in 1961.", False),
    ("Суд начнётся в среду, выборы пройдут в субботу.", "The trial opens Saturday; elections are on Wednesday.", True),
    ("Суд начнётся в среду, выборы пройдут в субботу.", "Elections are on Saturday; on Wednesday the trial opens.",
     False),
]  # fmt: skip


@pytest.mark.parametrize(("russian", "english", "swapped"), SWAPS)
def test_two_dates_that_changed_places(russian: str, english: str, swapped: bool) -> None:
    sides = [
        Side(story, load(code), tuple(facts.find(story, load(code), ())))
        for code, text in (("ru", russian), ("en", english))
        for story in [document(code, text)]
    ]
    found = list(dates.find(Comparison(*sides, (Bead((0,), (0,), 1.0),), (None,))))
    assert [finding.rule for finding in found] == (["date-swapped"] if swapped else [])


def test_a_bound_covers_its_words() -> None:
    (finding,) = _compare(["Заявки берут до 1 июня."], ["Bids are taken after June 1."])
    assert [place.text for place in (*finding.source, *finding.target)] == ["до 1 июня", "after June 1"]
    assert finding.message == '«до 1 июня» (up to the date) became "after June 1" (from the date on).'


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
        assert [finding.rule for finding in found] == ([] if first == second else ["date-changed"])


_PIECES = st.sampled_from(
    ["12 марта", "в понедельник", "вчера", "в 2008 году", "с 5 по 7 мая", "в 14:30 мск", "прошлой зимой", "в XX веке",
     "десять лет назад", "за последние сутки", "в начале марта 2011 года", "во II квартале", "в 90-е", "годом ранее"]
)  # fmt: skip


@given(st.lists(st.lists(_PIECES, max_size=4).map(", ".join).map("Он был там {}.".format), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_a_story_does_not_differ_from_itself(sentences: list[str]) -> None:
    story = ["12 марта 2012, 21:47", *sentences]
    assert _compare(story, story, ("ru", "ru")) == []
