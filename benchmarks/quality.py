"""How much is caught, and how often an untouched sentence is flagged.

    python -m benchmarks.quality [--stories DIR] [--version human-A] [--operators a,b] [--rounds N] [--list FILE]
                                 [--json OUT]

Two kinds of material:

- gold: the differences that are annotated in ``corpora/stories``, by kind;
- planted: our own story sets, and the stories of ``--stories DIR``, damaged in known ways (see
  :mod:`benchmarks.planted.operators`). A damage is caught when a finding of an expected kind, not ``neutral``, touches
  the changed words (or the source sentence, where words were cut), and the undamaged version has no such finding.

``--operators`` damages in these ways alone, which enlarges the samples of rare ones. ``--list FILE`` writes every major
or critical finding on an untouched sentence, to be looked at one by one. What was looked at is kept in
``benchmarks/verdicts.json``, by the finding's key: a true difference, a false alarm or (of minor ones) arguable, and
why.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache, lru_cache
from multiprocessing import get_context
from pathlib import Path

from benchmarks import gold
from benchmarks.engines import engines
from benchmarks.planted.operators import FACTUAL, OPERATORS, USUAL
from benchmarks.planted.stories import Bitext, Planted, entities, from_corpus, from_folder, page, plant, strangers
from benchmarks.setup import RESULTS, save, table
from compare.pipeline import compare_stories
from compare.read import from_text
from compare.records import Finding, Report

VERDICTS = Path(__file__).parent / "verdicts.json"

GRAVE = ("major", "critical")
STORY_KINDS = {"sentence dropped": "omission", "sentence inserted": "addition"}


@dataclass
class Tally:
    """What was planted and caught by operator, and what was flagged where nobody had touched anything."""

    planted: dict[str, int] = field(default_factory=dict)
    caught: dict[str, int] = field(default_factory=dict)
    untouched: int = 0
    flagged: dict[str, int] = field(default_factory=dict)
    alarms: list[dict[str, str]] = field(default_factory=list)
    missed: list[dict[str, str]] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Adds another story's tally to this one."""
        for mine, theirs in ((self.planted, other.planted), (self.caught, other.caught), (self.flagged, other.flagged)):
            for key, count in theirs.items():
                mine[key] = mine.get(key, 0) + count
        self.untouched += other.untouched
        self.alarms += other.alarms
        self.missed += other.missed


@dataclass(frozen=True)
class Result:
    """A report with the places of the sentences that it was made from."""

    report: Report
    source_places: list[tuple[int, int]]
    target_places: list[tuple[int, int]]


def compared(source: Sequence[str], target: Sequence[str]) -> Result:
    """The report on two pages of these sentences."""
    left, source_places = page(source)
    right, target_places = page(target)
    report = compare_stories(from_text(left, "ru"), from_text(right, "en"), engines())
    return Result(report, source_places, target_places)


@lru_cache(maxsize=4)
def _undamaged(story: Bitext) -> Result:
    """The report on a story as it stands, for all of its rounds."""
    return compared(story.source, story.target)


def touches(finding: Finding, source: tuple[int, int] | None, target: tuple[int, int] | None) -> bool:
    """Whether a place of the finding lies over this place of the source or of the target."""
    over = [(place, source) for place in finding.source] + [(place, target) for place in finding.target]
    return any(where and place.start < where[1] and where[0] < place.stop for place, where in over)


def caught(damaged: Result, plain: Result, planted: Planted, rank: int) -> bool:
    """Whether the damage at this target sentence was found, and not merely flagged before it was done."""
    name, damage = planted.damage[rank]
    origin = planted.origin[rank]
    assert origin is not None
    kinds = OPERATORS[name][1]
    start = damaged.target_places[rank][0]
    cut = not damage.now.strip() or len(damage.now) < len(damage.was)
    sentence, original = damaged.target_places[rank], plain.target_places[origin]
    words = sentence if cut else (start + damage.start, start + damage.stop)
    source = damaged.source_places[origin] if cut else None
    before = {
        _identity(finding)
        for finding in plain.report.findings
        if touches(finding, plain.source_places[origin], original)
    }
    return any(
        finding.kind in kinds
        and finding.severity != "neutral"
        and (touches(finding, source, words) or _about_source(finding, damaged.source_places[origin]))
        and _identity(finding) not in before
        for finding in damaged.report.findings
    )


