"""Screenshots of a report: ``python -m benchmarks.screenshots [--story NAME] [--version NAME] [--out DIR]``.

Compares a story of ``corpora/`` and takes pictures of its page in Chromium: the first screen, a finding in both texts
(dark), the facts, and a phone. Needs Chromium and ``pip install ".[browser]"``.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from benchmarks.chromium import launched
from benchmarks.setup import CORPUS
from compare.api import compare_stories

DOCS = Path(__file__).parent.parent / "docs"


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its name, the window, the colours, the keys that are pressed first, and what is then brought up."""

    name: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    keys: tuple[str, ...] = ()
    top: str = ""
    check: str = ""


SHOTS = (
    Shot("report", 1280, 860),
    Shot("report-finding", 1280, 620, "dark", keys=("n",) * 4),
    Shot("report-facts", 1280, 480, top="#ledger", check="#ledger-only"),
    Shot("report-phone", 390, 760),
)


def take(browser: Any, page_file: Path, shot: Shot, folder: Path) -> Path:
    """One picture of a page, as a PNG."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(page_file.as_uri())
    for key in shot.keys:
        page.keyboard.press(key)
    if shot.check:
        page.check(shot.check)
        page.evaluate("document.activeElement.blur()")
    if shot.top:
        page.eval_on_selector(shot.top, "one => one.scrollIntoView()")
    page.wait_for_timeout(200)
    path = folder / f"{shot.name}.png"
    page.screenshot(path=path)
    context.close()
    return path


def main() -> None:
    """Takes the pictures and says where they are."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.screenshots", description=__doc__)
    parser.add_argument("--story", default="libya-inquiry")
    parser.add_argument("--version", default="en-wire")
    parser.add_argument("--out", type=Path, default=DOCS)
    arguments = parser.parse_args()
    story = CORPUS / arguments.story
    result = compare_stories(story / "ru.txt", story / f"{arguments.version}.txt")
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        page_file = Path(folder) / "report.html"
        page_file.write_text(result.html, encoding="utf-8")
        for shot in SHOTS:
            path = take(browser, page_file, shot, arguments.out)
            print(f"{path} ({path.stat().st_size / 1000:.0f} kB)")


if __name__ == "__main__":
    main()
