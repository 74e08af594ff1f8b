"""What retrieval gives back, as immutable values."""

from dataclasses import dataclass

from bot.articles.attribution.model import Attribution as Attribution
from bot.articles.model import Passage, RelatedStory


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage as it is shown: with its score, who said it, and the characters that answer."""

    passage: Passage
    score: float
    attribution: Attribution
    highlight: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The best passages for a question, and whether they answer it.

    `quotes` are best first and are there even when `answered` is false, so that a caller can
    judge for itself; `confidence` is between 0 and 1. `related` are the related stories to offer:
    those of the answering article, or, unanswered, the headlines nearest to the question.
    """

    question: str
    answered: bool
    confidence: float
    quotes: tuple[Quote, ...]
    related: tuple[RelatedStory, ...]
    corpus_version: str
