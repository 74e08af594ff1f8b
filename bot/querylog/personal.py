"""What the query log keeps of one person: shown to them, given to them, forgotten for them."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.config.model import Who
from bot.querylog.errors import LogUnavailable, RecordsUnavailable
from bot.querylog.model import Shown
from bot.querylog.privacy import Privacy
from bot.querylog.transactions import SharedConnection, transaction

_COUNT_QUESTIONS = "SELECT count(*), min(asked_at) FROM queries WHERE asker IN (?, ?)"
_COUNT_VOTES = "SELECT count(*), min(voted_at) FROM votes WHERE voter IN (?, ?)"
_QUESTIONS = """
    SELECT id, asked_at, front_end, guild_id, channel_id, question, answered
    FROM queries WHERE asker IN (?, ?) ORDER BY asked_at, id
"""
_VOTES = """
    SELECT query_id, voted_at, helpful
    FROM votes WHERE voter IN (?, ?) ORDER BY voted_at, query_id
"""
_SHOWN = """
    SELECT rank, article, paragraph, sentence, text, score
    FROM shown WHERE query_id = ? ORDER BY rank
"""
_FORGET_VOTES = "DELETE FROM votes WHERE voter IN (?, ?)"
_FORGET_QUESTIONS = "DELETE FROM queries WHERE asker IN (?, ?)"

Labels = tuple[str, str]


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


class PersonalRecords:
    """Reads and forgets what is kept of a person, however they were written down at the time.

    Every method raises RecordsUnavailable where the database cannot be used at the moment.
    """

    def __init__(self, shared: SharedConnection, privacy: Callable[[], Privacy]) -> None:
        self._shared = shared
        self._connection = shared.connection
        self._privacy = privacy

    @property
    def who(self) -> Who:
        """How people are written down now."""
        return self._privacy().who

    async def holdings(self, user: int) -> Holdings:
        """Count what is kept of a Discord user."""
        async with self._settled():
            labels = self._privacy().labels(user)
            questions, asked = await self._count(_COUNT_QUESTIONS, labels)
            votes, voted = await self._count(_COUNT_VOTES, labels)
        times = [datetime.fromisoformat(one) for one in (asked, voted) if one]
        return Holdings(questions, votes, min(times, default=None))

    async def data_of(self, user: int) -> PersonalData:
        """Return all that is kept of a Discord user."""
        async with self._settled():
            labels = self._privacy().labels(user)
            questions = [
                OwnQuestion(
                    datetime.fromisoformat(asked_at),
                    front_end,
                    guild_id,
                    channel_id,
                    question,
                    bool(answered),
                    await self._shown(id_),
                )
                for id_, asked_at, front_end, guild_id, channel_id, question, answered in (
                    await self._connection.execute_fetchall(_QUESTIONS, labels)
                )
            ]
            votes = [
                OwnVote(datetime.fromisoformat(voted_at), bool(helpful), await self._shown(id_))
                for id_, voted_at, helpful in (
                    await self._connection.execute_fetchall(_VOTES, labels)
                )
            ]
        return PersonalData(tuple(questions), tuple(votes))

    async def forget(self, user: int) -> Holdings:
        """Delete what is kept of a Discord user, and return how much that was.

        The votes of others on the answers to this person's questions go with them.
        """
        async with self._settled():
            labels = self._privacy().labels(user)
            async with transaction(self._connection):
                votes = await self._connection.execute(_FORGET_VOTES, labels)
                questions = await self._connection.execute(_FORGET_QUESTIONS, labels)
            await self._shared.secure_delete.carry_out()
        return Holdings(questions.rowcount, votes.rowcount)

    @asynccontextmanager
    async def _settled(self) -> AsyncIterator[None]:
        """Have the connection to oneself, when all that waited is written."""
        try:
            async with self._shared.turn():
                yield
        except LogUnavailable as error:
            raise RecordsUnavailable from error

    async def _count(self, query: str, labels: Labels) -> tuple[int, str | None]:
        ((count, first),) = await self._connection.execute_fetchall(query, labels)
        return count, first

    async def _shown(self, query_id: int) -> tuple[Shown, ...]:
        rows = await self._connection.execute_fetchall(_SHOWN, (query_id,))
        return tuple(Shown(*row) for row in rows)
