"""How long a comparison takes, and how much memory: ``python -m benchmarks.speed [--runs N] [--jobs N] [--json OUT]``.

Cold: the installed command in a new process, on a story of 20 sentences of ``corpora/``, medians of several runs.
Warm: story pairs a second in one process with its models loaded, each source anew.
Corpus: pairs of 20 sentences a second of ``compare corpus --jobs N``, whose versions of one story share its source.
``--stories FOLDER --versions A,B,C`` measures the corpus on other stories than our own: with one version each source is
new.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from threadpoolctl import threadpool_limits

from benchmarks.planted.stories import from_folder, page
from benchmarks.setup import CORPUS, RESULTS, save, table
from compare.corpus import Plan, Pool, read_manifest, run
from compare.corpus.manifest import Row
from compare.corpus.work import read_scores
from compare.pipeline import Settings, compare_stories, load_engines
from compare.read import read
from compare.records import Story
from compare.split import split

SENTENCES = 20

COPIES = 2
"""Of each of our own stories in the measure of a corpus: 34 rows."""


def short(path: Path, count: int = SENTENCES) -> str:
    """The first sentences of a story."""
    story = read(path)
    return story.text[: split(story)[count - 1].stop]


def cold(arguments: Sequence[str], runs: int) -> dict[str, float]:
    """Median seconds and peak memory (MB) of a command, each run in a new process."""
    seconds, memory = [], []
    for _ in range(runs):
        start = time.perf_counter()
        process = os.posix_spawn(
            sys.executable,
            [sys.executable, "-m", "compare", *arguments],
            os.environ,
            file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
        )
        _, status, usage = os.wait4(process, 0)
        if status:
            raise SystemExit(f"compare {' '.join(arguments)} failed")
        seconds.append(time.perf_counter() - start)
        memory.append(usage.ru_maxrss / 1024)
    return {"seconds": statistics.median(seconds), "peak_mb": max(memory)}


def warm(pairs: Sequence[tuple[Story, Story]], translate: bool) -> dict[str, float]:
    """Story pairs a second in one process with models loaded, and seconds of processor time a pair, which say more on
    a busy machine."""
    engines = load_engines("ru", "en", Settings(translate=translate), threads=1)
    compare_stories(*pairs[0], engines)
    start, spent = time.perf_counter(), time.process_time()
    for source, target in pairs[1:]:
        compare_stories(source, target, engines)
    count = len(pairs) - 1
    return {"rate": count / (time.perf_counter() - start), "processor": (time.process_time() - spent) / count}


def many(stories: Stories, folder: Path, translate: bool, jobs: int, copies: int) -> dict[str, float]:
    """Pairs of SENTENCES sentences a second, from the first result of each worker on, seconds of processor time for
    one, loading included, and the greatest memory of a worker (MB). Versions of one story share its source."""
    rows = ["story,outlet,ru,en"]
    for copy in range(copies):
        rows += [f"{ru.stem}-{copy},{en.stem},{ru},{en}" for ru, versions in stories for en in versions]
    manifest, out = folder / "manifest.csv", folder / f"out-{translate}-{jobs}"
    manifest.write_text("\n".join(rows) + "\n", encoding="utf-8")
    made = read_manifest(manifest)
    plan = Plan(made.folder, out, Settings(translate=translate), ("json",))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ends: list[tuple[float, Row]] = []
    run(made, plan, Pool(jobs), lambda result: ends.append((time.perf_counter(), result.row)))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    sizes = [_sentences(plan, row) / SENTENCES for _, row in ends]
    settled = len([end for end, _ in ends if end - ends[0][0] < 1.0])
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "rate": sum(sizes[settled:]) / (ends[-1][0] - ends[settled - 1][0]),
        "processor": spent / sum(sizes),
        "peak_mb": after.ru_maxrss / 1024,
    }


def _sentences(plan: Plan, row: Row) -> int:
    """Of a row's source."""
    scores = read_scores(plan.row_folder(row))
    if scores is None:
        raise SystemExit(f"{row.story}/{row.outlet} was not compared")
    return int(scores["sentences"])


