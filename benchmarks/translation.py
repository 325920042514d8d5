"""Quality and speed of a translation package: ``python -m benchmarks.translation --source FILE --reference FILE``.

One sentence a line. Prints BLEU and chrF (sacrebleu; ``pip install '.[recipe]'``), the share of numbers of two and more
digits that came through, the outputs that loop, and sentences a second, each as the engine gives them ("model") and
after the copy check ("checked"). ``--beams 1,2,4`` measures several beam sizes. Nothing is taken from the cache of
translations.

A number counts where the human reference has it in digits as well: what a translator words otherwise no copy is due.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from compare import translate
from compare.engines import seq2seq
from compare.translate.checked import CheckedTranslator
from compare.translate.loops import loops

NUMBER = re.compile(r"(?<![\w.,])\d{2,}(?!\w)")
GROUPS = re.compile(r"(?<=\d)[,\u00a0](?=\d{3})")


@dataclass(frozen=True)
class Row:
    """What one setting gave. ``numbers`` is a share of 1, ``loops`` a count, ``speed`` sentences a second; ``load`` is
    how busy the machine was (processes ready to run)."""

    name: str
    beam: int
    bleu: float
    chrf: float
    numbers: float
    loops: int
    speed: float | None = None
    processor: float | None = None
    load: float | None = None

    def __str__(self) -> str:
        quality = f"{self.name:<8} beam {self.beam}  BLEU {self.bleu:.2f}  chrF {self.chrf:.2f}"
        quality += f"  numbers {self.numbers:.1%}  loops {self.loops}"
        if self.speed is None:
            return quality
        return (
            f"{quality}  {self.speed:.0f} sentences/s, {self.processor:.0f} a processor second (load {self.load:.1f})"
        )


def kept(source: Sequence[str], reference: Sequence[str], made: Sequence[str]) -> float:
    """The share of the numbers of two and more digits in source and reference that the translation has."""
    due = found = 0
    for here, there, text in zip(source, (GROUPS.sub("", one) for one in reference), map(_bare, made), strict=True):
        for number in NUMBER.findall(here):
            if number in there:
                due, found = due + 1, found + (number in text)
    return found / due if due else 1.0


def _bare(text: str) -> str:
    return GROUPS.sub("", text)


def measure(engine: translate.Engine, source: Sequence[str], reference: Sequence[str], beam: int) -> Iterator[Row]:
    """Quality of the bare model and of the checked translation, which is the one that is timed."""
    import sacrebleu

    seq2seq.BEAM_SIZE = beam
    engine.candidates(source[:8])  # loads the model
    load = os.getloadavg()[0]
    wall, processor = time.perf_counter(), time.process_time()
    checked = CheckedTranslator(engine).translate(source)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    plain = [proposals[0] for proposals in engine.candidates(source)]
    for name, made in (("model", plain), ("checked", checked)):
        row = Row(
            name,
            beam,
            sacrebleu.corpus_bleu(made, [reference]).score,
            sacrebleu.corpus_chrf(made, [reference]).score,
            kept(source, reference, made),
            sum(loops(one, other) for one, other in zip(source, made, strict=True)),
        )
        if name == "checked":
            rates = {"speed": len(source) / wall, "processor": len(source) / processor, "load": load}
            row = dataclasses.replace(row, **rates)
        yield row


def main() -> None:
    """Prints a line a setting."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.translation", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("--reference", type=Path, required=True)
    parser.add_argument("--pair", default="ru-en")
    parser.add_argument("--translator", help="a folder of Argos packages, or another engine")
    parser.add_argument("--beams", default=str(seq2seq.BEAM_SIZE))
    parser.add_argument("--limit", type=int, help="the first so many sentences")
    arguments = parser.parse_args()
    source, reference = (
        path.read_text(encoding="utf-8").rstrip("\n").split("\n")[: arguments.limit]
        for path in (arguments.source, arguments.reference)
    )
    engine = translate.load_engine(*arguments.pair.split("-"), arguments.translator)
    if engine is None:
        raise SystemExit(f"No package for {arguments.pair}.")
    print(f"{engine.name} ({engine.checksum}), {len(source)} sentences")
    for beam in map(int, arguments.beams.split(",")):
        for row in measure(engine, source, reference, beam):
            print(row, flush=True)


if __name__ == "__main__":
    main()
