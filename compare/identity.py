"""An object as a key of a cache: equal to itself alone, whatever it holds."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class ByIdentity(Generic[T]):
    """A key that is as quick for a long tuple or a big table as for a small one. It keeps its object alive, so that no
    other takes its place; only for what never changes."""

    __slots__ = ("of",)

    def __init__(self, of: T) -> None:
        self.of = of

    def __hash__(self) -> int:
        return id(self.of)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByIdentity) and other.of is self.of
