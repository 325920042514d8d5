"""Scores of a translation package: ``python -m benchmarks.translation --source FILE --reference FILE``.

One sentence a line. Needs sacrebleu (``pip install sacrebleu``).
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from compare import translate


def main() -> None:
    """Prints BLEU, chrF and sentences a second."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.translation", description=__doc__)
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("--reference", type=Path, required=True)
    parser.add_argument("--pair", default="ru-en")
    parser.add_argument("--translator", type=Path, help="a folder of Argos packages")
    arguments = parser.parse_args()
    import sacrebleu

    source, reference = (
        path.read_text(encoding="utf-8").rstrip("\n").split("\n") for path in (arguments.source, arguments.reference)
    )
    engine = translate.load(*arguments.pair.split("-"), arguments.translator)
    if engine is None:
        raise SystemExit(f"No package for {arguments.pair}.")
    start = time.perf_counter()
    done = engine.translate(source)
    seconds = time.perf_counter() - start
    bleu, chrf = sacrebleu.corpus_bleu(done, [reference]), sacrebleu.corpus_chrf(done, [reference])
    print(f"{engine.name}: {bleu}\n{chrf}\n{len(source) / seconds:.0f} sentences a second")


if __name__ == "__main__":
    main()
