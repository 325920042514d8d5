"""A denial told as a plain report: «взрыва не было, заявили в штабе», "denied that there was a blast"."""

from __future__ import annotations

from compare.diff.attributions.pairing import Pair, Voice
from compare.diff.comparison import Comparison, Side
from compare.facts import polarity


def says_as_much(comparison: Comparison, pair: Pair) -> bool:
    """Whether one side denies by its reporting word what the other says with a negation, or with a word that denies by
    its meaning («диверсия исключена, заявили», "ruled out sabotage")."""
    voices = (comparison.source, pair.source), (comparison.target, pair.target)
    denying = [one for one in voices if one[1].value.stance == "denying"]
    plain = [one for one in voices if one[1].value.stance != "denying"]
    return len(denying) == 1 and _denies(*plain[0]) and not _denies(*denying[0])


def _denies(side: Side, voice: Voice) -> bool:
    """Whether what is reported has a negation, or a word that denies, beside the reporting word."""
    content, cue = voice.value.content, voice.value.cue
    if content is None:
        return False
    tokens = side.document.parses[voice.fact.sentence].tokens
    matches = polarity.lexicon(side.language, "negation", "answers").matches(tokens)
    starts = [tokens[match.first].start for match in matches if match.cue.group == "denial"]
    untrue = side.language.table("negation")["untrue"]
    starts += [token.start for token in tokens if polarity.plain(token.lemma) in untrue]
    starts += [fact.start for fact in side.of("negation", (voice.fact.sentence,))]
    return any(content.start <= start < content.stop and not cue.start <= start < cue.stop for start in starts)
