"""The files of ``compare outlets``: which is the source, and what the outlets are called."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from compare.corpus.manifest import name_problem
from compare.errors import LanguageError, OutputError, ReadError
from compare.languages import load
from compare.pipeline import SOURCE_LANGUAGE
from compare.records import Story


def in_order(stories: Sequence[Story]) -> tuple[Story, tuple[Story, ...]]:
    """The source version and the others, in their order. Raises LanguageError unless exactly one is the source,
    ReadError for a single other one."""
    sources = [story for story in stories if story.language == SOURCE_LANGUAGE]
    if len(sources) != 1:
        listed = ", ".join(f"'{story.path}' ({load(story.language).name})" for story in stories)
        found = "None" if not sources else "More than one"
        raise LanguageError(
            f"{found} of the files is in Russian: {listed}. Give one Russian story and its English versions."
        )
    others = tuple(story for story in stories if story is not sources[0])
    if len(others) < MIN_VERSIONS:
        found = f"is one English version alone: '{others[0].path}'" if others else "is no English version"
        raise ReadError(f"There {found}. Give two or more; 'compare run' compares a single one.")
    return sources[0], others


MIN_VERSIONS = 2


def names(versions: Sequence[Story], given: str | None) -> tuple[str, ...]:
    """The outlets' names: those that were given, with commas, or those of the files. They name folders.

    Raises OutputError for names that are too few, alike or no folder's.
    """
    if given and given.lower().endswith(TABLES) and "," not in given:
        raise OutputError(
            f"'{given}' looks like a table of names. In 'compare outlets', --names gives the outlets' names, a,b,...; "
            "give the table with --names-table."
        )
    found = [name.strip() for name in given.split(",")] if given else [_stem(story.path) for story in versions]
    if len(found) != len(versions):
        raise OutputError(
            f"--names gives {len(found)} of the {len(versions)} names that are needed: one for each English version."
        )
    for name in found:
        problem = name_problem("outlet", name)
        if problem:
            raise OutputError(f"{problem} Give other names with --names.")
    if len({name.casefold() for name in found}) < len(found):
        raise OutputError(f"Two outlets have one name: {', '.join(found)}. Give others with --names.")
    return tuple(found)


TABLES = (".csv", ".tsv", ".toml")
"""Ends of the files that ``--names`` of the other commands takes."""


def _stem(path: str) -> str:
    return PurePath(path).stem