def _about_source(finding: Finding, sentence: tuple[int, int]) -> bool:
    """A finding with no place in the target, in this source sentence: "it has no counterpart"."""
    return not finding.target and touches(finding, sentence, None)


def _identity(finding: Finding) -> tuple[object, ...]:
    return (
        finding.kind,
        tuple((place.start, place.text) for place in finding.source),
        tuple(place.text for place in finding.target),
    )


def judge(story: Bitext, planted: Planted) -> Tally:
    """The tally of one damaged story."""
    tally = Tally()
    plain, damaged = _undamaged(story), compared(planted.source, planted.target)
    for rank, (name, damage) in planted.damage.items():
        hit = caught(damaged, plain, planted, rank)
        _count(tally, name, hit)
        if not hit:
            origin = planted.origin[rank]
            ru = planted.source[origin] if origin is not None else ""
            tally.missed.append(
                {"story": story.name, "operator": name, "was": damage.was, "now": damage.now, "ru": ru,
                 "en": planted.target[rank]}
            )  # fmt: skip
    findings = damaged.report.findings
    for rank in planted.dropped:
        place = damaged.source_places[rank]
        _count(tally, "sentence dropped", any(f.kind == "omission" and touches(f, place, None) for f in findings))
    for rank, origin in enumerate(planted.origin):
        place = damaged.target_places[rank]
        if origin is None:
            _count(tally, "sentence inserted", any(f.kind == "addition" and touches(f, None, place) for f in findings))
        elif rank not in planted.damage:
            _untouched(tally, damaged, planted, rank, origin)
    return tally


def _count(tally: Tally, name: str, hit: bool) -> None:
    tally.planted[name] = tally.planted.get(name, 0) + 1
    tally.caught[name] = tally.caught.get(name, 0) + hit


def _untouched(tally: Tally, result: Result, planted: Planted, rank: int, origin: int) -> None:
    tally.untouched += 1
    source, target = result.source_places[origin], result.target_places[rank]
    for finding in result.report.findings:
        if finding.severity in GRAVE and touches(finding, source, target):
            tally.flagged[finding.kind] = tally.flagged.get(finding.kind, 0) + 1
            ru, en = planted.source[origin], planted.target[rank]
            key = _key(finding, ru, en)
            tally.alarms.append(
                {"key": key, **_verdicts().get(key, UNJUDGED), "story": planted.name, "kind": finding.kind,
                 "severity": finding.severity, "rule": finding.rule, "message": finding.message, "ru": ru, "en": en}
            )  # fmt: skip


UNJUDGED = {"verdict": "not judged", "why": ""}


def _key(finding: Finding, ru: str, en: str) -> str:
    """Names a finding by what it says of which sentences, without holding their words."""
    said = [finding.kind, *(place.text for place in (*finding.source, *finding.target)), ru, en]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


@cache
def _verdicts() -> dict[str, dict[str, str]]:
    rows = json.loads(VERDICTS.read_text(encoding="utf-8")) if VERDICTS.is_file() else []
    return {row["key"]: {"verdict": row["verdict"], "why": row["why"]} for row in rows}


@cache
def _material(stories: Path | None, version: str) -> tuple[list[Bitext], dict[str, list[str]], dict[str, int]]:
    bitexts = from_corpus() if stories is None else from_folder(stories, version)
    found = {story.name: entities(story.target) for story in bitexts}
    return bitexts, strangers(bitexts, found), {story.name: rank for rank, story in enumerate(bitexts)}


Job = tuple[Path | None, str, str, int, tuple[str, ...]]
"""The folder of stories, the version, the story's name, the round and the operators."""


def _one(job: Job) -> Tally:
    stories, version, name, turn, operators = job
    bitexts, names, ranks = _material(stories, version)
    story = bitexts[ranks[name]]
    own = story.name.split("/")[0]
    others = [text for other in bitexts if other.name.split("/")[0] != own for text in other.target[2:]]
    return judge(story, plant(story, entities(story.target), names, others, f"{name}/{turn}", operators))


