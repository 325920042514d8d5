"""One change is said once, by the graver of two kinds that see it."""

from __future__ import annotations

from compare.diff.repeats import without_repeats
from compare.records import Finding, FindingKind, Place


def finding(kind: FindingKind, source: tuple[int, int] | None, bead: int = 0) -> Finding:
    places = (Place(*source, "x" * (source[1] - source[0])),) if source else ()
    return Finding(kind, "major", 0.9, bead, places, (), "It differs.", kind)


def test_a_hedge_over_the_words_of_a_lost_negation_is_no_second_finding() -> None:
    assert [f.kind for f in without_repeats([finding("negation", (0, 12)), finding("hedge", (3, 12))])] == ["negation"]


def test_other_words_other_beads_and_the_same_kind_stay() -> None:
    findings = [
        finding("negation", (0, 12)),
        finding("hedge", (20, 30)),
        finding("hedge", (0, 12), bead=1),
        finding("negation", (5, 8)),
    ]
    assert without_repeats(findings) == findings


def test_a_figure_inside_reworded_words_stays() -> None:
    findings = [finding("wording", (0, 12)), finding("figure", (3, 5))]
    assert without_repeats(findings) == findings


def test_wording_gives_way_to_a_lighter_finding_that_is_about_all_of_it() -> None:
    figure, wording = finding("figure", (0, 12)), finding("wording", (3, 5))
    assert without_repeats([wording, figure]) == [figure]


def told(kind: FindingKind, rule: str, source: tuple[int, int], target: tuple[int, int] | None = None) -> Finding:
    places = [(Place(*where, "x" * (where[1] - where[0])),) if where else () for where in (source, target)]
    return Finding(kind, "minor", 0.5, 0, places[0], places[1], "It differs.", rule)


def test_what_stands_in_words_that_were_cut_went_with_them() -> None:
    cut = told("quote", "quote-cut", (10, 40), (5, 20))
    inside = [told("negation", "negation-lost", (12, 14)), told("wording", "wording-dropped", (30, 36))]
    outside = told("negation", "negation-lost", (50, 52))
    assert without_repeats([*inside, cut, outside]) == [cut, outside]


def test_lost_marks_tell_of_direct_speech_become_reported() -> None:
    direct = told("attribution", "attribution-direct", (0, 6), (0, 4))
    marks = told("quote", "quote-dropped", (8, 40), (6, 30))
    assert without_repeats([direct, marks]) == [marks]
    assert without_repeats([direct]) == [direct]


def test_the_name_of_another_speaker_is_no_second_finding() -> None:
    speaker = told("attribution", "attribution-speaker", (0, 20), (0, 18))
    name = told("name", "name-added", (8, 20), (6, 18))
    elsewhere = told("name", "name-added", (30, 36), (28, 34))
    assert without_repeats([name, elsewhere, speaker]) == [elsewhere, speaker]
    dropped = told("attribution", "attribution-dropped", (0, 20), (0, 18))
    assert without_repeats([dropped, name]) == [dropped, name]


def test_the_not_of_a_turned_bound_is_no_second_finding() -> None:
    negation = told("negation", "negation-lost", (10, 12))
    bound = told("figure", "figure-bound-reversed", (10, 30), (8, 25))
    assert without_repeats([negation, bound]) == [bound]
    rounded = told("figure", "figure-precision", (10, 30), (8, 25))
    assert without_repeats([negation, rounded]) == [negation, rounded]


def test_an_opposite_that_is_a_verb_of_saying_is_one_finding() -> None:
    opposite = told("negation", "negation-opposite", (10, 20), (8, 16))
    stance = told("attribution", "attribution-stance", (10, 20), (8, 16))
    assert without_repeats([opposite, stance]) == [stance]


def test_a_negation_in_a_condition_that_is_left_out_is_no_second_finding() -> None:
    condition = told("hedge", "hedge-condition", (10, 40))
    negation = finding("negation", (15, 17))
    assert without_repeats([negation, condition]) == [condition]
    outside = finding("negation", (50, 52))
    assert without_repeats([outside, condition]) == [outside, condition]


def test_a_grave_negation_tells_more_than_an_opposite() -> None:
    opposite = told("wording", "wording-opposite", (10, 20), (8, 16))
    negation = Finding("negation", "major", 0.6, 0, opposite.source, opposite.target, "It differs.", "negation-lost")
    assert without_repeats([opposite, negation]) == [negation]
