"""Figures as they are read: cases by construct, number words in every form, and what must hold for any text."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pymorphy3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.facts.figures import WEB, WEB_MARK, find, in_sentence
from compare.facts.figures.lexicon import lexicon
from compare.facts.figures.line import Line, split
from compare.facts.figures.rules import RULES
from compare.languages import load
from compare.records import Date, Fact, Figure, Parse, Sentence
from tests.documents import document

CASES = Path(__file__).parent / "cases" / "figures"
KNOWN_FAILURES = {"его семью": "the parser takes «семью» (family) for the numeral seven"}
DIGIT_GROUPS = {"ru": (" ", "\u00a0", "\u2009", "\u202f"), "en": (",", " ", "\u00a0", "\u2009")}


@cache
def _read(code: str) -> dict[str, list[Figure]]:
    """Every case of a language, read in one go."""
    texts = [text for rows in _cases(code).values() for text, _ in rows]
    made = document(code, *texts)
    found: dict[str, list[Figure]] = {text: [] for text in texts}
    for fact in find(made, load(code), ()):
        assert isinstance(fact.value, Figure)
        found[texts[fact.sentence]].append(fact.value)
    return found


@cache
def _cases(code: str) -> dict[str, list[tuple[str, list[list[Any]]]]]:
    return json.loads((CASES / f"{code}.json").read_text(encoding="utf-8"))


def _parameters() -> list[Any]:
    return [
        pytest.param(
            code, text, expected, id=f"{code}: {construct}: {text}",
            marks=[pytest.mark.xfail(strict=True, reason=KNOWN_FAILURES[text])] if text in KNOWN_FAILURES else [],
        )
        for code in ("ru", "en")
        for construct, rows in _cases(code).items()
        for text, expected in rows
    ]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "expected"), _parameters())
def test_case(code: str, text: str, expected: list[list[Any]]) -> None:
    got = [[figure.number, figure.high, figure.unit, figure.bound] for figure in _read(code)[text]]
    assert len(got) == len(expected)
    for (number, *rest), (wanted, *others) in zip(got, expected, strict=True):
        assert number == pytest.approx(wanted)
        assert rest == others


def _plain(code: str, text: str) -> list[Fact]:
    """The figures of a text that no parser has read."""
    sentence = Sentence(0, 0, len(text), text)
    return list(in_sentence(sentence, Parse(()), lexicon(load(code))))


@pytest.mark.parametrize("code", ["ru", "en"])
def test_no_rule_answers_where_no_figure_may_begin(code: str) -> None:
    tables = lexicon(load(code))
    made = document(code, *(text for rows in _cases(code).values() for text, _ in rows))
    answered = []
    for sentence, parse in zip(made.sentences, made.parses, strict=True):
        line = Line(sentence, parse, split(sentence.text), tables)
        for index, word in enumerate(line.words):
            if not (word.digits or tables.begins(word.key, line.key(index + 1))):
                answered += [(rule.__name__, sentence.text, word.text) for rule in RULES if rule(line, index)]
    assert answered == []


def test_a_word_begins_a_figure_where_its_phrase_goes_on() -> None:
    tables = lexicon(load("en"))
    assert tables.begins("the", "first")
    assert not tables.begins("the", "dog")
    assert tables.begins("seven", "dogs")


@pytest.mark.parametrize("text", ["Write to a.b@example.org", "@harbour", "#12", "see example.com/5", "WWW.PORT7.RU"])
def test_an_address_has_a_mark_by_which_it_is_looked_for(text: str) -> None:
    assert WEB.search(text)
    assert WEB_MARK.search(text)


@pytest.mark.parametrize(
    ("code", "text", "step"),
    [
        ("ru", "2,5 млн рублей", 100_000), ("ru", "112 тыс. рублей", 1_000), ("ru", "3,51%", 0.01), ("ru", "5 км", 1),
        ("en", "2.5 million rubles", 100_000), ("en", "112,000 rubles", 1), ("en", "3.51%", 0.01),
        ("en", "$1.2bn", 1e8),
    ],
)  # fmt: skip
def test_step_is_the_size_of_the_last_digit(code: str, text: str, step: float) -> None:
    (fact,) = _plain(code, text)
    assert isinstance(fact.value, Figure)
    assert fact.value.step == pytest.approx(step)


@pytest.mark.parametrize(
    ("code", "text", "place"),
    [
        ("ru", "Погибли не менее 60 человек, сообщили власти.", "не менее 60 человек"),
        ("ru", "Ущерб составил 5 млн руб. Город восстановят.", "5 млн руб"),
        ("ru", "Заплатили около 300 руб. каждому.", "около 300 руб."),
        ("en", "The town lost at least 60 civilians, officials said.", "at least 60 civilians"),
        ("en", "It cost $5 million.", "$5 million"),
        ("en", "The road is more than 2,000 km long.", "more than 2,000 km"),
    ],
)
def test_place_is_the_figure_with_its_bound_and_unit(code: str, text: str, place: str) -> None:
    made = document(code, text)
    (fact,) = find(made, load(code), ())
    assert fact.text == place
    assert made.story.text[fact.start : fact.stop] == place


def test_numbers_of_a_date_belong_to_the_date() -> None:
    text = "В 2008 году построили 300 домов."
    made = document("ru", text)
    date = Fact("date", 0, 2, 11, text[2:11], Date("2008"))
    assert [fact.text for fact in find(made, load("ru"), [date])] == ["300 домов"]


@cache
def _analyzer() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


UNITS = ("", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать",
         "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать",
         "девятнадцать")  # fmt: skip
TENS = ("", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто")
HUNDREDS = ("", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот")
ENGLISH_UNITS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
                 "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
ENGLISH_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _russian(number: int, case: str) -> str:
    """A number from 2 to 999 in Russian words of a case, inflected by pymorphy3."""
    words = [HUNDREDS[number // 100]]
    rest = number % 100
    words += [UNITS[rest]] if rest < 20 else [TENS[rest // 10], UNITS[rest % 10]]
    return " ".join(_inflected(word, case) for word in words if word)


@cache
def _inflected(word: str, case: str) -> str:
    readings = [reading for reading in _analyzer().parse(word) if reading.tag.POS in ("NUMR", "ADJF")]
    form = readings[0].inflect({case, "masc"} if word == "один" else {case})
    return str(form.word) if form else word


def _english(number: int) -> str:
    """A number from 2 to 999,999 in English words."""
    if number >= 1000:
        rest = f" {_english(number % 1000)}" if number % 1000 else ""
        return f"{_english(number // 1000)} thousand{rest}"
    if number >= 100:
        rest = f" and {_english(number % 100)}" if number % 100 else ""
        return f"{ENGLISH_UNITS[number // 100]} hundred{rest}"
    if number < 20:
        return ENGLISH_UNITS[number]
    unit = f"-{ENGLISH_UNITS[number % 10]}" if number % 10 else ""
    return ENGLISH_TENS[number // 10] + unit


@given(st.integers(2, 999), st.sampled_from(("nomn", "gent", "datv", "ablt", "loct")))
def test_russian_number_words_in_every_case(number: int, case: str) -> None:
    (fact,) = _plain("ru", f"{_russian(number, case)} км")
    assert fact.value == Figure(number, unit="km")


@given(st.integers(2, 999), st.integers(2, 999))
def test_russian_thousands(thousands: int, rest: int) -> None:
    (fact,) = _plain("ru", f"{_russian(thousands, 'gent')} тысяч {_russian(rest, 'gent')} рублей")
    assert isinstance(fact.value, Figure)
    assert (fact.value.number, fact.value.unit) == (thousands * 1000 + rest, "RUB")


@given(st.integers(2, 999_999))
def test_english_number_words(number: int) -> None:
    (fact,) = _plain("en", f"{_english(number)} miles")
    assert isinstance(fact.value, Figure)
    assert (fact.value.number, fact.value.unit) == (number, "mi")


@given(st.sampled_from(("ru", "en")), st.integers(0, 3), st.integers(0, 10**12), st.integers(0, 99), st.booleans())
def test_digits_in_every_grouping(code: str, mark: int, whole: int, decimals: int, has_decimals: bool) -> None:
    separator = DIGIT_GROUPS[code][mark]
    text = f"{whole:,}".replace(",", separator)
    if has_decimals:
        text += f"{',' if code == 'ru' else '.'}{decimals:02}"
    (fact,) = _plain(code, f"{text} km" if code == "en" else f"{text} км")
    assert isinstance(fact.value, Figure)
    assert fact.value.number == pytest.approx(whole + (decimals / 100 if has_decimals else 0), rel=1e-9)
    assert fact.value.unit == "km"


PIECES = (
    "60", "1,5", "2.5", "1 500", "млн", "million", "тысяч", "процентов", "%", "$", "€", "от", "до", "from", "to", "-",
    "половина", "a third", "of", "двадцать", "twenty", "пять", "first", "третий", "один", "one", "не менее", "at least",
    "№", "статья", "Article", "3:1", "½", "1/2", "-летний", "-year-old", "и", "and", "Ту-154", ".", ",", "(", "рублей",
    "°C", "–",
)  # fmt: skip


@settings(max_examples=300)
@given(
    st.sampled_from(("ru", "en")),
    st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=25),
    st.booleans(),
)
def test_places_hold_for_any_text(code: str, pieces: list[str], spaced: bool) -> None:
    text = (" " if spaced else "").join(pieces)
    end = 0
    for fact in _plain(code, text):
        assert text[fact.start : fact.stop] == fact.text
        assert end <= fact.start < fact.stop
        end = fact.stop


@given(st.text(max_size=60))
def test_split_keeps_places(text: str) -> None:
    for word in split(text):
        assert text[word.start : word.stop] == word.text


def test_tables_have_the_same_shape_and_the_same_units_in_both_languages() -> None:
    for name in ("numbers", "units", "bounds", "nouns", "implied"):
        russian, english = load("ru").table(name), load("en").table(name)
        assert russian.keys() == english.keys()
    assert load("ru").table("nouns")["nouns"].keys() == load("en").table("nouns")["nouns"].keys()
    assert load("ru").table("units")["money"].keys() == load("en").table("units")["money"].keys()
    assert load("ru").table("implied")["implied"].keys() == load("en").table("implied")["implied"].keys()
