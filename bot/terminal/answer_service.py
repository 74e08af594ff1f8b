"""Answers the terminal's questions, and writes each to the query log."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass

from bot.articles.model import Passage
from bot.common.errors import VerbatimError
from bot.config import Config
from bot.library.live import LiveCorpus
from bot.querylog.model import Place
from bot.querylog.recorder import Recorder
from bot.querylog.storage import open_recorder, recording_store
from bot.retrieval.model import Answer
from bot.service.answerer import Answerer, Request
from bot.terminal.background import BackgroundLoop

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TerminalAnswers:
    """Answers in the calling thread, while the log is written in the background."""

    live: LiveCorpus
    loop: BackgroundLoop
    log: Recorder
    sentences: int
    answerer: Answerer

    def answer(self, question: str, quoted: Sequence[Passage] = ()) -> Answer:
        """Answer a question from the current corpus, and log it.

        `quoted` are the passages of the answer that it goes on from, if there is one.
        """
        request = Request(question, self.sentences, Place("terminal"), quoted=quoted)
        answered = self.answerer.answer(self.live.corpus, request)
        self.loop.call(self.log.record, answered.entry)
        return answered.answer


@contextmanager
def open_answer_service(config: Config, live: LiveCorpus) -> Iterator[TerminalAnswers]:
    """Open the service with its query log, at whose end everything is written.

    A query log that cannot be opened is one warning: the questions are answered all the same.
    """
    with BackgroundLoop() as loop:
        stack = AsyncExitStack()
        try:
            log = loop.run(_open_log(stack, config))
            answerer = Answerer(config.answers.threshold)
            yield TerminalAnswers(live, loop, log, config.answers.sentences, answerer)
        finally:
            loop.run(_close_log(stack))


async def _open_log(stack: AsyncExitStack, config: Config) -> Recorder:
    store = recording_store(config)
    try:
        return await stack.enter_async_context(open_recorder(store, config.log.who))
    except VerbatimError as error:
        logger.warning("%s Until then, questions are not logged.", error)
        return Recorder()


async def _close_log(stack: AsyncExitStack) -> None:
    try:
        await stack.aclose()
    except Exception:  # whatever it is, the questions were answered
        logger.warning("The query log could not be closed cleanly.", exc_info=True)
