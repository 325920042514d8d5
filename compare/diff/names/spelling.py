"""Names that are misspelt: neither the table's spelling, nor a scheme's, nor the one that the story has elsewhere.
A surname that only sounds like the source's (Ковалевская, Kovalskaya) is found on the way."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from compare.diff.comparison import Side
from compare.diff.names.story import Item, Names
from compare.names.keys import places, stem, words
from compare.names.letters import distance, fold, is_near
from compare.names.match import NEAR_SOUND, SAME_SOUND
from compare.names.spelling import follows_scheme, has_scheme, is_other_surname, is_slip, is_swapped
from compare.records import Sentence, Span

SHORTEST = 5
"""Letters that a word must have: shorter ones are one slip away from too many others."""

AUDIBLE = 0.3
"""Nats a letter from which a spelling that no scheme gives is called a slip. Of 483 held-out surnames with Russian
endings, 8% follow no scheme and 3% are this far as well, most of them foreign (Остин, Austin)."""


@dataclass(frozen=True)
class Slip:
    """A word of the target that should have been written ``expected`` (``""`` where only a scheme tells).
    ``another``: it is no slip, but another surname that sounds alike."""

    item: Item
    word: Span
    expected: str
    another: bool = False


Unknown = Sequence[Sequence[Span]]
"""Of each sentence of the target its :func:`unknown_words`."""


def slips(
    names: Names, unknown: Unknown, usual: Mapping[str, str], source: Sequence[int], target: Sequence[int]
) -> Iterator[Slip]:
    """The misspelt names of a bead. ``usual``: what :func:`usual_spellings` found."""
    candidates = [word for sentence in target for word in unknown[sentence]]
    seen: set[int] = set()
    for item in names.items(names.comparison.source, source):
        found = _slip(item, candidates, names, usual) or _swapped(item, candidates, target, names)
        if found and found.word.start not in seen:
            seen.add(found.word.start)
            yield found


def unknown_words(names: Names) -> list[list[Span]]:
    """Capitalised words of each sentence of the target that the gazetteer does not know."""
    side = names.comparison.target
    return [list(_unknown_words(names, side, sentence)) for sentence in side.sentences]


def _unknown_words(names: Names, side: Side, sentence: Sentence) -> Iterator[Span]:
    for start, stop, text in places(sentence.text):
        if text[:1].isupper() and len(fold(text)) >= SHORTEST - 1 and not names.gazetteer.lookup(text, side.language):
            bare = text.removesuffix("'s").removesuffix("’s")
            yield Span(sentence.start + start, sentence.start + stop - (len(text) - len(bare)), bare)


def _slip(item: Item, candidates: Sequence[Span], names: Names, usual: Mapping[str, str]) -> Slip | None:
    expected = _expected(item, names)
    language = names.comparison.target.language
    usual_stems = {stem(form, language) for form in expected}
    if any(stem(word.text, language) in usual_stems for word in candidates):
        return None
    for word in candidates:
        for form in sorted(expected):
            if _is_slip(word.text, form, names):
                return Slip(item, word, form)
    return None if item.concepts else _against_scheme(item, candidates, names, usual)


def _swapped(item: Item, candidates: Sequence[Span], target: Sequence[int], names: Names) -> Slip | None:
    """A known place, two letters off: Lybia for Libya, where nothing else stands for it."""
    if item.type != "PLACE" or not candidates:
        return None
    forms = [form for form in sorted(_expected(item, names)) if len(fold(form)) >= SHORTEST]
    found = (Slip(item, word, form) for word in candidates for form in forms if is_swapped(word.text, form))
    slip = next(found, None)
    return None if slip is None or names.is_present(item, names.comparison.target, target) else slip


def _expected(item: Item, names: Names) -> set[str]:
    """How the target's language writes a known name: forms of one word, the surnames of persons."""
    language = names.comparison.target.language
    forms = [form for concept in item.concepts for form in concept.forms.get(language.code, ())]
    if item.type == "PERSON":
        return {words(form)[-1] for form in forms}
    return {form for form in forms if len(words(form)) == 1 and not form.isupper()}


def _is_slip(word: str, form: str, names: Names) -> bool:
    """One letter off, two in a long word; the same stem is no slip (Russians, Russian)."""
    language = names.comparison.target.language
    written, usual = stem(word, language), stem(form, language)
    if len(usual) < SHORTEST - 1 or written == usual or (written[:1] != usual[:1] and written[1:2] != usual[1:2]):
        return False
    return OSA.distance(written, usual) <= (2 if len(usual) > 7 else 1)


def _against_scheme(item: Item, candidates: Sequence[Span], names: Names, usual: Mapping[str, str]) -> Slip | None:
    """A surname that no scheme writes so, or that the target itself writes otherwise elsewhere."""
    language = names.comparison.source.language
    surname = words(item.canonical)[-1] if words(item.canonical) else ""
    if item.type != "PERSON" or len(fold(surname)) < SHORTEST:
        return None
    near = [(distance(surname, word.text), word) for word in candidates]
    far, word = min(near, key=lambda pair: pair[0], default=(NEAR_SOUND + 1, None))
    if word is None or far > NEAR_SOUND:
        return None
    target = names.comparison.target.language
    if (
        surname in usual
        and stem(usual[surname], target) != stem(word.text, target)
        and is_slip(usual[surname], word.text)
    ):
        return Slip(item, word, usual[surname])
    if not has_scheme(surname, language) or far < AUDIBLE or _follows(item, word.text, names):
        return None
    if is_slip(surname, word.text):
        return Slip(item, word, "")
    another = far <= SAME_SOUND and is_other_surname(surname, word.text)  # beyond, they are not taken for one name
    return Slip(item, word, "", another=True) if another else None


def _follows(item: Item, spelling: str, names: Names) -> bool:
    """Whether a scheme gives this spelling for the surname, in its normal form or as it stands."""
    language = names.comparison.source.language
    return any(follows_scheme(reading.atoms[-1].text, spelling, language) for reading in item.readings if reading.atoms)


def usual_spellings(names: Names, unknown: Unknown) -> dict[str, str]:
    """Surname of the source -> how the target spells it most often; of equals the first."""
    comparison = names.comparison
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    looks: dict[str, str] = {}
    for _, bead in comparison.pairs():
        candidates = [word for sentence in bead.target for word in unknown[sentence]]
        for item in names.items(comparison.source, bead.source):
            if item.type == "PERSON" and not item.concepts and words(item.canonical):
                surname = words(item.canonical)[-1]
                text = next((word.text for word in candidates if is_near(surname, word.text, SAME_SOUND)), None)
                if text is not None:
                    spelling = stem(text, comparison.target.language)
                    counts[surname][spelling] += 1
                    looks.setdefault(spelling, text)
    return {surname: looks[found.most_common(1)[0][0]] for surname, found in counts.items()}
