"""Words that take sides: concepts with favourable, neutral and unfavourable terms, and what a version makes of them."""

from compare.framing.summary import Shift, shifts
from compare.framing.table import Concept, Framing, load_framing, shipped

__all__ = ["Concept", "Framing", "Shift", "load_framing", "shifts", "shipped"]
