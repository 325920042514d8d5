"""Many stories: a manifest of rows, compared on this machine's cores or on a Dask cluster.

    manifest -> groups of one story -> workers (``work``) -> files -> summary, leaderboard, index (``results``)

What a worker finds goes to disk at once, by renaming whole files into place; nothing but counts comes back. A run can
be killed at any moment and taken up again: a row is finished when its ``scores.json`` stands there with the key of the
same texts and settings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from compare.corpus.board import Board
from compare.corpus.manifest import Manifest, Result, read_manifest
from compare.corpus.pools import Pool, compared, leave_if_starting
from compare.corpus.results import Failures, finish
from compare.corpus.work import Plan
from compare.errors import OutputError
from compare.records import SEVERITIES, Severity

OnResult = Callable[[Result], None]
"""Told each row's result as it comes."""


@dataclass(frozen=True)
class Outcome:
    """A finished run: how many rows there are and how many failed, the leaderboard, what was written; ``reason`` is why
    rows failed, where it is the same for all of those."""

    rows: int
    failed: int
    board: Board
    written: tuple[Path, ...]
    notes: tuple[str, ...] = ()
    reason: str = ""

    @property
    def severities(self) -> list[Severity]:
        """The severities that the findings of all rows have, but for neutral ones."""
        return [severity for severity in SEVERITIES[1:] if any(line.means[severity] for line in self.board.lines)]


def run(manifest: Manifest, plan: Plan, pool: Pool, on_result: OnResult = lambda result: None) -> Outcome:
    """Compares every row of the manifest; a bad one is listed in ``failures.csv`` and stops nothing.

    Raises OutputError for a folder that cannot be written, or that holds results and is not to be resumed.
    """
    leave_if_starting()
    _check(plan)
    failures = Failures()
    for result in manifest.rejected:
        failures.add(result)
        on_result(result)
    for results in compared(manifest.groups, plan, pool):
        for result in results:
            if result.failure:
                failures.add(result)
            on_result(result)
    return Outcome(len(manifest), len(failures), *finish(manifest, plan, failures), reason=failures.reason)


def _check(plan: Plan) -> None:
    out = plan.out
    try:
        out.mkdir(parents=True, exist_ok=True)
        occupied = next(out.iterdir(), None) is not None
    except OSError as error:
        why = "that is a file" if out.is_file() else error.strerror or error
        raise OutputError(f"'{out}' cannot be written to: {why}. Choose another folder with --out.") from error
    if occupied and not plan.resume:
        raise OutputError(
            f"The folder '{out}' is not empty. Add --resume to go on with a run that was broken off, or choose "
            "another folder with --out."
        )


__all__ = ["Manifest", "Outcome", "Plan", "Pool", "Result", "read_manifest", "run"]
