"""The ordered rules: each looks at one place of a line and says what figure stands there, or that none does.

A rule is found in the module named for what it reads: ``uncounted`` (numbers that count nothing), ``references``,
``scores``, ``ratios`` (fractions, shares, factors), ``ranges``, ``ordinals``, ``compounds`` (one word for a number and
its unit) and ``quantities`` (everything else that is counted or measured, with ``money``, ``temperatures`` and
``doubts`` behind it).
"""

from __future__ import annotations

from collections.abc import Callable

from compare.facts.figures.line import Line
from compare.facts.figures.rules.compounds import compound, named_quantity, one_with_part, with_part
from compare.facts.figures.rules.hit import Hit
from compare.facts.figures.rules.ordinals import ordinal
from compare.facts.figures.rules.quantities import quantity
from compare.facts.figures.rules.ranges import one_or_more, span
from compare.facts.figures.rules.ratios import fraction, multiple, share
from compare.facts.figures.rules.references import reference
from compare.facts.figures.rules.scores import score
from compare.facts.figures.rules.uncounted import code, decade, idiom, item, phone, serial

Rule = Callable[[Line, int], Hit | None]

RULES: tuple[Rule, ...] = (
    idiom,
    phone,
    serial,
    item,
    code,
    decade,
    reference,
    score,
    named_quantity,
    with_part,
    one_with_part,
    fraction,
    share,
    multiple,
    span,
    one_or_more,
    ordinal,
    compound,
    quantity,
)
"""In this order; the first that answers decides."""

__all__ = ["RULES", "Hit", "Rule"]
