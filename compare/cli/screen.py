"""What is shown while a command runs, and its results: bars on standard error, text on standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compare.cli.ends import fail

if TYPE_CHECKING:
    from rich.console import Console

    from compare.corpus import Result
    from compare.pipeline import OnStage

PIPE_WIDTH = 100
"""Columns of a summary that goes to a file or a pipe."""

STAGES = {
    "load": "loading models",
    "split": "splitting into sentences",
    "align": "aligning",
    "translate": "translating",
    "facts": "finding facts",
    "diff": "comparing",
    "write": "writing the report",
}


def console(stderr: bool = False) -> Console:
    """A terminal as wide as it is; a fixed width where the output goes elsewhere."""
    from rich.console import Console

    made = Console(stderr=stderr, highlight=False)
    if not made.is_terminal:
        made = Console(stderr=stderr, highlight=False, width=PIPE_WIDTH, soft_wrap=False)
    return made


@contextmanager
def progress(quiet: bool) -> Iterator[OnStage]:
    """A bar over the stages on standard error, on a terminal only; it goes away when the work is done."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    where = console(stderr=True)
    bar = Progress(
        TextColumn("{task.description:<25}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=where,
        transient=True,
        disable=quiet or not where.is_terminal,
    )
    with bar:
        task = bar.add_task("", total=len(STAGES))

        def on_stage(stage: str) -> None:
            bar.update(task, completed=list(STAGES).index(stage), description=STAGES[stage])

        yield on_stage


@contextmanager
def row_progress(total: int, quiet: bool) -> Iterator[Callable[[Result], None]]:
    """A bar over the rows on standard error, on a terminal only: how many are done, how fast, how long it will take."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    where = console(stderr=True)
    bar = Progress(
        MofNCompleteColumn(),
        BarColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}"),
        console=where,
        disable=quiet or not where.is_terminal,
    )
    with bar:
        task = bar.add_task("", total=total, rate="", failed="")
        done = failed = 0

        def on_result(result: Result) -> None:
            nonlocal done, failed
            done += not result.skipped
            failed += bool(result.failure)
            seconds = bar.tasks[0].elapsed or 0
            bar.update(
                task,
                advance=1,
                rate=f"{done / seconds:.1f} rows/s" if seconds > 1 else "",
                failed=f"{failed} failed" if failed else "",
            )

        yield on_result


@contextmanager
def download_bar() -> Iterator[Callable[[int, int | None], None]]:
    """A bar over the bytes of a download on standard error, on a terminal only."""
    from rich.progress import BarColumn, DownloadColumn, Progress, TransferSpeedColumn

    where = console(stderr=True)
    with Progress(
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        console=where,
        transient=True,
        disable=not where.is_terminal,
    ) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def write_out(text: str | bytes) -> None:
    """Text or bytes to standard output, as they are, in UTF-8 whatever the terminal's encoding."""
    data: Any = text.encode("utf-8") if isinstance(text, str) else text
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def open_page(written: list[Path]) -> None:
    import webbrowser

    page = next((path for path in written if path.suffix == ".html"), None)
    if page is None:
        fail("--open needs the html format: add it to --format.")
        return
    webbrowser.open(page.resolve().as_uri())
