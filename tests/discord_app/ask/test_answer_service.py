import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from contextlib import closing
from pathlib import Path

import pytest
from discord.utils import utcnow

from bot.discord_app.ask.answer_service import AnswerService, DiscordQuestion, Reply
from bot.discord_app.locales.languages import Languages
from bot.discord_app.ui.failures import explain
from bot.library.live import LiveCorpus
from bot.querylog.model import Place
from bot.querylog.recorder import Recorder
from bot.querylog.sqlite.store import SqliteStore
from bot.querylog.storage import open_recorder
from bot.service.answer_queue import AnswerQueue, BusyError
from bot.service.answerer import Answerer

QUESTION = "When did the new bridge open?"
Use = Callable[[AnswerService], Coroutine[None, None, Reply]]


def ask(service: AnswerService) -> Coroutine[None, None, Reply]:
    return service.answer(DiscordQuestion(QUESTION, 1, None, None, utcnow()))


def sum_up(service: AnswerService) -> Coroutine[None, None, Reply]:
    return service.brief(service.live.corpus.articles[0], 1, Place("discord"))


@pytest.mark.parametrize(("use", "logged"), [(ask, QUESTION), (sum_up, "The bridge opens")])
async def test_an_answer_under_way_is_logged_when_the_bot_stops(
    tmp_path: Path, live: LiveCorpus, use: Use, logged: str
) -> None:
    path = tmp_path / "log.sqlite3"
    async with open_recorder(SqliteStore(path)) as log:
        service = AnswerService(live, log, lambda _: 3, Answerer(0.3))
        asking = asyncio.create_task(use(service))
        await asyncio.sleep(0)  # begun
        asking.cancel()
        await service.drain()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT question FROM queries").fetchall() == [(logged,)]


@pytest.mark.parametrize("use", [ask, sum_up])
async def test_an_answer_is_shown_only_when_it_is_logged(
    tmp_path: Path, live: LiveCorpus, use: Use
) -> None:
    path = tmp_path / "log.sqlite3"
    async with open_recorder(SqliteStore(path)) as log:
        service = AnswerService(live, log, lambda _: 3, Answerer(0.3))
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            asking = asyncio.create_task(use(service))
            await asyncio.wait([asking], timeout=0.5)
            assert not asking.done()
            other.execute("ROLLBACK")
        await asking
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("SELECT count(*) FROM queries").fetchone() == (1,)


async def test_a_question_too_many_is_refused_in_words_for_people(live: LiveCorpus) -> None:
    queue = AnswerQueue(waiting=0)
    service = AnswerService(live, Recorder(), lambda _: 3, Answerer(0.3), queue=queue)
    with pytest.raises(BusyError) as refused:
        await service.answer(DiscordQuestion(QUESTION, 1, None, None, utcnow()))
    told = explain(refused.value, Languages.load().of("en-US"), what="a question")
    assert told == "I am getting too many questions at once. Please ask again in a minute."
