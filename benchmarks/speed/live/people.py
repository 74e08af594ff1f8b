"""People who ask at a steady rate, whether or not they are answered, and what became of it."""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from itertools import count, cycle
from typing import Self

import numpy as np

from tests.loopback import Loopback, Question
from tests.loopback.model import MEMBER

_PATIENCE = 15.0  # seconds for which answers are waited for in the end
_GUILDS = 50
_FIRST_CHANNEL = 5_000


@dataclass(frozen=True, slots=True)
class Service:
    """What became of questions; times are seconds, for half of them and for 99 of 100.

    `lost` were not answered within 15 seconds after the last was asked.
    """

    asked: int
    lost: int
    acknowledged: float
    acknowledged_99: float
    answered: float
    answered_99: float

    @classmethod
    def of(cls, questions: Sequence[Question]) -> Self:
        """Sum up; at least one must have been answered."""
        acknowledged = [one.acknowledged_after for one in questions if one.acknowledged_after]
        answered = [one.answered_after for one in questions if one.answered_after]
        return cls(
            len(questions),
            len(questions) - len(answered),
            *np.quantile(acknowledged, (0.5, 0.99)).tolist(),
            *np.quantile(answered, (0.5, 0.99)).tolist(),
        )


def open_guilds(discord: Loopback) -> None:
    """Have fifty servers with a channel each, before the bot connects.

    One server alone may not ask so much: the bot limits it, as it does a person.
    """
    for number in range(_GUILDS):
        guild_id = _guild_id(number)
        discord.state.permissions[guild_id] = MEMBER
        discord.state.channels[_FIRST_CHANNEL + number] = guild_id


@dataclass(frozen=True, slots=True)
class People:
    """Ask one question after the other, each by somebody else in the next server, `rate` a second.

    The servers are those of `open_guilds`.
    """

    discord: Loopback
    texts: Sequence[str]
    rate: float
    _numbers: "count[int]" = field(default_factory=lambda: count(100))

    async def ask_for(self, seconds: float) -> list[Question]:
        """Ask for some seconds; the last questions are not answered yet."""
        return await self.ask_during(asyncio.sleep(seconds))

    async def ask_during(self, other: Awaitable[object]) -> list[Question]:
        """Ask until something else is done, which is waited for."""
        task, asked = asyncio.ensure_future(other), list[Question]()
        began = asyncio.get_running_loop().time()
        for number, text in enumerate(cycle(self.texts)):
            due = began + number / self.rate
            await asyncio.wait([task], timeout=due - asyncio.get_running_loop().time())
            if task.done():
                break
            asked.append(self._ask(text))
        await task
        return asked

    def _ask(self, text: str) -> Question:
        person = next(self._numbers)
        place = person % _GUILDS
        return self.discord.ask(
            text, person=person, guild_id=_guild_id(place), channel_id=_FIRST_CHANNEL + place
        )


def _guild_id(number: int) -> int:
    return (number + 2) << 22  # as Discord's are, and other than that of the loopback server


async def wait_for_answers(questions: Sequence[Question]) -> None:
    """Wait until all are answered, or until that is not to be hoped for any more."""
    await asyncio.wait(
        [asyncio.create_task(one.answer(_PATIENCE)) for one in questions], timeout=_PATIENCE + 1
    )
