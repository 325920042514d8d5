"""The JSON report, ``compare.report/1``, and the facts of one file, ``compare.facts/1``.

The schemas lie beside this module in ``schema/``; ``docs/schema.md`` explains them. These shapes are a contract:
other people's scripts read them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from compare.diff.comparison import Side
from compare.framing import shifts
from compare.records import (
    Attribution,
    Date,
    Fact,
    Figure,
    Finding,
    Framed,
    Name,
    Place,
    Polarity,
    Quote,
    Report,
    Sentence,
    Span,
    Story,
    Value,
    Verdict,
)
from compare.report.states import states
from compare.verdicts import fingerprints

REPORT_SCHEMA = "compare.report/1"
FACTS_SCHEMA = "compare.facts/1"

SpeakerIds = dict[tuple[int, int], str]
"""Where a speaker is named -> the id of the fact that stands there."""


def schema(name: str) -> dict[str, Any]:
    """A shipped JSON Schema (draft 2020-12): ``report-1`` or ``facts-1``."""
    return dict(json.loads((files(__package__) / "schema" / f"{name}.json").read_text(encoding="utf-8")))


def render(report: Report) -> str:
    """The report as JSON text, in the order of the texts."""
    return dumps(report_json(report))


def dumps(value: Any) -> str:
    """JSON as this project writes it: readable, in UTF-8, with a final newline."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def report_json(report: Report) -> dict[str, Any]:
    """The report as plain dictionaries and lists."""
    source, target = report.source.story.language, report.target.story.language
    return {
        "schema": REPORT_SCHEMA,
        "signature": {**report.signature, "created": datetime.now(UTC).isoformat(timespec="seconds")},
        "documents": {source: document_json(report.source.story), target: document_json(report.target.story)},
        "sentences": {
            source: sentences_json(source, report.source.sentences),
            target: sentences_json(target, report.target.sentences),
        },
        "pairs": list(_pairs(report)),
        "facts": {
            source: facts_json(report.source_facts, source),
            target: facts_json(report.target_facts, target),
        },
        "findings": [
            _finding(rank, finding, fingerprint, source, target)
            for rank, (finding, fingerprint) in enumerate(zip(report.findings, fingerprints(report), strict=True))
        ],
        "scores": {**report.scores, "framing": list(_framing(report, source, target))},
        "notes": list(report.notes),
    }


def _framing(report: Report, source: str, target: str) -> Iterator[dict[str, Any]]:
    """The shifts of stance, the most frequent first."""
    for shift in shifts(report):
        yield {
            "concept": shift.concept,
            source: {"stance": shift.source, "terms": list(shift.source_terms)},
            target: {"stance": shift.target, "terms": list(shift.target_terms)},
            "findings": [f"f{number + 1}" for number in shift.findings],
        }


def side_json(side: Side) -> dict[str, Any]:
    """The facts of one story as plain dictionaries and lists."""
    return {
        "schema": FACTS_SCHEMA,
        "document": document_json(side.document.story),
        "sentences": sentences_json(side.document.story.language, side.document.sentences),
        "facts": facts_json(side.facts, side.document.story.language),
    }


def facts_json(facts: Sequence[Fact], language: str) -> list[dict[str, Any]]:
    """Facts with ids of the form ``ru3.2``: the second fact of the third Russian sentence."""
    ids = list(_fact_ids(facts, language))
    speakers = {(fact.start, fact.stop): key for fact, key in zip(facts, ids, strict=True) if fact.kind == "name"}
    for fact, key in zip(facts, ids, strict=True):
        if isinstance(fact.value, Attribution) and fact.value.source is not None:
            speakers.setdefault((fact.value.source.start, fact.value.source.stop), key)
    return [
        {
            "id": key,
            "kind": fact.kind,
            "sentence": sentence_id(language, fact.sentence),
            **_span(fact),
            "value": _value(fact.value, speakers),
        }
        for fact, key in zip(facts, ids, strict=True)
    ]


