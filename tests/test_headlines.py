"""Headlines in title case: which they are, how the parser is shown them, and that what comes back is the story's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare import headlines, parse
from compare.languages import load
from compare.read import read
from compare.records import Entity, Parse, Sentence, Token
from compare.split import split
from tests.documents import document

BODY = (
    "The mayor, Vera Lind, blamed Norway on Friday. She told the Harbour Board that the Mitre Group had paid Norway's."
)


def story(headline: str, body: str = BODY) -> list[Sentence]:
    head, *rest = document("en", headline, body).sentences
    return [replace(head, role="headline"), *rest]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        (
            "Mayor Lind Accuses Norway of Delaying Harbour Repairs",
            "Mayor Lind accuses Norway of delaying Harbour repairs",
        ),
        ("Lind Says Norway's Tax Was Paid Twice", "Lind says Norway's tax was paid twice"),
        ("Lind: Harbour Gates Close for Winter", "Lind: Harbour gates close for winter"),
        ("Gates Close Early: Mayor Blames Storm", "Gates close early: Mayor blames storm"),
        ("Mayor Warns UN and NATO About Ice-Bound Gates", "Mayor warns UN and NATO about ice-bound gates"),
        ("Gates Stay Closed All Winter — Coastal Courier", "Gates stay closed all winter — Coastal Courier"),
        ("“Gates Must Open,” Mayor Tells Board", "“Gates must open,” mayor tells Board"),
        ("Mitre Group Repairs McAllister Locks", "Mitre Group repairs McAllister locks"),
        # left as they are
        ("Mayor accuses Norway of delaying repairs", None),
        ("GATES STAY CLOSED ALL WINTER", None),
        ("Gates Close", None),
        ("Vera Lind, mayor of Harbour Town, blames Norway for delays", None),
        ("Mayor Vera Lind meets Mitre Group chief Oskar Holt in Bergen", None),
    ],
)
def test_a_headline_in_title_case_is_shown_as_a_sentence(headline: str, expected: str | None) -> None:
    shown = list(headlines.in_sentence_case(story(headline)))
    assert shown[0].text == (expected or headline)
    assert shown[1:] == story(headline)[1:]


def test_a_sentence_of_the_story_is_never_touched() -> None:
    sentences = document("en", "Mayor Accuses Norway of Delaying Harbour Repairs", BODY).sentences
    assert list(headlines.in_sentence_case(sentences)) == list(sentences)


class Words:
    """Reads every word as a token and as an entity."""

    name, checksum = "words", "0"

    def parse(self, sentences: Sequence[Sentence]) -> list[Parse]:
        made = []
        for one in sentences:
            spans = [(one.start + m.start(), one.start + m.end(), m.group()) for m in headlines.WORD.finditer(one.text)]
            made.append(
                Parse(
                    tuple(Token(*span, span[2], "X") for span in spans), tuple(Entity(*span, "ORG") for span in spans)
                )
            )
        return made


@given(
    st.lists(
        st.sampled_from(["Mayor", "Accuses", "Norway", "of", "İstanbul", "Straße", "UN", "it’s", "“Gates"]), min_size=5
    )
)
def test_what_comes_back_is_the_text_of_the_story(parts: list[str]) -> None:
    sentences = story(" ".join(parts))
    text = document("en", " ".join(parts), BODY).story.text
    for parsed in headlines.parse(Words(), sentences):
        for one in (*parsed.tokens, *parsed.entities):
            assert text[one.start : one.stop] == one.text


def test_the_verb_of_such_a_headline_is_read_as_one(tmp_path: Path) -> None:
    file = tmp_path / "en.txt"
    file.write_text(f"Defence Minister Accuses Norway of Blocking Harbour Repairs\n\n{BODY}", encoding="utf-8")
    sentences = split(read(file))
    assert sentences[0].role == "headline"
    parsed = headlines.parse(parse.load(load("en")), sentences)[0]
    readings = {token.text: (token.lemma, token.pos) for token in parsed.tokens}
    assert readings["Accuses"] == ("accuse", "VERB")
    assert readings["Norway"][1] == "PROPN"
