"""Kill -9 at any moment under load: the query log is whole, and has what people have seen."""

import asyncio
import os
import random
import shutil
import signal
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.end_to_end.forks import Fork, Forks
from tests.end_to_end.running import CONFIG, SEED
from tests.end_to_end.tally import Tally
from tests.loopback import Loopback, Question, serve

BOTS, KILLS = 5, 11  # of each
START_SECONDS, LOAD_SECONDS = 0.8, 2.2  # at most from the start, or under load, until it is killed
IN_FLIGHT = 4
A_SECOND, FIRST_SECONDS, LAST_SECONDS = 25, 0.3, 1.5  # questions a second, and when it is killed

pytestmark = pytest.mark.skipif(
    not hasattr(os, "pidfd_open"), reason="only Linux holds a process by a descriptor"
)


class Victim:
    """A bot that is killed and started again, and what people asked it."""

    def __init__(
        self, folder: Path, discord: Loopback, forks: Forks, chance: random.Random
    ) -> None:
        self.questions: list[Question] = []
        self.kills = 0
        self.seen: set[str] = set()  # answered before it was killed, so in the log
        self._folder = folder
        self._discord = discord
        self._forks = forks
        self._chance = chance
        (folder / "seeds").mkdir(parents=True)
        (folder / "seeds" / "bridge.txt").write_text(SEED, "utf-8")
        (folder / "config.yaml").write_text(CONFIG, "utf-8")

    async def be_busy_and_die(self) -> None:
        """Run while questions come without waiting for answers, and be killed soon."""
        earlier = len(self.questions)
        process = await self._forks.start(self._folder, self._discord.url)
        await self._discord.gateway.ready()
        for _ in range(round(A_SECOND * self._chance.uniform(FIRST_SECONDS, LAST_SECONDS))):
            self._ask()
            await asyncio.sleep(1 / A_SECOND)
        await self.questions[earlier].answer()  # a slow machine has seen no answer before
        await self._kill(process, earlier)

    async def live_and_die(self) -> None:
        """Run under load until a moment that nobody knows, and be killed."""
        earlier = len(self.questions)
        process = await self._forks.start(self._folder, self._discord.url)
        asking = asyncio.create_task(self._ask_on_and_on())
        if self._chance.random() < 0.25:
            await asyncio.sleep(self._chance.uniform(0, START_SECONDS))
        else:
            await self._discord.gateway.ready()
            await asyncio.sleep(self._chance.uniform(0, LOAD_SECONDS))
        await self._kill(process, earlier)
        asking.cancel()
        await asyncio.wait([asking])

    async def _kill(self, process: Fork, earlier: int) -> None:
        self.kills += 1
        await process.end(signal.SIGKILL)
        await self._discord.gateway.gone()
        asked = self.questions[earlier:]
        self.seen |= {one.text for one in asked if one.answered_at is not None}
        self._check()

    async def end_well(self) -> None:
        """Run once more, answer, and be ended as an admin would."""
        process = await self._forks.start(self._folder, self._discord.url)
        await self._discord.gateway.ready()
        question = self._ask()
        await question.answer()
        await process.end(signal.SIGTERM)
        assert count_rows(self._folder / "data")[question.text] == 1

    def tally(self) -> Tally:
        """Count what became of the questions in the end."""
        logged = count_rows(self._folder / "data")
        lost = sum(logged[one] == 0 for one in self.seen)
        doubled = sum(logged[one.text] > 1 or one.is_doubled for one in self.questions)
        return Tally(self.kills, len(self.questions), lost, doubled)

    async def _ask_on_and_on(self) -> None:
        await self._discord.gateway.ready()
        while True:
            for question in [self._ask() for _ in range(IN_FLIGHT)]:
                await question.answer()

    def _ask(self) -> Question:
        number = 100 + len(self.questions)
        text = f"When did bridge number {number} open?"
        question = self._discord.ask(text, person=number, guild_id=None, channel_id=number)
        self.questions.append(question)
        return question

    def _check(self) -> None:
        """See that the log is whole: of a copy, lest this mend what the next process finds."""
        copy = self._folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        if (self._folder / "data").exists():
            shutil.copytree(self._folder / "data", copy)
        logged = count_rows(copy)
        assert not self.seen - logged.keys()
        assert set(logged.values()) <= {1}


def count_rows(folder: Path) -> Counter[str]:
    """Count the rows of each question in the query log in a folder, which must be whole."""
    path = folder / "verbatim.sqlite3"
    if not path.exists():
        return Counter()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'queries'").fetchone():
            return Counter()
        rows = connection.execute("SELECT question, count(*) FROM queries GROUP BY question")
        return Counter(dict(rows.fetchall()))


async def test_what_people_saw_is_in_the_log_whenever_the_bot_is_killed(
    tmp_path: Path, take_down: Callable[[Tally], None]
) -> None:
    async def kill_again_and_again(number: int) -> Victim:
        async with serve(conforms=False) as discord:
            chance = random.Random(number)  # noqa: S311 - it keeps no secret
            victim = Victim(tmp_path / str(number), discord, forks, chance)
            for _ in range(KILLS):
                await victim.live_and_die()
            await victim.end_well()
            return victim

    async with Forks.open() as forks:
        victims = await asyncio.gather(*(kill_again_and_again(one) for one in range(BOTS)))
    for victim in victims:
        take_down(victim.tally())
    assert sum(len(victim.seen) for victim in victims) > 50
    assert all((one.tally().lost, one.tally().doubled) == (0, 0) for one in victims)


@pytest.mark.parametrize(
    "kills", [4, pytest.param(50, marks=[pytest.mark.soak, pytest.mark.timeout(1_200)])]
)
async def test_what_people_saw_is_in_the_log_when_many_ask_from_the_start_on(
    tmp_path: Path, take_down: Callable[[Tally], None], kills: int
) -> None:
    async with Forks.open() as forks, serve(conforms=False) as discord:
        chance = random.Random(kills)  # noqa: S311 - it keeps no secret
        victim = Victim(tmp_path, discord, forks, chance)
        for _ in range(kills):
            await victim.be_busy_and_die()
        await victim.end_well()
    take_down(victim.tally())
    assert victim.seen
    assert (victim.tally().lost, victim.tally().doubled) == (0, 0)
