"""What this machine has, and how this process uses it."""

from __future__ import annotations

import gc
import os


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


GARBAGE = 50_000, 20, 20
"""Objects made between two searches for garbage of the youngest kind, and how many of these go before one of an older
kind. Python's own (700, 10, 10) are for programs that make many cycles; here next to nothing is garbage but by its
count, tables and parses are many small objects, and the search took 5 to 8% of the time."""


def search_garbage_rarely() -> None:
    """For a process of our own, a command or a worker; a library leaves its host's settings alone."""
    gc.set_threshold(*GARBAGE)
