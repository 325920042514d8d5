"""How a command ends: one message and exit code 2 for an error, 1 where a finding is as grave as --fail-on says."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ParamSpec

import typer

from compare.errors import CompareError

if TYPE_CHECKING:
    from compare.records import Severity

Parameters = ParamSpec("Parameters")

FAILED = 1
"""Exit code when --fail-on finds something at least that grave."""

MISTAKEN = 2
"""Exit code for bad usage and bad input."""


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


def fail_on_grave(limit: Severity | None, found: Iterable[Severity]) -> None:
    """Leaves with 1 when one of the severities is at least ``limit``, if there is a limit."""
    from compare.records import SEVERITIES

    if limit and max(map(SEVERITIES.index, found), default=-1) >= SEVERITIES.index(limit):
        raise typer.Exit(FAILED)
