"""What the counts of aligned lemmas tell: shares, links, and kin over walks there, back and there again."""

from __future__ import annotations

import pytest

from compare.lexicon import WIDTH, Lexicon

ROWS = [
    ("дом", "house", 6),
    ("дом", "home", 2),
    ("здание", "building", 9),
    ("здание", "house", 1),
    ("жилье", "home", 3),
    ("жилье", "housing", 1),
]


def test_shares_and_links() -> None:
    lexicon = Lexicon(iter(ROWS))
    assert lexicon.seen("дом", of_source=True) == 8
    assert lexicon.seen("house", of_source=False) == 7
    assert lexicon.seen("кот", of_source=True) == 0
    assert lexicon.share("дом", "home") == 2 / 8
    assert lexicon.link("дом", "home") == 2 / 5
    assert lexicon.link("дом", "building") == 0
    assert lexicon.usual("дом", 0.5, of_source=True) == ("house",)


def test_kin_is_the_sum_over_all_walks() -> None:
    lexicon = Lexicon(iter(ROWS))
    forth = {one: {to: count for source, to, count in ROWS if source == one} for one, _, _ in ROWS}
    back = {one: {source: count for source, to, count in ROWS if to == one} for _, one, _ in ROWS}

    def steps(counts: dict[str, int]) -> dict[str, float]:
        return {to: count / sum(counts.values()) for to, count in counts.items()}

    expected: dict[str, float] = {}
    for over, there in steps(forth["дом"]).items():
        for near, again in steps(back[over]).items():
            for last, share in steps(forth[near]).items():
                expected[last] = expected.get(last, 0) + there * again * share
    kin = lexicon.kin("дом", of_source=True)
    assert kin == pytest.approx(expected)
    assert set(kin) == {"house", "home", "building", "housing"}
    assert sum(kin.values()) == pytest.approx(1)
    assert lexicon.kin("кот", of_source=True) == {}


def test_a_walk_follows_the_likeliest_translations() -> None:
    rows = [("слово", f"word{number}", WIDTH + 5 - number) for number in range(WIDTH + 2)]
    assert set(Lexicon(iter(rows)).kin("слово", of_source=True)) == {f"word{number}" for number in range(WIDTH)}
