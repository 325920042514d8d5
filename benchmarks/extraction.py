"""How fast facts are extracted: ``python -m benchmarks.extraction [--stories DIR] [--runs N] [--json OUT]``.

Sentences a second of processor time, so that a busy machine does not blur it: one core, models loaded, each story by
itself as a comparison reads it. Grammar and facts are counted apart; the best of several runs stands. The checksum is
that of all facts: work on speed must not move it.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as compare's own command line does

import argparse
import hashlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.planted.stories import page
from benchmarks.setup import CORPUS, RESULTS, save, table
from compare import parse
from compare.facts import extract
from compare.languages import load
from compare.read import from_text, read
from compare.records import Document, Fact, Parse, Sentence, Story
from compare.split import split

LANGUAGES = ("ru", "en")


def stories(folder: Path | None) -> dict[str, list[Story]]:
    """The stories to read, by language: those of ``corpora/``, or the source and its human translation of a folder."""
    if folder is None:
        return {code: [read(path) for path in sorted(CORPUS.glob(f"*/{code}*.txt"))] for code in LANGUAGES}
    found: dict[str, list[Story]] = {code: [] for code in LANGUAGES}
    for path in sorted(folder.glob("*.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        for code, sentences in (("ru", story["ru"]), ("en", next(iter(story["en"].values())))):
            found[code].append(from_text(page(sentences)[0], code))
    return found


def seconds(work: Callable[[], object]) -> float:
    """Processor time of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(code: str, texts: Sequence[Story], runs: int) -> dict[str, object]:
    """Sentences a second for one language, parse and facts apart and together, and the checksum of the facts."""
    language = load(code)
    split_texts = [(story, split(story)) for story in texts]
    count = sum(len(sentences) for _, sentences in split_texts)
    parser = parse.load(language)
    parses: list[list[Parse]] = []
    facts: list[tuple[Fact, ...]] = []

    def read_grammar() -> None:
        parses[:] = [parser.parse(sentences) for _, sentences in split_texts]

    def read_facts() -> None:
        rows = zip(split_texts, parses, strict=True)
        facts[:] = [extract(_document(*row, found), language) for row, found in rows]

    parser.parse(split_texts[0][1])
    grammar = min(seconds(read_grammar) for _ in range(runs))
    read_facts()
    finding = min(seconds(read_facts) for _ in range(runs))
    return {
        "sentences": count,
        "parse": count / grammar,
        "facts": count / finding,
        "both": count / (grammar + finding),
        "checksum": checksum(facts),
    }


def _document(story: Story, sentences: tuple[Sentence, ...], parses: Sequence[Parse]) -> Document:
    return Document(story, sentences, tuple(parses))


def checksum(facts: Sequence[Sequence[Fact]]) -> str:
    """Names all facts of all stories, with every place and value."""
    text = json.dumps([[asdict(fact) for fact in story] for story in facts], ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def main() -> None:
    """Runs the benchmark and prints its table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=__doc__)
    parser.add_argument("--stories", type=Path, help="a folder of stories in JSON")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", type=Path, default=RESULTS / "extraction.json")
    arguments = parser.parse_args()
    texts = stories(arguments.stories)
    result = {code: measure(code, texts[code], arguments.runs) for code in LANGUAGES}
    columns = ["sentences", "parse", "facts", "both", "checksum"]
    rows = [[code, *[_rate(row[name]) for name in columns]] for code, row in result.items()]
    print("sentences a second of processor time\n" + table(["language", *columns], rows))
    save(arguments.json, dict(result))


def _rate(value: object) -> object:
    return f"{value:.0f}" if isinstance(value, float) else value


if __name__ == "__main__":
    main()
