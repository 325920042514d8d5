"""Sentences: the cases of tests/cases/split, the roles, and the invariants on any text."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.languages import known, load
from compare.read import from_text
from compare.read.datelines import inline_dateline
from compare.records import Block, Story
from compare.split import cut, split, split_lines
from compare.split.gaps import WINDOW, gaps

CASES = Path(__file__).parent / "cases" / "split"
LANGUAGES = known()


def _load(name: str) -> dict:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def _cases() -> list:
    return [
        pytest.param(code, case["text"], id=f"{code}: {case['label']}")
        for code in LANGUAGES
        for case in _load(code)["cases"]
    ]


def _marked(text: str, places: list[tuple[int, int]]) -> str:
    """The text with a bar at each boundary, as the cases are written."""
    parts, last = [], 0
    for start, stop in places:
        if last:
            parts.append(text[last:start] + "|" + text[last:start])
        parts.append(text[start:stop])
        last = stop
    return "".join(parts)


def _bare(text: str) -> str:
    return text.replace(" | ", " ").replace("|", "")


@pytest.mark.parametrize(("code", "text"), _cases())
def test_boundaries(code: str, text: str) -> None:
    bare = _bare(text)
    assert _marked(bare, cut(bare, load(code))) == text


@pytest.mark.parametrize(
    ("code", "form", "example"),
    [
        (code, row["form"], row["example"])
        for code in LANGUAGES
        for row in load(code).table("abbreviations")["abbreviations"]
    ],
)
def test_examples_of_abbreviations(code: str, form: str, example: str) -> None:
    assert form.casefold() in example.casefold()
    assert cut(example, load(code)) == [(0, len(example))]


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code in LANGUAGES for text in _load("datelines")[code]["cases"]]
)
def test_datelines(code: str, text: str) -> None:
    expected = text.index(" | ") if " | " in text else None
    assert inline_dateline(_bare(text), load(code)) == expected


def test_dateline_is_a_sentence_of_its_own() -> None:
    story = from_text("Мост через Оку открыт\n\nТУЛА, 5 марта. /Новая волна/. Мост открыт. Движение начато.", "ru")
    assert [(s.role, s.text, s.paragraph) for s in split(story)] == [
        ("headline", "Мост через Оку открыт", 0),
        ("dateline", "ТУЛА, 5 марта. /Новая волна/.", 1),
        ("body", "Мост открыт.", 1),
        ("body", "Движение начато.", 1),
    ]


def test_place_without_date_is_a_dateline_only_at_the_beginning() -> None:
    story = from_text("TULA — The bridge is open.\n\nTULA — The bridge is shut.", "en")
    assert [s.role for s in split(story)] == ["dateline", "body", "body"]


def test_block_edge_ends_a_sentence() -> None:
    text = "Мост открыт\nдвижение начато"
    story = Story(text, "ru", (Block(0, 11, "body"), Block(12, len(text), "body")))
    assert [s.text for s in split(story)] == text.split("\n")


def test_wrapped_sentence_keeps_its_newline() -> None:
    text = "The bridge over the river Oka in the town of Tula has been opened for\ncars. They pass."
    story = Story(text, "en", (Block(0, len(text), "body"),))
    assert [s.text for s in split(story)] == [text[:-11], "They pass."]


def test_caption_is_not_cut() -> None:
    text = "Мост. Вид с берега / Фото: Волна"
    story = Story(text, "ru", (Block(0, len(text), "caption"),))
    assert [(s.role, s.text) for s in split(story)] == [("caption", text)]


def test_lines() -> None:
    story = from_text("Заголовок о мосте\n\n  Мост открыт. Движение начато. \nМэр доволен.", "ru")
    lines = split_lines(story)
    assert [s.text for s in lines] == ["Заголовок о мосте", "Мост открыт. Движение начато.", "Мэр доволен."]
    assert [s.paragraph for s in lines] == [s.index for s in lines] == [0, 1, 2]
    assert [s.role for s in lines] == ["headline", "body", "body"]


def test_work_grows_with_the_text_alone() -> None:
    """A rule sees no more than its window, however long the sentence is."""
    text = "г. Тула " * 5000
    assert max(len(gap.left) + len(gap.right) for gap in gaps(text)) <= 2 * WINDOW
    assert cut(text, load("ru")) == [(0, len(text) - 1)]


PIECES = st.sampled_from(
    ["Мост открыт. ", "г. ", "U.S. ", "«Да», — сказал он. ", '"', "…", " — ", "\n", "\n\n", "5 марта ", "(", ")", ".",
     "А. ", "ТУЛА, 5 марта. /Волна/. ", "said.Earlier ", "\x00", "\r\n", "‘It is?’ "]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join))


@given(TEXTS, st.sampled_from(LANGUAGES), st.sampled_from([split, split_lines]))
def test_sentences_cover_the_text_in_order(text: str, code: str, splitter) -> None:
    story = from_text(text, code)
    sentences = splitter(story)
    last = 0
    for rank, sentence in enumerate(sentences):
        assert sentence.index == rank
        assert story.text[sentence.start : sentence.stop] == sentence.text
        assert sentence.text == sentence.text.strip() != ""
        assert not story.text[last : sentence.start].strip()
        last = sentence.stop
    assert not story.text[last:].strip()
