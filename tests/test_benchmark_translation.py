"""What the translation benchmark counts as a number that was kept."""

from __future__ import annotations

import pytest

from benchmarks.translation import kept


@pytest.mark.parametrize(
    ("source", "reference", "made", "share"),
    [
        ("Погибли 42 человека.", "42 people died.", "42 died.", 1.0),
        ("Погибли 42 человека.", "42 people died.", "24 died.", 0.0),
        ("Собрано 15000 тонн в 12 сёлах.", "15,000 tons in 12 villages.", "15,000 tons in two villages.", 0.5),
        ("Было 12 человек.", "There were twelve people.", "There were people.", 1.0),
        ("Вышли 3 человека.", "3 people left.", "People left.", 1.0),
    ],
)
def test_numbers_kept(source: str, reference: str, made: str, share: float) -> None:
    assert kept([source], [reference], [made]) == share
