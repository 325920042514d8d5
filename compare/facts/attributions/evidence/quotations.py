"""Quotations as evidence: what is quoted before or behind the verb, and the name that a verb of naming gives."""

from __future__ import annotations

from compare.facts.attributions import asides
from compare.facts.attributions.evidence.scene import Content, Scene, trim, verbs_between, words_between
from compare.records import Span

NEAR = 9
"""How many words may stand between a reporting verb and its quotation."""

FAR = 20
"""How many words may stand between a verb of naming and the name in quotation marks."""


def by_quote(scene: Scene) -> Content | None:
    """“...,” he said; he said: “...”."""
    grammar = scene.grammar
    if scene.source is None and grammar.children(scene.verb, "passive_subject"):
        return None
    first, last = grammar.tokens[scene.first].start, grammar.tokens[scene.end].stop
    before = [quote for quote in scene.quotes if quote.stop <= first and not _told_before(scene, quote)]
    if before:
        quote = before[-1]
        gap = grammar.text[quote.stop : first].strip(" ")
        far = words_between(scene, quote.stop, first) > NEAR or verbs_between(scene, quote.stop, first)
        broken = "\n" in gap or any(mark in gap.strip(".!? ") for mark in ".!?;")
        if (scene.source or gap) and not far and not broken and _stops_like_speech(quote, gap):
            return _from_clause(scene, quote) or Content(_taken_up(scene, quote, last), True)
    after = [quote for quote in scene.quotes if quote.start >= last]
    if after:
        return _quote_after(scene, after[0], last)
    return None


def _told_before(scene: Scene, quote: Span) -> bool:
    """“...,” said X. He added that ...; “...” He said the ship was late: the quotation is told in the sentence before,
    or this one has a clause of its own behind the verb."""
    grammar = scene.grammar
    if any(map(str.isalnum, grammar.text[quote.stop : grammar.tokens[0].start])):
        return True
    is_above = quote.stop <= grammar.tokens[0].start
    return is_above and verbs_between(scene, grammar.tokens[scene.end].stop, grammar.tokens[-1].stop)


def _from_clause(scene: Scene, quote: Span) -> Content | None:
    """The law “hits the poor,” he said: the words before the quotation are part of what he said, not direct speech."""
    grammar = scene.grammar
    place = next((i for i, token in enumerate(grammar.tokens) if token.start >= quote.start), 0)
    if place == 0 or grammar.tokens[place].start >= quote.stop or grammar.zone(scene.verb):
        return None
    begin, _ = asides.stretch(grammar, scene.vocabulary, place - 1, place)
    before = asides.words(grammar, begin, place - 1)
    if not before or grammar.tokens[place - 1].pos == "PUNCT":
        return None
    return Content(trim(grammar.text, grammar.tokens[before[0]].start, quote.stop), False)


def _taken_up(scene: Scene, quote: Span, last: int) -> Span:
    """A quotation with the one that takes it up behind its attribution: “...,” he said, “...”; “...,” he said. “...”"""
    text, stop = scene.grammar.text, quote.stop
    for following in scene.quotes:
        if following.start < last or following.start < stop:
            continue
        gap = text[max(last, stop) : following.start]
        if (
            "\n" in gap
            or not _is_short(scene, gap, max(last, stop), following.start)
            or _has_own_voice(text, following)
        ):
            break
        stop = following.stop
    return Span(quote.start, stop, text[quote.start : stop])


def _is_short(scene: Scene, gap: str, start: int, stop: int) -> bool:
    """The attribution ends here, with hearers and times at most."""
    if words_between(scene, start, stop) > NEAR or verbs_between(scene, start, stop):
        return False
    return gap.strip()[-1:] in (",", ".", "") and not any(mark in gap.strip()[:-1] for mark in ".!?;:")


def _has_own_voice(text: str, quote: Span) -> bool:
    """Whether another attribution follows the quotation: it stops with a comma, or its sentence goes on."""
    inside = quote.text.rstrip("»”\"’'“")
    after = text[quote.stop : quote.stop + 3].split("\n")[0]
    goes_on = after.strip()[:1]
    return inside[-1:] == "," or goes_on in (",", "—", "–", "-") or goes_on.islower()


def _stops_like_speech(quote: Span, gap: str) -> bool:
    """A comma or a stop inside the marks, or a comma or a dash behind them."""
    return quote.text.rstrip("»”\"’'“")[-1:] in ",.!?…—–" or gap.strip()[:1] in (",", "—", "–", "-")


def _quote_after(scene: Scene, quote: Span, last: int) -> Content | None:
    grammar = scene.grammar
    gap = grammar.text[last : quote.start]
    introduced = gap.rstrip().endswith(":")
    if any(mark in gap for mark in "\n.!?;") or (not introduced and words_between(scene, last, quote.start) > NEAR):
        return None
    if not introduced and verbs_between(scene, last, quote.start):
        return None
    between = [t.text.lower() for t in grammar.tokens if last <= t.start < quote.start]
    marked = any(word in scene.vocabulary.labels("marks") | scene.vocabulary.labels("governors") for word in between)
    paused = not gap.strip() or gap.rstrip().endswith(",")
    direct = not marked and (introduced or gap.strip(" ") in (",", "—", "-") or (paused and _is_whole(quote)))
    if direct:
        return Content(quote, True)
    marks = scene.vocabulary.labels("marks")
    first = next(
        t.start
        for t in grammar.tokens
        if t.start >= last and (t.start >= quote.start or (t.pos != "PUNCT" and t.text.lower() not in marks))
    )
    return Content(trim(grammar.text, min(first, quote.start), max(quote.stop, _clause_stop(scene, quote))), False)


def _clause_stop(scene: Scene, quote: Span) -> int:
    """Where the clause ends that a quotation of a few words is part of."""
    grammar = scene.grammar
    place = next((i for i, token in enumerate(grammar.tokens) if token.start >= quote.start), len(grammar.tokens) - 1)
    begin, stop = asides.stretch(grammar, scene.vocabulary, place, place)
    if grammar.zone(scene.verb) == 0:
        begin, stop = asides.stretch(grammar, scene.vocabulary, scene.verb, scene.verb)
    inside = asides.words(grammar, begin, stop)
    return grammar.tokens[inside[-1]].stop if inside else quote.stop


def _is_whole(quote: Span) -> bool:
    """Whether the words between the marks begin like a sentence (not: he will back a “limited” inquiry)."""
    return next((letter.isupper() for letter in quote.text if letter.isalnum()), False)


def by_naming(scene: Scene) -> Content | None:
    """He called it “a farce”."""
    last = scene.grammar.tokens[scene.end].stop
    for quote in scene.quotes:
        if quote.start >= last and not verbs_between(scene, last, quote.start):
            gap = scene.grammar.text[last : quote.start]
            near = words_between(scene, last, quote.start) <= FAR and not any(m in gap for m in ".!?;\n")
            return Content(quote, False) if near else None
    return None
