"""What shows that a reporting verb reports: one module for each kind of evidence, tried in the order of ``rules``."""

from compare.facts.attributions.evidence.rules import evidence
from compare.facts.attributions.evidence.scene import Scene

__all__ = ["Scene", "evidence"]
