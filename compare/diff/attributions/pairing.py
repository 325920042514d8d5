"""Which attribution of the target stands for which of the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from compare.diff.attributions.renderings import RELATED, is_about, renders_other, said_alike
from compare.diff.attributions.speaker import Match, Speaker, gender, same_source, speaker
from compare.diff.comparison import Comparison, Languages, Side
from compare.facts.reporting import reporting
from compare.records import Attribution, Bead, Fact, Name

WEIGHTS: dict[Match, float] = {"same": 3.0, "unknown": 0.8, "other_role": 0.2, "other": 0.0}
"""What the speakers' match is worth beside one point for the place in the passage."""

ALIKE = 0.5
"""The least share of the words of two reports that render each other for them to be one."""

SAME_STANCE, BOTH_PRONOUNS = 0.7, 0.7
"""What it is worth that both take the same stance, and that both call the speaker by a pronoun."""


@dataclass(frozen=True, slots=True)
class Voice:
    """An attribution with its speaker and its place in its bead, from 0 (first) to 1 (last)."""

    fact: Fact
    value: Attribution
    speaker: Speaker
    place: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two attributions that stand for each other in bead ``bead``; ``near`` if the target's stands in the next one."""

    bead: int
    source: Voice
    target: Voice
    match: Match
    near: bool = False


@dataclass(frozen=True, slots=True)
class Pairing:
    """All pairs of a comparison, and what was left over on each side, by bead."""

    pairs: tuple[Pair, ...]
    source: tuple[tuple[int, Voice], ...]
    target: tuple[tuple[int, Voice], ...]


def voices(side: Side, sentences: Sequence[int]) -> list[Voice]:
    """The attributions of these sentences."""
    facts = side.of("attribution", sentences)
    start = min(side.sentences[i].start for i in sentences)
    length = max(max(side.sentences[i].stop for i in sentences) - start, 1)
    return [
        Voice(fact, value, speaker(side, fact), (value.cue.start - start) / length)
        for fact in facts
        for value in [cast(Attribution, fact.value)]
    ]


def pair(comparison: Comparison) -> Pairing:
    """Pairs within each bead, then pairs of what is left over in neighbouring beads: a speaker who was named one
    sentence earlier or later is not lost."""
    languages = comparison.languages
    pairs: list[Pair] = []
    source_left: list[tuple[int, Voice]] = []
    target_left: list[tuple[int, Voice]] = []
    for rank, bead in comparison.pairs():
        left, right = voices(comparison.source, bead.source), voices(comparison.target, bead.target)
        made = [
            _by_body(comparison, _by_gender(comparison, found))
            for found in _match(rank, left, right, languages)
            if not _is_strayed(comparison, found)
        ]
        pairs.extend(made)
        used = {id(p.source) for p in made} | {id(p.target) for p in made}
        source_left.extend((rank, voice) for voice in left if id(voice) not in used)
        target_left.extend((rank, voice) for voice in right if id(voice) not in used)
    return _across(comparison, pairs, source_left, target_left)


def _is_strayed(comparison: Comparison, pair: Pair) -> bool:
    """Whether the target's reporting word renders another word of the source ("considers" for «считающей»), where no
    name tells that the speakers are one: two attributions that only stand in one passage."""
    if pair.match == "same" or pair.source.value.stance != pair.target.value.stance:
        return False
    if not _is_phrase(pair.source) or _is_phrase(pair.target):
        return False
    if pair.source.speaker.pronoun and not pair.target.speaker.pronoun and _says_the_same(comparison, pair):
        return False  # снисхождения он, по их мнению, не заслуживает; the jury found that he deserved no leniency
    source, lemma = comparison.beads[pair.bead].source, pair.target.value.lemma.split()[0]
    others = comparison.source.of("attribution", source)
    return renders_other(comparison, source, pair.source.fact, lemma, others)


def _says_the_same(comparison: Comparison, pair: Pair) -> bool:
    """Whether most of what the target reports renders what the source's phrase stands beside."""
    return said_alike(comparison, pair.source.fact, pair.target.fact) >= ALIKE


def _score(first: Voice, second: Voice, languages: Languages) -> tuple[float, Match]:
    match = same_source(first.speaker, second.speaker, languages)
    place = 1 - abs(first.place - second.place)
    stance = SAME_STANCE * (first.value.stance == second.value.stance)
    pronoun = BOTH_PRONOUNS * (first.speaker.pronoun and second.speaker.pronoun)
    direct = 0.5 * (first.value.direct == second.value.direct)
    phrase = 0.5 * (_is_phrase(first) == _is_phrase(second))
    told = 0.5 * ((first.value.source is None) == (second.value.source is None))
    role = 0.5 * bool(first.speaker.concepts & second.speaker.concepts)
    return WEIGHTS[match] + place + stance + pronoun + direct + phrase + told + role, match


