"""A report made by hand for the tests of its formats.

A short story of ours with every kind of finding; places that nest, overlap and run over two sentences; a moved
passage, an omission, an addition; and words that would be markup if a format let them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compare.diff.comparison import Comparison, Side
from compare.languages import load
from compare.records import (
    Attribution,
    Bead,
    Block,
    Date,
    Document,
    Fact,
    FactKind,
    Figure,
    Finding,
    FindingKind,
    Name,
    Parse,
    Place,
    Polarity,
    Quote,
    Report,
    Role,
    Sentence,
    Severity,
    Span,
    Story,
    Value,
)
from compare.scores import score

RU: tuple[tuple[Role, str], ...] = (
    ("headline", "Власти Зареченска закрыли мост через Лугу на 60 дней"),
    ("dateline", "ЗАРЕЧЕНСК, 3 марта."),
    ("body", "Мэр Ирина Соколова сообщила в среду, что на мосту работают не менее 120 человек."),
    ("body", '"Мы не намерены повышать плату <script>alert("мост")</script> за проезд.'),
    ("body", "Остановки & парковка остаются бесплатными'', - сказала она."),
    ("body", "Подрядчик, возможно, не уложится в срок."),
    ("body", "Жители трёх деревень пожаловались в прокуратуру."),
    ("body", "Ремонт 40 м пролёта обойдётся в 2,5 млн рублей."),
    ("body", "Мост построили в 1978 году."),
    ("caption", "Мост через Лугу / Фото автора"),
    ("boilerplate", "Подписывайтесь на нас"),
)
EN: tuple[tuple[Role, str], ...] = (
    ("headline", "Zarechensk shuts its bridge over the river for 90 days"),
    ("dateline", "ZARECHENSK, March 3 --"),
    ("body", "The bridge was built in 1978."),
    ("body", "Mayor Irina Sokolovskaya claimed on Thursday that 120 people were at work."),
    ("body", "She said they meant to raise tolls <b>&amp; keep</b> parking | stops free."),
    ("body", "The contractor will miss the deadline."),
    ("body", "Repairing the 131-foot span will devour 2.5 million roubles."),
    ("body", 'Critics called the "plan" reckless.'),
    ("caption", "The bridge / Author's photo"),
    ("boilerplate", "Follow us"),
)
BEADS = (
    Bead((0,), (0,), 0.81),
    Bead((1,), (1,), 0.9),
    Bead((2,), (3,), 0.77),
    Bead((3, 4), (4,), 0.62),
    Bead((5,), (5,), 0.7),
    Bead((6,), ()),
    Bead((7,), (6,), 0.66),
    Bead((), (7,)),
    Bead((8,), (2,), 0.88, moved=True),
    Bead((9,), (8,), 0.8),
    Bead((10,), (9,), 0.6),
)
TRANSLATIONS = (
    "The authorities of Zarechensk closed the bridge across Luga for 60 days",
    "ZARECHENSK, March 3.",
    "Mayor Irina Sokolova reported on Wednesday that at least 120 people work on the bridge.",
    'We do not intend to raise the fee <script>alert("bridge")</script> for passage. Stops & parking stay free.',
    "The contractor may not make the deadline.",
    "Residents of three villages complained to the prosecutor's office.",
    "The repair of 40 m of the span will cost 2.5 million rubles.",
    None,
    "The bridge was built in 1978.",
    "The bridge across Luga / Photo of the author",
    "Subscribe to us",
)


def report() -> Report:
    """The report. Every call gives an equal one."""
    source, target = _document("ru", RU), _document("en", EN)
    source_facts, target_facts = tuple(_source_facts(source)), tuple(_target_facts(target))
    findings = tuple(_findings(source, target))
    sides = Side(source, load("ru"), source_facts), Side(target, load("en"), target_facts)
    return Report(
        source=source,
        target=target,
        source_facts=source_facts,
        target_facts=target_facts,
        beads=BEADS,
        translations=TRANSLATIONS,
        findings=findings,
        scores=score(Comparison(*sides, BEADS, TRANSLATIONS), findings),
        signature={
            "tool": "compare 0.0.0",
            "engines": {"encoder": "0" * 64, "ru parser": "f" * 64},
            "settings": {"embedder": "encoder", "translator": None, "translate": True},
        },
        notes=("The second note of this report is <b>the first</b>.",),
    )


def place(document: Document, index: int, words: str, value: Value | None = None, to: int | None = None) -> Place:
    """Where these words stand in a sentence; with ``to``, from there to the end of a later sentence."""
    sentence = document.sentences[index]
    start = sentence.start + sentence.text.index(words)
    stop = start + len(words) if to is None else document.sentences[to].stop
    return Place(start, stop, document.story.text[start:stop], value)


def whole(document: Document, *indexes: int) -> tuple[Place, ...]:
    """Whole sentences as places."""
    return tuple(place(document, index, document.sentences[index].text) for index in indexes)


def _document(code: str, lines: Sequence[tuple[Role, str]]) -> Document:
    text = "\n\n".join(line for _, line in lines)
    sentences, start = [], 0
    for index, (role, line) in enumerate(lines):
        sentences.append(Sentence(index, start, start + len(line), line, role, index))
        start += len(line) + 2
    blocks = tuple(Block(sentence.start, sentence.stop, sentence.role) for sentence in sentences)
    story = Story(text, code, blocks, f"stories/bridge/{code}.txt", (code[0] * 64).replace("r", "a"), "utf-8")
    return Document(story, tuple(sentences), (Parse(()),) * len(sentences))


def _fact(document: Document, index: int, kind: FactKind, words: str, value: Value) -> Fact:
    spot = place(document, index, words)
    return Fact(kind, index, spot.start, spot.stop, spot.text, value)


def _span(document: Document, index: int, words: str) -> Span:
    spot = place(document, index, words)
    return Span(spot.start, spot.stop, spot.text)


def _source_facts(ru: Document) -> Iterable[Fact]:
    yield _fact(ru, 0, "name", "Зареченска", Name("PLACE", "Зареченск"))
    yield _fact(ru, 0, "name", "Лугу", Name("PLACE", "Луга"))
    yield _fact(ru, 0, "figure", "60 дней", Figure(60, unit="d"))
    yield _fact(ru, 1, "date", "3 марта", Date("XXXX-03-03"))
    speaker = _span(ru, 2, "Ирина Соколова")
    yield _fact(ru, 2, "name", "Ирина Соколова", Name("PERSON", "Ирина Соколова"))
    content = _span(ru, 2, "на мосту работают не менее 120 человек")
    said = Attribution(speaker, _span(ru, 2, "сообщила"), "сообщить", "neutral", False, content)
    yield _fact(ru, 2, "attribution", "Ирина Соколова сообщила в среду", said)
    yield _fact(ru, 2, "date", "в среду", Date("XXXX-WXX-3"))
    yield _fact(ru, 2, "figure", "не менее 120 человек", Figure(120, unit="person", bound="at_least"))
    yield _fact(ru, 3, "quote", "Мы не намерены повышать плату", Quote("Мы не намерены повышать плату", speaker))
    yield _fact(ru, 3, "negation", "не намерены", Polarity("не", _span(ru, 3, "намерены повышать плату")))
    yield _fact(ru, 5, "hedge", "возможно", Polarity("возможно", _span(ru, 5, "не уложится в срок")))
    yield _fact(ru, 6, "figure", "трёх деревень", Figure(3, unit="village"))
    yield _fact(ru, 7, "figure", "40 м", Figure(40, unit="m"))
    yield _fact(ru, 7, "figure", "2,5 млн рублей", Figure(2.5e6, unit="RUB", step=1e5))
    yield _fact(ru, 8, "date", "в 1978 году", Date("1978"))


def _target_facts(en: Document) -> Iterable[Fact]:
    yield _fact(en, 0, "name", "Zarechensk", Name("PLACE", "Zarechensk"))
    yield _fact(en, 0, "figure", "90 days", Figure(90, unit="d"))
    yield _fact(en, 1, "date", "March 3", Date("XXXX-03-03"))
    yield _fact(en, 2, "date", "1978", Date("1978"))
    yield _fact(en, 3, "name", "Irina Sokolovskaya", Name("PERSON", "Irina Sokolovskaya"))
    yield _fact(en, 3, "date", "Thursday", Date("XXXX-WXX-4"))
    yield _fact(en, 3, "figure", "120 people", Figure(120, unit="person"))
    said = Attribution(None, _span(en, 4, "said"), "say", "neutral", False, None, resolved="Irina Sokolovskaya")
    yield _fact(en, 4, "attribution", "She said", said)
    yield _fact(en, 6, "figure", "131-foot", Figure(131, unit="ft"))
    yield _fact(en, 6, "figure", "2.5 million roubles", Figure(2.5e6, unit="RUB", step=1e5))


def _findings(ru: Document, en: Document) -> Iterable[Finding]:
    """The gravest first, as the comparison gives them."""

    def found(
        kind: FindingKind, severity: Severity, confidence: float, bead: int | None,
        source: Sequence[Place], target: Sequence[Place], message: str, rule: str,
    ) -> Finding:  # fmt: skip
        return Finding(kind, severity, confidence, bead, tuple(source), tuple(target), message, rule)

    yield found("negation", "critical", 0.9, 3, [place(ru, 3, "не намерены")], [place(en, 4, "meant")],
                '«не намерены» lost its negation: "meant".', "negation-lost")  # fmt: skip
    yield found("figure", "major", 0.95, 0, [place(ru, 0, "60 дней", Figure(60, unit="d"))],
                [place(en, 0, "90 days", Figure(90, unit="d"))], '«60 дней» (60 d) became "90 days" (90 d).',
                "figure-changed")  # fmt: skip
    yield found("omission", "major", 0.9, 5, whole(ru, 6), (),
                "The English version has no counterpart of «Жители трёх деревень пожаловались…».",
                "omission-body")  # fmt: skip
    yield found("date", "major", 0.85, 2, [place(ru, 2, "в среду", Date("XXXX-WXX-3"))],
                [place(en, 3, "on Thursday", Date("XXXX-WXX-4"))], '«в среду» became "on Thursday".',
                "date-changed")  # fmt: skip
    yield found("name", "major", 0.8, 2, [place(ru, 2, "Ирина Соколова", Name("PERSON", "Ирина Соколова"))],
                [place(en, 3, "Irina Sokolovskaya", Name("PERSON", "Irina Sokolovskaya"))],
                '«Ирина Соколова» became "Irina Sokolovskaya".', "name-changed")  # fmt: skip
    yield found("hedge", "major", 0.75, 4, [place(ru, 5, "возможно")], [place(en, 5, "will")],
                '«возможно» lost its reservation: "will".', "hedge-lost")  # fmt: skip
    yield found("attribution", "major", 0.7, 2, [place(ru, 2, "Соколова сообщила в среду")],
                [place(en, 3, "Sokolovskaya claimed")], '«сообщила» (neutral) became "claimed" (distancing).',
                "attribution-stance")  # fmt: skip
    yield found("order", "minor", 0.95, 8, whole(ru, 8), whole(en, 2),
                "A passage stands further up in the English version.", "order-moved")  # fmt: skip
    yield found("addition", "minor", 0.89, 7, (), whole(en, 7),
                'The English version adds "Critics called the \'plan\' reckless".', "addition-body")  # fmt: skip
    yield found("figure", "minor", 0.8, 2, [place(ru, 2, "не менее 120 человек")], [place(en, 3, "120 people")],
                '«не менее 120 человек» lost "at least".', "figure-bound")  # fmt: skip
    yield found("quote", "minor", 0.6, 3, [place(ru, 3, '"Мы не', to=4)], [place(en, 4, "they meant to raise tolls")],
                "The quotation is told without marks <i>in italics</i>.", "quote-reported")  # fmt: skip
    yield found("name", "minor", 0.5, None, [place(ru, 0, "Лугу"), place(ru, 9, "Лугу")], (),
                "«Луга» is not named.", "name-dropped")  # fmt: skip
    yield found("wording", "minor", 0.45, 6, [place(ru, 7, "обойдётся")], [place(en, 6, "devour")],
                '«обойдётся» became "devour".', "wording-charged")  # fmt: skip
    yield found("figure", "neutral", 0.95, 6, [place(ru, 7, "40 м", Figure(40, unit="m"))],
                [place(en, 6, "131-foot", Figure(131, unit="ft"))],
                '«40 м» became "131-foot": rightly converted.', "figure-converted")  # fmt: skip
