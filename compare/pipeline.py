"""The stages in their order: read -> split -> embed -> align -> translate -> facts -> diff -> report.

A newcomer starts here. The stages themselves are pure; what is heavy (models) comes in as engines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import compare
from compare import align, embed, estimate, headlines, lexicon, parse, translate
from compare import framing as framings
from compare.align.neighbours import joined
from compare.diff import diff
from compare.diff.comparison import Comparison, Side
from compare.engines.apart import ParserApart, can_work_apart
from compare.errors import LanguageError, ModelError
from compare.facts import extract
from compare.framing import Framing, load_framing
from compare.languages import load
from compare.models import fingerprint
from compare.names.concepts import Gazetteer, load_names, shipped
from compare.records import Bead, Document, Estimate, Report, Sentence, Story
from compare.scores import different_stories, score
from compare.split import split, split_lines

OnStage = Callable[[str], None]
"""Told the name of each stage as it begins."""


@dataclass(frozen=True)
class Settings:
    """What a user can choose. ``translator`` is a folder of Argos packages or the name
    of another engine (see :func:`compare.translate.load`), ``names`` a table of names of the user's
    own (see :func:`compare.names.concepts.load_names`), ``framing`` one of words that take sides
    (:func:`compare.framing.load_framing`); ``translate`` switches the translation off."""

    embedder: str = embed.DEFAULT
    translator: str | Path | None = None
    translate: bool = True
    names: Path | None = None
    framing: Path | None = None

    def as_json(self) -> dict[str, Any]:
        """For the signature: names and checksums alone, so that a report does not tell where a user keeps his files."""
        return {
            "embedder": self.embedder,
            "translator": Path(self.translator).name if self.translator else None,
            "translate": self.translate,
            "names": fingerprint(self.names) if self.names else None,
            "framing": fingerprint(self.framing) if self.framing else None,
        }


@dataclass(frozen=True)
class Engines:
    """The models that a comparison runs on."""

    embedder: embed.Embedder
    translator: translate.Translator | None
    parsers: Mapping[str, parse.Parser]
    settings: Settings = field(default_factory=Settings)
    gazetteer: Gazetteer = field(default_factory=shipped)
    estimator: estimate.Estimator | None = None
    framing: Framing = field(default_factory=framings.shipped)

    def signature(self) -> dict[str, Any]:
        """What made the report: the same signature on the same files gives the same report."""
        checksums = {self.embedder.name: self.embedder.checksum}
        checksums |= {parser.name: parser.checksum for parser in self.parsers.values()}
        checksums |= {one.name: one.checksum for one in (self.translator, self.estimator) if one}
        return {
            "tool": f"compare {compare.__version__}",
            "engines": checksums,
            "settings": self.settings.as_json(),
        }


def load_engines(
    source: str, target: str, settings: Settings, once: bool = False, threads: int | None = None
) -> Engines:
    """Loads the models for a pair of languages (ISO 639-1), side by side: one after the other they take three seconds.
    ``once`` says that they serve a single comparison: the parsers then load and work in processes of their own.
    ``threads`` are those of the translator, by default one a core; a worker beside others takes one.

    Raises ModelError for one that is missing or broken, ReadError for a table of names or framing that cannot be read.
    """
    gazetteer = shipped().extended(load_names(settings.names)) if settings.names else shipped()
    framing = framings.shipped()
    if settings.framing:
        framing = framing.extended(load_framing(settings.framing))
    apart = once and can_work_apart()
    processes: dict[str, parse.Parser] = {code: ParserApart(code) for code in (target, source)} if apart else {}
    with ThreadPoolExecutor() as pool:
        parsers = {} if apart else {code: pool.submit(parse.load, load(code)) for code in (target, source)}
        embedder = pool.submit(embed.load, settings.embedder)
        package = (source, target, settings.translator, threads)
        translator = pool.submit(translate.load, *package) if settings.translate else None
        estimator = pool.submit(estimate.load, source, target)
        return Engines(
            embedder=embedder.result(),
            translator=translator.result() if translator else None,
            parsers=processes or {code: parser.result() for code, parser in parsers.items()},
            settings=settings,
            gazetteer=gazetteer,
            estimator=estimator.result(),
            framing=framing,
        )


@dataclass(frozen=True)
class Prepared:
    """One version made ready: split and parsed, its facts found, its sentences embedded (``vectors``, a row each) and
    translated (``translations``, one each; ``None`` for a side that is not, or without a translator), with what the
    word estimator has read of it, if there is one (``reading``). It can be held against any number of others."""

    side: Side
    vectors: embed.Vectors
    translations: tuple[str, ...] | None = None
    reading: estimate.Reading | None = None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self.side.sentences


def prepare_source(story: Story, engines: Engines) -> Prepared:
    """The version that others are measured against, ready for :func:`compare_prepared`."""
    return _prepare(story, engines, engines.translator)


def prepare_target(story: Story, engines: Engines) -> Prepared:
    """A version that is measured against the source, ready for :func:`compare_prepared`."""
    return _prepare(story, engines, None)


def compare_prepared(source: Prepared, target: Prepared, engines: Engines) -> Report:
    """Compares two versions that are ready. The report is the same as that of :func:`compare_stories`."""
    vectors = source.vectors, target.vectors
    return _report(source, target, align.align(source.sentences, target.sentences, engines.embedder, vectors), engines)


def compare_stories(source: Story, target: Story, engines: Engines, on_stage: OnStage = lambda stage: None) -> Report:
    """Compares two versions of one story; ``source`` is the one that the other is measured against."""
    on_stage("split")
    source_sentences, target_sentences = split(source), split(target)
    with ThreadPoolExecutor(2) as pool:  # the grammar is read while the sentences are aligned and translated
        source_read = pool.submit(_read, source, source_sentences, engines)
        target_read = pool.submit(_read, target, target_sentences, engines)
        on_stage("align")
        vectors = _encode(source_sentences, engines), _encode(target_sentences, engines)
        beads = align.align(source_sentences, target_sentences, engines.embedder, vectors)
        on_stage("translate")
        translations = _translate(source_sentences, engines.translator)
        on_stage("facts")
        source_side = _side(source_read.result(), engines.gazetteer)
        target_side = _side(target_read.result(), engines.gazetteer)
    on_stage("diff")
    prepared = Prepared(source_side, vectors[0], translations, _reading(source_side, engines))
    return _report(prepared, Prepared(target_side, vectors[1], None, _reading(target_side, engines)), beads, engines)


def facts_of(story: Story) -> Side:
    """The facts of one story, as found."""
    sentences = split(story)
    return _side(Document(story, sentences, headlines.parse(parse.load(load(story.language)), sentences)), shipped())


def translate_story(story: Story, to: str, named: str | Path | None = None, lines: bool = False) -> list[str]:
    """The translation of each paragraph of a story (of each line, with ``lines``).

    Raises LanguageError if the story is in that language already, ModelError where no package serves the pair.
    """
    if story.language == to:
        raise LanguageError(f"'{story.path}' is in {load(to).name} already.")
    translator = translate.load(story.language, to, named)
    if translator is None:
        pair = f"{load(story.language).name} to {load(to).name}"
        raise ModelError(
            f"No translation package for {pair} was found. Fetch one with 'compare models install "
            f"{story.language}-{to}', which uses the network, or give the folder of one with --translator."
        )
    sentences = split_lines(story) if lines else split(story)
    done = translator.translate([sentence.text for sentence in sentences])
    paragraphs: dict[int, list[str]] = {}
    for sentence, translation in zip(sentences, done, strict=True):
        paragraphs.setdefault(sentence.paragraph, []).append(translation)
    return [" ".join(parts) for parts in paragraphs.values()]


def in_order(first: Story, second: Story) -> tuple[Story, Story, bool]:
    """The source version, the target version, and whether they were swapped to get there.

    Raises LanguageError for two stories in one language.
    """
    if first.language == second.language:
        raise LanguageError(
            f"Both files are in {load(first.language).name}: '{first.path}' and '{second.path}'. "
            "Give one Russian and one English version of the story."
        )
    swapped = first.language != SOURCE_LANGUAGE
    return (second, first, True) if swapped else (first, second, False)


SOURCE_LANGUAGE = "ru"
"""The language that stories are written in first; the other side is measured against it."""


def _read(story: Story, sentences: tuple[Sentence, ...], engines: Engines) -> Document:
    return Document(story, sentences, headlines.parse(engines.parsers[story.language], sentences))


def _reading(side: Side, engines: Engines) -> estimate.Reading | None:
    return estimate.Reading(side.document, engines.estimator) if engines.estimator else None


def _side(document: Document, gazetteer: Gazetteer) -> Side:
    language = load(document.story.language)
    return Side(document, language, extract(document, language, gazetteer))


def _prepare(story: Story, engines: Engines, translator: translate.Translator | None) -> Prepared:
    sentences = split(story)
    side = _side(_read(story, sentences, engines), engines.gazetteer)
    return Prepared(
        side=side,
        vectors=_encode(sentences, engines),
        translations=_translate(sentences, translator),
        reading=_reading(side, engines),
    )


def _encode(sentences: Sequence[Sentence], engines: Engines) -> embed.Vectors:
    return engines.embedder.encode([sentence.text for sentence in sentences])


def _translate(sentences: Sequence[Sentence], translator: translate.Translator | None) -> tuple[str, ...] | None:
    """The translation of each sentence, from one batch over all of the story's sentences."""
    return tuple(translator.translate([sentence.text for sentence in sentences])) if translator else None


