"""How well changes of wording are seen: ``python -m benchmarks.wording``."""
