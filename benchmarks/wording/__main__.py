"""How well changes of wording are seen, on the minimal pairs of ``corpora/wording``.

    python -m benchmarks.wording [--split held-out|dev] [--json OUT] [--list FILE]

First the tool itself: the share of damaged sentences with a wording finding over a changed word, and the share of
faithful and of free versions with a wording finding that is major or above. Then single kinds of evidence, each at the
threshold where a tenth of the untouched versions of ``dev`` have a word above it.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.setup import RESULTS, save, table
from benchmarks.wording.methods import METHODS, Doubts
from benchmarks.wording.pairs import VERSIONS, comparison, marks, pairs
from compare.diff import diff
from compare.records import Finding

ALARMS = 0.1
GRAVE = ("major", "critical")


def findings(version: str, split: str, *, any_kind: bool = False) -> dict[int, list[Finding]]:
    """The findings of a version by pair: those of wording, or of any kind."""
    made: dict[int, list[Finding]] = defaultdict(list)
    for finding in diff(comparison(version, split)):
        if finding.bead is not None and (any_kind or finding.kind == "wording"):
            made[finding.bead].append(finding)
    return made


def is_right(rank: int, found: Sequence[Finding], split: str) -> bool:
    """Whether a finding lies over a word that was changed."""
    wanted = marks(rank, split)
    return any(
        wanted.touched([(p.start, p.stop) for p in one.source], [(p.start, p.stop) for p in one.target])
        for one in found
    )


def of_tool(split: str) -> dict[str, dict[str, float]]:
    """By kind of damage: how many there are, the share found, found as major, found by a finding of any kind (a denial
    that became a confirmation is told as one of attribution), and the alarms on the two other versions."""
    found = {version: findings(version, split) for version in VERSIONS}
    of_any_kind = findings("damaged", split, any_kind=True)
    rows: dict[str, list[dict[str, bool]]] = defaultdict(list)
    for rank, pair in enumerate(pairs(split)):
        grave = {version: [one for one in found[version][rank] if one.severity in GRAVE] for version in VERSIONS}
        row = {
            "found": is_right(rank, found["damaged"][rank], split),
            "found_grave": is_right(rank, grave["damaged"], split),
            "found_by_any": is_right(rank, of_any_kind[rank], split),
            "faithful_any": bool(found["faithful"][rank]),
            "free_any": bool(found["free"][rank]),
            "faithful_grave": bool(grave["faithful"]),
            "free_grave": bool(grave["free"]),
        }
        rows[pair["kind"]].append(row)
        rows["all"].append(row)
    return {
        kind: {"pairs": len(many), **{key: sum(row[key] for row in many) / len(many) for key in many[0]}}
        for kind, many in sorted(rows.items(), key=lambda item: item[0] == "all")
    }


def worst(doubts: Doubts) -> float:
    """The greatest doubt about a word of the pair."""
    return max((value for side in doubts for value in side.values()), default=0.0)


def of_method(name: str, split: str) -> dict[str, float]:
    """Shares found by kind, and alarms by version, at the threshold set on dev."""
    method = METHODS[name]
    untouched = [worst(row) for version in ("faithful", "free") for row in method(comparison(version, "dev"))]
    threshold = float(np.quantile(untouched, 1 - ALARMS))
    hits: dict[str, list[bool]] = defaultdict(list)
    damaged = comparison("damaged", split)
    words = [
        {token.start: token.stop for parse in side.document.parses for token in parse.tokens}
        for side in (damaged.source, damaged.target)
    ]
    for rank, (pair, row) in enumerate(zip(pairs(split), method(damaged), strict=True)):
        flagged = [
            [(at, stops[at]) for at, value in side.items() if value > threshold]
            for side, stops in zip(row, words, strict=True)
        ]
        hit = marks(rank, split).touched(flagged[0], flagged[1])
        hits[pair["kind"]].append(hit)
        hits["all"].append(hit)
    result = {kind: sum(many) / len(many) for kind, many in hits.items()}
    for version in ("faithful", "free"):
        rows = method(comparison(version, split))
        result[f"{version} alarms"] = sum(worst(row) > threshold for row in rows) / len(rows)
    return {"threshold": threshold, **result}


def listed(split: str) -> str:
    """What was missed, and what was flagged though nothing was changed."""
    lines = []
    found = {version: findings(version, split) for version in VERSIONS}
    for rank, pair in enumerate(pairs(split)):
        if not is_right(rank, found["damaged"][rank], split):
            lines.append(f"missed {pair['id']} {pair['kind']}: {pair['ru']} | {pair['damaged']}")
        for version in ("faithful", "free"):
            for one in found[version][rank]:
                what = f"alarm {pair['id']} {version} {one.severity} {one.rule}"
                lines.append(f"{what}: {pair['ru']} | {pair[version]} | {one.message}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Runs the benchmark and prints its tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.wording", description=__doc__)
    parser.add_argument("--split", choices=("dev", "held-out"), default="held-out")
    parser.add_argument("--json", type=Path, default=RESULTS / "wording.json")
    parser.add_argument("--list", type=Path, help="write what was missed and what was flagged wrongly")
    parser.add_argument("--tool-only", action="store_true", help="leave the single kinds of evidence out")
    arguments = parser.parse_args()
    tool = of_tool(arguments.split)
    columns = list(tool["all"])
    rows = [[kind, str(int(row["pairs"])), *(f"{row[key]:.3f}" for key in columns[1:])] for kind, row in tool.items()]
    print(f"the tool, {arguments.split}\n" + table(["kind", *columns], rows))
    methods = {} if arguments.tool_only else {name: of_method(name, arguments.split) for name in METHODS}
    if methods:
        keys = list(methods["alignment"])
        rows = [[key, *(f"{methods[name][key]:.3f}" for name in methods)] for key in keys]
        print("\nsingle kinds of evidence\n" + table(["share found", *methods], rows))
        save(arguments.json, {"split": arguments.split, "tool": tool, "methods": methods})
    if arguments.list:
        arguments.list.write_text(listed(arguments.split), encoding="utf-8")


if __name__ == "__main__":
    main()
