"""The guard against loops: small translation models now and then repeat a phrase until they are stopped."""

from __future__ import annotations

LONGEST = 12
"""Words of the longest phrase whose repetition is looked for."""

TURNS = 3
"""A phrase that stands this often in a row is a loop, unless the source repeats itself as well."""


def loops(source: str, translation: str) -> bool:
    """Whether the translation repeats a phrase that the source does not repeat.

    >>> loops("Он сказал, что придёт.", "He said that he said that he said that he would come.")
    True
    >>> loops("Да, да, да!", "Yes, yes, yes!"), loops("Он очень, очень рад.", "He is very, very glad.")
    (False, False)
    """
    return _repeated(translation) is not None and _repeated(source) is None


def without_loop(translation: str) -> str:
    """The translation up to the end of the first turn of a loop, with what follows the last turn.

    >>> without_loop("He said that he said that he said that he would come.")
    'He said that he would come.'
    """
    found = _repeated(translation)
    while found is not None:
        words = translation.split()
        start, size, turns = found
        translation = " ".join(words[: start + size] + words[start + size * turns :])
        found = _repeated(translation)
    return translation


def _repeated(text: str) -> tuple[int, int, int] | None:
    """The first phrase that is repeated: rank of its first word, its length in words, how often it stands there."""
    words = [word.strip(".,;:!?\"'«»()") for word in text.lower().split()]
    if len(words) - len(set(words)) < TURNS - 1:
        return None
    for size in range(1, min(LONGEST, len(words) // TURNS) + 1):
        same = [one == other for one, other in zip(words, words[size:], strict=False)]
        run = 0
        for rank, equal in enumerate([*same, False]):
            if equal:
                run += 1
            elif run >= size * (TURNS - 1):
                return rank - run, size, run // size + 1
            else:
                run = 0
    return None
