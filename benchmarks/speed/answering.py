"""Verbatim in full, over a made-up archive: its ranking, and the whole of an answer."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path

from benchmarks.speed.corpus_maker import CorpusMaker
from benchmarks.speed.remote import Answerer as RemoteAnswerer
from benchmarks.speed.remote import Asked
from bot.config.model import DEFAULT_THRESHOLD
from bot.discord_app.ask.answer_service import Reply
from bot.discord_app.ask.cards import answer_card
from bot.discord_app.locales import Languages
from bot.querylog.model import Place
from bot.querylog.sqlite.store import SqliteStore
from bot.querylog.storage import open_recorder
from bot.retrieval.candidates.ranking import rank
from bot.retrieval.question import Question
from bot.retrieval.retriever import CorpusRetriever, Retriever
from bot.service.answerer import Answerer, Request

RANKING, ANSWER = "Verbatim, ranking", "Verbatim, whole answer"
_SENTENCES = 3


class WholeAnswer:
    """From the words to the card that Discord is sent, and the entry in the query log.

    As in the bot, but in one thread, so that all of its time is counted.
    """

    def __init__(self, corpus: Retriever, log_path: Path) -> None:
        self._corpus = corpus
        self._answerer = Answerer(DEFAULT_THRESHOLD)
        self._language = Languages.load().by_code["en"]
        self._loop = asyncio.new_event_loop()
        self._stack = AsyncExitStack()
        opening = self._stack.enter_async_context(open_recorder(SqliteStore(log_path)))
        self._log = self._loop.run_until_complete(opening)

    def ask(self, asked: Asked) -> int | None:
        """Answer on an event loop, which Discord's views ask for."""
        self._loop.run_until_complete(self._answer(asked.text))
        return None

    def close(self) -> None:
        """Write what is still to be logged."""
        self._loop.run_until_complete(self._stack.aclose())
        self._loop.close()

    async def _answer(self, question: str) -> None:
        request = Request(question, _SENTENCES, Place("discord", 1, 2), asker=3)
        answered = self._answerer.answer(self._corpus, request)
        self._log.record(answered.entry)
        reply = Reply(answered.answer, answered.stories, answered.entry.key)
        card = answer_card(reply, self._language, show_question=True)
        json.dumps(card.to_components())  # type: ignore[no-untyped-call]


@contextmanager
def make_answerers(passages: int, folder: Path) -> Iterator[Mapping[str, RemoteAnswerer]]:
    """Build the corpus; `folder` is where the query log goes."""
    corpus = CorpusRetriever.build(list(CorpusMaker().articles(passages)))

    def best(asked: Asked) -> int | None:
        ranking = rank(corpus, Question.parse(asked.text))
        return int(ranking.passages[0]) if ranking.passages.size else None

    whole = WholeAnswer(corpus, folder / "log.sqlite3")
    try:
        yield {RANKING: best, ANSWER: whole.ask}
    finally:
        whole.close()
