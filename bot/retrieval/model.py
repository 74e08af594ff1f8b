"""What retrieval gives back, as immutable values."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.articles.attribution.model import Attribution as Attribution
from bot.articles.model import Passage, RelatedStory

Span: TypeAlias = tuple[int, int]
"""A half-open range of characters."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage as it is shown: with its score, who said it, and the characters that answer.

    `bold` are the parts to emphasise: the highlight or, where there is none, the words that the
    question shares with the passage. It is filled in for the quotes that are shown.
    """

    passage: Passage
    score: float
    attribution: Attribution
    highlight: Span | None = None
    bold: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A question with words put right, and these words as the articles spell them.

    It `is_sure` if nothing else can have been meant: then it need not be asked about.
    """

    question: str
    words: tuple[str, ...]
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The best passages for a question, and whether they answer it: all that a renderer needs.

    `quotes` are best first and are there even when `answered` is false, so that a caller can
    judge for itself; `confidence` is between 0 and 1. `related` are the related stories to offer:
    those of the answering article, or, unanswered, the headlines nearest to the question.

    `message` is all that was typed, `question` its sentences that ask. `asks`: the message is more
    than a greeting, a command or a single word.
    `needs_context`: only an answer before tells what the question is about. `in_context`: the
    answer before made this answer what it is. `correction`: what the question may have meant.
    """

    question: str
    answered: bool
    confidence: float
    quotes: tuple[Quote, ...]
    related: tuple[RelatedStory, ...]
    corpus_version: str
    message: str = ""
    asks: bool = True
    needs_context: bool = False
    in_context: bool = False
    correction: Correction | None = None
