"""What this machine has, and how a process of ours uses it."""

import gc

from compare.machine import cores, search_garbage_rarely


def test_there_is_a_core() -> None:
    assert cores() >= 1


def test_garbage_is_searched_for_rarely_and_still_searched_for() -> None:
    before = gc.get_threshold()
    try:
        gc.set_threshold(700, 10, 10)
        search_garbage_rarely()
        assert gc.isenabled()
        assert gc.get_threshold()[0] > 700
    finally:
        gc.set_threshold(*before)
