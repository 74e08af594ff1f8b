"""Answers the questions of all commands and messages, and writes each to the query log."""

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.live import LiveCorpus
from bot.querylog.model import Entry, Place
from bot.querylog.recorder import Recorder
from bot.retrieval.answering import answer
from bot.retrieval.model import Answer


@dataclass(frozen=True, slots=True)
class Desk:
    """Where questions are answered: from the corpus of the moment, by the configured measure."""

    live: LiveCorpus
    log: Recorder
    sentences: int
    threshold: float

    async def answer(
        self, question: str, *, asker: int, guild_id: int | None, channel_id: int | None
    ) -> Answer:
        """Answer a question, in a worker thread: a large corpus must not stop the heartbeat."""
        asked_at = datetime.now(UTC)
        started = time.perf_counter()
        result = await asyncio.to_thread(
            answer, self.live.corpus, question, top=self.sentences, threshold=self.threshold
        )
        entry = Entry.of(
            result,
            place=Place("discord", guild_id, channel_id),
            asker=asker,
            asked_at=asked_at,
            milliseconds=(time.perf_counter() - started) * 1_000,
        )
        self.log.record(entry)
        return result
