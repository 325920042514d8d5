"""Two texts word by word: counterparts, words left over, and those that are surely missing."""

from __future__ import annotations

import pytest

from compare import lexicon as lexicons
from compare.diff.rendering import Rendering, render, runs
from tests.documents import document


def rendering(source: str, target: str, translation: str | None = None) -> Rendering:
    tokens = [
        [t for parse in document(code, text).parses for t in parse.tokens]
        for code, text in (("ru", source), ("en", target))
    ]
    return render(tokens[0], tokens[1], lexicons.load("ru", "en"), translation)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (
            "Врачи спасли пассажиров.",
            "Doctors saved the passengers.",
            "Врачи=Doctors спасли=saved пассажиров=passengers",
        ),
        ("Губернатор Лыков уехал.", "Governor Lykov has left.", "Губернатор=Governor Лыков=Lykov уехал=left"),
    ],
)
def test_counterparts(source: str, target: str, expected: str) -> None:
    assert (
        " ".join(f"{one.token.text}={other.token.text}" for one, other in rendering(source, target).pairs) == expected
    )


def test_a_word_has_one_counterpart() -> None:
    made = rendering("Дорога закрыта, и мост закрыт.", "The road is closed.")
    assert len({other.rank for _, other in made.pairs}) == len(made.pairs)
    assert "мост" in [word.token.text for word in made.source]


def test_missing_words_stand_in_runs() -> None:
    made = rendering("Лекарств хватит на неделю, а дороги размыты дождями.", "There is medicine for a week.")
    assert [[word.token.text for word in run] for run in runs(made.source)] == [["дороги", "размыты", "дождями"]]


def test_the_translation_clears_a_word() -> None:
    source, target = "Поселок остался без электричества.", "The settlement was blacked out."
    alone = [word for word in rendering(source, target).target if word.is_missing]
    shown = [word for word in rendering(source, target, "The village was blacked out.").target if word.is_missing]
    assert len(shown) < len(alone)


def test_figures_are_left_to_their_own_rules() -> None:
    made = rendering("Погибли 12 человек.", "12 people died.")
    assert all(not word.token.text.isdigit() for word in (*made.source, *made.target))


def test_every_word_is_either_paired_or_left_over() -> None:
    made = rendering("Мост построен вовремя, и стоил он дешевле.", "The bridge was built on time and cheaply.")
    assert len(made.pairs) + len(made.source) == made.source_size
    assert len(made.pairs) + len(made.target) == made.target_size


def test_nothing_renders_nothing() -> None:
    assert render([], [], lexicons.load("ru", "en")) == Rendering((), (), (), 0, 0)
