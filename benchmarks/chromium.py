"""Chromium for the benchmark of the page, its screenshots and its tests: the system's own, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


class NoBrowser(Exception):  # noqa: N818
    """What is missing, and how to get it."""


@contextmanager
def launched() -> Iterator[Any]:
    """A running browser (``COMPARE_CHROMIUM`` may name its program). Raises NoBrowser where there is none."""
    program = os.environ.get("COMPARE_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        raise NoBrowser("Chromium is not installed (Debian: apt-get install chromium)")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise NoBrowser('Playwright is not installed (pip install ".[browser]")') from None
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()
