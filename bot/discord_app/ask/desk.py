"""Answers the questions of all commands and messages, and writes each to the query log."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.discord_app.ask.conversations import Conversations
from bot.discord_app.ask.message_text import questions_in
from bot.discord_app.sources.citations import Trail, passages_at, stop_at
from bot.library.live import LiveCorpus
from bot.monitoring.observer import NoObserver, Observer, Outcome
from bot.querylog.model import Entry, Place
from bot.querylog.recorder import Recorder
from bot.retrieval.anaphora import leaves_open
from bot.retrieval.follow_ups import Follower
from bot.retrieval.model import Answer
from bot.retrieval.retriever import Retriever
from bot.retrieval.suggesting import Correction, suggest
from bot.service.asking import ask

_PARTS = 5  # questions in a text that are tried by themselves
_PATIENCE = 10.0  # seconds that answers under way are waited for at the end
_AT_ONCE = 4  # answers are looked for: more threads slow only each other, and the heartbeat


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, by whom and where; `guild_id` is None in a direct message.

    `replied_to` are the sentences quoted in the message that it replies to. With
    `of_all_articles` it goes on from nothing.
    """

    text: str
    asker: int
    guild_id: int | None
    channel_id: int | None
    at: datetime
    replied_to: Trail = ()
    of_all_articles: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, the corpus that it is from, and the key by which people can vote on it.

    Without a query log that tells people apart there is no key. `before` is what the question went
    on from, and `in_context` whether that made the answer what it is. `correction` is what the
    question may have meant.
    """

    answer: Answer
    corpus: Retriever
    vote_key: str | None
    before: Trail = ()
    in_context: bool = False
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """Where questions are answered: from the corpus of the moment, by the configured measure.

    `sentences` says of a guild, or of None for a direct message, how many are shown at most.
    """

    live: LiveCorpus
    log: Recorder
    sentences: Callable[[int | None], int]
    threshold: float
    observer: Observer = field(default_factory=NoObserver)
    _conversations: Conversations = field(default_factory=Conversations, init=False)
    _follower: Follower = field(default_factory=Follower, init=False)
    _places: asyncio.Semaphore = field(
        default_factory=lambda: asyncio.Semaphore(_AT_ONCE), init=False
    )
    _under_way: set[asyncio.Future[Any]] = field(default_factory=set, init=False)

    async def answer(self, question: Question) -> Answered:
        """Answer a question and have it logged, also where the caller is cancelled meanwhile."""
        task = asyncio.create_task(self._answer(question), name="answer")
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    @contextmanager
    def attending(self) -> Iterator[None]:
        """Have `drain` wait for all that is done in the `with`, be it to show an answer."""
        over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._under_way.add(over)
        try:
            yield
        finally:
            self._under_way.discard(over)
            over.set_result(None)

    async def drain(self) -> None:
        """Wait for the answers under way, so that they are shown, and logged, before all closes."""
        deadline = time.perf_counter() + _PATIENCE
        while self._under_way and (left := deadline - time.perf_counter()) > 0:
            await asyncio.wait(set(self._under_way), timeout=left)

    async def _answer(self, question: Question) -> Answered:
        started = time.perf_counter()
        outcome: Outcome = "failed"
        try:
            answered = await self._look_up(question)
            outcome = "answered" if answered.answer.answered else "unanswered"
        finally:
            self.observer.asked("discord", outcome, time.perf_counter() - started)
        return answered

    async def _look_up(self, question: Question) -> Answered:
        said = (question.asker, question.channel_id, question.at)
        before: Trail = ()
        if not question.of_all_articles:
            before = question.replied_to or self._conversations.recall(*said)
        async with self._places:
            # In a worker thread: a large corpus must not stop the heartbeat.
            answered, entry = await asyncio.to_thread(self._ask, self.live.corpus, question, before)
        self.log.record(entry)
        await self.log.written()  # before the answer is shown, lest a crash leave it unlogged
        if answered.answer.answered:
            quoted = tuple(stop_at(quote.passage) for quote in answered.answer.quotes)
            self._conversations.remember(*said, quoted)
        return answered

    def _wording(self, corpus: Retriever, text: str) -> str:
        """Return a text, or of one that is not answered as a whole the first question that is.

        'Long day! Where was it signed, the treaty? Thanks' has more words than its question.
        """
        parts = [one for one in questions_in(text)[:_PARTS] if not leaves_open(one)]
        for wording in (text, *parts) if parts else ():
            if corpus.answer(wording, top=1, threshold=self.threshold).answered:
                return wording
        return text

    def _ask(self, corpus: Retriever, question: Question, before: Trail) -> tuple[Answered, Entry]:
        quoted = passages_at(corpus, before)
        asked = ask(
            corpus,
            self._wording(corpus, question.text),
            follower=self._follower,
            quoted=quoted,
            sentences=self.sentences(question.guild_id),
            threshold=self.threshold,
            place=Place("discord", question.guild_id, question.channel_id),
            asker=question.asker,
        )
        answered = Answered(
            asked.answer,
            corpus,
            asked.entry.key if self.log.takes_votes else None,
            before if quoted else (),
            asked.in_context,
            suggest(corpus, asked.answer, threshold=self.threshold),
        )
        return answered, asked.entry
