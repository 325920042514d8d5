"""Whether a number that was read counts anything at all: a year, a pronoun «один», a bare «пара» does not."""

from __future__ import annotations

from compare.facts.figures.line import Amount, Line


def counts_nothing(line: Line, index: int, stop: int, amount: Amount, symbol: str | None, supported: bool) -> bool:
    """Whether the number at ``index`` is none. ``supported``: a unit, a counted noun or a bound stands with it."""
    if amount.spelled and _is_doubtful(line, index, amount):
        return not supported
    if amount.spelled and (amount.number == 0.5 or (amount.about and amount.number == 2)):
        return not supported
    if is_year(line, amount):
        in_a_date = symbol == "year" and line.key(stop - 1).startswith(line.lexicon.year_words)
        return in_a_date or (symbol in (None, "g") and not supported)
    return symbol is None and amount.spelled and _is_part_of_word(line, amount.stop)


def _is_doubtful(line: Line, index: int, amount: Amount) -> bool:
    """Whether a word that may be a numeral is one only with what it counts: «один», «семью», "a score of"."""
    lexicon, alone = line.lexicon, amount.stop == index + 1
    if alone and line.key(index) in lexicon.ambiguous:
        token = line.tokens[index]
        return token is None or token.pos != "NUM"
    found = lexicon.not_alone.at(line.words, index)
    return found is not None and index + found[0] == amount.stop


def _is_part_of_word(line: Line, stop: int) -> bool:
    """four-legged, two-factor: an adjective, not a count."""
    return line.hyphen(stop) and line.key(stop + 1).isalpha()


def is_year(line: Line, amount: Amount) -> bool:
    """Four digits without a group or a scale, between 1000 and 2100."""
    if amount.spelled or amount.scale != 1 or amount.step != 1 or not 1000 <= amount.number <= 2100:
        return False
    return line.words[amount.stop - 1].text == str(int(amount.number))
