"""Answers the terminal's questions, and writes each to the query log."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field

from bot.articles.model import Passage
from bot.common.errors import VerbatimError
from bot.config import Config
from bot.library.live import LiveCorpus
from bot.querylog.model import Place
from bot.querylog.recorder import NoQueryLog, Recorder, open_recorder
from bot.retrieval.follow_ups import Follower
from bot.retrieval.model import Answer
from bot.service.asking import ask
from bot.terminal.background import BackgroundLoop

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where questions are answered, in the calling thread, while the log is written behind."""

    live: LiveCorpus
    loop: BackgroundLoop
    log: Recorder
    sentences: int
    threshold: float
    _follower: Follower = field(default_factory=Follower, init=False)

    def answer(self, question: str, quoted: Sequence[Passage] = ()) -> Answer:
        """Answer a question from the corpus of the moment, and have it logged.

        `quoted` are the passages of the answer that it goes on from, if there is one.
        """
        asked = ask(
            self.live.corpus,
            question,
            follower=self._follower,
            quoted=quoted,
            sentences=self.sentences,
            threshold=self.threshold,
            place=Place("terminal"),
            asker=None,
        )
        self.loop.call(self.log.record, asked.entry)
        return asked.answer


@contextmanager
def open_desk(config: Config, live: LiveCorpus) -> Iterator[Desk]:
    """Open the desk with its query log, at whose end everything is written.

    A query log that cannot be opened is one warning: the questions are answered all the same.
    """
    with BackgroundLoop() as loop:
        stack = AsyncExitStack()
        try:
            log = loop.run(_open_log(stack, config))
            yield Desk(live, loop, log, config.answers.sentences, config.answers.threshold)
        finally:
            loop.run(_close_log(stack))


async def _open_log(stack: AsyncExitStack, config: Config) -> Recorder:
    path = config.log.path if config.log.enabled else None
    try:
        return await stack.enter_async_context(open_recorder(path, config.log.who))
    except VerbatimError as error:
        logger.warning("%s Until then, questions are not logged.", error)
        return NoQueryLog()


async def _close_log(stack: AsyncExitStack) -> None:
    try:
        await stack.aclose()
    except Exception:  # whatever it is, the questions were answered
        logger.warning("The query log could not be closed cleanly.", exc_info=True)
