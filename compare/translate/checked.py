"""The copy check: what an engine proposes, without loops, with its numbers set right and lost names marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from compare import languages
from compare.translate.loops import loops, without_loop
from compare.translate.names import lost_names, lost_words, restored_words, romanised
from compare.translate.numbers import MARK, Counted, lost, restore

if TYPE_CHECKING:
    from compare.translate import Engine

REVISION = 3
"""Counted up whenever the check gives other output, so that cached translations are made anew."""


class CheckedTranslator:
    """Implements :class:`compare.translate.Translator` over an engine.

    Of the engine's proposals for a sentence the first is taken that does not loop and that loses the fewest numbers and
    Latin words. What is lost still is put where something wrong stands in its stead, or, like surnames that are
    nowhere to be found, shown in brackets behind the translation.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.name, self.checksum = engine.name, engine.checksum
        self.source, self.target = engine.source, engine.target
        self.settings = f"{engine.settings}; check {REVISION}"
        self._source, self._target = languages.load(engine.source), languages.load(engine.target)

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """See :meth:`compare.translate.Translator.translate`. Equal sentences are translated once."""
        plain = [" ".join(sentence.split()) for sentence in sentences]
        distinct = [sentence for sentence in dict.fromkeys(plain) if sentence]
        done = dict(zip(distinct, self._translate(distinct), strict=True))
        return [done.get(sentence, "") for sentence in plain]

    def _translate(self, sentences: list[str]) -> list[str]:
        chosen = [
            self.best(sentence, proposals)
            for sentence, proposals in zip(sentences, self.engine.candidates(sentences), strict=True)
        ]
        looping = [rank for rank, (one, other) in enumerate(zip(sentences, chosen, strict=True)) if loops(one, other)]
        again = self.engine.candidates([sentences[rank] for rank in looping], unrepeated=True)
        for rank, proposals in zip(looping, again, strict=True):
            chosen[rank] = without_loop(self.best(sentences[rank], proposals))
        return [self.checked(sentence, text) for sentence, text in zip(sentences, chosen, strict=True)]

    def best(self, sentence: str, proposals: Sequence[str]) -> str:
        """The first proposal without a loop and with the fewest numbers and copied words lost."""
        source = Counted(sentence, self._source)

        def faults(text: str) -> tuple[bool, int]:
            words = lost_words(sentence, text, self._source, self._target)
            return loops(sentence, text), len(lost(source, Counted(text, self._target))) + len(words)

        return min(proposals, key=faults) if any(faults(proposals[0])) else proposals[0]

    def checked(self, sentence: str, translation: str) -> str:
        """A translation with its numbers set right and what is lost marked."""
        if not translation:
            return ""
        text = romanised(translation, self._target)
        text = restored_words(sentence, text, lost_words(sentence, text, self._source, self._target))
        missing = lost_words(sentence, text, self._source, self._target) + lost_names(sentence, text, self._source)
        text = restore(Counted(sentence, self._source), Counted(text, self._target))
        return " ".join([text, *(MARK.format(name) for name in missing)])
