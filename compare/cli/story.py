"""``compare run`` and ``compare outlets``: one story, one version or several."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from compare.cli import options
from compare.cli.ends import fail, fail_on_grave, reporting_errors
from compare.cli.screen import console, open_page, progress


@reporting_errors
def run(
    context: typer.Context,
    ru: options.FIRST,
    en: options.SECOND,
    out: options.OUT = Path("compare-report"),
    format: options.FORMAT = "html,json,md",
    translator: options.TRANSLATOR = None,
    embedder: options.EMBEDDER = "use",
    names: options.NAMES = None,
    framing: options.FRAMING = None,
    verdicts: options.VERDICTS = None,
    no_translate: options.NO_TRANSLATE = False,
    fail_on: options.FAIL_ON = None,
    open_report: Annotated[bool, typer.Option("--open", help="Open the HTML report in the browser.")] = False,
    quiet: options.QUIET = False,
) -> None:
    """Compare a Russian news story with its English version and write a report."""
    from compare import report as reports
    from compare.pipeline import Settings, compare_stories, in_order, load_engines
    from compare.read import read
    from compare.scores import different_stories
    from compare.verdicts import read_verdicts, with_verdicts

    if context.args:
        fail(
            f"compare run takes two files, and here are {2 + len(context.args)}. 'compare outlets' compares several "
            "English versions of one story, 'compare corpus' many stories."
        )
    formats = reports.formats(format)
    judged = read_verdicts(verdicts) if verdicts else None
    source, target, swapped = in_order(read(ru), read(en))
    if swapped and not quiet:
        typer.echo(f"Taking '{source.path}' as the Russian version and '{target.path}' as the English one.", err=True)
    with progress(quiet) as on_stage:
        on_stage("load")
        engines = load_engines(
            source.language,
            target.language,
            Settings(embedder, translator, not no_translate, names, framing),
            once=True,
        )
        report = compare_stories(source, target, engines, on_stage)
        if judged is not None:
            report = with_verdicts(report, judged)
        on_stage("write")
        written = reports.write(report, out, formats)
    if unlike := different_stories(report):
        typer.echo(unlike, err=True)
    if not quiet:
        from compare.cli.terminal import report_summary

        console().print(report_summary(report))
        _say_written(written, reports.earlier(out, formats))
    if open_report:
        open_page(written)
    fail_on_grave(fail_on, (finding.severity for finding in report.findings))


@reporting_errors
def outlets(
    ru: options.FIRST,
    en: Annotated[list[Path], typer.Argument(metavar="EN...", help="The English versions, one an outlet.")],
    outlet_names: Annotated[
        str | None,
        typer.Option("--outlet-names", "--names", metavar="a,b,...", help="The outlets' names; default: the files'."),
    ] = None,
    out: options.OUT = Path("compare-report"),
    format: options.FORMAT = "html,json",
    translator: options.TRANSLATOR = None,
    embedder: options.EMBEDDER = "use",
    names_table: Annotated[
        Path | None,
        typer.Option("--names-table", metavar="FILE", help="Names of your own, as --names of compare run."),
    ] = None,
    framing: options.FRAMING = None,
    no_translate: options.NO_TRANSLATE = False,
    fail_on: options.FAIL_ON = None,
    open_report: Annotated[bool, typer.Option("--open", help="Open the report in the browser.")] = False,
    quiet: options.QUIET = False,
) -> None:
    """Compare several English versions of one Russian story, each with it and all with each other."""
    from compare import report as reports
    from compare.outlets import files as outlet_files
    from compare.outlets import outlets as compare_outlets
    from compare.pipeline import Settings, compare_prepared, load_engines, prepare_source, prepare_target
    from compare.read import read
    from compare.report.outlets import contents

    formats = reports.formats(format)
    source, versions = outlet_files.in_order([read(path) for path in (ru, *en)])
    named = outlet_files.names(versions, outlet_names)
    with progress(quiet) as on_stage:
        on_stage("load")
        settings = Settings(embedder, translator, not no_translate, names_table, framing)
        engines = load_engines(source.language, versions[0].language, settings)
        on_stage("facts")
        prepared = prepare_source(source, engines)
        on_stage("diff")
        found = compare_outlets(
            named, [compare_prepared(prepared, prepare_target(version, engines), engines) for version in versions]
        )
        on_stage("write")
        for name, report in zip(found.names, found.reports, strict=True):
            reports.write(report, out / name, formats)
        written = reports.write_files(out, contents(found, links="html" in formats))
    if not quiet:
        from compare.cli.terminal import outlets_summary

        console().print(outlets_summary(found))
        _say_written(written, reports.earlier_outlets(out, found.names, formats))
    if open_report:
        open_page(written)
    fail_on_grave(fail_on, (finding.severity for report in found.reports for finding in report.findings))


def _say_written(written: Sequence[Path], kept: Sequence[Path]) -> None:
    """Where the report lies, and which files of an earlier one lie beside it as they were."""
    typer.echo("Report: " + ", ".join(str(path) for path in written))
    if kept:
        typer.echo("Kept from an earlier run: " + ", ".join(str(path) for path in kept))
