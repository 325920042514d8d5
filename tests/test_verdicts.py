"""Verdicts find their findings again by the texts, change what they should, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from compare.errors import ReadError
from compare.records import Document, Finding, Place, Report, Story, Verdict
from compare.report.json import render, schema
from compare.report.words import judged, summary
from compare.verdicts import Verdicts, fingerprints, read_verdicts, with_verdicts
from tests.reports import report


def _file(folder: Path, *verdicts: object, **more: object) -> Path:
    path = folder / "verdicts.json"
    path.write_text(json.dumps({"schema": "compare.verdicts/1", "verdicts": verdicts, **more}), encoding="utf-8")
    return path


def _all_judged(made: Report, *judgements: str) -> Verdicts:
    keys = fingerprints(made)
    return Verdicts({key: Verdict(one) for key, one in zip(keys, judgements, strict=False)})  # type: ignore[arg-type]


def _moved(document: Document, by: int) -> Document:
    """The document with something before it."""
    story = document.story
    sentences = tuple(replace(s, start=s.start + by, stop=s.stop + by) for s in document.sentences)
    return Document(Story("x" * by + story.text, story.language, ()), sentences, document.parses)


def _moved_places(places: tuple[Place, ...], by: int) -> tuple[Place, ...]:
    return tuple(replace(place, start=place.start + by, stop=place.stop + by) for place in places)


def test_fingerprints_are_told_apart() -> None:
    made = fingerprints(report())
    assert len(set(made)) == len(made) == len(report().findings)


def test_a_finding_is_known_by_its_texts_not_by_its_number_place_or_judgement() -> None:
    made = report()
    changed = replace(
        made,
        source=_moved(made.source, 7),
        target=_moved(made.target, 3),
        findings=tuple(
            replace(
                finding, source=_moved_places(finding.source, 7), target=_moved_places(finding.target, 3),
                severity="neutral", confidence=0.1, message="said otherwise", rule="another",
            )
            for finding in reversed(made.findings)
        ),
    )  # fmt: skip
    assert fingerprints(changed) == tuple(reversed(fingerprints(made)))


@pytest.mark.parametrize("change", ["kind", "words", "sentence"])
def test_another_text_is_another_finding(change: str) -> None:
    made = report()
    finding = made.findings[1]
    if change == "kind":
        other = replace(made, findings=(replace(finding, kind="wording"),))
    elif change == "words":
        other = replace(made, findings=(replace(finding, target=(replace(finding.target[0], text="91 days"),)),))
    else:
        sentences = (replace(made.target.sentences[0], text="Another headline"), *made.target.sentences[1:])
        other = replace(made, findings=(finding,), target=replace(made.target, sentences=sentences))
    assert fingerprints(other)[0] not in fingerprints(made)


def test_findings_of_the_same_texts_are_counted_in_the_order_of_the_text() -> None:
    made = report()
    sentences = tuple(replace(sentence, text="Twice.") for sentence in made.target.sentences)
    places = [Place(sentences[index].start, sentences[index].start + 5, "Twice") for index in (4, 1)]
    twins = tuple(Finding("wording", "minor", 0.5, None, (), (place,), "said", "rule") for place in places)
    both = replace(made, target=replace(made.target, sentences=sentences), findings=twins)
    later, earlier = fingerprints(both)
    assert later == f"{earlier}-2"
    assert fingerprints(replace(both, findings=twins[::-1])) == (earlier, later)


def test_real_keeps_a_finding_harmless_and_wrong_lower_it_and_wrong_goes_last() -> None:
    made = report()
    done = with_verdicts(made, _all_judged(made, "wrong", "real", "harmless"))
    by_message = {finding.message: finding for finding in done.findings}
    first, second, third = (by_message[finding.message] for finding in made.findings[:3])
    assert first == replace(made.findings[0], severity="neutral", verdict=Verdict("wrong", was="critical"))
    assert second == replace(made.findings[1], verdict=Verdict("real", was="major"))
    assert third == replace(made.findings[2], severity="neutral", verdict=Verdict("harmless", was="major"))
    assert done.findings[-1] == first
    assert done.findings[0] == second
    assert {finding.message for finding in done.findings} == {finding.message for finding in made.findings}
    assert done.scores["findings"]["by_severity"] == {"critical": 0, "major": 5, "minor": 6, "neutral": 3}
    assert judged(done) == "A reader judged 3 of the findings: 1 real, 1 harmless, 1 wrong."
    assert "5 major, 6 minor and 3 neutral" in summary(done)
    assert fingerprints(done) != fingerprints(made)
    assert set(fingerprints(done)) == set(fingerprints(made))


def test_verdicts_about_other_findings_change_nothing_but_the_signature() -> None:
    made = report()
    done = with_verdicts(made, Verdicts({"0" * 16: Verdict("wrong")}, "abc"))
    assert done.findings == made.findings
    assert done.signature["settings"]["verdicts"] == "abc"


def test_a_judged_report_keeps_its_schema() -> None:
    made = report()
    done = json.loads(render(with_verdicts(made, _all_judged(made, "wrong", "real", "harmless"))))
    jsonschema.Draft202012Validator(schema("report-1")).validate(done)
    assert done["findings"][-1]["verdict"] == {"judgement": "wrong", "note": "", "was": "critical"}


def test_verdicts_are_read(tmp_path: Path) -> None:
    path = _file(
        tmp_path, {"finding": "a", "verdict": "real"}, {"finding": "b", "verdict": "wrong", "note": "no", "ru": []}
    )
    read = read_verdicts(path)
    assert read.by_finding == {"a": Verdict("real"), "b": Verdict("wrong", "no")}
    jsonschema.Draft202012Validator(schema("verdicts-1")).validate(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "The verdicts '{path}' are no JSON: "),
        ("[]", "'{path}' holds no verdicts (compare.verdicts/1). "),
        ('{"schema": "compare.report/1"}', "'{path}' holds no verdicts (compare.verdicts/1). "),
        ('{"schema": "compare.verdicts/1", "verdicts": [1]}', "Verdict 1 of '{path}' is not whole. "),
        (
            '{"schema": "compare.verdicts/1", "verdicts": [{"finding": "a", "verdict": "maybe"}]}',
            "Verdict 1 of '{path}' is not whole. It needs 'finding' (a fingerprint) and 'verdict' (real, harmless, "
            "wrong); 'note' is a text.",
        ),
        (
            '{"schema": "compare.verdicts/1", "verdicts": [{"finding": "a", "verdict": "real", "note": 1}]}',
            "Verdict 1 of '{path}' is not whole. ",
        ),
    ],
)  # fmt: skip
def test_a_file_of_another_shape_is_said(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "verdicts.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ReadError) as told:
        read_verdicts(path)
    assert str(told.value).startswith(message.replace("{path}", str(path)))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "none.json"
    with pytest.raises(ReadError) as told:
        read_verdicts(path)
    assert str(told.value) == f"The verdicts '{path}' cannot be read: No such file or directory."
