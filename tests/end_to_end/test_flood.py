"""A thousand questions in a burst: each is answered or refused in time, and the heart beats on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

from bot.config.model import Flood
from bot.discord_app.ui.limits import ELLIPSIS
from bot.service import answer_queue
from tests.end_to_end.running import HEARTBEAT_SECONDS, SEED, RunningBot
from tests.loopback import Loopback, serve

QUESTIONS = 1_000
AT_ONCE = 250
"""Questions that are on their way at a time: a slow machine has its three seconds for each."""

SILENCE = 10.0  # seconds between two heartbeats; Discord itself waits for more than 40
LIMITS = Flood()
ANSWERED, BUSY, TOO_FAST = "> The new bridge", "This server is very busy", "You are asking faster"
NO_ROOM = "I am getting too many questions at once"


@asynccontextmanager
async def a_bot(folder: Path) -> AsyncIterator[Loopback]:
    """Run the bot with the limits that it has by default."""
    (folder / "seeds").mkdir()
    (folder / "seeds" / "bridge.txt").write_text(SEED, "utf-8")
    (folder / "config.yaml").write_text("answers: {threshold: 0.1}\n", "utf-8")
    async with serve(heartbeat_seconds=HEARTBEAT_SECONDS, conforms=False) as discord:
        bot = RunningBot(folder, discord)
        try:
            await bot.start()
            yield discord
            await bot.stop()
        finally:
            await bot.kill()


async def test_a_burst_of_many_people_is_answered_or_refused(tmp_path: Path) -> None:
    async with a_bot(tmp_path) as discord:
        way = asyncio.Semaphore(AT_ONCE)

        async def ask(number: int) -> str:
            async with way:
                question = discord.ask(f"When did bridge {number} open?", person=10_000 + number)
                # A refusal completes the deferred answer first, then takes its place.
                async with asyncio.timeout(30):
                    while (text := await question.answer(30)) == ELLIPSIS:  # noqa: ASYNC110 - of many
                        await asyncio.sleep(0.05)
                return text

        told = await asyncio.gather(*map(ask, range(QUESTIONS)))
        beats = list(discord.gateway.heard_at)
        assert (discord.gateway.identifies, discord.gateway.resumes) == (1, 0)
    answered, shed, refused = (
        sum(text in one for one in told) for text in (ANSWERED, NO_ROOM, BUSY)
    )
    assert answered + shed + refused == QUESTIONS
    # All that the limit lets through; for how many there is room depends on the machine.
    assert answered + shed >= LIMITS.per_guild
    assert answered >= answer_queue.AT_ONCE
    assert max(later - earlier for earlier, later in pairwise(beats)) < SILENCE


async def test_one_person_s_messages_get_answers_then_one_notice_then_silence(
    tmp_path: Path,
) -> None:
    async with a_bot(tmp_path) as discord:
        asked = [
            discord.mention(f"When did bridge {number} open?")
            for number in range(3 * LIMITS.per_person)
        ]
        async with asyncio.timeout(30):
            while sum(one.is_answered for one in asked) <= LIMITS.per_person:  # noqa: ASYNC110 - of many
                await asyncio.sleep(0.05)
        other = discord.mention("When did the bridge open?", person=43)
        assert ANSWERED in await other.answer(30)
        told = [await one.answer() for one in asked if one.is_answered]
    assert len(told) < 2 * LIMITS.per_person
    assert sum(TOO_FAST in one for one in told) == 1
    assert sum(ANSWERED in one for one in told) == len(told) - 1
