"""Whether a sentence ends at a gap: small named rules, asked in order; the first that knows decides.

Each rule answers ``ENDS``, ``GOES_ON`` or ``None`` (it has nothing to say). Where none knows, the language's
segmenter does.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from compare.split.gaps import Gap
from compare.split.lexicon import Lexicon

ENDS, GOES_ON = True, False
Rule = Callable[[Gap, Lexicon], bool | None]

_QUOTES = "\"'«»“”„‘’"
_DASHES = "—–-"
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_BEFORE_WORD = re.compile(rf"[\s{_QUOTES}(\[…{_DASHES}]*")
_SHORT = 4
"""Words of a left side too short to be a sentence before a capital: «В 2011 г. Россия ...»."""


def ends_sentence(gap: Gap, lexicon: Lexicon) -> bool | None:
    """Whether a sentence ends here; ``None`` where no rule knows."""
    return next((verdict for rule in RULES if (verdict := rule(gap, lexicon)) is not None), None)


def words_on_both_sides(gap: Gap, lexicon: Lexicon) -> bool | None:
    """«... Мы ждём», «Ждём. "»: marks alone are no sentence."""
    if not re.search(r"\w", gap.left) or not re.search(r"\w", gap.right):
        return GOES_ON
    return None


def domain_name(gap: Gap, lexicon: Lexicon) -> bool | None:
    """«сказал он.Ранее» is two sentences set without a space, «Lenta.Ru» and «Interfax.RU» are not."""
    if not gap.glued:
        return None
    left, right = _last_word(gap), _first_word(gap)
    if right.lower() in lexicon.endings or (left and left[0].isupper() and _is_latin(left) != _is_latin(right)):
        return GOES_ON
    known = lexicon.abbreviation(gap.left) is not None
    short = len(left) in (1, 2) or (len(right) == 1 and right not in lexicon.starters)
    return GOES_ON if known or short or left.isupper() or (right.isupper() and len(right) > 1) else ENDS


def small_letter(gap: Gap, lexicon: Lexicon) -> bool | None:
    """«Когда?» — спросил он; "Is it over?" he asked; and «аль-Асад» may begin a sentence."""
    after = _after_marks(gap)
    if after[:1].islower() and not re.match(r"[a-z]+[A-Z]", after) and not lexicon.particle.match(after):
        return GOES_ON
    return None


def comma_follows(gap: Gap, lexicon: Lexicon) -> bool | None:
    """«Придём (все. — Ред.)», — сказал он: a comma behind the closing marks takes the sentence on."""
    return GOES_ON if re.match(rf"[{_QUOTES})\]]*[,;:]", gap.right) else None


def speech_tag(gap: Gap, lexicon: Lexicon) -> bool | None:
    """ "Is it over?" Mr. Smith asked: the speaker belongs to the question."""
    closed = gap.right[:1] in _DASHES or any(mark in gap.closers for mark in _QUOTES)
    if closed and any(mark in "?!…" for mark in gap.mark) and lexicon.speech.match(gap.right.lstrip(_DASHES + " ")):
        return GOES_ON
    return None


def cut_words(gap: Gap, lexicon: Lexicon) -> bool | None:
    """«Он [...] Потом»: an ellipsis in brackets stands for words left out."""
    return GOES_ON if gap.left.rstrip(".…")[-1:] in "([" and gap.closers[:1] in (")", "]") else None


def list_number(gap: Gap, lexicon: Lexicon) -> bool | None:
    """«1. Закон», «а) Закон», "IV. Terms" at the beginning."""
    return GOES_ON if gap.mark == "." and re.fullmatch(r"\s*(?:\d{1,2}|[^\W\d_]|[IVX]+)", gap.left) else None


def initials(gap: Gap, lexicon: Lexicon) -> bool | None:
    """«А. С. Пушкин», "George W. Bush", but "Plan B. The firm"."""
    if gap.mark != "." or gap.closers or not re.search(r"(?<![\w.])[^\W\d_]$", gap.left[-2:]):
        return None
    if not gap.left[-1].isupper():
        return None
    return ENDS if _is_starter(gap, lexicon) else GOES_ON


def dotted_acronym(gap: Gap, lexicon: Lexicon) -> bool | None:
    """ "the U.N. Security Council", "J.K. Rowling", but "in the U.S. The firm"."""
    if gap.mark != "." or gap.closers or not re.search(r"(?<!\w)(?:[^\W\d_]\.\s?)+[^\W\d_]$", gap.left[-20:]):
        return None
    if not gap.left[-1].isupper():
        return None
    return ENDS if _is_starter(gap, lexicon) else GOES_ON


def abbreviation(gap: Gap, lexicon: Lexicon) -> bool | None:
    """«им. Пушкина», «в 2011 г. Россия», "Gen. Brown", "at 5 p.m. Moscow time"."""
    if gap.mark != "." or gap.closers:
        return None
    kind = lexicon.abbreviation(gap.left)
    return _KINDS[kind](gap, lexicon) if kind else None


def unit(gap: Gap, lexicon: Lexicon) -> bool | None:
    """«масса 5,8 т. Его запуск», "to 300 m. After": a unit is no abbreviation that takes a name."""
    if gap.mark != "." or gap.closers or not re.search(r"\d\s?[^\W\d_]{1,2}$", gap.left[-5:]):
        return None
    return _weighed(gap, lexicon)


