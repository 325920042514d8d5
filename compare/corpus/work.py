"""What a worker does: the rows of one story, from their files to their reports on disk."""

from __future__ import annotations

import gc
import json
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

import compare
from compare import report as reports
from compare.corpus.manifest import Group, Result, Row
from compare.errors import CompareError, LanguageError
from compare.languages import load
from compare.machine import search_garbage_rarely
from compare.models import fingerprint
from compare.outlets import outlets
from compare.outlets.scorecard import Scorecard, scorecard
from compare.pipeline import (
    SOURCE_LANGUAGE,
    Engines,
    Prepared,
    Settings,
    compare_prepared,
    load_engines,
    prepare_source,
    prepare_target,
)
from compare.read import read
from compare.records import Report, Story
from compare.report.outlets import contents

TARGET_LANGUAGE = "en"

SCORES = "scores.json"
"""A row's numbers, with the key that says which texts and settings they are of. Written last: it closes the row."""

SCHEMA = "compare.scores/1"


@dataclass(frozen=True)
class Plan:
    """What every row of a run shares. ``folder`` is where the manifest's paths start; ``threads`` are those of one
    worker's models."""

    folder: Path
    out: Path
    settings: Settings
    formats: tuple[str, ...]
    resume: bool = False
    threads: int | None = None

    @property
    def has_outlets_page(self) -> bool:
        """Whether a story of several rows gets a page over its outlets."""
        return "html" in self.formats

    def row_folder(self, row: Row) -> Path:
        """Where a row's report goes."""
        return self.out / row.story / row.outlet


_ALONE = threading.Lock()
"""A Dask worker may have threads: models and caches are shared, and Python would not share out the work anyway."""


def compare_group(group: Group, plan: Plan) -> tuple[Result, ...]:
    """Compares the rows of one story with their source, which is made ready once. Nothing is raised for a bad row."""
    with _ALONE:
        engines = _engines(plan.settings, plan.threads)
        return _Story(group, plan, engines).results()


@cache
def _engines(settings: Settings, threads: int | None) -> Engines:
    """The models, loaded once a worker, which keeps them to its end: Python need not look through them for garbage.
    Matrix products take one thread: on cores that other workers use more of them wait for each other by spinning."""
    engines = load_engines(SOURCE_LANGUAGE, TARGET_LANGUAGE, settings, threads=threads)
    threadpool_limits(1, user_api="blas")
    gc.collect()
    gc.freeze()
    search_garbage_rarely()
    return engines