def planted_tally(
    stories: Path | None, version: str, rounds: int, jobs: int, operators: tuple[str, ...] = USUAL
) -> Tally:
    """Damages every story in every round and adds it all up."""
    bitexts, _, _ = _material(stories, version)
    work: list[Job] = [
        (stories, version, story.name, turn, operators)
        for story in bitexts
        if len(story.target) > 3
        for turn in range(rounds)
    ]
    total = Tally()
    if jobs == 1:
        for job in work:
            total.add(_one(job))
        return total
    # a forked process would inherit locks of the model libraries' threads, and wait for them for ever
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for tally in pool.map(_one, work, chunksize=rounds):
            total.add(tally)
    return total


def report_rows(tally: Tally) -> list[list[object]]:
    """A row an operator, then all together."""
    names = [*OPERATORS, *STORY_KINDS]
    rows: list[list[object]] = []
    for name in names:
        count = tally.planted.get(name, 0)
        if not count:
            continue
        rows.append([name, count, tally.caught.get(name, 0), tally.caught.get(name, 0) / count if count else None])
    total, hits = sum(tally.planted.values()), sum(tally.caught.values())
    return [*rows, ["all", total, hits, hits / total if total else None]]


def alarm_rows(tally: Tally) -> list[list[object]]:
    """Major and critical findings per 100 untouched sentences, by kind and for the factual kinds together."""
    kinds = sorted(tally.flagged)
    per_hundred = {kind: 100 * tally.flagged[kind] / max(1, tally.untouched) for kind in kinds}
    rows: list[list[object]] = [[kind, tally.flagged[kind], per_hundred[kind]] for kind in kinds]
    factual = sum(tally.flagged.get(kind, 0) for kind in FACTUAL)
    return [*rows, ["factual kinds", factual, 100 * factual / max(1, tally.untouched)]]


def verdict_rows(tally: Tally) -> list[list[object]]:
    """How many distinct findings on untouched sentences were judged which way, by kind."""
    alarms = {alarm["key"]: alarm for alarm in tally.alarms}.values()
    counts = Counter((alarm["kind"], alarm["verdict"]) for alarm in alarms)
    verdicts = ("true difference", "false alarm", "not judged")
    return [[kind, *[counts[kind, verdict] for verdict in verdicts]] for kind in sorted({kind for kind, _ in counts})]


def _print(title: str, tally: Tally) -> None:
    print(f"\n{title}: planted differences\n" + table(["operator", "planted", "caught", "recall"], report_rows(tally)))
    print(f"\nmajor and critical findings on {tally.untouched} untouched sentences")
    print(table(["kind", "findings", "per 100"], alarm_rows(tally)))
    print("\nas judged by eye, each once")
    print(table(["kind", "true difference", "false alarm", "not judged"], verdict_rows(tally)))


def _as_json(tally: Tally) -> dict[str, object]:
    return {
        "planted": tally.planted,
        "caught": tally.caught,
        "untouched": tally.untouched,
        "flagged": tally.flagged,
        "verdicts": verdict_rows(tally),
    }


def main() -> None:
    """Runs the benchmark and prints its tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--stories", type=Path, help="a folder of stories in JSON")
    parser.add_argument("--version", default="human-A", help="which version of the stories to damage")
    parser.add_argument("--operators", default=",".join(USUAL), help="damage in these ways alone, comma-separated")
    parser.add_argument("--rounds", type=int, default=2, help="damaged versions a story")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--list", type=Path, help="write the findings on untouched sentences and the misses here")
    parser.add_argument("--json", type=Path, default=RESULTS / "quality.json")
    arguments = parser.parse_args()
    operators = tuple(arguments.operators.split(","))
    if unknown := set(operators) - set(OPERATORS):
        parser.error(f"no such operators: {', '.join(sorted(unknown))}; there are {', '.join(OPERATORS)}")
    result: dict[str, object] = {"gold": gold.evaluate()}
    print("annotated differences of corpora/stories\n" + gold.as_table(result["gold"]))
    tallies = {"corpora": planted_tally(None, "", arguments.rounds, arguments.jobs, operators)}
    if arguments.stories:
        tallies["stories"] = planted_tally(
            arguments.stories, arguments.version, arguments.rounds, arguments.jobs, operators
        )
    for title, tally in tallies.items():
        _print(title, tally)
    result |= {title: _as_json(tally) for title, tally in tallies.items()}
    save(arguments.json, result)
    if arguments.list:
        lists = {title: {"alarms": tally.alarms, "missed": tally.missed} for title, tally in tallies.items()}
        arguments.list.write_text(json.dumps(lists, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
