"""Rate limits for people and servers."""

import math
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import discord

from bot.config.model import Flood
from bot.discord_app.locales import Language, Languages
from bot.discord_app.ui.failures import reply_privately
from bot.discord_app.ui.received import Interaction
from bot.monitoring.observer import Observer

_MINUTE = 60.0
MOST_KEPT = 10_000
"""How many people, and servers, the limits remember."""

LIGHT = 10
"""So many light uses count as one question: a letter typed, a page turned."""

ASKS = {"asks": True}
"""The extras of a command that asks a question."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal because of a rate limit; `wait` is the number of seconds until the next use.

    `is_told`: this person or guild has had a notice within the last minute.
    """

    wait: float
    of_guild: bool
    is_told: bool


@dataclass(slots=True)
class Buckets:
    """What is left to each of many, by their ids: at first `size`, refilled within a minute.

    The 'token bucket' of network engineering: a burst of `size` at once, then `size` a minute.
    """

    size: int
    _left: OrderedDict[int, tuple[float, float]] = field(default_factory=OrderedDict)

    def wait(self, key: int, now: float) -> float:
        """Return in how many seconds somebody gets the next token; 0 if there is one now."""
        return max(0.0, 1 - self._left_to(key, now)) * _MINUTE / self.size

    def take(self, key: int, now: float) -> None:
        """Take a token, and forget the buckets that are full again."""
        self._left[key] = (self._left_to(key, now) - 1, now)
        self._left.move_to_end(key)
        while len(self._left) > MOST_KEPT or now - self._oldest() > _MINUTE:
            self._left.popitem(last=False)

    def __len__(self) -> int:
        return len(self._left)

    def _left_to(self, key: int, now: float) -> float:
        left, then = self._left.get(key, (float(self.size), now))
        return min(float(self.size), left + (now - then) * self.size / _MINUTE)

    def _oldest(self) -> float:
        return next(iter(self._left.values()))[1]


class FloodGuard:
    """Counts the requests that cost work, in bounded memory; refusals go to `observer`."""

    def __init__(self, limits: Flood, observer: Observer | None = None) -> None:
        self._observer = observer or Observer()
        self._people, self._light_people = _both(limits.per_person)
        self._guilds, self._light_guilds = _both(limits.per_guild)
        self._told = Buckets(1)

    def refuse(
        self,
        person: int,
        guild_id: int | None,
        now: float | None = None,
        *,
        is_question: bool = True,
        is_light: bool = False,
    ) -> Refusal | None:
        """Count a use, or say why it is refused; refused uses are not counted.

        Light uses are counted by themselves, so that typing takes no questions away. `now` are
        seconds of a clock that only goes forward, by default the machine's.
        """
        # Not time.monotonic(), which stands still in a simulated Discord.
        now = time.perf_counter() if now is None else now
        people, guilds = self._people, self._guilds
        if is_light:
            people, guilds = self._light_people, self._light_guilds
        asked = [] if people is None else [(people, person)]
        if guilds is not None and guild_id is not None:
            asked.append((guilds, guild_id))
        for buckets, key in asked:
            if wait := buckets.wait(key, now):
                is_told = self._told.wait(key, now) > 0
                if not is_told and not is_light:  # a refused letter or link gives no notice
                    self._told.take(key, now)
                if is_question:
                    self._observer.refused("discord")
                return Refusal(wait, buckets is guilds, is_told)
        for buckets, key in asked:
            buckets.take(key, now)
        return None


def _both(size: int) -> tuple[Buckets | None, Buckets | None]:
    """Make the buckets for questions, and those for light uses."""
    return (Buckets(size), Buckets(size * LIGHT)) if size else (None, None)


async def is_within_limits(
    interaction: Interaction,
    guard: FloodGuard,
    languages: Languages,
    *,
    is_question: bool = False,
    is_light: bool = False,
) -> bool:
    """Count a command, a press or a typed letter; return whether it is within the limits.

    If not, its user gets an ephemeral notice, except while typing, when Discord shows none.
    """
    refusal = guard.refuse(
        *(interaction.user.id, interaction.guild_id), is_question=is_question, is_light=is_light
    )
    if refusal is None:
        return True
    if interaction.type is discord.InteractionType.autocomplete:
        return False
    text = describe(refusal, interaction.created_at, languages.for_one(interaction))
    await reply_privately(interaction, text)
    return False


def describe(refusal: Refusal, at: datetime, language: Language) -> str:
    """Say that a rate limit was reached, and when to try again."""
    again = discord.utils.format_dt(at + timedelta(seconds=math.ceil(refusal.wait)), "R")
    return language.say("flood.guild" if refusal.of_guild else "flood.person", again=again)
