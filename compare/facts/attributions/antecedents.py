"""The speaker that a pronoun or a role stands for, among the names and the unnamed speakers above it.

A pronoun that an unnamed speaker is nearest to (a diplomat said ...; he added ...) stands for no name, and a role that
nobody was introduced with stands for nobody: better none than the wrong one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from compare.facts.reporting import Reporting, SpeakerWord, plain
from compare.records import Span, Token


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text, the roles that it was introduced with, and its gender if the parse knows it. One
    without a ``name`` is a speaker whom nobody names (a diplomat), of ``type`` ``"PERSON"``, ``"ORG"`` or ``"GROUP"``;
    ``title`` are the words right before a name."""

    start: int
    stop: int
    name: str
    type: str
    concepts: frozenset[str]
    feminine: bool | None
    sentence: int = 0
    title: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Source:
    """The words for a speaker: the ``role`` of the noun that the others hang on, its ``details`` (minister *of
    justice*), whether one or many are spoken of, and whether they wish no name."""

    words: tuple[Token, ...]
    head: Token | None
    role: SpeakerWord | None
    details: frozenset[str]
    is_many: bool
    is_hidden: bool
    sentence: int
    among: bool
    """Whether a noun in the plural stands before in its sentence as the subject (the jurors, in their view, ...)."""

    @classmethod
    def of(cls, span: Span, sentence: Sequence[Token], rank: int, vocabulary: Reporting, *, hidden: bool) -> Source:
        """Reads the words of ``span`` in the sentence of this rank."""
        inside = [at for at, token in enumerate(sentence) if span.start <= token.start < span.stop]
        own = set(inside)
        heads = [at for at in inside if sentence[at].head not in own or sentence[at].head == at]
        nominal = [at for at in heads if sentence[at].pos in ("NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM")]
        top = next((at for at in nominal if vocabulary.speaker_word(sentence[at])), None)
        top = next(iter(nominal), None) if top is None else top
        head = sentence[top] if top is not None else None
        details = frozenset(
            plain(sentence[at].lemma.lower())
            for at in inside
            if at != top and sentence[at].pos in ("NOUN", "ADJ", "PROPN")
        )
        return cls(
            words=tuple(sentence[at] for at in inside),
            head=head,
            role=vocabulary.speaker_word(head) if head else None,
            details=details,
            is_many=head is not None and "Number=Plur" in head.features,
            is_hidden=hidden,
            sentence=rank,
            among=_has_many(sentence, span.start, vocabulary),
        )


def _has_many(sentence: Sequence[Token], start: int, vocabulary: Reporting) -> bool:
    subjects = vocabulary.labels("subject") | vocabulary.labels("passive_subject")
    return any(
        token.start < start
        and token.pos == "NOUN"
        and token.relation in subjects
        and "Number=Plur" in token.features
        and ("Animacy=Anim" in token.features or vocabulary.speaker_word(token) is not None)
        for token in sentence
    )


def unnamed(source: Source, sentence: int) -> Mention | None:
    """A speaker whom the words tell without a name, for the pronouns behind him; ``None`` for a pronoun."""
    if source.head is None or source.head.pos not in ("NOUN", "PROPN", "NUM", "ADJ"):
        return None
    if source.role is not None and source.role.kind in ("document", "place"):
        return None
    body = source.role is not None and source.role.kind == "body"
    kind = "GROUP" if source.is_many and not body else "ORG" if body else "PERSON"
    concepts = frozenset({source.role.concept}) if source.role else frozenset()
    return Mention(source.words[0].start, source.words[-1].stop, "", kind, concepts, None, sentence)


def find(
    source: Source, vocabulary: Reporting, earlier: Sequence[Mention], spoken: Sequence[Mention], own: Sequence[Mention]
) -> Mention | None:
    """The name that a pronoun or a role can stand for."""
    found = _find(source, vocabulary, earlier, spoken, own)
    return found if found is not None and found.name else None


def _find(
    source: Source, vocabulary: Reporting, earlier: Sequence[Mention], spoken: Sequence[Mention], own: Sequence[Mention]
) -> Mention | None:
    words = source.words
    for word in words:
        pronoun = vocabulary.pronoun(word)
        if pronoun and len(words) == 1:
            if pronoun == "group":
                return None if source.among else _group(earlier, spoken)
            return _last(pronoun, vocabulary.is_feminine(word), earlier, spoken, source.sentence)
    role = source.role
    if role is None or source.is_hidden or role.kind not in ("person", "body"):
        return None
    if own and role.kind != "body":
        return _by_role(role.concept, earlier)
    if role.kind == "person" and source.is_many:
        return None
    if words[0].text.lower() in vocabulary.labels("indefinite"):
        return None
    kind = "PERSON" if role.kind == "person" else "ORG"
    fitting = [m for m in earlier if role.concept in m.concepts and m.type == kind and _agrees(source, m)]
    if fitting:
        return fitting[-1]
    return _of_the_last(source, role, vocabulary, earlier, spoken)


