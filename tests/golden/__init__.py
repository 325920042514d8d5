"""Golden files: what a report looked like when somebody last read it and found it good.

A test that fails leaves the new output beside the gold as ``<name>.new``. Compare the two; if the new one is right, it
is the gold from now on::

    mv tests/golden/report.html.new tests/golden/report.html
"""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parent
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")
ASSETS = re.compile(r"(?<=<style>).*?(?=</style>)|(?<=<script>).*?(?=</script>)|sha256-[\w+/]+=*", re.DOTALL)
"""A page's style, its script and their checksums: looked at in a browser, not here."""


def assert_golden(name: str, text: str) -> None:
    """Demands that the text be the gold, but for the time at which it was made and the assets of a page."""
    text = ASSETS.sub("", TIME.sub("TIME", text))
    gold, new = FOLDER / name, FOLDER / f"{name}.new"
    if not gold.exists() or gold.read_text(encoding="utf-8") != text:
        new.write_text(text, encoding="utf-8", newline="\n")
        raise AssertionError(
            f"{name} differs from its gold: compare {gold} with {new}, then mend the code or the gold."
        )
    new.unlink(missing_ok=True)
