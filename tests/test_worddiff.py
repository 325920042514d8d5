"""A word diff of two English versions: what changed, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.worddiff import WORD, changed, changes, likeness

CASES = [
    ("The dam will hold.", "The dam will hold.", []),
    ("the dam  will hold.", "The dam will hold.", []),
    ("The old dam will hold.", "The dam will hold.", [("dropped", "old", None)]),
    ("The dam will hold.", "The dam will certainly hold.", [("added", None, "certainly")]),
    ("Rebels took the town.", "Terrorists took the town.", [("replaced", "Rebels", "Terrorists")]),
    ("Some 1,200 people fled.", "Some 12,000 people fled.", [("replaced", "1,200", "12,000")]),
    ("It isn't over.", "It is over.", [("replaced", "isn't", "is")]),
    ("", "New.", [("added", None, "New.")]),
    ("", "", []),
]


@pytest.mark.parametrize(("one", "other", "expected"), CASES)
def test_changes(one: str, other: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    found = [(c.operation, c.one and c.one.text, c.other and c.other.text) for c in changed(one, other)]
    assert found == expected


words = st.lists(st.sampled_from(["the", "dam", "will", "hold", ",", "1,200", "isn't"]), max_size=12).map(" ".join)


@given(words, words, st.integers(0, 50))
def test_every_word_is_in_one_run_and_offsets_hold(one: str, other: str, start: int) -> None:
    runs = changes(one, other, start_one=start)
    for text, offset, spans in (
        (one, start, [run.one for run in runs if run.one]),
        (other, 0, [run.other for run in runs if run.other]),
    ):
        assert [text[span.start - offset : span.stop - offset] for span in spans] == [span.text for span in spans]
        assert [word for span in spans for word in WORD.findall(span.text)] == WORD.findall(text)
    assert 0 <= likeness(one, other) <= 1
    assert (likeness(one, other) == 1) == (not any(run.operation != "same" for run in runs))
