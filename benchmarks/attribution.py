"""Who says what: how many attributions of ``corpora/attributions`` are found, and how exactly.

    python -m benchmarks.attribution [--json OUT] [--errors FILE]

Each entry is read as a page of its own. Annotated and found attributions are paired one to one. A cue is found where
it overlaps the annotated one; a source or content where its words meet the annotated ones with an F1 of at least 0.8,
in the same pair. The sentences of ``heldout/`` are counted apart. ``exact`` is the share
of annotated spans that are met to the letter; a pair's stance and directness are judged where its cue is right. An
attribution found anywhere else is a false one, also on the negative sentences."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from benchmarks.setup import CORPUS, RESULTS, save, table
from compare.pipeline import facts_of
from compare.read import from_text
from compare.records import Attribution, Span

FOLDER = CORPUS.parent / "attributions"
HELDOUT = FOLDER / "heldout"
HEADLINES = {"ru": "Коротко о главном", "en": "The day in brief"}
"""Names nobody and says nothing; without one the sentence itself would be read as a headline."""

ENOUGH = 0.8
"""F1 over words from which a source or a content counts as found."""

PARTS = ("source", "cue", "content")
Place = tuple[int, int]
Entry = dict[str, Any]


@dataclass(frozen=True)
class Mark:
    """An attribution, annotated or found; offsets are the entry's."""

    source: Place | None
    cue: Place
    content: Place | None
    stance: str
    direct: bool
    resolved: str | None = None

    def place(self, part: str) -> Place | None:
        """Where the source, the cue or the content is."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[part]


@dataclass(frozen=True)
class Judged:
    """An entry with its pairs of annotated and found attributions; one side is None where it has no partner."""

    entry: Entry
    pairs: tuple[tuple[Mark | None, Mark | None], ...]


@dataclass
class Count:
    """Spans of one part: annotated, proposed, found, and met to the letter."""

    annotated: int = 0
    proposed: int = 0
    found: int = 0
    exact: int = 0

    def scores(self) -> dict[str, float | None]:
        """Precision, recall and F1 of what was found, and the share of exact ones; None where nothing was asked."""
        precision = self.found / self.proposed if self.proposed else None
        recall = self.found / self.annotated if self.annotated else None
        both = self.annotated + self.proposed
        exact = self.exact / self.annotated if self.annotated else None
        return {"precision": precision, "recall": recall, "f1": 2 * self.found / both if both else None, "exact": exact}


@dataclass
class Share:
    """How many of those asked are right."""

    asked: int = 0
    right: int = 0

    def add(self, right: bool) -> None:
        """One more."""
        self.asked += 1
        self.right += right

    @property
    def value(self) -> float | None:
        """Between 0 and 1, None where nothing was asked."""
        return self.right / self.asked if self.asked else None


@dataclass
class Tally:
    """The counts over some entries."""

    sentences: int = 0
    parts: dict[str, Count] = field(default_factory=lambda: {part: Count() for part in PARTS})
    stance: Share = field(default_factory=Share)
    direct: Share = field(default_factory=Share)
    resolved: Share = field(default_factory=Share)
    flagged: int = 0

    def add(self, judged: Judged) -> None:
        """Counts one entry. ``flagged`` counts the entries without an attribution in which one was found."""
        self.sentences += 1
        self.flagged += not judged.entry["attributions"] and bool(judged.pairs)
        for gold, found in judged.pairs:
            for part, count in self.parts.items():
                _count(count, part, gold, found, judged.entry["text"])
            if gold and found and _over(gold.cue, found.cue):
                self.stance.add(gold.stance == found.stance)
                self.direct.add(gold.direct == found.direct)
            if gold and gold.resolved:
                self.resolved.add(found is not None and same_name(gold.resolved, found.resolved))

    def as_json(self) -> dict[str, Any]:
        """Scores and what they were counted from."""
        shares = {"stance": self.stance, "direct": self.direct, "resolved": self.resolved}
        return {
            "sentences": self.sentences,
            "flagged_negatives": self.flagged,
            **{part: {**vars(count), **count.scores()} for part, count in self.parts.items()},
            **{name: {**vars(share), "accuracy": share.value} for name, share in shares.items()},
        }


def _count(count: Count, part: str, gold: Mark | None, found: Mark | None, text: str) -> None:
    wanted, proposed = gold and gold.place(part), found and found.place(part)
    count.annotated += wanted is not None
    count.proposed += proposed is not None
    count.found += bool(wanted and proposed and same(part, wanted, proposed, text))
    count.exact += wanted is not None and wanted == proposed


def same(part: str, wanted: Place, proposed: Place, text: str) -> bool:
    """Whether a proposed place counts as the annotated one.

    >>> same("source", (0, 12), (4, 12), "the minister said"), same("cue", (13, 17), (9, 17), "the minister said")
    (False, True)
    """
    return _over(wanted, proposed) if part == "cue" else word_f1(wanted, proposed, text) >= ENOUGH


def word_f1(wanted: Place, proposed: Place, text: str) -> float:
    """F1 over the words of two places in a text, between 0 and 1; a word is itself only where it stands.

    >>> round(word_f1((0, 12), (4, 12), "the minister said"), 2)
    0.67
    """
    words = [match.span() for match in re.finditer(r"\w+", text)]
    left, right = ({word for word in words if _over(word, place)} for place in (wanted, proposed))
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 0.0


def _over(left: Place, right: Place) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def same_name(wanted: str, found: str | None) -> bool:
    """Whether the speaker was traced: the last word of the annotated name is among the words found.

    >>> same_name("Anna Sedley", "Transport Minister Anna Sedley"), same_name("Wave Oil", None)
    (True, False)
    """
    words = re.findall(r"\w+", (found or "").casefold())
    return re.findall(r"\w+", wanted.casefold())[-1] in words


def paired(gold: Sequence[Mark], found: Sequence[Mark], text: str) -> Iterator[tuple[Mark | None, Mark | None]]:
    """Partners one to one, the most alike first, then those that are left alone on either side.

    Partners share the words of a cue, or a source or content that counts as found: a right speaker with a wrong cue
    is one mistake, not two.
    """
    ranked = sorted(
        ((_likeness(left, right, text), i, j) for (i, left), (j, right) in product(enumerate(gold), enumerate(found))),
        key=lambda candidate: (-candidate[0], candidate[1:]),
    )
    left_alone, right_alone = set(range(len(gold))), set(range(len(found)))
    for likeness, i, j in ranked:
        if likeness and i in left_alone and j in right_alone:
            left_alone.remove(i)
            right_alone.remove(j)
            yield gold[i], found[j]
    yield from ((gold[i], None) for i in sorted(left_alone))
    yield from ((None, found[j]) for j in sorted(right_alone))


def _likeness(gold: Mark, found: Mark, text: str) -> int:
    weights = {"cue": 4, "source": 2, "content": 1}
    places = ((part, gold.place(part), found.place(part)) for part in PARTS)
    return sum(weights[part] for part, left, right in places if left and right and same(part, left, right, text))


def annotated(entry: Entry) -> list[Mark]:
    """The attributions of an entry of the collection."""
    return [
        Mark(
            _place(mark["source"]), tuple(mark["cue"]), tuple(mark["content"]), mark["stance"], mark["direct"],
            mark.get("resolved"),
        )
        for mark in entry["attributions"]
    ]  # fmt: skip


def _place(pair: Sequence[int] | None) -> Place | None:
    return (pair[0], pair[1]) if pair else None


def found_in(text: str, language: str) -> list[Mark]:
    """The attributions that are found in a text, with its own offsets."""
    story = from_text(f"{HEADLINES[language]}\n\n{text}", language)
    shift = len(story.text) - len(text)
    values = [fact.value for fact in facts_of(story).facts if isinstance(fact.value, Attribution)]
    return [_found(value, shift) for value in values if value.cue.start >= shift]


def _found(value: Attribution, shift: int) -> Mark:
    def place(span: Span | None) -> Place | None:
        return (span.start - shift, span.stop - shift) if span else None

    cue = (value.cue.start - shift, value.cue.stop - shift)
    return Mark(place(value.source), cue, place(value.content), value.stance, value.direct, value.resolved)


def judge(entry: Entry, language: str) -> Judged:
    """An entry with what was found in it."""
    text = entry["text"]
    return Judged(entry, tuple(paired(annotated(entry), found_in(text, language), text)))


def evaluate(language: str, folder: Path = FOLDER) -> list[Judged]:
    """Every entry of a language's collection."""
    collection = json.loads((folder / f"{language}.json").read_text(encoding="utf-8"))
    return [judge(entry, language) for entry in collection["sentences"]]