def _by_gender(comparison: Comparison, pair: Pair) -> Pair:
    """A pronoun and a name are two people if the source version knows the name as one of the other gender."""
    pronoun, named = pair.source.speaker, pair.target.speaker
    if pair.match != "unknown" or not pronoun.pronoun or pronoun.feminine is None or named.resolved:
        return pair
    languages = comparison.languages
    for name in sorted({cast(Name, fact.value).canonical for fact in comparison.source.all_of("name")}):
        known = gender(comparison.source, name) if " " in name else None
        other_gender = known is not None and known != pronoun.feminine
        if other_gender and same_source(Speaker(person=name), Speaker(person=named.person), languages) == "same":
            return replace(pair, match="other")
    return pair


def _by_body(comparison: Comparison, pair: Pair) -> Pair:
    """The delegation and the secretariat are two bodies if the source version names the second elsewhere."""
    mine, theirs = pair.source.speaker, pair.target.speaker
    vague = reporting(comparison.source.language).labels("vague_bodies")
    told = "body" in mine.kinds and not mine.concepts & (vague | theirs.concepts) and not mine.resolved
    if pair.match != "unknown" or not told or theirs.body is None or theirs.resolved or "person" in theirs.kinds:
        return pair
    start, stop = pair.source.fact.start, pair.source.fact.stop
    languages = comparison.languages
    for fact in comparison.source.all_of("name"):
        name = cast(Name, fact.value)
        if name.type == "PERSON" or name.canonical == mine.body or start <= fact.start < stop:
            continue
        if same_source(Speaker(body=name.canonical), Speaker(body=theirs.body), languages) == "same":
            return replace(pair, match="other_role")
    return pair


def _is_phrase(voice: Voice) -> bool:
    """Whether the cue is a phrase that ends in its source (according to) or holds it (по их сообщению), and no verb."""
    source, cue = voice.value.source, voice.value.cue
    return source is not None and (0 <= source.start - cue.stop <= 1 or cue.start <= source.start < cue.stop)


def _match(rank: int, left: Sequence[Voice], right: Sequence[Voice], languages: Languages) -> list[Pair]:
    """One to one, the best pair first."""
    scored = sorted(
        ((*_score(one, other, languages), i, j) for i, one in enumerate(left) for j, other in enumerate(right)),
        key=lambda row: (-row[0], row[2], row[3]),
    )
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    made = []
    for _, match, i, j in scored:
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            made.append(Pair(rank, left[i], right[j], match))
    return made


def _across(
    comparison: Comparison,
    pairs: list[Pair],
    source_left: list[tuple[int, Voice]],
    target_left: list[tuple[int, Voice]],
) -> Pairing:
    languages = comparison.languages
    rest = list(target_left)
    source_rest = []
    for rank, voice in source_left:
        near = next(
            (
                entry
                for entry in rest
                if _neighbours(comparison.beads[rank], comparison.beads[entry[0]])
                and same_source(voice.speaker, entry[1].speaker, languages) == "same"
                and (voice.value.direct or not _is_of_its_own(comparison, rank, entry))
            ),
            None,
        )
        if near is None:
            source_rest.append((rank, voice))
        else:
            rest.remove(near)
            pairs.append(Pair(rank, voice, near[1], "same", True))
    return Pairing(tuple(pairs), tuple(source_rest), tuple(rest))


def _is_of_its_own(comparison: Comparison, rank: int, entry: tuple[int, Voice]) -> bool:
    """Whether a report of the next passage is about that passage and not about this one."""
    bead, voice = entry
    here, own = (
        is_about(comparison, comparison.beads[one].source, comparison.target, voice.fact.sentence, voice.value.content)
        for one in (rank, bead)
    )
    return here < RELATED and own > here


def _neighbours(first: Bead, second: Bead) -> bool:
    """Whether two beads touch on the target side."""
    return min(abs(i - j) for i in first.target for j in second.target) <= 1


def is_surely_other(comparison: Comparison, pair: Pair) -> bool:
    """Two persons are two by their names; two bodies only where the source version names the other one elsewhere: a
    translated name (МИД Польши, Polish Foreign Ministry) is hard to know."""
    body = pair.target.speaker.body
    if pair.match != "other" or body is None:
        return True
    languages = comparison.languages
    names = {cast(Name, fact.value).canonical for fact in comparison.source.all_of("name")}
    mine = Speaker(body=pair.source.speaker.body)
    own = mine.body or ""
    others = (Speaker(body=name) for name in names if name not in own and own not in name)
    return any(same_source(other, Speaker(body=body), languages) == "same" for other in others)