def main() -> None:
    """Runs the benchmark and prints its tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2, help="workers in the measure of a corpus")
    parser.add_argument("--only", choices=("cold", "warm", "corpus"), help="one measure alone, printed and not saved")
    parser.add_argument("--stories", type=Path, help="a folder of stories for the measure of a corpus")
    parser.add_argument("--versions", default="human-A", help="which English versions of the folder, joined by commas")
    parser.add_argument("--json", type=Path, default=RESULTS / "speed.json")
    arguments = parser.parse_args()
    os.environ["COMPARE_CACHE"] = "off"  # translations are to be made, not remembered
    threadpool_limits(1, user_api="blas")  # as the command has it
    measures = [name for name in ("cold", "warm", "corpus") if arguments.only in (None, name)]
    with tempfile.TemporaryDirectory() as folder:
        found = {name: MEASURES[name](Path(folder), arguments) for name in measures}
    for name, rows in found.items():
        columns = list(dict.fromkeys(column for row in rows.values() for column in row))
        cells = [[row, *(values.get(column) for column in columns)] for row, values in rows.items()]
        print(f"{name}, stories of {SENTENCES} sentences\n{table(['', *columns], cells)}\n")
    if arguments.only is None:
        save(arguments.json, found)


Stories = Sequence[tuple[Path, Sequence[Path]]]
"""The Russian file and the English ones of each story."""


def _written(stories: Path, versions: Sequence[str], folder: Path) -> Stories:
    """The stories of a folder with these of their versions, as files."""
    found: dict[str, tuple[Path, list[Path]]] = {}
    for version in versions:
        for story in from_folder(stories, version):
            source, target = folder / f"{story.name}.txt", folder / f"{story.name}-{version}.txt"
            source.write_text(page(story.source)[0], encoding="utf-8")
            target.write_text(page(story.target)[0], encoding="utf-8")
            found.setdefault(story.name, (source, []))[1].append(target)
    return list(found.values())


def _stories(folder: Path) -> Stories:
    """Our story sets, cut to SENTENCES."""
    found: list[tuple[Path, list[Path]]] = []
    for path in sorted(CORPUS.glob("*/ru.txt")):
        cut = []
        for version in (path, *sorted(path.parent.glob("en-*.txt"))):
            copy = folder / f"{path.parent.name}-{version.name}"
            copy.write_text(short(version), encoding="utf-8")
            cut.append(copy)
        found.append((cut[0], cut[1:]))
    return found


def _cold(folder: Path, arguments: argparse.Namespace) -> dict[str, dict[str, float]]:
    ru, en = CORPUS / "libya-inquiry" / "ru.txt", CORPUS / "libya-inquiry" / "en-wire.txt"
    for path in (ru, en):
        (folder / path.name).write_text(short(path), encoding="utf-8")
    run = ["run", str(folder / ru.name), str(folder / en.name), "--out", str(folder / "out")]
    commands = {"--help": ["--help"], "run": run, "run --no-translate": [*run, "--no-translate"]}
    return {name: cold(command, arguments.runs) for name, command in commands.items()}


def _warm(folder: Path, arguments: argparse.Namespace) -> dict[str, dict[str, float]]:
    pairs = [(read(ru), read(en)) for ru, versions in _stories(folder) for en in versions]
    return {name: warm(pairs, translate) for name, translate in TRANSLATION.items()}


def _corpus(folder: Path, arguments: argparse.Namespace) -> dict[str, dict[str, float]]:
    versions = arguments.versions.split(",")
    stories = _written(arguments.stories, versions, folder) if arguments.stories else _stories(folder)
    copies = 1 if arguments.stories else COPIES
    return {
        f"{name}, {arguments.jobs} jobs": many(stories, folder, translate, arguments.jobs, copies)
        for name, translate in TRANSLATION.items()
    }


TRANSLATION = {"with translation": True, "without translation": False}

MEASURES = {"cold": _cold, "warm": _warm, "corpus": _corpus}


if __name__ == "__main__":
    main()
