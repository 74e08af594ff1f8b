"""Answers the questions of all commands and messages, and writes each to the query log."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.asking import ask
from bot.live import LiveCorpus
from bot.monitoring.observer import NoObserver, Observer, Outcome
from bot.querylog.model import Place
from bot.querylog.recorder import Recorder
from bot.retrieval.following import Follower
from bot.retrieval.model import Answer
from bot.retrieval.retriever import Retriever

_PATIENCE = 10.0  # seconds that answers under way are waited for at the end


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, the corpus that it is from, and the key by which people can vote on it.

    Without a query log that tells people apart there is no key.
    """

    answer: Answer
    corpus: Retriever
    vote_key: str | None


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
    _under_way: set[asyncio.Task[Answered]] = field(default_factory=set, init=False)

    async def answer(
        self, question: str, *, asker: int, guild_id: int | None, channel_id: int | None
    ) -> Answered:
        """Answer a question and have it logged, also where the caller is cancelled meanwhile."""
        place = Place("discord", guild_id, channel_id)
        task = asyncio.create_task(self._answer(question, asker, place), name="answer")
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    async def drain(self) -> None:
        """Wait for the answers under way, so that they are logged before the log closes."""
        if self._under_way:
            await asyncio.wait(set(self._under_way), timeout=_PATIENCE)

    async def _answer(self, question: str, asker: int, place: Place) -> Answered:
        started = time.perf_counter()
        outcome: Outcome = "failed"
        try:
            answered = await self._look_up(question, asker, place)
            outcome = "answered" if answered.answer.answered else "unanswered"
        finally:
            self.observer.asked(place.front_end, outcome, time.perf_counter() - started)
        return answered

    async def _look_up(self, question: str, asker: int, place: Place) -> Answered:
        corpus = self.live.corpus
        # In a worker thread: a large corpus must not stop the heartbeat.
        asked = await asyncio.to_thread(
            ask,
            corpus,
            question,
            follower=Follower(),
            sentences=self.sentences(place.guild_id),
            threshold=self.threshold,
            place=place,
            asker=asker,
        )
        self.log.record(asked.entry)
        return Answered(asked.answer, corpus, asked.entry.key if self.log.takes_votes else None)
