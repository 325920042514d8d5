"""The word estimator: every word of a pair gets a doubt, and damage is doubted more than what is left."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from compare import estimate, models
from compare.engines.word_estimator import WordEstimator
from compare.engines.word_estimator.features import Floats
from compare.engines.word_estimator.network import Network
from compare.engines.word_estimator.states import pooled
from compare.errors import ModelError
from compare.estimate import Estimates, Reading, State
from compare.records import Bead, Document
from tests.documents import document

SOURCE = ("Полиция задержала водителя автобуса.", "Цены на хлеб резко выросли за месяц.", "Дождь.")
TARGET = ("Police detained the drunk driver of a bus.", "Bread prices rose over the month.", "Rain.")
BEADS = (Bead((0,), (0,)), Bead((1,), (1,)), Bead((2,), ()), Bead((0, 1), (0, 1)))


def test_words_without_a_counterpart_are_doubted() -> None:
    estimator = estimate.load("ru", "en")
    assert estimator is not None
    source, target = document("ru", *SOURCE), document("en", *TARGET)
    states = estimator.read(source), estimator.read(target)
    first, second, empty, both = estimator.estimate(source, target, states, BEADS)
    assert empty is None
    assert first is not None
    assert second is not None
    assert both is not None
    assert list(first.source) == [token.start for token in source.parses[0].tokens]
    assert set(both.target) == {token.start for index in (0, 1) for token in target.parses[index].tokens}
    doubts = {target.story.text[at : at + 5]: doubt for at, doubt in first.target.items()}
    assert doubts["drunk"] > 0.5 > doubts["drive"]
    lost = {source.story.text[at : at + 5]: doubt for at, doubt in second.source.items()}
    assert lost["резко"] > 0.5 > lost["месяц"]
    assert all(0 <= doubt <= 1 for doubt in (*both.source.values(), *both.target.values()))


def test_a_version_is_read_once_for_all_others() -> None:
    """What it is held against changes nothing of its states, and many beads nothing of the estimate of one."""
    estimator = estimate.load("ru", "en")
    assert estimator is not None
    source, target = document("ru", *SOURCE), document("en", *TARGET)
    states = estimator.read(source), estimator.read(target)
    assert [len(rows) for rows in states[0]] == [len(parse.tokens) for parse in source.parses]
    (alone,) = estimator.estimate(source, target, states, BEADS[:1])
    many = estimator.estimate(source, target, states, BEADS * 10)
    assert alone is not None
    assert len(many) == 40
    assert many[20] is not None
    assert many[20].source == pytest.approx(alone.source, abs=1e-5)
    assert many[20].partners == alone.partners


def test_words_that_are_asked_for_are_weighed_alone() -> None:
    """Their doubts are those of a pair whose words are weighed together, and so is that of a word asked for later."""
    estimator = estimate.load("ru", "en")
    assert estimator is not None
    source, target = document("ru", *SOURCE), document("en", *TARGET)
    states = estimator.read(source), estimator.read(target)
    (whole,) = estimator.estimate(source, target, states, BEADS[:1])
    assert whole is not None
    starts = [*whole.source]
    weighed: list[int] = []

    class Counting(Network):
        def __call__(self, rows: Floats) -> Floats:
            weighed.append(len(rows))
            return super().__call__(rows)

    assert isinstance(estimator, WordEstimator)
    counting = WordEstimator(estimator._folder, "ru", "en")
    networks = [Counting(one._mean, one._deviation, one._layers) for one in estimator._head.networks]
    counting._head.networks = networks[0], networks[1]
    words = [(starts[:2], [*whole.target][:1])]
    (some,) = counting.estimate(source, target, states, BEADS[:1], words)
    assert some is not None
    assert weighed == [2, 1]
    assert some.source[starts[0]] == pytest.approx(whole.source[starts[0]], abs=1e-5)
    assert weighed == [2, 1]
    assert some.source.get(starts[2], 0.0) == pytest.approx(whole.source[starts[2]], abs=1e-5)
    assert weighed == [2, 1, 1]
    assert some.source.get(-1, 0.0) == 0.0
    assert some.partners == whole.partners


def test_a_sentence_reads_the_same_alone_and_in_company() -> None:
    """Else the report of a pair would depend on what else its source was held against before."""
    estimator = estimate.load("ru", "en")
    assert estimator is not None
    source = document("ru", *SOURCE)
    for alone, together in zip(
        (estimator.read(source, (i,))[0] for i in range(3)), estimator.read(source), strict=True
    ):
        assert np.array_equal(alone, together)


def test_only_what_is_asked_for_is_read_and_that_once() -> None:
    class Counting(WordEstimator):
        def read(self, document: Document, sentences: Iterable[int] | None = None) -> list[State]:
            asked.append((document.story.language, list(sentences or ())))
            return super().read(document, asked[-1][1])

    asked: list[tuple[str, list[int]]] = []
    estimator = Counting(next(models.shipped_folder().glob("word-estimator-ru_en-*")), "ru", "en")
    source, target = document("ru", *SOURCE), document("en", *TARGET)
    reading = Reading(source, estimator)
    for _ in range(2):
        estimates = Estimates(reading, Reading(target, estimator), BEADS)
        assert estimates[1] is not None
        assert estimates[2] is None
    assert [one for one in asked if one[1]] == [("ru", [1]), ("en", [1]), ("en", [1])]
    assert len(estimates[-2:]) == 2


def test_no_estimator_for_a_pair_that_none_is_shipped_for() -> None:
    assert estimate.load("en", "ru") is None


def test_a_broken_head_is_named(tmp_path: Path) -> None:
    shipped = next(models.shipped_folder().glob("word-estimator-ru_en-*"))
    shutil.copytree(shipped, tmp_path / shipped.name)
    (tmp_path / shipped.name / "head.npz").write_bytes(b"no archive")
    estimator = WordEstimator(tmp_path / shipped.name, "ru", "en")
    with pytest.raises(ModelError, match="cannot be read"):
        estimator.warm()


def test_a_word_has_the_mean_of_its_sub_words() -> None:
    states = np.array([[9], [1], [3], [5], [9]], np.float32)
    assert pooled(states, [(0, 2), (2, 4), (5, 7)], [(0, 4), (5, 7), (8, 9)]).ravel() == pytest.approx([2, 5, 5.4])
