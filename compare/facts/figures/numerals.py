"""Reading a number where it stands: digits in every grouping, number words, scales, groups and halves."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from compare.facts.figures.line import HYPHENS, Amount, Line

_SPACES = re.compile(r"\D")
_UNBOUNDED = 1e18


def read(line: Line, index: int, money: bool = False) -> Amount | None:
    """The number that begins at this word, or ``None``. ``money``: a currency sign stands before it. Most rules ask for
    it, so it is read once."""
    known, key = line.amounts, (index, money)
    if key not in known:
        known[key] = _read(line, index, money)
    return known[key]


def _read(line: Line, index: int, money: bool) -> Amount | None:
    lexicon = line.lexicon
    if vague := _vague(line, index):
        return vague
    if found := lexicon.mixed.at(line.words, index):
        half = Amount(index + found[0], found[1], step=0.1 if found[1] < 10 else 1.0, spelled=True)
        return _scaled(line, half, money)
    if found := lexicon.about.at(line.words, index):
        return _scaled(line, Amount(index + found[0], found[1], spelled=True, about=True), money)
    if line.key(index) in lexicon.articles:
        one = Amount(index + 1, 1.0, spelled=True)
        scaled = _composed(line, one, money)
        return scaled if scaled.stop > index + 1 else None
    simple = digits(line, index) if line.is_digits(index) else _cardinal(line, index)
    if simple is not None:
        return _composed(line, simple, money)
    if _stands_alone(line, index):
        scaled = _composed(line, Amount(index, 1.0, spelled=True), money)
        return scaled if scaled.stop > index else None
    return None


def _stands_alone(line: Line, index: int) -> bool:
    """Whether a scale or a group is a number by itself: «тысяча человек», "an additional million doses"."""
    lexicon = line.lexicon
    found = lexicon.scales.at(line.words, index) or lexicon.groups.at(line.words, index)
    if found is None or lexicon.grammar.bare_scales:
        return found is not None
    following = index + found[0]
    nouns = lexicon.nouns.at(line.lemmas, following) or lexicon.nouns.at(line.words, following)
    counted = nouns or lexicon.units.at(line.words, following)
    return counted is not None and len(line.key(index)) > 3 and line.key(index - 1) not in HYPHENS


def ends_at(line: Line, index: int) -> bool:
    """Whether the word before this one is, or may be part of, a number in words."""
    lexicon, key = line.lexicon, line.key(index - 1)
    tables = (lexicon.cardinals, lexicon.scales, lexicon.groups, lexicon.mixed, lexicon.about, lexicon.ordinals)
    return any(key in table for table in tables)


def digits(line: Line, index: int) -> Amount | None:
    """A number in digits with its groups, decimals and vulgar fraction; no scale.

    ``1,500`` is 1500 in a language that groups by commas and 1.5 in one whose decimals follow a comma.
    """
    words, lexicon = line.words, line.lexicon
    text, stop = _SPACES.sub("", words[index].text), index + 1
    groups = _groups(line, stop, lexicon.grouping) or _groups(line, stop, lexicon.decimal, least=2)
    if groups and len(text) <= 3 and text != "0":
        text += "".join(words[stop + 2 * k + 1].text for k in range(groups))
        stop += 2 * groups
    decimals = ""
    if line.key(stop) in (lexicon.decimal, lexicon.grouping) and line.joins(stop):
        if line.is_digits(stop + 1) and words[stop + 1].text.isdigit():
            decimals, stop = words[stop + 1].text, stop + 2
        elif line.is_digits(stop + 1):  # 2,5 000: the decimals end where the grouping begins
            return None
    number = float(f"{text}.{decimals or 0}")
    return _vulgar(line, Amount(stop, number, step=10.0 ** -len(decimals)))


def _groups(line: Line, index: int, mark: str, least: int = 1) -> int:
    """How many times a mark and three digits follow; a mark that also means decimals must do so twice."""
    count = 0
    while line.key(index) == mark and line.joins(index) and line.is_digits(index + 1):
        if len(line.words[index + 1].text) != 3:
            break
        count, index = count + 1, index + 2
    ambiguous = mark != "," or line.lexicon.decimal == ","
    return count if count >= (2 if ambiguous else least) else 0


def _vulgar(line: Line, amount: Amount) -> Amount:
    """2½, 2 1/2, 3/4."""
    stop = amount.stop
    if part := _glyph(line.key(stop)):
        return replace(amount, stop=stop + 1, number=amount.number + part, step=0.01)
    if _is_ratio(line, stop):
        part = float(line.words[stop].text) / float(line.words[stop + 2].text)
        return replace(amount, stop=stop + 3, number=amount.number + part, step=0.01)
    if _is_ratio(line, stop - 1):
        return replace(amount, stop=stop + 2, number=amount.number / float(line.words[stop + 1].text), step=0.01)
    return amount


def _glyph(key: str) -> float:
    """The value of a character such as ½, 0 for any other."""
    value = unicodedata.numeric(key, 0.0) if len(key) == 1 and not key.isdecimal() else 0.0
    return value if value < 1 else 0.0


def _is_ratio(line: Line, index: int) -> bool:
    if not (line.is_digits(index) and line.key(index + 1) == "/" and line.is_digits(index + 2)):
        return False
    above, below = line.words[index].text, line.words[index + 2].text
    return line.joins(index + 1) and above.isdigit() and below.isdigit() and 0 < int(above) < int(below) <= 10


def _cardinal(line: Line, index: int) -> Amount | None:
    """One number word, or a vulgar fraction by itself."""
    if found := line.lexicon.cardinals.at(line.words, index):
        return Amount(index + found[0], found[1], room=_room(found[1]), spelled=True)
    part = _glyph(line.key(index))
    return Amount(index + 1, part, step=0.01) if part else None


def _room(value: float) -> float:
    """What may be added to a number word: units to tens, tens to hundreds."""
    if value >= 100:
        return 100.0
    return 10.0 if value >= 20 else 0.0


def _composed(line: Line, first: Amount, money: bool) -> Amount:
    """Number words added and multiplied: «два миллиона триста тысяч», "two hundred and five thousand"."""
    total, current, amount, ceiling = 0.0, first.number, first, _UNBOUNDED
    step, scale = first.step, 1.0
    while True:
        following = _skip_hyphen(line, amount.stop)
        if found := line.lexicon.plus.at(line.words, amount.stop):
            if current:
                current += found[1]
            else:  # a million and a half
                total += found[1] * scale
            amount, step = replace(amount, stop=amount.stop + found[0], room=0.0), 0.1
        elif (multiplier := _multiplier(line, following, ceiling, money)) is not None:
            count, value, is_scale = multiplier
            current, step, scale = current * value, step * value, value
            amount = replace(amount, stop=following + count, room=_after_multiplier(value, is_scale))
            if is_scale:
                total, current, ceiling = total + current, 0.0, value
        elif (part := _next_part(line, amount, ceiling, first.spelled)) is not None:
            current, step = current + part.number, part.step
            amount = replace(part, spelled=first.spelled, about=first.about)
        else:
            number = float(f"{total + current:.15g}")
            return replace(amount, number=number, step=step, scale=scale, spelled=first.spelled)


def _after_multiplier(value: float, is_scale: bool) -> float:
    if is_scale:
        return value
    return 100.0 if value == 100 else 0.0


def _multiplier(line: Line, index: int, ceiling: float, money: bool) -> tuple[int, float, bool] | None:
    """A scale smaller than the one before it, or a group: how many words, its value, whether it is a scale."""
    lexicon = line.lexicon
    if (found := lexicon.scales.at(line.words, index)) and found[1] < ceiling and _is_scale(line, index, money):
        return found[0], found[1], True
    if ceiling == _UNBOUNDED or ceiling > 100:
        found = lexicon.groups.at(line.words, index)
        if found and line.key(index - 1) not in lexicon.groups:
            return found[0], found[1], False
    return None


def _is_scale(line: Line, index: int, money: bool) -> bool:
    """A letter is a scale only where it touches its number, and some only next to money or to what is counted."""
    key, lexicon = line.key(index), line.lexicon
    if key in lexicon.glued_scales:
        return line.glued(index)
    if key in lexicon.money_scales:
        counted = lexicon.nouns.at(line.lemmas, index + 1) or lexicon.units.at(line.words, index + 1)
        return line.glued(index) and (money or counted is not None)
    return True


def _next_part(line: Line, amount: Amount, ceiling: float, spelled: bool) -> Amount | None:
    """What is added to the number so far: units after tens, hundreds after thousands."""
    if amount.room <= 0:
        return None
    start = amount.stop
    if line.key(start) in line.lexicon.conjunctions and amount.room >= 100:
        start += 1
    start = _skip_hyphen(line, start) if amount.room == 10 else start
    part = digits(line, start) if line.is_digits(start) else _cardinal(line, start)
    if part is None or not 0 < part.number < amount.room or part.number >= ceiling:
        return None
    if not part.spelled or not spelled:  # 2 млн 784 тыс.: digits are added only with a scale of their own
        found = line.lexicon.scales.at(line.words, part.stop)
        if not found or found[1] >= ceiling or part.number >= 1000 or start != amount.stop:
            return None
    return part


def _scaled(line: Line, amount: Amount, money: bool) -> Amount:
    """«полтора миллиона», "half a million", «пара тысяч»."""
    multiplier = _multiplier(line, amount.stop, _UNBOUNDED, money)
    if multiplier is None:
        return amount
    count, value, is_scale = multiplier
    more = _scaled(line, replace(amount, stop=amount.stop + count, number=amount.number * value,
                                 step=amount.step * value, scale=value), money)  # fmt: skip
    return more if not is_scale else replace(more, about=amount.about)


def _vague(line: Line, index: int) -> Amount | None:
    """Dozens, hundreds of thousands: a size, so the step is ten times the number. «более тысячи» is one thousand."""
    found = line.lexicon.vague.at(line.words, index)
    if found is None:
        return None
    is_bare = line.lexicon.grammar.bare_scales and found[0] == 1
    if is_bare and line.lexicon.bounds_before.before(line.words, index):
        return None
    stop, number = index + found[0], found[1]
    following = stop + 1 if line.key(stop) in line.lexicon.partitive else stop
    for table in (line.lexicon.vague, line.lexicon.scales):
        if further := table.at(line.words, following):
            number *= further[1]
            return Amount(following + further[0], number, 10 * number, spelled=True, vague=True)
    return Amount(stop, number, 10 * number, spelled=True, vague=True)


def _skip_hyphen(line: Line, index: int) -> int:
    """The word after a hyphen that touches both sides."""
    return index + 1 if line.hyphen(index) else index
