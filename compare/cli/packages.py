"""``compare models``: the translation packages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compare.cli import options
from compare.cli.ends import fail, reporting_errors
from compare.cli.screen import console, download_bar


@reporting_errors
def list_packages(translator: options.TRANSLATOR = None) -> None:
    """List the translation packages, in the order in which a run takes them, and which it takes and why."""
    from compare.cli.terminal import packages_listing
    from compare.models import translation_packages

    console().print(packages_listing(translation_packages(Path(translator) if translator else None)))


@reporting_errors
def install(
    package: Annotated[
        str, typer.Argument(metavar="NAME|FILE", help="A pair (ru-en) from the Argos index, or an .argosmodel file.")
    ],
) -> None:
    """Install a translation package: from a file, or from the Argos index, for which it uses the network."""
    from compare.models import install as installing

    with download_bar() as on_bytes:
        path = installing.install(package, lambda text: typer.echo(text, err=True), on_bytes)
    typer.echo(f"Installed {path.name} in {path.parent}")


@reporting_errors
def remove(
    package: Annotated[str, typer.Argument(metavar="NAME", help="A package's name or its pair (ru-en).")],
) -> None:
    """Remove an installed translation package; the shipped ones stay."""
    from compare.models import install as installing

    typer.echo(f"Removed {installing.remove(package)}")


@reporting_errors
def verify() -> None:
    """Compare shipped and installed models with their checksums; exit with 2 when a file is missing or has changed."""
    from compare.cli.terminal import check_lines
    from compare.models import verify as check_all

    checks = list(check_all())
    for line in check_lines(checks):
        typer.echo(line)
    if any(check.state != "good" for check in checks):
        fail("Not all models are whole. Reinstall compare, or install the package again.")
