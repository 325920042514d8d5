"""Which language a text is in: first by its script and its commonest words, then by py3langid."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from compare.errors import LanguageError
from compare.languages import known, load

_SAMPLE = 20_000
"""Code points that are looked at."""
_SCRIPTS = {"Cyrillic": re.compile(r"[Ѐ-ԯ]"), "Latin": re.compile(r"[A-Za-zÀ-ɏ]")}
_SURE = 0.12
"""Share of a language's commonest words among all words from which on nothing else is asked; a page of news has .25."""
_ENOUGH = 40
"""Letters from which on another language than the known ones is believed; fewer may be a name."""
_MARGIN = 0.25
"""By how much, in log probability a letter, another language must be the likelier one."""


def detect(text: str, path: str = "") -> str:
    """The ISO 639-1 code of the text's language, one of :func:`compare.languages.known`.

    ``path`` is for the message only. Raises LanguageError for a text in another language or without words.

    >>> detect("Мост открыт"), detect("The bridge is open")
    ('ru', 'en')
    """
    sample = text[:_SAMPLE]
    letters = sum(character.isalpha() for character in sample)
    if not letters:
        raise LanguageError(f"{_what(path)} holds no words. Give a story in {_choice()}.")
    script, count = _script(sample)
    candidates = [code for code in known() if load(code).table("language")["script"] == script]
    if not count or 2 * sum(len(pattern.findall(sample)) for pattern in _SCRIPTS.values()) < letters:
        raise LanguageError(_unknown(path, _likeliest(sample)[0][0]))
    if len(candidates) == 1 and (count < _ENOUGH or _commonest(sample, candidates[0]) >= _SURE):
        return candidates[0]
    return _by_model(sample, path, candidates, count)


def _script(sample: str) -> tuple[str, int]:
    """The script of the running text, and how many of its letters there are.

    Words that begin with a small letter decide: a Russian sentence may hold more Latin names than Russian words.
    """
    small = " ".join(re.findall(r"(?<!\w)[^\W\d_A-ZА-ЯЁ][^\W\d_]*", sample))
    running = {name: len(pattern.findall(small)) for name, pattern in _SCRIPTS.items()}
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS.items()}
    script = max(counts, key=lambda name: (running[name], counts[name]))
    return script, counts[script]


def _by_model(sample: str, path: str, candidates: list[str], letters: int) -> str:
    ranks = _likeliest(sample)
    scores = dict(ranks)
    best = max(candidates, key=lambda code: scores.get(code, float("-inf")))
    other, score = ranks[0]
    if other != best and letters >= _ENOUGH and (score - scores[best]) / letters > _MARGIN:
        raise LanguageError(_unknown(path, other))
    return best


def _commonest(sample: str, code: str) -> float:
    """The share of the language's commonest words among all words."""
    words = re.findall(r"[^\W\d_]+", sample.lower())
    common = _common_words(code)
    return sum(word in common for word in words) / max(1, len(words))


@cache
def _common_words(code: str) -> frozenset[str]:
    return frozenset(load(code).table("page")["common_words"].split())


def _likeliest(sample: str) -> list[tuple[str, float]]:
    """Languages with their log probabilities, the likeliest first."""
    import py3langid  # its model takes half a second to load

    return [(str(code), float(score)) for code, score in py3langid.rank(sample)]


def _unknown(path: str, code: str) -> str:
    return (
        f"{_what(path)} seems to be in {_names().get(code, code)}. Stories can be in {_choice('and')}: "
        "give another file."
    )


def _what(path: str) -> str:
    return f"'{path}'" if path else "The text"


def _choice(word: str = "or") -> str:
    return f" {word} ".join(load(code).name for code in known())


@cache
def _names() -> Mapping[str, str]:
    """English names of the languages that py3langid tells apart."""
    names: Mapping[str, str] = tomllib.loads((files("compare.read") / "languages.toml").read_text(encoding="utf-8"))
    return names
