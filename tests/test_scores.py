"""A comparison in a few numbers."""

from __future__ import annotations

import pytest

from compare.diff.comparison import Comparison, Side
from compare.languages import load
from compare.records import Bead, Role
from compare.scores import score
from tests.documents import document


@pytest.mark.parametrize(
    ("role", "coverage", "addition"),
    [
        ("headline", 0.5, 0.5),
        ("body", 0.5, 0.5),
        ("caption", 0.5, 0.5),
        ("dateline", 1.0, 0.0),
        ("boilerplate", 1.0, 0.0),
    ],
)
def test_only_the_story_is_counted(role: Role, coverage: float, addition: float) -> None:
    source = document("ru", "Туман рассеялся.", "Порт закрыли.", roles=(role, "body"))
    target = document("en", "Rain fell.", "The port was closed.", roles=(role, "body"))
    beads = (Bead((0,), ()), Bead((), (0,)), Bead((1,), (1,), 0.8))
    made = Comparison(Side(source, load("ru"), ()), Side(target, load("en"), ()), beads, (None,) * 3)
    found = score(made, [])
    assert (found["coverage"], found["addition"], found["similarity"]) == (coverage, addition, 0.8)
