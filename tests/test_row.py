"""The words of a side of a bead as one row."""

from __future__ import annotations

from compare.diff.row import Words
from compare.records import Parse, Token


def parse(*rows: tuple[str, str, int]) -> Parse:
    """Words with their part of speech and the rank of their head, each its own lemma."""
    return Parse(tuple(Token(0, 0, text, text, pos, head=head) for text, pos, head in rows))


RAIN = parse(("rain", "NOUN", 1), ("fell", "VERB", 1))
SPOKE = parse(
    ("he", "PRON", 1),
    ("spoke", "VERB", 1),
    ("to", "ADP", 1),
    ("the", "DET", 4),
    ("press", "NOUN", 2),
    ("softly", "ADV", 1),
)
ROW = Words.of([RAIN, SPOKE])


def test_heads_are_ranks_of_the_row() -> None:
    assert ROW.heads == (1, 1, 3, 3, 3, 6, 4, 3)
    assert [token.text for token in ROW.tokens][ROW.heads[6]] == "to"
    assert ROW.above(7) == "spoke"
    assert ROW.above(1) == "fell"


def test_dependants_leave_the_word_itself_out() -> None:
    assert list(ROW.dependants(3)) == [2, 4, 7]
    assert list(ROW.dependants(1)) == [0]
    assert list(ROW.dependants(0)) == []


def test_content_words_below_through_a_preposition() -> None:
    assert ROW.below(3) == ("softly", "press")
    assert ROW.below(1) == ("rain",)


def test_places_and_content() -> None:
    assert ROW.positions[0] == 0.5 / 8
    assert ROW.positions[-1] == 7.5 / 8
    assert ROW.content == ("rain", "fell", "spoke", "press", "softly")
    assert Words.of([]).tokens == Words.of([]).positions == ()
