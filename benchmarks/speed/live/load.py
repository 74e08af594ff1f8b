"""Fifty questions a second: Discord's own limit for a bot that is in many servers."""

import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.speed.corpus_maker import CorpusMaker, write_seeds
from benchmarks.speed.live.bot_process import running_bot
from benchmarks.speed.live.people import People, Service, open_guilds, wait_for_answers
from benchmarks.speed.question_maker import make_questions
from tests.loopback import serve

_RATE = 50.0
_WARM_UP = 2.0  # seconds


@dataclass(frozen=True, slots=True)
class Load:
    """What came of `seconds` of questions to an archive of so many passages.

    `logged` is how many of them are in the query log, `longest_block` for how many seconds the
    bot's event loop was held up at most.
    """

    passages: int
    rate: float
    seconds: float
    service: Service
    logged: int
    longest_block: float


async def measure_load(passages: int, seconds: float) -> Load:
    """Ask the bot, in a process of its own, through the client that it uses on Discord."""
    articles = list(CorpusMaker().articles(passages))
    texts = [one.typed for one in make_questions(articles, 500)]
    with TemporaryDirectory() as folder:
        async with serve(conforms=False) as discord:
            open_guilds(discord)
            people = People(discord, texts, _RATE)
            write_seeds(iter(articles), Path(folder) / "seeds")
            async with running_bot(discord, Path(folder)) as bot:
                first = await people.ask_for(_WARM_UP)
                await wait_for_answers(first)
                start = time.perf_counter()
                asked = await people.ask_for(seconds)
                await wait_for_answers(asked)
                end = time.perf_counter()
                await bot.stop()
                late = bot.lateness(start, end)
            return Load(
                passages,
                _RATE,
                seconds,
                Service.of(asked),
                bot.logged() - len(first),
                max((one.blocked for one in late), default=0.0),
            )
