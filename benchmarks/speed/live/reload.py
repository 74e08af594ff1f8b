"""A full reload while people ask: every file has changed, and all is read and indexed again."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.speed.corpus_maker import CorpusMaker, write_seeds
from benchmarks.speed.live.bot_process import BotProcess, running_bot
from benchmarks.speed.live.people import People, Service, open_guilds, wait_for_answers
from benchmarks.speed.question_maker import make_questions
from bot.articles.model import Article
from tests.loopback import CHANNEL_ID, GUILD_ID, Loopback, Question, serve
from tests.loopback.model import command_interaction, user

_RATE = 20.0
_BEFORE = 10.0  # seconds for which people ask before the reload, and after it
_LONGEST = 840.0  # seconds, since an interaction is good for fifteen minutes
_OWNER = 7
_SETTLING = 5.0


@dataclass(frozen=True, slots=True)
class Reload:
    """What people noticed of a reload of so many passages that took `seconds`.

    `before` is of the questions asked before it, `during` of those asked while it went on.
    `longest_block` is for how many seconds the bot's event loop was held up at most, and
    `longest_late` the same with the time for which the machine had no processor for it. Memory is
    in bytes, of all the bot's processes. `logged` is how many of all `asked`,
    those after the reload too, were in the query log in the end.
    """

    passages: int
    seconds: float
    before: Service
    during: Service
    longest_block: float
    longest_late: float
    memory_before: int
    memory_most: int
    memory_after: int
    asked: int
    logged: int


async def measure_reload(passages: int) -> Reload:
    """Load, change every file, use `/reload` while people ask, and wait for its answer."""
    maker = CorpusMaker()
    texts = [one.typed for one in make_questions(list(maker.articles(30_000)), 500)]
    with TemporaryDirectory() as folder:
        async with serve(conforms=False) as discord:
            open_guilds(discord)
            people = People(discord, texts, _RATE)
            write_seeds(maker.articles(passages), Path(folder) / "seeds")
            async with running_bot(discord, Path(folder)) as bot:
                measured = await _reload(discord, bot, people, passages)
            return replace(measured, logged=bot.logged())


async def _reload(discord: Loopback, bot: BotProcess, people: People, passages: int) -> Reload:
    before = await people.ask_for(_BEFORE)
    await wait_for_answers(before)
    memory_before = bot.memory()
    changed = _changed(CorpusMaker().articles(passages))
    await asyncio.to_thread(write_seeds, changed, bot.folder / "seeds")
    sizes: list[int] = []
    watching = asyncio.create_task(_watch_memory(bot, sizes))
    start = time.perf_counter()
    reload = _use_reload(discord)
    during = await people.ask_during(reload.answer(_LONGEST))
    end = time.perf_counter()
    watching.cancel()
    await wait_for_answers(during)
    after = await people.ask_for(_BEFORE)
    await wait_for_answers(after)
    await asyncio.sleep(_SETTLING)
    late = bot.lateness(start, end)
    return Reload(
        passages,
        end - start,
        Service.of(before),
        Service.of(during),
        max((one.blocked for one in late), default=0.0),
        max((one.late for one in late), default=0.0),
        memory_before,
        max(sizes, default=memory_before),
        bot.memory(),
        len(before) + len(during) + len(after),
        0,
    )


def _changed(articles: Iterator[Article]) -> Iterator[Article]:
    return (
        replace(one, paragraphs=(*one.paragraphs, "The editors changed this article."))
        for one in articles
    )


def _use_reload(discord: Loopback) -> Question:
    """Use `/reload` as the application's owner, whose reply says what was done."""
    question = Question("/reload", discord.state.next_id())
    interaction = discord.state.open_interaction(question, CHANNEL_ID)
    body = command_interaction(
        question.id,
        interaction.token,
        "reload",
        {},
        person=user(_OWNER),
        guild_id=GUILD_ID,
        channel_id=CHANNEL_ID,
    )
    discord.dispatch("INTERACTION_CREATE", body, GUILD_ID)
    return question


async def _watch_memory(bot: BotProcess, sizes: list[int]) -> None:
    while True:
        sizes.append(await asyncio.to_thread(bot.memory))
        await asyncio.sleep(1.0)
