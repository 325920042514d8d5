"""The ordered rules: each looks at one place of a line and says what figure stands there, or that none does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from compare.facts.figures import numerals, surroundings
from compare.facts.figures.line import Line
from compare.facts.figures.numerals import Amount
from compare.records import Bound, Figure

PHONE = re.compile(r"(?:\+\d|\b\d)[\d\s()]*(?:[-\s()]+\d{2,4}){2,}[-\s]\d{2,4}\b")
DASHED = re.compile(r"[-–—]")


@dataclass(frozen=True, slots=True)
class Hit:
    """Words ``first`` to ``stop`` (exclusive) were read; ``figure`` is ``None`` where they count nothing."""

    first: int
    stop: int
    figure: Figure | None


TEMPERATURES = ("degC", "degF")

Rule = Callable[[Line, int], Hit | None]


def idiom(line: Line, index: int) -> Hit | None:
    """«во-первых», "one of": a number word that counts nothing."""
    found = line.lexicon.idioms.at(line.words, index)
    return Hit(index, index + found[0], None) if found else None


def phone(line: Line, index: int) -> Hit | None:
    """+7 495 123-45-67."""
    if not line.is_digits(index):
        return None
    start = line.words[index].start
    at = start - 1 if start and line.sentence.text[start - 1] == "+" else start
    match = PHONE.match(line.sentence.text, at)
    if match is None or len(DASHED.findall(match.group())) + ("(" in match.group()) + ("+" in match.group()) < 2:
        return None
    stop = index
    while stop < len(line.words) and line.words[stop].start < match.end():
        stop += 1
    return Hit(index, stop, None)


def serial(line: Line, index: int) -> Hit | None:
    """12.03.2012, version 1.2.3, 10.0.0.1: three numbers with dots or slashes between them."""
    if not line.is_digits(index):
        return None
    stop = index + 1
    while line.key(stop) in (".", "/") and line.glued(stop) and line.glued(stop + 1) and line.is_digits(stop + 1):
        stop += 2
    if stop < index + 5 or all(len(line.words[k].text) == 3 for k in range(index + 2, stop, 2)):
        return None
    return Hit(index, stop, None)


def item(line: Line, index: int) -> Hit | None:
    """The number of a list item: "1. The", "2) The" at the head of a sentence."""
    if index != 0 or not line.is_digits(0) or len(line.words) < 3 or len(line.words[0].text) > 2:
        return None
    mark = line.key(1)
    if mark not in (".", ")") or not line.glued(1) or line.words[2].glued:
        return None
    return Hit(0, 2, None)


def code(line: Line, index: int) -> Hit | None:
    """Ту-154, COVID-19, H5N6, 5G, Gazeta-2: digits inside a name or a part number."""
    if not line.is_digits(index):
        return None
    before, after = line.key(index - 1), index + 1
    if line.glued(index):
        if before in ("_", "#", "@", "/"):
            return Hit(index, _run(line, after), None)
        if before[-1:].isalpha() and not line.lexicon.prefix_units.before(line.words, index):
            return Hit(index, _run(line, after), None)
        if before in ("-", "–", "‑") and line.glued(index - 1) and _names(line, index - 2):
            return Hit(index, _run(line, after), None)
    if line.glued(after) and line.key(after).isalpha() and not _continues(line, after):
        return Hit(index, _run(line, after), None)
    if line.key(after) in ("-", "‑") and line.glued(after) and line.glued(after + 1):
        word = line.words[after + 1]
        if word.text.isalpha() and word.text[0].isupper() and not _continues(line, after + 1):
            return Hit(index, after + 2, None)
    return None


def _run(line: Line, index: int) -> int:
    """The rank after the letters and digits that touch each other from here on."""
    while line.glued(index) and line.key(index).isalnum():
        index += 1
    return index


def _names(line: Line, index: int) -> bool:
    """Whether this word is the first part of a name such as Ту-154, not a number word."""
    key = line.key(index)
    if len(key) == 1 and key.isalpha():
        return True
    return key[-1:].isalpha() and key not in line.lexicon.cardinals and key not in line.lexicon.scales \
        and key not in line.lexicon.units  # fmt: skip


def _continues(line: Line, index: int) -> bool:
    """Whether letters that touch digits belong to a figure: 10km, 5m, 3rd, 24-летний."""
    lexicon, key = line.lexicon, line.key(index)
    known = key in lexicon.scales or key in lexicon.groups
    unit = lexicon.units.single(key)
    if len(key) == 1 and line.words[index].text.isupper() and unit not in surroundings.CAPITALS:
        return known  # 100K, but 5G is no weight
    known = known or key in lexicon.units
    suffix = key in lexicon.ordinal_suffixes or key in lexicon.cardinal_suffixes or key in lexicon.decade_suffixes
    return known or suffix or any(key.startswith(stem) for stem, _ in lexicon.tails)


def decade(line: Line, index: int) -> Hit | None:
    """1990-е, в 90-х, the 1990s: a period, not a count."""
    if not line.is_digits(index) or not line.words[index].text.isdigit():
        return None
    number = int(line.words[index].text)
    suffix = index + 2 if line.key(index + 1) in ("-", "‑", "'", "’") and line.glued(index + 1) else index + 1
    if number < 20 or not line.glued(suffix) or line.key(suffix) not in line.lexicon.decade_suffixes:
        return None
    if number % 10 and number < 1000:
        return None
    if line.lexicon.articles and number < 1000 and number > 100:
        return None
    return Hit(index, suffix + 1, None)


def reference(line: Line, index: int) -> Hit | None:
    """статья 212.1, Article 41, № 44-ФЗ: the number of a text, compared as such."""
    found = line.lexicon.references.at(line.words, index)
    if found is None:
        return None
    start = index + found[0]
    cased, text = line.lexicon.case_sensitive, line.words[index].text
    if (text not in cased and text.capitalize() in cased) or (line.glued(index) and line.key(index - 1).isalnum()):
        return None
    if line.key(start) == "№" and found[1] != "number":
        start += 1
    if not line.is_digits(start) or not line.words[start].text.isdigit():
        return None
    text, stop = line.words[start].text, start + 1
    if line.key(stop) == "." and line.glued(stop) and line.glued(stop + 1) and line.is_digits(stop + 1):
        text, stop = f"{text}.{line.words[stop + 1].text}", stop + 2
    if surroundings.measure(line, stop) or line.lexicon.scales.at(line.words, stop):
        return None
    if line.key(stop) in ("-", "‑") and line.glued(stop) and line.glued(stop + 1) and line.key(stop + 1).isalpha():
        stop += 2
    try:
        number = float(text)
    except ValueError:
        return None
    return Hit(index, stop, Figure(number, unit=found[1]))


def score(line: Line, index: int) -> Hit | None:
    """3:1, won 3-1: a result. 14:30 is a time."""
    mark = line.key(index + 1)
    if not (line.is_digits(index) and line.is_digits(index + 2)) or mark not in (":", "-", "–", "‑"):
        return None
    if not (line.glued(index + 1) and line.glued(index + 2)):
        return None
    left, right = line.words[index].text, line.words[index + 2].text
    if not (left.isdigit() and right.isdigit()) or len(left) > 3 or len(right) > 3:
        return None
    if line.glued(index + 3) and line.key(index + 3) in (":", "-", ".", "/", ","):
        more = line.is_digits(index + 4) and line.glued(index + 4)
        if more:
            return None
    near = any(line.key(rank) in line.lexicon.score for rank in range(index - 8, index + 9))
    if mark == ":":
        if len(right) == 2 and int(right) < 60 and int(left) < 24 and not near:
            return Hit(index, index + 3, None)
    elif _scale_at(line, index + 3) or _counts(line, index + 3) or not (near or _falls(left, right)):
        return None
    return Hit(index, index + 3, Figure(float(left), high=float(right), unit="score"))


def _falls(left: str, right: str) -> bool:
    """Whether two numbers with a dash can be no range, which climbs: a result, if they are small."""
    return 30 >= int(left) >= int(right)


def _counts(line: Line, index: int) -> bool:
    """Whether a unit or a counted noun stands here, not a word of games: "10-12 seats", but "a 2-2 draw"."""
    return line.key(index) not in line.lexicon.score and surroundings.unit_after(line, index) is not None


def _scale_at(line: Line, index: int) -> bool:
    return line.lexicon.scales.at(line.words, index) is not None


def share(line: Line, index: int) -> Hit | None:
    """«двое из трех», "two in three", «каждый третий»: a part of the whole."""
    lexicon = line.lexicon
    if found := lexicon.every_other.at(line.words, index):
        return _bounded(line, index, index + found[0], Figure(0.5, step=0.01))
    if line.key(index) in lexicon.every and (ordinal_found := lexicon.ordinals.at(line.words, index + 1)):
        if ordinal_found[1] < 2:
            return None
        return _bounded(line, index, index + 1 + ordinal_found[0], Figure(1 / ordinal_found[1], step=0.01))
    above = numerals.read(line, index)
    if above is None or above.number < 1 or above.scale > 1:
        return None
    between = lexicon.share_words.at(line.words, above.stop)
    if between is None:
        return None
    start = above.stop + between[0]
    if line.key(start) in lexicon.every:
        start += 1
    below = numerals.read(line, start)
    if below is None or not above.number < below.number <= 10 or below.scale > 1 or below.vague:
        return None
    unit = surroundings.measure(line, below.stop)
    if unit is not None or line.glued(below.stop):
        return None
    return _bounded(line, index, below.stop, Figure(above.number / below.number, step=0.01))


def fraction(line: Line, index: int) -> Hit | None:
    """«две трети», «пятая часть», "a third of", ½."""
    lexicon = line.lexicon
    if line.key(index - 1) in lexicon.fraction_not_after:
        return None
    if found := lexicon.fractions.at(line.words, index):
        stop = index + found[0]
        phrase = tuple(line.key(rank) for rank in range(index, stop))
        if phrase in lexicon.fraction_need and not _is_part(line, index, stop):
            return None
        if surroundings.measure(line, stop, spelled=True) or lexicon.scales.at(line.words, stop):
            return None
        return _bounded(line, index, stop, Figure(found[1], step=0.01))
    return _parted(line, index)


def _is_part(line: Line, index: int, stop: int) -> bool:
    """Whether "a third" is a part: "a third of", "cut by a third"."""
    if line.key(stop) in line.lexicon.fraction_follow:
        return True
    return line.key(index - 1) in line.lexicon.fraction_before and index != stop - 1


def _parted(line: Line, index: int) -> Hit | None:
    """«пятая часть», «около пятой ее части», «три пятых»."""
    lexicon = line.lexicon
    if not lexicon.fraction_endings:
        return None
    above, start = 1.0, index
    cardinal = lexicon.cardinals.at(line.words, index)
    if cardinal is not None and cardinal[1] < 10:
        above, start = cardinal[1], index + cardinal[0]
    below = lexicon.ordinals.at(line.words, start)
    if below is None or below[1] < 3 or above >= below[1] or not line.key(start).endswith(lexicon.fraction_endings):
        return None
    stop = start + below[0]
    for gap in (0, 1):
        if line.key(stop + gap) in lexicon.fraction_parts:
            return _bounded(line, index, stop + gap + 1, Figure(above / below[1], step=0.01))
    if above > 1 and line.key(start).endswith("ых"):
        return _bounded(line, index, stop, Figure(above / below[1], step=0.01))
    return None


def multiple(line: Line, index: int) -> Hit | None:
    """«вдвое», "twice", "tripled"."""
    found = line.lexicon.multiples.at(line.words, index)
    if found is None:
        return None
    return _bounded(line, index, index + found[0], Figure(found[1], unit="time"))


def compound(line: Line, index: int) -> Hit | None:
    """«двухлетний», «двадцатипятилетие»: one word for a number and its unit."""
    key = line.key(index)
    match = line.lexicon.compound.match(key)
    if match is None or key.startswith(line.lexicon.not_compounds):
        return None
    number = _sum_of_prefixes(match["head"], line.lexicon.prefixes)
    symbol: str | None = dict(line.lexicon.tails)[match["tail"]]
    if symbol == "ordinal":
        return None
    stop = index + 1
    if symbol is not None and symbol.startswith("*"):
        number *= float(symbol[1:])
        counted = surroundings.noun(line, stop)
        symbol, stop = (counted.symbol, counted.stop) if counted else (None, stop)
    return _bounded(line, index, stop, Figure(number, unit=symbol))


def _sum_of_prefixes(head: str, prefixes: Mapping[str, float]) -> float:
    """«двадцатипяти» is 25; the longest prefix is taken first."""
    total = 0.0
    while head:
        prefix = max((p for p in prefixes if head.startswith(p)), key=len)
        total, head = total + prefixes[prefix], head[len(prefix) :]
    return total


def named_quantity(line: Line, index: int) -> Hit | None:
    """«полгода», "a fortnight"."""
    found = line.lexicon.quantities.at(line.words, index)
    if found is None:
        return None
    number, symbol = found[1].split(" ", 1)
    return _bounded(line, index, index + found[0], Figure(float(number), unit=symbol))


def ordinal(line: Line, index: int) -> Hit | None:
    """«третий», 3-й, "third", 21st, «двадцать первый»."""
    lexicon = line.lexicon
    if found := lexicon.ordinals.at(line.words, index):
        return Hit(index, index + found[0], Figure(found[1], unit="ordinal"))
    if line.is_digits(index) and line.words[index].text.isdigit():
        hyphen = line.key(index + 1) in ("-", "‑") and line.glued(index + 1)
        suffix = index + 2 if hyphen else index + 1
        if not line.glued(suffix) or (not hyphen and not lexicon.articles):
            return None
        if line.key(suffix) not in lexicon.ordinal_suffixes:
            return None
        number = float(line.words[index].text)
        return Hit(index, suffix + 1, None if number > 1000 else Figure(number, unit="ordinal"))
    amount = numerals.read(line, index)
    if amount is None or not amount.spelled or amount.room <= 0:
        return None
    start = amount.stop + 1 if line.key(amount.stop) == "-" else amount.stop
    last = lexicon.ordinals.at(line.words, start)
    if last is None or last[1] >= amount.room:
        return None
    return Hit(index, start + last[0], Figure(amount.number + last[1], unit="ordinal"))


def span(line: Line, index: int) -> Hit | None:
    """«от 5 до 7», «2-3 тысячи», "between 5 and 7", "two or three": a range."""
    closers = line.lexicon.range_pairs.get(line.key(index))
    if closers is not None:
        return _between(line, index, closers)
    low = _member(line, index)
    if low is None:
        return None
    amount, symbol, stop = low
    joint = line.key(stop)
    is_dash, is_or = joint in line.lexicon.dashes, joint in line.lexicon.alternatives
    if not is_dash and not is_or:
        return None
    high = _member(line, stop + 1)
    if high is None:
        return None
    if is_or and not amount.number < high[0].number <= amount.number + 5:
        return None
    return _range(line, index, amount, symbol, high)


def _between(line: Line, index: int, closers: tuple[str, ...]) -> Hit | None:
    low = _member(line, index + 1)
    if low is None:
        return None
    amount, symbol, stop = low
    if symbol is None and (counted := surroundings.noun(line, stop)) and line.key(counted.stop) in closers:
        stop = counted.stop
    if line.key(stop) not in closers:
        return None
    high = _member(line, stop + 1)
    return _range(line, index, amount, symbol, high) if high else None


def _member(line: Line, index: int) -> tuple[Amount, str | None, int] | None:
    """One end of a range: its amount, its own unit, the rank after it."""
    sign = _sign(line, index)
    start = index + sign[0] if sign else index
    amount = numerals.read(line, start, money=sign is not None)
    if amount is None or amount.vague:
        return None
    if sign:
        return amount, sign[1], amount.stop
    unit = surroundings.measure(line, amount.stop, amount.spelled)
    return (amount, unit.symbol, unit.stop) if unit else (amount, None, amount.stop)


def _sign(line: Line, index: int) -> tuple[int, str] | None:
    """A currency sign or code before a number: "$", "US$" (in one piece)."""
    found = line.lexicon.prefix_units.at(line.words, index)
    if found is None or not all(line.glued(rank) for rank in range(index + 1, index + found[0])):
        return None
    return found


def _range(
    line: Line, index: int, low: Amount, low_unit: str | None, end: tuple[Amount, str | None, int]
) -> Hit | None:
    high, high_unit, stop = end
    if low_unit is not None and high_unit is not None and low_unit != high_unit:
        return None
    first = low.number
    money = low_unit in line.lexicon.money and _sign(line, index) is not None
    if low.scale == 1 and high.scale > 1 and (low_unit is None or money) and first < high.number / high.scale:
        first *= high.scale
    if not first < high.number:
        return None
    if _is_year(line, low) and _is_year(line, high):
        return None
    symbol = high_unit or low_unit
    step = min(high.step, low.step if first == low.number else high.step)
    figure = Figure(first, high=high.number, unit=symbol, step=step)
    if symbol is None or (money and high_unit is None):
        return _counted(line, index, high.stop, figure, high)
    return _bounded(line, index, stop, figure)


def quantity(line: Line, index: int) -> Hit | None:
    """Any other number with its unit, its counted noun and its bound."""
    if line.key(index) in line.lexicon.minus and (found := _below_zero(line, index)):
        return found
    sign = _sign(line, index)
    start = index + sign[0] if sign else index
    amount = numerals.read(line, start, money=sign is not None)
    if amount is None:
        return None
    amount = _without_suffix(line, amount)
    figure = Figure(amount.number, step=amount.step, unit=sign[1] if sign else None)
    if amount.about or amount.vague:
        figure = Figure(amount.number, step=amount.step, bound="about")
    return _counted(line, index, amount.stop, figure, amount)


def _without_suffix(line: Line, amount: Amount) -> Amount:
    """5-ти, 2-х: the letters of a case, not of a word."""
    if amount.spelled or line.key(amount.stop) not in ("-", "‑") or not line.glued(amount.stop):
        return amount
    if line.key(amount.stop + 1) not in line.lexicon.cardinal_suffixes or not line.glued(amount.stop + 1):
        return amount
    return Amount(amount.stop + 2, amount.number, amount.step, amount.scale)


def _below_zero(line: Line, index: int) -> Hit | None:
    """«минус 5 градусов»."""
    amount = numerals.read(line, index + 1)
    unit = surroundings.measure(line, amount.stop, amount.spelled) if amount else None
    if amount is None or unit is None or unit.symbol not in TEMPERATURES:
        return None
    return _bounded(line, index, unit.stop, Figure(-amount.number, unit=unit.symbol, step=amount.step))


def _counted(line: Line, index: int, stop: int, figure: Figure, amount: Amount) -> Hit | None:
    """The figure with the unit and bounds around it, or no figure where the number proves to count nothing."""
    bound = figure.bound
    if after := surroundings.bound_after(line, stop):
        stop, bound = after
    symbol, factor, known = figure.unit, 1.0, True
    if symbol is None:
        unit = surroundings.unit_after(line, stop, amount.spelled)
        known = unit is not None
        if unit is not None:
            symbol, stop, factor = unit.symbol, unit.stop, unit.factor
            if symbol in TEMPERATURES and (below := line.lexicon.below_zero.at(line.words, stop)):
                stop, factor = stop + below[0], -1.0
            elif symbol in TEMPERATURES and line.key(index - 1) in ("-", "−", "–") and line.glued(index) \
                    and not line.glued(index - 1):  # fmt: skip
                index, factor = index - 1, -1.0
        elif line.key(index - 1) in line.lexicon.age_before:
            symbol, index = "year", index - 1
        elif amount.spelled and bound == "exact" and (inverted := _inverted(line, index)):
            (symbol, index), bound, known = inverted, "about", True
    before = surroundings.bound_before(line, index)
    if _counts_nothing(line, index, stop, amount, symbol, known or before is not None):
        return Hit(index, stop, None)
    high = figure.high * factor if figure.high is not None else None
    made = Figure(figure.number * factor, high, symbol, bound, figure.step * abs(factor))
    return _bounded(line, index, stop, made)


def _inverted(line: Line, index: int) -> tuple[str, int] | None:
    """«человек сорок», «минут через двадцать»: after what it counts, a number word is an approximate one.

    Gives the unit and the rank of the word that says it.
    """
    lexicon = line.lexicon
    rank = index - 2 if line.key(index - 1) in lexicon.bound_gap else index - 1
    if lexicon.articles or rank < 0 or line.key(rank - 1) in lexicon.cardinals or line.is_digits(rank - 1):
        return None
    token = line.tokens[rank]
    plural = token is not None and "Case=Gen" in token.features and "Number=Plur" in token.features
    if not plural and line.key(rank) not in lexicon.inverted:
        return None
    symbol = lexicon.nouns.single(line.lemmas[rank].key) or lexicon.units.single(line.key(rank))
    return (symbol, rank) if symbol else None


def _counts_nothing(line: Line, index: int, stop: int, amount: Amount, symbol: str | None, supported: bool) -> bool:
    """A year, a pronoun «один», a bare «пара»."""
    if amount.spelled and amount.stop == index + 1 and _is_doubtful(line, index):
        return not supported
    if amount.spelled and (amount.number == 0.5 or (amount.about and amount.number == 2)):
        return not supported
    if _is_year(line, amount):
        in_a_date = symbol == "year" and line.key(stop - 1).startswith(line.lexicon.year_words)
        return in_a_date or (symbol in (None, "g") and not supported)
    return symbol is None and amount.spelled and _is_part_of_word(line, amount.stop)


def _is_doubtful(line: Line, index: int) -> bool:
    """Whether a word that may be a numeral is one only with what it counts: «один», «семью»."""
    if line.key(index) in line.lexicon.ambiguous:
        token = line.tokens[index]
        return token is None or token.pos != "NUM"
    return line.key(index) in line.lexicon.not_alone


def _is_part_of_word(line: Line, stop: int) -> bool:
    """four-legged, two-factor: an adjective, not a count."""
    return line.key(stop) in ("-", "‑") and line.glued(stop) and line.glued(stop + 1) and line.key(stop + 1).isalpha()


def _is_year(line: Line, amount: Amount) -> bool:
    """Four digits without a group or a scale, between 1000 and 2100."""
    return not amount.spelled and amount.scale == 1 and amount.step == 1 and 1000 <= amount.number <= 2100 and \
        line.words[amount.stop - 1].text == str(int(amount.number))  # fmt: skip


def _bounded(line: Line, index: int, stop: int, figure: Figure) -> Hit:
    """The figure with the bounds before and after it, which belong to its place too."""
    bound: Bound = figure.bound
    if after := surroundings.bound_after(line, stop):
        stop, bound = after
    if before := surroundings.bound_before(line, index):
        index, bound = before
    return Hit(index, stop, Figure(figure.number, figure.high, figure.unit, bound, figure.step))


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
    fraction,
    share,
    multiple,
    span,
    ordinal,
    compound,
    quantity,
)
"""In this order; the first that answers decides."""
