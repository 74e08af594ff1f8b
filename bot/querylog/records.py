"""What a query log gives back of what it keeps."""

from dataclasses import dataclass
from datetime import datetime

from bot.querylog.model import Place, Shown, Tally


@dataclass(frozen=True, slots=True)
class Scope:
    """Which questions are meant: from a moment on, and of one Discord guild; None for any."""

    since: datetime | None = None
    guild_id: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """What the figures need of a question; `unanswered` is its text if it was not answered."""

    asked_at: datetime
    milliseconds: float
    unanswered: str | None


@dataclass(frozen=True, slots=True)
class ArticleUse:
    """In how many answers an article, named by its seed file, was quoted."""

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
    """A question as the log has it: `asker` as it was written down, `asked_at` in UTC."""

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
    """How many questions and votes of a person are kept, and since when, in UTC."""

    questions: int
    votes: int
    since: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept."""
        return not self.questions and not self.votes


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question of the person, and what was answered; `asked_at` in UTC."""

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
    """All that is kept of a person, oldest first."""

    questions: tuple[OwnQuestion, ...]
    votes: tuple[OwnVote, ...]


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """What is set for a guild; None is 'as the configuration says'.

    `channels` are the ids of the only channels where the bot answers, or none for everywhere;
    `language` is the code of one of its languages.
    """

    channels: frozenset[int] | None = None
    language: str | None = None
    sentences: int | None = None
    private: bool | None = None


@dataclass(frozen=True, slots=True)
class StoredVote:
    """A vote as the log has it: `voter` as it was written down."""

    voter: str
    voted_at: datetime
    helpful: bool


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """All that the log has of a question, as it has it, the votes in the order of their voters.

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
