"""Keeps what was made last, where the same is often asked for twice in a short time."""

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Latest(Generic[T]):
    """A few values, each with the key that it was made for; safe to use from several threads."""

    def __init__(self, kept: int) -> None:
        self._made: deque[tuple[object, T]] = deque(maxlen=kept)

    def get(self, key: object, make: Callable[[], T]) -> T:
        """The value for a key, made unless one of those kept is for the same."""
        for other, value in tuple(self._made):
            if other == key:
                return value
        value = make()
        self._made.append((key, value))
        return value
