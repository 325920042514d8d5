"""Comparisons of one sentence a bead, read from a table of cases."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from compare.diff.comparison import Comparison
from compare.records import Bead, Finding
from tests.comparisons import comparison

CASES = Path(__file__).parent / "cases"


@cache
def table(kind: str) -> dict[str, Any]:
    return tomllib.loads((CASES / kind / "comparisons.toml").read_text(encoding="utf-8"))


def told(kind: str) -> list[list[str]]:
    """The rows that hold: Russian, English, machine translation, findings."""
    return [row for group in table(kind)["group"] for row in group["cases"]]


def failures(kind: str) -> list[dict[str, Any]]:
    """The rows that are known not to hold, each with its comment."""
    return list(table(kind).get("failure", []))


def known_failures(kind: str) -> list[Any]:
    """The same as parameters of a test that is expected to fail."""
    return [
        pytest.param(
            failure["row"], marks=pytest.mark.xfail(strict=True, reason=failure["comment"]), id=failure["row"][0]
        )
        for failure in failures(kind)
    ]


@cache
def compared(kind: str) -> tuple[list[list[str]], Comparison]:
    """All rows of a table as one comparison, a bead a row: the parsers run once."""
    rows = told(kind) + [failure["row"] for failure in failures(kind)]
    beads = [Bead((rank,), (rank,), 0.8) for rank in range(len(rows))]
    made = comparison([row[0] for row in rows], [row[1] for row in rows], beads)
    return rows, replace(made, translations=tuple(row[2] or None for row in rows))


@cache
def findings(kind: str, find: Callable[[Comparison], Iterator[Finding]]) -> tuple[Finding, ...]:
    return tuple(find(compared(kind)[1]))


def of_row(kind: str, find: Callable[[Comparison], Iterator[Finding]], row: list[str]) -> list[str]:
    """The findings of a row as rule and severity, in alphabetical order."""
    rank = compared(kind)[0].index(row)
    return sorted(f"{one.rule} {one.severity}" for one in findings(kind, find) if one.bead == rank)
