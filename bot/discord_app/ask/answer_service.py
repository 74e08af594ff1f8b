"""Answers the questions of all commands and messages, and writes each to the query log."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.articles.model import Article
from bot.discord_app.ask.conversations import Conversations
from bot.discord_app.sources.citations import Citations, citation_of, passages_at
from bot.library.live import LiveCorpus
from bot.monitoring.observer import Observer, Outcome
from bot.querylog.model import Entry, Place
from bot.querylog.recorder import Recorder
from bot.retrieval.deciding.explaining import Explanation
from bot.retrieval.model import Answer
from bot.service.answer_queue import AnswerQueue, BusyError
from bot.service.answerer import Answered, Answerer, Request, brief

_EXPLAINED = 5  # candidates that an explanation shows
_PATIENCE = 10.0  # seconds to wait for answers in progress at the end


@dataclass(frozen=True, slots=True)
class DiscordQuestion:
    """A question with its author and place; `guild_id` is None in a direct message.

    `replied_to` are the sentences quoted in the message that it replies to. With `of_all_articles`
    it is no follow-up. The answer to a `private` question is ephemeral, and public questions do not
    follow up on it.
    """

    text: str
    asker: int
    guild_id: int | None
    channel_id: int | None
    at: datetime
    replied_to: Citations = ()
    of_all_articles: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with everything that Discord shows around it.

    `stories` are the loaded articles of its related stories, None for a story that is not loaded.
    `vote_key` identifies the answer in votes; it is None without a query log that distinguishes
    people. `before` are the sentences that the question followed up on, `loaded` is the number of
    articles that were searched.
    """

    answer: Answer
    stories: tuple[Article | None, ...]
    vote_key: str | None
    before: Citations = ()
    loaded: int = 0


@dataclass(frozen=True, slots=True)
class AnswerService:
    """Answers from the current corpus, off the event loop.

    `sentences` returns the maximum number shown in a guild, or for None in a direct message.
    """

    live: LiveCorpus
    log: Recorder
    sentences: Callable[[int | None], int]
    answerer: Answerer
    observer: Observer = field(default_factory=Observer)
    _conversations: Conversations = field(default_factory=Conversations, init=False)
    queue: AnswerQueue = field(default_factory=AnswerQueue)
    _under_way: set[asyncio.Future[Any]] = field(default_factory=set, init=False)

    async def answer(self, question: DiscordQuestion) -> Reply:
        """Answer a question and log it, even if the caller is cancelled meanwhile."""
        return await self._to_its_end(self._answer(question))

    async def brief(self, article: Article, asker: int, place: Place) -> Reply:
        """Sum up an article for one person, and log it as `answer` does; nobody votes on it."""
        return await self._to_its_end(self._brief(article, asker, place))

    async def explain(self, question: str, replied_to: Citations = ()) -> Explanation:
        """Answer a question again, and say why the answer is as it is; this is not logged."""
        async with self.queue.place():
            return await asyncio.to_thread(self._explain, question, replied_to)

    @contextmanager
    def arriving(self) -> Iterator[None]:
        """Count a question as a waiting one while it is acknowledged.

        Raises BusyError if too many wait already.
        """
        try:
            with self.queue.arriving():
                yield
        except BusyError:
            self.observer.refused("discord")
            raise

    @contextmanager
    def attending(self) -> Iterator[None]:
        """Keep `drain` waiting until the block ends, for example until the reply is sent."""
        over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._under_way.add(over)
        try:
            yield
        finally:
            self._under_way.discard(over)
            over.set_result(None)

    async def drain(self) -> None:
        """Wait for the answers in progress, so that they are sent and logged before closing."""
        deadline = time.perf_counter() + _PATIENCE
        while self._under_way and (left := deadline - time.perf_counter()) > 0:
            await asyncio.wait(set(self._under_way), timeout=left)

    async def _to_its_end(self, answering: Coroutine[Any, Any, Reply]) -> Reply:
        task = asyncio.create_task(answering, name="answer")
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        # A closed connection or a shutdown cancels the caller, but a question that was taken must
        # be logged.
        return await asyncio.shield(task)

    async def _brief(self, article: Article, asker: int, place: Place) -> Reply:
        async with self.queue.place():
            given = await asyncio.to_thread(brief, self.live.corpus, article, place, asker)
        await self._record(given.entry, private=True)
        return Reply(given.answer, given.stories, None)

    async def _answer(self, question: DiscordQuestion) -> Reply:
        started = time.perf_counter()
        try:
            answered = await self._look_up(question)
        except BusyError:
            self.observer.refused("discord")
            raise
        except BaseException:
            self.observer.asked("discord", "failed", time.perf_counter() - started)
            raise
        outcome: Outcome = "answered" if answered.answer.answered else "unanswered"
        self.observer.asked("discord", outcome, time.perf_counter() - started)
        return answered

    async def _look_up(self, question: DiscordQuestion) -> Reply:
        said = (question.asker, question.channel_id, question.at)
        before: Citations = ()
        # A reply names its answer itself; otherwise the last answer to the same person in the
        # channel is meant.
        if not question.of_all_articles:
            before = question.replied_to or self._conversations.recall(
                *said, private=question.private
            )
        async with self.queue.place():
            # In a worker thread: a large corpus must not stop the heartbeat.
            answered, went_on = await asyncio.to_thread(self._ask, question, before)
        # Logged before the conversation is remembered, so that nothing that follows can lose the
        # entry.
        await self._record(answered.entry, private=question.private)
        if answered.answer.answered:
            shown = answered.answer.quotes[: answered.answer.shown]
            quoted = tuple(citation_of(one.passage) for one in shown)
            self._conversations.remember(*said, quoted, private=question.private)
        elif answered.answer.asks:  # what is asked next is about nothing answered before it
            self._conversations.forget(
                question.asker, question.channel_id, private=question.private
            )
        return Reply(
            answered.answer,
            answered.stories,
            # No buttons without a log that tells people apart: one person could vote any number of
            # times.
            answered.entry.key if self.log.takes_votes else None,
            before if went_on else (),
            len(self.live.corpus.articles),
        )

    async def _record(self, entry: Entry, *, private: bool) -> None:
        """Log an answer before it is shown, so that no crash leaves it unlogged.

        To be called on the event loop, since the log belongs to it; answers come from threads.
        """
        self.log.record(replace(entry, private=private))
        await self.log.written()

    def _explain(self, question: str, replied_to: Citations) -> Explanation:
        corpus = self.live.corpus
        quoted = passages_at(corpus, replied_to)
        request = Request(question, _EXPLAINED, Place("discord"), quoted=quoted)
        return self.answerer.explain(corpus, request)

    def _ask(self, question: DiscordQuestion, before: Citations) -> tuple[Answered, bool]:
        """Answer; the second value says whether the passages of the previous answer still exist."""
        corpus = self.live.corpus
        # Looked up in the current corpus: a reload may have moved or removed what was quoted.
        quoted = passages_at(corpus, before)
        request = Request(
            question.text,
            self.sentences(question.guild_id),
            Place("discord", question.guild_id, question.channel_id),
            question.asker,
            quoted,
        )
        return self.answerer.answer(corpus, request), bool(quoted)
