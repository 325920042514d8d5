"""From the rows on disk to the tables of a run: summary, failures, leaderboard, index."""

from __future__ import annotations

import csv
import heapq
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from compare.corpus.board import Board, Tallies
from compare.corpus.manifest import Manifest, Result
from compare.corpus.work import RIGHT, Plan, read_scores
from compare.errors import OutputError
from compare.outlets.scorecard import COUNTED
from compare.records import FINDING_KINDS, SEVERITIES
from compare.report.drafts import DRAFT, draft
from compare.report.index import index, render

COLUMNS: dict[str, type] = {
    "story": str, "outlet": str, "coverage": float, "fidelity": float, "findings": int,
    **dict.fromkeys(reversed(SEVERITIES), int),
    **dict.fromkeys(FINDING_KINDS, int),
    "plain_coverage": float, "added_share": float, "length_ratio": float, "stance_shifts": int, "sentences": int,
    **{f"{kind}s_{name}": int for kind in COUNTED for name in RIGHT},
}  # fmt: skip
"""The columns of ``summary.csv`` and ``summary.parquet``; ``docs/corpus.md`` explains them."""

BATCH = 10_000
"""Rows of a Parquet row group."""

MOST_ROWS = 5000
"""Rows in ``index.html``, those of the least fidelity first: a browser holds no million."""

NO_PARQUET = "summary.parquet was not written. For Parquet, install the extra: pip install 'compare-stories[corpus]'"


class Failures:
    """The rows that could not be compared."""

    def __init__(self) -> None:
        self._results: list[Result] = []

    def __len__(self) -> int:
        return len(self._results)

    def add(self, result: Result) -> None:
        self._results.append(result)

    @property
    def reason(self) -> str:
        """Why they failed, ``""`` where there are several reasons or none."""
        reasons = {result.failure for result in self._results}
        return reasons.pop() if len(reasons) == 1 else ""

    def rows(self) -> Iterator[list[object]]:
        """In the order of the manifest."""
        for result in sorted(self._results, key=lambda result: result.row.line):
            row = result.row
            yield [row.line, row.story, row.outlet, row.ru, row.en, result.failure]


def finish(manifest: Manifest, plan: Plan, failures: Failures) -> tuple[Board, tuple[Path, ...], tuple[str, ...]]:
    """Writes the tables from what lies on disk, row by row: the leaderboard, the files, and remarks for the user.

    Raises OutputError.
    """
    out = plan.out
    tallies, worst = Tallies(), _Worst(MOST_ROWS)
    written = [out / name for name in ("summary.csv", "failures.csv", "leaderboard.csv", "index.html")]
    try:
        _clear(out)
        with draft(out / "summary.csv", "w") as stream, _parquet(out / "summary.parquet") as add:
            table = csv.writer(stream, lineterminator="\n")
            table.writerow(COLUMNS)
            for scores in _done(manifest, plan):
                table.writerow([scores[column] for column in COLUMNS])
                add(scores)
                tallies.add(scores)
                worst.add(scores)
        with draft(out / "failures.csv", "w") as stream:
            table = csv.writer(stream, lineterminator="\n")
            table.writerow(["line", "story", "outlet", "ru", "en", "problem"])
            table.writerows(failures.rows())
        board = tallies.board()
        with draft(out / "leaderboard.csv", "w") as stream:
            table = csv.writer(stream, lineterminator="\n")
            table.writerow(board.COLUMNS)
            table.writerows(line.cells() for line in board.lines)
        with draft(out / "index.html", "w") as stream:
            counts = worst.count, len(failures), worst.stories
            report = next(f"report.{name}" for name in ("html", *plan.formats) if name in plan.formats)
            stream.write(render(index(board, worst.rows(), counts, report, plan.has_outlets_page)))
    except OSError as error:
        raise OutputError(f"The tables cannot be written to '{out}': {error.strerror or error}.") from error
    parquet = out / "summary.parquet"
    notes = () if parquet.is_file() else (NO_PARQUET,)
    return board, (*written, *([parquet] if parquet.is_file() else [])), notes


def _done(manifest: Manifest, plan: Plan) -> Iterator[dict[str, Any]]:
    for group in manifest.groups:
        for row in group.rows:
            scores = read_scores(plan.row_folder(row))
            if scores is not None:
                yield scores


class _Worst:
    """The rows of the least fidelity, in bounded memory."""

    def __init__(self, most: int) -> None:
        self._most, self._heap, self.count = most, list[tuple[float, int, Mapping[str, Any]]](), 0
        self.stories, self._last = 0, ""

    def add(self, scores: Mapping[str, Any]) -> None:
        self.count += 1
        self.stories += scores["story"] != self._last
        self._last = scores["story"]
        heapq.heappush(self._heap, (-scores["fidelity"], -self.count, scores))
        if len(self._heap) > self._most:
            heapq.heappop(self._heap)

    def rows(self) -> list[Mapping[str, Any]]:
        return [scores for _, _, scores in sorted(self._heap, key=lambda entry: entry[:2], reverse=True)]


@contextmanager
def _parquet(path: Path) -> Iterator[Any]:
    """A function that takes the rows for a Parquet file; where pyarrow is missing it lets them go."""
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError:
        yield lambda scores: None
        return
    types = {str: arrow.string(), float: arrow.float64(), int: arrow.int64()}
    schema = arrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    unfinished = path.with_name(f"{DRAFT}{path.name}")
    batch: list[Mapping[str, Any]] = []

    def flush() -> None:
        rows = [{column: scores[column] for column in COLUMNS} for scores in batch]
        writer.write_table(arrow.Table.from_pylist(rows, schema))
        batch.clear()

    def add(scores: Mapping[str, Any]) -> None:
        batch.append(scores)
        if len(batch) == BATCH:
            flush()

    try:
        with parquet.ParquetWriter(unfinished, schema, compression="zstd") as writer:
            yield add
            flush()
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _clear(out: Path) -> None:
    for unfinished in out.glob(f"{DRAFT}*"):
        with suppress(OSError):
            unfinished.unlink()


__all__ = ["COLUMNS", "Failures", "finish"]
