"""The report as one web page that needs nothing else: no network, no second file, and no script to be read.

``view`` builds what the page shows, ``report.html.jinja`` lays it out, ``page`` puts both together with the style and
the script. Everything that comes from a story is escaped; the page's own policy forbids all but its own style and
script.
"""

from __future__ import annotations

from datetime import UTC, datetime

from compare.records import Report
from compare.report.html.page import page
from compare.report.html.view import view


def render(report: Report) -> str:
    """The report as an HTML page."""
    return page(view(report, created=datetime.now(UTC).isoformat(timespec="seconds")))
