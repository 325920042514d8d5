"""The frozen records that the stages pass to each other.

Text never travels without its place: for every record with ``start`` and ``stop``,
``story.text[record.start:record.stop] == record.text``. Offsets count Unicode code points of the decoded
file, with every newline as ``\\n``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from compare.names.concepts import Gazetteer

Role = Literal["headline", "dateline", "body", "caption", "boilerplate"]
FactKind = Literal["figure", "date", "name", "quote", "attribution", "negation", "hedge"]
FindingKind = Literal[
    "omission",
    "addition",
    "figure",
    "date",
    "name",
    "attribution",
    "quote",
    "negation",
    "hedge",
    "wording",
    "order",
]
Severity = Literal["neutral", "minor", "major", "critical"]
Bound = Literal["exact", "about", "at_least", "at_most", "more_than", "less_than"]
NameType = Literal["PERSON", "ORG", "PLACE"]
Judgement = Literal["real", "harmless", "wrong"]
PairState = Literal["same", "reworded", "differs", "missing", "added", "moved", "aside"]
Stance = Literal["neutral", "assertive", "distancing", "conceding", "denying", "warning", "demanding"]

FramingStance = Literal["favourable", "neutral", "unfavourable"]

FRAMING_STANCES: tuple[FramingStance, ...] = ("favourable", "neutral", "unfavourable")
"""In the order of the cells of a table of framing."""

SEVERITIES: tuple[Severity, ...] = ("neutral", "minor", "major", "critical")
"""From the lightest to the gravest."""

FINDING_KINDS: tuple[FindingKind, ...] = (
    "omission", "addition", "figure", "date", "name", "attribution", "quote", "negation", "hedge", "wording", "order",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a story and its place: code points, ``stop`` exclusive."""

    start: int
    stop: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a file and the part it plays on the page."""

    start: int
    stop: int
    role: Role


@dataclass(frozen=True, slots=True)
class Story:
    """One news event as one outlet tells it in one language: a file that was read.

    ``language`` is an ISO 639-1 code, ``sha256`` the checksum of the file's bytes, ``encoding`` the name of the
    encoding that it was decoded with (``""`` for formats that carry their own).
    """

    text: str
    language: str
    blocks: tuple[Block, ...]
    path: str = ""
    sha256: str = ""
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a story; ``index`` is its rank in the story, ``paragraph`` that of its block."""

    index: int
    start: int
    stop: int
    text: str
    role: Role = "body"
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark with its reading. Offsets are the story's.

    ``pos`` is a Universal Dependencies part of speech; ``features`` holds UD features as ``"Case=Nom|Number=Sing"``;
    ``head`` is the rank of the governing token in the sentence (its own rank for the root); ``relation`` is the
    parser's own label (``languages/*/syntax.toml`` says which labels mean what).
    """

    start: int
    stop: int
    text: str
    lemma: str
    pos: str
    features: str = ""
    head: int = 0
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity as a recogniser saw it."""

    start: int
    stop: int
    text: str
    type: NameType


@dataclass(frozen=True, slots=True)
class Parse:
    """The reading of one sentence."""

    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A story split into sentences, each with its parse (``parses[i]`` reads ``sentences[i]``)."""

    story: Story
    sentences: tuple[Sentence, ...]
    parses: tuple[Parse, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity. ``high`` closes a range. ``unit`` is ``None``, ``percent``, an ISO 4217 code, an SI or common
    symbol, or the counted noun's English lemma. ``step`` is the size of the last digit written (100000 for
    ``2.5 million``): two figures that agree once rounded to the larger step differ only in precision."""

    number: float
    high: float | None = None
    unit: str | None = None
    bound: Bound = "exact"
    step: float = 1.0


