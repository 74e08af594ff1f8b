"""What turns a text into the pieces that an encoder knows, by number."""

from typing import Protocol


class Pieces(Protocol):
    """An encoder's vocabulary."""

    @property
    def begin(self) -> int:
        """The piece before a text, by number."""

    @property
    def end(self) -> int:
        """The piece after a text, by number."""

    def numbers(self, text: str) -> list[int]:
        """The pieces of a text, by number, without the marks of its beginning and end."""
