"""How well kinship of versions is told by their wording: ``python -m benchmarks.kinship --stories DIR``.

``DIR`` holds JSON files ``{"id", "ru": [...], "en": {version: [...]}}`` whose sentences correspond one to one. Of each
story versions are drawn with a fixed seed, among them always ``--apart`` (say, the human translator and the system that
is worst): those know nothing of each other or of the rest, so that what is called sure of them is false. Then a copy is
planted: one version once more, with a share of its words left out or exchanged.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from compare.outlets.differences import holm
from compare.outlets.likeness import SURE, chance_of, excesses, likenesses, words_of

Column = list[tuple[str, ...]]


def chances(columns: Sequence[Column]) -> dict[tuple[int, int], tuple[float, float]]:
    """Of each two versions the probability of so much likeness by chance, alone and corrected for the pairs."""
    found = excesses(likenesses(columns), len(columns))
    alone = [1.0 if (chance := chance_of(excess)) is None else chance for excess in found.values()]
    return dict(zip(found, zip(alone, holm(alone), strict=True), strict=True))


def copy(column: Column, share: float, draw: random.Random) -> Column:
    """A version with a share of its words changed, half of them left out."""

    def changed(sentence: tuple[str, ...]) -> tuple[str, ...]:
        kept = (word for word in sentence if draw.random() >= share / 2)
        return tuple(f"other{draw.randrange(5000)}" if draw.random() < share / 2 else word for word in kept)

    return [changed(sentence) for sentence in column]


def measure(stories: Sequence[dict[str, Column]], apart: Sequence[str], size: int, seed: int) -> Counter[str]:
    """Counts of what was found, and of what could have been (``... of``)."""
    draw, counts = random.Random(seed), Counter[str]()
    for story in stories:
        others = sorted(set(story) - set(apart))
        names = [*apart, *draw.sample(others, size - len(apart))]
        columns = [story[name] for name in names]
        for (one, other), (alone, corrected) in chances(columns).items():
            if names[one] in apart or names[other] in apart:
                counts["apart of"] += 1
                counts["apart, below .05"] += alone <= 0.05
                counts["apart, below .01"] += alone <= 0.01
                counts["apart, sure"] += corrected <= SURE
        for rank, kind in ((0, "copy of the first"), (len(apart), "copy of another")):
            for share in (0.2, 0.4):
                told = chances([*columns, copy(columns[rank], share, draw)])
                counts[f"{kind}, {share:.0%} changed, sure"] += told[rank, size][1] <= SURE
                counts[f"{kind}, {share:.0%} changed of"] += 1
    return counts


def read(folder: Path) -> list[dict[str, Column]]:
    """The versions of each story, as words."""
    files = sorted(folder.glob("*.json"))
    stories = [json.loads(file.read_text(encoding="utf-8"))["en"] for file in files]
    return [{name: [words_of(one) for one in sentences] for name, sentences in story.items()} for story in stories]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kinship", description=__doc__)
    parser.add_argument("--stories", type=Path, required=True)
    parser.add_argument("--apart", default="human-A,ALMAnaCH-Inria", help="versions that know nothing of any other")
    parser.add_argument("--without", default="Lan-Bridge,Online-W", help="versions that are surely kin to others")
    parser.add_argument("--versions", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    left_out = set(arguments.without.split(","))
    stories = [{k: v for k, v in story.items() if k not in left_out} for story in read(arguments.stories)]
    counts = measure(stories, arguments.apart.split(","), arguments.versions, arguments.seed)
    for key, count in counts.items():
        if not key.endswith(" of"):
            total = counts[f"{key.rsplit(', ', 1)[0]} of"]
            print(f"{key}: {count} of {total} = {count / total:.3f}")


if __name__ == "__main__":
    main()
