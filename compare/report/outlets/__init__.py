"""The report over several outlets: one web page that needs nothing else, and JSON.

``view`` builds what the page shows and reuses the single report's rows and cards, ``drawing`` sets the tree out,
``outlets.html.jinja`` lays everything out. Everything that comes from a story is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from compare.outlets import Outlets
from compare.report.html.page import environment, policy, shared_script, shared_style
from compare.report.outlets.json import render as render_json
from compare.report.outlets.view import View, view


def contents(found: Outlets, links: bool = True) -> dict[str, str]:
    """The files of the report by their names. ``links``: each outlet's own report lies in a folder of its name."""
    created = datetime.now(UTC).isoformat(timespec="seconds")
    return {"outlets.html": page(view(found, created, links)), "outlets.json": render_json(found)}


def page(shown: View) -> str:
    """The page as text. The same view gives the same page, byte for byte."""
    style = "\n".join((shared_style("base", "findings", "texts", "tables"), _asset("outlets.css"),
                       *_choices(version.number for version in shown.versions)))  # fmt: skip
    script = f"{shared_script('sort')}\n{_asset('outlets.js')}"
    return (
        environment("compare.report.outlets")
        .get_template("outlets.html.jinja")
        .render(view=shown, style=Markup(style), script=Markup(script), policy=policy(style, script))
    )


def _choices(numbers: Iterable[int]) -> Iterable[str]:
    """Which version is shown follows from which button is pressed, without a script too."""
    for number in numbers:
        yield f".versions:has(#show-{number}:checked) > #v{number} {{ display: block; }}"


@cache
def _asset(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


__all__ = ["contents", "page", "view"]