def number(gap: Gap, lexicon: Lexicon) -> bool | None:
    """«прошла в 2012. Россия», "on December 12. The": a number does not take a full stop in these languages."""
    if gap.mark == "." and gap.left[-1:].isdigit() and _begins(gap, lexicon):
        return ENDS
    return None


def domain_end(gap: Gap, lexicon: Lexicon) -> bool | None:
    """«сообщает Lenta.ru. Ранее»: the end of a domain name is no abbreviation."""
    return ENDS if gap.mark == "." and re.search(r"[^\W\d_]{3,}\.[a-zа-я]{2,4}$", gap.left[-40:]) else None


def inside_brackets(gap: Gap, lexicon: Lexicon) -> bool | None:
    """«(см. прил. Там же)»: brackets opened within a sentence close before it ends."""
    left = gap.text[max(gap.begin, gap.stop - 200) : gap.stop]
    opened = left.rfind("(")
    if opened <= 0 or ")" in left[opened:]:
        return None
    closing = gap.right[:200].find(")")
    return GOES_ON if closing >= 0 and "(" not in gap.right[:closing] else None


def strong_mark(gap: Gap, lexicon: Lexicon) -> bool | None:
    """A question, an exclamation or an ellipsis before a capital or a figure ends a sentence."""
    return ENDS if any(mark in "?!…" for mark in gap.mark) or len(gap.mark) > 1 else None


def plain_word(gap: Gap, lexicon: Lexicon) -> bool | None:
    """A full stop after a word of three letters or more and before a capital: the abbreviations are in the table."""
    if gap.closers or len(_last_word(gap)) < 3 or not gap.left[-1:].isalpha():
        return None
    return ENDS if _begins(gap, lexicon) else None


def closed_quotation(gap: Gap, lexicon: Lexicon) -> bool | None:
    """ "It is over." The firm: a full stop inside the closing mark, then a capital."""
    return ENDS if gap.closers and _begins(gap, lexicon) else None


def closing_mark(gap: Gap, lexicon: Lexicon) -> bool | None:
    """«назвал это «победой». Мэр», "(in 2008). The", "by 5%. The": an abbreviation ends in a letter."""
    return ENDS if gap.left[-1:] in "\"'»”’)]%" and _begins(gap, lexicon) else None


RULES: tuple[Rule, ...] = (
    words_on_both_sides,
    domain_name,
    cut_words,
    small_letter,
    comma_follows,
    speech_tag,
    list_number,
    initials,
    dotted_acronym,
    abbreviation,
    inside_brackets,
    unit,
    number,
    domain_end,
    strong_mark,
    closed_quotation,
    plain_word,
    closing_mark,
)


def _joined(gap: Gap, lexicon: Lexicon) -> bool:
    return GOES_ON


def _number_joined(gap: Gap, lexicon: Lexicon) -> bool | None:
    return GOES_ON if re.match(r"\d|[IVXLC]+\b", gap.right) else None


def _named(gap: Gap, lexicon: Lexicon) -> bool:
    """After "Inc." or "U.S.": only a word that begins sentences ends it."""
    return ENDS if _is_starter(gap, lexicon) else GOES_ON


def _closing(gap: Gap, lexicon: Lexicon) -> bool:
    """After «т. д.» or "p.m.": a capital ends it unless it is one that follows: "p.m. Moscow time"."""
    return GOES_ON if gap.right[0] in "([" or lexicon.followers.match(gap.right) else ENDS


def _weighed(gap: Gap, lexicon: Lexicon) -> bool:
    """After «г.» or «тыс. руб.»: ends where a whole sentence stands on the left."""
    if gap.right[:1].isdigit():
        return GOES_ON
    if _is_starter(gap, lexicon):
        return ENDS
    if len(gap.left.split()) <= _SHORT:
        return GOES_ON
    return bool(lexicon.finite.search(gap.left))


_KINDS: dict[str, Rule] = {
    "join": _joined,
    "number": _number_joined,
    "starter": _named,
    "split": _closing,
    "weigh": _weighed,
}


def _after_marks(gap: Gap) -> str:
    marks = _BEFORE_WORD.match(gap.right)
    return gap.right[marks.end() if marks else 0 :]


def _begins(gap: Gap, lexicon: Lexicon) -> bool:
    """Whether the right side begins as a sentence does: with a capital, or with the particle of a name."""
    after = _after_marks(gap)
    return after[:1].isupper() or bool(lexicon.particle.match(after))


def _first_word(gap: Gap) -> str:
    match = _WORD.match(_after_marks(gap))
    return match[0] if match else ""


def _last_word(gap: Gap) -> str:
    match = re.search(r"[^\W\d_]+$", gap.left[-40:])
    return match[0] if match else ""


def _is_starter(gap: Gap, lexicon: Lexicon) -> bool:
    """Whether the right side begins with a word that begins sentences and is not an initial or a figure."""
    after = _after_marks(gap)
    match = _WORD.match(after)
    if not match:
        return False
    return match[0] in lexicon.starters and after[match.end() : match.end() + 1] != "."


def _is_latin(word: str) -> bool:
    return word[:1] < "\u0250"
