"""``compare corpus``: many stories."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compare.cli import options
from compare.cli.ends import fail, fail_on_grave, reporting_errors
from compare.cli.screen import console, open_page, row_progress


@reporting_errors
def corpus(
    manifest: Annotated[Path, typer.Argument(metavar="MANIFEST.csv", help="Columns story,outlet,ru,en; see docs.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for reports and tables.")],
    jobs: Annotated[
        int | None, typer.Option("--jobs", metavar="N", min=1, help="Processes; default: one a core.")
    ] = None,
    dask: Annotated[
        str | None, typer.Option("--dask", metavar="ADDRESS", help="A Dask scheduler to send the work to instead.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was broken off.")] = False,
    format: options.FORMAT = "html,json",
    translator: options.TRANSLATOR = None,
    embedder: options.EMBEDDER = "use",
    names: options.NAMES = None,
    framing: options.FRAMING = None,
    no_translate: options.NO_TRANSLATE = False,
    fail_on: options.FAIL_ON = None,
    open_index: Annotated[bool, typer.Option("--open", help="Open the index in the browser.")] = False,
    quiet: options.QUIET = False,
) -> None:
    """Compare many stories, a row of a table each, and rank the outlets."""
    from compare import corpus as corpora
    from compare import report as reports
    from compare.corpus.pools import Pool
    from compare.machine import cores
    from compare.pipeline import Settings

    if dask and jobs:
        fail("--jobs is for this machine, --dask for a cluster: give one of them.")
    rows = corpora.read_manifest(manifest)
    settings = Settings(embedder, translator, not no_translate, names, framing)
    plan = corpora.Plan(rows.folder, out.resolve(), settings, reports.formats(format), resume)
    try:
        with row_progress(len(rows), quiet) as on_result:
            outcome = corpora.run(rows, plan, Pool(jobs or cores(), dask), on_result)
    except KeyboardInterrupt:
        fail("Interrupted. What is done is kept; the same command with --resume goes on.", 130)
    if not quiet:
        from compare.cli.terminal import corpus_summary

        console().print(corpus_summary(outcome, out))
    if outcome.failed == outcome.rows:
        why = f" {outcome.reason}" if outcome.reason else ""
        fail(f"No row could be compared: see '{out / 'failures.csv'}'.{why}")
    if open_index:
        open_page([out / "index.html"])
    fail_on_grave(fail_on, outcome.severities)
