"""What retrieval knows of a reader; nothing here needs the extra `semantic`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.retrieval.model import Span


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence to be read, with the title of its article."""

    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader says of one sentence.

    `answers` is the log odds that it answers the question; `span` the half-open range of its
    characters that do, if the reader tells.
    """

    answers: float
    span: Span | None = None


class Reader(Protocol):
    """Reads a question with sentences. Takes 5 to 10 ms for each, so not on an event loop."""

    def read(self, question: str, texts: Sequence[Text]) -> Sequence[Reading] | None:
        """A reading of each text, in order; None if there is no time to read now."""
