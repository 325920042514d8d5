"""Titles that lost or gained what makes another title of them: former, acting, deputy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from compare.diff.excerpt import quoted
from compare.diff.wording.bead import APART, Pair
from compare.diff.wording.words import View
from compare.facts.polarity import plain
from compare.facts.spelled import Spelled
from compare.languages import Language
from compare.records import Finding, Place, Token

OFFICES = frozenset({"NOUN", "PROPN"})
ENDS = frozenset({"VERB", "ADP", "PUNCT", "PRON", "SCONJ"})
BEFORE = 4
"""How many words after a mark its title may stand: the former first deputy finance minister."""

SURE, BORNE_OUT = 0.65, 0.8
"""Confidence by the tables and the lexicon alone, and with the machine translation."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title with a mark: the places of both together, and the lemma of the office. ``is_sure`` is set where the mark
    stands with titles alone."""

    mark: str
    place: Place
    office: str
    is_sure: bool


def find(pair: Pair) -> Iterator[Finding]:
    """The marks that one side alone has, of a title that both have."""
    for of_source in (True, False):
        other = pair.view(not of_source)
        for title in _titles(pair.view(of_source)):
            there = _office(pair, title, of_source=of_source)
            if (
                there is not None
                and _may_have(pair, title, there, of_source=of_source)
                and not _answers(other, title.mark)
            ):
                yield _finding(pair, title, there, of_source=of_source)


def _titles(view: View) -> Iterator[Title]:
    text = view.side.document.story.text
    openers = _openers(view.side.language)
    opening = [(rank, view.tokens[rank]) for rank in openers.ranks(view.row.spelled)]
    for mark in _marks(view) if opening else ():
        for rank, token in opening:
            rest = _after_prefix(token.text.lower(), mark, view)
            if rest:
                yield Title(mark["id"], Place(token.start, token.stop, token.text), rest, not mark["things"])
            elif (stop := _stop_of_mark(view, rank, mark)) and (office := _office_after(view, stop)):
                place = Place(token.start, office.stop, text[token.start : office.stop])
                is_sure = plain(token.lemma) not in mark["things"]
                yield Title(mark["id"], place, plain(office.lemma), is_sure)


@dataclass(frozen=True)
class Openers:
    """What the marks of a language begin with: few words do, and a glance at this tells which."""

    words: frozenset[str]
    prefixes: tuple[str, ...]

    def ranks(self, row: Spelled) -> list[int]:
        """Those of the words with which a mark may begin."""
        begun = (rank for rank, form in enumerate(row.forms) if form.startswith(self.prefixes))
        return sorted({*row.ranks_of(self.words), *begun})


@lru_cache(maxsize=8)
def _openers(language: Language) -> Openers:
    marks = language.table("titles")["marks"]
    phrases = {phrase for mark in marks for phrase in mark["phrases"]}
    begun = {phrase[:stop] for phrase in phrases for stop in range(1, len(phrase))}  # the parser may part и. о.
    return Openers(
        frozenset(map(plain, begun.union(*(mark["words"] for mark in marks)))),
        tuple({*phrases, *(prefix for mark in marks for prefix in mark["prefixes"])}),
    )


def _office_after(view: View, stop: int) -> Token | None:
    """The title's noun behind a mark that ends here."""
    after = [rank for rank, token in enumerate(view.tokens) if token.start >= stop][:BEFORE]
    for rank in after:
        token = view.tokens[rank]
        if token.pos in OFFICES and not view.goes_on(rank):
            return token
        if token.pos in ENDS and token.relation != "amod":
            return None
    return None


def _stop_of_mark(view: View, rank: int, mark: Mapping[str, Any]) -> int:
    """Where the mark ends that begins with this word; 0 where none does."""
    token = view.tokens[rank]
    if plain(token.lemma) in mark["words"] or token.text.lower() in mark["words"]:
        return token.stop
    text = view.side.document.story.text
    ends = (token.start + len(phrase) for phrase in mark["phrases"])
    return next((end for end in ends if text[token.start : end].lower() in mark["phrases"]), 0)


def _after_prefix(word: str, mark: Mapping[str, Any], view: View) -> str:
    """The dictionary form of the office in экс-мэр and замминистра; "" for other words."""
    offices = view.side.language.table("titles")["offices"]
    for prefix in mark["prefixes"]:
        rest = plain(word).removeprefix(prefix)
        if rest != plain(word) and (prefix.endswith("-") or rest in offices):
            return str(offices.get(rest, rest))
    return ""


def _marks(view: View) -> list[Mapping[str, Any]]:
    return list(view.side.language.table("titles")["marks"])


def _answers(view: View, name: str) -> bool:
    """Whether a side has such a mark anywhere, or a word that may stand for it."""
    for mark in _marks(view):
        if mark["id"] == name:
            own = {*mark["words"], *mark["answers"]}
            return any(
                plain(token.lemma) in own
                or token.text.lower() in own
                or plain(token.text.lower()).startswith(tuple(mark["prefixes"]))
                or _stop_of_mark(view, rank, mark)
                for rank, token in enumerate(view.tokens)
            )
    return False


def _office(pair: Pair, title: Title, *, of_source: bool) -> Place | None:
    """Where the other side has the bare title."""
    tokens = [token for token in pair.view(not of_source).tokens if token.pos in OFFICES]
    best = max(tokens, key=lambda token: pair.link(title.office, plain(token.lemma), of_source=of_source), default=None)
    if best is None or pair.link(title.office, plain(best.lemma), of_source=of_source) < APART:
        return None
    return Place(best.start, best.stop, best.text)


def _may_have(pair: Pair, title: Title, there: Place, *, of_source: bool) -> bool:
    """Whether this is a title of a person, where the mark speaks of other things as well (an interim deal)."""
    own, other = pair.view(of_source), pair.view(not of_source)
    if title.is_sure:
        return True
    lemmas = {plain(token.lemma) for token in other.tokens if token.start == there.start}
    return title.office in _known(own) or not lemmas.isdisjoint(_known(other))


def _known(view: View) -> frozenset[str]:
    language = view.side.language
    return frozenset((*language.table("names")["titles"], *language.table("titles")["offices"].values()))


def _finding(pair: Pair, title: Title, there: Place, *, of_source: bool) -> Finding:
    source, target = (title.place, there) if of_source else (there, title.place)
    own, their = pair.source.side.language, pair.target.side.language
    says = pair.lacks(title.mark)
    is_borne_out = says is (not of_source)  # the translation has what was lost, or lacks what was added
    what = "lost" if of_source else "added"
    message = (
        f"The {own.name} has {quoted(own, source.text)}, the {their.name} {quoted(their, target.text)}: "
        f"'{title.mark}' was {what}. By: table of titles{', machine translation' if is_borne_out else ''}."
    )
    confidence = BORNE_OUT if is_borne_out else SURE
    return Finding("wording", "major", confidence, pair.rank, (source,), (target,), message, "wording-title")
