"""What the query log keeps: questions with their answers, and votes on those."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Self
from uuid import uuid4

from bot.retrieval.model import Answer, Outcome

FrontEnd = Literal["discord", "terminal"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question was asked; both ids are Discord's, and None in the terminal.

    `guild_id` is None in a direct message, too.
    """

    front_end: FrontEnd
    guild_id: int | None = None
    channel_id: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage that was shown: its rank from 1, its place, its words then, and its score."""

    rank: int
    article: str
    paragraph: int
    sentence: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One question and its result.

    `asker` is Discord's id of the user, None in the terminal. `asked_at` should be aware; a naive
    time is taken as local. `shown` is empty if the question was left unanswered.
    `outcome` distinguishes near misses from nothing; it is None for an entry made before outcomes
    were kept. `private` says that only the person who asked saw the answer.
    `milliseconds` is what the answer took. `key` names the entry before it is written, so that
    writing it again changes nothing, and a button can name it.
    """

    place: Place
    asker: int | None
    asked_at: datetime
    question: str
    answered: bool
    confidence: float
    shown: tuple[Shown, ...]
    corpus_version: str
    milliseconds: float
    outcome: Outcome | None = None
    private: bool = False
    key: str = field(default_factory=lambda: uuid4().hex)

    @classmethod
    def of(
        cls,
        answer: Answer,
        *,
        place: Place,
        asker: int | None,
        asked_at: datetime,
        milliseconds: float,
    ) -> Self:
        """Make the entry for an answer."""
        return cls(
            place=place,
            asker=asker,
            asked_at=asked_at,
            # The sentences that ask, not the whole message: greetings and chatter are nobody's
            # business later.
            question=answer.question,
            answered=answer.answered,
            confidence=answer.confidence,
            shown=_shown(answer) if answer.answered else (),
            corpus_version=answer.corpus_version,
            milliseconds=milliseconds,
            outcome=answer.outcome,
        )


@dataclass(frozen=True, slots=True)
class Vote:
    """What a person thinks of an answer, which replaces what the same person thought before.

    `key` is that of the answer's entry, `voter` Discord's id of the user; `voted_at` is as an
    entry's `asked_at`.
    """

    key: str
    voter: int
    helpful: bool
    voted_at: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people found an answer helpful, and how many did not."""

    helpful: int
    unhelpful: int


def _shown(answer: Answer) -> tuple[Shown, ...]:
    return tuple(
        Shown(
            rank=rank,
            article=quote.passage.article.name,
            paragraph=quote.passage.paragraph,
            sentence=quote.passage.sentence,
            text=quote.passage.text,
            score=quote.score,
        )
        for rank, quote in enumerate(answer.quotes[: answer.shown], start=1)
    )
