import asyncio
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.running import running
from tests.end_to_end.tally import Tally
from tests.loopback import Fault


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda one: one.name)
async def test_what_was_taken_when_a_signal_came_under_load_is_answered_and_logged(
    tmp_path: Path, take_down: Callable[[Tally], None], number: signal.Signals
) -> None:
    async with running(tmp_path) as bot:
        bot.prepare()
        await bot.start()
        asked = [one for _ in range(20) for one in bot.ask_both_ways()]
        await asked[0].answer()
        assert bot.process is not None
        bot.process.send_signal(number)
        bot.injected += 1
        assert await asyncio.wait_for(bot.process.wait(), 30) == 0
        unread = [one for one in asked if not one.is_answered]  # still on the socket
        assert not [one for one in unread if one.acknowledged_at is not None]
        tally = bot.tally(unread, unlogged=unread)
    take_down(tally)
    assert (tally.lost, tally.doubled) == (0, 0)
    assert "Traceback" not in bot.said()


@pytest.mark.parametrize(
    "route",
    [
        "GET /users/@me",
        "GET /oauth2/applications/@me",
        r"PUT /applications/\d+/commands",
        "GET /gateway/bot",
        "GET /gateway/",
    ],
)
async def test_a_signal_while_discord_keeps_the_start_waiting_ends_it(
    tmp_path: Path, route: str
) -> None:
    async with running(tmp_path) as bot:
        bot.prepare()
        bot.discord.faults.order(Fault(route, seconds=600))
        starting = asyncio.create_task(bot.start())
        await bot.discord.faults.has_injected()
        await bot.stop()
        starting.cancel()
        assert "Traceback" not in bot.said()


async def test_a_signal_while_the_bot_reconnects_is_not_swallowed(tmp_path: Path) -> None:
    async with running(tmp_path) as bot:
        bot.prepare()
        await bot.start()
        bot.discord.gateway.is_mute = True
        bot.discord.gateway.drop()
        await bot.discord.gateway.gone()
        await bot.discord.gateway.taken()
        await bot.stop()


async def test_a_signal_while_many_articles_are_indexed_is_not_kept_waiting(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as bot:
        bot.prepare()
        for number in range(100):
            paragraph = f"Bridge {number} over the river opened on Monday, the mayor said. " * 10
            (tmp_path / "seeds" / f"{number}.txt").write_text(f"{paragraph}\n" * 100, "utf-8")
        starting = asyncio.create_task(bot.start())
        await bot.said_by_now("Indexing the articles: ")
        assert bot.process is not None
        bot.process.terminate()
        assert await asyncio.wait_for(bot.process.wait(), 30) == 0
        starting.cancel()
        assert "Indexing the articles: 101 of 101" not in bot.said()
        assert "Traceback" not in bot.said()
        assert not (tmp_path / "data" / "index").exists()