def tally(entries: Iterable[Judged]) -> Tally:
    """The counts over these entries."""
    total = Tally()
    for judged in entries:
        total.add(judged)
    return total


def by_construction(entries: Sequence[Judged]) -> dict[str, Tally]:
    """The counts of each construction, in the collection's order."""
    names = dict.fromkeys(judged.entry["construction"] for judged in entries)
    return {name: tally(one for one in entries if one.entry["construction"] == name) for name in names}


def part_rows(total: Tally) -> list[list[object]]:
    """A row a part: precision, recall, F1, exact; the counts."""
    return [
        [part, *count.scores().values(), count.annotated, count.proposed, count.found]
        for part, count in total.parts.items()
    ]


def construction_rows(tallies: dict[str, Tally]) -> list[list[object]]:
    """A row a construction: its sentences and attributions, those found there, F1 of the parts, the shares."""
    rows: list[list[object]] = []
    for name, one in tallies.items():
        cues = one.parts["cue"]
        scores = [one.parts[part].scores()["f1"] for part in PARTS]
        rows.append([name, one.sentences, cues.annotated, cues.proposed, *scores, one.stance.value, one.direct.value])
    return rows


def mistakes(entries: Iterable[Judged]) -> list[dict[str, Any]]:
    """What was missed, what is false, and what differs in a pair."""
    return [
        {"id": one.entry["id"], "construction": one.entry["construction"], "text": one.entry["text"], "wrong": wrong,
         "annotated": _shown(gold, one.entry["text"]), "found": _shown(found, one.entry["text"])}
        for one in entries
        for gold, found in one.pairs
        if (wrong := _wrong(gold, found, one.entry["text"]))
    ]  # fmt: skip