def _agrees(source: Source, mention: Mention) -> bool:
    """Whether what tells a role from others of its kind does not speak against a name's own title (the minister of
    justice; Transport Minister John Smith)."""
    titled = {word for word in mention.title if source.head is None or word != plain(source.head.lemma.lower())}
    return not (source.details and titled) or bool(source.details & titled)


LONGEST = 4
"""How many words a role may have that whoever spoke last is meant by (the head of state)."""


def _of_the_last(
    source: Source, role: SpeakerWord, vocabulary: Reporting, earlier: Sequence[Mention], spoken: Sequence[Mention]
) -> Mention | None:
    """The last speaker, for a role that whoever spoke last may be meant by (the official; the company)."""
    own = vocabulary.labels("own_bodies") if role.concept == "head" else frozenset()
    if source.details - own or len(source.words) > LONGEST:
        return None
    if role.kind == "person":
        people = [m for m in earlier if m.type == "PERSON"]
        alone = len({m.name for m in people}) == 1
        last = spoken[-1] if spoken else people[-1] if alone else None
        return last if last is not None and _can_play(role.concept, last, vocabulary) else None
    if role.concept not in vocabulary.labels("vague_bodies"):
        return None
    said = [m for m in spoken if m.type == "ORG"]
    if source.head is None or plain(source.head.lemma.lower()) not in vocabulary.labels("vague_words"):
        return None
    named = [m for m in earlier if m.type == "ORG"]
    candidates = said or (named if len({m.name for m in named}) == 1 else [])
    return candidates[-1] if candidates and _can_be(role.concept, candidates[-1], vocabulary) else None


def _can_play(concept: str, mention: Mention, vocabulary: Reporting) -> bool:
    """Whether the last speaker may be meant by this role: not where he was introduced with another one that says more
    than that he speaks or leads (a doctor is no dispatcher)."""
    vague = vocabulary.labels("vague_roles")
    if mention.type != "PERSON" or concept in vocabulary.labels("parties"):
        return False
    return concept in vague or not mention.concepts or bool(mention.concepts & vague)


def _can_be(concept: str, mention: Mention, vocabulary: Reporting) -> bool:
    """Whether a body may be told by this word: no firm by one for an office, no office by one for a firm."""
    state, firms = vocabulary.labels("state_bodies"), vocabulary.labels("firms")
    if concept in firms:
        return not mention.concepts & state
    return concept not in state or not mention.concepts & firms


def _by_role(concept: str, earlier: Iterable[Mention]) -> Mention | None:
    """A role with its body named (the head of NATO) is the person who was introduced so."""
    fitting = [m for m in earlier if m.type == "PERSON" and concept in m.concepts]
    return fitting[-1] if fitting and len({m.name for m in fitting}) == 1 else None


def _group(earlier: Sequence[Mention], spoken: Sequence[Mention]) -> Mention | None:
    """Whom "they" stands for: the last speaker, if that is a body or are many; else the one body that is named."""
    if spoken:
        return spoken[-1] if spoken[-1].type in ("ORG", "GROUP") else None
    bodies = [m for m in earlier if m.type == "ORG"]
    return bodies[-1] if len({m.name for m in bodies}) == 1 else None


KINDS = {"person": ("PERSON",), "body": ("ORG",), "person_or_body": ("PERSON", "ORG")}
"""Types of mentions that a pronoun of each kind may stand for."""


def _last(
    pronoun: str, feminine: bool | None, earlier: Sequence[Mention], spoken: Sequence[Mention], sentence: int
) -> Mention | None:
    """Whoever a pronoun can stand for: who is named before in its own sentence, where nobody spoke in it yet; else the
    last speaker, else the last name."""
    allowed = KINDS.get(pronoun, ())

    def fits(mention: Mention) -> bool:
        if mention.type not in allowed:
            return False
        if mention.type == "PERSON" and mention.feminine is not None and feminine is not None:
            return mention.feminine == feminine
        return True

    here = [m for m in earlier if m.sentence == sentence and m.type == "PERSON"]
    spoke = any(m.sentence == sentence for m in spoken[-2:])
    for pool in ([] if spoke else here, spoken[-2:], earlier[-8:], spoken):
        fitting = [m for m in pool if fits(m)]
        people = [m for m in fitting if m.type == "PERSON"]
        if people or fitting:
            return (people or fitting)[-1]
    return None
