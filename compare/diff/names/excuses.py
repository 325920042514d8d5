"""Names without a partner that are nevertheless no two names in one place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compare.diff.comparison import Side
from compare.diff.counterparts import stem
from compare.diff.names.beads import Bead, Single
from compare.diff.names.story import Item, Names
from compare.names.keys import words
from compare.names.letters import distance
from compare.names.match import NEAR_SOUND
from compare.places import overlap
from compare.records import Token

RENDERED = 0.2
"""The share of alignments from which on a word renders another: «Пушкинская» is Pushkin Street."""

COMMON = 5
"""How often a word must have been aligned for the lexicon to say that it is a common one."""


def no_rivals(one: Item, other: Item, names: Names) -> bool:
    """Whether a target name cannot have been put in a source name's place, whatever else is told of both."""
    return (
        _is_model(one, other)
        or _in_dateline(one, other, names)
        or renders(one, other, names)
        or _is_word(other, names)
        or _is_clipped(one, other, names)
        or _is_called_by_its_kind(one, other, names)
        or _is_of_another(one, other, names)
    )


def signs(item: Item, side: Side) -> bool:
    """Whether a name stands in a dateline, of which every outlet has a form of its own."""
    return side.sentences[item.fact.sentence].role == "dateline"


def has_stand_in(item: Item, side: Side, sentences: Iterable[int]) -> bool:
    """Whether these sentences have a word that may stand for the name: "he" or "the minister" for a person, "the
    ministry" for a body, outside any other name."""
    table = side.language.table("names")
    words = {"PERSON": {*table["stand_ins"], *table["titles"]}, "ORG": {*table["bodies"]}}.get(item.type, set())
    for number in sentences:
        named = side.of("name", (number,)) if item.type == "ORG" else ()
        for token in side.document.parses[number].tokens:
            if token.lemma.lower() in words and not any(overlap(fact, token) for fact in named):
                return True
    return False


def is_no_news(single: Single, bead: Bead, names: Names) -> bool:
    """Whether a name that the target adds tells a reader nothing: it signs a dateline, stands where the source has a
    role for it, explains where another place lies (Russia's Amur Region), or is a common word or a thing."""
    item, comparison = single.item, names.comparison
    return (
        signs(item, comparison.target)
        or (single.elsewhere and has_stand_in(item, comparison.source, bead.sentences.source))
        or explains(single, bead, names)
        or _is_word(item, names, anywhere=item.type != "PERSON")
        or _is_of_words(item, names)
        or is_same_model(item, comparison.source, bead.sentences.source)
        or any(_sounds_within(one.item, item, names) for one in bead.dropped)
    )


def explains(single: Single, bead: Bead, names: Names) -> bool:
    """Whether a country, of which the source tells elsewhere or need not tell, stands before a name, or behind one that
    both versions have: Russia's Amur Region, Russia's Seversplav; Samara, Russia."""
    comparison, one = names.comparison, single.item.fact
    home = comparison.source.language.table("names")["home"]
    if single.item.type != "PLACE" or not (single.elsewhere or home in {c.id for c in single.item.concepts}):
        return False
    text = comparison.target.document.story.text
    told = [pair.target.fact for pair in bead.pairs if pair.target.type != "PERSON"]
    before = text[one.stop : one.stop + 3] in ("'s ", "’s ") and text[one.stop + 3 : one.stop + 4].isupper()
    return before or any(text[other.stop : one.start] == ", " for other in told)


def is_same_model(item: Item, side: Side, sentences: Iterable[int]) -> bool:
    """Tupolev Tu-154, for Ту-154; К-217b, K-217b: the numbers of the name stand in these sentences of the other
    side."""
    numbers = re.findall(r"\d+", item.fact.text)
    told = " ".join(side.sentences[number].text for number in sentences)
    return bool(numbers) and all(re.search(rf"(?<!\d){number}(?!\d)", told) for number in numbers)


def _is_model(one: Item, other: Item) -> bool:
    """Tupolev Tu-154: a thing, which the recogniser takes for a name of any kind."""
    return not one.type == other.type == "ORG" and any(letter.isdigit() for letter in other.fact.text)


