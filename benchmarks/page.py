"""How long the page takes: ``python -m benchmarks.page [--sizes 60,1500] [--json OUT]``.

For each size a report of about so many pairs, joined from the stories of ``corpora/``: seconds to render it, size of
the file, and in Chromium the milliseconds until it is laid out, until the next finding is shown, and until a search is
answered: those that pass, and those of the page's own thread, which other work on the machine does not lengthen. Needs
Chromium and ``pip install ".[browser]"``.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, cycle, takewhile
from pathlib import Path
from typing import Any

from benchmarks.chromium import launched
from benchmarks.setup import CORPUS, RESULTS, save, table
from compare.pipeline import Settings, compare_stories, load_engines
from compare.read import read
from compare.records import Bead, Document, Fact, Place, Report, Sentence, Span
from compare.report.html import render
from compare.scores import finding_counts

RUNS = 3

LAID_OUT = "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
SEARCHED = """() => { const start = performance.now(); const box = document.getElementById('search'); box.value = 'the';
  box.dispatchEvent(new Event('input', { bubbles: true }));
  return new Promise(done => setTimeout(() => requestAnimationFrame(() => setTimeout(
    () => done(performance.now() - start - 120))), 125)) }"""
STEPPED = """() => { const start = performance.now(); document.body.dispatchEvent(
  new KeyboardEvent('keydown', { key: 'n', bubbles: true }));
  return new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)))) }"""


def joined(reports: Sequence[Report]) -> Report:
    """Several reports as one, each after the other; findings in the order of the texts."""
    first = reports[0]
    source, source_shifts = _document([report.source for report in reports])
    target, target_shifts = _document([report.target for report in reports])
    shifts = list(zip(source_shifts, target_shifts, strict=True))
    ranks = list(accumulate((len(report.beads) for report in reports), initial=0))
    findings = tuple(
        replace(
            finding,
            bead=None if finding.bead is None else finding.bead + rank,
            source=tuple(_place(place, by_source) for place in finding.source),
            target=tuple(_place(place, by_target) for place in finding.target),
        )
        for report, rank, (by_source, by_target) in zip(reports, ranks, shifts, strict=False)
        for finding in report.findings
    )
    return replace(
        first,
        source=source,
        target=target,
        source_facts=_facts([report.source_facts for report in reports], source_shifts),
        target_facts=_facts([report.target_facts for report in reports], target_shifts),
        beads=tuple(
            Bead(
                tuple(index + by_source[1] for index in bead.source),
                tuple(index + by_target[1] for index in bead.target),
                bead.similarity,
                bead.moved,
            )
            for report, (by_source, by_target) in zip(reports, shifts, strict=True)
            for bead in report.beads
        ),
        translations=tuple(one for report in reports for one in report.translations),
        findings=findings,
        scores={**first.scores, "findings": finding_counts(findings)},
    )


Shift = tuple[int, int]
"""Code points and sentences before a story."""


def _document(documents: Sequence[Document]) -> tuple[Document, list[Shift]]:
    texts = [document.story.text + "\n\n" for document in documents]
    points = accumulate((len(text) for text in texts), initial=0)
    counts = accumulate((len(document.sentences) for document in documents), initial=0)
    shifts = list(zip(points, counts, strict=True))[: len(documents)]
    sentences = tuple(
        Sentence(
            sentence.index + by[1], sentence.start + by[0], sentence.stop + by[0], sentence.text, sentence.role,
            sentence.paragraph,
        )
        for document, by in zip(documents, shifts, strict=True)
        for sentence in document.sentences
    )  # fmt: skip
    parses = tuple(parse for document in documents for parse in document.parses)
    return Document(replace(documents[0].story, text="".join(texts)), sentences, parses), shifts


def _place(place: Place, by: Shift) -> Place:
    return replace(place, start=place.start + by[0], stop=place.stop + by[0])


def _facts(facts: Sequence[Sequence[Fact]], shifts: Sequence[Shift]) -> tuple[Fact, ...]:
    return tuple(_fact(fact, by) for group, by in zip(facts, shifts, strict=True) for fact in group)


def _fact(fact: Fact, by: Shift) -> Fact:
    spans = {
        name: replace(value, start=value.start + by[0], stop=value.stop + by[0])
        for name in getattr(fact.value, "__dataclass_fields__", ())
        if isinstance(value := getattr(fact.value, name), Span)
    }
    value = replace(fact.value, **spans) if spans else fact.value  # type: ignore[arg-type]
    return replace(
        fact, sentence=fact.sentence + by[1], start=fact.start + by[0], stop=fact.stop + by[0], value=value
    )  # fmt: skip


def of_size(reports: Sequence[Report], pairs: int) -> Report:
    """Reports joined until there are so many pairs, at least."""
    count = len(list(takewhile(lambda total: total < pairs, accumulate(len(r.beads) for r in cycle(reports)))))
    turn = cycle(reports)
    return joined([next(turn) for _ in range(count + 1)])


def measure(browser: Any, page_file: Path) -> dict[str, float]:
    """Medians of several loads, in milliseconds."""
    found: dict[str, list[float]] = {}
    for _ in range(RUNS):
        context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(page_file.as_uri())
        before = 0.0
        for name, action in (("laid out", LAID_OUT), ("next finding", STEPPED), ("search", SEARCHED)):
            found.setdefault(f"{name}, ms", []).append(page.evaluate(action))
            worked = _worked(session)
            found.setdefault(f"{name}, processor ms", []).append(worked - before)
            before = worked
        context.close()
    return {name: round(statistics.median(numbers)) for name, numbers in found.items()}


def _worked(session: Any) -> float:
    """Milliseconds of processor time that the page's main thread has worked."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")


def main() -> None:
    """Runs the benchmark and prints its table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page", description=__doc__)
    parser.add_argument("--sizes", default="60,1500")
    parser.add_argument("--json", type=Path, default=RESULTS / "page.json")
    arguments = parser.parse_args()
    engines = load_engines("ru", "en", Settings())
    reports = [
        compare_stories(read(folder / "ru.txt"), read(sorted(folder.glob("en-*.txt"))[0]), engines)
        for folder in sorted(CORPUS.iterdir())
        if folder.is_dir()
    ]
    results = {}
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        for size in map(int, arguments.sizes.split(",")):
            report = of_size(reports, size)
            start = time.perf_counter()
            text = render(report)
            seconds = time.perf_counter() - start
            page_file = Path(folder) / f"{size}.html"
            page_file.write_text(text, encoding="utf-8")
            results[size] = {
                "pairs": len(report.beads),
                "findings": len(report.findings),
                "render seconds": round(seconds, 2),
                "MB": round(len(text.encode()) / 1e6, 2),
            } | measure(browser, page_file)
    names = list(next(iter(results.values())))
    print(table(["", *map(str, results)], [[name, *(row[name] for row in results.values())] for name in names]))
    save(arguments.json, {"page": results})


if __name__ == "__main__":
    main()
