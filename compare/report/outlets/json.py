"""The JSON report over several outlets, ``compare.outlets/1``; ``docs/outlets.md`` explains it.

Ids are those of the single reports: ``ru3`` is a sentence of the source, ``f2`` a finding in that outlet's report.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from compare.outlets import Outlets
from compare.outlets.differences import Interval
from compare.outlets.scorecard import Scorecard
from compare.records import Report
from compare.report.json import document_json, dumps, facts_json, sentence_id, sentences_json

SCHEMA = "compare.outlets/1"


def render(found: Outlets) -> str:
    """The report as JSON text."""
    return dumps(outlets_json(found))


def outlets_json(found: Outlets) -> dict[str, Any]:
    """The report as plain dictionaries and lists."""
    first = found.reports[0]
    language = first.source.story.language
    keys = {(fact.start, fact.stop, fact.kind): entry for fact, entry in
            zip(first.source_facts, facts_json(first.source_facts, language), strict=True)}  # fmt: skip
    return {
        "schema": SCHEMA,
        "signature": {**first.signature, "created": datetime.now(UTC).isoformat(timespec="seconds")},
        "source": document_json(first.source.story),
        "sentences": sentences_json(language, first.source.sentences),
        "outlets": [
            {
                "name": name,
                "document": document_json(report.target.story),
                "scores": _card(card),
                "intervals": {"fidelity": _interval(spread.fidelity), "coverage": _interval(spread.coverage)},
            }
            for name, report, card, spread in zip(found.names, found.reports, found.cards, found.spreads, strict=True)
        ],
        "facts": [
            {
                **keys[row.fact.start, row.fact.stop, row.fact.kind],
                "outlets": {
                    name: {"status": fate.status, "words": fate.words or None, "finding": _finding(fate.finding)}
                    for name, fate in zip(found.names, row.fates, strict=True)
                },
                "majority": row.majority,
                "departs": _names(found, row.departs),
            }
            for row in found.facts
        ],
        "passages": [
            {
                "sentence": sentence_id(language, row.sentence.index),
                "outlets": {
                    name: {
                        "status": cell.status,
                        "pair": f"p{cell.bead + 1}",
                        "text": cell.text or None,
                        "findings": [_finding(number) for number in cell.findings],
                    }
                    for name, cell in zip(found.names, row.cells, strict=True)
                },
                "majority": row.majority,
                "departs": _names(found, row.departs),
            }
            for row in found.passages
        ],
        "additions": [
            {
                "outlets": _names(found, addition.outlets),
                "sentences": [
                    {
                        "outlet": found.names[one.outlet],
                        "id": sentence_id(_language(found.reports[one.outlet]), one.sentence.index),
                        "start": one.sentence.start,
                        "end": one.sentence.stop,
                        "text": one.sentence.text,
                    }
                    for one in addition.sentences
                ],
            }
            for addition in found.additions
        ],
        "differences": [
            {
                "measure": one.measure,
                "ahead": found.names[one.one],
                "behind": found.names[one.other],
                "amount": one.amount,
                "interval": _interval(one.interval),
                "chance": one.chance,
                "sure": one.is_sure,
            }
            for one in found.differences
        ],
        "stemma": {
            "kinships": [
                {
                    "outlets": _names(found, (one.one, one.other)),
                    "wording": one.wording,
                    "sentences": one.sentences,
                    "additions": list(one.additions),
                    "errors": list(one.errors),
                    "runs": list(one.runs),
                    "chance": one.chance,
                    "sure": one.is_sure,
                }
                for one in found.stemma.kinships
            ],
            "branches": [
                {"left": one.left, "right": one.right, "distance": one.distance, "sure": one.is_sure}
                for one in found.stemma.branches
            ],
        },
        "notes": list(dict.fromkeys(note for report in found.reports for note in report.notes)),
    }


def _card(card: Scorecard) -> dict[str, Any]:
    return {
        "fidelity": card.fidelity,
        "coverage": card.coverage,
        "plain_coverage": card.plain_coverage,
        "added_share": card.addition,
        "additions": card.additions,
        "length_ratio": card.length_ratio,
        "stance_shifts": card.stances,
        "facts": {kind: {"right": tally.right, "total": tally.total} for kind, tally in card.facts.items()},
        "findings": {"by_severity": card.severities, "by_kind": card.kinds},
    }


def _interval(interval: Interval) -> list[float]:
    return [interval.low, interval.high]


def _finding(number: int | None) -> str | None:
    return None if number is None else f"f{number + 1}"


def _names(found: Outlets, ranks: Sequence[int]) -> list[str]:
    return [found.names[rank] for rank in ranks]


def _language(report: Report) -> str:
    return report.target.story.language
