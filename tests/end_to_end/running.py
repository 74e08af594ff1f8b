"""The bot as a process of its own on the loopback Discord, and what it must have done."""

import asyncio
import itertools
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterable, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.end_to_end.tally import Tally
from tests.loopback import CHANNEL_ID, Loopback, Question, serve

SEED = """\
---
title: The bridge opens
---
The new bridge over the river opened on Monday, the mayor said, according to AP.
It cost nine million euros and took four years to build.
"""
# Every question has a number of its own in it, which the article has not.
CONFIG = "answers: {threshold: 0.1}\ndiscord: {flood: {per_person: 0, per_guild: 0}}\n"
HEARTBEAT_SECONDS = 0.5


@dataclass
class RunningBot:
    """A process of the bot in a folder, and the questions that it was asked."""

    folder: Path
    discord: Loopback
    process: asyncio.subprocess.Process | None = None
    questions: list[Question] = field(default_factory=list)
    earlier: list[Question] = field(default_factory=list)
    injected: int = 0  # faults that are not Discord's
    _heard: int = 0
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(100))

    @property
    def database(self) -> Path:
        """Where its query log is."""
        return self.folder / "data" / "verbatim.sqlite3"

    def prepare(self, config: str = "") -> None:
        """Write the files that the process needs."""
        (self.folder / "seeds").mkdir(exist_ok=True)
        (self.folder / "seeds" / "bridge.txt").write_text(SEED, "utf-8")
        (self.folder / "config.yaml").write_text(CONFIG + config, "utf-8")
        (self.folder / "said.txt").touch()

    async def end_by_itself(self) -> tuple[int, str]:
        """Start the process, which must end by itself; return its status and what it told."""
        process = await self._launch({})
        return await asyncio.wait_for(process.wait(), 30), self.said()

    async def start(self, silence: float | None = None) -> None:
        """Start the process, and wait until it is on the gateway.

        After so many seconds of `silence` it takes the gateway for dead, by default after 60.
        """
        await self._launch({} if silence is None else {"LOOPBACK_SILENCE": str(silence)})
        await self.discord.gateway.ready()

    async def _launch(self, more: dict[str, str]) -> asyncio.subprocess.Process:
        with (self.folder / "said.txt").open("ab") as said:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.loopback.launch", "run"),
                cwd=self.folder,
                env=self.discord.environ() | more,
                stdout=said,
                stderr=said,
            )
        return self.process

    def begin(self) -> None:
        """Begin another test on the same process."""
        self.earlier += self.questions
        self.questions = []
        self.injected = 0
        self._heard = len(self._said())
        self.discord.gateway.count_anew()
        self.discord.faults.injected = 0

    def said(self) -> str:
        """Return what the process has told since the test began."""
        return self._said()[self._heard :]

    def _said(self) -> str:
        return (self.folder / "said.txt").read_text("utf-8")

    async def said_by_now(self, text: str) -> None:
        """Wait until the process has told something. Raises TimeoutError."""
        async with asyncio.timeout(30):
            while text not in self.said():  # noqa: ASYNC110 - a file tells no one
                await asyncio.sleep(0.05)

    def ask(self, *, age: float = 0.0) -> Question:
        """Use `/ask`; each time somebody else asks something else."""
        number = next(self._numbers)
        return self._keep(self.discord.ask(_about(number), person=number, age=age))

    def ask_directly(self) -> Question:
        """Use `/ask` in a direct message, of which the first shard is told."""
        number = next(self._numbers)
        direct = self.discord.ask(_about(number), person=number, guild_id=None, channel_id=number)
        return self._keep(direct)

    def mention(self, channel_id: int = CHANNEL_ID) -> Question:
        """Ask in a message; each time somebody else asks something else."""
        number = next(self._numbers)
        asked = self.discord.mention(_about(number), person=number, channel_id=channel_id)
        return self._keep(asked)

    def ask_both_ways(self) -> tuple[Question, Question]:
        """Ask by `/ask` and in a message."""
        return self.ask(), self.mention()

    def _keep(self, question: Question) -> Question:
        self.questions.append(question)
        return question

    async def answers_all(self, timeout: float = 20.0) -> None:  # noqa: ASYNC109 - see `answer`
        """Wait until all that was asked so far is answered. Raises TimeoutError."""
        for question in self.questions:
            await question.answer(timeout)

    async def stop(self) -> None:
        """End the process as an admin would."""
        if self.process is not None and self.process.returncode is None:
            self.process.terminate()
            assert await asyncio.wait_for(self.process.wait(), 30) == 0

    async def kill(self) -> None:
        """End the process at once, without a chance to clean up."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

    async def has_logged(self, questions: Iterable[Question]) -> None:
        """Wait until questions are in the query log. Raises TimeoutError."""
        texts = {one.text for one in questions}
        async with asyncio.timeout(20):
            while not texts <= self.logged().keys():  # noqa: ASYNC110 - a file tells no one
                await asyncio.sleep(0.05)

    def logged(self) -> Counter[str]:
        """Count the rows of each question in the query log, whose file must be whole."""
        with closing(sqlite3.connect(self.database)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            rows = connection.execute("SELECT question, count(*) FROM queries GROUP BY question")
            return Counter(dict(rows.fetchall()))

    def tally(self, unanswered: Collection[Question], unlogged: Collection[Question]) -> Tally:
        """Count what became of the questions.

        Lost is one without an answer, or without its row in the query log, but for those that
        nobody could answer, and those that are not to be logged.
        """
        logged = self.logged()
        lost = [
            one
            for one in self.questions
            if one.is_answered == (one in unanswered) or bool(logged[one.text]) == (one in unlogged)
        ]
        twice = [one for one in self.questions if one.is_doubled or logged[one.text] > 1]
        faults = self.injected + self.discord.injected
        return Tally(faults, len(self.questions), len(lost), len(twice))


def _about(number: int) -> str:
    return f"When did bridge {number} open?"


@asynccontextmanager
async def running(
    folder: Path, *, shards: int = 1, conforms: bool = True
) -> AsyncIterator[RunningBot]:
    """Have a bot that can be started, and is ended with the `with`, whatever happens.

    Discord recommends so many `shards`; `conforms` has requests checked against its description.
    """
    async with serve(
        heartbeat_seconds=HEARTBEAT_SECONDS, shards=shards, conforms=conforms
    ) as discord:
        bot = RunningBot(folder, discord)
        try:
            yield bot
        finally:
            await bot.kill()