@dataclass(frozen=True, slots=True)
class Date:
    """A date, time or period as a TIMEX3 value (ISO 24617-1).

    ``written`` is the value of the words alone where ``timex`` was counted from the story's date (else ``""``);
    ``shift`` how it was counted: a signed ISO 8601 duration (``-P1D`` for yesterday), a bare ``-`` or ``+`` (the last
    or next one of that name), with a leading ``~`` when counted from another date than the story's; ``modifier`` the
    TIMEX3 ``mod``: ``START``, ``MID``, ``END`` or ``""``."""

    timex: str
    written: str = ""
    shift: str = ""
    modifier: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its normal form (nominative, full form of the story)."""

    type: NameType
    canonical: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between marks, without the marks; ``speaker`` is where the speaker is named, if anywhere."""

    words: str
    speaker: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what. ``source`` is ``None`` where nobody is named ("it was reported"); ``resolved`` is the
    normal form of the speaker when ``source`` is a pronoun or a role."""

    source: Span | None
    cue: Span
    lemma: str
    stance: Stance
    direct: bool
    content: Span | None
    resolved: str | None = None


@dataclass(frozen=True, slots=True)
class Polarity:
    """A negation or a hedge: its cue in normal form and the words that it governs."""

    cue: str
    scope: Span


@dataclass(frozen=True, slots=True)
class Framed:
    """A word that takes sides: the concept that it is about, and its stance. Stands in places of findings alone."""

    concept: str
    stance: FramingStance


Value = Figure | Date | Name | Quote | Attribution | Polarity | Framed


@dataclass(frozen=True, slots=True)
class Fact:
    """Something checkable in a sentence, with its place and its normal form."""

    kind: FactKind
    sentence: int
    start: int
    stop: int
    text: str
    value: Value

    @property
    def span(self) -> Span:
        """The place without the reading."""
        return Span(self.start, self.stop, self.text)


@dataclass(frozen=True, slots=True)
class Bead:
    """A group of neighbouring source sentences matched with a group of target sentences (ranks in the story).
    An empty side is an omission or an addition. ``moved`` marks a passage that stands elsewhere in the target."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    similarity: float = 0.0
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Estimate:
    """What an estimator thinks of the words of a bead. ``source`` and ``target`` map the offset of each word in its
    story to the probability (0 to 1) that the other side has no counterpart of it; ``partners`` maps source words to
    the target words that they fit best, where each is the other's best."""

    source: Mapping[int, float]
    target: Mapping[int, float]
    partners: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is, with the normal form of what stands there (``None`` for plain words)."""

    start: int
    stop: int
    text: str
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader made of a finding. ``was`` is the severity that the finding had before the verdict."""

    judgement: Judgement
    note: str = ""
    was: Severity | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between two versions. ``bead`` is a rank in the alignment or ``None``; ``confidence`` is
    between 0 and 1; ``rule`` names the rule that found it; ``message`` is the reason that a reader can check;
    ``verdict`` is what a reader made of it, if one did (see :mod:`compare.verdicts`)."""

    kind: FindingKind
    severity: Severity
    confidence: float
    bead: int | None
    source: tuple[Place, ...]
    target: tuple[Place, ...]
    message: str
    rule: str
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Two versions compared: everything that a report format may show, and nothing about how it shows it.

    ``translations[i]`` is the machine translation of the source side of ``beads[i]``, or ``None``. ``scores`` are
    shares between 0 and 1 and counts; ``signature`` says which tool, engines, models and settings made the report.
    ``notes`` are remarks for the reader, such as that no translation package serves the pair; ``gazetteer`` holds the
    names that were known beforehand (``None``: those that are shipped).
    """

    source: Document
    target: Document
    source_facts: tuple[Fact, ...]
    target_facts: tuple[Fact, ...]
    beads: tuple[Bead, ...]
    translations: tuple[str | None, ...]
    findings: tuple[Finding, ...]
    scores: Mapping[str, Any]
    signature: Mapping[str, Any]
    notes: tuple[str, ...] = ()
    gazetteer: Gazetteer | None = field(default=None, repr=False, compare=False)
