"""A parser in a process of its own reads as one in ours does, and says so when its process ends."""

from __future__ import annotations

import pytest

from compare import parse
from compare.engines.apart import ParserApart, can_work_apart
from compare.errors import ModelError
from compare.languages import load
from compare.records import Sentence

pytestmark = pytest.mark.skipif(not can_work_apart(), reason="parsers work apart on Linux with two cores")

SENTENCE = Sentence(0, 0, 35, "Министр Пётр Орлов прибыл в Саратов")


def test_it_reads_as_the_parser_itself() -> None:
    apart, here = ParserApart("ru"), parse.load(load("ru"))
    assert (apart.name, apart.checksum) == (here.name, here.checksum)
    assert apart.parse([SENTENCE]) == here.parse([SENTENCE])


def test_a_process_that_ended_is_said() -> None:
    apart = ParserApart("ru")
    apart._process.terminate()
    with pytest.raises(ModelError, match="A parser ended before its work was done"):
        apart.parse([SENTENCE])
