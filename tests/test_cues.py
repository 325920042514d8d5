"""How the patterns of a table are found in a row of words: by hand-made rows, and against a search at every word."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.facts.polarity import Lexicon, cue
from compare.facts.spelled import Spelled, spelled
from compare.records import Token

PATTERNS = (
    "no",
    "no longer",
    "n't|not",
    "neither … nor",
    "be able",
    "is",
    "long*|*er",
    "*/Degree=Cmp than",
    "must/AUX",
)
LEXICON = Lexicon([cue({"words": pattern}) for pattern in PATTERNS])
WORDS = (
    ("no", "no", "DET", ""),
    ("longer", "long", "ADV", "Degree=Cmp"),
    ("not", "not", "PART", ""),
    (",", ",", "PUNCT", ""),
    ("neither", "neither", "CCONJ", ""),
    ("nor", "nor", "CCONJ", ""),
    ("Is", "be", "AUX", ""),
    ("able", "able", "ADJ", ""),
    ("than", "than", "SCONJ", ""),
    ("must", "must", "AUX", ""),
    ("must", "must", "NOUN", ""),
    ("dog", "dog", "NOUN", ""),
)


def row(*words: tuple[str, str, str, str]) -> tuple[Token, ...]:
    return tuple(
        Token(rank, rank + 1, text, lemma, pos, features) for rank, (text, lemma, pos, features) in enumerate(words)
    )


def told(*texts: str) -> tuple[Token, ...]:
    return row(*(next(word for word in WORDS if word[0] == text) for text in texts))


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        (told("dog", "than"), []),
        (told("no", "longer", "dog"), [("no longer", (0, 1))]),
        (told("no", ",", "longer"), [("no longer", (0, 2))]),
        (told("Is", "not", "able"), [("is", (0,)), ("n't|not", (1,))]),
        (told("dog", "Is", "able"), [("be able", (1, 2))]),
        (told("neither", "dog", "no", "nor"), [("neither … nor", (0, 3)), ("no", (2,))]),
        (told("neither", "dog", "dog", "dog", "dog", "nor"), []),
        (row(WORDS[10]), []),
        ((), []),
    ],
)
def test_cues_of_a_row(tokens: Sequence[Token], expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert [(match.cue.name, match.words) for match in LEXICON.matches(tokens)] == expected


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_every_is_what_a_search_at_each_word_finds(words: list[tuple[str, str, str, str]]) -> None:
    tokens = row(*words)
    found = [(match.first, match.cue.name) for match in LEXICON.every(tokens)]
    alone = [
        (first, name)
        for first in range(len(tokens))
        for name, begins in (("no", ("no",)), ("is", ("is",)), ("n't|not", ("not", "n't")))
        if tokens[first].text.lower() in begins
    ]
    assert sorted(one for one in found if one[1] in ("no", "is", "n't|not")) == sorted(alone)
    firsts = [match.first for match in LEXICON.matches(tokens)]
    assert firsts == sorted(set(firsts))
    assert set(firsts) <= {first for first, _ in found}


def test_a_row_is_spelled_as_the_tables_are() -> None:
    spelling = spelled(row(("Ещё", "ещё", "ADV", ""), ("isn’t", "be", "AUX", "")))
    assert (spelling.forms, spelling.lemmas) == (["еще", "isn't"], ["еще", "be"])
    assert spelling.ranks_of({"be", "еще", "dog"}) == [0, 1]
    assert spelling.ranks_of({"dog"}) == []


def test_a_row_is_remembered_by_itself_and_a_list_is_not() -> None:
    tokens, other = told("no", "dog"), told("dog", "no")
    assert spelled(tokens) is spelled(tokens)
    assert spelled(tokens) is not spelled(other)
    growing = list(tokens)
    assert isinstance(spelled(growing), Spelled)
    growing.append(other[1])
    assert spelled(growing).ranks_of({"no"}) == [0, 2]
