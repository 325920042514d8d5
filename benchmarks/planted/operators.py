"""The ways in which an English sentence is damaged: one small function a way.

Each takes a sentence and a source of chance and gives the damaged sentence with the place of the change, or ``None``
where it does not apply. They use tables of their own, not those of the tool, so that both cannot be wrong alike.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from compare.records import Entity


@dataclass(frozen=True)
class Sample:
    """A sentence, its named entities (offsets in the sentence), and names of other stories to put in; ``has_person``
    tells whether the source sentence names a person."""

    text: str
    entities: Sequence[Entity]
    strangers: dict[str, list[str]]
    has_person: bool = True


@dataclass(frozen=True)
class Damage:
    """The damaged sentence and where it differs (offsets in the new text; empty where something was cut out)."""

    text: str
    start: int
    stop: int
    was: str
    now: str


Operator = Callable[[Sample, random.Random], Damage | None]


def replace(text: str, start: int, stop: int, new: str) -> Damage:
    """``text`` with ``new`` at this place."""
    return Damage(text[:start] + new + text[stop:], start, start + len(new), text[start:stop], new)


def _pick(pattern: str, text: str, rng: random.Random, flags: int = 0) -> re.Match[str] | None:
    found = list(re.finditer(pattern, text, flags))
    return rng.choice(found) if found else None


MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
NUMBER = r"(?<![\w.,:/-])(?!(?:19|20)\d\d(?!\d))\d+(?:,\d{3})*(?:\.\d+)?(?![\w:/-]|[.,]\d)"
YEAR = r"(?<![\d.,$€£-])(?:19|20)\d\d(?![\d%,.]\d|\d|[a-z-])"


def number(sample: Sample, rng: random.Random) -> Damage | None:
    """A number in digits becomes another of the same form; years, codes and times are left alone."""
    match = _pick(NUMBER, sample.text, rng)
    if match is None:
        return None
    digits = list(match.group())
    places = [index for index, digit in enumerate(digits) if digit.isdigit()]
    place = rng.choice(places[:2])
    digits[place] = rng.choice([d for d in "123456789" if d != digits[place]])
    return replace(sample.text, match.start(), match.end(), "".join(digits))


def scale(sample: Sample, rng: random.Random) -> Damage | None:
    """Million becomes billion, thousand becomes million, and so on."""
    match = _pick(r"(?<=\d )(?:thousand|million|billion|trillion)\b", sample.text, rng)
    others = {"thousand": "million", "million": "billion", "billion": "million", "trillion": "billion"}
    return match and replace(sample.text, match.start(), match.end(), others[match.group()])


def currency(sample: Sample, rng: random.Random) -> Damage | None:
    """One currency becomes another."""
    match = _pick(r"\$|€|£|\b(?:dollars?|euros?|rubles?|roubles?|tenge|hryvnias?|yuan)\b", sample.text, rng)
    if match is None:
        return None
    others = ["$", "€", "£"] if len(match.group()) == 1 else ["dollars", "euros", "rubles", "yuan"]
    stem = match.group().rstrip("s").replace("rouble", "ruble")
    return replace(sample.text, match.start(), match.end(), rng.choice([o for o in others if o.rstrip("s") != stem]))


def year(sample: Sample, rng: random.Random) -> Damage | None:
    """A year becomes another of the same decades."""
    match = _pick(YEAR, sample.text, rng)
    if match is None:
        return None
    shift = rng.choice([-7, -4, -3, -2, -1, 1, 2, 3, 4, 7])
    return replace(sample.text, match.start(), match.end(), str(int(match.group()) + shift))


def month(sample: Sample, rng: random.Random) -> Damage | None:
    """A month becomes another; May and March only where they stand beside a number or a preposition of time."""
    names = "|".join(MONTHS)
    match = _pick(rf"(?<=[a-z\d] )(?:{names})(?= \d|[.,]? )|(?<=\d )(?:{names})\b", sample.text, rng)
    return match and _swap(sample.text, match, MONTHS, rng)


def weekday(sample: Sample, rng: random.Random) -> Damage | None:
    """A day of the week becomes another."""
    match = _pick(rf"\b(?:{'|'.join(WEEKDAYS)})\b", sample.text, rng)
    return match and _swap(sample.text, match, WEEKDAYS, rng)


def _swap(text: str, match: re.Match[str], names: Sequence[str], rng: random.Random) -> Damage:
    return replace(text, match.start(), match.end(), rng.choice([name for name in names if name != match.group()]))


BOUNDS = {
    "more than": "less than", "over": "under", "at least": "at most", "up to": "more than", "less than": "more than",
    "nearly": "more than", "almost": "more than", "fewer than": "more than",
}  # fmt: skip


def bound(sample: Sample, rng: random.Random) -> Damage | None:
    """The bound of a figure is turned round."""
    match = _pick(rf"\b(?:{'|'.join(BOUNDS)})(?= [$€£]?\d)", sample.text, rng, re.IGNORECASE)
    return match and replace(sample.text, match.start(), match.end(), BOUNDS[match.group().lower()])


def name(sample: Sample, rng: random.Random) -> Damage | None:
    """A person, place or organisation becomes one of the same type that another story names."""
    found = [entity for entity in sample.entities if sample.strangers.get(entity.type) and entity.text[0].isupper()]
    if not found:
        return None
    entity = rng.choice(found)
    others = [other for other in sample.strangers[entity.type] if other.lower() not in sample.text.lower()]
    return replace(sample.text, entity.start, entity.stop, rng.choice(others)) if others else None


DATE = rf"(?:(?:{'|'.join(MONTHS)})(?: \d{{1,2}})?(?:, \d{{4}})?|(?:{'|'.join(WEEKDAYS)})|(?:19|20)\d\d(?![\d%,.]\d))"
TURNED = {
    "before": "after", "after": "before", "until": "since", "till": "since", "by": "after", "since": "before",
    "from": "until",
}  # fmt: skip


def date_bound(sample: Sample, rng: random.Random) -> Damage | None:
    """Before a date becomes after it, since it until it, and so on."""
    match = _pick(
        rf"\b(?:{'|'.join(TURNED)})(?= {DATE}\b(?! ?(?:to|through|until|[-–])))", sample.text, rng, re.IGNORECASE
    )
    if match is None:
        return None
    new = TURNED[match.group().lower()]
    return replace(sample.text, match.start(), match.end(), new.capitalize() if match.group()[0].isupper() else new)


def dates_swapped(sample: Sample, rng: random.Random) -> Damage | None:
    """Two dates of one form in a sentence change places."""
    return _exchange(
        sample.text,
        (r"\b(?:19|20)\d\d(?![\d%,.]\d)\b(?!-)", "|".join(WEEKDAYS), rf"(?:{'|'.join(MONTHS)}) \d{{1,2}}\b"),
        rng,
    )


def figures_swapped(sample: Sample, rng: random.Random) -> Damage | None:
    """Two numbers in digits of one sentence change places."""
    counted = rf"(?<!No\. )(?<![A-Z])(?<!{')(?<!'.join(f'{name} ' for name in MONTHS)}){NUMBER}(?!%| percent)"
    shares = rf"{NUMBER}(?=%| percent)"
    return _exchange(sample.text, (counted, shares), rng)


def _exchange(text: str, patterns: Sequence[str], rng: random.Random) -> Damage | None:
    """Two different matches of one pattern change places, unless they make a range."""
    for pattern in patterns:
        found = list(re.finditer(pattern, text))
        pairs = [
            (one, other) for one, other in pairwise(found)
            if one.group() != other.group() and len(text[one.end() : other.start()].split()) > 1
        ]  # fmt: skip
        if pairs:
            one, other = rng.choice(pairs)
            middle = text[one.end() : other.start()]
            new = f"{other.group()}{middle}{one.group()}"
            return replace(text, one.start(), other.end(), new)
    return None


SAYING = r"(?:said|says|told|noted|added|stated|announced|reported|explained|believes|stressed|emphasized|wrote)"


def speaker(sample: Sample, rng: random.Random) -> Damage | None:
    """The person who says it becomes another, if the source names one too: recognisers take broadcasters for people."""
    people = [
        entity
        for entity in sample.entities
        if entity.type == "PERSON"
        and (
            re.match(rf"\s+(?:\w+\s+)?{SAYING}\b", sample.text[entity.stop :])
            or re.search(rf"(?:\b{SAYING}|according to)\s+(?:[\w.-]+\s+){{0,4}}$", sample.text[: entity.start], re.I)
        )
    ]
    strangers = [name for name in sample.strangers.get("PERSON", ()) if " " in name]  # whole names are surely names
    if not people or not strangers or not sample.has_person:
        return None
    entity = rng.choice(people)
    others = [other for other in strangers if other.lower() not in sample.text.lower()]
    return replace(sample.text, entity.start, entity.stop, rng.choice(others))


def reporting_verb(sample: Sample, rng: random.Random) -> Damage | None:
    """A plain verb of saying becomes one that takes a stance."""
    match = _pick(r"\b(?:said|noted|added|stated|explained)\b(?! to\b)", sample.text, rng)
    return match and replace(
        sample.text, match.start(), match.end(), rng.choice(["claimed", "denied", "admitted", "warned", "alleged"])
    )


def attribution_dropped(sample: Sample, rng: random.Random) -> Damage | None:
    """``..., X said.`` loses its tail, ``According to X, ...`` and ``X said that ...`` their head. A tail behind fewer
    than four words is the sentence itself (Meanwhile, the doctors said ...)."""
    text = sample.text
    tail = re.search(rf"[,”\"]+ (?:\w[\w.'’-]* ){{0,8}}{SAYING}(?! that\b)(?: \w[\w.'’-]*){{0,8}}\.$", text)
    if tail and '"' not in text and "“" not in text and len(text[: tail.start()].split()) >= 4:
        return Damage(text[: tail.start()] + ".", tail.start(), tail.start() + 1, tail.group(), ".")
    head = re.match(rf"(?:According to [^,]{{3,60}}, |(?:[\w.'’-]+ ){{1,8}}{SAYING} that )(?=\w)", text)
    if head is None or '"' in text[: head.end()]:
        return None
    rest = text[head.end() :]
    return Damage(rest[0].upper() + rest[1:], 0, 1, head.group(), "")


AUXILIARIES = r"(?:is|are|was|were|has|have|had|will|would|can|could|should|must)"
NEGATIVE = r"\b(?:not|no|never|nor|neither|without|nobody|none|nothing|hardly)\b|n['’]t\b|cannot"


def negation_added(sample: Sample, rng: random.Random) -> Damage | None:
    """``is`` becomes ``is not``; sentences that have a negation already are left alone."""
    if re.search(NEGATIVE, sample.text, re.I) or "?" in sample.text:
        return None
    match = _pick(rf"(?<=\w )\b{AUXILIARIES}(?= [a-z])", sample.text, rng)
    return match and replace(sample.text, match.start(), match.end(), match.group() + " not")


def negation_dropped(sample: Sample, rng: random.Random) -> Damage | None:
    """``is not`` becomes ``is``, ``cannot`` becomes ``can``."""
    match = _pick(rf"(?<=\b)(?P<aux>{AUXILIARIES})(?: not\b(?! only)|n['’]t\b)|\b(?P<can>can)not\b", sample.text, rng)
    return match and replace(sample.text, match.start(), match.end(), match.group("aux") or match.group("can"))


HEDGES = r"allegedly|reportedly|possibly|probably|perhaps|apparently|supposedly|presumably|likely|potentially"


def hedge_dropped(sample: Sample, rng: random.Random) -> Damage | None:
    """An adverb of doubt goes; ``may`` and ``might`` become ``will``."""
    match = _pick(
        rf"\b(?:(?<!most )(?<!more )(?<!un)(?:{HEDGES}) (?!than|to\b)|(?:may|might)(?= [a-z]))", sample.text, rng
    )
    if match is None:
        return None
    new = "will" if match.group() in ("may", "might") else ""
    return replace(sample.text, match.start(), match.end(), new)


def quotation_cut(sample: Sample, rng: random.Random) -> Damage | None:
    """A quotation of ten words or more loses its second half. What stands between two quotations is none."""
    match = _pick(r"(?<![\w.,!?])[“\"](?=\S)([^“”\"]{50,})(?<=\S)[”\"](?!\w)", sample.text, rng)
    words = match.group(1).split() if match else []
    if match is None or len(words) < 10:
        return None
    kept = " ".join(words[: len(words) // 2]).rstrip(",;:")
    end = "," if match.group(1).rstrip().endswith(",") else ""
    return replace(sample.text, match.start(1), match.end(1), kept + end)


FACTUAL = ("figure", "date", "name", "attribution", "quote", "negation", "hedge")

OPERATORS: dict[str, tuple[Operator, tuple[str, ...]]] = {
    "number": (number, ("figure", "date")),
    "scale": (scale, ("figure",)),
    "currency": (currency, ("figure",)),
    "bound": (bound, ("figure",)),
    "year": (year, ("date", "figure")),
    "month": (month, ("date",)),
    "weekday": (weekday, ("date",)),
    "date bound": (date_bound, ("date",)),
    "dates swapped": (dates_swapped, ("date",)),
    "figures swapped": (figures_swapped, ("figure",)),
    "name": (name, ("name", "attribution")),
    "speaker": (speaker, ("attribution", "name")),
    "reporting verb": (reporting_verb, ("attribution",)),
    "attribution dropped": (attribution_dropped, ("attribution",)),
    "negation added": (negation_added, ("negation",)),
    "negation dropped": (negation_dropped, ("negation",)),
    "hedge dropped": (hedge_dropped, ("hedge",)),
    "quotation cut": (quotation_cut, ("quote", "wording", "omission")),
}
"""Name -> the damage, and the kinds of finding that count as having caught it."""

RARE = ("date bound", "dates swapped", "figures swapped")
"""Operators that few sentences allow: a run of their own, with many rounds, tells more of them."""

USUAL = tuple(name for name in OPERATORS if name not in RARE)
