"""The date of a story, from its date line or its dateline."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from compare.facts.dates.scan import Scanned
from compare.facts.dates.timex import StoryDay
from compare.records import Document, Sentence

_LINE = 60
"""A date line is at most this long; a dateline («МОСКВА, 14 мая. /ТАСС/», "MOSCOW, May 14 (Agency) --") names its day
within so many characters."""
_OPENING, _MOST = 0.3, 0.5
"""How much of a date line is date: of one that begins with it, and of any other."""
_TOP = 6
"""The date stands in the first so many sentences of a page."""
_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")
_NEAR = datetime.timedelta(days=7)


def _days(found: Sequence[Scanned]) -> list[tuple[Scanned, StoryDay]]:
    pairs = []
    for item in found:
        day = _DAY.fullmatch(item.reading.written)
        if day and not item.reading.shift:
            pairs.append((item, StoryDay(None if day[1] == "XXXX" else int(day[1]), int(day[2]), int(day[3]))))
    return pairs


def _is_date_line(sentence: Sentence, found: Sequence[Scanned]) -> bool:
    """Whether a short line is about half dates and times, or begins with them («12 марта 2012, 21:47»),
    and ends without a stop."""
    inside = [item for item in found if item.sentence == sentence.index]
    share = sum(item.stop - item.start for item in inside) / len(sentence.text)
    ends = re.search(r"[.!?]$", sentence.text) and inside[-1].stop < sentence.stop
    if ends or len(_days(inside)) != 1:
        return False
    opens = inside[0].start == sentence.start
    return len(sentence.text) <= _LINE and share >= (_OPENING if opens else _MOST)


def _stands_in_line(document: Document, item: Scanned, found: Sequence[Scanned]) -> bool:
    """Whether a date stands where a story's own date does: in a dateline, on a line of its own, or after a city."""
    sentence = document.sentences[item.sentence]
    if sentence.role in ("headline", "boilerplate"):
        return False
    if sentence.role == "dateline":
        return True
    if _is_date_line(sentence, found):
        return True
    lead = sentence.text[: item.start - sentence.start]
    return len(lead) <= _LINE and bool(re.match(r"[^\W\d_]+", lead)) and _is_dateline_lead(lead)


def _is_dateline_lead(lead: str) -> bool:
    """A place in capitals before the day: «САМАРА, », "UNITED NATIONS, ", "SAMARA, Russia, "."""
    first = re.split(r"[,./(]", lead, maxsplit=1)[0]
    return lead.rstrip().endswith((",", ".", "/", "—", "-")) and first.isupper()


def story_day(document: Document, found: Sequence[Scanned]) -> StoryDay | None:
    """The story's date as far as it is said. Without a year in the date lines, a full date of the story that falls
    on the same day, or within a week of it, gives the year, if all such dates agree."""
    days = _days(found)
    own = [day for item, day in days if item.sentence < _TOP and _stands_in_line(document, item, found)]
    if not own:
        return None
    full = next((day for day in own if day.year), None)
    if full:
        return full
    day = own[0]
    years = {other.year for _, other in days if other.year and _is_near(other, day)}
    return StoryDay(years.pop(), day.month, day.day) if len(years) == 1 else day


def _is_near(full: StoryDay, day: StoryDay) -> bool:
    date = full.date()
    assert date is not None
    if (day.month, day.day) == (2, 29):
        return (date.month, date.day) == (2, 29)
    return abs(date - datetime.date(date.year, day.month, day.day)) <= _NEAR
