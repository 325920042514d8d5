"""The recipe of the word estimator's head: damage that is done as its name says, and where its labels fall."""

from __future__ import annotations

import pytest

from models.recipe.words.edits import Edit, New, Read, apply
from models.recipe.words.prepare import Pair, _of_source, _of_target
from tests.documents import document


def sentence(code: str, text: str) -> Read:
    return Read(text, document(code, text).parses[0].tokens)


OLD = "On Friday, the old dam, built by hand, held."


@pytest.mark.parametrize(
    ("edit", "text", "new"),
    [
        (Edit("modifier dropped", (4,)), "On Friday, the dam, built by hand, held.", []),
        (Edit("phrase dropped", (0, 1)), "The old dam, built by hand, held.", []),
        (Edit("clause dropped", (7, 8, 9)), "On Friday, the old dam, held.", []),
        (Edit("antonym", (4,), (New("new", "new", "ADJ"),)), "On Friday, the new dam, built by hand, held.", ["new"]),
        (Edit("near word", (0,), (New("by", "by", "ADP"),)), "By Friday, the old dam, built by hand, held.", ["By"]),
        (
            Edit("modifier added", (), (New("great", "great", "ADJ"),), 5),
            "On Friday, the old great dam, built by hand, held.",
            ["great"],
        ),
    ],
)
def test_edits(edit: Edit, text: str, new: list[str]) -> None:
    edited = apply(edit, sentence("en", OLD))
    made = edited.sentence
    assert made.text == text
    assert all(made.text[token.start : token.stop] == token.text for token in made.tokens)
    assert [made.tokens[rank].text for rank in sorted(edited.new)] == new


PAIR = Pair(sentence("ru", "Старая плотина устояла."), sentence("en", "The old dam held."))
LINKS = {0: 1, 1: 2, 2: 3}


def test_a_word_cut_from_the_target_leaves_its_source_without_a_counterpart() -> None:
    sample = _of_target(Edit("modifier dropped", (1,)), PAIR, LINKS)
    assert sample is not None
    assert (sample.pair.target.text, sample.lost, sample.new) == ("The dam held.", {0}, frozenset())


def test_a_word_that_was_replaced_is_marked_on_both_sides() -> None:
    sample = _of_target(Edit("antonym", (1,), (New("new", "new", "ADJ"),)), PAIR, LINKS)
    assert sample is not None
    assert (sample.pair.target.text, sample.lost, sample.new) == ("The new dam held.", {0}, {1})


def test_what_keeps_the_sense_is_not_marked_and_what_is_not_aligned_is_not_damaged() -> None:
    kept = _of_target(Edit("synonym", (1,), (New("aged", "aged", "ADJ"),), faithful=True), PAIR, LINKS)
    assert kept is not None
    assert not kept.lost | kept.new
    assert _of_target(Edit("modifier dropped", (1,)), PAIR, {1: 2, 2: 3}) is None


def test_a_word_cut_from_the_source_leaves_the_target_with_more() -> None:
    (sample,) = _of_source(Edit("source cut", (0,)), PAIR, LINKS)
    assert (sample.pair.source.text, sample.lost, sample.new) == ("Плотина устояла.", frozenset(), {1})
