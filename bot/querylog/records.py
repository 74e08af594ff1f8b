"""The records that a query log returns."""

from dataclasses import dataclass
from datetime import datetime

from bot.querylog.model import Place, Shown, Tally


@dataclass(frozen=True, slots=True)
class Scope:
    """A selection of questions: those since a time, and of one Discord guild; None for any."""

    since: datetime | None = None
    guild_id: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """The data of a question for the figures; `unanswered` is its text if it was not answered."""

    asked_at: datetime
    milliseconds: float
    unanswered: str | None


@dataclass(frozen=True, slots=True)
class ArticleUse:
    """The number of answers that quote an article, which is named by its seed file."""

    article: str
    answers: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that was asked; `key` names it in the query log."""

    key: str
    question: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class LoggedQuery:
    """A question for reports: `asker` as stored, `asked_at` in UTC."""

    key: str
    asked_at: datetime
    place: Place
    asker: str | None
    question: str
    answered: bool
    confidence: float
    shown: tuple[Shown, ...]
    corpus_version: str
    milliseconds: float
    votes: Tally


@dataclass(frozen=True, slots=True)
class Holdings:
    """The number of stored questions and votes of a person, and the time of the first, in UTC."""

    questions: int
    votes: int
    since: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is stored."""
        return not self.questions and not self.votes


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question of the person with its answer; `asked_at` in UTC."""

    asked_at: datetime
    front_end: str
    guild_id: int | None
    channel_id: int | None
    question: str
    answered: bool
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class OwnVote:
    """A vote of the person on an answer, which may be the answer to somebody else's question."""

    voted_at: datetime
    helpful: bool
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """All stored data of a person, oldest first."""

    questions: tuple[OwnQuestion, ...]
    votes: tuple[OwnVote, ...]


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """The settings of a guild; None stands for the value in the configuration.

    `channels` are the ids of the only channels where the bot answers, or none for everywhere;
    `language` is the code of one of its languages.
    """

    channels: frozenset[int] | None = None
    language: str | None = None
    sentences: int | None = None
    private: bool | None = None


@dataclass(frozen=True, slots=True)
class StoredVote:
    """A vote as stored: `voter` is the pseudonym, or the id."""

    voter: str
    voted_at: datetime
    helpful: bool


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """A question with everything stored about it; the votes are in the order of their voters.

    `dealt_at` is when it was marked as dealt with. Times are in UTC.
    """

    key: str
    asked_at: datetime
    place: Place
    asker: str | None
    question: str
    answered: bool
    confidence: float
    corpus_version: str
    milliseconds: float
    outcome: str | None
    private: bool
    shown: tuple[Shown, ...]
    votes: tuple[StoredVote, ...]
    dealt_at: datetime | None