def sentence_id(language: str, index: int) -> str:
    """The id of a sentence by its rank.

    >>> sentence_id("ru", 0)
    'ru1'
    """
    return f"{language}{index + 1}"


def _fact_ids(facts: Sequence[Fact], language: str) -> Iterator[str]:
    counts: dict[int, int] = {}
    for fact in facts:
        counts[fact.sentence] = counts.get(fact.sentence, 0) + 1
        yield f"{sentence_id(language, fact.sentence)}.{counts[fact.sentence]}"


def document_json(story: Story) -> dict[str, Any]:
    """What was read: the file, its checksum, language, length and encoding."""
    return {
        "path": story.path,
        "sha256": story.sha256,
        "language": story.language,
        "characters": len(story.text),
        "encoding": story.encoding,
    }


def sentences_json(language: str, sentences: Sequence[Sentence]) -> list[dict[str, Any]]:
    """Sentences with ids of the form ``ru1``, places and roles."""
    return [
        {"id": sentence_id(language, sentence.index), **_span(sentence), "role": sentence.role}
        for sentence in sentences
    ]


def _pairs(report: Report) -> Iterator[dict[str, Any]]:
    source, target = report.source.story.language, report.target.story.language
    rows = zip(report.beads, report.translations, states(report), strict=True)
    for rank, (bead, translation, state) in enumerate(rows):
        yield {
            "id": f"p{rank + 1}",
            source: [sentence_id(source, index) for index in bead.source],
            target: [sentence_id(target, index) for index in bead.target],
            "similarity": round(float(bead.similarity), 4),
            "moved": bead.moved,
            "translation": translation,
            "state": state,
        }


def _finding(rank: int, finding: Finding, fingerprint: str, source: str, target: str) -> dict[str, Any]:
    judged = {"verdict": _verdict(finding.verdict)} if finding.verdict else {}
    return {
        "id": f"f{rank + 1}",
        "kind": finding.kind,
        "severity": finding.severity,
        "confidence": round(float(finding.confidence), 3),
        "pair": None if finding.bead is None else f"p{finding.bead + 1}",
        source: [_place(place) for place in finding.source],
        target: [_place(place) for place in finding.target],
        "message": finding.message,
        "rule": finding.rule,
        "fingerprint": fingerprint,
        **judged,
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {"judgement": verdict.judgement, "note": verdict.note, "was": verdict.was}


def _place(place: Place) -> dict[str, Any]:
    return {**_span(place), "value": None if place.value is None else _value(place.value, {})}


def _span(thing: Span | Sentence | Fact | Place) -> dict[str, Any]:
    return {"start": thing.start, "end": thing.stop, "text": thing.text}


def _range(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.stop]


def _number(number: float | None) -> int | float | None:
    """Whole numbers without a decimal point."""
    return int(number) if number is not None and float(number).is_integer() else number


def _value(value: Value, speakers: SpeakerIds) -> dict[str, Any] | str:
    match value:
        case Figure():
            number, high = _number(value.number), _number(value.high)
            return {"number": number, "high": high, "unit": value.unit, "bound": value.bound}
        case Date():
            return value.timex
        case Name():
            return {"type": value.type, "canonical": value.canonical}
        case Quote():
            speaker = value.speaker and speakers.get((value.speaker.start, value.speaker.stop))
            return {"words": value.words, "speaker": speaker}
        case Attribution():
            return {
                "source": value.resolved or (value.source.text if value.source else None),
                "source_place": _range(value.source),
                "cue": value.cue.text,
                "cue_place": _range(value.cue),
                "stance": value.stance,
                "direct": value.direct,
                "content": _range(value.content),
            }
        case Polarity():
            return {"cue": value.cue, "scope": _range(value.scope)}
        case Framed():
            return {"concept": value.concept, "stance": value.stance}
