from compare.facts.attributions.finder import find
from compare.facts.attributions.speakers import speakers

__all__ = ["find", "speakers"]