class _Story:
    """One story being worked on. The reports are kept until the page over its outlets is written."""

    def __init__(self, group: Group, plan: Plan, engines: Engines) -> None:
        self._group, self._plan, self._engines = group, plan, engines
        self._source: Prepared | None = None
        self._keys: dict[Row, str] = {}
        self._reports: dict[Row, Report] = {}

    def results(self) -> tuple[Result, ...]:
        try:
            story = self._read(self._group.rows[0].ru, SOURCE_LANGUAGE)
        except Exception as error:
            return tuple(Result(row, said(error)) for row in self._group.rows)
        results = tuple(self._guarded(row, story) for row in self._group.rows)
        good = [result.row for result in results if not result.failure]
        if self._plan.has_outlets_page and len(good) > 1:
            try:
                self._over_outlets(good, story)
            except Exception as error:
                problem = f"The page over the outlets could not be made: {said(error)}"
                return tuple(
                    replace(result, failure=problem) if result.row == good[0] else result for result in results
                )
        return results

    def _over_outlets(self, rows: Sequence[Row], story: Story) -> None:
        """The page over the story's outlets, unless it stands there as it would be made; what it needs of rows that
        were finished before is compared again."""
        folder = self._plan.out / self._group.story
        key = sha256("".join(self._keys[row] for row in rows).encode()).hexdigest()
        if self._plan.resume and (read_scores(folder) or {}).get("key") == key:
            return
        _clear(folder)
        reports_of = [self._reports.get(row) or self._compare(story, self._version(row)) for row in rows]
        reports.write_files(folder, contents(outlets([row.outlet for row in rows], reports_of)))
        reports.write_files(folder, {SCORES: json.dumps({"schema": SCHEMA, "key": key}) + "\n"})

    def _guarded(self, row: Row, source: Story) -> Result:
        try:
            return self._row(row, source)
        except Exception as error:
            return Result(row, said(error))

    def _row(self, row: Row, source: Story) -> Result:
        version = self._version(row)
        key = self._keys[row] = self._key(row, source, version)
        folder = self._plan.row_folder(row)
        if self._plan.resume and (read_scores(folder) or {}).get("key") == key:
            return Result(row, skipped=True)
        _clear(folder)
        report = self._reports[row] = self._compare(source, version)
        reports.write(report, folder, self._plan.formats)
        reports.write_files(folder, {SCORES: scores_text(row, key, scorecard(report))})
        return Result(row)

    def _version(self, row: Row) -> Story:
        return self._read(row.en, TARGET_LANGUAGE)

    def _compare(self, source: Story, version: Story) -> Report:
        if self._source is None:
            self._source = prepare_source(source, self._engines)
        return compare_prepared(self._source, prepare_target(version, self._engines), self._engines)

    def _read(self, path: str, language: str) -> Story:
        """A file of the manifest, under the name that it has there: a report does not tell where the folder lies."""
        try:
            story = replace(read(self._plan.folder / path), path=path)
        except CompareError as error:
            raise type(error)(str(error).replace(str(self._plan.folder / path), path)) from error
        if story.language != language:
            raise LanguageError(f"'{path}' is in {load(story.language).name}, not in {load(language).name}.")
        return story

    def _key(self, row: Row, source: Story, version: Story) -> str:
        """Of the texts and of everything that their comparison depends on."""
        made_of = [SCHEMA, _rules(), row.story, row.outlet, row.ru, row.en, source.sha256, version.sha256,
                   self._engines.signature(), self._plan.formats]  # fmt: skip
        return sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()


@cache
def _rules() -> str:
    """Of the tool's own code and tables: between two releases rules change under one version number."""
    package = Path(compare.__file__).parent
    return fingerprint(
        *sorted(path for path in package.rglob("*") if path.suffix in {".py", ".toml", ".tsv", ".jinja"})
    )


def said(error: Exception) -> str:
    """An error in a line."""
    text = " ".join(str(error).split())
    return text if isinstance(error, CompareError) else f"{type(error).__name__}: {text}"


def scores_text(row: Row, key: str, card: Scorecard) -> str:
    """A row's ``scores.json``."""
    return json.dumps({"schema": SCHEMA, "key": key, **scores(row, card)}, ensure_ascii=False, indent=1) + "\n"


def scores(row: Row, card: Scorecard) -> dict[str, Any]:
    """A row's numbers, as the summary has them."""
    counts: dict[str, int] = {
        str(name): count for table in (card.severities, card.kinds) for name, count in table.items()
    }
    right = {f"{kind}s_{name}": getattr(tally, name) for kind, tally in card.facts.items() for name in RIGHT}
    return {
        "story": row.story,
        "outlet": row.outlet,
        "coverage": card.coverage,
        "fidelity": card.fidelity,
        "findings": sum(card.severities.values()),
        **counts,
        "plain_coverage": card.plain_coverage,
        "added_share": card.addition,
        "length_ratio": card.length_ratio,
        "stance_shifts": card.stances,
        "sentences": len(card.units),
        **right,
    }


RIGHT = ("right", "total")


def read_scores(folder: Path) -> dict[str, Any] | None:
    """A row's numbers from its folder, or ``None`` where they are missing or unreadable."""
    with suppress(OSError, ValueError):
        found = json.loads((folder / SCORES).read_text(encoding="utf-8"))
        return found if isinstance(found, dict) and found.get("schema") == SCHEMA else None
    return None


def _clear(folder: Path) -> None:
    """Takes away what a run that was killed left half-written."""
    for draft in folder.glob(f"{reports.DRAFT}*"):
        with suppress(OSError):
            draft.unlink()
