"""The words that bound a number: before it («не менее»), after it («и более»), and verbs («не превысит»)."""

from __future__ import annotations

from compare.facts.figures.line import Line
from compare.records import Bound

NEAR = 5
"""How far back the beginning of the change may stand: «с 5 до 7 процентов»."""

CLIMB = 4
"""How many governors up from a number its verb of change may be: «снизить ставку до рекордных 7%»."""

ASIDE = 6
"""How many words an aside between a verb and its number may have: «не превышает, по оценкам, 12 млн»."""

BETWEEN = 4
"""How many words may stand between a denial and the verb that it denies: «не может заметно превысить»."""

OPPOSITE: dict[Bound, Bound] = {
    "more_than": "at_most", "at_most": "more_than", "less_than": "at_least", "at_least": "less_than",
}  # fmt: skip
"""What a bound becomes when its verb is denied: what does not exceed 5 is at most 5."""


def bound_before(line: Line, index: int) -> tuple[int, Bound] | None:
    """The bound that ends before ``index``: the rank of its first word and what it says."""
    lexicon = line.lexicon
    if denied := _denied(line, index):
        return denied
    if found := lexicon.bounds_before.before(line.words, index):
        start = index - found[0]
        return None if _is_goal(line, start, index) else (start, found[1])
    if line.key(index - 1) not in lexicon.bound_gap:
        return _past_aside(line, index)
    found = lexicon.bounds_before.before(line.words, index - 1)
    if found is None or tuple(line.key(rank) for rank in range(index - 1 - found[0], index - 1)) not in lexicon.gapped:
        return None
    return index - 1 - found[0], found[1]


def _denied(line: Line, index: int) -> tuple[int, Bound] | None:
    """«не превысит 12 млрд», "cannot exceed 5%": a verb that bounds a number, with its denial."""
    denial = line.lexicon.denial
    verb = denial.verbs.before(line.words, index)
    if verb is None:
        return None
    rank = index - verb[0] - 1
    for _ in range(BETWEEN):
        if line.key(rank) in denial.words:
            return rank, OPPOSITE[verb[1]]
        if line.key(rank) not in denial.between:
            break
        rank -= 1
    return None


def _past_aside(line: Line, index: int) -> tuple[int, Bound] | None:
    """«не превышает, по оценкам, 12 млн»: a verb that bounds a number, and an aside between them."""
    if line.key(index - 1) != ",":
        return None
    for rank in range(index - 2, index - 3 - ASIDE, -1):
        if line.key(rank) == ",":
            found = line.lexicon.denial.verbs.before(line.words, rank)
            return None if found is None else _denied(line, rank) or (rank - found[0], found[1])
    return None


def _is_goal(line: Line, start: int, stop: int) -> bool:
    """«вырос до 1,94 млн», "rose up to 1.94 million": where the change ends, not a bound."""
    goal = line.lexicon.goal
    phrase = " ".join(line.key(rank) for rank in range(start, stop))
    if phrase not in goal.words or line.key(start - 1) in goal.not_after:
        return False
    near = {line.key(rank) for rank in range(max(0, start - NEAR), start)}
    if line.key(start - 1) in line.lexicon.dashes:  # на 21% — до 1,94 млн, but: срок — до 15 лет
        return bool(near & goal.by) or _follows_change(line, start - 1, past=("NUM", "PUNCT"))
    if near & goal.near or (line.key(start - 1) == "," and near & goal.by):
        return True
    return _governed_by_change(line, stop) or _follows_change(line, start)


def _governed_by_change(line: Line, index: int) -> bool:
    """Whether what governs the number at ``index`` is a verb, or the noun of one, that says a change."""
    tokens, changes = line.parse.tokens, line.lexicon.goal.changes
    token = line.tokens[index] if index < len(line.words) else None
    for _ in range(CLIMB):
        if token is None or tokens[token.head] is token:
            return False
        token = tokens[token.head]
        if token.lemma.lower() in changes:
            return True
        if token.pos == "VERB":
            return False
    return False


def _follows_change(line: Line, start: int, past: tuple[str, ...] = ()) -> bool:
    """The same by the order of words: «назвали рост числа зрителей до 5 млн», whatever the parser hangs it on.
    ``past``: what may stand between, of what else would end the search (``PUNCT``, ``VERB``, ``NUM``)."""
    for rank in range(start - 1, -1, -1):
        token = line.tokens[rank]
        if token is not None and token.lemma.lower() in line.lexicon.goal.changes:
            return True
        if (token.pos if token else "PUNCT") in {"PUNCT", "VERB", "NUM"} - set(past):
            return False
    return False


def bound_after(line: Line, index: int) -> tuple[int, Bound] | None:
    """The bound that begins at ``index``: the rank of the word after it and what it says."""
    found = line.lexicon.bounds_after.at(line.words, index)
    if found is None:
        return None
    stop = index + found[0]
    opens = line.is_digits(stop) or line.key(stop) in line.lexicon.cardinals or line.key(stop) in line.lexicon.scales
    return None if opens else (stop, found[1])  # "60, at least 70": the bound of what follows


def bound_by_verb(line: Line, stop: int) -> tuple[int, Bound] | None:
    """The bound by a verb whose object ends before ``stop``: the rank after it and what it says.

    «12 млрд рублей не превысят» ends its clause with the verb; in «12 млрд рублей расходы не превысят» and in
    "exceeded the planned 12 billion" the parser says what the object is, and the place stays as it is.
    """
    return _closing_verb(line, stop) or _governing_verb(line, stop)


def _closing_verb(line: Line, stop: int) -> tuple[int, Bound] | None:
    denial = line.lexicon.denial
    rank = stop
    while line.key(rank) in denial.words or line.key(rank) in denial.between:
        rank += 1
    verb = denial.verbs.at(line.words, rank)
    if verb is None:
        return None
    end = rank + verb[0]
    denied = _denied(line, end)
    if denied is None or denied[0] < stop or line.key(end)[:1].isalnum():
        return None
    return end, denied[1]


def _governing_verb(line: Line, stop: int) -> tuple[int, Bound] | None:
    denial, token = line.lexicon.denial, line.tokens[stop - 1]
    if token is None or token.relation not in denial.objects:
        return None
    verb = line.parse.tokens[token.head]
    rank = next((rank for rank, other in enumerate(line.tokens) if other is verb), None)
    bound = denial.verbs.single(line.key(rank)) if rank is not None else None
    if rank is None or bound is None:
        return None
    denied = _denied(line, rank + 1)
    return stop, denied[1] if denied else bound