def _in_dateline(one: Item, other: Item, names: Names) -> bool:
    """Each version signs with its own agency, and adds its own country."""
    source, target = names.comparison.source, names.comparison.target
    return "dateline" in (source.sentences[one.fact.sentence].role, target.sentences[other.fact.sentence].role)


def renders(one: Item, other: Item, names: Names) -> bool:
    """Whether the source's name is one word, which a word of the target's name usually renders."""
    tokens = names.comparison.source.document.parses[one.fact.sentence].tokens
    lemmas = [token.lemma for token in tokens if one.fact.start <= token.start < one.fact.stop]
    if len(lemmas) != 1 or one.type == "PERSON":
        return False
    return any(names.lexicon.link(lemmas[0], word.lower()) >= RENDERED for word in words(other.fact.text))


def _is_of_another(one: Item, other: Item, names: Names) -> bool:
    """Whether the target's name sounds like a word of another name that stands beside the source's: Normandian, for
    «министры в нормандском формате»."""
    beside = (item for item in names.items(names.comparison.source, [one.fact.sentence]) if item is not one)
    return any(_sounds_within(item, other, names) for item in beside)


def _sounds_within(one: Item, other: Item, names: Names) -> bool:
    """Whether the target's unknown name sounds like a word of the source's."""
    if " " in other.fact.text or other.concepts:
        return False
    tokens = names.comparison.source.document.parses[one.fact.sentence].tokens
    inside = (token.lemma for token in tokens if one.fact.start <= token.start < one.fact.stop)
    return any(distance(lemma, other.fact.text) <= NEAR_SOUND for lemma in inside)


def _is_clipped(one: Item, other: Item, names: Names) -> bool:
    """Госиздат, the State Publishing House: a word that is clipped at the head of a name opens the other name."""
    word, opening = one.fact.text.lower(), words(other.fact.text.lower())
    table = names.comparison.source.language.table("names").get("clipped", {})
    rendered = {full for clipped, full in table.items() if word.startswith(clipped) and len(word) > len(clipped) + 2}
    return not one.concepts and " " not in word and len(opening) > 1 and bool(rendered & {*opening})


def _is_called_by_its_kind(one: Item, other: Item, names: Names) -> bool:
    """Whether the target says "the station" for the International Space Station, outside the other name."""
    code = names.comparison.target.language.code
    forms = [form.split() for concept in one.concepts for form in concept.forms.get(code, ())]
    kinds = {form[-1].lower() for form in forms if len(form) > 1 and form[-1].istitle()}
    tokens = names.comparison.target.document.parses[other.fact.sentence].tokens
    return any(
        token.lemma in kinds and token.text.islower() and not other.fact.start <= token.start < other.fact.stop
        for token in tokens
    )


def _is_word(item: Item, names: Names, *, anywhere: bool = False) -> bool:
    """Whether a name is a common word that has its capital from opening the sentence ("Glitch grounds freighter"), or
    ``anywhere`` from the words around it (Launch Pad 31)."""
    target = names.comparison.target
    tokens = target.document.parses[item.fact.sentence].tokens
    if item.concepts or not tokens or not (anywhere or _opens(item, tokens[0])):
        return False
    return _renders_common(item.fact.text, names)


def _is_of_words(item: Item, names: Names) -> bool:
    """Spread Prevention: common words alone, of a name that is longer."""
    parts = item.fact.text.split()
    return not item.concepts and len(parts) > 1 and all(_renders_common(part, names) for part in parts)


def _renders_common(word: str, names: Names) -> bool:
    """Whether a word mostly renders a common word, not a name that sounds like it."""
    lemma = stem(word.lower())
    origins = names.lexicon.origins(lemma)
    if sum(origins.values()) < COMMON:
        return False
    return distance(max(origins, key=lambda origin: origins[origin]), lemma) > NEAR_SOUND


def _opens(item: Item, first: Token) -> bool:
    return item.fact.start == first.start and item.fact.stop == first.stop and not first.text.isupper()