def _report(source: Prepared, target: Prepared, aligned: tuple[Bead, ...], engines: Engines) -> Report:
    pair = source.side.language.code, target.side.language.code
    beads = joined(aligned, source.side.document, target.side.document, lexicon.load(*pair))
    translations = _of_beads(source.translations, beads)
    estimates: Sequence[Estimate | None] = ()
    if source.reading and target.reading:
        estimates = estimate.Estimates(source.reading, target.reading, beads)
    comparison = Comparison(
        source.side, target.side, beads, translations, engines.gazetteer, estimates, engines.framing
    )
    findings = diff(comparison)
    report = Report(
        source=source.side.document,
        target=target.side.document,
        source_facts=source.side.facts,
        target_facts=target.side.facts,
        beads=beads,
        translations=translations,
        findings=findings,
        scores=score(comparison, findings),
        signature=engines.signature(),
        notes=_notes(source.side.document.story, target.side.document.story, engines),
        gazetteer=engines.gazetteer,
    )
    unlike = different_stories(report)
    return replace(report, notes=(unlike, *report.notes)) if unlike else report


def _of_beads(translations: Sequence[str] | None, beads: Sequence[Bead]) -> tuple[str | None, ...]:
    """The translation of each bead's source side."""
    if translations is None:
        return (None,) * len(beads)
    return tuple(" ".join(translations[index] for index in bead.source) or None for bead in beads)


def _notes(source: Story, target: Story, engines: Engines) -> tuple[str, ...]:
    pair = f"{load(source.language).name} to {load(target.language).name}"
    notes = []
    if engines.translator is None and engines.settings.translate:
        notes.append(f"No translation package for {pair} was found: the report shows no machine translation.")
    if engines.estimator is None:
        notes.append(f"No word estimator for {pair} is installed: fewer changes of wording are seen.")
    return tuple(notes)
