"""Lines of date and time, and the datelines that begin a story («МОСКВА, 5 мая. /Агентство/.»)."""

from __future__ import annotations

import re
from functools import cache

from compare.languages import Language

_CAPS = r"[A-ZА-ЯЁ][A-ZА-ЯЁ.’'-]*[A-ZА-ЯЁ](?:[ -][A-ZА-ЯЁ][A-ZА-ЯЁ.’'-]*){0,4}"
_TITLE = r"[A-ZА-ЯЁ][\w’'-]*(?:[ -][A-ZА-ЯЁ][\w’'-]*){0,3}"
_DASH = r"(?:-{1,3}|[–—―]{1,3})"
_MARKED = r"(?:/[^/\n]{2,60}/|\([^()\n]{2,60}\))"
_CAPITAL = r"[A-ZА-ЯЁ«][\w«»-]*(?:\.[\w«»-]+)*"
_NAMED = rf"(?:«[^»\n]{{2,40}}»|{_CAPITAL}(?: {_CAPITAL}){{0,3}})"
_SPAN = 160
"""Code points that a dateline may take."""


def inline_dateline(text: str, language: Language, bare: bool = True) -> int | None:
    """Where the dateline that begins a paragraph stops, or ``None``; ``bare`` allows one without a date.

    >>> from compare.languages import load
    >>> inline_dateline("TULA, March 5 (Northern News) -- The bridge is open.", load("en"))
    32
    """
    with_date, without_date = _datelines(language)
    head = text[:_SPAN]
    match = with_date.match(head) or (without_date.match(head) if bare else None)
    return len(match[0].rstrip()) if match else None


def is_date_line(line: str, language: Language) -> bool:
    """Whether a line holds a date or a time of day, perhaps a place before it, and nothing else.

    >>> from compare.languages import load
    >>> is_date_line("12 March 2012, 9.47 p.m.", load("en")), is_date_line("12 people", load("en"))
    (True, False)
    """
    if len(line) > 90 or not re.search(r"\d", line):
        return False
    whole, evidence = _date_lines(language)
    return bool(whole.fullmatch(line.strip()) and evidence.search(line))


@cache
def _datelines(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    month, _ = _calendar(language)
    date = f"(?:{language.table('page')['dateline_date'].replace('<month>', month)})"
    place = rf"(?:{_CAPS}|{_TITLE})(?:/(?:{_CAPS}|{_TITLE}))?(?:, ?{_TITLE}){{0,2}}"
    shouted = rf"{_CAPS}(?:/{_CAPS})?(?:, ?{_TITLE}){{0,2}}"
    dash = rf"\s*{_DASH}(?=\s|$)"
    with_date = [
        # МОСКВА, 5 мая. /Агентство/.
        rf"(?:{place}[,.]\s+)?{date}[.,]?\s*{_MARKED}(?:(?:\s*\.)?{dash}|\s*\.|(?<=/)|(?<=\.\))|(?=\s*$))",
        rf"{place}[,.]\s+{date}\s*{_DASH}\s*{_NAMED}(?:\.(?=\s+[«\"“]?[A-ZА-ЯЁ\d])|\.?$)",  # МОСКВА, 5 мая — Агентство.
        rf"(?:{place}[,.]\s+)?{date}[.,]?\s+{_NAMED}{dash}",  # Москва. 5 мая. АГЕНТСТВО -
        rf"{place}[,.]\s+{date}[.,]?{dash}",  # МОСКВА, 5 мая —
        rf"{shouted}[,.]\s+{date}\.(?=\s|$)",  # МОСКВА, 5 мая.
    ]
    without_date = [
        rf"(?:{place}[,.]?\s*)?{_MARKED}(?:\s*\.)?{dash}",  # MOSCOW (Agency) -
        rf"{shouted}[,.]?\s*/[^/\n]{{2,60}}/\.?",  # МОСКВА, /Агентство/.
        rf"(?=[^ ]{{4}}|[^ ]+ [^ ]){shouted}\s+{_DASH}(?=\s+[«\"“‘']?[A-ZА-ЯЁ\d]|\s*$)",  # TULA, Russia —
    ]
    return tuple(re.compile("|".join(f"(?:{form})" for form in forms)) for forms in (with_date, without_date))  # type: ignore[return-value]


@cache
def _date_lines(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    month, weekday = _calendar(language)
    number = r"\d{1,4}(?:st|nd|rd|th)?(?:[.:/-]\d{1,4}){0,2}"
    iso = r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?"
    token = rf"(?:{iso}|{number}|(?<!\w)(?:{month}|{weekday}|{language.table('page')['date_words']})(?!\w))"
    mark = r"[\s,.;:|/()•·—–+-]*"
    whole = rf"(?:(?:{_CAPS}|{_TITLE}), )?{mark}(?:{token}{mark})+"
    evidence = (
        rf"(?<!\w)(?:{month}|{weekday})(?!\w)|\d{{1,2}}[.:]\d\d(?!\d)|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}"
        r"|(?:назад|ago|сегодня|вчера|today|yesterday)"
    )
    return re.compile(whole, re.I), re.compile(evidence, re.I)


@cache
def _calendar(language: Language) -> tuple[str, str]:
    """The months and the weekdays of calendar.toml as two patterns."""
    table = language.table("calendar")
    months = [form for row in table["month"] for form in (*row["forms"], *row.get("short", ()))]
    weekdays = [form for row in table["weekday"] for form in (*row["forms"], *row.get("short", ()))]
    return f"(?:{'|'.join(months)})", f"(?:{'|'.join(weekdays)})"
