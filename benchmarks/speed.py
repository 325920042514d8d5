"""How long a comparison takes, and how much memory: ``python -m benchmarks.speed [--runs N] [--json OUT]``.

Cold: the installed command in a new process, on a story of 20 sentences of ``corpora/``, medians of several runs.
Warm: story pairs a second in one process with its models loaded, first translations included.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.setup import CORPUS, RESULTS, save, table
from compare.pipeline import Settings, compare_stories, load_engines
from compare.read import read
from compare.records import Story
from compare.split import split

SENTENCES = 20


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


def warm(pairs: Sequence[tuple[Story, Story]], translate: bool) -> float:
    """Story pairs a second with models loaded."""
    engines = load_engines("ru", "en", Settings(translate=translate))
    compare_stories(*pairs[0], engines)
    start = time.perf_counter()
    for source, target in pairs[1:]:
        compare_stories(source, target, engines)
    return (len(pairs) - 1) / (time.perf_counter() - start)


def main() -> None:
    """Runs the benchmark and prints its tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path, default=RESULTS / "speed.json")
    arguments = parser.parse_args()
    story = CORPUS / "libya-inquiry"
    with tempfile.TemporaryDirectory() as folder:
        ru, en = Path(folder) / "ru.txt", Path(folder) / "en.txt"
        ru.write_text(short(story / "ru.txt"), encoding="utf-8")
        en.write_text(short(story / "en-wire.txt"), encoding="utf-8")
        run = ["run", str(ru), str(en), "--out", str(Path(folder) / "out")]
        commands = {"--help": ["--help"], "run": run, "run --no-translate": [*run, "--no-translate"]}
        colds = {name: cold(command, arguments.runs) for name, command in commands.items()}
    pairs = [(read(path.parent / "ru.txt"), read(path)) for path in sorted(CORPUS.glob("*/en-*.txt"))]
    warms = {"with translation": warm(pairs, True), "without translation": warm(pairs, False)}
    rows = [[name, f"{value['seconds']:.2f}", f"{value['peak_mb']:.0f}"] for name, value in colds.items()]
    print(f"cold, {SENTENCES} sentences\n" + table(["command", "seconds", "peak MB"], rows))
    print("\nwarm\n" + table(["", "stories a second"], [[name, f"{rate:.2f}"] for name, rate in warms.items()]))
    save(arguments.json, {"cold": colds, "warm": warms})


if __name__ == "__main__":
    main()
