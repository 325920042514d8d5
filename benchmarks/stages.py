"""What each stage of a comparison costs: ``python -m benchmarks.stages [--stories FOLDER] [--first N] [--warm N]
[--joined N]``.

Processor seconds of one thread, models loaded, for 20 sentences against 20; translation is left out. Other stories go
before those that count: a process compiles its patterns and tables when a text first needs them. ``--joined`` makes one
story of so many sentences of them all and gives what that one costs. Set OMP_NUM_THREADS=1.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from benchmarks.planted.stories import from_corpus, from_folder, page
from benchmarks.setup import table
from compare import align, estimate
from compare.diff import RULE_SETS
from compare.diff.comparison import Comparison, Side
from compare.facts import extract
from compare.languages import load
from compare.pipeline import Settings, load_engines
from compare.read import from_text
from compare.records import Bead, Document, Story
from compare.split import split

T = TypeVar("T")
PER = 40
"""Sentences of both sides that the table speaks of."""


class Stages:
    """Seconds by the name of the stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self.sentences = 0
        self._engines = load_engines("ru", "en", Settings(translate=False), threads=1)

    def clock(self, name: str, work: Callable[[], T]) -> T:
        """Does the work and books its time, less what it books itself under other names."""
        before, start = sum(self.spent.values()), time.process_time()
        made = work()
        self.spent[name] += time.process_time() - start - (sum(self.spent.values()) - before)
        return made

    def compare(self, source: Story, target: Story) -> None:
        """One comparison, stage by stage."""
        stories = source, target
        rows = [self.clock("split", lambda story=story: split(story)) for story in stories]
        sides, vectors, readings = [], [], []
        for story, sentences in zip(stories, rows, strict=True):
            code = story.language
            parser, language = self._engines.parsers[code], load(code)
            parses = self.clock(f"parse, {code}", lambda p=parser, s=sentences: tuple(p.parse(s)))
            document = Document(story, sentences, parses)
            found = self.clock(f"facts, {code}", lambda d=document, c=language: extract(d, c, self._engines.gazetteer))
            sides.append(Side(document, language, found))
            texts = [sentence.text for sentence in sentences]
            vectors.append(self.clock(f"vectors, {code}", lambda t=texts: self._engines.embedder.encode(t)))
            if self._engines.estimator:
                readings.append(Reading(document, self._engines.estimator, self))
            self.sentences += len(sentences)
        beads = self.clock("align", lambda: align.align(*rows, self._engines.embedder, (vectors[0], vectors[1])))
        estimates = Estimates(readings[0], readings[1], beads, self) if readings else ()
        comparison = Comparison(
            sides[0], sides[1], beads, (None,) * len(beads), self._engines.gazetteer, estimates, self._engines.framing
        )
        for find in RULE_SETS:
            name = find.__module__.removeprefix("compare.diff.")
            self.clock(f"compare: {name}", lambda rules=find: list(rules(comparison)))


class Reading(estimate.Reading):
    """Books what word states cost."""

    def __init__(self, document: Document, estimator: estimate.Estimator, stages: Stages) -> None:
        super().__init__(document, estimator)
        self._stages = stages

    def states(self, sentences: Iterable[int]) -> Mapping[int, estimate.State]:
        """See the class above it."""
        own = super().states
        return self._stages.clock(f"word states, {self.document.story.language}", lambda: own(sentences))


class Estimates(estimate.Estimates):
    """Books what the estimates of words cost beside the states."""

    def __init__(self, source: Reading, target: Reading, beads: Sequence[Bead], stages: Stages) -> None:
        super().__init__(source, target, beads)
        self._stages = stages

    def make(self, words: Mapping[int, estimate.Words | None]) -> None:
        """See the class above it."""
        own = super().make
        self._stages.clock("estimates of words", lambda: own(words))


def main() -> None:
    """Runs the benchmark and prints its table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stages", description=__doc__)
    parser.add_argument("--stories", type=Path, help="a folder of stories; our own without it")
    parser.add_argument("--versions", default="human-A", help="which English versions of the folder")
    parser.add_argument("--first", type=int, default=20, help="how many stories")
    parser.add_argument("--warm", type=int, default=20, help="how many other stories go before them, uncounted")
    parser.add_argument("--joined", type=int, help="one story of so many sentences instead")
    arguments = parser.parse_args()
    pairs = list(_pairs(arguments))
    stages = Stages()
    for pair in pairs[-1:] if arguments.joined else pairs[arguments.first :][: arguments.warm]:
        stages.compare(*pair)
    stages.spent.clear()
    stages.sentences = 0
    if arguments.joined:
        pairs = [_joined(pairs, arguments.joined)]
    for pair in pairs[: arguments.first]:
        stages.compare(*pair)
    share = 1 if arguments.joined else PER / stages.sentences
    rows = [[name, round(spent * share, 4)] for name, spent in stages.spent.items()]
    print(f"{stages.sentences} sentences of both sides")
    print(table(["stage", "seconds"], [*rows, ["all", round(sum(stages.spent.values()) * share, 3)]]))


def _pairs(arguments: argparse.Namespace) -> Iterator[tuple[Story, Story]]:
    bases = from_folder(arguments.stories, arguments.versions) if arguments.stories else from_corpus()
    for base in bases:
        yield from_text(page(base.source)[0], "ru"), from_text(page(base.target)[0], "en")


def _joined(pairs: Sequence[tuple[Story, Story]], count: int) -> tuple[Story, Story]:
    """The stories one after the other, until there are so many sentences."""
    texts: tuple[list[str], list[str]] = ([], [])
    sentences = 0
    for pair in pairs:
        if sentences >= count:
            break
        sentences += len(split(pair[0]))
        for side, story in zip(texts, pair, strict=True):
            side.append(story.text)
    return from_text("\n\n".join(texts[0]), "ru"), from_text("\n\n".join(texts[1]), "en")


if __name__ == "__main__":
    main()
