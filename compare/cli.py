"""The command line: parse, call, print, exit. The only printing and the only exit codes are here.

Heavy imports stand inside the commands, so that ``compare --help`` answers at once.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, ParamSpec

import typer

from compare.errors import CompareError
from compare.report import FORMATS

if TYPE_CHECKING:
    from rich.console import Console

    from compare.corpus import Result
    from compare.pipeline import OnStage
    from compare.records import Report

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="How a news story changed on its way from one language to another: what was left out, added, renumbered, "
    "renamed, re-attributed, softened or sharpened. Works offline.",
)
models_app = typer.Typer(no_args_is_help=True, help="The translation packages: which there are, and are they whole.")
app.add_typer(models_app, name="models")

Parameters = ParamSpec("Parameters")

FAILED = 1
"""Exit code when --fail-on finds something at least that grave."""

MISTAKEN = 2
"""Exit code for bad usage and bad input."""

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

FIRST = Annotated[Path, typer.Argument(metavar="RU", help="The Russian version: txt, html, docx or pdf.")]
SECOND = Annotated[Path, typer.Argument(metavar="EN", help="The English version. The order does not matter.")]
OUT = Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder that the report is written to.")]
FORMAT = Annotated[str, typer.Option("--format", metavar="LIST", help=f"Of {', '.join(FORMATS)}; with commas.")]
TRANSLATOR = Annotated[
    str | None,
    typer.Option(
        "--translator",
        metavar="DIR|NAME",
        help="A folder of Argos packages to prefer to the installed ones, or another engine: firefox, firefox:DIR.",
    ),
]
EMBEDDER = Annotated[
    str,
    typer.Option(
        "--embedder",
        metavar="NAME",
        help="'use' (bundled), or a sentence-transformers model by name or folder, e.g. sentence-transformers/LaBSE.",
    ),
]
NAMES = Annotated[
    Path | None,
    typer.Option("--names", metavar="FILE", help="Names of your own: a csv, tsv or toml table; see docs/names.md."),
]
FRAMING = Annotated[
    Path | None,
    typer.Option(
        "--framing", metavar="FILE", help="Words that take sides, of your own: a toml table; docs/framing.md."
    ),
]
VERDICTS = Annotated[
    Path | None,
    typer.Option(
        "--verdicts",
        metavar="FILE",
        help="Verdicts exported from a report page, to take into account: docs/verdicts.md.",
    ),
]
NO_TRANSLATE = Annotated[
    bool,
    typer.Option(
        "--no-translate",
        help="Do without machine translation. It is shown, and it helps to weigh wording and negation.",
    ),
]
FAIL_ON = Annotated[
    Literal["minor", "major", "critical"] | None,
    typer.Option("--fail-on", help="Exit with 1 when a finding is at least this grave."),
]
QUIET = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
LINES = Annotated[bool, typer.Option("--lines", help="Each line of the file is a sentence.")]


def main() -> None:
    """The entry point of the installed command."""
    # numpy's threads wait for each other by spinning: on a busy machine one does the same work in a fifth of the time
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    app()


def reporting_errors(command: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """Turns every error into one message on standard error and exit code 2; no traceback reaches a user."""

    @functools.wraps(command)
    def guarded(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except CompareError as error:
            fail(str(error))
        except KeyboardInterrupt:
            fail("Interrupted; nothing was written.", 130)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(MISTAKEN) from None
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if os.environ.get("COMPARE_DEBUG"):
                raise
            fail(
                f"This should not happen: {type(error).__name__}: {error}\n"
                "Run the command again with COMPARE_DEBUG=1 and send us what it prints."
            )

    return guarded


def fail(message: str, code: int = MISTAKEN) -> None:
    """Says what is wrong and leaves."""
    typer.echo(f"compare: {message}", err=True)
    raise typer.Exit(code)


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


def _version(wanted: bool) -> None:
    if wanted:
        from compare import __version__

        typer.echo(f"compare {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass


@app.command(context_settings={"allow_extra_args": True})
@reporting_errors
def run(
    context: typer.Context,
    ru: FIRST,
    en: SECOND,
    out: OUT = Path("compare-report"),
    format: FORMAT = "html,json,md",
    translator: TRANSLATOR = None,
    embedder: EMBEDDER = "use",
    names: NAMES = None,
    framing: FRAMING = None,
    verdicts: VERDICTS = None,
    no_translate: NO_TRANSLATE = False,
    fail_on: FAIL_ON = None,
    open_report: Annotated[bool, typer.Option("--open", help="Open the HTML report in the browser.")] = False,
    quiet: QUIET = False,
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
        from compare.terminal import report_summary

        console().print(report_summary(report))
        typer.echo("Report: " + ", ".join(str(path) for path in written))
    if open_report:
        _open(written)
    if fail_on and _gravest(report) >= _rank(fail_on):
        raise typer.Exit(FAILED)


def _open(written: list[Path]) -> None:
    import webbrowser

    page = next((path for path in written if path.suffix == ".html"), None)
    if page is None:
        fail("--open needs the html format: add it to --format.")
        return
    webbrowser.open(page.resolve().as_uri())


def _rank(severity: str) -> int:
    from compare.records import SEVERITIES

    return [str(name) for name in SEVERITIES].index(severity)


def _gravest(report: Report) -> int:
    return max((_rank(finding.severity) for finding in report.findings), default=-1)


@app.command()
@reporting_errors
def outlets(
    ru: FIRST,
    en: Annotated[list[Path], typer.Argument(metavar="EN...", help="The English versions, one an outlet.")],
    outlet_names: Annotated[
        str | None, typer.Option("--names", metavar="a,b,...", help="The outlets' names; default: the files'.")
    ] = None,
    out: OUT = Path("compare-report"),
    format: FORMAT = "html,json",
    translator: TRANSLATOR = None,
    embedder: EMBEDDER = "use",
    names_table: Annotated[
        Path | None,
        typer.Option("--names-table", metavar="FILE", help="Names of your own, as --names of compare run."),
    ] = None,
    framing: FRAMING = None,
    no_translate: NO_TRANSLATE = False,
    fail_on: FAIL_ON = None,
    open_report: Annotated[bool, typer.Option("--open", help="Open the report in the browser.")] = False,
    quiet: QUIET = False,
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
        from compare.terminal import outlets_summary

        console().print(outlets_summary(found))
        typer.echo("Report: " + ", ".join(str(path) for path in written))
    if open_report:
        _open(written)
    if fail_on and max(map(_gravest, found.reports)) >= _rank(fail_on):
        raise typer.Exit(FAILED)


@app.command()
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
    format: FORMAT = "html,json",
    translator: TRANSLATOR = None,
    embedder: EMBEDDER = "use",
    names: NAMES = None,
    framing: FRAMING = None,
    no_translate: NO_TRANSLATE = False,
    fail_on: FAIL_ON = None,
    open_index: Annotated[bool, typer.Option("--open", help="Open the index in the browser.")] = False,
    quiet: QUIET = False,
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
        from compare.terminal import corpus_summary

        console().print(corpus_summary(outcome, out))
    if outcome.failed == outcome.rows:
        why = f" {outcome.reason}" if outcome.reason else ""
        fail(f"No row could be compared: see '{out / 'failures.csv'}'.{why}")
    if open_index:
        _open([out / "index.html"])
    if fail_on and outcome.gravest >= _rank(fail_on):
        raise typer.Exit(FAILED)


@app.command()
@reporting_errors
def facts(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A Russian or English story.")],
    json: Annotated[bool, typer.Option("--json", help="Print JSON (schema compare.facts/1).")] = False,
) -> None:
    """Print the facts of one file, as found: figures, dates, names, quotations, attributions, negations, hedges."""
    from compare.pipeline import facts_of
    from compare.read import read

    side = facts_of(read(file))
    if json:
        from compare.report.json import dumps, side_json

        _write(dumps(side_json(side)))
    else:
        from compare.terminal import facts_lines, facts_listing

        where = console()
        if where.is_terminal:
            where.print(facts_listing(side))
        else:
            _write("".join(f"{line}\n" for line in facts_lines(side)))


@app.command()
@reporting_errors
def align(
    a: Annotated[Path, typer.Argument(metavar="A", help="A story.")],
    b: Annotated[Path, typer.Argument(metavar="B", help="Another version of it, in any known language.")],
    lines: LINES = False,
    format: Annotated[Literal["tsv", "tmx", "json"], typer.Option("--format", help="What to print.")] = "tsv",
    embedder: EMBEDDER = "use",
) -> None:
    """Print the sentence alignment of two files, and nothing else."""
    from compare import embed
    from compare.align import align as align_sentences
    from compare.read import read
    from compare.report import bitext
    from compare.split import split, split_lines

    source, target = read(a), read(b)
    cut = split_lines if lines else split
    source_sentences, target_sentences = cut(source), cut(target)
    beads = align_sentences(source_sentences, target_sentences, embed.load(embedder))
    _write(bitext.FORMATS[format](bitext.Bitext(source, target, source_sentences, target_sentences, beads)))


@app.command()
@reporting_errors
def translate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A Russian or English story.")],
    to: Annotated[Literal["en", "ru"], typer.Option("--to", help="The language to translate to.")],
    lines: LINES = False,
    translator: TRANSLATOR = None,
) -> None:
    """Print the machine translation of a file: for orientation, not evidence."""
    from compare.pipeline import translate_story
    from compare.read import read

    for paragraph in translate_story(read(file), to, translator, lines):
        typer.echo(paragraph)


@models_app.command("list")
@reporting_errors
def models_list(translator: TRANSLATOR = None) -> None:
    """List the translation packages, in the order in which a run takes them, and which it takes and why."""
    from compare.models import translation_packages
    from compare.terminal import packages_listing

    console().print(packages_listing(translation_packages(Path(translator) if translator else None)))


@models_app.command("install")
@reporting_errors
def models_install(
    package: Annotated[
        str, typer.Argument(metavar="NAME|FILE", help="A pair (ru-en) from the Argos index, or an .argosmodel file.")
    ],
) -> None:
    """Install a translation package: from a file, or from the Argos index, for which it uses the network."""
    from compare.models.install import install

    with download_bar() as on_bytes:
        path = install(package, lambda text: typer.echo(text, err=True), on_bytes)
    typer.echo(f"Installed {path.name} in {path.parent}")


@models_app.command("remove")
@reporting_errors
def models_remove(
    package: Annotated[str, typer.Argument(metavar="NAME", help="A package's name or its pair (ru-en).")],
) -> None:
    """Remove an installed translation package; the shipped ones stay."""
    from compare.models.install import remove

    typer.echo(f"Removed {remove(package)}")


@models_app.command("verify")
@reporting_errors
def models_verify() -> None:
    """Compare shipped and installed models with their checksums; exit with 2 when a file is missing or has changed."""
    from compare.models import verify
    from compare.terminal import check_lines

    checks = list(verify())
    for line in check_lines(checks):
        typer.echo(line)
    if any(check.state != "good" for check in checks):
        fail("Not all models are whole. Reinstall compare, or install the package again.")


def _write(text: str | bytes) -> None:
    """Text or bytes to standard output, as they are, in UTF-8 whatever the terminal's encoding."""
    data: Any = text.encode("utf-8") if isinstance(text, str) else text
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
