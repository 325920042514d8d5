"""The parsers, real models: what they say of a sentence hangs on nothing but the sentence."""

from __future__ import annotations

import pytest

from compare import parse
from compare.languages import load
from compare.read import from_text
from compare.split import split

TEXTS = {
    "ru": "Мосты в Лужске закрыты. Мэр Анна Зорина объявила об этом в среду, когда вода поднялась до второго пролёта. "
    "Детей вывезли. По словам спасателей, двух человек ищут до сих пор.",
    "en": "The bridges are closed. Mayor Anna Zorina announced it on Wednesday, when the water had risen to the second "
    "span. Children were taken away. Two people are still being looked for, rescuers said.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_sentence_is_read_alike_alone_and_among_others(code):
    sentences = split(from_text(TEXTS[code], code))
    parser = parse.load(load(code))
    together = parser.parse(sentences)
    assert together == [parser.parse([sentence])[0] for sentence in sentences]
    for sentence, read in zip(sentences, together, strict=True):
        assert all(sentence.text[t.start - sentence.start : t.stop - sentence.start] == t.text for t in read.tokens)


@pytest.mark.parametrize("code", TEXTS)
def test_a_parser_is_loaded_once(code):
    assert parse.load(load(code)) is parse.load(load(code))


@pytest.mark.parametrize(
    ("code", "word", "lemma"),
    [("en", "Children", "child"), ("en", "risen", "rise"), ("en", "bridges", "bridge"),
     ("ru", "Детей", "ребёнок"), ("ru", "поднялась", "подняться"), ("ru", "спасателей", "спасатель")],
)  # fmt: skip
def test_lemmas(code, word, lemma):
    reads = parse.load(load(code)).parse(split(from_text(TEXTS[code], code)))
    assert {token.lemma for read in reads for token in read.tokens if token.text == word} == {lemma}