def _wrong(gold: Mark | None, found: Mark | None, text: str) -> list[str]:
    if gold is None or found is None:
        return ["missed" if gold else "false"]
    wrong = [part for part in PARTS if not _agree(part, gold, found, text)]
    wrong += [name for name in ("stance", "direct") if getattr(gold, name) != getattr(found, name)]
    return wrong + (["resolved"] if gold.resolved and not same_name(gold.resolved, found.resolved) else [])


def _agree(part: str, gold: Mark, found: Mark, text: str) -> bool:
    left, right = gold.place(part), found.place(part)
    return same(part, left, right, text) if left and right else left is right


def _shown(mark: Mark | None, text: str) -> dict[str, Any] | None:
    if mark is None:
        return None
    words = {part: text[slice(*place)] if (place := mark.place(part)) else None for part in PARTS}
    return {**words, "stance": mark.stance, "direct": mark.direct, "resolved": mark.resolved}


def _print(language: str, total: Tally, tallies: dict[str, Tally]) -> None:
    print(f"\n{language}: {total.sentences} entries")
    print(table(["part", "precision", "recall", "F1", "exact", "annotated", "proposed", "found"], part_rows(total)))
    shares = [("stance", total.stance), ("direct", total.direct), ("resolved", total.resolved)]
    print("\n" + table(["", "right", "of", "share"], [[name, one.right, one.asked, one.value] for name, one in shares]))
    print(f"\nsentences without an attribution in which one was found: {total.flagged}\n")
    header = [
        "construction",
        "entries",
        "annotated",
        "proposed",
        "source F1",
        "cue F1",
        "content F1",
        "stance",
        "direct",
    ]
    print(table(header, construction_rows(tallies)))


def _print_heldout(language: str, total: Tally) -> None:
    print(f"\n{language}, held out: {total.sentences} entries, {total.flagged} negative ones flagged")
    print(table(["part", "precision", "recall", "F1", "exact", "annotated", "proposed", "found"], part_rows(total)))


def main() -> None:
    """Runs the benchmark and prints its tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attribution", description=__doc__)
    parser.add_argument("--json", type=Path, default=RESULTS / "attribution.json")
    parser.add_argument("--errors", type=Path, help="write everything that was missed, false or different here")
    arguments = parser.parse_args()
    result: dict[str, Any] = {}
    errors: dict[str, Any] = {}
    for language in HEADLINES:
        entries = evaluate(language)
        total, tallies = tally(entries), by_construction(entries)
        _print(language, total, tallies)
        held = evaluate(language, HELDOUT)
        _print_heldout(language, tally(held))
        result[language] = {
            **total.as_json(),
            "constructions": {name: one.as_json() for name, one in tallies.items()},
            "heldout": tally(held).as_json(),
        }
        errors[language] = mistakes([*entries, *held])
    save(arguments.json, result)
    if arguments.errors:
        arguments.errors.write_text(json.dumps(errors, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
