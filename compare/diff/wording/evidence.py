"""What speaks for it that a word has no counterpart, and how sure it is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

WEIGHTS = {"lone": 0.8, "matched": -1.6, "borne out": 0.6, "denied": -1.2, "left out": 2.2}
"""In log odds, added to the estimator's. Chosen on the ``dev`` split of corpora/wording and on news stories with human
translations, of which most words have a counterpart; ``python -m benchmarks.wording``."""

PRIOR = -1.4
"""Log odds where no estimator speaks: the lexicon and the translation together reach an even chance."""

EDGE = 0.001
"""Doubts are kept this far from 0 and 1."""

Verdict = Literal["for", "against", "silent"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """``doubt`` is the estimator's (``None`` without one). The lexicon is *for* where it knows the word and no
    counterpart, *against* where a word of the other side translates it. The translation is *for* where it renders the
    source word by what the target has not, or lacks the target's word; ``rendered`` is what it has instead."""

    doubt: float | None
    lexicon: Verdict
    translation: Verdict
    rendered: str = ""
    is_left_out: bool = False

    @property
    def sureness(self) -> float:
        """How sure it is, taken together, that the word has no counterpart: 0 to 1."""
        odds = PRIOR if self.doubt is None else _log_odds(self.doubt)
        odds += {"for": WEIGHTS["lone"], "against": WEIGHTS["matched"], "silent": 0.0}[self.lexicon]
        odds += {"for": WEIGHTS["borne out"], "against": WEIGHTS["denied"], "silent": 0.0}[self.translation]
        odds += WEIGHTS["left out"] if self.is_left_out else 0.0
        return 1 / (1 + math.exp(-odds))

    @property
    def is_of_translation_alone(self) -> bool:
        """Whether nothing but the machine translation speaks for it."""
        return self.translation == "for" and self.lexicon != "for" and (self.doubt or 0.0) < 0.5

    def told(self) -> str:
        """The witnesses that speak for it, for a message: ``word states 0.97, lexicon``."""
        said = [f"word states {self.doubt:.2f}"] if self.doubt is not None and self.doubt >= 0.5 else []
        said += ["lexicon"] if self.lexicon == "for" else []
        said += ["syntax"] if self.is_left_out else []
        if self.translation == "for":
            said.append(f'machine translation "{self.rendered}"' if self.rendered else "machine translation")
        return ", ".join(said)


def _log_odds(share: float) -> float:
    kept = min(max(share, EDGE), 1 - EDGE)
    return math.log(kept / (1 - kept))
