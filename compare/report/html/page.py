"""A view laid out: the template, with the style and the script that lie beside it put into the page."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from compare.report.html.view import View

NOT_HTML = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Code points that the HTML standard does not allow in a page (section 13.1.4)."""


def page(view: View) -> str:
    """The page as text. The same view gives the same page, byte for byte."""
    style, script = _style(), _script()
    return (
        environment("compare.report.html")
        .get_template("report.html.jinja")
        .render(
            view=view,
            style=Markup(style),
            script=Markup(script),
            policy=policy(style, script),
        )
    )


def policy(style: str, script: str) -> str:
    """A Content-Security-Policy that admits this style and this script and nothing else, from nowhere.

    Hashes as in <https://www.w3.org/TR/CSP3/#grammardef-hash-source>.
    """
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


STYLES = ("base", "head", "findings", "texts", "tables", "layout")
"""The parts of the style, in the order in which they overrule each other."""

SCRIPTS = ("findings", "filters", "verdicts", "keys")
"""The parts of the script, which share one scope, in the order in which they need each other."""


def shared_style(*names: str) -> str:
    """Parts of the style, for other pages too."""
    return "\n".join(_asset("style", f"{name}.css") for name in names)


def shared_script(*names: str) -> str:
    """Parts of the script, for other pages too."""
    return "\n".join(_asset("script", f"{name}.js") for name in names)


@cache
def _style() -> str:
    return shared_style(*STYLES)


@cache
def _script() -> str:
    """The script in a scope of its own, so that it names nothing on the window."""
    parts = "\n".join(_asset("script", f"{name}.js") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


def _asset(folder: str, name: str) -> str:
    return (files(__package__) / folder / name).read_text(encoding="utf-8")


@cache
def environment(package: str) -> Environment:
    """For the templates of a package: escapes everything, and stumbles over a name that the view does not have."""
    return Environment(
        loader=PackageLoader(package, package_path=""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )


def _finalize(value: object) -> object:
    return NOT_HTML.sub("\ufffd", value) if type(value) is str else value


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
